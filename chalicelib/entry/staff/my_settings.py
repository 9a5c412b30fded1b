"""My settings: absence, deputy, list of the day. A manager may open anybody's."""

from __future__ import annotations

from datetime import date, timedelta

from chalice.app import Blueprint, Response

from chalicelib.application.arrange import arrange
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.arrangements import LONGEST_ABSENCE, Absence, Arrangements
from chalicelib.domain.calendar import london_date
from chalicelib.domain.errors import Fault, Invalid, NotFound
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Staff
from chalicelib.entry.doors import Request, page
from chalicelib.entry.reading_requests import Form
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.entry.typed_dates import Misread, exact_date, typed_date
from chalicelib.presentation.my_settings_page import (
    NO_LIST,
    OF_OTHERS,
    OWN,
    Colleague,
    absence_key,
    colleagues_of,
    my_settings_page,
)
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)


@page(doors, "GET", OWN, who=Action.ARRANGE_OWN)
def own(request: Request, reading: Reading) -> Response:
    """Your absence, your deputy and your list of the day."""
    return _shown(request, request.staff, reading, NOTHING_TYPED)


@page(doors, "POST", OWN, who=Action.ARRANGE_OWN)
def arrange_own(request: Request, ports: Ports) -> Response:
    """Keep what you arranged."""
    return _arranged(request, request.staff, ports)


@page(doors, "GET", OF_OTHERS, who=Action.ARRANGE_OTHERS)
def others(request: Request, reading: Reading, staff: str) -> Response:
    """A colleague's absence, deputy and list of the day."""
    return _shown(request, _colleague(request, reading, staff), reading, NOTHING_TYPED)


@page(doors, "POST", OF_OTHERS, who=Action.ARRANGE_OTHERS)
def arrange_others(request: Request, ports: Ports, staff: str) -> Response:
    """Keep what was arranged for a colleague."""
    return _arranged(request, _colleague(request, ports, staff), ports)


def _colleague(request: Request, world: Reading | Ports, staff: str) -> Staff:
    found = world.directory.find(request.staff.organisation, StaffId(staff))
    if found is None:
        raise NotFound("There is nobody of this name in the directory")
    return found


def _arranged(request: Request, person: Staff, ports: Ports) -> Response:
    before = ports.arrangements.of(person.organisation, person.id)
    try:
        asked = _asked(request.form, before, london_date(ports.clock.now()))
        arrange(asked, request.staff, ports)
    except Invalid as refused:
        form = request.form
        typed = Typed("settings", {name: form.all(name) for name in form}, refused.faults)
        return _shown(request, person, ports, typed, status=status_of(refused))
    return see_other(request.urls.path(_path(request, person), saved="1"))


def _asked(form: Form, before: Arrangements, today: date) -> Arrangements:
    removed = form.all("remove")
    kept = tuple(each for each in before.absences if absence_key(each) not in removed)
    hour = form["digest_hour"]
    return Arrangements(
        staff=before.staff,
        deputy=StaffId(form["deputy"]) if form["deputy"] else None,
        absences=(*kept, *_new_absence(form, today)),
        digest_hour=int(hour) if hour.isdecimal() and hour != NO_LIST else None,
    )


def _new_absence(form: Form, today: date) -> tuple[Absence, ...]:
    """The absence that was typed; none where both dates were left empty. Raises: Invalid."""
    if typed_date(form, "first").is_blank and typed_date(form, "last").is_blank:
        return ()
    first, last = _day(form, "first", "The first day", today), _day(form, "last", "The last day", today)
    faults = [day for day in (first, last) if isinstance(day, Fault)]
    if not faults and isinstance(last, date) and last < today:
        faults = [Fault("last", "The last day must be today or later")]
    if faults or not isinstance(first, date) or not isinstance(last, date):
        raise Invalid(faults)
    return (Absence(first, last),)


def _day(form: Form, name: str, called: str, today: date) -> date | Fault:
    try:
        return exact_date(typed_date(form, name), latest=_two_years_after(today))
    except Misread as misread:
        words = misread.of(called).replace("must be in the past", "is too far away")
        return Fault(name, words)


def _two_years_after(today: date) -> date:
    return today + LONGEST_ABSENCE + timedelta(days=1)


def _path(request: Request, person: Staff) -> str:
    own = person.id == request.staff.id
    return OWN if own else OF_OTHERS.format(staff=person.id)


def _shown(
    request: Request, person: Staff, world: Reading | Ports, typed: Typed, *, status: int = 200
) -> Response:
    arranged = world.arrangements.of(person.organisation, person.id)
    own = person.id == request.staff.id
    shown = my_settings_page(
        person,
        arranged,
        people=world.directory.staff(person.organisation),
        typed=typed,
        path=request.urls.path(_path(request, person)),
        own=own,
        colleagues=_colleagues(request, world) if own else (),
        saved=request.query.get("saved") == "1",
    )
    return html(render("staff/my_settings.html", request.frame, page=shown), status=status)


def _colleagues(request: Request, world: Reading | Ports) -> tuple[Colleague, ...]:
    """Everybody else, for those who may arrange for others."""
    reader = request.staff
    organisation = world.policies.organisation(reader.organisation)
    if not world.policies.current(organisation).pack.permits(reader.roles, Action.ARRANGE_OTHERS):
        return ()
    today = london_date(world.clock.now())
    everybody = world.arrangements.of_all(organisation.id)
    away = frozenset(staff for staff, each in everybody.items() if each.is_away(today))
    return colleagues_of(reader, world.directory.staff(organisation.id), away, request.urls)
