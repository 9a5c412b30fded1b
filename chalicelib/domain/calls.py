"""What was agreed with people about talking to them, as the events say: callbacks and appointments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.domain.diary import Entry
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.identifiers import StaffId

CALLBACK, APPOINTMENT = "CALLBACK", "APPOINTMENT"
"""The clocks that wait for them, which also name what they are."""
CALL_MINUTES = 15
"""How much of a diary a call back takes."""


class CallOutcome(StrEnum):
    """How an attempt to call back ended. Only having spoken ends the promise (S0-9)."""

    SPOKEN = "spoken"
    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"


class Left(StrEnum):
    """What was left on a voicemail, which others hear: of a case it may say nothing (S0-11)."""

    NOTHING = "nothing"
    NAME_AND_NUMBER = "name_and_number"


def require_left(outcome: CallOutcome, left: Left | None, said: str, *, field: str) -> None:
    """Raises: Invalid, where a voicemail was reached and it is not said what was left on it, or where
    it is said beside `field` what a machine was told.
    """
    if outcome is not CallOutcome.VOICEMAIL:
        return
    faults = [] if left else [Fault("left", "Say what you left on the voicemail")]
    if said.strip():
        message = "Nothing may be said to a machine but your name and number. Leave this empty"
        faults.append(Fault(field, message))
    if faults:
        raise Invalid(faults)


class Means(StrEnum):
    """How people meet."""

    TELEPHONE = "telephone"
    IN_PERSON = "in_person"
    VIDEO = "video"


class MeetingOutcome(StrEnum):
    """How an appointment ended."""

    HELD = "held"
    THEY_DID_NOT_COME = "they_did_not_come"
    WE_MISSED_IT = "we_missed_it"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A callback or an appointment as it stands. `changes` counts how often it was agreed anew;
    `missed` is whether we were not there, and have agreed no other time since. `held` is where it
    stands in the diary, if that is not the slot: a call of today has until the slot.
    """

    kind: str
    id: str
    staff: StaffId
    slot: datetime
    minutes: int
    means: Means = Means.TELEPHONE
    changes: int = 0
    open: bool = True
    cancelled: bool = False
    missed: bool = False
    held: datetime | None = None

    @property
    def clock(self) -> str:
        """The name of the clock that waits for it."""
        return f"{self.kind}:{self.id}"

    @property
    def entry(self) -> Entry:
        """What it takes of somebody's diary."""
        return Entry(self.staff, self.held or self.slot, self.minutes, self.clock)


_BEGINS = {EventType.CALLBACK_AGREED: CALLBACK, EventType.APPOINTMENT_BOOKED: APPOINTMENT}
_ENDS = {
    EventType.CALLBACK_ENDED: CALLBACK,
    EventType.APPOINTMENT_ENDED: APPOINTMENT,
    EventType.APPOINTMENT_CANCELLED: APPOINTMENT,
}


_STILL_OWED = (CallOutcome.NO_ANSWER, CallOutcome.VOICEMAIL, MeetingOutcome.WE_MISSED_IT)
"""How it can end without the promise being kept."""


def agreed_in(events: Iterable[Event]) -> tuple[Agreed, ...]:
    """Every callback and appointment of a case, in the order in which they were first agreed."""
    found: dict[str, Agreed] = {}
    for event in events:
        kind = _BEGINS.get(event.type) or _ENDS.get(event.type)
        if kind is None:
            continue
        key = f"{kind}:{event.facts[kind.lower()]}"
        found[key] = _after(found.get(key), kind, event)
    return tuple(found.values())


def _after(before: Agreed | None, kind: str, event: Event) -> Agreed:
    if event.type in _BEGINS:
        return _begun(kind, event.facts, changes=before.changes + 1 if before else 0)
    assert before is not None, "nothing ends that was not agreed"
    if event.type is EventType.APPOINTMENT_CANCELLED:
        return replace(before, open=False, cancelled=True, changes=before.changes + 1)
    outcome = event.facts["outcome"]
    missed = outcome == MeetingOutcome.WE_MISSED_IT
    return replace(before, open=outcome in _STILL_OWED, missed=missed)


def _begun(kind: str, facts: Any, *, changes: int) -> Agreed:
    return Agreed(
        kind=kind,
        id=str(facts[kind.lower()]),
        staff=StaffId(facts["person"]),
        slot=datetime.fromisoformat(facts["slot"]),
        minutes=int(facts.get("minutes", CALL_MINUTES)),
        means=Means(facts.get("means", Means.TELEPHONE)),
        changes=changes,
        held=datetime.fromisoformat(facts["held"]) if "held" in facts else None,
    )


def open_ones(events: Iterable[Event], kind: str) -> tuple[Agreed, ...]:
    """Those of a kind that are still to come, or still owed."""
    return tuple(each for each in agreed_in(events) if each.open and each.kind == kind)


def one_of(events: Iterable[Event], kind: str, name: str) -> Agreed | None:
    """The one that is meant, if it is still open."""
    return next((each for each in open_ones(events, kind) if each.id == name), None)


def next_id(events: Iterable[Event], kind: str) -> str:
    """The name of the next one: they are counted from 1."""
    return str(1 + sum(each.kind == kind for each in agreed_in(events)))


def diary_of(events: Iterable[Event]) -> tuple[Entry, ...]:
    """What a case holds of people's diaries: everything that was not cancelled or agreed anew."""
    return tuple(each.entry for each in agreed_in(events) if not each.cancelled)


_IN_TOUCH = {
    EventType.APPOINTMENT_BOOKED,
    EventType.CALLBACK_AGREED,
    EventType.CONTACT_PREFERRED,
    EventType.PERSON_TOLD,
}
"""What answers that somebody did not come: a new time, another way, or a talk after all."""


def absences_in_a_row(events: Iterable[Event]) -> int:
    """How many appointments in a row they did not come to, since one was held or missed by us."""
    count = 0
    for event in events:
        if event.type is EventType.APPOINTMENT_ENDED:
            did_not_come = event.facts["outcome"] == MeetingOutcome.THEY_DID_NOT_COME
            count = count + 1 if did_not_come else 0
    return count


def absences_unanswered(events: Iterable[Event]) -> int:
    """The same while nothing was agreed or said since; 0 where nobody is owed anything for it."""
    known = tuple(events)
    after = [event.type for event in known if event.type in (EventType.APPOINTMENT_ENDED, *_IN_TOUCH)]
    waits = bool(after) and after[-1] is EventType.APPOINTMENT_ENDED
    return absences_in_a_row(known) if waits else 0
