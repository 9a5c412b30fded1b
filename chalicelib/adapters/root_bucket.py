"""The roots of the days in S3, under a lock that outlasts whoever may write to the table."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from chalicelib.domain.roots import DayRoot

PREFIX = "roots/"
_MODEL = TypeAdapter(DayRoot)


class RootBucket:
    """One bucket, whose own rule locks each object that is put into it. Raises what botocore raises:
    the job fails, and is called again.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def last_before(self, root_day: str) -> DayRoot | None:
        """The newest root of a day before this one; None before the first.

        Raises: ValueError, for one that does not hold its own hash.
        """
        earlier = [key for key in self._keys() if key < _key(root_day)]
        if not earlier:
            return None
        stored = self._client.get_object(Bucket=self._name, Key=max(earlier))["Body"].read()
        kept = json.loads(stored)
        root = _MODEL.validate_python({name: kept[name] for name in ("day", "previous", "ends")})
        if root.root != kept["root"]:
            raise ValueError(f"The root kept for {root.day} is not the hash of what it holds")
        return root

    def keep(self, root: DayRoot) -> None:
        """Put it there. The same day again is another version; the first stays locked beside it."""
        body = {**_MODEL.dump_python(root, mode="json"), "root": root.root}
        self._client.put_object(
            Bucket=self._name,
            Key=_key(root.day.isoformat()),
            Body=json.dumps(body).encode(),
            ContentType="application/json",
        )

    def _keys(self) -> list[str]:
        """Every key: one a day, so a page holds nearly three years."""
        found: list[str] = []
        more: dict[str, str] = {}
        while True:
            page = self._client.list_objects_v2(Bucket=self._name, Prefix=PREFIX, **more)
            found += [each["Key"] for each in page.get("Contents", ())]
            if not page.get("IsTruncated"):
                return found
            more = {"ContinuationToken": page["NextContinuationToken"]}

    @cached_property
    def _client(self) -> Any:
        import boto3
        from botocore.config import Config

        patience = Config(connect_timeout=2, read_timeout=30, retries={"mode": "standard"})
        return boto3.client("s3", config=patience)


def _key(root_day: str) -> str:
    return f"{PREFIX}{root_day}.json"
