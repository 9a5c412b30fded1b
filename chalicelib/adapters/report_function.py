"""The function that reads the counters of figures, asked by functions that have no right to."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from chalicelib.adapters.store_errors import BUSY, errors_translated
from chalicelib.domain.dashboard import Sheets
from chalicelib.domain.errors import StoreBusy
from chalicelib.domain.identifiers import OrganisationId


class ReportFunction:
    """One Lambda function, by its name. Its role reads the table of figures and nothing else (S4-3)."""

    def __init__(self, name: str) -> None:
        self._name = name

    @cached_property
    def client(self) -> Any:
        """Lambda's client: a connection pool, so one for the process."""
        import boto3
        from botocore.config import Config

        # A function that has to start first takes seconds; twice this is less than a page waits.
        patience = Config(connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 2})
        return boto3.client("lambda", config=patience)

    def sheets(self, organisation: OrganisationId) -> Sheets:
        """Every counter of an organisation. Raises: StoreBusy, also where the function failed."""
        asked = json.dumps({"organisation": organisation}).encode()
        with errors_translated():
            answer = self.client.invoke(FunctionName=self._name, Payload=asked)
        if "FunctionError" in answer:
            raise StoreBusy(BUSY)
        sheets: Sheets = json.loads(answer["Payload"].read())
        return sheets
