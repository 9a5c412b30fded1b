"""The words of the worklist and the case page: every code has some, and they say what is so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pytest

from chalicelib.domain.casework import (
    Acknowledgement,
    Failure,
    Note,
    acknowledge,
    add_note,
    assign,
    message_failed,
)
from chalicelib.domain.casework.ending import DeclineReason
from chalicelib.domain.clocks import Clock
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.events import EventType
from chalicelib.domain.grading import Grade
from chalicelib.domain.investigations import Concerned
from chalicelib.domain.issues import Finding, Outcome, StaffGroup
from chalicelib.domain.messages import MessageKind, MessageState
from chalicelib.domain.parties import Channel
from chalicelib.domain.plans import PlanAnswer
from chalicelib.domain.policy import Action
from chalicelib.domain.states import State
from chalicelib.domain.time_limits import TimeLimit
from chalicelib.domain.workflow import NextStep
from chalicelib.presentation import event_labels, labels, work_labels
from chalicelib.presentation.case_facts import person, phone, told
from chalicelib.presentation.due import due_tag
from chalicelib.presentation.forms import TITLES
from chalicelib.presentation.people import people_of
from chalicelib.presentation.timeline import timeline
from chalicelib.presentation.working import working_of
from tests.builders import (
    CHRISTMAS_EVE,
    EVERYBODY,
    HANDLER,
    TERMS,
    a_file,
    a_party,
    an_occasion,
    by_staff,
    london,
)

PEOPLE = people_of(EVERYBODY, TERMS.pack)


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (ContactType, labels.CONTACT_TYPES),
        (ReceivedVia, labels.RECEIVED_VIA),
        (Channel, labels.CHANNELS),
        (State, labels.STATES),
        (NextStep, labels.NEXT_STEPS),
        (Action, TITLES),
        (Grade, work_labels.GRADES),
        (StaffGroup, work_labels.STAFF_GROUPS),
        (Finding, work_labels.FINDINGS),
        (Outcome, work_labels.OUTCOMES),
        (PlanAnswer, work_labels.PLAN_ANSWERS),
        (Concerned, work_labels.CONCERNED),
        (TimeLimit, work_labels.TIME_LIMITS),
        (DeclineReason, work_labels.DECLINE_REASONS),
        (MessageKind, labels.MESSAGE_KINDS),
        (MessageState, labels.MESSAGE_STATES),
        (Failure, labels.FAILURES),
        (EventType, event_labels.EVENTS),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_every_code_that_staff_can_meet_has_words(codes: type[StrEnum], words: Mapping[StrEnum, Any]):
    assert set(codes) == set(words)


@pytest.mark.parametrize(
    ("days", "words", "colour"),
    [
        (-30, "Overdue 30 days", "red"),
        (-1, "Overdue 1 day", "red"),
        (0, "Due today", "orange"),
        (1, "Due tomorrow", "yellow"),
        (3, "Due in 3 days", "yellow"),
        (4, "Due in 4 days", "grey"),
    ],
)
def test_how_near_a_date_is_stands_in_words(days: int, words: str, colour: str):
    today = date(2026, 12, 24)

    tag = due_tag(today + timedelta(days=days), today)

    assert (tag.text, tag.colour) == (words, colour)


def the_clock(file: Any) -> Clock:
    return next(clock for clock in file.clocks(TERMS) if clock.code == "ACK")


def test_a_clock_that_was_met_says_when_and_one_that_was_not_says_late():
    file = a_file()
    done = Acknowledgement(Channel.LETTER, (Channel.TELEPHONE,), CHRISTMAS_EVE)
    met = acknowledge(file, done, terms=TERMS, occasion=an_occasion(by=by_staff())).file
    late = Acknowledgement(Channel.LETTER, (Channel.TELEPHONE,), CHRISTMAS_EVE + timedelta(days=9))
    missed = acknowledge(
        file, late, terms=TERMS, occasion=an_occasion(late.happened_at, by=by_staff())
    ).file

    words = [
        working_of(the_clock(each), each.case.policy, now=london(date(2027, 3, 1)))
        for each in (met, missed)
    ]

    assert [each.tag.text for each in words] == ["On time", "Late"]
    assert words[0].standing == "Done on 24 December 2026 at 3:10pm"


def test_the_timeline_says_when_it_happened_where_that_was_before_it_was_recorded():
    done = Acknowledgement(Channel.LETTER, (Channel.TELEPHONE,), CHRISTMAS_EVE)
    recorded_at = CHRISTMAS_EVE + timedelta(days=5)
    file = acknowledge(
        a_file(), done, terms=TERMS, occasion=an_occasion(recorded_at, by=by_staff())
    ).file

    offered, acknowledged, received = timeline(file, PEOPLE)

    assert acknowledged.at == "29 December 2026 at 3:10pm"
    assert acknowledged.earlier == "Happened on 24 December 2026 at 3:10pm"
    assert (offered.detail, received.earlier) == ("Telephone", "")


def test_the_timeline_names_people_as_colleagues_know_them():
    file = assign(a_file(), HANDLER, terms=TERMS, occasion=an_occasion(by=by_staff())).file

    given, received = timeline(file, PEOPLE)

    assert given.who == "Mira Manager"
    assert given.detail == "Hal Handler. The reference is now HAL/123456"
    assert received.who == "The online form"


def test_a_failed_message_says_what_to_whom_and_why():
    file = a_file()
    receipt = next(m for m in file.messages if m.kind is MessageKind.RECEIPT)
    failed = message_failed(file, receipt, Failure.REFUSED, terms=TERMS, occasion=an_occasion()).file

    entry = timeline(failed, PEOPLE)[0]

    assert entry.title == "Message not delivered"
    assert entry.detail == "Receipt, to Asha Verity-Example. The address refused it"


def test_a_note_in_the_timeline_is_as_it_was_typed():
    file = add_note(a_file(), Note(" a\n\n b "), terms=TERMS, occasion=an_occasion(by=by_staff())).file

    assert timeline(file, PEOPLE)[0].words == " a\n\n b "


def test_what_was_not_told_is_not_shown():
    labels_shown = [
        fact.label for fact in told(a_file(happened_where="", desired_outcome=""), TERMS.pack)
    ]

    assert "Where" not in labels_shown
    assert "What they would like to happen" not in labels_shown


def test_an_address_without_consent_says_not_to_e_mail():
    facts = {fact.label: fact.text for fact in person(a_party(may_email=False))}

    assert facts["Agreed to email"] == "No: write, telephone or meet instead"


def test_somebody_who_was_erased_is_called_so():
    assert person(None)[0].text == "Removed, as the person asked or the law requires"


@pytest.mark.parametrize(
    ("number", "written"),
    [("+447700900123", "07700 900123"), ("+33123456789", "+33123456789"), ("", "")],
)
def test_a_telephone_number_is_written_as_people_here_write_it(number: str, written: str):
    assert phone(number) == written
