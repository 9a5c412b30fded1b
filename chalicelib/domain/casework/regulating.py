"""The regulator asks for a summary of complaints, and gets it (SI 2014/2936 regulation 16(3))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, stated
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms
from chalicelib.domain.regulator import asked_of_us, unanswered


@dataclass(frozen=True, slots=True)
class RegulatorQuestion:
    """What the regulator asks for, and when its request reached us."""

    text: str
    happened_at: datetime | None = None


def receive_question(
    file: CaseFile, question: RegulatorQuestion, *, terms: Terms, occasion: Occasion
) -> Change:
    """Start the 28 days, which begin on the day after the request.

    Source: domain.md 3.1; SI 2014/2936 regulation 16(3). Raises: Invalid.
    """
    facts = {
        "request": str(len(asked_of_us(file.events)) + 1),
        "happened_at": stated(question.happened_at, file, occasion),
    }
    asked = Happening(EventType.REGULATOR_ASKED, facts, {"text": question.text})
    return changed(file, [asked], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class RegulatorSummary:
    """Which request was answered, and with what."""

    request: str
    text: str
    happened_at: datetime | None = None


def give_summary(
    file: CaseFile, summary: RegulatorSummary, *, terms: Terms, occasion: Occasion
) -> Change:
    """Record that the regulator has its summary. Source: regulation 16(3). Raises: Invalid."""
    if summary.request not in unanswered(file.events):
        raise Invalid([Fault("request", "Choose from the list")])
    facts = {
        "request": summary.request,
        "happened_at": stated(summary.happened_at, file, occasion),
    }
    given = Happening(EventType.REGULATOR_ANSWERED, facts, {"text": summary.text})
    return changed(file, [given], terms=terms, occasion=occasion)
