"""Taking back what was just done by mistake, while nothing of it has gone to anybody.

Nothing leaves the history: an event says which earlier ones do not count any more. Everything that is
read of a case is read of those that count, so that it is as if the others had not happened; the
timeline shows them all. Source: issue 6, point 8; docs/decisions/0083.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Actor, ActorKind, Event, EventType
from chalicelib.domain.messages import Message, MessageState
from chalicelib.domain.policy import PolicyPack

MINUTES = "undo.minutes"
"""Under this key a pack says for how long; one that says nothing lets nothing be undone."""

UNDOABLE = frozenset(
    {
        *(EventType.HANDLER_ASSIGNED, EventType.HANDLER_NUDGED, EventType.NOTE_ADDED),
        *(EventType.CASE_GRADED, EventType.TRIAGE_ANSWERED, EventType.TIME_LIMIT_DECIDED),
        *(EventType.ISSUES_LISTED, EventType.CASE_ASSESSED, EventType.INVESTIGATION_BEGUN),
        *(EventType.STAFF_NAMED, EventType.INVESTIGATION_CONSIDERED, EventType.ROOT_CAUSE_RECORDED),
        *(EventType.ISSUE_FOUND, EventType.FINDINGS_DRAFTED, EventType.LETTER_DRAFTED),
        *(EventType.HOLD_PLACED, EventType.HOLD_ENDED, EventType.CASES_UNLIKE),
        EventType.CASE_LINKED,  # the stream takes the other side back
        *(EventType.ACTION_SET, EventType.ACTION_COMPLETED, EventType.ACTION_AUDITED),
        *(EventType.MEETING_MINUTED, EventType.CASE_REVIEWED, EventType.LEAD_CONFIRMED),
        *(EventType.ORGANISATION_INVOLVED, EventType.COMMISSIONER_CHECKED, EventType.CASE_CLOSED),
    }
)
"""What is on the case and nowhere else, or tells a colleague by a mail that waits. All others told
somebody, moved a date that was promised, touched another record, or are evidence of what somebody did.
"""

_TOLD = "This cannot be undone: others were told of it, or it is a record of what happened"


def parted(history: Iterable[Event]) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """The events that count, and those that were undone, each in their order."""
    events = tuple(history)
    gone = {seq for event in events for seq in _named_in(event)}
    counting = tuple(event for event in events if event.seq not in gone)
    return counting, tuple(event for event in events if event.seq in gone)


def _named_in(event: Event) -> Iterator[int]:
    if event.type is EventType.DEED_UNDONE:
        yield from range(event.facts["first"], event.facts["last"] + 1)


def can_be_undone(events: Sequence[Event]) -> bool:
    """Whether all that was done at once is of a kind that can be taken back, and a person did it."""
    return bool(events) and all(map(_can_be_undone, events))


def _can_be_undone(event: Event) -> bool:
    # What names a medium is told to the person, whatever else it is.
    is_inside = event.type in UNDOABLE and not event.facts.get("media")
    return is_inside and event.by.kind is ActorKind.STAFF


def window(pack: PolicyPack) -> timedelta:
    """For how long something can be undone, and the mail about it waits."""
    setting = pack.settings.get(MINUTES)
    minutes = setting.value if setting else 0
    assert isinstance(minutes, int), "the packs' own check says so"
    return timedelta(minutes=minutes)


def last_deed(file: CaseFile) -> tuple[Event, ...]:
    """What was last done to the case by a person, at one stroke; nothing where it only began."""
    since_it_began = file.done_by_people_since(file.events[0].seq)
    if not since_it_began:
        return ()
    last = since_it_began[-1]
    return tuple(each for each in since_it_began if each.at == last.at and each.by == last.by)


def of_deed(file: CaseFile, deed: Sequence[Event]) -> tuple[Message, ...]:
    """The messages that these events owe."""
    causes = {event.seq for event in deed}
    return tuple(message for message in file.messages if message.cause in causes)


def why_not_undone(file: CaseFile, by: Actor, at: datetime, pack: PolicyPack) -> str:
    """Why this person cannot undo what was last done now, in words for a page; empty if they can."""
    deed = last_deed(file)
    if not deed:
        return "There is nothing to undo"
    if deed[-1].type is EventType.DEED_UNDONE:
        return "That was undone already"
    if deed[-1].by != by:
        return "Somebody else did something since. Only what was done last can be undone, by who did it"
    if not can_be_undone(deed):
        return _TOLD
    if any(message.state is not MessageState.HELD for message in of_deed(file, deed)):
        return "An email about it has gone, so it cannot be undone"
    if at > deed[-1].at + window(pack):
        minutes = int(window(pack).total_seconds() // 60)
        return f"It is too late: something can be undone for {minutes} minutes"
    return ""


def undoable_until(file: CaseFile, by: Actor, at: datetime, pack: PolicyPack) -> datetime | None:
    """Until when this person can undo what was last done; None where they cannot."""
    refused = why_not_undone(file, by, at, pack)
    return None if refused else last_deed(file)[-1].at + window(pack)
