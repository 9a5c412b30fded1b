"""Files of whoever answers our questions by a link: they go the way of every other file, and are shut
until they were checked. Contributors see their own files, and no others of the case (S2-25, S0-16).
"""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.answer_contribution import Contributing, read_contributing
from chalicelib.application.ask_for_file import ask_for_contributor, room_of
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.errors import Invalid, NotLetIn, RuleBroken
from chalicelib.entry.contribute import FILES, QUESTIONS, key_of_contributing, not_now
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.files_page import (
    Around,
    asking,
    asking_again,
    just_sent,
    sending_form,
    wanted_by,
)
from chalicelib.presentation.documents import FileLine, being_checked, document_line

doors = Blueprint(__name__)


@public_page(doors, "GET", FILES)
def files(request: Request, reading: Reading) -> Response:
    """Their files so far, and what the next one is."""
    try:
        contributing = read_contributing(key_of_contributing(request), reading)
    except NotLetIn:
        return not_now(request)
    return asking(request, _around(request, contributing))


@public_page(doors, "POST", FILES)
def prepare(request: Request, ports: Ports) -> Response:
    """The form that sends the file, or what is wrong with what it is called."""
    try:
        contributing = read_contributing(key_of_contributing(request), wiring.world().reading)
    except NotLetIn:
        return not_now(request)
    back = request.urls.full(FILES)
    try:
        asked = ask_for_contributor(wanted_by(request), contributing, ports, back=back)
    except (Invalid, RuleBroken) as refused:
        return asking_again(request, _around(request, contributing), refused)
    return sending_form(request, _around(request, contributing), asked)


def _around(request: Request, contributing: Contributing) -> Around:
    limits, room = room_of(contributing.file, contributing.terms)
    return Around(
        path=FILES,
        back=QUESTIONS,
        files=_lines(request, contributing),
        limits=limits,
        room=room,
        writing=False,
    )


def _lines(request: Request, contributing: Contributing) -> tuple[FileLine, ...]:
    """Theirs; and the one that was just sent, which the case may not know of yet."""
    sent = just_sent(request)
    on_its_way = sent and all(each.id != sent for each in contributing.files)
    known = tuple(document_line(each, request.language) for each in contributing.files)
    return (*known, being_checked(request.language)) if on_its_way else known
