"""What a journey leaves where it stays for long: each line of the log, and each address that a browser
or a program asked for or was sent to. Nobody's name belongs there, whatever the journey is (S4-10).
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus

import pytest
from chalice.test import HTTPResponse, TestHTTPClient

from chalicelib.observability import StructuredLog

CANARIES = (
    "Asha",
    "Verity",
    "Petra",
    "Examplova",
    "patients.example",
    "7700900",
    "7700 900",
    "1957-03-27",
    "March 1957",
    "ZZ99",
    "blood test",
    "fifty minutes",
    "three weeks",
)
"""Parts of what the people of the journeys are called, how they are reached, and what they told."""


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """What any logger writes, ours in the form in which it goes to CloudWatch."""
    written = io.StringIO()
    StructuredLog("INFO").info("reading the log")
    ours = logging.getLogger("complaints")
    ear, anybodys = logging.StreamHandler(written), logging.StreamHandler(written)
    ear.setFormatter(ours.handlers[0].formatter)
    ours.addHandler(ear)
    logging.getLogger().addHandler(anybodys)
    try:
        yield written
    finally:
        ours.removeHandler(ear)
        logging.getLogger().removeHandler(anybodys)


@dataclass
class Overheard:
    """Lines and addresses, as they came."""

    log: io.StringIO
    addresses: list[str] = field(default_factory=list)

    def told(self) -> list[str]:
        """Everything that names somebody."""
        lines = [*self.log.getvalue().splitlines(), *map(unquote_plus, self.addresses)]
        return [line for line in lines if any(canary in line for canary in CANARIES)]


@contextmanager
def overhearing(patch: pytest.MonkeyPatch) -> Iterator[Overheard]:
    """Listen to all that happens within."""
    with everything_logged() as log:
        heard, ask = Overheard(log), TestHTTPClient.request

        def request(self: Any, method: str, path: str, *rest: Any, **more: Any) -> HTTPResponse:
            heard.addresses.append(path)
            answer = ask(self, method, path, *rest, **more)
            heard.addresses.append(str(answer.headers.get("Location", "")))
            return answer

        patch.setattr(TestHTTPClient, "request", request)
        yield heard
