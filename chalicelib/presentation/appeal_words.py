"""What the timeline says of appeals and of what was decided about them (S1-54)."""

from __future__ import annotations

from datetime import date

from chalicelib.domain.appeals import DecidedBy, holders_of, ladder_of
from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Event
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.people import People
from chalicelib.presentation.work_labels import DECIDED_BY


def appeal_raised(event: Event, file: CaseFile, people: People) -> str:
    """To whom an appeal went, and the day that the person was told."""
    due = full_date(date.fromisoformat(event.facts["due"]))
    return f"To {_rung(event, people)}. To be decided by {due}"


def appeal_decided(event: Event, file: CaseFile, people: People) -> str:
    """What was decided, on which rung, and how."""
    verdict = "Upheld" if event.facts["upheld"] else "Not upheld"
    how = DECIDED_BY[DecidedBy(event.facts["decided_by"])]
    return f"{verdict} on {_rung(event, people)}. {how}"


def _rung(event: Event, people: People) -> str:
    number = event.facts["rung"]
    rung = next((each for each in ladder_of(people.pack) if each.number == number), None)
    return f"rung {number} ({holders_of(rung, people.pack).lower()})" if rung else f"rung {number}"
