"""What a file that nobody uploaded is called in the store of files: made from what it is."""

from __future__ import annotations

import hashlib
from datetime import datetime

from chalicelib.domain.identifiers import DocumentId

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Those of a ULID: no letter that is read as a digit."""
_TIME, _REST = 10, 16


def named_after(said: str, at: datetime) -> DocumentId:
    """The name of a file that whoever brings it can make again from what they know of it."""
    milliseconds = int(at.timestamp() * 1_000)
    rest = int.from_bytes(hashlib.sha256(said.encode()).digest()[:10])
    return DocumentId(_written(milliseconds, _TIME) + _written(rest, _REST))


def _written(number: int, length: int) -> str:
    """
    >>> _written(33, 4)
    '0011'
    """
    return "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(length)))
