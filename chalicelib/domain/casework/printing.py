"""A letter was set on paper, and is kept."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.letters.printed import Printed, printed_of
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class SetLetter:
    """The PDF of a message, and what staff call it. The `title` names nobody."""

    printed: Printed
    title: str


def letter_set(file: CaseFile, made: SetLetter, *, terms: Terms, occasion: Occasion) -> Change | None:
    """Keep that it was set, with the hash of its file; None where that is known.

    Source: S2-91, S2-92 (kept as it was sent).
    """
    printed = made.printed
    if printed_of(file.events, printed.message) is not None:
        return None
    facts = {
        "message": printed.message,
        "document": printed.document,
        "digest": printed.digest,
        "size": printed.size,
        "accessible": printed.accessible,
    }
    happening = Happening(EventType.LETTER_SET, facts, {"title": made.title})
    return changed(file, [happening], terms=terms, occasion=occasion)
