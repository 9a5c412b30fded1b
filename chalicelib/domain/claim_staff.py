"""The staff whom a claim concerns: told of the court, and how it ended before it is closed (S1-41)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from chalicelib.domain.events import Event, EventType, Happening
from chalicelib.domain.history import each_of, last_of, since_last
from chalicelib.domain.investigations import Concerned, Involved, involved_in


class StaffNews(StrEnum):
    """What staff hear of a claim that concerns them."""

    COURT = "court"
    SETTLED = "settled"
    OUTCOME = "outcome"


class ClaimOutcome(StrEnum):
    """How a claim ended."""

    SETTLED = "settled"
    REPUDIATED = "repudiated"
    WON = "won_at_trial"
    LOST = "lost_at_trial"
    DISCONTINUED = "discontinued"
    NOT_PURSUED = "not_pursued"


def staff_told(
    events: Sequence[Event],
    of: StaffNews,
    whom: Callable[[Involved], bool],
    text: str = "",
    **facts: object,
) -> list[Happening]:
    """That each of these staff is told; whoever has an account gets a mail."""
    return [
        Happening(
            EventType.CLAIM_STAFF_TOLD,
            {"person": each.id, "staff": each.staff or "", "of": of, **facts},
            {"text": text} if text else None,
        )
        for each in involved_in(events)
        if whom(each)
    ]


def is_witness(person: Involved) -> bool:
    """Whether they may have to speak in court, and have an account to be told by."""
    return person.concerned is Concerned.WITNESS and person.staff is not None


def has_account(person: Involved) -> bool:
    """Whether a mail reaches them."""
    return person.staff is not None


def outcome_of_claim(events: Sequence[Event]) -> ClaimOutcome | None:
    """How the claim ended; None while it has not."""
    concluded = last_of(events, EventType.CLAIM_CONCLUDED)
    return ClaimOutcome(concluded.facts["outcome"]) if concluded else None


def without_outcome(events: Sequence[Event]) -> tuple[Involved, ...]:
    """The staff whom the claim concerns and who have not been told how it ended (S1-41)."""
    since = since_last(events, EventType.CLAIM_CONCLUDED)
    notes = each_of(since, EventType.CLAIM_STAFF_TOLD)
    knowing = {e.facts["person"] for e in notes if e.facts["of"] == StaffNews.OUTCOME}
    return tuple(each for each in involved_in(events) if each.id not in knowing)
