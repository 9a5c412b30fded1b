"""Of which cases may somebody know, where another page or another case names them?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.links import named_in
from chalicelib.domain.need_to_know import Circle, Knowledge, circle_of
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Staff


class Brought:
    """Who may know of cases that are in hand already: no call."""

    def __init__(self, files: Iterable[CaseFile]) -> None:
        self._files = {file.case.number: file for file in files}

    def circles(self, numbers: Collection[CaseNumber]) -> Mapping[CaseNumber, Circle]:
        """Of those that are there."""
        return {each: circle_of(self._files[each]) for each in numbers if each in self._files}


AT_ONCE = 100
"""Cases that one call answers for."""


class Circles(Protocol):
    """Whoever says who may know of cases."""

    def circles(self, numbers: Collection[CaseNumber]) -> Mapping[CaseNumber, Circle]:
        """Who may know of each of these cases, at most 100 of them."""


def knowledge_of(
    numbers: Collection[CaseNumber], reader: Staff, pack: PolicyPack, cases: Circles
) -> Mapping[CaseNumber, Knowledge]:
    """How much of each case this person may know, in one call for a hundred; nothing of one that is not
    found. Source: S2-14, S4-10; domain.md 4.2. Raises: StoreBusy.
    """
    found: dict[CaseNumber, Knowledge] = dict.fromkeys(numbers, Knowledge.NOTHING)
    asked = sorted(found)
    for start in range(0, len(asked), AT_ONCE):
        circles = cases.circles(asked[start : start + AT_ONCE])
        found |= {number: circle.knowledge(reader, pack) for number, circle in circles.items()}
    return found


def kept_from(
    numbers: Collection[CaseNumber], reader: Staff, pack: PolicyPack, cases: Circles
) -> frozenset[CaseNumber]:
    """Those of these cases of which this person may not know all."""
    known = knowledge_of(numbers, reader, pack, cases)
    return frozenset(number for number, knows in known.items() if knows is not Knowledge.ALL)


def without_unknown(file: CaseFile, reader: Staff, pack: PolicyPack, cases: Circles) -> CaseFile:
    """The case without the other cases that it names and this person may not know of.

    A case that looked alike and was kept to few since is not proposed any more: to name it here would
    tell whose it is. A link stays where its other case may be known to exist. One call, and none
    where no other case is named.
    """
    named = {number for event in file.history for number in named_in(event)}
    if not named:
        return file
    known = knowledge_of(named, reader, pack, cases)
    counting, undone = (tuple(_without(each, known)) for each in (file.events, file.undone))
    return replace(file, events=counting, undone=undone)


def _without(events: Iterable[Event], known: Mapping[CaseNumber, Knowledge]) -> Iterator[Event]:
    for event in events:
        if event.type is EventType.CASES_ALIKE:
            alike = list(_alike(event, known))
            if alike:
                yield replace(event, facts={**event.facts, "cases": alike})
        elif all(known[number] is not Knowledge.NOTHING for number in named_in(event)):
            yield event


def _alike(event: Event, known: Mapping[CaseNumber, Knowledge]) -> Iterator[dict[str, Any]]:
    for number, found in zip(named_in(event), event.facts["cases"], strict=True):
        if known[number] is Knowledge.ALL:
            yield found
