"""Where a complaint stands on the ladder of stages, beside its state: stage 1 begins when it is
received, each further one when the person asks for it (domain.md 4.5, S3-7 to S3-12).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.calendar import london_date
from chalicelib.domain.clocks import ClockRule
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, last_of, since_last
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.messages import MessageKind
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

    @property
    def code(self) -> str:
        """What lists narrow it by: `stage_2`, or `answered_2` once it was answered there."""
        return f"{'answered' if self.answered else 'stage'}_{self.number}"


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


def reply_on_its_way(events: Sequence[Event]) -> Event | None:
    """The event that made a stage's reply ready to go, while a version of it still waits; else None."""
    ended = (EventType.STAGE_REPLIED, *_BEGINS)
    prepared = each_of(since_last(events, *ended), EventType.LETTER_PREPARED)
    ours = [event for event in prepared if event.facts["kind"] == MessageKind.STAGE_REPLY]
    return ours[-1] if ours else None


def stage_in(pack: PolicyPack, number: int) -> Stage | None:
    """What the pack promises at this stage; None where it has none of this number."""
    return next((stage for stage in pack.stages if stage.number == number), None)


def must_be_written(stage: Stage) -> bool:
    """Whether only a written reply answers it (S3-11)."""
    return stage.miss_rule is MissRule.WRITTEN_REASON_AND_NEW_DATE


def is_exhausted(events: Sequence[Event], pack: PolicyPack) -> bool:
    """Whether the last stage was answered: whoever still disagrees goes elsewhere (domain.md 4.5)."""
    return exhausted_on(events, pack) is not None


def exhausted_on(events: Sequence[Event], pack: PolicyPack) -> date | None:
    """The London day on which the last stage was answered; None while one is left, or there are none.

    Source: domain.md 4.5, SC-6.
    """
    reached = stage_of(events)
    if reached is None or not reached.answered or not is_the_last(reached.number, pack):
        return None
    later = since_last(events, *_BEGINS)
    return london_date(next(event.happened_at for event in later if _answers(event)))


def standings_under(pack: PolicyPack) -> tuple[StageReached, ...]:
    """Every way in which a case can stand under this pack, in the order of the ladder."""
    both = (False, True)
    return tuple(StageReached(each.number, answered) for each in pack.stages for answered in both)


def is_last(told: Event, pack: PolicyPack) -> bool:
    """Whether what was told at a stage was told at the last one that the pack has."""
    return is_the_last(told.facts["stage"], pack)


def is_the_last(number: int, pack: PolicyPack) -> bool:
    """Whether no stage comes after this one; no pack without stages has a last one."""
    return bool(pack.stages) and stage_in(pack, number + 1) is None


def who_answers(pack: PolicyPack, number: int, subject: str) -> tuple[RoleCode, ...]:
    """The roles that can answer at this stage: whose it is, and those of the stages above."""
    above = (stage.owner for stage in pack.stages if stage.number > number)
    stage = stage_in(pack, number)
    return (*((stage.owner_for(subject),) if stage else ()), *above)


def owner_of(rule: ClockRule, subject: str, pack: PolicyPack) -> RoleCode:
    """Whose clock it is: of a stage, whoever answers there what is about this category (S3-7)."""
    stage = next((each for each in pack.stages if each.clock == rule.code), None)
    return stage.owner_for(subject) if stage else rule.owner
