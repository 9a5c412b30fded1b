"""What staff tell a person: in a conversation, recorded afterwards, or on the person's own page."""

from chalicelib.domain.identity.checks import CallEnd
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Field, Form, Kind, offered
from chalicelib.presentation.forms.questions import within_consent

TELL = Form(
    action=Action.TELL_PERSON,
    name="told",
    title="Record what you told the person",
    why="You can tell somebody about their case for an hour after you have confirmed who they are. "
    "Without that, nothing may be said.",
    button="Record this",
    done="What you told them is recorded",
    fields=(
        Field(
            Kind.ONE,
            "end",
            "How did it go?",
            missing="Choose how it went",
            choices=offered(
                {
                    CallEnd.SPOKE: "I spoke with them",
                    CallEnd.VOICEMAIL: "I reached a voicemail",
                }
            ),
        ),
        Field(Kind.TEXT, "text", "What you told them", missing="Write what you told them"),
        within_consent(),
    ),
)

WRITE = Form(
    action=Action.WRITE_TO_PERSON,
    name="writing",
    title="Write to the person",
    why="They get an email that something is there for them, and read it on their own page after "
    "typing a code.",
    button="Send it",
    done="They are told that you wrote",
    fields=(
        Field(Kind.TEXT, "text", "What you write to them", missing="Write the message"),
        within_consent(),
    ),
)
