"""Somebody of the staff opens what they were given of a case that concerns them, and comments on it."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.application.casework import act_on_theirs
from chalicelib.application.ports import Ports
from chalicelib.application.read_own_copy import OwnCopy, own_copy_in
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import own_papers
from chalicelib.domain.events import Actor, ActorKind
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff


def open_own_paper(reference: Reference, told: int, reader: Staff, ports: Ports) -> OwnCopy:
    """They open it, and that is recorded. Safe to do twice: it was opened once.

    Raises: NotFound, for what is not theirs; NotAllowed.
    """
    occasion = ports.occasion(Actor(ActorKind.STAFF, reader.id))
    return _done(
        reference,
        reader,
        lambda file, terms: own_papers.open_paper(
            file, reader.id, told, terms=terms, occasion=occasion
        ),
        ports,
    )


def comment_on_own_paper(
    reference: Reference, told: int, text: str, reader: Staff, ports: Ports
) -> OwnCopy:
    """They say what they think of what was found. Raises: NotFound, NotAllowed, Invalid, RuleBroken."""
    occasion = ports.occasion(Actor(ActorKind.STAFF, reader.id))
    return _done(
        reference,
        reader,
        lambda file, terms: own_papers.comment(
            file, reader.id, told, text, terms=terms, occasion=occasion
        ),
        ports,
    )


def _done(
    reference: Reference,
    reader: Staff,
    decide: Callable[[CaseFile, Terms], Change | None],
    ports: Ports,
) -> OwnCopy:
    file, terms = act_on_theirs(reference, reader, Action.READ_OWN_COPY, decide, ports)
    return own_copy_in(file, reader.id, terms)
