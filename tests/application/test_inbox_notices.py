"""Mail that waits is told of without being asked for; mail that was put away goes (S0-12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from chalicelib import wiring
from chalicelib.application.forget_mail import forget_mail
from chalicelib.application.letterbox import Box
from chalicelib.application.receive_mail import receive_mail
from chalicelib.application.send_digests import send_digests
from chalicelib.application.tell_inbox import expect_notice
from chalicelib.application.triage_mail import mark_as_spam, take_back
from chalicelib.domain.arrangements import Absence, Arrangements
from chalicelib.domain.errors import MailRefused, MailUnavailable, StoreBusy
from chalicelib.domain.inbox_keeping import INBOX, InboxNotice
from chalicelib.domain.mail_in import MailId
from chalicelib.presentation.inbox_mail import inbox_notice
from chalicelib.presentation.urls import Urls
from tests.builders import MANAGER, OFFICE, PRACTICE, london
from tests.fakes import FakeWorld
from tests.raw_mails import mail

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2)


@pytest.fixture
def box(world: FakeWorld) -> Iterator[FakeWorld]:
    world.clock.move_to(london(MONDAY, 10))
    with wiring.visiting(world.behind_doors()):
        yield world


def arrives(world: FakeWorld, name: str, *, at: datetime | None = None) -> MailId:
    """A mail without a reference, which waits."""
    if at:
        world.clock.move_to(at)
    world.letterbox.raw.received_at = world.clock.now()
    found = world.letterbox.raw.put(name, mail("My complaint", "Nobody rang me"))
    receive_mail(found, world.ports)
    return found


def told(world: FakeWorld, *moments: datetime) -> list[tuple[str, set[str]]]:
    """What is sent as the clock strikes at these moments: the subject and the readers."""
    before = len(world.mail.sent)
    for at in moments:
        world.clock.move_to(at)
        send_digests(world.ports)
    return [(sent.subject, {to.address for to in sent.to}) for sent in world.mail.sent[before:]]


def test_s0_12_the_first_mail_of_a_day_that_waits_is_told_of_within_the_minute(box: FakeWorld):
    arrives(box, "one")

    assert told(box, london(MONDAY, 10, 1)) == [("inbox waiting=1 going=0", {OFFICE.email})]


def test_more_of_the_same_day_is_told_of_in_the_morning_once_a_working_day(box: FakeWorld):
    arrives(box, "one")
    told(box, london(MONDAY, 10, 1))
    arrives(box, "two", at=london(MONDAY, 11))

    assert told(box, *(london(MONDAY, hour) for hour in (11, 12, 16, 23))) == []
    morning = told(box, london(TUESDAY, 8, 59), london(TUESDAY, 9), london(TUESDAY, 10))
    assert [subject for subject, _ in morning] == ["inbox waiting=2 going=0"]


@pytest.mark.parametrize(
    ("came", "is_told"),
    [
        pytest.param(london(MONDAY, 17), london(TUESDAY, 9), id="after work"),
        pytest.param(london(MONDAY, 7), london(MONDAY, 9), id="before work"),
        pytest.param(london(date(2026, 12, 25), 11), london(date(2026, 12, 29), 9), id="at Christmas"),
    ],
)
def test_what_comes_outside_the_hours_of_work_is_told_of_when_work_begins(
    box: FakeWorld, came: datetime, is_told: datetime
):
    arrives(box, "one", at=came)

    assert told(box, came, is_told - timedelta(minutes=1)) == []
    assert len(told(box, is_told)) == 1


def test_s2_65_who_waits_in_danger_is_told_of_again_each_hour_to_more_people_until_it_is_decided(
    box: FakeWorld,
):
    """SC-13 (c): on a Saturday night as on a Monday, as the clock of an alarm in a case does."""
    night = london(date(2026, 11, 28), 23)
    box.clock.move_to(night)
    box.letterbox.raw.received_at = night
    urgent = box.letterbox.raw.put("one", mail("Please", "I will end my life."))
    receive_mail(urgent, box.ports)

    def readers(minutes: int) -> list[set[str]]:
        return [
            to for subject, to in told(box, night + timedelta(minutes=minutes)) if "warn" in subject
        ]

    on_call_and_inbox = {MANAGER.email, OFFICE.email}
    assert readers(59) == []
    assert readers(60) == [on_call_and_inbox]
    assert readers(61) == []
    assert readers(121) == [on_call_and_inbox]
    mark_as_spam(urgent, MANAGER, box.ports)
    assert readers(240) == []
    take_back(urgent, MANAGER, box.ports)
    assert readers(299) == []
    assert readers(300) == [on_call_and_inbox]


def test_nothing_is_told_of_an_inbox_in_which_nothing_waits_any_more(box: FakeWorld):
    one = arrives(box, "one", at=london(MONDAY, 18))
    mark_as_spam(one, MANAGER, box.ports)

    assert told(box, london(TUESDAY, 9)) == []


def test_what_waits_for_more_than_a_working_day_is_told_to_the_complaints_manager_too(box: FakeWorld):
    arrives(box, "one")
    told(box, london(MONDAY, 10, 1), london(TUESDAY, 9))

    ((_, readers),) = told(box, london(WEDNESDAY, 9))

    assert readers == {OFFICE.email, MANAGER.email}


def test_whoever_is_away_is_represented_by_their_deputy(box: FakeWorld):
    away = Arrangements(OFFICE.id, deputy=MANAGER.id, absences=(Absence(MONDAY, TUESDAY),))
    seen = box.ports.arrangements.of(PRACTICE.id, OFFICE.id)
    box.ports.arrangements.save(PRACTICE.id, away, seen=seen)
    arrives(box, "one")

    assert [readers for _, readers in told(box, london(MONDAY, 10, 1))] == [{MANAGER.email}]


def test_a_notice_that_the_mail_service_could_not_take_is_tried_again_and_comes_once(box: FakeWorld):
    arrives(box, "one")
    box.mail.failing = [MailUnavailable("away")]

    sent = told(box, *(london(MONDAY, 10, minute) for minute in (1, 2, 6, 7, 12)))

    assert len(sent) == 1


def test_a_notice_that_was_refused_does_not_keep_the_next_one_from_coming(box: FakeWorld):
    arrives(box, "one")
    box.mail.failing = [MailRefused("no")]

    assert told(box, london(MONDAY, 10, 1)) == []
    assert len(told(box, london(TUESDAY, 9))) == 1


def test_a_turn_that_somebody_has_is_left_to_them(box: FakeWorld):
    arrives(box, "one")
    turns = box.ports.turns
    turn = turns.of(PRACTICE.id, INBOX)
    assert turn
    turns.exchange(turn, replace(turn, claimed=True))

    expect_notice(PRACTICE, box.ports)

    assert turns.of(PRACTICE.id, INBOX) == replace(turn, claimed=True)


def put_away(world: FakeWorld, name: str, *, at: datetime) -> MailId:
    found = arrives(world, name, at=at)
    mark_as_spam(found, MANAGER, world.ports)
    return found


def test_mail_that_was_put_away_goes_after_thirty_days_and_nothing_else_does(box: FakeWorld):
    gone = put_away(box, "gone", at=london(MONDAY, 10))
    later = put_away(box, "later", at=london(TUESDAY, 10))
    back = put_away(box, "back", at=london(MONDAY, 11))
    take_back(back, MANAGER, box.ports)

    box.clock.move_to(london(MONDAY + timedelta(days=29), 23))
    assert forget_mail(box.ports) == 0
    box.clock.move_to(london(MONDAY + timedelta(days=30), 0, 1))
    assert [forget_mail(box.ports), forget_mail(box.ports)] == [1, 0]

    assert set(box.letterbox.inbox.held) == set(box.letterbox.raw.held) == {later, back}
    assert gone not in box.letterbox.raw.held


def test_a_mail_that_could_not_be_deleted_whole_is_found_again(
    box: FakeWorld, monkeypatch: pytest.MonkeyPatch
):
    one = put_away(box, "one", at=london(MONDAY, 10))
    box.clock.move_to(london(MONDAY + timedelta(days=31), 10))
    erase = box.letterbox.raw.erase
    failures = iter([StoreBusy("busy")])

    def busy_once(mail: MailId) -> None:
        for failure in failures:
            raise failure
        erase(mail)

    monkeypatch.setattr(box.letterbox.raw, "erase", busy_once)

    assert [forget_mail(box.ports), forget_mail(box.ports)] == [0, 1]
    assert box.letterbox.inbox.load(one) is None


def test_what_goes_within_a_week_is_told_of_once_a_week(box: FakeWorld):
    put_away(box, "one", at=london(MONDAY, 10))
    first = MONDAY + timedelta(days=23)

    days = [first + timedelta(days=n) for n in range(-2, 9)]
    sent = [(day, told(box, london(day, 9, 1))) for day in days]

    # Wednesday 23 December, and Tuesday 29, the first working day of the week after.
    assert [day for day, mails in sent if mails] == [first, date(2026, 12, 29)]


def test_a_list_shows_what_waits_what_is_done_and_what_is_put_away(box: FakeWorld):
    put_away(box, "away", at=london(MONDAY, 10))
    arrives(box, "waits")

    page = box.letterbox.inbox.page
    assert [[row.id for row in page(PRACTICE.id, each, limit=9).rows] for each in Box] == [
        ["waits"],
        [],
        ["away"],
    ]


@pytest.mark.parametrize(
    ("notice", "subject", "words"),
    [
        (
            InboxNotice(1, london(MONDAY, 10), None, 0),
            "The inbox: 1 mail is waiting",
            ["1 mail is waiting for somebody", "The first came on Monday 30 November"],
        ),
        (
            InboxNotice(100, london(MONDAY, 10), 1, 2, more=True),
            "The inbox: more than 100 mails are waiting",
            ["It may be a complaint", "2 mails are put away and will be deleted within a week"],
        ),
        (
            InboxNotice(0, None, None, 1),
            "The inbox: mail that was put away will be deleted",
            ["1 mail is put away"],
        ),
    ],
)
def test_the_notice_says_how_many_and_since_when_and_names_nobody(
    notice: InboxNotice, subject: str, words: list[str]
):
    letter = inbox_notice(notice, Urls("https://candour.example", ""))

    assert letter.subject == subject
    assert all(each in str(letter.parts) for each in words)
