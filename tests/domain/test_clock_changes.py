"""Pauses, extensions and revisions: what they add, what they cannot, and that nothing is forgotten."""

from __future__ import annotations

from datetime import date

import pytest

from chalicelib.domain.clocks import ClockKind, Counting, Extension, Roll, StepKind, Unit, Unmoved
from chalicelib.domain.events import EventType
from tests.clockwork import (
    EXTENDED,
    PAUSED,
    RECEIVED,
    RESPONSE,
    RESUMED,
    REVISED,
    a_rule,
    happened,
    on,
    read,
    rule_of,
    utc,
)


def pause(start: str, end: str, clock: str = "TEST"):
    return (happened(PAUSED, on(start), clock=clock), happened(RESUMED, on(end), clock=clock))


# peers.md 2.7, second table: the date without a pause is Friday 19 June 2026; 2 and 5 working days
# more are Tuesday 23 and Friday 26 June, however they are split.
TEN_DAYS = a_rule(allowance=10)
ON_5_JUNE = happened(RECEIVED, on("2026-06-05"))
SPLIT_PAUSES = [
    pytest.param((), "2026-06-19", id="no pause"),
    pytest.param(pause("2026-06-08", "2026-06-10"), "2026-06-23", id="two days at once"),
    pytest.param(
        (*pause("2026-06-08", "2026-06-09"), *pause("2026-06-11", "2026-06-12")),
        "2026-06-23",
        id="two days, one and one",
    ),
    pytest.param(pause("2026-06-08", "2026-06-15"), "2026-06-26", id="five days at once"),
    pytest.param(
        tuple(
            each
            for day in (8, 10, 12, 16, 18)
            for each in pause(f"2026-06-{day:02}", f"2026-06-{day + 1:02}")
        ),
        "2026-06-26",
        id="five days, one by one",
    ),
]


@pytest.mark.parametrize(("pauses", "due"), SPLIT_PAUSES)
def test_where_another_systems_date_depends_on_how_a_pause_is_split_ours_does_not(pauses, due: str):
    assert read(TEN_DAYS, ON_5_JUNE, *pauses).due == date.fromisoformat(due)


def test_a_pause_over_a_weekend_and_a_bank_holiday_adds_only_the_working_days_in_it():
    clock = read(TEN_DAYS, happened(RECEIVED, on("2026-05-20")), *pause("2026-05-22", "2026-05-26"))

    assert clock.due == date(2026, 6, 5)
    assert [step.day.day for step in clock.steps if step.kind is StepKind.PAUSED] == [22]


def test_a_pause_on_the_last_day_keeps_that_day():
    clock = read(TEN_DAYS, ON_5_JUNE, *pause("2026-06-19", "2026-06-24"))

    assert clock.due == date(2026, 6, 24)


def test_a_pause_after_the_date_mends_nothing():
    clock = read(TEN_DAYS, ON_5_JUNE, *pause("2026-06-22", "2026-06-24"))

    assert clock.due == date(2026, 6, 19)
    assert clock.is_late(on("2026-06-22"))


def test_a_clock_that_stands_still_is_not_late_and_tells_nobody_until_it_goes_on():
    rule = rule_of("gp-practice", "SAR")
    asked = happened(EventType.SUBJECT_REQUEST_RECEIVED, on("2026-06-01"), request="1")
    paused = happened(PAUSED, on("2026-06-03"), clock="SAR:1")

    clock = read(rule, asked, paused)

    assert clock.running
    assert not clock.ticking
    assert clock.pending == ()
    assert not clock.is_late(on("2027-01-01"))
    assert read(rule, asked, paused, happened(RESUMED, on("2026-06-05"), clock="SAR:1")).pending


def test_a_clock_that_may_not_be_paused_goes_on():
    received = happened(RECEIVED, on("2026-12-24"))

    clock = read(rule_of("gp-practice", "6M"), received, *pause("2027-01-04", "2027-02-04", "6M"))

    assert clock.due == date(2027, 6, 23)
    assert clock.pauses == ()


MONTH = a_rule(
    kind=ClockKind.CALENDAR_PERIOD,
    allowance=1,
    unit=Unit.MONTHS,
    roll=Roll.FORWARD,
    extension=Extension.BY_US,
)


