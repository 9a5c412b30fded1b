"""Invitations that travel with mails: one thing in two calendars, moved and removed by its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes
from email.policy import default
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

import tests.builders as make
from chalicelib.adapters.ses_mail import mime
from chalicelib.application.outgoing import Addressee, OutgoingMail
from chalicelib.application.ports import Correspondent
from chalicelib.domain.calls import Means
from chalicelib.domain.case import Change
from chalicelib.domain.casework import (
    Booking,
    CallBack,
    Cancelling,
    Moving,
    agree_callback,
    book,
    cancel,
    move,
)
from chalicelib.domain.casework.improving import (
    MeetingDate,
    MeetingOff,
    cancel_meeting,
    schedule_meeting,
)
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.states import State
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests import way
from tests.builders import PRACTICE, TERMS

LONDON = ZoneInfo("Europe/London")
SUMMER = make.london(date(2027, 4, 1), 10, 30)
OCCASION = make.an_occasion()


def booked() -> Change:
    asked = Booking(make.HANDLER.id, SUMMER, 45, Means.TELEPHONE)
    return book(make.a_file(), asked, terms=TERMS, occasion=OCCASION)


def moved() -> Change:
    asked = Moving("1", make.london(date(2027, 4, 2), 9))
    return move(booked().file, asked, terms=TERMS, occasion=OCCASION)


def cancelled() -> Change:
    return cancel(moved().file, Cancelling("1", "Ill"), terms=TERMS, occasion=OCCASION)


def mail(change: Change, kind: MessageKind) -> OutgoingMail:
    (message,) = (each for each in change.messages if each.kind is kind)
    about = Correspondent(
        message=message,
        file=change.file,
        clocks=change.file.clocks(TERMS),
        terms=TERMS,
        organisation=PRACTICE,
        to=(Addressee("Hal Handler", "hal@willow-lane.example"),),
        handler=None,
    )
    return Correspondence(Urls("https://complaints.example"), demonstration=True).mail(about)


def entry(change: Change, kind: MessageKind) -> tuple[str, Event]:
    """The method and the event, as a calendar would read them out of the mail."""
    raw = mime(mail(change, kind), "complaints@candour.example").as_bytes()
    (part,) = message_from_bytes(raw, policy=default).iter_attachments()
    calendar = Calendar.from_ical(part.get_content())
    (event,) = calendar.walk("VEVENT")
    assert part.get_content_type() == "text/calendar"
    assert part["Content-Type"].params["method"] == calendar["METHOD"]
    return str(calendar["METHOD"]), event


both_sides = pytest.mark.parametrize("kind", [MessageKind.INVITATION, MessageKind.APPOINTMENT])


@both_sides
def test_an_invitation_moves_and_is_called_off_under_one_name(kind: MessageKind):
    entries = [entry(change, kind) for change in (booked(), moved(), cancelled())]

    assert [method for method, _ in entries] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({str(event["UID"]) for _, event in entries}) == 1
    assert [event["SEQUENCE"] for _, event in entries] == [0, 1, 2]
    assert [str(event["STATUS"]) for _, event in entries] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


@both_sides
def test_an_invitation_says_when_in_london_and_who_invites(kind: MessageKind):
    _, event = entry(booked(), kind)

    assert event.decoded("DTSTART") == datetime(2027, 4, 1, 10, 30, tzinfo=LONDON)
    assert event.decoded("DTEND") == datetime(2027, 4, 1, 11, 15, tzinfo=LONDON)
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert str(event["ORGANIZER"]) == f"mailto:{PRACTICE.email}"
    assert str(event["ATTENDEE"]) == "mailto:hal@willow-lane.example"


def test_an_invitation_names_no_patient_and_repeats_nothing_that_was_said():
    question = "When will the letter about my heart come?"
    asked = CallBack(make.HANDLER.id, question, SUMMER)
    change = agree_callback(make.a_file(), asked, terms=TERMS, occasion=OCCASION)

    (file,) = mail(change, MessageKind.INVITATION).attachments

    text = file.content.decode().lower()
    assert "call back" in text
    assert not {"asha", "verity", "heart", "clinical"} & set(text.replace(":", " ").split())


def test_an_invitation_sent_late_says_what_was_agreed_then():
    late = replace(moved(), messages=booked().messages)

    method, event = entry(late, MessageKind.INVITATION)

    assert (method, event["SEQUENCE"]) == ("REQUEST", 0)
    assert event.decoded("DTSTART") == datetime(2027, 4, 1, 10, 30, tzinfo=LONDON)


def meeting(*days: date) -> Change:
    """The outcome is on the agenda of this day, and then of each later one."""
    file = way.in_every_state()[State.RESPONDED]
    for day in days:
        change = schedule_meeting(file, MeetingDate(day), terms=TERMS, occasion=way.occasion())
        file = change.file
    return change


def called_off() -> Change:
    file = meeting(date(2027, 2, 2), date(2027, 2, 9)).file
    return cancel_meeting(file, MeetingOff("Snow"), terms=TERMS, occasion=way.occasion())


def test_issue_3_point_6_a_meeting_takes_its_day_moves_and_is_called_off_under_one_name():
    changes = (meeting(date(2027, 2, 2)), meeting(date(2027, 2, 2), date(2027, 2, 9)), called_off())

    entries = [entry(change, MessageKind.INVITATION) for change in changes]

    assert [method for method, _ in entries] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({str(event["UID"]) for _, event in entries}) == 1
    assert [event["SEQUENCE"] for _, event in entries] == [0, 1, 2]
    assert [event.decoded("DTSTART") for _, event in entries[:2]] == [
        date(2027, 2, 2),
        date(2027, 2, 9),
    ]
    assert entries[0][1].decoded("DTEND") == date(2027, 2, 3)


def test_a_meeting_that_moved_has_one_clock_and_one_that_is_off_has_none():
    moved_on, off = meeting(date(2027, 2, 2), date(2027, 2, 9)), called_off()

    running = [(c.code, c.due) for c in moved_on.clocks if c.rule.code == "MONTHLY" and c.running]
    assert running == [("MONTHLY:1", date(2027, 2, 9))]
    assert not [c for c in off.clocks if c.rule.code == "MONTHLY" and c.running]


def test_after_one_was_called_off_the_next_meeting_is_another():
    again = schedule_meeting(
        called_off().file, MeetingDate(date(2027, 3, 2)), terms=TERMS, occasion=way.occasion()
    )

    assert again.events[0].facts["meeting"] == "2"


def test_a_mail_about_anything_else_carries_no_entry():
    assert mail(make.a_receipt(), MessageKind.ALERT).attachments == ()
