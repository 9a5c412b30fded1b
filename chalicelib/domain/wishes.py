"""What somebody who follows their own complaint can write about, and the wish that waits for us."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import since_last


class About(StrEnum):
    """What a person writes about."""

    MESSAGE = "message"
    PLAN = "plan"
    NEXT_STAGE = "next_stage"
    WITHDRAWAL = "withdrawal"


MAY_SAY_NOTHING = frozenset({About.NEXT_STAGE, About.WITHDRAWAL})
"""The wish is clear without a word."""

_ANSWERS = (
    EventType.PERSON_WRITTEN_TO,
    EventType.PERSON_TOLD,
    EventType.CONTACT_MADE,
    EventType.STAGE_ESCALATED,
)
"""What answers a wish."""


def wish_waiting(events: Iterable[Event]) -> About | None:
    """The wish to withdraw or for the next stage that came last since we answered; None where none."""
    wrote = (e for e in since_last(tuple(events), *_ANSWERS) if e.type is EventType.PERSON_WROTE)
    wishes = [About(e.facts["about"]) for e in wrote if e.facts["about"] in MAY_SAY_NOTHING]
    return wishes[-1] if wishes else None
