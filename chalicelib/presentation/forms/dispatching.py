"""What staff are asked about letters that a person must send."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.casework import DISCUSSION_CHANNELS
from chalicelib.domain.messages import MessageState
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Field, Form, Kind, offered
from chalicelib.presentation.forms.moments import EARLIER_OR_NOW, happened_at
from chalicelib.presentation.labels import CHANNELS, MESSAGE_KINDS
from chalicelib.presentation.labels_of_people import MEDIA
from chalicelib.presentation.typed import Choice


def _documents(opened: OpenFile) -> Sequence[Choice]:
    return [
        Choice(message.key, f"{MESSAGE_KINDS[message.kind]}: {MEDIA[message.medium].lower()}")
        for message in opened.file.messages
        if message.state is MessageState.TO_SEND
    ]


PREPARE = Form(
    action=Action.PREPARE_ACKNOWLEDGEMENT,
    name="prepared-acknowledgement",
    title="Prepare the acknowledgement",
    why="It is written in every form that this person needs: on paper, in Braille, by mail if they "
    "agreed. It counts when the last one has gone.",
    button="Prepare it",
    done="The acknowledgement is ready to be sent",
    fields=(
        Field(
            Kind.TEXT,
            "words",
            "Your own words at the beginning",
            hint="The reference, what happens next, the offer and where to get help are added for you.",
            optional=True,
        ),
        Field(
            Kind.SOME,
            "offered",
            "Which discussion do you offer?",
            hint="The date is kept only when one is offered.",
            optional=True,
            choices=offered({way: CHANNELS[way] for way in DISCUSSION_CHANNELS}),
        ),
    ),
)

DISPATCH = Form(
    action=Action.RECORD_DISPATCH,
    name="dispatch",
    title="Record a document as sent",
    why="A letter counts when every version of it has gone.",
    button="Record it as sent",
    done="The document is recorded as sent",
    fields=(
        Field(Kind.LIST, "message", "Which document?", missing="Choose it", choices=_documents),
        EARLIER_OR_NOW,
        happened_at(),
    ),
)
