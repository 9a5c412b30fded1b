"""What each part of a written record is called, for whoever said it and for staff."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Event
from chalicelib.domain.written_record import CORRECTIONS, CopyWay
from chalicelib.presentation.language import marked
from chalicelib.presentation.people import People

PARTS: Mapping[str, str] = {
    "what_happened": marked("What happened"),
    "happened_when": marked("When it happened"),
    "happened_where": marked("Where it happened"),
    "who_was_involved": marked("Who was involved"),
    "desired_outcome": marked("What you would like to happen"),
    "handling_preferences": marked("How you would like us to look into it"),
    "late_reason": marked("Why you did not tell us before"),
    CORRECTIONS: marked("What was put right since"),
}
"""A heading for each part (S2-69)."""

PARTS_OF_STAFF: Mapping[str, str] = {
    "what_happened": "What happened",
    "happened_when": "When it happened",
    "happened_where": "Where it happened",
}
"""What staff whom it concerns are shown of it: not what the person wants, or why they come so late."""

WAYS: Mapping[CopyWay, str] = {
    CopyWay.SENT: "Send it to them now",
    CopyWay.HANDED: "I handed it to them",
    CopyWay.WITHHELD: "They get no copy",
}
_DONE: Mapping[CopyWay, str] = {
    CopyWay.SENT: "It goes to them",
    CopyWay.HANDED: "Handed to them",
    CopyWay.WITHHELD: "They get none, for a reason",
}


def copied(event: Event, file: CaseFile, people: People) -> str:
    """How they got their copy, or that they got none."""
    return _DONE[CopyWay(event.facts["way"])]
