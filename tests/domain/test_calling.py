"""Calls back and appointments: what is agreed, what is owed, whose time it takes (S0-8 to S0-11)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.calls import (
    APPOINTMENT,
    CallOutcome,
    Left,
    Means,
    MeetingOutcome,
    absences_in_a_row,
    absences_unanswered,
    agreed_in,
)
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import (
    Booking,
    CallBack,
    CallMade,
    Cancelling,
    Held,
    Moving,
    agree_callback,
    book,
    cancel,
    end_callback,
    hold,
    move,
)
from chalicelib.domain.clocks import Clock
from chalicelib.domain.diary import CELL, Entry, moved
from chalicelib.domain.errors import Invalid
from chalicelib.domain.messages import MessageKind
from tests.builders import HANDLER, OFFICE, TERMS, a_file, an_occasion, by_staff, london

FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
"""SC-4: a call back agreed on Friday at 4pm for Monday, 10:30am."""
AGREED_AT, SLOT = london(FRIDAY, 16), london(MONDAY, 10, 30)
QUESTION = "When will the letter come?"


def agreed(file: CaseFile | None = None, slot: datetime | None = SLOT, at: datetime = AGREED_AT):
    asked = CallBack(HANDLER.id, QUESTION, slot)
    file = file or a_file(received_at=london(FRIDAY, 15))
    return agree_callback(file, asked, terms=TERMS, occasion=an_occasion(at, by_staff()))


def called(file: CaseFile, outcome: CallOutcome, at: datetime = SLOT) -> Change:
    left = Left.NAME_AND_NUMBER if outcome is CallOutcome.VOICEMAIL else None
    asked = CallMade("1", outcome, left=left)
    return end_callback(file, asked, terms=TERMS, occasion=an_occasion(at, by_staff()))


def booked(file: CaseFile | None = None, slot: datetime = SLOT, minutes: int = 30) -> Change:
    asked = Booking(HANDLER.id, slot, minutes, Means.TELEPHONE)
    file = file or a_file(received_at=london(FRIDAY, 15))
    return book(file, asked, terms=TERMS, occasion=an_occasion(AGREED_AT, by_staff()))


def clock_of(file: CaseFile, code: str) -> Clock:
    return next(clock for clock in file.clocks(TERMS) if clock.code == code)


def notices(clock: Clock) -> list[tuple[str, datetime]]:
    return [(each.code, each.at) for each in clock.pending if not each.rung]


def test_sc4_a_call_back_is_reminded_of_at_ten_and_missed_at_a_quarter_to_eleven():
    clock = clock_of(agreed().file, "CALLBACK:1")

    assert notices(clock) == [
        ("half_hour_before", london(MONDAY, 10)),
        ("missed", london(MONDAY, 10, 45)),
    ]
    assert clock.person == HANDLER.id


def test_a_call_back_without_another_time_is_for_the_same_day():
    # S2-71
    change = agreed(slot=None, at=london(FRIDAY, 10))

    assert clock_of(change.file, "CALLBACK:1").due_at == london(FRIDAY, 17)
    (taken,) = change.diary.taken
    assert (taken.slot, taken.minutes) == (london(FRIDAY, 16, 45), 15)


def test_late_in_the_day_a_time_must_be_agreed():
    with pytest.raises(Invalid) as refused:
        agreed(slot=None, at=london(FRIDAY, 17))

    assert refused.value.faults[0].field == "slot"


@pytest.mark.parametrize("outcome", [CallOutcome.NO_ANSWER, CallOutcome.VOICEMAIL])
def test_a_call_that_nobody_answered_keeps_the_promise_open(outcome: CallOutcome):
    # S0-9
    file = called(agreed().file, outcome).file

    assert clock_of(file, "CALLBACK:1").running
    assert agreed_in(file.events)[0].open


def test_having_spoken_ends_it():
    file = called(agreed().file, CallOutcome.SPOKEN).file

    assert not clock_of(file, "CALLBACK:1").running
    with pytest.raises(Invalid):
        called(file, CallOutcome.SPOKEN)


def test_what_was_asked_and_said_is_sealed_and_not_in_the_facts():
    event = agreed().events[0]

    assert QUESTION not in str(event.facts)
    assert event.sealed is not None
    assert event.sealed.content == {"text": QUESTION}


@pytest.mark.parametrize(
    ("slot", "why"),
    [
        pytest.param(AGREED_AT, "still to come", id="now"),
        pytest.param(AGREED_AT - timedelta(days=1), "still to come", id="yesterday"),
        pytest.param(SLOT + timedelta(minutes=5), "quarter", id="not on a quarter"),
    ],
)
def test_a_slot_is_to_come_and_on_a_quarter_of_an_hour(slot: datetime, why: str):
    for act in (lambda: agreed(slot=slot), lambda: booked(slot=slot)):
        with pytest.raises(Invalid) as refused:
            act()
        assert why in refused.value.faults[0].message


def test_an_appointment_takes_its_quarters_and_invites_both_sides():
    change = booked(minutes=45)

    assert [cell.slot for cell in change.diary.taken] == [SLOT, SLOT + CELL, SLOT + 2 * CELL]
    kinds = {(message.kind, str(message.to)) for message in change.messages}
    assert kinds == {
        (MessageKind.INVITATION, f"staff:{HANDLER.id}"),
        (MessageKind.APPOINTMENT, "party:complainant"),
    }


def test_moving_gives_back_what_is_not_needed_and_touches_nothing_else():
    file = booked(minutes=30).file
    asked = Moving("1", SLOT + CELL)

    change = move(file, asked, terms=TERMS, occasion=an_occasion(AGREED_AT, by_staff()))

    assert [cell.slot for cell in change.diary.taken] == [SLOT + 2 * CELL]
    assert [cell.slot for cell in change.diary.freed] == [SLOT]
    (now,) = agreed_in(change.file.events)
    assert (now.slot, now.changes, now.minutes) == (SLOT + CELL, 1, 30)
    assert clock_of(change.file, "APPOINTMENT:1").due_at == SLOT + CELL


def test_cancelling_gives_everything_back_and_stops_the_clock():
    file = booked().file

    change = cancel(
        file, Cancelling("1", "Ill"), terms=TERMS, occasion=an_occasion(AGREED_AT, by_staff())
    )

    assert [cell.slot for cell in change.diary.freed] == [SLOT, SLOT + CELL]
    assert not clock_of(change.file, "APPOINTMENT:1").running
    assert {message.kind for message in change.messages} == {
        MessageKind.INVITATION,
        MessageKind.APPOINTMENT,
    }


@pytest.mark.parametrize(
    ("outcome", "written"),
    [
        (MeetingOutcome.HELD, []),
        (MeetingOutcome.THEY_DID_NOT_COME, [MessageKind.APPOINTMENT]),
    ],
)
def test_an_appointment_that_took_place_or_that_they_did_not_keep_is_over(
    outcome: MeetingOutcome, written: list[MessageKind]
):
    asked = Held("1", outcome)

    change = hold(booked().file, asked, terms=TERMS, occasion=an_occasion(SLOT, by_staff()))

    assert not clock_of(change.file, "APPOINTMENT:1").running
    assert [message.kind for message in change.messages] == written


def test_s0_10_absences_are_counted_in_a_row_and_end_with_one_that_was_held():
    file, counted = a_file(received_at=london(FRIDAY, 15)), []
    not_there, held = MeetingOutcome.THEY_DID_NOT_COME, MeetingOutcome.HELD

    for n, outcome in enumerate([not_there, not_there, held, not_there], 1):
        slot = SLOT + timedelta(days=n)
        file = booked(file, slot=slot).file
        over = an_occasion(slot + timedelta(hours=1), by_staff())
        file = hold(file, Held(str(n), outcome), terms=TERMS, occasion=over).file
        counted.append((absences_in_a_row(file.events), absences_unanswered(file.events)))

    assert counted == [(1, 1), (2, 2), (0, 0), (1, 1)]
    again = booked(file, slot=SLOT + timedelta(days=9)).file
    assert absences_unanswered(again.events) == 0


def test_one_that_we_missed_is_apologised_for_and_stays_owed_until_another():
    # S0-10: a missed slot raises apology and another.
    asked = Held("1", MeetingOutcome.WE_MISSED_IT)
    later = an_occasion(SLOT + timedelta(hours=1), by_staff())

    change = hold(booked().file, asked, terms=TERMS, occasion=later)

    assert [message.kind for message in change.messages] == [MessageKind.APPOINTMENT]
    assert clock_of(change.file, "APPOINTMENT:1").running
    again = move(change.file, Moving("1", SLOT + 96 * CELL), terms=TERMS, occasion=later)
    assert not clock_of(again.file, "APPOINTMENT:1").is_late(later.at)


def test_an_appointment_cannot_end_before_it_began():
    with pytest.raises(Invalid):
        hold(
            booked().file,
            Held("1", MeetingOutcome.HELD),
            terms=TERMS,
            occasion=an_occasion(AGREED_AT, by_staff()),
        )


def test_several_are_counted_and_told_apart():
    first = booked().file
    second = booked(first, slot=SLOT + timedelta(days=1)).file

    assert [(each.kind, each.id) for each in agreed_in(second.events)] == [
        (APPOINTMENT, "1"),
        (APPOINTMENT, "2"),
    ]


entries = st.lists(
    st.builds(
        Entry,
        staff=st.sampled_from([HANDLER.id, OFFICE.id]),
        slot=st.integers(0, 6).map(lambda n: SLOT + n * CELL),
        minutes=st.sampled_from([15, 30, 45, 60]),
        what=st.just("APPOINTMENT:1"),
    ),
    max_size=3,
)


@given(before=entries, after=entries)
def test_what_is_taken_and_given_back_leads_from_one_diary_to_the_other(before, after):
    taking = moved(before, after)

    held = {cell for entry in before for cell in entry.cells()}
    held = (held - set(taking.freed)) | set(taking.taken)
    assert held == {cell for entry in after for cell in entry.cells()}
    assert not set(taking.taken) & set(taking.freed)
