"""Where the next page of a list begins, opaque to whoever carries it."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from chalicelib.domain.errors import Fault, Invalid


def closed(last: Mapping[str, str] | None) -> str:
    """The key of the next page, opaque to whoever carries it."""
    if last is None:
        return ""
    return base64.urlsafe_b64encode(json.dumps(last).encode()).decode().rstrip("=")


def opened(after: str) -> dict[str, str] | None:
    """The key that a page gave. Raises: Invalid, for anything else."""
    if not after:
        return None
    try:
        decoded = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (ValueError, binascii.Error) as error:
        raise _not_a_page() from error
    if not isinstance(decoded, dict) or not all(isinstance(v, str) for v in decoded.values()):
        raise _not_a_page()
    return decoded


@contextmanager
def leading_on(start: Mapping[str, str] | None, index: str | None) -> Iterator[None]:
    """Around a query, which may begin behind a key that somebody carried: they may have made it up.

    Raises: Invalid, where it is no key of this index, or the store says that it leads out of the list.
    """
    if start is None:
        yield
        return
    from botocore.exceptions import ClientError

    if set(start) != _OF_INDEX[index]:
        raise _not_a_page()
    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] == "ValidationException":
            raise _not_a_page() from error
        raise


_OF_INDEX: Mapping[str | None, frozenset[str]] = {
    None: frozenset({"pk", "sk"}),
    "due": frozenset({"pk", "sk", "due_shard", "due_at"}),
    "holder": frozenset({"pk", "sk", "holder", "rank"}),
    "team": frozenset({"pk", "sk", "team", "rank"}),
}
"""By index, or none: the attributes that say where in it an item stands."""


def _not_a_page() -> Invalid:
    return Invalid([Fault("after", "This page of the list does not exist. Start at the first page")])
