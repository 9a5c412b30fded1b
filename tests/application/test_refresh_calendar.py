"""A newly declared bank holiday: doubted, adopted, and given to every clock that gains by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.application.assign_case import assign_case
from chalicelib.application.casework import Request
from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.move_clocks import move_clocks
from chalicelib.application.open_case import open_case
from chalicelib.application.refresh_calendar import Outcome, Refreshed, refresh_calendar
from chalicelib.domain.casework import Acknowledgement, Assignment, acknowledge
from chalicelib.domain.casework.answering_rights import RequestReceived, receive_request
from chalicelib.domain.casework.ending import Withdrawal, withdraw
from chalicelib.domain.clocks import Clock, due_moment
from chalicelib.domain.contact import ContactType
from chalicelib.domain.data_rights import Wanted
from chalicelib.domain.errors import CaseChanged
from chalicelib.domain.events import PUBLIC, EventType
from chalicelib.domain.parties import Channel
from chalicelib.domain.reference import CaseNumber
from tests.builders import (
    ENGLAND,
    HANDLER,
    MANAGER,
    PRACTICE,
    TERMS,
    an_intake,
    an_occasion,
    by_staff,
    london,
)
from tests.fakes import FakeCases, FakeWorld
from tests.published import published_body

NUMBER = CaseNumber("100001")
DECLARED = date(2026, 12, 30)
AT_FOUR = london(date(2026, 12, 28), 4)
DUE, LATER = date(2026, 12, 31), date(2027, 1, 4)


@pytest.fixture
def received(world: FakeWorld) -> FakeWorld:
    """A complaint of Christmas Eve, to be acknowledged by New Year's Eve."""
    receive(world)
    world.clock.move_to(AT_FOUR)
    return world


def receive(world: FakeWorld, key: str = "intake-1", **record: object) -> None:
    open_case(an_intake(key=key, **record), organisation=PRACTICE, by=PUBLIC, ports=world.ports)


def declare(world: FakeWorld, *days: date) -> Refreshed:
    world.published.body = published_body(*days)
    return refresh_calendar(world.holidays, world.ports)


def ack(world: FakeWorld, number: CaseNumber = NUMBER) -> Clock:
    return next(clock for clock in world.cases.clocks[number] if clock.code == "ACK")


def revisions(world: FakeWorld, number: CaseNumber = NUMBER) -> list[dict[str, object]]:
    events = world.cases.files[number].events
    return [dict(each.facts) for each in events if each.type is EventType.CLOCK_REVISED]


def alarms(world: FakeWorld) -> list[str]:
    return [message for level, message, _ in world.log.lines if level == "error"]


def test_a_declared_holiday_gives_an_open_clock_its_day_and_says_why(received: FakeWorld):
    declare(received, DECLARED)

    assert (ack(received).due_original, ack(received).due) == (DUE, LATER)
    assert revisions(received) == [
        {
            "clock": "ACK",
            "cause": "calendar",
            "calendar_version": "england-and-wales/2026-12-28T040000Z",
            "due": "2027-01-04",
            "due_before": "2026-12-31",
        }
    ]


def test_issue_3_point_6_nobody_is_reminded_on_a_day_that_was_declared_since(received: FakeWorld):
    """The six months end on 23 June 2027; its last reminder but one is ten working days before."""
    on_it = london(date(2027, 6, 9), 9)
    assert on_it in [each.at for each in six_months(received).pending]
    due = six_months(received).due

    declare(received, date(2027, 6, 9))

    told = [each.at for each in six_months(received).pending]
    assert on_it not in told
    assert london(date(2027, 6, 8), 9) in told
    assert six_months(received).due == due


def test_days_that_keep_nobody_from_being_reminded_are_not_noted(received: FakeWorld):
    declare(received, date(2027, 6, 10))

    assert noted(received) == []


def test_a_second_night_notes_a_declared_day_no_more(received: FakeWorld):
    declare(received, date(2027, 6, 9))
    received.clock.forward(timedelta(days=1))
    declare(received, date(2027, 6, 9))

    assert noted(received) == [{"days": {"2027-06-09": "A day declared"}}]


def six_months(world: FakeWorld) -> Clock:
    return next(clock for clock in world.cases.clocks[NUMBER] if clock.code == "6M")


def noted(world: FakeWorld) -> list[dict[str, object]]:
    events = world.cases.files[NUMBER].events
    return [dict(each.facts) for each in events if each.type is EventType.DAYS_DECLARED]