def test_a_pause_lengthens_a_month_by_its_days_and_the_roll_comes_last():
    clock = read(MONTH, happened(RECEIVED, on("2026-06-03")), *pause("2026-06-10", "2026-06-15"))

    assert clock.due == date(2026, 7, 8)


def test_a_pause_on_the_first_day_counts_only_where_that_day_does():
    received, paused = happened(RECEIVED, on("2026-06-03")), pause("2026-06-03", "2026-06-04")
    from_the_day = a_rule(
        kind=ClockKind.CALENDAR_PERIOD, allowance=30, unit=Unit.DAYS, counting=Counting.FROM_THE_DAY
    )
    after_the_day = a_rule(kind=ClockKind.CALENDAR_PERIOD, allowance=30, unit=Unit.DAYS)

    assert read(from_the_day, received, *paused).due == date(2026, 7, 3)
    assert read(after_the_day, received, *paused).due == date(2026, 7, 3)
    assert read(from_the_day, received).due == date(2026, 7, 2)
    assert read(after_the_day, received).due == date(2026, 7, 3)


def test_a_pause_adds_exactly_the_time_it_took_to_a_clock_of_hours():
    rule = a_rule(kind=ClockKind.ELAPSED_HOURS, allowance=24, unit=Unit.HOURS)

    clock = read(
        rule,
        happened(RECEIVED, utc("2027-03-27T10:00")),
        happened(PAUSED, utc("2027-03-27T12:00"), clock="TEST"),
        happened(RESUMED, utc("2027-03-27T13:30"), clock="TEST"),
    )

    assert clock.due_at == utc("2027-03-28T11:30")


# -- extensions -----------------------------------------------------------------------------------

SIX_MONTHS = rule_of("gp-practice", "6M")
RECEIVED_CHRISTMAS_EVE = happened(RECEIVED, on("2026-12-24"))


def extension(day: str, *, agreed: bool = True, due: str = "2027-08-20"):
    return happened(EXTENDED, on(day), clock="6M", due=due, agreed=agreed, agreed_with="complainant")


def test_six_months_become_longer_by_agreement_before_they_expire():
    clock = read(SIX_MONTHS, RECEIVED_CHRISTMAS_EVE, extension("2027-06-23"))

    assert (clock.due, clock.due_original) == (date(2027, 8, 20), date(2027, 6, 23))
    assert [change.moved for change in clock.changes] == [True]


REFUSED = [
    pytest.param(extension("2027-06-24"), Unmoved.LATE, id="agreed a day after they expired"),
    pytest.param(extension("2027-06-01", agreed=False), Unmoved.NOT_AGREED, id="not agreed"),
    pytest.param(extension("2027-06-01", due="2027-05-01"), Unmoved.SHORTENS, id="to an earlier date"),
    pytest.param(
        happened(REVISED, on("2027-06-01"), clock="6M", due="2027-08-20"),
        Unmoved.NOT_ALLOWED,
        id="by a revision of ours",
    ),
]


@pytest.mark.parametrize(("change", "why"), REFUSED)
def test_what_cannot_lengthen_six_months_is_kept_and_moves_nothing(change, why: Unmoved):
    clock = read(SIX_MONTHS, RECEIVED_CHRISTMAS_EVE, change)

    assert clock.due == date(2027, 6, 23)
    assert [each.unmoved for each in clock.changes] == [why]


def test_the_acknowledgement_can_never_be_extended():
    asked = happened(EXTENDED, on("2026-12-29"), clock="ACK", due="2027-01-15", agreed=True)

    clock = read(rule_of("gp-practice", "ACK"), RECEIVED_CHRISTMAS_EVE, asked)

    assert clock.due == date(2026, 12, 31)
    assert [each.unmoved for each in clock.changes] == [Unmoved.NOT_ALLOWED]


def test_a_subject_access_request_is_extended_by_two_months_from_its_own_start():
    asked = happened(EventType.SUBJECT_REQUEST_RECEIVED, on("2026-11-30"), request="1")
    longer = happened(EXTENDED, on("2026-12-15"), clock="SAR:1", added=2)

    clock = read(rule_of("gp-practice", "SAR"), asked, longer)

    assert clock.due == date(2027, 3, 1)
    assert clock.due_original == date(2026, 12, 30)


