"""What staff are asked about the letter and the response (T8, T9)."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.policy import Action
from chalicelib.domain.signing_off import SIGNATORIES, roles_under, still_to_approve
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import (
    everybody,
    from_case,
    in_writing,
    text,
    within_consent,
)


def _titles(opened: OpenFile, roles: Iterable[RoleCode]) -> Iterable[tuple[str, str]]:
    known = opened.terms.pack.roles
    return ((role, known[role].title if role in known else role) for role in roles)


def _missing(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return _titles(opened, still_to_approve(opened.file.events, opened.terms.pack))


def _signatories(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return _titles(opened, roles_under(opened.terms.pack, SIGNATORIES))


SUBMIT_LETTER = Form(
    action=Action.SUBMIT_LETTER,
    name="letter",
    title="Put the letter forward",
    why="The letter is written, and somebody other than you has read it. Now it is checked, and signed "
    "off.",
    button="Put it forward",
    done="The letter is waiting to be signed off",
    fields=(
        Field(
            Kind.LIST,
            "second_reader",
            "Who read it again?",
            hint="For accuracy and tone. Not its author.",
            missing="Choose who read it again",
            choices=everybody,
        ),
    ),
)

APPROVE_LETTER = Form(
    action=Action.APPROVE_LETTER,
    name="approval",
    title="Sign off the letter",
    why="No letter leaves without the complaints manager’s agreement and a partner’s approval. A later "
    "change takes both back.",
    button="I approve it",
    done="Your approval is recorded",
    fields=(
        Field(
            Kind.LIST,
            "role",
            "In which role?",
            missing="Choose the role in which you approve it",
            choices=from_case(_missing),
        ),
    ),
)

CHANGE_LETTER = Form(
    action=Action.CHANGE_LETTER,
    name="letter-change",
    title="Take the letter back to change it",
    why="Every approval is void, and the letter is put forward again.",
    button="Take it back",
    done="The letter is taken back",
    fields=(text("text", "What must change?", "Say what must change"),),
)

SEND_RESPONSE = Form(
    action=Action.SEND_RESPONSE,
    name="response",
    title="Send the response",
    why="By email, they are told at once that it waits on their page. What goes by post, or in a "
    "form such as Braille, is made ready now and waits until you record that it went. With the last "
    "one the complaint is resolved, with the outcome that follows from the findings. The letter is "
    "kept just as it goes, and staff who are mentioned get a copy.",
    button="Send the response",
    done="The response is on its way",
    fields=(
        in_writing("sent_by", "How does it go out?"),
        Field(
            Kind.LIST,
            "signed_as",
            "Who signs it?",
            missing="Choose who signs it",
            choices=from_case(_signatories),
        ),
        within_consent(),
    ),
)
