"""Keeping something in writing."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_too_long
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class Note:
    """Something to keep in writing, for good."""

    text: str


def add_note(file: CaseFile, note: Note, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep something in writing (S2-85). Notes are never changed; a correction is another note."""
    if not note.text.strip():
        raise Invalid([Fault("text", "Write the note")])
    not_too_long("text", note.text)
    noted = Happening(EventType.NOTE_ADDED, sealed={"text": note.text})
    return changed(file, [noted], terms=terms, occasion=occasion)