def test_a_pause_after_a_date_was_agreed_moves_that_date_and_one_before_is_in_it_already():
    asked = happened(EventType.SUBJECT_REQUEST_RECEIVED, on("2026-06-01"), request="1")
    longer = happened(EXTENDED, on("2026-06-10"), clock="SAR:1", due="2026-08-03")
    rule = rule_of("gp-practice", "SAR")

    before = read(rule, asked, *pause("2026-06-03", "2026-06-05", "SAR:1"), longer)
    after = read(rule, asked, longer, *pause("2026-06-15", "2026-06-17", "SAR:1"))

    assert before.due == date(2026, 8, 3)
    assert after.due == date(2026, 8, 5)


def test_a_clock_that_was_paused_keeps_its_extension():
    ten = a_rule(allowance=10, extension=Extension.BY_US)
    longer = happened(EXTENDED, on("2026-06-09"), clock="TEST", added=5)

    assert read(ten, ON_5_JUNE, *pause("2026-06-10", "2026-06-12"), longer).due == date(2026, 6, 30)
    assert read(ten, ON_5_JUNE, longer, *pause("2026-06-10", "2026-06-12")).due == date(2026, 6, 30)


def test_a_change_while_the_clock_stands_still_is_in_time_however_late():
    ten = a_rule(allowance=10, extension=Extension.BY_US)
    paused = happened(PAUSED, on("2026-06-10"), clock="TEST")
    longer = happened(EXTENDED, on("2026-09-01"), clock="TEST", added=5)
    resumed = happened(RESUMED, on("2026-09-02"), clock="TEST")

    assert [c.moved for c in read(ten, ON_5_JUNE, paused, longer, resumed).changes] == [True]


# -- revisions ------------------------------------------------------------------------------------


def test_an_agreed_date_may_be_revised_earlier_and_later_and_the_first_is_kept():
    agreed = happened(EventType.PLAN_ACCEPTED, on("2026-12-30"), respond_by="2027-02-04")
    earlier = happened(REVISED, on("2027-01-05"), clock="RESP", due="2027-01-29")
    later = happened(REVISED, on("2027-01-20"), clock="RESP", due="2027-02-12")
    rule = rule_of("gp-practice", "RESP")

    assert read(rule, agreed, earlier).due == date(2027, 1, 29)
    clock = read(rule, agreed, earlier, later)
    assert (clock.due, clock.due_original) == (date(2027, 2, 12), date(2027, 2, 4))
    assert [change.to for change in clock.changes] == [date(2027, 1, 29), date(2027, 2, 12)]


def test_a_date_revised_after_it_has_passed_stays_missed():
    agreed = happened(EventType.PLAN_ACCEPTED, on("2026-12-30"), respond_by="2027-02-04")
    too_late = happened(REVISED, on("2027-02-05"), clock="RESP", due="2027-02-12")
    sent = happened(RESPONSE, on("2027-02-10"))

    clock = read(rule_of("gp-practice", "RESP"), agreed, too_late, sent)

    assert clock.due == date(2027, 2, 4)
    assert clock.is_late(on("2027-02-10"))


def test_a_new_bank_holiday_moves_any_clock_later_and_none_earlier():
    later = happened(REVISED, on("2026-12-28"), clock="ACK", due="2027-01-04", cause="calendar")
    earlier = happened(REVISED, on("2026-12-28"), clock="ACK", due="2026-12-30", cause="calendar")
    rule = rule_of("gp-practice", "ACK")

    assert read(rule, RECEIVED_CHRISTMAS_EVE, later).due == date(2027, 1, 4)
    clock = read(rule, RECEIVED_CHRISTMAS_EVE, earlier)
    assert clock.due == date(2026, 12, 31)
    assert [each.unmoved for each in clock.changes] == [Unmoved.SHORTENS]


def test_the_same_history_recorded_in_another_order_reads_the_same():
    """Staff write down on Thursday what was agreed on Tuesday: what counts is when it happened."""
    ten = a_rule(allowance=10, extension=Extension.BY_US)
    longer = happened(EXTENDED, on("2026-06-09"), clock="TEST", added=5)
    stood = pause("2026-06-10", "2026-06-12")

    assert read(ten, ON_5_JUNE, longer, *stood).steps == read(ten, ON_5_JUNE, *stood, longer).steps
