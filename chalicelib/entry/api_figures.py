"""The JSON API of the figures: what is open and overdue, how promises were kept, and of which cases."""

from __future__ import annotations

from datetime import date

from chalice.app import Blueprint
from pydantic import BaseModel

from chalicelib.application.ports import Reading
from chalicelib.application.read_figures import (
    cases_behind,
    read_causes,
    read_figures,
    read_figures_for_others,
    read_year,
)
from chalicelib.domain.calendar import london_date
from chalicelib.domain.causes import Cause, Learned
from chalicelib.domain.contact import ContactType
from chalicelib.domain.dashboard import Dashboard, Keeping, MonthFigures
from chalicelib.domain.figures import Promise
from chalicelib.domain.policy import Action
from chalicelib.domain.states import State
from chalicelib.domain.yearly import Counted, Return, Year
from chalicelib.entry import api_answers
from chalicelib.entry.api_models import RowOut
from chalicelib.entry.asked_figures import asked_behind, asked_quarter, asked_year
from chalicelib.entry.doors import Request, resource
from chalicelib.presentation.cases_behind import asked_as
from chalicelib.presentation.people import people_of

doors = Blueprint(__name__)

PATH, CASES = "/api/figures", "/api/figures/cases"


class OpenOut(BaseModel):
    """How many open cases are in a state with a grade, from 1 to 4; 0 where nobody graded them yet."""

    state: State
    grade: int
    cases: int


class KeepingOut(BaseModel):
    """How a promise stands. Half of those that are done took `median_days` from receipt or fewer."""

    in_time: int
    late: int
    waiting: int
    median_days: int | None


class MonthOut(BaseModel):
    """The cases that were received in a month."""

    month: str
    received: int
    acknowledged: KeepingOut
    answered: KeepingOut


class FiguresOut(BaseModel):
    """The figures of the organisation, the months from the oldest on."""

    open: tuple[OpenOut, ...]
    overdue: int
    unacknowledged: int
    unanswered: int
    months: tuple[MonthOut, ...]


class MonthForOthersOut(BaseModel):
    """The cases of a month that is over; null is a number that is kept back."""

    month: str
    received: int | None
    acknowledged: dict[Promise, int | None]
    answered: dict[Promise, int | None]


class FiguresForOthersOut(BaseModel):
    """What may be handed to partners: rounded or kept back by the organisation's method."""

    open: dict[State, int | None]
    months: tuple[MonthForOthersOut, ...]


class ContactsOut(BaseModel):
    """What the breakdown says of one kind of contact: each number counts cases."""

    contact_type: ContactType
    received: int
    acknowledged: dict[str, int]
    answered: dict[str, int]
    at_once: dict[str, int]
    subjects: dict[str, int]
    outcomes: dict[str, int]
    lessons: dict[str, int]
    ombudsman: dict[str, int]


class ReturnOut(BaseModel):
    """What the return asks of complaints. `resolved` is what was upheld, in part or not at all."""

    brought_forward: int
    new: int
    resolved: int
    upheld: int
    partially_upheld: int
    not_upheld: int
    ended_otherwise: int
    carried_forward: int
    well_founded: int
    subjects: dict[str, int]
    staff_groups: dict[str, int]


class YearOut(BaseModel):
    """The reports of one year: of every kind of contact, and the return of complaints."""

    year_ends_on: date
    contacts: tuple[ContactsOut, ...]
    complaints: ReturnOut


class CauseOut(BaseModel):
    """How often one root cause was recorded: by how the case was answered, and by what it was about."""

    cause: Cause
    cases: int
    answers: dict[str, int]
    subjects: dict[str, int]
    systemic: int
    led_to_change: int
    quarter_before: int


class CausesOut(BaseModel):
    """The root causes of a quarter. `missing` counts what was answered in it and has none yet."""

    quarter_ends_on: date
    causes: tuple[CauseOut, ...]
    missing: int


class CasesBehindOut(BaseModel):
    """Some of the cases behind a number. `next` is the address of the next ones."""

    items: tuple[RowOut, ...]
    next: str | None


@resource(doors, "GET", PATH, who=Action.READ_FIGURES, gives=FiguresOut)
def figures(request: Request, reading: Reading) -> FiguresOut:
    """What is open and overdue, and how promises were kept by month of receipt."""
    return _figures(read_figures(request.staff, reading))


