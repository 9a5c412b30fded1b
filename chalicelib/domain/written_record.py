"""What somebody told us by word of mouth, as it was written down, and the copy of it that they get.

Source: SI 2009/309 regulation 13(2); T2, SC-2(b).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from chalicelib.domain.case import CaseFile
from chalicelib.domain.concerns import was_oral
from chalicelib.domain.consent import ConsentState, consent_for
from chalicelib.domain.contact import BROUGHT_IN, ContactType
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, last_of, words_of
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.representation import Standing, representation_of
from chalicelib.domain.states import BEFORE_RESPONSE

TOLD = (
    "what_happened",
    "happened_when",
    "happened_where",
    "who_was_involved",
    "desired_outcome",
    "handling_preferences",
    "late_reason",
)
"""The parts of the record that are what the person said; what staff did about it is not theirs."""

CORRECTIONS = "corrections"
"""What was put right in it since, as the copy says it."""


class CopyWay(StrEnum):
    """How the copy reached them, or that a person decided that it does not."""

    SENT = "sent"
    HANDED = "handed"
    WITHHELD = "withheld"


def is_told_by_mouth(file: CaseFile) -> bool:
    """Whether it is a complaint that was told to us, and written down here: one that a former system
    took down, or a part of another, was copied there.
    """
    elsewhere = {BROUGHT_IN, "split_from"} & file.events[0].facts.keys()
    return was_oral(file) and not elsewhere and file.case.contact_type is ContactType.COMPLAINT


def settled_copy(events: Iterable[Event]) -> Event | None:
    """What was done last about their copy; None before anything was."""
    return last_of(events, EventType.RECORD_COPY_SETTLED)


def copy_is_missing(file: CaseFile) -> bool:
    """Whether they wait for their copy: we took the complaint up, and nobody has seen to it. Whoever
    speaks for a patient who has not agreed yet does not wait for us.
    """
    taken_up = file.case.is_acknowledged and file.case.state in BEFORE_RESPONSE
    waits = taken_up and is_told_by_mouth(file) and settled_copy(file.events) is None
    return waits and _speaks_freely(file.events)


def _speaks_freely(events: tuple[Event, ...]) -> bool:
    if representation_of(events).standing is not Standing.REPRESENTATIVE:
        return True
    consent = consent_for(COMPLAINANT, events)
    return consent is not None and consent.state in (ConsentState.GIVEN, ConsentState.SUBSTITUTED)


def record_for_them(events: Iterable[Event]) -> dict[str, str]:
    """The record as the person gets it, part by part: their words as they were written down, and what
    was put right since. Empty once it was erased.
    """
    held = tuple(events)
    words = words_of(held[0])
    told = {part: str(words[part]) for part in TOLD if words.get(part)}
    settled = each_of(held, EventType.RECORD_COPY_SETTLED)
    corrections = [str(words_of(each).get(CORRECTIONS, "")) for each in settled]
    put_right = "\n\n".join(filter(None, corrections))
    return told | ({CORRECTIONS: put_right} if put_right and told else {})


def has_their_copy(events: Iterable[Event]) -> bool:
    """Whether they may read the record on their own page: it was sent or handed to them."""
    settled = settled_copy(events)
    return settled is not None and settled.facts["way"] != CopyWay.WITHHELD
