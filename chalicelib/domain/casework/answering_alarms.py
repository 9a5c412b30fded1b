"""Seeing to an alarm: somebody may be in danger, and a person says what was done (S2-65, SC-13)."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.dangers import AlarmOutcome
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class AlarmAnswer:
    """What became of everything that was raised so far, and what was done, when and by whom."""

    outcome: AlarmOutcome
    text: str


def settle_alarm(file: CaseFile, answer: AlarmAnswer, *, terms: Terms, occasion: Occasion) -> Change:
    """Somebody saw to it. What the person writes later raises the alarm anew. Source: S2-65, SC-13."""
    settled = Happening(EventType.ALARM_SETTLED, {"outcome": answer.outcome}, {"text": answer.text})
    return changed(file, [settled], terms=terms, occasion=occasion)
