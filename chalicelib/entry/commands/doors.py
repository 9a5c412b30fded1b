"""The doors of a command: one for programs, and the page for people, with the same permission."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.casework import Request as CaseRequest
from chalicelib.application.keep_begun import keep_begun, throw_away_begun
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.read_case import OpenFile, as_it_stands, look_again, read_to_act
from chalicelib.domain.errors import (
    CandourError,
    CannotBeKnown,
    CaseChanged,
    Fault,
    Invalid,
    RuleBroken,
    Unavailable,
)
from chalicelib.entry import api_answers
from chalicelib.entry.api_models import CaseOut, OnVersion
from chalicelib.entry.asked import asked_change, asked_reference, typed_version
from chalicelib.entry.commands.command import Command
from chalicelib.entry.commands.reading import asked_by_form, asked_by_program
from chalicelib.entry.doors import Kind, Request, nowhere, page, resource
from chalicelib.entry.reading_requests import Form as Sent
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.gateway_paths import COMMAND
from chalicelib.presentation.command_page import Attempt, begun_attempt, command_page
from chalicelib.presentation.forms.form import row_name
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import Typed

Commands = Iterable[Command[Any]]
View = Callable[..., Any]


def hang(commands: Commands) -> Blueprint:
    """The doors of all these commands."""
    doors = Blueprint(__name__)
    for command in commands:
        name, who = command.form.name, command.action
        api, staff = f"/api/cases/{{reference}}/{name}", f"/staff/cases/{{reference}}/do/{name}"
        resource(doors, "POST", api, who=who, takes=_model_of(command), gives=CaseOut)(
            _for_programs(command)
        )
        page(doors, "GET", staff, who=who)(_asking(command))
        page(doors, "POST", staff, who=who)(_doing(command))
    _hang_what_is_no_command(doors)
    return doors


def _hang_what_is_no_command(doors: Blueprint) -> None:
    """The path that the gateway has for all commands: who comes in here asked for one that is none."""
    nowhere(doors, ("GET", "POST"), f"/staff/cases/{{reference}}/do/{COMMAND}", Kind.PAGE)
    nowhere(doors, ("POST",), f"/api/cases/{{reference}}/{COMMAND}", Kind.RESOURCE)


def _model_of(command: Command[Any]) -> Callable[[], type[OnVersion]]:
    return lambda: command.model


def _named(view: View, command: Command[Any]) -> View:
    """The view under the command's own name: it names the operation in the API's description."""
    view.__name__ = str(command.action)
    view.__doc__ = f"{command.form.title}."
    return view


def _for_programs(command: Command[Any]) -> View:
    def view(request: Request, ports: Ports, body: OnVersion, reference: str) -> CaseOut:
        asked = asked_change(request.staff, reference, body.version)
        file = command.do(asked, asked_by_program(command, body), ports)
        opened = as_it_stands(file, request.staff, ports)
        return api_answers.case_out(opened, ports.clock.now())

    return _named(view, command)


def _asking(command: Command[Any]) -> View:
    def view(request: Request, reading: Reading, reference: str) -> Response:
        asked = asked_reference(reference)
        opened = read_to_act(command.action, asked, request.staff, reading, command.bring)
        opened = command.around(opened, request.staff, reading)
        return _shown(command, request, opened, begun_attempt(command.form, opened, request.staff))

    return _named(view, command)


def _doing(command: Command[Any]) -> View:
    def view(request: Request, ports: Ports, reference: str) -> Response:
        if request.form["more"]:
            return _again(command, request, reference, None)
        try:
            asked = asked_change(request.staff, reference, typed_version(request.form["version"]))
            if request.form["look"] and command.look:
                command.look(asked, command.action, ports)
                return _back(command, request, asked)
            if request.form["keep"]:
                return _kept(command, request, asked, ports)
            file = command.do(asked, asked_by_form(command, request.form), ports)
        except (Invalid, RuleBroken, CannotBeKnown, CaseChanged, Unavailable) as refused:
            return _again(command, request, reference, refused)
        case = request.urls.staff_case(file.case.reference)
        return see_other(request.urls.path(case, done=command.form.name))

    return _named(view, command)


KEEP, FORGET = "now", "no"
"""What the field `keep` says: keep what was typed as it stands, or throw it away."""
_OF_THE_PAGE = frozenset({"csrf", "version", "keep"})


def _back(command: Command[Any], request: Request, asked: CaseRequest) -> Response:
    case = request.urls.staff_case(asked.reference)
    return see_other(request.urls.path(f"{case}/do/{command.form.name}"))


def _kept(command: Command[Any], request: Request, asked: CaseRequest, ports: Ports) -> Response:
    """Back to the form: as it was kept, or as if nobody had typed."""
    if request.form["keep"] == FORGET:
        throw_away_begun(asked, command.action, ports)
    else:
        typed = _values(request.form, command)
        typed = {name: values for name, values in typed.items() if name not in _OF_THE_PAGE}
        keep_begun(asked, command.action, typed, ports)
    return _back(command, request, asked)


def _again(
    command: Command[Any], request: Request, reference: str, refused: CandourError | None
) -> Response:
    """The form once more, with all that was typed and what is in the way."""
    reading = wiring.world().reading
    opened = look_again(asked_reference(reference), request.staff, reading, command.bring)
    opened = command.around(opened, request.staff, reading)
    faults = tuple(_as_drawn(fault) for fault in _faults(refused))
    changed = refused if isinstance(refused, CaseChanged) else None
    typed = Typed(command.form.name, _values(request.form, command), faults)
    status = status_of(refused) if refused else 200
    return _shown(command, request, opened, Attempt(typed, changed), status=status)


def _shown(
    command: Command[Any], request: Request, opened: OpenFile, attempt: Attempt, *, status: int = 200
) -> Response:
    shown = command_page(command.form, opened, request.staff, request.urls, attempt)
    return html(render("staff/command.html", request.frame, page=shown), status=status)


def _faults(refused: CandourError | None) -> tuple[Fault, ...]:
    if refused is None or isinstance(refused, CaseChanged):
        return ()
    return refused.faults if isinstance(refused, Invalid) else (Fault("", str(refused)),)


def _as_drawn(fault: Fault) -> Fault:
    """A fault of a row under the name that the field has on the page."""
    parts = fault.field.split(".")
    if len(parts) == 3:
        return Fault(row_name(parts[0], int(parts[1]) + 1, parts[2]), fault.message)
    return fault


def _values(sent: Sent, command: Command[Any]) -> dict[str, tuple[str, ...]]:
    """What was typed, its rows closed up: an empty row between two is not asked for again."""
    values = {name: sent.all(name) for name in sent}
    for rows in (field.name for field in command.form.fields if field.rows):
        values = _closed_up(values, rows)
    return values


def _closed_up(values: dict[str, tuple[str, ...]], rows: str) -> dict[str, tuple[str, ...]]:
    ours = {name: int(found[1]) for name in values if (found := re.match(rf"{rows}-(\d+)-", name))}
    kept = sorted({number for name, number in ours.items() if any(values[name])})
    closed = {name: value for name, value in values.items() if name not in ours}
    for name, number in ours.items():
        if number in kept:
            _, _, rest = name.split("-", 2)
            closed[row_name(rows, kept.index(number) + 1, rest)] = values[name]
    return closed