def test_new_cases_count_by_the_declared_holiday_from_the_start(received: FakeWorld):
    declare(received, DECLARED)
    receive(received, "intake-2", received_at=AT_FOUR - timedelta(days=4))

    second = CaseNumber("100002")
    assert ack(received, second).due == LATER
    assert revisions(received, second) == []


def test_a_second_run_moves_and_adopts_nothing(received: FakeWorld):
    declare(received, DECLARED)
    saves, held = received.cases.saves, dict(received.calendars.held)

    received.clock.forward(timedelta(days=1))
    again = declare(received, DECLARED)

    assert again.outcomes == (Outcome.UNCHANGED,)
    assert (received.cases.saves, received.calendars.held) == (saves, held)


def test_reminders_follow_the_new_date_and_the_old_one_is_no_breach(received: FakeWorld):
    declare(received, DECLARED)
    for day in (DUE, date(2027, 1, 1), LATER):
        received.clock.move_to(london(day, 9, 5))
        look_after_due(received.ports)

    told = [event.type for event in received.cases.files[NUMBER].events]
    assert EventType.CLOCK_BREACHED not in told
    assert received.cases.files[NUMBER].events[-1].facts["due"] == "2027-01-04"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="malformed"),
        pytest.param(b"{}", id="without our division"),
        pytest.param(b'{"england-and-wales": {"events": []}}', id="empty"),
        pytest.param(published_body()[:500], id="cut off"),
        pytest.param(published_body().replace(b"2027-03-26", b"2027-03-25"), id="a day moved"),
        pytest.param(published_body().replace(b"2028", b"2127"), id="a century ahead"),
        pytest.param(
            published_body(*(date(2027, 6, day) for day in (14, 15, 16))), id="too many declared"
        ),
    ],
)
def test_a_list_in_doubt_raises_an_alarm_and_changes_nothing(received: FakeWorld, body: bytes):
    files = dict(received.cases.files)
    received.published.body = body

    refreshed = refresh_calendar(received.holidays, received.ports)

    assert refreshed.outcomes == (Outcome.REFUSED,)
    assert alarms(received) == ["bank holidays refused"]
    assert (received.cases.files, received.calendars.held) == (files, {})


def test_without_a_network_the_run_says_so_and_changes_nothing(received: FakeWorld):
    files = dict(received.cases.files)

    refreshed = refresh_calendar(received.holidays, received.ports)

    assert refreshed.outcomes == (Outcome.UNREACHABLE,)
    assert alarms(received) == ["bank holidays unreachable"]
    assert (received.cases.files, received.calendars.held) == (files, {})


def test_a_clock_past_its_date_is_not_moved(received: FakeWorld):
    received.clock.move_to(london(date(2027, 1, 5), 4))

    declare(received, DECLARED)

    assert ack(received).due == DUE
    assert revisions(received) == []


def test_a_clock_that_stopped_is_not_moved(received: FakeWorld):
    file = received.cases.files[NUMBER]
    done = Acknowledgement(Channel.TELEPHONE, (Channel.TELEPHONE,), AT_FOUR)
    received.cases.save(acknowledge(file, done, terms=TERMS, occasion=an_occasion(AT_FOUR)))

    declare(received, DECLARED)

    assert "ACK" not in {facts["clock"] for facts in revisions(received)}
    assert ack(received).due == DUE


def test_a_holiday_after_the_date_moves_nothing(received: FakeWorld):
    declare(received, date(2027, 6, 14))

    assert ack(received).due == DUE
    assert "ACK" not in {facts["clock"] for facts in revisions(received)}


def test_a_case_that_was_given_to_another_team_is_found(received: FakeWorld):
    file = received.cases.files[NUMBER]
    other_team = replace(HANDLER, team="investigations")
    received.directory.people = (MANAGER, other_team)
    request = Request(MANAGER, file.case.reference, file.case.version)
    assign_case(request, Assignment(other_team.id), received.ports)

    declare(received, DECLARED)

    assert ack(received).due == LATER


def test_a_run_that_was_cut_short_is_caught_up_with_the_next_day(
    received: FakeWorld, monkeypatch: pytest.MonkeyPatch
):
    receive(received, "intake-2", received_at=AT_FOUR - timedelta(days=4))
    second, save = CaseNumber("100002"), FakeCases.save

    def cut_short(cases: FakeCases, change) -> None:
        if change.file.case.number == second:
            raise KeyboardInterrupt
        save(cases, change)

    with monkeypatch.context() as cut:
        cut.setattr(FakeCases, "save", cut_short)
        with pytest.raises(KeyboardInterrupt):
            declare(received, DECLARED)
    received.published.body = None
    refresh_calendar(received.holidays, received.ports)

    assert [len(_acks(revisions(received, number))) for number in (NUMBER, second)] == [1, 1]