@resource(doors, "GET", f"{PATH}/for-others", who=Action.READ_FIGURES, gives=FiguresForOthersOut)
def figures_for_others(request: Request, reading: Reading) -> FiguresForOthersOut:
    """The figures that may be handed to partners."""
    found = read_figures_for_others(request.staff, reading)
    months = (
        MonthForOthersOut(
            month=each.month,
            received=each.received,
            acknowledged=dict(each.acknowledged),
            answered=dict(each.answered),
        )
        for each in found.months
    )
    return FiguresForOthersOut(open=dict(found.open), months=tuple(months))


@resource(doors, "GET", f"{PATH}/report", who=Action.READ_FIGURES, gives=YearOut)
def year_report(request: Request, reading: Reading) -> YearOut:
    """The breakdown of a year for the partners, and its return; the present one if none is named."""
    found = read_year(request.staff, reading, asked_year(request.query))
    return YearOut(
        year_ends_on=found.year.ends_on,
        contacts=tuple(_contacts(found.year, kind) for kind in ContactType),
        complaints=_return(found.return_),
    )


@resource(doors, "GET", f"{PATH}/causes", who=Action.READ_FIGURES, gives=CausesOut)
def root_causes(request: Request, reading: Reading) -> CausesOut:
    """The root causes that were recorded in a quarter; in the present one if none is named."""
    found = read_causes(request.staff, reading, asked_quarter(request.query))
    quarter, before = found.quarter, found.before
    return CausesOut(
        quarter_ends_on=quarter.ends_on,
        causes=tuple(
            CauseOut(
                cause=each,
                cases=quarter.of_cause(each),
                answers=quarter.parts(Learned.CAUSE, each),
                subjects=quarter.parts(Learned.ABOUT, each),
                systemic=quarter.count(Learned.SYSTEMIC, each),
                led_to_change=quarter.count(Learned.CHANGED, each),
                quarter_before=before.of_cause(each),
            )
            for each in Cause
        ),
        missing=quarter.count(Learned.MISSING),
    )


@resource(doors, "GET", CASES, who=Action.READ_FIGURES, gives=CasesBehindOut)
def cases_behind_a_figure(request: Request, reading: Reading) -> CasesBehindOut:
    """The cases that a number counts, those left out that the asker may not open."""
    today = london_date(reading.clock.now())
    asked = asked_behind(request.query, today)
    found = cases_behind(asked, request.staff, reading, after=request.query.get("after", ""))
    organisation = reading.policies.organisation(request.staff.organisation)
    pack = reading.policies.current(organisation).pack
    people = people_of(reading.directory.staff(organisation.id), pack)
    following = request.urls.path(CASES, **asked_as(asked), after=found.after)
    return CasesBehindOut(
        items=api_answers.rows(found.rows, people, today),
        next=following if found.after else None,
    )


def _figures(found: Dashboard) -> FiguresOut:
    return FiguresOut(
        open=tuple(
            OpenOut(state=state, grade=grade, cases=cases)
            for (state, grade), cases in sorted(found.open.items())
        ),
        overdue=found.overdue,
        unacknowledged=found.unacknowledged,
        unanswered=found.unanswered,
        months=tuple(map(_month, found.months)),
    )


def _month(month: MonthFigures) -> MonthOut:
    return MonthOut(
        month=month.month,
        received=month.received,
        acknowledged=_keeping(month.acknowledged),
        answered=_keeping(month.answered),
    )


def _keeping(kept: Keeping) -> KeepingOut:
    return KeepingOut(
        in_time=kept.in_time, late=kept.late, waiting=kept.waiting, median_days=kept.median_days
    )


def _contacts(year: Year, kind: ContactType) -> ContactsOut:
    return ContactsOut(
        contact_type=kind,
        received=year.count(Counted.RECEIVED, kind),
        acknowledged=year.parts(Counted.ACKNOWLEDGED, kind),
        answered=year.parts(Counted.ANSWERED, kind),
        at_once=year.parts(Counted.AT_ONCE, kind),
        subjects=year.parts(Counted.SUBJECT, kind),
        outcomes=year.parts(Counted.OUTCOME, kind),
        lessons=year.parts(Counted.LESSON, kind),
        ombudsman=year.parts(Counted.OMBUDSMAN, kind),
    )


def _return(found: Return) -> ReturnOut:
    return ReturnOut(
        brought_forward=found.brought_forward,
        new=found.new,
        resolved=found.resolved,
        upheld=found.upheld,
        partially_upheld=found.partially_upheld,
        not_upheld=found.not_upheld,
        ended_otherwise=found.ended_otherwise,
        carried_forward=found.carried_forward,
        well_founded=found.well_founded,
        subjects=dict(found.subjects),
        staff_groups=dict(found.staff),
    )
