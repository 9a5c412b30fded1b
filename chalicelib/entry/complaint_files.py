"""Files for a complaint that is still being written: they go straight from the browser to the store.

What is needed works without scripts: a page that asks what the file is, a form that sends it and comes
back by itself, a list that says where each file is.
"""

from __future__ import annotations

from dataclasses import dataclass

from chalice.app import Blueprint, Response

from chalicelib.application.ask_for_file import Asked, Wanted, ask_for_draft, room_in_draft
from chalicelib.application.forget_files import remove_from_draft
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.uploads import Upload
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.staff import Organisation
from chalicelib.entry import drafts
from chalicelib.entry.doors import ANYONE, Request, page
from chalicelib.entry.drafts import DRAFT_COOKIE
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.documents import FileLine, FileQuestions, file_lines, questions
from chalicelib.presentation.pages import render
from chalicelib.presentation.sending import Sending, sending, words
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

FILES = "/complain/files"


@dataclass(frozen=True, slots=True)
class FilesPage:
    """What the template repeats: the files so far, what is asked, or the form for the next file."""

    title: str
    files: tuple[FileLine, ...]
    questions: FileQuestions
    typed: Typed = NOTHING_TYPED
    name: str = ""
    sending: Sending | None = None
    words: object = None

    @property
    def items(self) -> list[dict[str, object]]:
        """The choices, as the design system takes them."""
        return [
            {"value": each.value, "text": each.text, "checked": each.chosen}
            for each in self.questions.purposes
        ]


@page(doors, "GET", FILES, who=ANYONE)
def files(request: Request, reading: Reading) -> Response:
    """The files so far, and what the next one is."""
    draft = _draft(request, reading)
    if not draft:
        return _to(request, "/complain")
    return _shown(request, reading, draft, NOTHING_TYPED)


@page(doors, "POST", FILES, who=ANYONE)
def prepare(request: Request, ports: Ports) -> Response:
    """The form that sends the file, or what is wrong with what it is called."""
    draft, form = _draft(request, ports), request.form
    if not draft:
        return _to(request, "/complain")
    wanted = Wanted(form["title"], form["purpose"])
    back = request.urls.full(FILES)
    try:
        asked = ask_for_draft(wanted, draft, _organisation(ports), ports, back=back)
    except (Invalid, RuleBroken) as refused:
        typed = Typed("file", {name: form.all(name) for name in form}, _said(refused, request))
        return _shown(request, ports, draft, typed, status=status_of(refused))
    return _form_for(request, ports, draft, asked)


@page(doors, "POST", f"{FILES}/{{document}}/removal", who=ANYONE)
def remove(request: Request, ports: Ports, document: str) -> Response:
    """Take a file back before anything is sent."""
    remove_from_draft(document, _draft(request, ports), ports)
    return _to(request, FILES)


def came_with(draft: str, ports: Ports) -> tuple[Upload, ...]:
    """The files of a draft that have come, for the case that it becomes."""
    uploads = ports.filing.uploads.of_draft(draft)
    return tuple(each for each in uploads if each.state is not DocumentState.AWAITED)


def _draft(request: Request, ports: Ports | Reading) -> str:
    """The key of the browser's draft; empty where nothing was answered yet, or it was sent."""
    secret = request.cookies.get(DRAFT_COOKIE, "")
    return drafts.key_of(secret) if drafts.load(secret, ports.drafts) else ""


def _organisation(ports: Ports | Reading) -> Organisation:
    return ports.policies.default_organisation()


def _to(request: Request, path: str) -> Response:
    return see_other(request.urls.path(path))


def _said(refused: Invalid | RuleBroken, request: Request) -> tuple[Fault, ...]:
    said = request.language.said
    if isinstance(refused, Invalid):
        return tuple(Fault(fault.field, said(fault.message)) for fault in refused.faults)
    return (Fault("", said(str(refused))),)


def _lines(request: Request, ports: Ports | Reading, draft: str) -> tuple[FileLine, ...]:
    uploads = ports.uploads if isinstance(ports, Reading) else ports.filing.uploads
    just_sent = request.query.get("key", "").rpartition("/")[2]
    return file_lines(uploads.of_draft(draft), just_sent, request.language)


def _shown(
    request: Request, ports: Ports | Reading, draft: str, typed: Typed, *, status: int = 200
) -> Response:
    limits, room = room_in_draft(draft, _organisation(ports), ports)
    shown = FilesPage(
        title=request.language.said("Add files if you have any"),
        files=_lines(request, ports, draft),
        questions=questions(limits, typed, room, request.language),
        typed=typed,
    )
    return html(render("form/files.html", request.frame, page=shown), status=status)


def _form_for(request: Request, ports: Ports, draft: str, asked: Asked) -> Response:
    limits, room = room_in_draft(draft, _organisation(ports), ports)
    document = asked.upload.id
    shown = FilesPage(
        title=request.language.said("Send the file"),
        files=(),
        questions=questions(limits, NOTHING_TYPED, room, request.language),
        name=asked.upload.title,
        sending=sending(asked, limits, request.urls.path(FILES, key=document)),
        words=words(limits, request.language),
    )
    return html(render("form/files.html", request.frame, page=shown))
