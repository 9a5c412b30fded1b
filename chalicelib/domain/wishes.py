"""What somebody who follows their own complaint can write about, and the wish that waits for us."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import since_last


class About(StrEnum):
    """What a person writes about."""

    MESSAGE = "message"
    PLAN = "plan"
    NEXT_STAGE = "next_stage"
    WITHDRAWAL = "withdrawal"
    APPEAL = "appeal"
    NOT_ANSWERED = "not_answered"


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
    wishes = _waiting(events)
    return About(wishes[-1].facts["about"]) if wishes else None


def next_stage_wished_at(events: Iterable[Event]) -> datetime | None:
    """When the wish for the next stage that waits was made: its days count from then (S3-10)."""
    wished = [each for each in _waiting(events) if each.facts["about"] == About.NEXT_STAGE]
    return wished[0].happened_at if wished else None


def _waiting(events: Iterable[Event]) -> list[Event]:
    wrote = (e for e in since_last(tuple(events), *_ANSWERS) if e.type is EventType.PERSON_WROTE)
    return [each for each in wrote if each.facts["about"] in MAY_SAY_NOTHING]
