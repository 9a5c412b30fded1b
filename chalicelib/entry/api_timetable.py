"""The JSON API of what an organisation owes each month and each year, outside any case."""

from __future__ import annotations

from chalice.app import Blueprint
from pydantic import BaseModel, Field

from chalicelib.application.keep_timetable import Timetable, read_timetable, record_report
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.policy import Action
from chalicelib.domain.timetable import ReportDone
from chalicelib.entry.api_models import Sent
from chalicelib.entry.clock_answers import deadline
from chalicelib.entry.clock_models import DeadlineOut
from chalicelib.entry.doors import Request, resource

doors = Blueprint(__name__)

TIMETABLE = "/api/organisation/timetable"


class TimetableOut(BaseModel):
    """Every clock of the organisation itself, with its working; those that were met too."""

    deadlines: tuple[DeadlineOut, ...]


class ReportIn(Sent):
    """Which date was met, and where that can be seen."""

    clock: str = Field(description="As in `deadlines`, such as `MEETING:2026-12`")
    text: str = Field(description="Where it is minuted, or where the report can be read")


@resource(doors, "GET", TIMETABLE, who=Action.RECORD_REPORT, gives=TimetableOut)
def timetable(request: Request, reading: Reading) -> TimetableOut:
    """What is owed, by when, and how that comes about."""
    return _out(read_timetable(request.staff, reading), reading)


@resource(
    doors,
    "POST",
    f"{TIMETABLE}/records",
    who=Action.RECORD_REPORT,
    takes=ReportIn,
    gives=TimetableOut,
    status=201,
)
def record(request: Request, ports: Ports, body: ReportIn) -> TimetableOut:
    """Record that it is minuted, or published."""
    return _out(record_report(ReportDone(body.clock, body.text), request.staff, ports), ports)


def _out(held: Timetable, world: Reading | Ports) -> TimetableOut:
    now = world.clock.now()
    return TimetableOut(deadlines=tuple(deadline(c, held.pack.ref, now) for c in held.clocks))
