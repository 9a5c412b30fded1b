"""What staff are asked at any time: who shall have the case, a note, a message that did not arrive."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.casework import may_settle_so
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.labels import MESSAGE_KINDS, SETTLEMENTS
from chalicelib.presentation.typed import Choice


def _handlers(opened: OpenFile) -> Sequence[Choice]:
    """Everybody to whom the case can be given; whoever has it is left out."""
    holder = opened.file.case.handler
    return [
        Choice(person.id, f"{person.name} ({person.initials})")
        for person in opened.possible_handlers()
        if person.id != holder
    ]


def _messages(opened: OpenFile) -> Sequence[Choice]:
    return [
        Choice(message.key, MESSAGE_KINDS[message.kind])
        for message in opened.file.messages
        if message.needs_a_person
    ]


def _settlements(opened: OpenFile) -> Sequence[Choice]:
    """What can become of at least one of the messages."""
    file = opened.file
    waiting = [message for message in file.messages if message.needs_a_person]
    return [
        Choice(each, words)
        for each, words in SETTLEMENTS.items()
        if not waiting or any(may_settle_so(file, message, each) for message in waiting)
    ]


ASSIGN = Form(
    action=Action.ASSIGN,
    name="assignment",
    title="Give it to a handler",
    why="They look after the case from now on. They are told by email, and the reference takes "
    "their initials.",
    button="Give the case",
    done="The case has a new handler",
    fields=(
        Field(
            Kind.LIST,
            "handler",
            "Give it to",
            missing="Choose somebody from the list",
            choices=_handlers,
        ),
    ),
)

NOTE = Form(
    action=Action.ADD_NOTE,
    name="notes",
    title="Add a note",
    why="A note is kept for good. To correct it, add another.",
    button="Keep the note",
    done="Your note is kept",
    fields=(Field(Kind.TEXT, "text", "What was said, found or decided", missing="Write the note"),),
)

SETTLE = Form(
    action=Action.SETTLE_MESSAGE,
    name="settlement",
    title="Decide about a message",
    why="A message did not arrive, or nobody knows whether it did. Until somebody decides, the person "
    "may be waiting for it.",
    button="Record this",
    done="Your decision about the message is recorded",
    fields=(
        Field(Kind.LIST, "message", "Which message?", missing="Choose the message", choices=_messages),
        Field(
            Kind.ONE,
            "settlement",
            "What shall become of it?",
            missing="Say what shall become of the message",
            choices=_settlements,
        ),
    ),
)
