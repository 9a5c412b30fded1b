"""What a file that nobody uploaded is called in the store of files."""

from __future__ import annotations

import hashlib
from datetime import datetime

from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.mail_in import AttachedFile, ReceivedMail
from chalicelib.domain.reference import CaseNumber

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Those of a ULID: no letter that is read as a digit."""
_TIME, _REST = 10, 16


def document_attached(mail: ReceivedMail, file: AttachedFile, number: CaseNumber) -> DocumentId:
    """The name of one file of a mail in one case: the same each time, so that a mail that is told twice
    brings it once. A ULID in form: it sorts by when the mail came, and says nothing else.
    """
    return named_after("\n".join((mail.id, number, str(file.place))), mail.received_at)


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
