"""A copy of the response is handed to somebody of the staff (S2-34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, stated
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms
from chalicelib.domain.staff_copies import copies_to_hand


@dataclass(frozen=True, slots=True)
class HandedCopy:
    """Who got their copy on paper, and when (None: just now)."""

    person: str
    happened_at: datetime | None = None


def hand_copy(file: CaseFile, asked: HandedCopy, *, terms: Terms, occasion: Occasion) -> Change:
    """Record that somebody without an account has their copy. Source: S2-34, C-23. Raises: Invalid."""
    if asked.person not in [each.id for each in copies_to_hand(file.events)]:
        raise Invalid([Fault("person", "Choose from the list")])
    facts = {"person": asked.person, "happened_at": stated(asked.happened_at, file, occasion)}
    handed = Happening(EventType.COPY_HANDED, facts)
    return changed(file, [handed], terms=terms, occasion=occasion)
