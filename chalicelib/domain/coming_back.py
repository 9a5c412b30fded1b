"""Stopping half-way and going on later, perhaps on another device: a reference and a code by mail.

Nobody has an account. Whoever has both the reference and the code may go on; whoever guesses learns
nothing, not even that there is such a reference. Source: issue 4, point 3.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from chalicelib.domain.calendar import london_date
from chalicelib.domain.identifiers import OrganisationId

KEPT_FOR = timedelta(days=14)
"""After this nobody can come back, whenever the database gets round to deleting it."""
MOST_TRIES = 5
"""Wrong codes of one reference in one London day. The next day it can be tried again."""
MOST_MAILS = 5
"""How often one form sends its code: nobody's mailbox is to be filled with them."""
MOST_ATTEMPTS = 5
"""How often one mail is handed to a mail service that does not answer."""


class MailState(StrEnum):
    """Where the mail with the code is."""

    OWED = "owed"
    TAKEN = "taken"
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """How to come back to one draft. `draft` is the key of its answers, `secret` what opens them in a
    browser, `address` where the code goes.

    The address is used for this mail and for nothing else, and ends with the rest.
    """

    reference: str
    code: str
    draft: str
    secret: str
    address: str
    language: str
    organisation: OrganisationId
    kept_at: datetime
    mail: MailState = MailState.OWED
    attempts: int = 0
    mails: int = 1
    tries: int = 0
    tried_on: date | None = None

    @property
    def ends_at(self) -> datetime:
        """From when on it opens nothing."""
        return self.kept_at + KEPT_FOR

    def opened_by(self, code: str, now: datetime) -> bool:
        """Whether this code opens it now: it is right, in time, and not tried too often today."""
        right = hmac.compare_digest(self.code, re.sub(r"\D", "", code))
        return right and now < self.ends_at and self.wrong_today(now) < MOST_TRIES

    def wrong_today(self, now: datetime) -> int:
        """How many wrong codes were typed on this London day."""
        return self.tries if self.tried_on == london_date(now) else 0

    def after_a_wrong_code(self, now: datetime) -> KeptDraft:
        """The same with one more wrong code counted."""
        return replace(self, tries=self.wrong_today(now) + 1, tried_on=london_date(now))


def reference_from(chance: str) -> str:
    """A reference out of something random: eight signs that are read out without mistakes.

    >>> reference_from("nonce-1")
    '1D13-FB69'
    """
    signs = _digest("reference", chance)[:8].upper()
    return f"{signs[:4]}-{signs[4:]}"


def code_from(chance: str) -> str:
    """Six digits out of something random."""
    return f"{int(_digest('code', chance), 16) % 1_000_000:06}"


def read_kept_reference(text: str) -> str:
    """The reference that somebody typed, however they wrote it.

    >>> read_kept_reference(" 3bo2 9e2c ")
    '3B02-9E2C'
    """
    signs = re.sub(r"[^0-9A-Z]", "", text.upper()).replace("O", "0").replace("I", "1")
    return f"{signs[:4]}-{signs[4:8]}"


def _digest(purpose: str, chance: str) -> str:
    return hashlib.sha256(f"{purpose} {chance}".encode()).hexdigest()
