"""What staff arrange for themselves, for programs: absences, deputy, list of the day."""

from __future__ import annotations

from datetime import date

from chalice.app import Blueprint
from pydantic import BaseModel, Field

from chalicelib.application.arrange import arrange
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.arrangements import Absence, Arrangements
from chalicelib.domain.errors import NotFound
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import Action
from chalicelib.entry.doors import Request, resource

doors = Blueprint(__name__)

OWN, OF_OTHERS = "/api/arrangements", "/api/arrangements/{staff}"


class AbsenceModel(BaseModel, extra="forbid"):
    """Days away, both included, as London dates."""

    first: date
    last: date


class ArrangementsModel(BaseModel, extra="forbid"):
    """What somebody arranged. `digest_hour` is an hour of London's day; null for no list of the day."""

    deputy: StaffId | None = None
    absences: tuple[AbsenceModel, ...] = ()
    digest_hour: int | None = Field(default=None, ge=0, le=23)


@resource(doors, "GET", OWN, who=Action.ARRANGE_OWN, gives=ArrangementsModel)
def own(request: Request, reading: Reading) -> ArrangementsModel:
    """Your absences, your deputy and the hour of your list."""
    return _out(reading.arrangements.of(request.staff.organisation, request.staff.id))


@resource(doors, "POST", OWN, who=Action.ARRANGE_OWN, takes=ArrangementsModel, gives=ArrangementsModel)
def arrange_own(request: Request, ports: Ports, body: ArrangementsModel) -> ArrangementsModel:
    """Put this in the place of what you arranged."""
    return _out(arrange(_asked(request.staff.id, body), request.staff, ports))


@resource(doors, "GET", OF_OTHERS, who=Action.ARRANGE_OTHERS, gives=ArrangementsModel)
def others(request: Request, reading: Reading, staff: str) -> ArrangementsModel:
    """A colleague's absences, deputy and hour."""
    if reading.directory.find(request.staff.organisation, StaffId(staff)) is None:
        raise NotFound("There is nobody of this name in the directory")
    return _out(reading.arrangements.of(request.staff.organisation, StaffId(staff)))


@resource(
    doors,
    "POST",
    OF_OTHERS,
    who=Action.ARRANGE_OTHERS,
    takes=ArrangementsModel,
    gives=ArrangementsModel,
)
def arrange_others(
    request: Request, ports: Ports, body: ArrangementsModel, staff: str
) -> ArrangementsModel:
    """Put this in the place of what was arranged for a colleague."""
    return _out(arrange(_asked(StaffId(staff), body), request.staff, ports))


def _asked(staff: StaffId, body: ArrangementsModel) -> Arrangements:
    absences = tuple(Absence(each.first, each.last) for each in body.absences)
    return Arrangements(staff, body.deputy, absences, body.digest_hour)


def _out(arranged: Arrangements) -> ArrangementsModel:
    absences = tuple(AbsenceModel(first=each.first, last=each.last) for each in arranged.absences)
    return ArrangementsModel(
        deputy=arranged.deputy, absences=absences, digest_hour=arranged.digest_hour
    )
