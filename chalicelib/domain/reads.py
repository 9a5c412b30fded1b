"""Who opened a sensitive case, and why: recorded before it is shown (S4-9, S4-10; issue 5, point 3).

Which cases are sensitive is the pack's: those that are restricted, and those that belong to certain
other procedures as well. The reason is asked once in a visit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.errors import Fault, Invalid, ReasonNeeded
from chalicelib.domain.events import Actor, ActorKind, Event, EventType, Happening, Occasion
from chalicelib.domain.history import each_of
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.need_to_know import linked_to, restriction_of_access, sensitive_by
from chalicelib.domain.policy import PolicyPack, Terms
from chalicelib.domain.reference import Reference

READ_HOURS = "access.read_hours"


class ReadReason(StrEnum):
    """Why somebody opens a sensitive case."""

    WORKS_ON_IT = "works_on_it"
    STANDS_IN = "stands_in"
    SUPERVISES = "supervises"
    PERSON_ASKED = "person_asked"
    DATA_RIGHTS = "data_rights"
    SAFETY = "safety"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Visit:
    """Why they open the case now; `text` says it where none of the reasons does."""

    reason: ReadReason
    text: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """One opening of a sensitive case, as the register shows it. It holds nothing of the case."""

    reference: Reference
    by: StaffId
    at: datetime
    reason: ReadReason


def sensitivity_of(events: Iterable[Event], pack: PolicyPack) -> tuple[str, ...]:
    """What makes the case sensitive, of the words that the pack lists; empty where nothing does."""
    held = tuple(events)
    restricted = restriction_of_access(held) is not None
    return sensitive_by(pack, linked_to(held), restricted=restricted)


def record_read(file: CaseFile, visit: Visit, *, terms: Terms, occasion: Occasion) -> Change:
    """Write down that somebody opens the case, and why, until when they may come back to it.

    Source: issue 5, point 3. Raises: Invalid.
    """
    if visit.reason is ReadReason.OTHER and not visit.text.strip():
        raise Invalid([Fault("text", "Say why you open this case")])
    until = (occasion.at + timedelta(hours=hours_of(terms.pack))).isoformat()
    sealed = {"text": visit.text} if visit.text.strip() else None
    read = Happening(EventType.CASE_READ, {"reason": visit.reason, "until": until}, sealed)
    return changed(file, [read], terms=terms, occasion=occasion)


def hours_of(pack: PolicyPack) -> int:
    """For how many hours a reason will do."""
    return int(str(pack.settings[READ_HOURS].value))


def read_in(event: Event, reference: Reference) -> Read:
    """The opening that an event records."""
    return Read(reference, StaffId(event.by.id), event.at, ReadReason(event.facts["reason"]))


def reads_of(events: Iterable[Event]) -> tuple[Event, ...]:
    """Every recorded opening, oldest first."""
    return each_of(events, EventType.CASE_READ)


def require_reason(file: CaseFile, reader: StaffId, pack: PolicyPack, now: datetime) -> None:
    """Raises: ReasonNeeded, where the case is sensitive and the reader gave no reason in this visit."""
    if not sensitivity_of(file.events, pack):
        return
    theirs = [read for read in reads_of(file.events) if read.by == _as_actor(reader)]
    if not any(datetime.fromisoformat(read.facts["until"]) > now for read in theirs):
        raise ReasonNeeded(file.case.reference)


def require_reason_to_act(file: CaseFile, seen_version: int, reader: StaffId, pack: PolicyPack) -> None:
    """Whoever acts on what they saw of a sensitive case has said why they looked. What was seen before
    it became sensitive needs no reason: a form that was open then loses nothing.

    Raises: ReasonNeeded.
    """
    seen: Sequence[Event] = [event for event in file.events if event.seq <= seen_version]
    theirs = any(read.by == _as_actor(reader) for read in reads_of(file.events))
    if sensitivity_of(seen, pack) and not theirs:
        raise ReasonNeeded(file.case.reference)


def _as_actor(reader: StaffId) -> Actor:
    return Actor(ActorKind.STAFF, reader)
