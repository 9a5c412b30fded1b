"""What is owed to whom, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import reduce

import pytest

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import (
    Acknowledgement,
    Failure,
    MessageVerdict,
    Settlement,
    acknowledge,
    assign,
    message_failed,
    message_unproven,
    settle_message,
    tell_milestone,
)
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.events import EventType, Happening, link, system
from chalicelib.domain.folding import evolve
from chalicelib.domain.messages import Message, MessageKind, MessageState
from chalicelib.domain.owing import OWES, SILENT
from chalicelib.domain.parties import Channel
from chalicelib.domain.sending import RETRY_AFTER, claimed, put_back
from chalicelib.domain.states import State
from tests.builders import (
    CHRISTMAS_EVE,
    HANDLER,
    TERMS,
    a_file,
    a_party,
    a_receipt,
    an_intake,
    an_occasion,
    by_staff,
    london,
)

MONDAY = london(date(2026, 12, 29), 11)


def kinds(messages: tuple[Message, ...]) -> list[tuple[str, str]]:
    return [(str(message.kind), str(message.to)) for message in messages]


def test_every_event_owes_a_message_or_stands_on_the_list_of_silent_ones():
    assert set(OWES) | SILENT == set(EventType)
    assert not set(OWES) & SILENT


def test_a_new_complaint_owes_a_receipt_and_an_alert():
    assert kinds(a_receipt().messages) == [
        ("alert", "role:complaints_manager"),
        ("receipt", "party:complainant"),
    ]


def test_whoever_did_not_agree_to_e_mail_is_owed_none():
    change = a_receipt(an_intake(party=a_party(may_email=False)))

    assert kinds(change.messages) == [("alert", "role:complaints_manager")]


def test_a_handler_is_told_of_a_case_unless_they_took_it_themselves():
    given = assign(a_file(), HANDLER, terms=TERMS, occasion=an_occasion(MONDAY, by_staff()))
    taken = assign(a_file(), HANDLER, terms=TERMS, occasion=an_occasion(MONDAY, by_staff(HANDLER.id)))

    assert kinds(given.messages) == [("assignment", "staff:case.handler")]
    assert taken.messages == ()


@pytest.mark.parametrize("how", [Channel.LETTER, Channel.TELEPHONE, Channel.MEETING])
def test_an_acknowledgement_by_another_way_owes_no_mail(how: Channel):
    done = Acknowledgement(how, (Channel.TELEPHONE,), MONDAY)

    change = acknowledge(a_file(), done, terms=TERMS, occasion=an_occasion(MONDAY, by_staff()))

    assert change.messages == ()


def test_a_message_is_tried_again_at_growing_intervals_and_then_given_up():
    message, waits = a_receipt().messages[0], []
    while True:
        taken = claimed(message, CHRISTMAS_EVE)
        again = put_back(taken, CHRISTMAS_EVE)
        if again is None:
            break
        assert again.look_again_at is not None
        waits.append(again.look_again_at - CHRISTMAS_EVE)
        message = again

    assert tuple(waits) == RETRY_AFTER


def acknowledged_by_mail() -> tuple[CaseFile, Message]:
    done = Acknowledgement(Channel.EMAIL, (Channel.TELEPHONE,), MONDAY)
    file = acknowledge(a_file(), done, terms=TERMS, occasion=an_occasion(MONDAY, by_staff())).file
    return file, next(m for m in file.messages if m.kind is MessageKind.ACKNOWLEDGEMENT)


def test_an_acknowledgement_that_failed_puts_the_case_back_and_asks_a_person():
    file, message = acknowledged_by_mail()

    change = message_failed(
        file, message, Failure.REFUSED, terms=TERMS, occasion=an_occasion(MONDAY, system("test"))
    )

    assert change.file.case.state is State.RECEIVED
    assert [m.kind for m in change.messages] == [MessageKind.ACKNOWLEDGEMENT, MessageKind.UNDELIVERED]


def test_a_failed_warning_about_a_failed_message_owes_no_further_warning():
    file, message = acknowledged_by_mail()
    occasion = an_occasion(MONDAY, system("test"))
    failed = message_failed(file, message, Failure.REFUSED, terms=TERMS, occasion=occasion)
    warning = next(m for m in failed.messages if m.kind is MessageKind.UNDELIVERED)

    change = message_failed(failed.file, warning, Failure.REFUSED, terms=TERMS, occasion=occasion)

    assert [m.key for m in change.messages] == [warning.key]


@pytest.mark.parametrize("lost", [message_failed, message_unproven])
def test_an_acknowledgement_sent_again_counts_from_when_it_is_sent_again(lost):
    file, message = acknowledged_by_mail()
    occasion = an_occasion(MONDAY, system("test"))
    why = (Failure.REFUSED,) if lost is message_failed else ()
    file = lost(file, message, *why, terms=TERMS, occasion=occasion).file
    later = MONDAY + timedelta(hours=3)

    change = settle_message(
        file,
        MessageVerdict(message.key, Settlement.SEND_AGAIN),
        terms=TERMS,
        occasion=an_occasion(later, by_staff()),
    )

    assert change.file.case.acknowledged_at == later
    assert change.file.case.state is State.ACKNOWLEDGED
    assert [(m.kind, m.state) for m in change.messages] == [
        (MessageKind.ACKNOWLEDGEMENT, MessageState.OWED)
    ]
    assert change.messages[0].is_fresh


def test_an_acknowledgement_that_did_arrive_counts_from_when_it_was_owed():
    file, message = acknowledged_by_mail()
    file = message_unproven(
        file, message, terms=TERMS, occasion=an_occasion(MONDAY, system("test"))
    ).file

    change = settle_message(
        file,
        MessageVerdict(message.key, Settlement.IT_ARRIVED),
        terms=TERMS,
        occasion=an_occasion(MONDAY + timedelta(days=1), by_staff()),
    )

    assert change.file.case.acknowledged_at == MONDAY
    assert change.file.messages[-1].state is not MessageState.UNPROVEN


def test_a_message_that_needs_nobody_cannot_be_settled():
    file, message = acknowledged_by_mail()

    with pytest.raises(RuleBroken):
        settle_message(
            file,
            MessageVerdict(message.key, Settlement.SEND_AGAIN),
            terms=TERMS,
            occasion=an_occasion(MONDAY, by_staff()),
        )


def called(file: CaseFile, at: datetime) -> CaseFile:
    """Somebody spoke with the person: no command records it yet, so the event is linked by hand."""
    facts = {"substantive": True, "happened_at": at.isoformat()}
    spoke = Happening(EventType.CONTACT_MADE, facts)
    events = link(file.case.id, file.case.head, an_occasion(at, by_staff()), [spoke])
    return replace(file, case=reduce(evolve, events, file.case), events=(*file.events, *events))


def reminded_to_update(file: CaseFile) -> Change:
    clock = next(clock for clock in file.clocks(TERMS) if clock.code == "UPDATE")
    at = clock.pending[0].at
    return tell_milestone(file, clock, clock.pending[0], terms=TERMS, occasion=an_occasion(at))


def test_a_clock_that_begins_anew_owes_its_reminder_again_and_each_only_once():
    done = Acknowledgement(Channel.LETTER, (Channel.TELEPHONE,), MONDAY)
    file = acknowledge(a_file(), done, terms=TERMS, occasion=an_occasion(MONDAY, by_staff())).file

    first = reminded_to_update(file)
    second = reminded_to_update(called(first.file, london(date(2027, 1, 28), 11)))

    keys = [message.key for change in (first, second) for message in change.messages]
    assert keys[0] == "reminder.UPDATE.due"
    assert len(set(keys)) == 2
    assert not next(c for c in second.file.clocks(TERMS) if c.code == "UPDATE").pending
