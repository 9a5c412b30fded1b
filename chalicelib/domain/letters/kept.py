"""The letter as it was sent: kept word for word, with its hash (S2-92, peers 12)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Event, EventType, Facts
from chalicelib.domain.history import each_of, last_of, since_last, words_of
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.investigations import Concerned, involved_in
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import COMPLAINANT, PATIENT


@dataclass(frozen=True, slots=True)
class Passage:
    """One section of the letter below its heading; the first ones have none."""

    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A whole letter, of which every form is drawn: page, print, large print, plain text.

    `head` is the letterhead with date, address and reference, a line each; `covering` the short letter
    on top of it, empty where there is none.
    """

    head: str
    passages: tuple[Passage, ...]
    covering: str = ""

    @property
    def text(self) -> str:
        """All of it as plain text."""
        told = ("\n".join(filter(None, (each.heading, each.text))) for each in self.passages)
        letters = ([self.head, self.covering], [self.head, *told])
        wanted = letters if self.covering else letters[1:]
        return "\n\n\n".join("\n\n".join(parts) for parts in wanted) + "\n"

    @property
    def digest(self) -> str:
        """By which it can be shown that this is what was sent: SHA-256 of the plain text in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def sealed(self) -> Facts:
        """The letter as its event keeps it."""
        passages = [[each.heading, each.text] for each in self.passages]
        return {"head": self.head, "passages": passages, "covering": self.covering}


def response_on_its_way(events: Iterable[Event]) -> Event | None:
    """The event that made the response ready to go, while a version of it still waits; else None."""
    ended = (EventType.RESPONSE_SENT, EventType.LETTER_VOIDED, EventType.CASE_REOPENED)
    prepared = each_of(since_last(tuple(events), *ended), EventType.LETTER_PREPARED)
    ours = [event for event in prepared if event.facts["kind"] == MessageKind.RESPONSE]
    return ours[-1] if ours else None


def kept_response(events: Iterable[Event]) -> Event | None:
    """The event that keeps the response: on its way, or as it was sent last."""
    held = tuple(events)
    return response_on_its_way(held) or last_of(held, EventType.RESPONSE_SENT)


def sent_letter(events: Iterable[Event]) -> SentLetter | None:
    """The response just as it goes or was sent last; None before, and once it was erased."""
    sent = kept_response(events)
    words = words_of(sent) if sent else {}
    if "passages" not in words:
        return None
    passages = tuple(Passage(text, heading) for heading, text in words["passages"])
    return SentLetter(words["head"], passages, words["covering"])


def copy_for_staff(file: CaseFile, staff: StaffId) -> SentLetter | None:
    """The copy of the response that went out last, for one of the staff whom it mentions; None for
    anybody else, before it was sent, and once it was erased (S2-34).
    """
    current = since_last(file.events, EventType.RESPONSE_SENT)
    copied = any(each.facts["staff"] == staff for each in each_of(current, EventType.LETTER_COPIED))
    letter = sent_letter(file.events) if copied else None
    return copy_without_others(letter, file) if letter else None


def copy_without_others(letter: SentLetter, file: CaseFile) -> SentLetter:
    """The copy for staff: nobody in it but whoever complained, the patient, and staff it mentions."""
    third = (p.full_name for p in file.parties if p.id not in (COMPLAINANT, PATIENT))
    witnesses = (each.name for each in involved_in(file.events) if each.concerned is Concerned.WITNESS)
    return copy_of(letter, (*third, *witnesses))


def copy_of(letter: SentLetter, names: Iterable[str]) -> SentLetter:
    """The copy for staff whom it mentions: without the covering letter, the address, and these names.

    Source: S2-34, C-23.
    """
    hidden = tuple(names)
    passages = tuple(replace(each, text=without_names(each.text, hidden)) for each in letter.passages)
    return SentLetter("Copy for staff who are mentioned", passages)


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with these people unnamed.

    >>> without_names("Ann Other told Mrs Other.", ["Ann Other"])
    '[name removed] told Mrs [name removed].'
    """
    words = {part for name in names for part in (name, *name.split()[-1:]) if len(part) > 1}
    if not words:
        return text
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.sub(rf"\b(?:{either})\b", "[name removed]", text)
