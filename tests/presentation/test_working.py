"""The working of every kind of clock, in the words that the page, the API and a letter share."""

from __future__ import annotations

from chalicelib.domain.clocks import ClockKind, Extension, Unit
from chalicelib.domain.events import EventType
from chalicelib.domain.policy import PolicyRef
from chalicelib.presentation.working import clock_tag, working_of, working_text
from tests.clockwork import (
    EXTENDED,
    PAUSED,
    RECEIVED,
    RESUMED,
    REVISED,
    a_rule,
    happened,
    on,
    read,
    rule_of,
    utc,
)

PRACTICE = PolicyRef("gp-practice", "v1")


def test_working_days_name_day_zero_every_day_that_counts_and_why_others_do_not():
    clock = read(rule_of("gp-practice", "ACK"), happened(RECEIVED, on("2026-12-24", 15, 10)))

    assert working_text(clock) == (
        "Rule: 3 working days after the day of receipt. "
        "Source: S2-19, C-3; SI 2009/309 regulation 13(3) and 13(7).",
        "Thursday 24 December 2026: Day 0 "
        "(the day of receipt (24 December 2026 at 3:10pm) does not count)",
        "Friday 25 December 2026: Not counted (Christmas Day)",
        "Saturday 26 December 2026: Not counted (Boxing Day)",
        "Sunday 27 December 2026: Not counted (Sunday)",
        "Monday 28 December 2026: Not counted (Boxing Day (substitute day))",
        "Tuesday 29 December 2026: Working day 1",
        "Wednesday 30 December 2026: Working day 2",
        "Thursday 31 December 2026: Working day 3, the last in time",
        "Due: Thursday 31 December 2026",
    )


def test_six_months_name_the_last_day_by_law_and_the_working_day_that_is_kept():
    clock = read(rule_of("gp-practice", "6M"), happened(RECEIVED, on("2026-11-30")))

    assert working_text(clock)[1:] == (
        "Monday 30 November 2026: Day 1 "
        "(the day of receipt (30 November 2026 at 10am) is the first day of the period)",
        "Saturday 29 May 2027: The last day of the 6 months",
        "Saturday 29 May 2027: Not counted (Saturday)",
        "Friday 28 May 2027: The working day before",
        "Due: Friday 28 May 2027",
    )
    assert working_of(clock, PRACTICE, now=on("2026-12-01")).last_day == "Saturday 29 May 2027"


def test_hours_name_the_change_of_the_clocks_that_they_pass():
    document = {"document": "1", "class": "proceedings"}
    received = happened(EventType.DEADLINE_DOCUMENT_RECEIVED, utc("2027-03-27T10:00"), **document)

    clock = read(rule_of("claims-scheme", "FORWARD-24H"), received)

    assert working_text(clock)[1:] == (
        "Saturday 27 March 2027: Began at 10am",
        "Sunday 28 March 2027: London’s clocks change: it becomes 2am "
        "(so the time of day at the end differs by an hour)",
        "Sunday 28 March 2027: The time ends at 11am",
        "Due: Sunday 28 March 2027 at 11am",
    )


def test_pauses_and_changes_are_told_with_what_came_of_them():
    rule = a_rule(allowance=10, extension=Extension.BY_AGREEMENT)
    clock = read(
        rule,
        happened(RECEIVED, on("2026-06-05")),
        happened(PAUSED, on("2026-06-09"), clock="TEST"),
        happened(RESUMED, on("2026-06-10"), clock="TEST"),
        happened(EXTENDED, on("2026-06-12"), clock="TEST", added=5, agreed=True),
        happened(EXTENDED, on("2026-06-15"), clock="TEST", added=5, agreed=False),
        happened(REVISED, on("2026-06-16"), clock="TEST", due="2026-07-01"),
    )

    shown = working_of(clock, PRACTICE, now=on("2026-06-17"))

    assert shown.moved == (
        "Paused on 9 June 2026 at 10am until 10 June 2026 at 10am",
        "Extended on 12 June 2026 at 10am by 5 working days, agreed with the person who complained",
        "Extended on 15 June 2026 at 10am by 5 working days: it was not agreed, so it moved nothing",
        "Revised on 16 June 2026 at 10am to Wednesday 1 July 2026: "
        "the rule does not allow it, so it moved nothing",
    )
    assert (shown.due, shown.first_promised) == ("Monday 29 June 2026", "Friday 19 June 2026")
    assert "Tuesday 9 June 2026: Not counted (the clock was paused)" in working_text(clock)


def test_an_agreed_date_says_that_it_was_agreed():
    agreed = happened(EventType.PLAN_ACCEPTED, on("2026-12-30", 11), respond_by="2027-02-04")

    lines = working_text(read(rule_of("gp-practice", "RESP"), agreed))

    assert lines[1:] == (
        "Wednesday 30 December 2026: Agreed or asked for (30 December 2026 at 11am)",
        "Thursday 4 February 2027: The date agreed or given",
        "Due: Thursday 4 February 2027",
    )


def test_a_clock_that_stands_still_says_so_and_one_of_hours_is_overdue_on_its_own_day():
    received = happened(RECEIVED, on("2026-06-05"))
    paused = read(a_rule(), received, happened(PAUSED, on("2026-06-08"), clock="TEST"))
    hours = read(a_rule(kind=ClockKind.ELAPSED_HOURS, allowance=2, unit=Unit.HOURS), received)

    assert clock_tag(paused, on("2027-01-01")).text == "Paused"
    assert working_of(paused, PRACTICE, now=on("2026-06-09")).standing == (
        "Paused since 8 June 2026 at 10am. Still needed: the response"
    )
    assert clock_tag(hours, on("2026-06-05", 11)).text == "Due today"
    assert clock_tag(hours, on("2026-06-05", 13)).text == "Overdue"


def test_the_same_history_gives_the_same_words_to_the_letter():
    received = happened(RECEIVED, on("2026-12-24"))
    rule = rule_of("gp-practice", "ACK")

    assert working_text(read(rule, received)) == working_text(read(rule, received))
