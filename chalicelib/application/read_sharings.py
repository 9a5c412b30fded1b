"""Somebody reads what was given to others of the organisation's cases, and why it might be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from chalicelib.application.ports import Reading
from chalicelib.application.sharing_ports import SharingPage
from chalicelib.domain.need_to_know import Circle, Knowledge
from chalicelib.domain.policy import Action, PolicyPack
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.sharing import SharingEntry
from chalicelib.domain.staff import Staff

PAGE = 50
"""How many sharings a page shows; no more than one call can look up."""


def read_sharings(month: date, reader: Staff, reading: Reading, *, after: str = "") -> SharingPage:
    """A page of the register of a month. What is about the reader is not in it; of a case that is kept
    to few, whoever may not know it reads no words, and of a sensitive one nobody does. Three calls.
    Source: S4-4 to S4-6, S4-9, S1-52.

    Raises: NotAllowed, Invalid (`after`), StoreBusy.
    """
    organisation = reading.policies.organisation(reader.organisation)
    pack = reading.policies.current(organisation).pack
    pack.require(reader.roles, Action.READ_REGISTER)
    found = reading.sharings.page(reader.organisation, month, limit=PAGE, after=after)
    circles = reading.cases.circles({each.reference.number for each in found.entries})
    return replace(found, entries=tuple(_shown(found, circles, reader, pack)))


def _shown(
    found: SharingPage, circles: Mapping[CaseNumber, Circle], reader: Staff, pack: PolicyPack
) -> Iterator[SharingEntry]:
    for entry in found.entries:
        circle = circles.get(entry.reference.number, Circle())
        knows = circle.knowledge(reader, pack)
        if knows is Knowledge.ALL and not circle.sensitivity(pack):
            yield entry
        elif knows is not Knowledge.NOTHING:
            yield replace(entry, shared=replace(entry.shared, with_whom="", what=""))
