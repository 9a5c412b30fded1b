"""The plan: sent to the person, and what they said of it (T4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past, stated
from chalicelib.domain.casework.consenting import (
    require_open,
    require_within,
    told_in_writing,
)
from chalicelib.domain.consent import hold_for
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.grading import NEEDS_A_PARTNER, Grade, grade_of
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.involvement import others_of
from chalicelib.domain.issues import issues_of
from chalicelib.domain.media import Medium, media_for
from chalicelib.domain.need_to_know import refuse_subject
from chalicelib.domain.parties import COMPLAINANT, Channel
from chalicelib.domain.plans import AGREED, PlanAnswer, plan_of
from chalicelib.domain.policy import Terms
from chalicelib.domain.states import State


@dataclass(frozen=True, slots=True)
class PlanProposal:
    """What is proposed to the person: two dates, what can and cannot be achieved, how they would like
    it handled and put right (S2-6), and who answers for it. `within_consent`: it tells no more
    than the patient lets them be told.
    """

    investigate_by: date
    respond_by: date
    steps: str
    achievable: str
    not_achievable: str
    wishes: str
    sent_by: Channel
    partner: StaffId | None = None
    organisations: str = ""
    within_consent: bool = False
    happened_at: datetime | None = None


def send_plan(file: CaseFile, plan: PlanProposal, *, terms: Terms, occasion: Occasion) -> Change:
    """Send the plan, or a new version of it. From level 3 a partner sits on it. While the patient is
    asked, it can go in words that tell nothing of them.

    Source: S2-6, S2-47 to S2-50, S2-73, S2-74, T4; S2-13, SC-3. Raises: Invalid, RuleBroken.
    """
    require_within(file, COMPLAINANT, plan.within_consent, terms=terms, at=occasion.at)
    _check_dates(file, plan, occasion)
    _check_company(grade_of(file.events), plan)
    if plan.partner:
        refuse_subject(file, plan.partner, field="partner")
    facts = {
        "issues": issues_of(file.events).version,
        "investigate_by": plan.investigate_by.isoformat(),
        "respond_by": plan.respond_by.isoformat(),
        "partner": plan.partner or "",
        "external": bool(plan.organisations.strip() or others_of(file.events)),
        "how": plan.sent_by,
        "media": list(_media(file, plan, terms, occasion)),
        "happened_at": stated(plan.happened_at, file, occasion),
    }
    sealed = {
        "steps": plan.steps,
        "achievable": plan.achievable,
        "not_achievable": plan.not_achievable,
        "wishes": plan.wishes,
        "organisations": plan.organisations,
    }
    sent = Happening(EventType.PLAN_SENT, facts, sealed)
    return changed(file, [sent], terms=terms, occasion=occasion)


def _media(file: CaseFile, plan: PlanProposal, terms: Terms, occasion: Occasion) -> tuple[Medium, ...]:
    """What goes by itself: nothing where it went, or was talked over, before it was recorded."""
    if plan.happened_at:
        return ()
    return told_in_writing(file, plan.sent_by, terms=terms, at=occasion.at)


def _told_the_date(
    file: CaseFile, reply: PlanReply, terms: Terms, occasion: Occasion
) -> tuple[Medium, ...]:
    """In which versions they are told of a date that is set without their yes (S2-47)."""
    goes_on = reply.answer not in AGREED and reply.answer is not PlanAnswer.REFUSED
    shut = hold_for(COMPLAINANT, file.events, terms, london_date(occasion.at))
    if not goes_on or shut or file.complainant is None:
        return ()
    return media_for(file.complainant)


def _check_dates(file: CaseFile, plan: PlanProposal, occasion: Occasion) -> None:
    not_past(plan.investigate_by, occasion, "investigate_by")
    if plan.respond_by < plan.investigate_by:
        raise Invalid([Fault("respond_by", "The response cannot come before the investigation ends")])
    before = plan_of(file.events)
    agreed = before is not None and before.stands and file.case.state is not State.ASSESSED
    if before and agreed and plan.respond_by != before.respond_by:
        message = "The date of the response was promised. To move it, record an extension"
        raise Invalid([Fault("respond_by", message)])


def _check_company(grade: Grade | None, plan: PlanProposal) -> None:
    if grade and grade >= NEEDS_A_PARTNER and plan.partner is None:
        raise RuleBroken("From level 3 on a partner sits on the plan. Name the partner")


@dataclass(frozen=True, slots=True)
class PlanReply:
    """What the person said; where we go on without their yes, the reason."""

    answer: PlanAnswer
    reason: str = ""
    happened_at: datetime | None = None


def answer_plan(file: CaseFile, reply: PlanReply, *, terms: Terms, occasion: Occasion) -> Change:
    """Record what the person said of the plan. Without their yes the date is set by us, and said so.

    Whoever may be told nothing cannot agree to it: we go on without, and say why.

    Source: S2-47, S2-83, T4; S2-13. Raises: Invalid, ConsentMissing.
    """
    plan = plan_of(file.events)
    assert plan is not None, "the guard of this action asks for a plan"
    if reply.answer in AGREED:
        require_open(file, COMPLAINANT, terms=terms, at=occasion.at)
    if reply.answer not in AGREED and not reply.reason.strip():
        raise Invalid([Fault("reason", "Say why, or what they said")])
    facts = {
        "answer": reply.answer,
        "agreed": reply.answer in AGREED,
        "respond_by": plan.respond_by.isoformat(),
        "happened_at": stated(reply.happened_at, file, occasion),
        "media": list(_told_the_date(file, reply, terms, occasion)),
    }
    refused = reply.answer is PlanAnswer.REFUSED
    kind = EventType.PLAN_REFUSED if refused else EventType.PLAN_ACCEPTED
    sealed = {"text": reply.reason} if reply.reason else None
    return changed(file, [Happening(kind, facts, sealed)], terms=terms, occasion=occasion)
