"""Where a complaint stands on the ladder of stages, beside its state: stage 1 begins when it is
received, each further one when the person asks for it (domain.md 4.5, S3-7 to S3-12).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.clocks import ClockRule
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import last_of, since_last
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import MissRule, PolicyPack, Stage

FIRST = 1
IN_WRITING = frozenset({Channel.LETTER, Channel.EMAIL})
_BEGINS = (EventType.CASE_RECEIVED, EventType.STAGE_ESCALATED)
_ANSWERS = (EventType.STAGE_REPLIED, EventType.RESPONSE_SENT)


class StageOutcome(StrEnum):
    """What a reply says. Information alone settles many an enquiry (S3-8)."""

    INFORMATION = "information"
    UPHELD = "upheld"
    PARTIALLY_UPHELD = "partially_upheld"
    NOT_UPHELD = "not_upheld"


@dataclass(frozen=True, slots=True)
class StageReached:
    """The stage that a case is at, and whether it was answered. A spoken reply where a written one is
    owed answers nothing (S3-11).
    """

    number: int
    answered: bool


def stage_of(events: Sequence[Event]) -> StageReached | None:
    """The stage that the case has come to; None where its policy knows no stages."""
    begun = last_of(events, *_BEGINS)
    number = begun.facts.get("stage") if begun else None
    if number is None:
        return None
    later = since_last(events, *_BEGINS)
    return StageReached(int(number), answered=any(map(_answers, later)))


def _answers(event: Event) -> bool:
    return event.type in _ANSWERS and bool(event.facts.get("answers", True))


def stage_in(pack: PolicyPack, number: int) -> Stage | None:
    """What the pack promises at this stage; None where it has none of this number."""
    return next((stage for stage in pack.stages if stage.number == number), None)


def must_be_written(stage: Stage) -> bool:
    """Whether only a written reply answers it (S3-11)."""
    return stage.miss_rule is MissRule.WRITTEN_REASON_AND_NEW_DATE


def is_exhausted(events: Sequence[Event], pack: PolicyPack) -> bool:
    """Whether the last stage was answered: whoever still disagrees goes elsewhere (domain.md 4.5)."""
    reached = stage_of(events)
    return reached is not None and reached.answered and not stage_in(pack, reached.number + 1)


def who_answers(pack: PolicyPack, number: int, subject: str) -> tuple[RoleCode, ...]:
    """The roles that can answer at this stage: whose it is, and those of the stages above."""
    above = (stage.owner for stage in pack.stages if stage.number > number)
    stage = stage_in(pack, number)
    return (*((stage.owner_for(subject),) if stage else ()), *above)


def owner_of(rule: ClockRule, subject: str, pack: PolicyPack) -> RoleCode:
    """Whose clock it is: of a stage, whoever answers there what is about this category (S3-7)."""
    stage = next((each for each in pack.stages if each.clock == rule.code), None)
    return stage.owner_for(subject) if stage else rule.owner
