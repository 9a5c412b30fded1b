"""Undoing what one has just done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.clocks import gone as gone_clocks
from chalicelib.domain.clocks import moved
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.events import ActorKind, Event, EventType, Happening, Occasion
from chalicelib.domain.folding import fold
from chalicelib.domain.history import each_of
from chalicelib.domain.links import named_in
from chalicelib.domain.messages import MessageState
from chalicelib.domain.policy import Terms
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.sending import finished
from chalicelib.domain.undoing import last_deed, of_deed, why_not_undone


@dataclass(frozen=True, slots=True)
class Undoing:
    """Nothing is asked: it is always what the same person did last."""


def undo(file: CaseFile, _asked: Undoing, *, terms: Terms, occasion: Occasion) -> Change:
    """Let what was last done not count: the case is read, and its clocks run, as if it had not been.

    The mail that waited for it never goes. The initials that the case had for a moment still find it
    (S0-3). Source: issue 6, point 8. Raises: RuleBroken, saying why it cannot be undone.
    """
    refused = why_not_undone(file, occasion.by, occasion.at, terms.pack)
    if refused:
        raise RuleBroken(refused)
    return _taken_back(file, last_deed(file), terms=terms, occasion=occasion)


def unlink_back(
    file: CaseFile, other: CaseNumber, *, terms: Terms, occasion: Occasion
) -> Change | None:
    """The link on the other side, which the system noted, counts no more; None where none does. Safe to
    run twice.
    """
    noted = [
        event
        for event in each_of(file.events, EventType.CASE_LINKED)
        if event.by.kind is ActorKind.SYSTEM and other in named_in(event)
    ]
    return _taken_back(file, noted[-1:], terms=terms, occasion=occasion) if noted else None


def _taken_back(file: CaseFile, deed: Sequence[Event], *, terms: Terms, occasion: Occasion) -> Change:
    """The change after which these events, which follow each other, do not count."""
    gone = {event.seq for event in deed}
    counting = tuple(event for event in file.events if event.seq not in gone)
    before = fold(counting)
    facts = {
        "first": min(gone),
        "last": max(gone),
        "types": [event.type for event in deed],
        "initials": [each for each in file.case.initials if each not in before.initials],
    }
    without = replace(
        file,
        case=replace(before, head=file.case.head),
        events=counting,
        undone=(*file.undone, *deed),
    )
    undone = Happening(EventType.DEED_UNDONE, facts)
    withdrawn = [finished(each, MessageState.WITHDRAWN) for each in of_deed(file, deed)]
    change = changed(without, [undone], terms=terms, occasion=occasion, messages=withdrawn)
    were = file.clocks(terms)
    return replace(
        change, clocks_moved=moved(were, change.clocks), clocks_gone=gone_clocks(were, change.clocks)
    )
