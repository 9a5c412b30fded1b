"""What staff are asked about signing in the place of the responsible person, and about copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.delegations import delegable_roles, delegations_of
from chalicelib.domain.policy import Action
from chalicelib.domain.staff_copies import copies_to_hand
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import WHEN, day, from_case, holders, text
from chalicelib.presentation.people import REMOVED, people_of
from chalicelib.presentation.typed import Choice


def _may_be_asked(opened: OpenFile) -> Sequence[Choice]:
    return holders(opened, delegable_roles(opened.terms.pack))


def _standing(opened: OpenFile) -> Iterable[tuple[str, str]]:
    people = people_of(opened.staff, opened.terms.pack)
    for each in delegations_of(opened.file.events):
        yield each.id, f"{people.handler(each.to)}, until {full_date(each.until)}"


def _waiting(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return ((each.id, each.name or REMOVED) for each in copies_to_hand(opened.file.events))


DELEGATE_SIGNING = Form(
    action=Action.DELEGATE_SIGNING,
    name="signing-delegation",
    title="Let somebody else sign",
    why="The law asks for the signature of the responsible person, or of somebody whom they authorise. "
    "It counts for this case, and is kept with it.",
    button="Let them sign",
    done="They may sign the response",
    fields=(
        Field(Kind.LIST, "to", "Who?", missing="Choose who may sign", choices=_may_be_asked),
        day("until", "Until when?", "Enter the last day"),
        text("reason", "Why?", "Say why", lines=2),
    ),
)

TAKE_BACK_SIGNING = Form(
    action=Action.TAKE_BACK_SIGNING,
    name="signing-delegation-end",
    title="Take back who may sign",
    why="From now on they do not sign this response.",
    button="Take it back",
    done="They may not sign any more",
    fields=(
        Field(
            Kind.LIST,
            "delegation",
            "Whose?",
            missing="Choose whose",
            choices=from_case(_standing),
        ),
        text("reason", "Why?", "Say why", lines=2),
    ),
)

HAND_COPY = Form(
    action=Action.HAND_COPY,
    name="copy-handed",
    title="Record a copy as handed over",
    why="Everybody of the staff whom the response mentions gets a copy. Who has no account gets it on "
    "paper: print “Copy for staff who are mentioned” from the page of the response.",
    button="They have their copy",
    done="The copy is recorded",
    fields=(
        Field(
            Kind.LIST, "person", "Who has it?", missing="Choose who has it", choices=from_case(_waiting)
        ),
        *WHEN,
    ),
)
