"""Erasing an object of S3 for good. A bucket that keeps versions keeps what is deleted, until each of
its versions is deleted by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def erase_object(client: Any, bucket: str, key: str) -> None:
    """Every version of this object and every mark of its deletion. Safe to run twice."""
    for version in list(_versions(client, bucket, key)):
        client.delete_object(Bucket=bucket, Key=key, VersionId=version)


def _versions(client: Any, bucket: str, key: str) -> Iterator[str]:
    """The list goes by the beginnings of keys; only what is called just so is ours."""
    start: dict[str, str] = {}
    while True:
        page = client.list_object_versions(Bucket=bucket, Prefix=key, **start)
        for each in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
            if each["Key"] == key:
                yield each["VersionId"]
        if not page.get("IsTruncated"):
            return
        start = {"KeyMarker": page["NextKeyMarker"], "VersionIdMarker": page["NextVersionIdMarker"]}
