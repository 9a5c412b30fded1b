"""What an organisation owes each month and each year, outside any case (S2-99, C-9)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from chalicelib.application.keep_timetable import read_timetable, record_report
from chalicelib.application.plan_timetable import plan_timetables
from chalicelib.application.send_digests import send_digests
from chalicelib.domain.digest import RETRY_AFTER, claimed
from chalicelib.domain.errors import Invalid, MailRefused, MailUnavailable
from chalicelib.domain.events import Head, first_break
from chalicelib.domain.timetable import TIMETABLE, ReportDone
from tests.builders import MANAGER, PARTNER, PRACTICE, london
from tests.fakes import FakeWorld

DECEMBER = london(date(2026, 12, 24), 4)


def planned(world: FakeWorld, at: datetime = DECEMBER) -> FakeWorld:
    world.clock.move_to(at)
    plan_timetables(world.ports)
    return world


def due(world: FakeWorld) -> dict[str, date]:
    clocks = read_timetable(MANAGER, world.ports).clocks
    return {clock.code: clock.due for clock in clocks if clock.running}


def strike(world: FakeWorld, at: datetime) -> list[str]:
    """The subjects of what is told at this moment."""
    before = len(world.mail.sent)
    world.clock.move_to(at)
    send_digests(world.ports)
    return [mail.subject for mail in world.mail.sent[before:]]


def test_s2_99_each_month_owes_its_minutes_by_the_end_of_the_next(world: FakeWorld):
    assert due(planned(world))["MEETING:2026-12"] == date(2027, 1, 29)


def test_c_9_each_year_owes_its_report_by_its_end_and_six_months(world: FakeWorld):
    assert due(planned(world))["ANNUAL:2027-03-31"] == date(2027, 9, 30)


def test_a_new_timetable_calls_for_no_time_before_it_began(world: FakeWorld):
    assert set(due(planned(world))) == {"MEETING:2026-12", "ANNUAL:2027-03-31"}


def test_a_night_that_runs_twice_calls_for_nothing_twice(world: FakeWorld):
    planned(world)
    events = world.timetable.of(PRACTICE.id)

    planned(world)

    assert world.timetable.of(PRACTICE.id) == events
    assert first_break(events, Head(events[-1].seq, events[-1].hash)) is None


def test_after_nights_without_the_job_every_month_since_is_called_for(world: FakeWorld):
    planned(world)

    planned(world, london(date(2027, 4, 2), 4))

    months = [code for code in due(world) if code.startswith("MEETING")]
    assert months == [f"MEETING:{m}" for m in ("2026-12", "2027-01", "2027-02", "2027-03", "2027-04")]
    assert "ANNUAL:2028-03-31" in due(world)


def test_the_owner_is_reminded_five_working_days_before_on_the_day_and_after_it(world: FakeWorld):
    planned(world)

    assert strike(world, london(date(2027, 1, 21), 9, 1)) == []
    assert strike(world, london(date(2027, 1, 22), 9, 1)) == ["reminder 2027-01-29"]
    assert strike(world, london(date(2027, 1, 22), 9, 2)) == []
    assert strike(world, london(date(2027, 1, 29), 9, 1)) == ["reminder 2027-01-29"]
    assert strike(world, london(date(2027, 2, 1), 9, 1)) == ["breach 2027-01-29"]
    assert [to.address for to in world.mail.sent[-1].to] == [MANAGER.email]


def test_whoever_is_next_hears_when_nobody_answers(world: FakeWorld):
    planned(world)
    strike(world, london(date(2027, 2, 1), 9, 1))

    strike(world, london(date(2027, 2, 8), 9, 1))

    assert world.mail.sent[-1].subject == "escalation 2027-01-29"
    assert PARTNER.email in {to.address for to in world.mail.sent[-1].to}


def test_minutes_that_are_recorded_stop_the_clock_and_its_reminders(world: FakeWorld):
    planned(world)

    record_report(ReportDone("MEETING:2026-12", "Minute 4 of 12 January"), MANAGER, world.ports)

    assert "MEETING:2026-12" not in due(world)
    assert strike(world, london(date(2027, 1, 22), 9, 1)) == []


@pytest.mark.parametrize("wrong", [ReportDone("MEETING:2026-11", "x"), ReportDone("ANNUAL", "x")])
def test_what_is_not_owed_cannot_be_recorded(world: FakeWorld, wrong: ReportDone):
    with pytest.raises(Invalid):
        record_report(wrong, MANAGER, planned(world).ports)


def test_a_mail_service_that_is_away_is_asked_again(world: FakeWorld):
    planned(world)
    at = london(date(2027, 1, 22), 9, 1)
    world.mail.failing = [MailUnavailable("away")]

    assert strike(world, at) == []
    assert strike(world, at + RETRY_AFTER) == ["reminder 2027-01-29"]


def test_a_refused_notice_counts_as_told_and_is_an_error_line(world: FakeWorld):
    planned(world)
    world.mail.failing = [MailRefused("no")]

    assert strike(world, london(date(2027, 1, 22), 9, 1)) == []
    assert strike(world, london(date(2027, 1, 22), 10)) == []
    assert "timetable unproven" in [message for _, message, _ in world.log.lines]


def test_who_died_while_sending_loses_a_notice_and_doubles_none(world: FakeWorld):
    planned(world)
    turn = world.arrangements.turns.of(PRACTICE.id, TIMETABLE)
    assert turn
    died = claimed(turn, london(date(2027, 1, 22), 9, 0))
    world.arrangements.turns.exchange(turn, died)

    assert strike(world, london(date(2027, 1, 22), 9, 30)) == []
    assert strike(world, london(date(2027, 1, 29), 9, 1)) == ["reminder 2027-01-29"]


def test_after_an_outage_the_latest_missed_notice_is_told_once(world: FakeWorld):
    planned(world)

    assert strike(world, london(date(2027, 2, 1), 9, 1)) == ["breach 2027-01-29"]
    assert strike(world, london(date(2027, 2, 1), 9, 30)) == []
