"""Whether a case may be shown to whoever takes calls: not before they confirmed who they speak with.

Whoever works on cases reads them; who answers the telephone or stands at the desk could read out what
they see, and sees nothing of a case before the person has passed a check (S0-1, S0-5, SC-4).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.case import CaseFile
from chalicelib.domain.errors import CheckNeeded
from chalicelib.domain.events import Actor, ActorKind
from chalicelib.domain.identity.checks import window_of
from chalicelib.domain.policy import Action, PolicyPack
from chalicelib.domain.staff import Staff

BLIND = frozenset(
    {
        Action.ADD_NOTE,
        Action.RAISE_URGENT,
        Action.MEET_URGENT,
        Action.HAND_ON,
        Action.AGREE_CALLBACK,
        Action.RECEIVE_SUBJECT_REQUEST,
        Action.RECEIVE_DATA_COMPLAINT,
    }
)
"""What shows nothing of a case and may not wait: to help, to write down what was said or asked for, to
call back. Who asks about their details is confirmed later (domain.md 3.6).
"""


def may_look(file: CaseFile, reader: Staff, pack: PolicyPack, now: datetime) -> bool:
    """Whether the case may be shown to them now: by their role, because they confirmed whoever they
    speak with, or because they wrote it down themselves.
    """
    if pack.permits(reader.roles, Action.READ_UNCHECKED):
        return True
    them = Actor(ActorKind.STAFF, reader.id)
    return file.events[0].by == them or window_of(file.events, them, now) is not None


def require_checked(file: CaseFile, reader: Staff, pack: PolicyPack, now: datetime) -> None:
    """Raises: CheckNeeded, where the case may not be shown to them now. Source: S0-1."""
    if not may_look(file, reader, pack, now):
        raise CheckNeeded(file.case.reference)


def require_checked_for(
    action: Action, file: CaseFile, reader: Staff, pack: PolicyPack, now: datetime
) -> None:
    """The same before something is done, except what may not wait. Raises: CheckNeeded."""
    if action not in BLIND:
        require_checked(file, reader, pack, now)


def without_words(file: CaseFile) -> CaseFile:
    """The case with nobody in it and nothing that anybody wrote: what is left when all is erased."""
    events = tuple(replace(event, sealed=None) for event in file.events)
    undone = tuple(replace(event, sealed=None) for event in file.undone)
    return replace(file, parties=(), events=events, undone=undone, begun=())
