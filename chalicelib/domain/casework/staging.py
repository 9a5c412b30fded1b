"""Answering a complaint stage by stage, saying why a stage is late, and going to the next one
(domain.md 4.5, S3-7 to S3-12).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.assigning import given_to
from chalicelib.domain.casework.changing import changed, not_past, stated
from chalicelib.domain.casework.consenting import require_open
from chalicelib.domain.casework.stage_going import (
    left_behind,
    replied,
    versions_of,
    without_the_waiting,
)
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.parties import COMPLAINANT, Channel
from chalicelib.domain.policy import MissRule, Stage, Terms
from chalicelib.domain.staff import Staff
from chalicelib.domain.stages import (
    IN_WRITING,
    StageOutcome,
    must_be_written,
    stage_in,
    stage_of,
    who_answers,
)
from chalicelib.domain.states import AFTER_RESPONSE, State
from chalicelib.domain.wishes import next_stage_wished_at


@dataclass(frozen=True, slots=True)
class StageReply:
    """What we answer at this stage, how it goes out, and that it says what the person can do next. A
    letter or mail goes with these words; `happened_at` is when it was said, or went, already.
    """

    text: str
    outcome: StageOutcome
    how: Channel
    next_named: bool
    happened_at: datetime | None = None


def reply_at_stage(
    file: CaseFile, reply: StageReply, replier: Staff, *, terms: Terms, occasion: Occasion
) -> Change:
    """Answer at the stage that the case is at. Where a written answer is owed, a spoken one is kept
    and the clock goes on. What goes on paper answers when the last version of it went.

    Source: S3-7 to S3-11, S2-29. Raises: Invalid, ConsentMissing, RuleBroken for somebody whose stage
    it is not, and where a version of an earlier reply has gone.
    """
    stage = _present(file, terms)
    _refuse_others(file, stage, replier, terms)
    if not reply.next_named:
        message = "Tell them what they can do if they do not agree"
        raise Invalid([Fault("next_named", message)])
    require_open(file, COMPLAINANT, terms=terms, at=occasion.at)
    _refuse_unwanted_mail(file, reply.how)
    written = reply.how in IN_WRITING
    facts = {
        "stage": stage.number,
        "how": reply.how,
        "written": written,
        "answers": written or not must_be_written(stage),
        "outcome": reply.outcome,
        "happened_at": stated(reply.happened_at, file, occasion),
    }
    media = () if reply.happened_at else versions_of(file, reply.how)
    happening = replied(facts, media, {"text": reply.text})
    back = without_the_waiting(file)
    return changed(file, [happening], terms=terms, occasion=occasion, messages=back)


@dataclass(frozen=True, slots=True)
class StageDelay:
    """What the person is told of a stage that cannot be answered in time, how, and the new date."""

    text: str
    how: Channel
    due: date | None = None


def explain_delay(file: CaseFile, delay: StageDelay, *, terms: Terms, occasion: Occasion) -> Change:
    """Do what this stage owes when it cannot be answered in time. A new date after the old one has
    passed is kept as late and moves nothing; an update moves none either.

    Source: C-5, S3-9 to S3-11, S3-13. Raises: Invalid, ConsentMissing.
    """
    require_open(file, COMPLAINANT, terms=terms, at=occasion.at)
    stage = _present(file, terms)
    if must_be_written(stage) and delay.how not in IN_WRITING:
        raise Invalid([Fault("how", "At this stage they must have the reason in writing")])
    due = None if delay.due is None else not_past(delay.due, occasion, "due")
    if stage.miss_rule is MissRule.PROGRESS_UPDATE:
        said = _update(stage, delay, due)
    elif due is None:
        raise Invalid([Fault("due", "Give the new date too: the reason alone is not enough")])
    else:
        said = _revision(stage, delay, due)
    told = _told(file, delay.how, delay.text)
    return changed(file, [said, *told], terms=terms, occasion=occasion)


def _update(stage: Stage, delay: StageDelay, due: str | None) -> Happening:
    named = {"due": due} if due else {}
    facts = {"how": delay.how, "substantive": True, "stage": stage.number, **named}
    return Happening(EventType.CONTACT_MADE, facts, {"text": delay.text})


def _revision(stage: Stage, delay: StageDelay, due: str) -> Happening:
    facts = {"clock": stage.clock, "due": due, "how": delay.how, "stage": stage.number}
    return Happening(EventType.CLOCK_REVISED, facts, {"text": delay.text})


@dataclass(frozen=True, slots=True)
class Escalation:
    """What the person still disagrees with, who answers now, and when they asked for it."""

    text: str
    handler: StaffId
    happened_at: datetime | None = None


def escalate(
    file: CaseFile, asked: Escalation, handler: Staff, *, terms: Terms, occasion: Occasion
) -> Change:
    """Take it to the next stage because the person asks: its days count from when they asked.

    Source: S3-10 to S3-12, T15. Raises: Invalid, RuleBroken where no stage is left.
    """
    reached = stage_of(file.events)
    stage = stage_in(terms.pack, reached.number + 1) if reached else None
    if stage is None:
        raise RuleBroken("Every stage has answered")
    if not handler.holds_any([stage.owner]):
        title = terms.pack.roles[stage.owner].title.lower()
        raise Invalid([Fault("handler", f"Stage {stage.number} is answered by the {title}")])
    wished = next_stage_wished_at(file.events)
    facts = {
        "stage": stage.number,
        "happened_at": stated(asked.happened_at or wished, file, occasion),
        "owner": stage.owner,
        "clock": stage.clock,
    }
    escalated = Happening(EventType.STAGE_ESCALATED, facts, {"text": asked.text})
    happenings = [*_reopened(file), escalated, *given_to(file, handler)]
    return changed(file, happenings, terms=terms, occasion=occasion, messages=left_behind(file))


def _reopened(file: CaseFile) -> list[Happening]:
    """A case that was answered, or closed, is open again."""
    answered = file.case.state in AFTER_RESPONSE | {State.CLOSED}
    return [Happening(EventType.CASE_REOPENED)] if answered else []


def _refuse_others(file: CaseFile, stage: Stage, replier: Staff, terms: Terms) -> None:
    roles = who_answers(terms.pack, stage.number, file.case.subject)
    if not replier.holds_any(roles):
        titles = " or ".join(terms.pack.roles[role].title for role in roles)
        raise RuleBroken(f"Stage {stage.number} is answered by: {titles}")


def _present(file: CaseFile, terms: Terms) -> Stage:
    reached = stage_of(file.events)
    stage = stage_in(terms.pack, reached.number) if reached else None
    if stage is None:
        raise RuleBroken("There are no stages under this policy")
    return stage


def _told(file: CaseFile, how: Channel, text: str) -> list[Happening]:
    """What is said in writing stands on the person's own page: a mail says so, a letter holds it all.

    Source: domain.md 4.8, C-5. Raises: Invalid, where they did not agree to email.
    """
    _refuse_unwanted_mail(file, how)
    if how not in IN_WRITING:
        return []
    facts = {"party": COMPLAINANT, "media": list(versions_of(file, how))}
    return [Happening(EventType.PERSON_WRITTEN_TO, facts, {"text": text})]


def _refuse_unwanted_mail(file: CaseFile, how: Channel) -> None:
    person = file.party(COMPLAINANT)
    if how is Channel.EMAIL and (person is None or not person.can_be_mailed()):
        raise Invalid([Fault("how", "They did not agree to email. Choose how you told them")])
