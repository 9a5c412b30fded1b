"""What somebody who disagrees with us can do next: ask for the next stage, appeal to the next rung, or
go elsewhere (S3-12, S1-54, S2-94).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.appeals import ladder_of, next_rung, waiting_rung
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.appealing import appeal_to
from chalicelib.domain.casework.changing import changed, not_too_long
from chalicelib.domain.clocks import Clock
from chalicelib.domain.errors import CannotBeKnown, Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.policy import Terms
from chalicelib.domain.restrictions import restriction_of
from chalicelib.domain.stages import is_exhausted, stage_in, stage_of
from chalicelib.domain.states import AFTER_RESPONSE, State

DAYS_TO_DECIDE = "appeal.working_days"
"""Under this key a pack says within how many working days an appeal is decided."""


class Course(StrEnum):
    """What is open to them now."""

    ASK = "ask"
    WAIT_FOR_ANSWER = "wait_for_answer"
    REOPEN = "reopen"
    APPEAL = "appeal"
    WAIT_FOR_DECISION = "wait_for_decision"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Courses:
    """What is open to somebody who disagrees, and the clock of what they must wait for first."""

    course: Course
    waits_for: Clock | None = None


def course_of(file: CaseFile, terms: Terms, now: datetime) -> Courses:
    """What whoever complained can do now. The next stage comes after the answer at the stage before, or
    after its date has passed.

    Source: S3-12, S1-54.
    """
    if ladder_of(terms.pack) and file.case.is_open:
        return _in_appeals(file, terms)
    reached = stage_of(file.events)
    if reached is None:
        return Courses(Course.REOPEN if _was_answered(file) else Course.ASK)
    if is_exhausted(file.events, terms.pack):
        return Courses(Course.ELSEWHERE)
    stage = stage_in(terms.pack, reached.number)
    clock = _clock(file, terms, stage.clock) if stage else None
    waits = not reached.answered and clock is not None and not clock.is_late(now)
    return Courses(Course.WAIT_FOR_ANSWER, clock) if waits else Courses(Course.ASK)


def _was_answered(file: CaseFile) -> bool:
    """Whether they have our answer, and may say by themselves that it leaves something out (T15). While
    contact about this very matter is limited, somebody reads their wish first (S2-39).
    """
    answered = any(event.type is EventType.RESPONSE_SENT for event in file.events)
    over = file.case.state in AFTER_RESPONSE | {State.CLOSED}
    return answered and over and restriction_of(file.events) is None


def _in_appeals(file: CaseFile, terms: Terms) -> Courses:
    waiting = waiting_rung(file.events)
    if waiting:
        return Courses(Course.WAIT_FOR_DECISION, _clock(file, terms, f"APPEAL:{waiting}"))
    return Courses(Course.APPEAL if next_rung(file.events, terms.pack) else Course.ELSEWHERE)


def _clock(file: CaseFile, terms: Terms, code: str) -> Clock | None:
    return next((clock for clock in file.clocks(terms) if clock.code == code), None)


def require_next_stage(file: CaseFile, terms: Terms, now: datetime) -> None:
    """Raises: RuleBroken, where the next stage cannot be asked for yet, or not any more (S3-12)."""
    course = course_of(file, terms, now).course
    if course is not Course.ASK:
        raise RuleBroken(REFUSALS[course])


def reopened_by_them(file: CaseFile, terms: Terms, now: datetime) -> Happening:
    """The case is open again, because they say so. Source: T15. Raises: RuleBroken."""
    course = course_of(file, terms, now).course
    if course is not Course.REOPEN:
        raise RuleBroken(REFUSALS[course])
    return Happening(EventType.CASE_REOPENED, {"by_them": True})


def person_appeals(
    file: CaseFile, party: PartyId, text: str, *, terms: Terms, occasion: Occasion
) -> Change:
    """Take what they disagree with to the rung whose turn it is, with the date by which it decides.

    Source: S1-54. Raises: Invalid, RuleBroken.
    """
    if not text.strip():
        raise Invalid([Fault("text", "Say why you do not agree")])
    not_too_long("text", text)
    course, rung = course_of(file, terms, occasion.at).course, next_rung(file.events, terms.pack)
    if course is not Course.APPEAL or rung is None:
        raise RuleBroken(REFUSALS[course])
    facts = appeal_to(rung, _decided_by(terms, occasion)) | {"party": party}
    raised = Happening(EventType.APPEAL_RAISED, facts, {"text": text})
    return changed(file, [raised], terms=terms, occasion=occasion)


def _decided_by(terms: Terms, occasion: Occasion) -> str:
    setting = terms.pack.settings.get(DAYS_TO_DECIDE)
    if setting is None:
        raise CannotBeKnown("This organisation has not said by when it decides an appeal")
    today = london_date(occasion.at)
    return terms.calendar.add_working_days(today, int(str(setting.value))).isoformat()


REFUSALS = {
    Course.ASK: "There are no appeals here. Ask for the next stage",
    Course.REOPEN: "You have our answer. Tell us what it leaves out",
    Course.WAIT_FOR_ANSWER: "We have not answered you at this stage yet",
    Course.APPEAL: "There are no stages here. You can appeal",
    Course.WAIT_FOR_DECISION: "We are still deciding about your appeal",
    Course.ELSEWHERE: "Everybody here who can look at it has answered you",
}
"""Why something is not open to them, in their words."""
