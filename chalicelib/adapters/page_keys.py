"""Where the next page of a list begins, opaque to whoever carries it."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping

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


def _not_a_page() -> Invalid:
    return Invalid([Fault("after", "This page of the list does not exist. Start at the first page")])
