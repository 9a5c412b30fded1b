"""The links by which a history is narrowed to one strand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from chalicelib.domain.events import Event
from chalicelib.domain.strands import Strand, strand_of

ASKED = "timeline"
"""What an address calls it."""

STRANDS: Mapping[Strand, str] = {
    Strand.WORK: "Work",
    Strand.CONTACT: "Contact and messages",
    Strand.NOTES: "Notes",
    Strand.DATES: "Dates and reminders",
    Strand.FILES: "Files",
}


@dataclass(frozen=True, slots=True)
class StrandLink:
    """One strand, how many events it has, and the address of the page that shows only those."""

    title: str
    count: int
    path: str
    current: bool


def strand_links(events: Iterable[Event], path: str, chosen: Strand | None) -> tuple[StrandLink, ...]:
    """All of the history, then each strand that has something in it."""
    counts = Counter(strand_of(event.type) for event in events)
    everything = StrandLink("Everything", counts.total(), f"{path}#timeline", chosen is None)
    return (everything, *(_link(each, counts[each], path, chosen) for each in Strand if counts[each]))


def _link(strand: Strand, count: int, path: str, chosen: Strand | None) -> StrandLink:
    address = f"{path}?{urlencode({ASKED: strand})}#timeline"
    return StrandLink(STRANDS[strand], count, address, strand is chosen)
