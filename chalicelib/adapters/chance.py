"""Everything unpredictable, from the operating system's own source."""

from __future__ import annotations

import secrets

from chalicelib.domain.identifiers import CaseId
from chalicelib.domain.reference import CaseNumber


class SystemChance:
    """Ids, numbers and salts."""

    def case_id(self) -> CaseId:
        """A new ULID."""
        from ulid import ULID

        return CaseId(str(ULID()))

    def case_number(self) -> CaseNumber:
        """Six random digits, none of which says how many cases there are."""
        return CaseNumber(f"{secrets.randbelow(1_000_000):06}")

    def nonce(self) -> str:
        """128 bits as text."""
        return secrets.token_hex(16)
