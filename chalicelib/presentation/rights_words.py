"""What was done about somebody's own details, each event in a sentence for the timeline."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.erasing import Disposal
from chalicelib.domain.data_rights import DataMatter
from chalicelib.domain.erasures import Ground, Part
from chalicelib.domain.events import Event
from chalicelib.presentation.details_asked import CALLED
from chalicelib.presentation.forms.erasing import GROUNDS as GROUNDS_TO_NAME
from chalicelib.presentation.people import People

GROUNDS: Mapping[Ground, str] = {
    Ground.RETENTION_OVER: "It was kept for as long as it must be",
    **GROUNDS_TO_NAME,
}
"""Why it was erased."""

PARTS: Mapping[Part, str] = {
    Part.TEXTS: "Texts that people wrote or said",
    Part.PEOPLE: "People, with every way to reach and to find them",
    Part.FILES: "Files, in every version",
    Part.MAILS: "Mails that came in, as they came",
    Part.MAILS_OF_OTHERS: "Mails that stay, because another case holds them too",
    Part.MAILS_PUT_AWAY: "Mails from their addresses that were in no case and put away",
    Part.MAILS_WAITING: "Mails from their addresses that stay, because they wait in the inbox",
}
"""What was erased, as the certificate counts it."""

_DISPOSALS = {Disposal.KEEP: "Kept for another year", Disposal.DESTROY: "To be erased"}


def request_received(event: Event, file: CaseFile, people: People) -> str:
    """What they ask for."""
    return f"Request {event.facts['request']}: {CALLED[DataMatter(event.facts['wants'])].lower()}"


def request_answered(event: Event, file: CaseFile, people: People) -> str:
    """Whether it was done."""
    done = "done as they asked" if event.facts["granted"] else "refused"
    return f"Request {event.facts['request']}: {done}"


def copy_ordered(event: Event, file: CaseFile, people: People) -> str:
    """For which request, and of how many cases."""
    others = len(event.facts.get("cases", ()))
    also = f", with {others} other {'case' if others == 1 else 'cases'}" if others else ""
    mails = len(event.facts.get("mails", ()))
    mail = f", and {mails} {'mail' if mails == 1 else 'mails'} in no case" if mails else ""
    return f"For request {event.facts['request']}{also}{mail}"


def copy_made(event: Event, file: CaseFile, people: People) -> str:
    """How much is in it, and how much is not."""
    left = sum(event.facts["left_out"].values())
    return f"Entries: {event.facts['texts']}; files: {event.facts['files']}; left out: {left}"


def disposal_decided(event: Event, file: CaseFile, people: People) -> str:
    """What becomes of the file."""
    return _DISPOSALS[Disposal(event.facts["decision"])]


def erasure_ordered(event: Event, file: CaseFile, people: People) -> str:
    """Why."""
    return GROUNDS[Ground(event.facts["ground"])]


def erasure_done(event: Event, file: CaseFile, people: People) -> str:
    """How much."""
    counted = (f"{PARTS[part].lower()}: {event.facts[part]}" for part in Part if part in event.facts)
    return "; ".join(counted).capitalize()
