"""What staff say on the telephone, as far as it tells something: only to somebody whom they confirmed.

Writing down what somebody told us needs no check, nor that nobody answered. Source: S0-1, S0-11.
"""

from __future__ import annotations

from datetime import datetime

from chalicelib.domain.calls import CallOutcome
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.calling import CallMade
from chalicelib.domain.casework.calling import end_callback as end
from chalicelib.domain.casework.contacting import ContactMade
from chalicelib.domain.casework.contacting import record_contact as record
from chalicelib.domain.errors import NotVerified
from chalicelib.domain.events import Occasion
from chalicelib.domain.identity.checks import window_of
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Terms


def record_contact(file: CaseFile, made: ContactMade, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep a contact. A call in which somebody learned how the matter stands is kept only where whoever
    records it had confirmed them at that time. Raises: NotVerified, Invalid, ConsentMissing.
    """
    if made.how is Channel.TELEPHONE and made.substantive and made.reached is CallOutcome.SPOKEN:
        _require_confirmed(file, occasion, made.happened_at)
    return record(file, made, terms=terms, occasion=occasion)


def end_callback(file: CaseFile, asked: CallMade, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep an attempt to call back; what was said, only where they were confirmed at that time.

    Raises: NotVerified, Invalid.
    """
    if asked.outcome is CallOutcome.SPOKEN and asked.note.strip():
        _require_confirmed(file, occasion, asked.happened_at)
    return end(file, asked, terms=terms, occasion=occasion)


def _require_confirmed(file: CaseFile, occasion: Occasion, happened_at: datetime | None) -> None:
    at = happened_at or occasion.at
    known_then = [event for event in file.events if event.at <= at]
    if window_of(known_then, occasion.by, at) is None:
        raise NotVerified(
            "You had not confirmed who you were speaking with, so nothing may have been said. Check "
            "them first"
        )