def _acks(facts: list[dict[str, object]]) -> list[dict[str, object]]:
    return [each for each in facts if each["clock"] == "ACK"]


def test_one_case_that_fails_does_not_hold_up_the_others(
    received: FakeWorld, monkeypatch: pytest.MonkeyPatch
):
    receive(received, "intake-2", received_at=AT_FOUR - timedelta(days=4))
    load = FakeCases.load

    def broken(cases: FakeCases, number: CaseNumber):
        if number == NUMBER:
            raise ValueError
        return load(cases, number)

    monkeypatch.setattr(FakeCases, "load", broken)

    refreshed = declare(received, DECLARED)

    assert (refreshed.moved[0].moved, refreshed.moved[0].failed) == (1, 1)
    assert alarms(received) == ["calendar move failed"]


def test_somebody_who_acts_meanwhile_keeps_what_they_did(
    received: FakeWorld, monkeypatch: pytest.MonkeyPatch
):
    save, raced = FakeCases.save, []

    def race(cases: FakeCases, change) -> None:
        if not raced:
            raced.append(change)
            raise CaseChanged(change.file.case.reference)
        save(cases, change)

    monkeypatch.setattr(FakeCases, "save", race)

    declare(received, DECLARED)

    assert len(_acks(revisions(received))) == 1


def test_cases_that_pinned_the_newest_calendar_are_not_read(received: FakeWorld):
    moved = move_clocks(PRACTICE, received.ports)

    assert moved.looked_at == 0


received_on = st.dates(date(2026, 12, 1), date(2027, 2, 26))
declared_days = st.lists(
    st.dates(date(2026, 12, 29), date(2027, 12, 20)).filter(
        lambda day: day.weekday() < 5 and day not in ENGLAND.holidays
    ),
    min_size=1,
    max_size=2,
    unique=True,
)
kinds = st.sampled_from(list(ContactType))


@settings(max_examples=60, deadline=None)
@example(
    # Once received in this order, with a clock that ran backwards: the revision then lay before the
    # receipt, counted for nothing, and was made again.
    days=[(date(2027, 2, 17), ContactType.COMPLAINT), (date(2026, 12, 1), ContactType.COMPLAINT)],
    declared=[date(2027, 2, 22)],
)
@given(days=st.lists(st.tuples(received_on, kinds), min_size=1, max_size=4), declared=declared_days)
def test_whatever_is_declared_no_clock_is_shortened_and_twice_is_once(
    days: list[tuple[date, ContactType]], declared: list[date]
):
    world = FakeWorld()
    for n, (day, kind) in enumerate(sorted(days)):
        world.clock.move_to(london(day, 10))
        receive(world, f"intake-{n}", received_at=london(day, 10), contact_type=kind)
    world.clock.move_to(max(london(date(2027, 1, 4), 4), world.clock.now()))
    before = dict(world.cases.clocks)

    declare(world, *declared)
    after, saves = dict(world.cases.clocks), world.cases.saves
    declare(world, *declared)

    for number, clocks in before.items():
        for old, new in zip(clocks, after[number], strict=True):
            assert due_moment(new) >= due_moment(old)
            if not old.running or old.is_late(world.clock.now()):
                assert new.due == old.due
    assert world.cases.saves == saves


def test_a_declared_holiday_moves_a_clock_that_outlives_its_case(world: FakeWorld):
    """Domain.md 4.7: a request for personal details does not end with the complaint."""
    receive(world, received_at=london(date(2026, 11, 30)))
    when = {"terms": TERMS, "occasion": an_occasion(world.clock.now(), by_staff())}
    asked = RequestReceived(Wanted.COPY, "All of it", identity_known=True)
    happened = replace(asked, happened_at=london(date(2026, 11, 30), 12))
    asked_for = receive_request(world.cases.load(NUMBER), happened, **when)
    world.cases.save(asked_for)
    ended = withdraw(asked_for.file, Withdrawal(in_writing=True, text="No more"), **when)
    world.cases.save(ended)
    world.clock.move_to(AT_FOUR)

    declare(world, DECLARED)

    moved = next(c for c in world.cases.clocks[NUMBER] if c.code == "SAR:1")
    assert not world.cases.load(NUMBER).case.is_open
    assert (moved.due_original, moved.due) == (DECLARED, DUE)
