"""Undoing what one has just done."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.clocks import gone, moved
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.folding import fold
from chalicelib.domain.messages import MessageState
from chalicelib.domain.policy import Terms
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
    deed = last_deed(file)
    first, last = deed[0].seq, deed[-1].seq
    counting = tuple(event for event in file.events if not first <= event.seq <= last)
    before = fold(counting)
    facts = {
        "first": first,
        "last": last,
        "types": [event.type for event in deed],
        "initials": [each for each in file.case.initials if each not in before.initials],
    }
    withdrawn = [finished(each, MessageState.WITHDRAWN) for each in of_deed(file, deed)]
    without = replace(
        file,
        case=replace(before, head=file.case.head),
        events=counting,
        undone=(*file.undone, *(each for each in file.events if each not in counting)),
    )
    undone = Happening(EventType.DEED_UNDONE, facts)
    change = changed(without, [undone], terms=terms, occasion=occasion, messages=withdrawn)
    were = file.clocks(terms)
    return replace(
        change, clocks_moved=moved(were, change.clocks), clocks_gone=gone(were, change.clocks)
    )
