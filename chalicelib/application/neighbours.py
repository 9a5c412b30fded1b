"""Staff work through a list: which case comes before the one that is open, and which comes next."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.list_cases import PAGE_SIZE
from chalicelib.application.ports import Reading, View
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.staff import Staff
from chalicelib.domain.worklist import known_rows


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a case stands on one page of a list. `place` counts from 1, and is 0 where the case is not
    on it any more; `more` is the key of the page after it.
    """

    view: View
    after: str
    place: int
    shown: int
    before: Reference | None
    next: Reference | None
    more: str


def neighbours(
    number: CaseNumber, view: View, reader: Staff, reading: Reading, *, after: str = ""
) -> Neighbours:
    """The cases beside this one on the page of the list that begins `after`. One call to the store.

    Raises: NotAllowed, Invalid where `after` is not a key that a page gave.
    """
    organisation = reading.policies.organisation(reader.organisation)
    pack = reading.policies.current(organisation).pack
    pack.require(reader.roles, Action.LIST_CASES)
    page = reading.cases.worklist(view, limit=PAGE_SIZE, after=after)
    references = [row.reference for row in known_rows(reader, pack, page.rows)]
    place = next((n for n, each in enumerate(references, 1) if each.number == number), 0)
    return Neighbours(
        view=view,
        after=after,
        place=place,
        shown=len(references),
        before=references[place - 2] if place > 1 else None,
        next=references[place] if 0 < place < len(references) else None,
        more=page.after,
    )
