"""The versions of a case's letter, read from its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.events import Event, EventType, Happening
from chalicelib.domain.history import each_of, since_last, words_of
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.letters.sections import LeftOut, LetterText, Section


@dataclass(frozen=True, slots=True)
class Draft:
    """The letter as somebody saved it. `version` counts from 1 since the case was opened last."""

    version: int
    author: StaffId
    at: datetime
    text: LetterText


def drafts_of(events: Iterable[Event]) -> tuple[Draft, ...]:
    """Every version of the letter, oldest first; a case that was opened again begins a new one."""
    current = since_last(tuple(events), EventType.CASE_REOPENED)
    saved = each_of(current, EventType.LETTER_DRAFTED)
    return tuple(_draft(version, event) for version, event in enumerate(saved, 1))


def draft_of(events: Iterable[Event]) -> Draft | None:
    """The letter as it stands; None while nobody has written one."""
    drafts = drafts_of(events)
    return drafts[-1] if drafts else None


def authors_of(events: Iterable[Event]) -> frozenset[StaffId]:
    """Everybody who wrote at this letter: none of them can be its second reader (S2-91)."""
    return frozenset(draft.author for draft in drafts_of(events))


def drafted(text: LetterText) -> Happening:
    """That this version was saved. What it says is sealed; the facts hold codes only."""
    words: dict[str, object] = {section.value: words for section, words in text.written.items()}
    reasons = {section.value: reason for section, reason in text.reasons.items()}
    facts = {"bereaved": text.bereaved, "left_out": list(reasons)}
    return Happening(
        EventType.LETTER_DRAFTED, facts, {**words, "reasons": reasons, "covering": text.covering}
    )


def _draft(version: int, event: Event) -> Draft:
    words = words_of(event)
    reasons = words.get("reasons", {})
    left_out = (LeftOut(Section(code), reasons.get(code, "")) for code in event.facts["left_out"])
    return Draft(
        version=version,
        author=StaffId(event.by.id),
        at=event.at,
        text=LetterText(
            bereaved=event.facts["bereaved"],
            left_out=tuple(left_out),
            covering=str(words.get("covering", "")),
            **{section.value: str(words.get(section, "")) for section in Section},
        ),
    )
