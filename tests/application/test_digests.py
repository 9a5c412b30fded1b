"""The list of the day: at each person's hour, once, and only when there is something (issue 3.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.application.arrange import arrange
from chalicelib.application.assign_case import assign_case
from chalicelib.application.casework import Request
from chalicelib.application.open_case import open_case
from chalicelib.application.outgoing import OutgoingMail
from chalicelib.application.ports import Page, View
from chalicelib.application.send_digests import send_digests
from chalicelib.application.tell_kept_files import expect_kept_files_notices
from chalicelib.domain.arrangements import Absence, Arrangements
from chalicelib.domain.casework import Assignment
from chalicelib.domain.digest import RETRY_AFTER, DayList, DigestTerms, Turn, Urgency, urgency_of
from chalicelib.domain.errors import MailRefused, MailUnavailable, MailUnproven
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.inbox import InboxMail
from chalicelib.domain.mail_in import MailId, ReceivedMail
from chalicelib.domain.need_to_know import Circle
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.worklist import row_of
from chalicelib.presentation import digest_mail
from chalicelib.presentation.kept_files import kept_files_letter
from chalicelib.presentation.urls import Urls
from tests.builders import (
    CHRISTMAS_EVE,
    ENGLAND,
    HANDLER,
    MANAGER,
    OFFICE,
    PRACTICE,
    TERMS,
    a_file,
    an_intake,
    london,
)
from tests.fakes import FakeWorld

NUMBER = CaseNumber("100001")
CHRISTMAS, BOXING_MONDAY, WORKDAY = date(2026, 12, 25), date(2026, 12, 28), date(2026, 12, 29)


@pytest.fixture
def handled(world: FakeWorld) -> FakeWorld:
    """Hal has a complaint of Christmas Eve, due on the 31st, and wants his list at eight."""
    open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    case = world.cases.load(NUMBER).case
    assign_case(Request(MANAGER, case.reference, case.version), Assignment(HANDLER.id), world.ports)
    world.deliver()
    world.mail.sent.clear()
    arrange(Arrangements(HANDLER.id, digest_hour=8), HANDLER, world.ports)
    return world


def strike(world: FakeWorld, at: datetime) -> list[str]:
    """The subjects of the lists that go at this moment."""
    before = len(world.mail.sent)
    world.clock.move_to(at)
    send_digests(world.ports)
    return [mail.subject for mail in world.mail.sent[before:]]


def test_the_list_comes_at_the_hour_that_was_picked_and_says_what_is_due_soon(handled: FakeWorld):
    assert strike(handled, london(WORKDAY, 7, 59)) == []
    assert strike(handled, london(WORKDAY, 8)) == ["digest due_soon=1"]
    assert handled.mail.sent[-1].to[0].address == HANDLER.email


def test_the_list_comes_once_a_day_however_often_the_clock_strikes(handled: FakeWorld):
    first = strike(handled, london(WORKDAY, 8))

    again = [strike(handled, london(WORKDAY, hour)) for hour in (8, 9, 17, 23)]

    assert (len(first), again) == (1, [[], [], [], []])
    assert strike(handled, london(date(2026, 12, 30), 8)) == ["digest due_soon=1"]


@pytest.mark.parametrize(
    "day", [CHRISTMAS, date(2026, 12, 26), date(2026, 12, 27), BOXING_MONDAY, date(2027, 1, 1)]
)
def test_no_list_comes_on_a_weekend_or_a_bank_holiday(handled: FakeWorld, day: date):
    assert strike(handled, london(day, 8, 5)) == []


def test_what_is_late_is_overdue_and_after_more_than_five_working_days_critical(handled: FakeWorld):
    assert strike(handled, london(date(2027, 1, 4), 8)) == ["digest overdue=1"]
    assert strike(handled, london(date(2027, 1, 8), 8)) == ["digest overdue=1"]
    assert strike(handled, london(date(2027, 1, 11), 8)) == ["digest critical=1"]


def test_nothing_to_do_is_no_mail(handled: FakeWorld):
    arrange(Arrangements(OFFICE.id, digest_hour=8), OFFICE, handled.ports)

    strike(handled, london(WORKDAY, 8))

    assert handled.mail.to(OFFICE.email) == []


def test_who_hears_of_new_cases_has_those_in_the_list_that_nobody_has_taken(world: FakeWorld):
    open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()
    for person in (MANAGER, HANDLER):
        arrange(Arrangements(person.id, digest_hour=8), person, world.ports)

    assert strike(world, london(WORKDAY, 8)) == ["digest due_soon=1"]
    assert world.mail.sent[-1].to[0].address == MANAGER.email


def test_a_case_that_is_far_from_due_is_no_reason_for_a_mail(handled: FakeWorld):
    handled.clock.move_to(CHRISTMAS_EVE)

    # Three working days are left on Christmas Eve.
    arrange(Arrangements(HANDLER.id, digest_hour=16), HANDLER, handled.ports)

    assert strike(handled, london(date(2026, 12, 24), 16)) == []


def test_a_later_hour_chosen_after_the_list_came_brings_no_second_one_that_day(handled: FakeWorld):
    strike(handled, london(WORKDAY, 8))

    arrange(Arrangements(HANDLER.id, digest_hour=10), HANDLER, handled.ports)

    assert strike(handled, london(WORKDAY, 10)) == []
    assert len(strike(handled, london(date(2026, 12, 30), 10))) == 1


def test_who_wants_no_list_any_more_gets_none_and_costs_nothing(handled: FakeWorld):
    arrange(Arrangements(HANDLER.id), HANDLER, handled.ports)

    assert strike(handled, london(WORKDAY, 8)) == []
    assert list(handled.arrangements.turns.due(london(date(2027, 3, 1)))) == []


def test_who_is_away_gets_no_list(handled: FakeWorld):
    away = (Absence(WORKDAY, WORKDAY),)
    arrange(Arrangements(HANDLER.id, absences=away, digest_hour=8), HANDLER, handled.ports)

    assert strike(handled, london(WORKDAY, 8)) == []
    assert len(strike(handled, london(date(2026, 12, 30), 8))) == 1


def test_a_mail_service_that_is_away_delays_the_list_and_never_doubles_it(handled: FakeWorld):
    handled.mail.failing = [MailUnavailable("away")]

    assert strike(handled, london(WORKDAY, 8)) == []
    assert strike(handled, london(WORKDAY, 8, 1)) == []
    assert len(strike(handled, london(WORKDAY, 8) + RETRY_AFTER)) == 1
    assert strike(handled, london(WORKDAY, 9)) == []


def test_a_mail_service_that_stays_away_costs_the_list_of_one_day(handled: FakeWorld):
    handled.mail.failing = [MailUnavailable("away")] * 6
    for n in range(7):
        strike(handled, london(WORKDAY, 8) + n * RETRY_AFTER)

    assert handled.mail.sent == []
    assert len(strike(handled, london(date(2026, 12, 30), 8))) == 1


@pytest.mark.parametrize("error", [MailUnproven("lost"), MailRefused("no")])
def test_a_list_of_which_nobody_knows_is_not_sent_again(handled: FakeWorld, error):
    handled.mail.failing = [error]

    strike(handled, london(WORKDAY, 8))

    assert strike(handled, london(WORKDAY, 8, 30)) == []
    assert len(strike(handled, london(date(2026, 12, 30), 8))) == 1


def test_a_sender_that_died_after_its_claim_leaves_no_second_list(handled: FakeWorld):
    def die(mail: OutgoingMail) -> str:
        handled.mail.sent.append(mail)
        raise SystemExit

    send, handled.mail.send = handled.mail.send, die  # type: ignore[method-assign]
    with pytest.raises(SystemExit):
        strike(handled, london(WORKDAY, 8))
    handled.mail.send = send  # type: ignore[method-assign]

    assert strike(handled, london(WORKDAY, 8, 30)) == []
    assert len(handled.mail.sent) == 1
    assert len(strike(handled, london(date(2026, 12, 30), 8))) == 1


def test_a_tick_without_time_leaves_the_lists_to_the_next_one(handled: FakeWorld):
    handled.clock.move_to(london(WORKDAY, 8))

    assert send_digests(handled.ports, has_time=lambda: False) == 0
    assert handled.mail.sent == []
    assert len(strike(handled, london(WORKDAY, 8, 1))) == 1


def test_two_ticks_at_once_send_one_list(handled: FakeWorld):
    seen = handled.arrangements.turns.of(PRACTICE.id, HANDLER.id)
    assert seen is not None
    strike(handled, london(WORKDAY, 8))
    turns = handled.arrangements.turns
    turns.due = lambda now: [seen]  # type: ignore[method-assign]

    # The second tick had read the turn before the first one claimed it.
    assert strike(handled, london(WORKDAY, 8)) == []


def test_an_outage_of_days_costs_the_lists_of_those_days_and_brings_one(handled: FakeWorld):
    assert len(strike(handled, london(date(2027, 1, 6), 15))) == 1
    assert strike(handled, london(date(2027, 1, 6), 16)) == []


def test_after_an_outage_over_midnight_the_list_waits_for_its_hour(handled: FakeWorld):
    assert strike(handled, london(date(2026, 12, 30), 3)) == []
    assert len(strike(handled, london(date(2026, 12, 30), 8))) == 1


@pytest.mark.parametrize(
    ("arranged_at", "comes_at"),
    [
        pytest.param("2026-10-23T12:00", "2026-10-26T08:00", id="the clocks went back on Sunday"),
        pytest.param("2027-03-25T12:00", "2027-03-30T07:00", id="forward, over Easter"),
    ],
)
def test_the_hour_is_londons_through_both_changes_of_the_clocks(
    world: FakeWorld, arranged_at: str, comes_at: str
):
    world.clock.move_to(datetime.fromisoformat(arranged_at).replace(tzinfo=UTC))

    arrange(Arrangements(HANDLER.id, digest_hour=8), HANDLER, world.ports)

    turn = world.arrangements.turns.of(PRACTICE.id, HANDLER.id)
    assert turn is not None
    assert turn.at == datetime.fromisoformat(comes_at).replace(tzinfo=UTC)


def test_the_cost_follows_the_people_whose_hour_it_is(handled: FakeWorld):
    for hour, person in ((9, MANAGER), (10, OFFICE)):
        arrange(Arrangements(person.id, digest_hour=hour), person, handled.ports)
    asked: list[View] = []
    worklist = handled.cases.worklist
    handled.cases.worklist = lambda view, **more: (asked.append(view), worklist(view, **more))[1]  # type: ignore[method-assign]

    strike(handled, london(WORKDAY, 8))

    assert [view.staff for view in asked] == [HANDLER.id]


def test_one_broken_list_does_not_hold_up_the_others(handled: FakeWorld):
    turns = handled.arrangements.turns
    broken = Turn(PRACTICE.id, MANAGER.id, CHRISTMAS_EVE)
    turns.exchange(None, broken)
    arrangements = handled.arrangements
    of = arrangements.of

    def failing(organisation, staff):
        if staff == MANAGER.id:
            raise RuntimeError("broken")
        return of(organisation, staff)

    arrangements.of = failing  # type: ignore[method-assign]

    assert len(strike(handled, london(WORKDAY, 8))) == 1


def test_somebody_who_left_is_taken_out(handled: FakeWorld):
    handled.directory.people = (MANAGER,)

    assert strike(handled, london(WORKDAY, 8)) == []
    assert list(handled.arrangements.turns.due(london(date(2027, 3, 1)))) == []


def test_a_case_that_waits_for_somebody_else_is_in_a_group_of_its_own():
    file = a_file()
    row = replace(row_of(file, file.clocks(TERMS)), due=None, waiting=True)
    terms = DigestTerms(critical_after=5, soon_within=2)

    assert urgency_of(row, WORKDAY, terms, ENGLAND) is Urgency.WAITING
    late = replace(row, due=WORKDAY - timedelta(days=5))
    assert urgency_of(late, WORKDAY, terms, ENGLAND) is Urgency.OVERDUE


def a_waiting_mail(world: FakeWorld, name: str, at: datetime) -> None:
    read = ReceivedMail(MailId(name), at, "x@elsewhere.example", "", (), "A question", "Hello")
    world.letterbox.inbox.enter(InboxMail(PRACTICE.id, read, ()))


def test_s0_12_whoever_looks_after_the_inbox_hears_how_many_mails_wait(world: FakeWorld):
    arrange(Arrangements(MANAGER.id, digest_hour=8), MANAGER, world.ports)
    assert strike(world, london(WORKDAY, 8)) == []

    for name in ("1", "2"):
        a_waiting_mail(world, name, london(WORKDAY, 9))

    assert strike(world, london(date(2026, 12, 30), 8)) == ["digest  mails=2"]


def test_s0_12_nobody_else_hears_of_the_inbox(handled: FakeWorld):
    a_waiting_mail(handled, "1", CHRISTMAS_EVE)

    assert strike(handled, london(WORKDAY, 8)) == ["digest due_soon=1"]


def test_s0_12_the_list_says_since_when_the_first_mail_waits():
    day = DayList(WORKDAY, {}, more=False, mails=2, oldest_mail=CHRISTMAS_EVE)

    letter = digest_mail.digest(day, Urls("https://complaints.example"))

    assert letter.subject == "Your cases today: 2 in the inbox"
    assert "Thursday 24 December 2026" in str(letter.parts)
    assert "/staff/inbox" in str(letter.parts)


def test_3_5_who_decides_about_files_is_told_of_those_that_were_kept_for_long_enough(
    handled: FakeWorld,
):
    """Ten years lie beyond every calendar that is held: the list is given, the telling is proved."""
    file = handled.cases.load(NUMBER)
    kept = row_of(file, file.clocks(TERMS))
    about_mira = replace(kept, circle=Circle(subjects=(MANAGER.id,)))
    handled.cases.kept_files = lambda *_, **__: Page((kept, kept, about_mira))  # type: ignore[method-assign]
    arrange(Arrangements(MANAGER.id, digest_hour=9), MANAGER, handled.ports)

    assert strike(handled, london(WORKDAY, 8)) == ["digest due_soon=1"], "Hal decides about no file"
    assert strike(handled, london(WORKDAY, 9)) == ["digest  files=2"]


def test_3_5_who_answers_for_kept_files_hears_of_them_once_a_week_without_having_asked(
    handled: FakeWorld,
):
    file = handled.cases.load(NUMBER)
    kept = row_of(file, file.clocks(TERMS))
    expect_kept_files_notices(handled.ports)
    expect_kept_files_notices(handled.ports)
    week = [WORKDAY + timedelta(days=n) for n in range(8)]
    assert about_files(handled, week[0]) == [], "nothing waits"
    theirs = {PRACTICE.id: Page((kept,))}
    handled.cases.kept_files = lambda whose, *_, **__: theirs.get(whose, Page(()))  # type: ignore[method-assign]

    told = {day: about_files(handled, day) for day in week[1:]}

    assert [told[day] for day in told if told[day]] == [["kept files=1 more=False"]] * 2
    assert len({day.isocalendar()[1] for day in told if told[day]}) == 2
    mails = [each for each in handled.mail.sent if each.subject.startswith("kept")]
    assert {to.staff for mail in mails for to in mail.to} == {MANAGER.id}


def about_files(world: FakeWorld, day: date) -> list[str]:
    return [each for each in strike(world, london(day, 9)) if each.startswith("kept")]


def test_3_5_the_notice_says_how_many_files_wait_and_where():
    letter = kept_files_letter(100, Urls("https://complaints.example"), more=True)

    assert letter.subject == "Kept files: more than 100 files to decide about"
    assert "/staff/kept-files" in str(letter.parts)


def test_3_5_the_list_says_how_many_files_wait_and_where_they_stand():
    day = DayList(WORKDAY, {}, more=False, kept_files=3)

    letter = digest_mail.digest(day, Urls("https://complaints.example"))

    assert letter.subject == "Your cases today: 3 to keep or erase"
    assert "/staff/kept-files" in str(letter.parts)
