"""Organisation, "Staff": who works here, as what, and who let them in."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.keep_directory import ACTS, change_member, take_on
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.read_directory import read_directory
from chalicelib.domain.errors import (
    CandourError,
    Fault,
    Invalid,
    NotFound,
    OrganisationChanged,
    RuleBroken,
)
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import Action
from chalicelib.domain.staff_directory import FIELDS, Asked
from chalicelib.entry.asked import typed_version
from chalicelib.entry.doors import Request, page
from chalicelib.entry.reading_requests import Form
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import people_of
from chalicelib.presentation.staff_page import ACT, NEW, ONE, PATH, member_page, staff_page
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

_REFUSED = (Invalid, OrganisationChanged, RuleBroken)


@page(doors, "GET", PATH, who=Action.MANAGE_STAFF)
def everybody(request: Request, reading: Reading) -> Response:
    """Everybody, and what was decided about whom."""
    held = read_directory(request.staff, reading)
    people = people_of(held.people, held.pack)
    shown = staff_page(held, people, request.query.get("done", ""))
    return html(render("staff/organisation_staff.html", request.frame, page=shown))


@page(doors, "GET", NEW, who=Action.MANAGE_STAFF)
def ask_new(request: Request, reading: Reading) -> Response:
    """The form for somebody new."""
    return _form(request, reading, "", NOTHING_TYPED)


@page(doors, "POST", NEW, who=Action.MANAGE_STAFF)
def take(request: Request, ports: Ports) -> Response:
    """Take somebody new on."""
    form = request.form
    try:
        version = typed_version(form["version"])
        take_on(form["user_name"].strip(), _asked(form), request.staff, version=version, ports=ports)
    except _REFUSED as refused:
        return _again(request, ports, "", refused)
    return see_other(request.urls.path(PATH, done="new"))


@page(doors, "GET", ONE, who=Action.MANAGE_STAFF)
def one(request: Request, reading: Reading, member: str) -> Response:
    """What the directory says of somebody."""
    return _form(request, reading, member, NOTHING_TYPED)


@page(doors, "POST", ONE, who=Action.MANAGE_STAFF)
def change(request: Request, ports: Ports, member: str) -> Response:
    """Change what the directory says of somebody."""
    form = request.form
    try:
        version = typed_version(form["version"])
        change_member(StaffId(member), _asked(form), request.staff, version=version, ports=ports)
    except _REFUSED as refused:
        return _again(request, ports, member, refused)
    return see_other(request.urls.path(PATH, done="changed"))


@page(doors, "POST", ACT, who=Action.MANAGE_STAFF)
def act(request: Request, ports: Ports, member: str, act: str) -> Response:
    """End somebody's access, invite them again, or forget the app that they lost."""
    if act not in ACTS:
        raise NotFound("There is no such page")
    try:
        version = typed_version(request.form["version"])
        ACTS[act](StaffId(member), request.staff, version=version, ports=ports)
    except _REFUSED as refused:
        typed = Typed("act", {}, (Fault("", str(refused)),))
        return _form(request, ports, member, typed, status=status_of(refused))
    return see_other(request.urls.path(PATH, done=act))


def _asked(form: Form) -> Asked:
    said = {field: form[field] for field in FIELDS}
    return Asked(**said, roles=frozenset(form.all("roles")))


def _again(request: Request, ports: Ports, member: str, refused: CandourError) -> Response:
    form = request.form
    kept = {field: (form[field],) for field in ("user_name", *FIELDS)}
    faults = refused.faults if isinstance(refused, Invalid) else (Fault("", str(refused)),)
    typed = Typed("member", {**kept, "roles": form.all("roles")}, faults)
    return _form(request, ports, member, typed, status=status_of(refused))


def _form(
    request: Request, world: Reading | Ports, member: str, typed: Typed, *, status: int = 200
) -> Response:
    held = read_directory(request.staff, world)
    person = next((each for each in held.people if each.id == member), None)
    if member and person is None:
        raise NotFound("There is nobody of this name in the directory")
    shown = member_page(held, person, typed, own=member == request.staff.id)
    return html(render("staff/organisation_member.html", request.frame, page=shown), status=status)
