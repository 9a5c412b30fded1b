"""Where else somebody of a case stands: kept beside it, so that a copy of their details is ordered
without looking through everything again. Numbers only: who may read which is asked when they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.identifiers import MailId
from chalicelib.domain.reference import CaseNumber

KEPT_FOR = timedelta(days=30)
"""After this it must be looked for again: as long as a copy is kept."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """Other cases of the same people, the latest first, and mail from their addresses in no case, as
    they were found at `looked_at`; None while it is still to be looked for. It was asked `asked_at`.
    """

    asked_at: datetime
    looked_at: datetime | None = None
    cases: tuple[CaseNumber, ...] = ()
    mails: tuple[MailId, ...] = ()
