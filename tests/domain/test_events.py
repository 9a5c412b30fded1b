"""The chain of events: what was recorded cannot be altered unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Note, add_note
from chalicelib.domain.events import Event, Head, Sealed, first_break
from chalicelib.domain.folding import fold
from tests.builders import CHRISTMAS_EVE, TERMS, a_file, an_occasion, by_staff

Tampering = Callable[[list[Event]], list[Event]]


def a_file_with_three_notes() -> CaseFile:
    file = a_file()
    for hour in (1, 2, 3):
        occasion = an_occasion(CHRISTMAS_EVE + timedelta(hours=hour), by_staff(), f"salt{hour}")
        file = add_note(file, Note(f"note {hour}"), terms=TERMS, occasion=occasion).file
    return file


def _altered(events: list[Event], **changes: object) -> list[Event]:
    return [events[0], replace(events[1], **changes), *events[2:]]


TAMPERINGS: dict[str, tuple[Tampering, int]] = {
    "a fact altered": (lambda e: _altered(e, facts={"added": True}), 2),
    "the time altered": (lambda e: _altered(e, at=CHRISTMAS_EVE), 2),
    "somebody else named": (lambda e: _altered(e, by=by_staff("somebody.else")), 2),
    "the sealed text altered": (
        lambda e: _altered(e, sealed=Sealed({"text": "another"}, e[1].sealed.salt)),  # type: ignore[union-attr]
        2,
    ),
    "its own hash made to fit": (
        lambda e: _altered(e, facts={}, hash=replace(e[1], facts={}).expected_hash(), previous="x"),
        2,
    ),
    "an event dropped": (lambda e: [e[0], *e[2:]], 3),
    "two events changed places": (lambda e: [e[0], e[2], e[1], e[3]], 3),
    "the last event cut off": (lambda e: e[:-1], 4),
    "an event added at the end": (lambda e: [*e, replace(e[-1], seq=5)], 5),
}


@pytest.mark.parametrize(("tamper", "first"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_the_first_event_that_was_tampered_with_is_named(tamper: Tampering, first: int):
    file = a_file_with_three_notes()

    found = first_break(tamper(list(file.events)), file.case.head)

    assert found is not None
    assert found.seq == first


def test_a_chain_that_nobody_touched_is_whole():
    file = a_file_with_three_notes()

    assert first_break(file.events, file.case.head) is None


def test_erasing_what_people_wrote_leaves_the_chain_whole():
    file = a_file_with_three_notes()
    erased = [replace(event, sealed=None) for event in file.events]

    assert first_break(erased, file.case.head) is None


def test_a_case_is_exactly_what_its_events_make():
    file = a_file_with_three_notes()

    assert fold(file.events) == file.case
    assert file.case.head == Head(4, file.events[-1].hash)


def test_no_fact_of_an_event_holds_what_somebody_wrote():
    facts = " ".join(str(event.facts) for event in a_file_with_three_notes().events)

    assert "blood test" not in facts
    assert "Asha" not in facts
    assert "note" not in facts
