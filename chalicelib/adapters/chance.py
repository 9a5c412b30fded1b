"""Everything unpredictable, from the operating system's own source."""

from __future__ import annotations

import secrets

from chalicelib.domain.identifiers import CaseId, DocumentId
from chalicelib.domain.reference import CaseNumber


class SystemChance:
    """Ids, numbers and salts."""

    def case_id(self) -> CaseId:
        """A new ULID."""
        return CaseId(_ulid())

    def document_id(self) -> DocumentId:
        """A new ULID: it sorts by time, and says nothing else."""
        return DocumentId(_ulid())

    def case_number(self) -> CaseNumber:
        """Six random digits, none of which says how many cases there are."""
        return CaseNumber(f"{secrets.randbelow(1_000_000):06}")

    def nonce(self) -> str:
        """128 bits as text."""
        return secrets.token_hex(16)


def _ulid() -> str:
    from ulid import ULID

    return str(ULID())
