"""Files for a complaint that somebody follows. They see what became of the file that they have just
sent, and of no other: somebody else may speak in the same case.
"""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.ask_for_file import ask_for_person, room_of
from chalicelib.application.follow_case import Followed, read_followed
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.documents.reading import document_of
from chalicelib.domain.errors import Invalid, NotLetIn, RuleBroken
from chalicelib.domain.events import PUBLIC
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.files_page import (
    Around,
    asking,
    asking_again,
    just_sent,
    sending_form,
    wanted_by,
)
from chalicelib.entry.followed import key_of_following, not_let_in
from chalicelib.presentation.documents import FileLine, being_checked, document_line

doors = Blueprint(__name__)

FILES = "/follow/complaint/files"


@public_page(doors, "GET", FILES)
def files(request: Request, reading: Reading) -> Response:
    """What the file is, and what became of the one just sent."""
    try:
        followed = read_followed(key_of_following(request), reading)
    except NotLetIn:
        return not_let_in(request)
    return asking(request, _around(request, followed))


@public_page(doors, "POST", FILES)
def prepare(request: Request, ports: Ports) -> Response:
    """The form that sends the file, or what is wrong with what it is called."""
    try:
        followed = read_followed(key_of_following(request), wiring.world().reading)
    except NotLetIn:
        return not_let_in(request)
    back = request.urls.full(FILES)
    try:
        asked = ask_for_person(wanted_by(request), followed, ports, back=back)
    except (Invalid, RuleBroken) as refused:
        return asking_again(request, _around(request, followed), refused)
    return sending_form(request, _around(request, followed), asked)


def _around(request: Request, followed: Followed) -> Around:
    limits, room = room_of(followed.file, followed.terms)
    return Around(
        path=FILES,
        back="/follow/complaint",
        files=_lines(request, followed),
        limits=limits,
        room=room,
        writing=False,
    )


def _lines(request: Request, followed: Followed) -> tuple[FileLine, ...]:
    sent = just_sent(request)
    if not sent:
        return ()
    document = document_of(followed.file.events, sent)
    if document is None or document.by != PUBLIC:
        return (being_checked(request.language),)
    return (document_line(document, request.language),)
