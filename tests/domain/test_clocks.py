"""The acknowledgement clock (ACK, domain.md 4.7), read from events alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import (
    Acknowledgement,
    Failure,
    acknowledge,
    message_failed,
    tell_milestone,
)
from chalicelib.domain.clocks import Clock
from chalicelib.domain.contact import ContactType
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import Channel
from tests.builders import CHRISTMAS_EVE, TERMS, a_file, an_occasion, by_staff, london

BOTH = (Channel.TELEPHONE, Channel.MEETING)


def the_clock(file: CaseFile) -> Clock:
    return next(clock for clock in file.clocks(TERMS) if clock.code == "ACK")


def acknowledged(
    file: CaseFile, at: datetime, how: Channel | None, offered: tuple[Channel, ...] = ()
) -> CaseFile:
    done = Acknowledgement(how, offered, at)
    return acknowledge(file, done, terms=TERMS, occasion=an_occasion(at, by_staff())).file


def told(file: CaseFile, at: datetime) -> CaseFile:
    clock = the_clock(file)
    milestone = clock.reached(at)
    assert milestone is not None
    return tell_milestone(file, clock, milestone, terms=TERMS, occasion=an_occasion(at)).file


def test_a_complaint_of_christmas_eve_is_acknowledged_by_new_years_eve():
    assert the_clock(a_file()).due == date(2026, 12, 31)


def test_the_reminders_fall_at_nine_on_the_working_day_before_the_day_and_the_day_after():
    clock = the_clock(a_file())

    assert [(m.code, m.at) for m in clock.pending if not m.rung] == [
        ("eve", london(date(2026, 12, 30))),
        ("due", london(date(2026, 12, 31))),
        ("breach", london(date(2027, 1, 4))),
    ]


def test_a_reminder_in_summer_is_at_nine_on_londons_clocks():
    clock = the_clock(a_file(received_at=datetime(2026, 7, 6, 10, 0, tzinfo=UTC)))

    assert clock.pending[0].at == datetime(2026, 7, 8, 8, 0, tzinfo=UTC)


def test_a_form_sent_late_at_night_in_may_starts_on_the_next_london_day():
    clock = the_clock(a_file(received_at=datetime(2026, 5, 14, 23, 30, tzinfo=UTC)))

    assert clock.day_zero == date(2026, 5, 15)
    assert clock.due == date(2026, 5, 20)


@pytest.mark.parametrize("kind", [kind for kind in ContactType if kind is not ContactType.COMPLAINT])
def test_only_a_complaint_starts_a_statutory_clock(kind: ContactType):
    started = {clock.rule.code for clock in a_file(contact_type=kind).clocks(TERMS)}

    # A concern in writing waits for the office manager, which is the organisation's own promise.
    assert started == ({"OM-REVIEW"} if kind is ContactType.CONCERN else set())


def test_acknowledgement_without_the_offer_leaves_the_clock_running():
    file = acknowledged(a_file(), london(date(2026, 12, 29), 11), Channel.TELEPHONE)

    assert the_clock(file).running


def test_the_offer_without_acknowledgement_leaves_the_clock_running():
    file = acknowledged(a_file(), london(date(2026, 12, 29), 11), None, BOTH)

    assert the_clock(file).running


def test_both_parts_stop_the_clock_at_the_later_of_them():
    first = acknowledged(a_file(), london(date(2026, 12, 29), 11), Channel.TELEPHONE)
    second = london(date(2026, 12, 30), 11)

    clock = the_clock(acknowledged(first, second, None, BOTH))

    assert clock.stopped_at == second
    assert not clock.is_late(london(date(2027, 6, 1)))
    assert clock.pending == ()


def test_the_day_itself_is_in_time_and_the_day_after_is_late():
    clock = the_clock(a_file())

    assert not clock.is_late(london(date(2026, 12, 31)))
    assert clock.is_late(london(date(2027, 1, 1)))


def test_a_clock_that_stopped_after_its_date_stays_late():
    file = acknowledged(a_file(), london(date(2027, 1, 5), 11), Channel.LETTER, BOTH)

    assert the_clock(file).is_late(london(date(2027, 1, 5)))


def test_an_acknowledgement_that_did_not_arrive_lets_the_clock_run_again():
    file = acknowledged(a_file(), london(date(2026, 12, 29), 11), Channel.EMAIL, BOTH)
    message = next(m for m in file.messages if m.kind is MessageKind.ACKNOWLEDGEMENT)
    assert not the_clock(file).running

    failed = message_failed(
        file,
        message,
        Failure.REFUSED,
        terms=TERMS,
        occasion=an_occasion(london(date(2026, 12, 29), 12)),
    ).file

    assert the_clock(failed).running
    assert the_clock(failed).due == date(2026, 12, 31)


def test_a_milestone_that_was_told_is_not_pending_any_more():
    file = told(a_file(), london(date(2026, 12, 30)))

    assert [m.code for m in the_clock(file).pending if not m.rung] == ["due", "breach"]


def test_after_an_outage_only_the_latest_milestone_missed_is_told():
    a_month_later = london(date(2027, 1, 28))

    file = told(a_file(), a_month_later)

    assert file.events[-1].facts["milestone"] == "rung_4"
    assert file.events[-1].facts["owner_unheard"]
    assert the_clock(file).reached(a_month_later + timedelta(days=30)) is None


def test_nothing_is_due_a_second_before_nine():
    clock = the_clock(a_file())

    assert clock.reached(london(date(2026, 12, 30)) - timedelta(seconds=1)) is None


def test_the_same_events_give_the_same_reading_whatever_the_order_of_asking():
    file = acknowledged(a_file(), london(date(2026, 12, 29), 11), Channel.TELEPHONE)

    assert the_clock(file) == the_clock(replace(file, messages=()))


def test_a_rule_shows_its_source_and_the_calendar_its_version():
    clock = the_clock(a_file(received_at=CHRISTMAS_EVE))

    assert "regulation 13" in clock.rule.source
    assert clock.calendar_version == "england-and-wales/2026-11-22"
