"""Calling back, and appointments with the handler (S0-8 to S0-11, S2-71).

A slot is somebody's: who is taken at that time cannot be given it again. Moving or cancelling gives it
back. A call that was not answered, or met a machine, leaves the promise standing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time

from chalicelib.domain.calendar import london_date, london_instant
from chalicelib.domain.calls import (
    APPOINTMENT,
    CALL_MINUTES,
    CALLBACK,
    Agreed,
    CallOutcome,
    Left,
    Means,
    MeetingOutcome,
    absences_in_a_row,
    diary_of,
    next_id,
    one_of,
    require_left,
)
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_in_the_future
from chalicelib.domain.diary import CELL, LENGTHS, moved, require_slot
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.need_to_know import refuse_subject
from chalicelib.domain.policy import Terms
from chalicelib.domain.reachable import why_not_meet


@dataclass(frozen=True, slots=True)
class CallBack:
    """A promise to call: who does it, what they will be asked, and when (None: today, S2-71).

    `instead_of` names the promise that nobody answered and that this one takes the place of.
    `asked_for_it` is what the person said who wants it although we must never call them, or they cannot
    hear.
    """

    person: StaffId
    question: str
    slot: datetime | None = None
    instead_of: str = ""
    asked_for_it: str = ""


@dataclass(frozen=True, slots=True)
class CallMade:
    """An attempt to call back. What was said may be noted; a machine is told nothing, and what was
    `left` on it is kept (S0-11).
    """

    callback: str
    outcome: CallOutcome
    happened_at: datetime | None = None
    note: str = ""
    left: Left | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """A time to speak with somebody, agreed with the person. `asked_for_it` is what the person said who
    wants it in this way although they said never to, or cannot hear.
    """

    person: StaffId
    slot: datetime
    minutes: int
    means: Means
    asked_for_it: str = ""


@dataclass(frozen=True, slots=True)
class Moving:
    """Another time for an appointment that was agreed."""

    appointment: str
    slot: datetime


@dataclass(frozen=True, slots=True)
class Cancelling:
    """An appointment that will not be. `reason` is kept; the person is told only that it is off."""

    appointment: str
    reason: str


@dataclass(frozen=True, slots=True)
class Held:
    """How an appointment ended."""

    appointment: str
    outcome: MeetingOutcome
    note: str = ""


def agree_callback(
    file: CaseFile, asked: CallBack, *, terms: Terms, occasion: Occasion, tried: int = 0
) -> Change:
    """Promise to call back (S0-9; S2-71: the same day unless they would rather wait), or agree another
    time for a promise that stands: it keeps its name, and its clock begins anew. Nobody is promised a
    call who must not be called, or cannot hear, unless they ask for it (S2-28, SC-13).

    A call of today takes the last quarter of an hour before its hour; where that was `tried`, and was
    somebody else's, the one before it. Raises: Invalid.
    """
    _refuse_unwanted(file, Means.TELEPHONE, asked.asked_for_it, "person")
    refuse_subject(file, asked.person, field="person")
    slot = _today_by(terms, occasion.at) if asked.slot is None else asked.slot
    require_slot(slot, occasion.at)
    facts = {
        "callback": _promise(file, asked.instead_of),
        "person": asked.person,
        "slot": slot.isoformat(),
        "minutes": CALL_MINUTES,
    }
    if asked.slot is None:
        facts["held"] = _quarter_before(slot, tried, occasion.at).isoformat()
    agreed = Happening(
        EventType.CALLBACK_AGREED,
        facts,
        sealed={"text": asked.question, **_asked_for(asked.asked_for_it)},
    )
    return _with_diary(file, agreed, terms, occasion)


def _promise(file: CaseFile, instead_of: str) -> str:
    if not instead_of:
        return next_id(file.events, CALLBACK)
    return _open(file, CALLBACK, instead_of, "instead_of").id


def end_callback(file: CaseFile, asked: CallMade, *, terms: Terms, occasion: Occasion) -> Change:
    """Record an attempt. Only having spoken keeps the promise. Raises: Invalid."""
    _open(file, CALLBACK, asked.callback, "callback")
    happened_at = asked.happened_at or occasion.at
    not_in_the_future(happened_at, occasion.at, "happened_at")
    require_left(asked.outcome, asked.left, asked.note, field="note")
    facts = {
        "callback": asked.callback,
        "outcome": asked.outcome,
        "happened_at": happened_at.isoformat(),
        **({"left": asked.left} if asked.left else {}),
    }
    sealed = {"text": asked.note} if asked.note else None
    return _with_diary(file, Happening(EventType.CALLBACK_ENDED, facts, sealed), terms, occasion)


def book(file: CaseFile, asked: Booking, *, terms: Terms, occasion: Occasion) -> Change:
    """Agree a time to speak (S0-10), by means in which the person can take part (S2-28, S2-29).

    Raises: Invalid.
    """
    _refuse_unwanted(file, asked.means, asked.asked_for_it, "means")
    refuse_subject(file, asked.person, field="person")
    require_slot(asked.slot, occasion.at)
    if asked.minutes not in LENGTHS:
        raise Invalid([Fault("minutes", "Choose how long it will take from the list")])
    name = next_id(file.events, APPOINTMENT)
    agreed = Agreed(APPOINTMENT, name, asked.person, asked.slot, asked.minutes, asked.means)
    booked = replace(_booked(agreed), sealed=_asked_for(asked.asked_for_it) or None)
    return _with_diary(file, booked, terms, occasion)


def move(file: CaseFile, asked: Moving, *, terms: Terms, occasion: Occasion) -> Change:
    """Agree another time; the invitation that was sent is brought up to date. Raises: Invalid."""
    agreed = _open(file, APPOINTMENT, asked.appointment, "appointment")
    require_slot(asked.slot, occasion.at)
    if asked.slot == agreed.slot:
        raise Invalid([Fault("slot", "It is at that time already. Choose another")])
    return _with_diary(file, _booked(replace(agreed, slot=asked.slot)), terms, occasion)


def cancel(file: CaseFile, asked: Cancelling, *, terms: Terms, occasion: Occasion) -> Change:
    """Call an appointment off; everybody invited is told. Raises: Invalid."""
    agreed = _open(file, APPOINTMENT, asked.appointment, "appointment")
    facts = {"appointment": asked.appointment, "person": agreed.staff}
    cancelled = Happening(EventType.APPOINTMENT_CANCELLED, facts, sealed={"text": asked.reason})
    return _with_diary(file, cancelled, terms, occasion)


def hold(file: CaseFile, asked: Held, *, terms: Terms, occasion: Occasion) -> Change:
    """Record how an appointment ended. One that we missed is made good by another; whoever did not come
    is written to, the second time in other words than the first (S0-10). Raises: Invalid.
    """
    agreed = _open(file, APPOINTMENT, asked.appointment, "appointment")
    not_in_the_future(agreed.slot, occasion.at, "appointment")
    facts: dict[str, object] = {"appointment": asked.appointment, "outcome": asked.outcome}
    if asked.outcome is MeetingOutcome.THEY_DID_NOT_COME:
        facts["in_a_row"] = in_a_row = absences_in_a_row(file.events) + 1
        facts["again"] = in_a_row > 1
    sealed = {"text": asked.note} if asked.note else None
    return _with_diary(file, Happening(EventType.APPOINTMENT_ENDED, facts, sealed), terms, occasion)


def _refuse_unwanted(file: CaseFile, means: Means, asked_for_it: str, field: str) -> None:
    """Raises: Invalid, beside `field`, where this is no way to talk with the person who complained."""
    why = why_not_meet(file.complainant, means) if file.complainant else ""
    if why and not asked_for_it.strip():
        raise Invalid([Fault(field, f"{why}. Choose another way, or write how they asked for this")])


def _asked_for(words: str) -> dict[str, str]:
    return {"asked_for_it": words} if words.strip() else {}


def _today_by(terms: Terms, now: datetime) -> datetime:
    """The hour of today by which a call back is promised. Raises: Invalid, where it is past."""
    setting = terms.pack.settings.get("callback.by_hour")
    if setting is None:
        raise Invalid([Fault("slot", "Enter the date and time")])
    by = london_instant(london_date(now), time(int(str(setting.value))))
    if by <= now:
        raise Invalid([Fault("slot", "It is late for today. Agree a time with the person")])
    return by


def _quarter_before(hour: datetime, tried: int, now: datetime) -> datetime:
    """The quarter of an hour that a call of today takes. Raises: Invalid, where none is left."""
    quarter = hour - (tried + 1) * CELL
    if quarter + CELL <= now:
        message = "They have no quarter of an hour left today. Agree a time with the person"
        raise Invalid([Fault("slot", message)])
    return quarter


def _booked(agreed: Agreed) -> Happening:
    facts = {
        "appointment": agreed.id,
        "person": agreed.staff,
        "slot": agreed.slot.isoformat(),
        "minutes": agreed.minutes,
        "means": agreed.means,
    }
    return Happening(EventType.APPOINTMENT_BOOKED, facts)


def _open(file: CaseFile, kind: str, name: str, field: str) -> Agreed:
    found = one_of(file.events, kind, name)
    if found is None:
        raise Invalid([Fault(field, "Choose one that is still to come")])
    return found


def _with_diary(file: CaseFile, happening: Happening, terms: Terms, occasion: Occasion) -> Change:
    change = changed(file, [happening], terms=terms, occasion=occasion)
    return replace(change, diary=moved(diary_of(file.events), diary_of(change.file.events)))
