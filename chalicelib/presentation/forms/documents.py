"""What staff are asked about a document that somebody added."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.documents.deeds import Verdict
from chalicelib.domain.documents.reading import documents_to_decide
from chalicelib.domain.policy import Action
from chalicelib.presentation.documents import STATES
from chalicelib.presentation.forms.form import Answers, Field, Form, Kind, offered
from chalicelib.presentation.people import REMOVED
from chalicelib.presentation.typed import Choice


def _documents(opened: OpenFile) -> Sequence[Choice]:
    """Those that wait first."""
    found = sorted(documents_to_decide(opened.file.events), key=lambda each: not each.waits)
    return [
        Choice(each.id, f"{each.title or REMOVED} ({STATES[each.state].text.lower()})")
        for each in found
    ]


def _the_one_that_waits(opened: OpenFile) -> Answers:
    waiting = [each.id for each in documents_to_decide(opened.file.events) if each.waits]
    return {"document": tuple(waiting)} if len(waiting) == 1 else {}


DECIDE = Form(
    action=Action.DECIDE_DOCUMENT,
    name="document-decision",
    title="Decide about a document",
    why="Look at the document first. Allow it if everybody who works on the case may see it. "
    "Delete it if it should not be here, or if a copy without the private details has come.",
    button="Record this",
    done="Your decision about the document is recorded",
    fields=(
        Field(
            Kind.LIST,
            "document",
            "Which document?",
            missing="Choose the document",
            choices=_documents,
        ),
        Field(
            Kind.ONE,
            "verdict",
            "What shall become of it?",
            missing="Say whether to allow or to delete it",
            choices=offered(
                {Verdict.ALLOW: "Allow it", Verdict.DELETE: "Delete it"},
                {
                    Verdict.ALLOW: "Everybody who may open documents can then open it",
                    Verdict.DELETE: "The file goes. That it was here, and why it went, stays",
                },
            ),
        ),
        Field(
            Kind.TEXT,
            "why",
            "Why?",
            hint="The reason is kept with the case.",
            missing="Say why: the reason is kept with the case",
            lines=3,
        ),
    ),
    filled=_the_one_that_waits,
)
