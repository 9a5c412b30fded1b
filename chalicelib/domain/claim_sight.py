"""What whoever speaks for one member sees of a claim of several: their own member, and what all share.

That others are behind it they know (S1-29); who those are, what was said to them and what they wrote,
decided or handed in is not theirs to read. The claims team, which brings members together, sees all.
Source: S1-14, S1-29, S2-14.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from chalicelib.domain.case import CaseFile
from chalicelib.domain.claim_members import contacts_of, members_of
from chalicelib.domain.events import ActorKind, Event, EventType
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.need_to_know import speaks_for_members
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.recipients import Recipient, RecipientKind
from chalicelib.domain.staff import Staff

SHARED = frozenset(
    {
        EventType.CASE_RECEIVED,
        EventType.DEADLINE_DOCUMENT_RECEIVED,
        EventType.DEADLINE_DOCUMENT_FORWARDED,
    }
)
"""What another member's representative did that is everybody's: what came from the claimant."""

FRAME = frozenset(
    {
        EventType.CLAIM_OPENED,
        EventType.CLAIM_NOTIFIED,
        EventType.CLAIM_HIGH_PROFILE,
        EventType.HOLD_PLACED,
        EventType.CHECKLIST_ANSWERED,
        EventType.CHECKLIST_COMPLETED,
    }
)
"""What of it says where the claim stands: that it happened is everybody's, the words are not."""

THREADS: Mapping[str, str] = {
    "document": "document",
    "message": "document",
    "appeal": "appeal",
    "callback": "callback",
    "appointment": "appointment",
    "instruction": "instruction",
}
"""The first word of an event's type, and the fact that says to what it belongs: of what somebody may
not see the beginning, they see no continuation."""


def seen_by(file: CaseFile, reader: Staff, pack: PolicyPack) -> CaseFile:
    """The case without the other members, for whoever speaks for one; all of it for all others."""
    if not speaks_for_members(reader, pack):
        return file
    sight = _sight_of(reader.id, file.events)
    if not sight.others:
        return file
    hidden = set(sight.hidden(file.history))
    messages = (each for each in file.messages if not sight.went_to_others(each.to))
    counting, undone = (tuple(sight.shown(each, hidden)) for each in (file.events, file.undone))
    own = tuple(each for each in file.begun if each.by == reader.id)
    return replace(file, events=counting, undone=undone, messages=tuple(messages), begun=own)


def members_unseen(file: CaseFile, reader: Staff, pack: PolicyPack) -> int:
    """How many members behind the claim are kept from somebody, who knows only that they are there."""
    return len(_sight_of(reader.id, file.events).others) if speaks_for_members(reader, pack) else 0


@dataclass(frozen=True, slots=True)
class _Sight:
    """The members for whom somebody does not speak, and the people who do."""

    others: frozenset[str]
    people: frozenset[StaffId]

    def hidden(self, history: Iterable[Event]) -> Iterator[tuple[str, str]]:
        """The threads that begin with something that is not theirs."""
        for event in history:
            thread = _thread_of(event)
            if thread and not self._is_theirs(event):
                yield thread

    def shown(self, events: Iterable[Event], hidden: set[tuple[str, str]]) -> Iterator[Event]:
        """The events that they may see, each without what is of others."""
        for event in events:
            if event.type in FRAME and self._is_by_others(event):
                yield replace(event, sealed=None)
            elif self._is_theirs(event) and _thread_of(event) not in hidden:
                yield self._own_part(event)

    def went_to_others(self, to: Recipient | str) -> bool:
        """Whether a message is for somebody who speaks for another member."""
        return str(to) in {str(Recipient(RecipientKind.STAFF, each)) for each in self.people}

    def _is_theirs(self, event: Event) -> bool:
        of_others = event.facts.get("member") in self.others
        if of_others or self.went_to_others(str(event.facts.get("to", ""))):
            return False
        return event.type in SHARED or not self._is_by_others(event)

    def _is_by_others(self, event: Event) -> bool:
        return event.by.kind is ActorKind.STAFF and event.by.id in self.people

    def _own_part(self, event: Event) -> Event:
        if event.type is EventType.CLAIM_APPORTIONED:
            shares = {m: s for m, s in event.facts["shares"].items() if m not in self.others}
            return replace(event, facts={**event.facts, "shares": shares}, sealed=None)
        if event.type is EventType.ADMISSION_SERVED:
            members = [each for each in event.facts["members"] if each not in self.others]
            return replace(event, facts={**event.facts, "members": members})
        return event


def _thread_of(event: Event) -> tuple[str, str] | None:
    kind = event.type.partition(".")[0]
    fact = THREADS.get(kind)
    return (fact, str(event.facts[fact])) if fact and fact in event.facts else None


def _sight_of(reader: StaffId, events: tuple[Event, ...]) -> _Sight:
    contacts = contacts_of(events)
    own = {each.member for each in contacts if each.staff == reader}
    others = frozenset(each.id for each in members_of(events)) - own
    people = frozenset(each.staff for each in contacts if each.member in others) - {reader}
    return _Sight(others, people)
