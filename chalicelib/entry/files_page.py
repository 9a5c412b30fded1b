"""What the two pages share on which people add files: to a complaint that they write, and to one that
they follow.
"""

from __future__ import annotations

from dataclasses import dataclass

from chalice.app import Response

from chalicelib.application.ask_for_file import Asked, Wanted
from chalicelib.domain.documents.judgement import Limits
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.entry.doors import Request
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html
from chalicelib.presentation.documents import FileLine, FileQuestions, questions
from chalicelib.presentation.pages import render
from chalicelib.presentation.sending import Sending, sending, words
from chalicelib.presentation.typed import NOTHING_TYPED, Typed


@dataclass(frozen=True, slots=True)
class Around:
    """Where such a page is, where it leads back to, what is here already and what may still come."""

    path: str
    back: str
    files: tuple[FileLine, ...]
    limits: Limits
    room: int
    writing: bool


@dataclass(frozen=True, slots=True)
class FilesPage:
    """What the template repeats: the files so far, what is asked, or the form for the next file."""

    title: str
    around: Around
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


def wanted_by(request: Request) -> Wanted:
    """What somebody says that the file is."""
    return Wanted(request.form["title"], request.form["purpose"])


def asking(
    request: Request, around: Around, typed: Typed = NOTHING_TYPED, *, status: int = 200
) -> Response:
    """The files so far, and what the next one is."""
    shown = FilesPage(
        title=request.language.said("Add files if you have any"),
        around=around,
        questions=questions(around.limits, typed, around.room, request.language),
        typed=typed,
    )
    return html(render("form/files.html", request.frame, page=shown), status=status)


def asking_again(request: Request, around: Around, refused: Invalid | RuleBroken) -> Response:
    """The same with what was typed, and what is in the way in the reader's language."""
    said = request.language.said
    found = refused.faults if isinstance(refused, Invalid) else (Fault("", str(refused)),)
    faults = tuple(Fault(fault.field, said(fault.message)) for fault in found)
    values = {name: request.form.all(name) for name in request.form}
    return asking(request, around, Typed("file", values, faults), status=status_of(refused))


def sending_form(request: Request, around: Around, asked: Asked) -> Response:
    """The form that sends the file."""
    back = request.urls.path(around.path, key=asked.upload.id)
    shown = FilesPage(
        title=request.language.said("Send the file"),
        around=around,
        questions=questions(around.limits, NOTHING_TYPED, around.room, request.language),
        name=asked.upload.title,
        sending=sending(asked, around.limits, back),
        words=words(around.limits, request.language),
    )
    return html(render("form/files.html", request.frame, page=shown))


def just_sent(request: Request) -> str:
    """The file from whose sending the browser comes, as the store or the script says."""
    return request.query.get("key", "").rpartition("/")[2]
