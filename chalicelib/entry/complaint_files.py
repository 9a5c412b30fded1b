"""Files for a complaint that is still being written: they go straight from the browser to the store.

What is needed works without scripts: a page that asks what the file is, a form that sends it and comes
back by itself, a list that says where each file is.
"""

from __future__ import annotations

from collections.abc import Iterable

from chalice.app import Blueprint, Response

from chalicelib.application.ask_for_file import ask_for_draft, room_in_draft
from chalicelib.application.forget_files import remove_from_draft
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.uploads import Upload
from chalicelib.domain.errors import Invalid, RuleBroken
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.staff import Organisation
from chalicelib.entry import drafts
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.drafts import DRAFT_COOKIE
from chalicelib.entry.files_page import (
    Around,
    asking,
    asking_again,
    just_sent,
    sending_form,
    wanted_by,
)
from chalicelib.entry.responses import see_other
from chalicelib.presentation.documents import file_lines

doors = Blueprint(__name__)

FILES = "/complain/files"


@public_page(doors, "GET", FILES)
def files(request: Request, reading: Reading) -> Response:
    """The files so far, and what the next one is."""
    draft = _draft(request, reading)
    return asking(request, _around(request, reading, draft)) if draft else _to_start(request)


@public_page(doors, "POST", FILES)
def prepare(request: Request, ports: Ports) -> Response:
    """The form that sends the file, or what is wrong with what it is called."""
    draft = _draft(request, ports)
    if not draft:
        return _to_start(request)
    back = request.urls.full(FILES)
    try:
        asked = ask_for_draft(wanted_by(request), draft, _organisation(ports), ports, back=back)
    except (Invalid, RuleBroken) as refused:
        return asking_again(request, _around(request, ports, draft), refused)
    return sending_form(request, _around(request, ports, draft), asked)


@public_page(doors, "POST", f"{FILES}/{{document}}/removal")
def remove(request: Request, ports: Ports, document: str) -> Response:
    """Take a file back before anything is sent."""
    remove_from_draft(document, _draft(request, ports), ports)
    return see_other(request.urls.path(FILES))


def came_with(files: Iterable[DocumentId], ports: Ports) -> tuple[Upload, ...]:
    """Those of a draft's files that have come, for the case that it becomes."""
    uploads = map(ports.filing.uploads.load, files)
    return tuple(each for each in uploads if each and each.state is not DocumentState.AWAITED)


def _draft(request: Request, ports: Ports | Reading) -> str:
    """The key of the browser's draft; empty where nothing was answered yet, or it was sent."""
    secret = request.cookies.get(DRAFT_COOKIE, "")
    return drafts.key_of(secret) if drafts.load(secret, ports.drafts) else ""


def _organisation(ports: Ports | Reading) -> Organisation:
    return ports.policies.default_organisation()


def _to_start(request: Request) -> Response:
    return see_other(request.urls.path("/complain"))


def _around(request: Request, ports: Ports | Reading, draft: str) -> Around:
    uploads = ports.uploads if isinstance(ports, Reading) else ports.filing.uploads
    limits, room = room_in_draft(draft, _organisation(ports), ports)
    return Around(
        path=FILES,
        back="/complain/check",
        files=file_lines(uploads.of_draft(draft), just_sent(request), request.language),
        limits=limits,
        room=room,
        writing=True,
    )
