"""The JSON API of the monthly meeting's agenda."""

from __future__ import annotations

from datetime import date

from chalice.app import Blueprint
from pydantic import BaseModel

from chalicelib.application.ports import Reading
from chalicelib.application.read_agenda import read_agenda
from chalicelib.domain.agenda import Item
from chalicelib.domain.policy import Action
from chalicelib.domain.states import State
from chalicelib.domain.workflow import NextStep
from chalicelib.domain.worklist import Row
from chalicelib.entry.api_answers import href
from chalicelib.entry.doors import Request, resource

doors = Blueprint(__name__)

PATH = "/api/agenda"


class AgendaCaseOut(BaseModel):
    """One case on the agenda; nobody is named. `lessons` counts the changes that it led to."""

    reference: str
    href: str
    state: State
    next_step: NextStep
    due: date | None
    meets_on: date | None
    minuted: bool
    lessons: int
    closed_on: date | None
    audit_due: date | None


class AgendaPartOut(BaseModel):
    """One part of the agenda, and its cases."""

    item: Item
    cases: tuple[AgendaCaseOut, ...]


class AgendaOut(BaseModel):
    """What the meeting talks about. Where `is_all` is false, there is more."""

    made_on: date
    parts: tuple[AgendaPartOut, ...]
    is_all: bool


@resource(doors, "GET", PATH, who=Action.MINUTE, gives=AgendaOut)
def agenda(request: Request, reading: Reading) -> AgendaOut:
    """The agenda of the monthly meeting, as far as the asker may know of its cases."""
    found = read_agenda(request.staff, reading)
    return AgendaOut(
        made_on=found.today,
        parts=tuple(
            AgendaPartOut(item=item, cases=tuple(map(_case, rows)))
            for item, rows in found.items.items()
        ),
        is_all=found.is_all,
    )


def _case(row: Row) -> AgendaCaseOut:
    told = row.agenda
    return AgendaCaseOut(
        reference=str(row.reference),
        href=href(row.reference),
        state=row.state,
        next_step=row.next_step,
        due=row.due,
        meets_on=told.meets_on,
        minuted=told.minuted,
        lessons=told.lessons,
        closed_on=told.closed_on,
        audit_due=told.audit_due,
    )
