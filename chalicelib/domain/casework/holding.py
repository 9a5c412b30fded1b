"""Placing a case on legal hold, and ending it. Source: S1-42."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class HoldReason:
    """Which claim, inquiry or order everything is kept for."""

    text: str


def place_hold(file: CaseFile, reason: HoldReason, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep everything from now on. Source: S1-42."""
    placed = Happening(EventType.HOLD_PLACED, sealed={"text": reason.text})
    return changed(file, [placed], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class HoldEnd:
    """Why nothing needs to be kept for it any more."""

    text: str


def end_hold(file: CaseFile, end: HoldEnd, *, terms: Terms, occasion: Occasion) -> Change:
    """Let the ordinary rules of keeping and deleting count again. Source: S1-42."""
    ended = Happening(EventType.HOLD_ENDED, sealed={"text": end.text})
    return changed(file, [ended], terms=terms, occasion=occasion)
