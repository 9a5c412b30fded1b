"""What staff are asked about the documents, lists and instructions of a claim (domain.md 4.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.claims import (
    DeadlineDocument,
    Found,
    checklist_of,
    open_instructions,
    to_acknowledge,
    to_answer,
    to_forward,
)
from chalicelib.domain.documents.reading import documents_here
from chalicelib.domain.events import Event
from chalicelib.domain.policy import Action
from chalicelib.presentation.claim_words import document_title, item_title
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import (
    WHEN,
    day,
    from_case,
    one_of,
    remark,
    text,
    yes_no,
)
from chalicelib.presentation.people import REMOVED
from chalicelib.presentation.work_labels import DOCUMENT_CLASSES, FOUND

RECEIVE_DEADLINE_DOCUMENT = Form(
    action=Action.RECEIVE_DEADLINE_DOCUMENT,
    name="deadline-document",
    title="A document with a deadline came in",
    why="It must be forwarded within 24 hours of its receipt, at weekends and on bank holidays too. "
    "The reminders begin after one hour.",
    button="Record the document",
    done="The document is recorded, and its hours run",
    fields=(
        one_of("kind", "What is it?", DOCUMENT_CLASSES, missing="Say what it is"),
        text("text", "From whom, and about what?", "Say from whom, and about what", lines=3),
        Field(
            Kind.DAY,
            "due",
            "The date that it sets",
            hint="A letter of claim and a Part 36 offer set none: their time is worked out.",
            optional=True,
        ),
        *WHEN,
    ),
)


def _documents(waiting: Callable[[Sequence[Event]], Iterable[DeadlineDocument]]) -> Field:
    return Field(
        Kind.LIST,
        "document",
        "Which document?",
        missing="Choose the document",
        choices=from_case(
            lambda opened: ((e.id, document_title(e)) for e in waiting(opened.file.events))
        ),
    )


FORWARD_DOCUMENT = Form(
    action=Action.FORWARD_DOCUMENT,
    name="forwarding",
    title="A document was forwarded",
    why="The 24 hours end when it has gone on with its covering letter. Without the letter they go on.",
    button="It has gone on",
    done="The forwarding is recorded",
    fields=(
        _documents(to_forward),
        yes_no("covering_letter", "Did the covering letter go with it?"),
        text("text", "To whom, and how?", "Say to whom, and how", lines=2),
        *WHEN,
    ),
)

ACKNOWLEDGE_DOCUMENT = Form(
    action=Action.ACKNOWLEDGE_DOCUMENT,
    name="document-acknowledgement",
    title="A letter of claim was acknowledged",
    why="The claimant’s side must hear within the time of the protocol that we have their letter.",
    button="It is acknowledged",
    done="The acknowledgement is recorded",
    fields=(
        _documents(to_acknowledge),
        text("text", "What was said?", "Say what was said", lines=3),
        *WHEN,
    ),
)

ANSWER_DOCUMENT = Form(
    action=Action.ANSWER_DOCUMENT,
    name="document-answer",
    title="A document was answered",
    why="Whatever it set a date for is met with the answer.",
    button="It is answered",
    done="The answer is recorded",
    fields=(
        _documents(to_answer),
        text("text", "What was answered?", "Say what was answered", lines=4),
        Field(
            Kind.YES_NO,
            "admits",
            "Does the answer admit anything?",
            hint="An admission is served by itself, with the express authority of every member.",
            optional=True,
        ),
        *WHEN,
    ),
)

ISSUE_CHECKLIST = Form(
    action=Action.ISSUE_CHECKLIST,
    name="checklist",
    title="Ask the member for the documents",
    why="Six kinds of documents are always asked for: medical records with imaging, incident reports, "
    "details of key staff, complaint files, protocols and policies, standard disclosure.",
    button="Send the list",
    done="The list is out, and its date runs",
    fields=(
        day("due", "By when?", "Enter the day by which they collect them"),
        Field(
            Kind.ROWS,
            "more",
            "More",
            hint="What else is needed for this claim.",
            optional=True,
            rows=(Field(Kind.LINE, "text", "Document", missing="Say what it is"),),
        ),
    ),
)


def _missing(opened: OpenFile) -> Iterable[tuple[str, str]]:
    checklist = checklist_of(opened.file.events)
    return ((item.id, item_title(item)) for item in (checklist.missing if checklist else ()))


def _files(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return ((each.id, each.title or REMOVED) for each in documents_here(opened.file.events))


ANSWER_CHECKLIST = Form(
    action=Action.ANSWER_CHECKLIST,
    name="checklist-answer",
    title="Tick off a document of the list",
    why="The list is complete when every row is answered. What was received is a file of this case: "
    "add it first, under Documents. What is not held needs its reason.",
    button="Tick it off",
    done="The row is ticked off",
    fields=(
        Field(
            Kind.LIST,
            "item",
            "Which row?",
            missing="Choose the row",
            choices=from_case(_missing),
        ),
        one_of("found", "What became of it?", FOUND),
        Field(
            Kind.LIST,
            "file",
            "Which file?",
            hint="Files whose check has ended.",
            missing="Choose the file. Add it to the case first",
            choices=from_case(_files),
            shown_if=("found", Found.RECEIVED),
        ),
        remark(
            "text",
            "If it is no file here: why is it not held, or which lawyers have it, and since when?",
        ),
    ),
)

REQUEST_INSTRUCTION = Form(
    action=Action.REQUEST_INSTRUCTION,
    name="instruction-request",
    title="Ask the member for an instruction",
    why="The member’s contact is told, and reminded before the date. Silence is no instruction.",
    button="Ask for it",
    done="The instruction is asked for",
    fields=(
        text("text", "What must they decide?", "Say what they must decide"),
        day("due", "By when?", "Enter the day by which it is needed"),
    ),
)


def _open_instructions(opened: OpenFile) -> Iterable[tuple[str, str]]:
    for each in open_instructions(opened.file.events):
        yield each.id, f"{each.id}: {each.text[:60]}"


GIVE_INSTRUCTION = Form(
    action=Action.GIVE_INSTRUCTION,
    name="instruction",
    title="Give the instruction",
    why="Only what is said in so many words counts.",
    button="Give it",
    done="The instruction is recorded",
    fields=(
        Field(
            Kind.LIST,
            "instruction",
            "Which was asked for?",
            missing="Choose which",
            choices=from_case(_open_instructions),
        ),
        text("text", "What do you decide?", "Say what you decide"),
        *WHEN,
    ),
)
