"""What the mail service tells of a mail, and what it changes of a case (domain 4.8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import (
    Acknowledgement,
    MessageVerdict,
    Settlement,
    Taken,
    acknowledge,
    message_sent,
    message_unproven,
    settle_message,
)
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.events import EventType, system
from chalicelib.domain.feedback import Notice, NoticeKind, Reason, take_notice
from chalicelib.domain.messages import Message, MessageKind, MessageState
from chalicelib.domain.parties import Channel
from chalicelib.domain.sending import claimed
from chalicelib.domain.states import State
from chalicelib.domain.upkeep import message_as_told
from chalicelib.domain.workflow import NextStep, next_step
from tests.builders import TERMS, a_file, an_occasion, by_staff, london

SENT_AT = london(date(2026, 12, 30), 11)
LATER = SENT_AT + timedelta(minutes=3)
MAIL = system("mail")


def acknowledged() -> CaseFile:
    """A complaint acknowledged by email, with an offer to discuss; SES has the mail."""
    done = Acknowledgement(Channel.EMAIL, (Channel.TELEPHONE,), SENT_AT)
    file = acknowledge(a_file(), done, terms=TERMS, occasion=an_occasion(SENT_AT, by_staff())).file
    return sent(file, the_acknowledgement(file))


def the_acknowledgement(file: CaseFile) -> Message:
    return next(each for each in file.messages if each.kind is MessageKind.ACKNOWLEDGEMENT)


def sent(file: CaseFile, message: Message, provider_id: str = "id-1") -> CaseFile:
    taken = claimed(message, SENT_AT)
    occasion = an_occasion(SENT_AT, system("delivery"))
    return message_sent(file, taken, Taken(provider_id), terms=TERMS, occasion=occasion).file


def a_notice(kind: NoticeKind = NoticeKind.BOUNCED, **given: object) -> Notice:
    fields = {
        "id": f"feedback-{kind}",
        "kind": kind,
        "message": the_acknowledgement(acknowledged()).key,
        "provider_id": "id-1",
        "at": LATER,
        "reason": Reason.NO_SUCH_ADDRESS,
        "lasting": kind is NoticeKind.BOUNCED,
    }
    return Notice(**(fields | given))  # type: ignore[arg-type]


def told(file: CaseFile, *notices: Notice) -> CaseFile:
    """The case after these notices, in this order."""
    for notice in notices:
        change = take_notice(file, notice, terms=TERMS, occasion=an_occasion(LATER, MAIL))
        file = change.file if change else file
    return file


def types(file: CaseFile) -> list[EventType]:
    return [event.type for event in file.events]


def test_a_bounced_acknowledgement_is_not_an_acknowledgement_and_its_clock_runs_again():
    """4.8: the clock is not stopped by a bounced acknowledgement; its date is the first one."""
    (before,) = (c for c in acknowledged().clocks(TERMS) if c.code == "ACK")

    file = told(acknowledged(), a_notice())

    (after,) = (c for c in file.clocks(TERMS) if c.code == "ACK")
    assert before.stopped_at
    assert after.running
    assert after.due == date(2026, 12, 31)
    assert file.case.state is State.RECEIVED
    assert file.case.acknowledged_at is None


def test_what_came_back_alerts_a_person_who_phones_or_posts_today():
    file = told(acknowledged(), a_notice())

    assert the_acknowledgement(file).needs_a_person
    assert next_step(file) is NextStep.SETTLE_MESSAGE
    assert MessageKind.UNDELIVERED in {message.kind for message in file.messages}


def test_an_address_that_does_not_exist_is_marked_and_mailed_no_more():
    file = told(acknowledged(), a_notice())

    assert file.complainant
    assert file.complainant.email_fails
    assert not file.complainant.can_be_mailed()
    assert replace(file.complainant, email="new@patients.example").can_be_mailed()


def test_a_full_mailbox_sends_a_letter_back_and_may_be_tried_again():
    full = a_notice(reason=Reason.MAILBOX_FULL, lasting=False)

    file = told(acknowledged(), full)

    assert file.case.acknowledged_at is None
    assert file.complainant
    assert file.complainant.can_be_mailed()


def test_a_notice_that_comes_twice_is_taken_in_once():
    once = told(acknowledged(), a_notice())

    assert told(once, a_notice()) == once


@pytest.mark.parametrize(
    "order",
    list(permutations([NoticeKind.DELAYED, NoticeKind.DELIVERED, NoticeKind.BOUNCED])),
    ids=lambda order: " ".join(order),
)
def test_in_whatever_order_notices_come_what_came_back_stays_returned(order: tuple[NoticeKind, ...]):
    file = told(acknowledged(), *(a_notice(kind) for kind in order))

    assert the_acknowledgement(file).state is MessageState.BOUNCED
    assert file.case.acknowledged_at is None
    assert types(file).count(EventType.ACK_UNDELIVERED) == 1


def test_a_letter_that_arrived_is_shown_so_and_nobody_is_alerted():
    file = told(acknowledged(), a_notice(NoticeKind.DELIVERED, lasting=False))

    assert the_acknowledgement(file).state is MessageState.DELIVERED
    assert file.case.state is State.ACKNOWLEDGED
    assert MessageKind.UNDELIVERED not in {message.kind for message in file.messages}


def test_a_delay_stands_on_the_timeline_and_changes_nothing_else():
    file = told(acknowledged(), a_notice(NoticeKind.DELAYED, lasting=False))

    assert types(file)[-1] is EventType.MESSAGE_DELAYED
    assert the_acknowledgement(file).state is MessageState.SENT
    assert file.case.state is State.ACKNOWLEDGED


def test_a_reader_who_marks_our_mail_as_unwanted_gets_no_more_and_keeps_what_arrived():
    file = told(acknowledged(), a_notice(NoticeKind.COMPLAINED))

    assert file.complainant
    assert not file.complainant.can_be_mailed()
    assert file.case.state is State.ACKNOWLEDGED
    assert MessageKind.UNDELIVERED in {message.kind for message in file.messages}


def test_an_answering_machine_does_not_undo_a_letter_that_arrived():
    machine = a_notice(lasting=False, reason=Reason.UNKNOWN, automatic=True)

    file = told(acknowledged(), a_notice(NoticeKind.DELIVERED, lasting=False), machine)

    assert file.case.state is State.ACKNOWLEDGED


def test_a_telephone_call_after_the_mail_still_counts_when_the_mail_comes_back():
    called = Acknowledgement(Channel.TELEPHONE, (Channel.TELEPHONE,), SENT_AT - timedelta(hours=1))
    file = acknowledge(a_file(), called, terms=TERMS, occasion=an_occasion(SENT_AT, by_staff())).file
    receipt = next(each for each in file.messages if each.kind is MessageKind.RECEIPT)

    file = told(sent(file, receipt), a_notice(message=receipt.key))

    assert file.case.state is State.ACKNOWLEDGED


def test_a_notice_before_our_own_record_proves_that_the_message_went():
    file = acknowledge(
        a_file(),
        Acknowledgement(Channel.EMAIL, (Channel.TELEPHONE,), SENT_AT),
        terms=TERMS,
        occasion=an_occasion(SENT_AT, by_staff()),
    ).file
    taken = claimed(the_acknowledgement(file), SENT_AT)
    sending = replace(file, messages=tuple(taken if m.key == taken.key else m for m in file.messages))

    after = told(sending, a_notice(NoticeKind.DELIVERED, lasting=False))

    assert the_acknowledgement(after).state is MessageState.DELIVERED
    assert EventType.MESSAGE_SENT in types(after)


def test_a_notice_settles_what_nobody_could_prove():
    file = acknowledge(
        a_file(),
        Acknowledgement(Channel.EMAIL, (Channel.TELEPHONE,), SENT_AT),
        terms=TERMS,
        occasion=an_occasion(SENT_AT, by_staff()),
    ).file
    taken = claimed(the_acknowledgement(file), SENT_AT)
    doubtful = message_unproven(
        file, taken, terms=TERMS, occasion=an_occasion(SENT_AT, system("tick"))
    ).file
    assert doubtful.case.acknowledged_at is None

    after = told(doubtful, a_notice(NoticeKind.DELIVERED, lasting=False))

    assert after.case.state is State.ACKNOWLEDGED
    assert not the_acknowledgement(after).needs_a_person


def test_a_late_notice_of_an_earlier_sending_says_nothing_about_the_present_one():
    returned = told(acknowledged(), a_notice(lasting=False, reason=Reason.MAILBOX_FULL))
    key = the_acknowledgement(returned).key
    again = settle_message(
        returned,
        MessageVerdict(key, Settlement.SEND_AGAIN),
        terms=TERMS,
        occasion=an_occasion(LATER, by_staff()),
    ).file
    again = sent(again, the_acknowledgement(again), "id-2")

    after = told(again, a_notice(NoticeKind.DELAYED, lasting=False), a_notice(id="late", lasting=False))

    assert after == again


def test_what_came_back_cannot_be_said_to_have_arrived_nor_be_sent_to_the_same_address():
    file = told(acknowledged(), a_notice())
    key = the_acknowledgement(file).key

    for settlement in (Settlement.IT_ARRIVED, Settlement.SEND_AGAIN):
        with pytest.raises(RuleBroken, match="telephone or letter"):
            settle_message(
                file,
                MessageVerdict(key, settlement),
                terms=TERMS,
                occasion=an_occasion(LATER, by_staff()),
            )


def test_told_by_telephone_instead_the_message_needs_nobody_and_the_call_is_the_acknowledgement():
    file = told(acknowledged(), a_notice())
    occasion = an_occasion(LATER, by_staff())

    told_otherwise = MessageVerdict(the_acknowledgement(file).key, Settlement.TOLD_OTHERWISE)
    file = settle_message(file, told_otherwise, terms=TERMS, occasion=occasion).file
    assert file.case.state is State.RECEIVED
    done = Acknowledgement(Channel.TELEPHONE, (), LATER)
    file = acknowledge(file, done, terms=TERMS, occasion=occasion).file

    assert file.case.state is State.ACKNOWLEDGED
    assert not the_acknowledgement(file).needs_a_person


def test_an_alert_that_misses_one_of_several_readers_is_not_lost_for_all():
    file = a_file()
    alert = next(each for each in file.messages if each.kind is MessageKind.ALERT)

    after = told(sent(file, alert), a_notice(message=alert.key, whole=False))

    assert after.message(alert.key).state is MessageState.SENT  # type: ignore[union-attr]
    assert types(after)[-1] is EventType.MESSAGE_BOUNCED


def test_deliveries_of_alerts_to_staff_do_not_fill_the_history_of_a_case():
    file = a_file()
    alert = next(each for each in file.messages if each.kind is MessageKind.ALERT)
    after = sent(file, alert)

    assert told(after, a_notice(NoticeKind.DELIVERED, message=alert.key)) == after


def test_a_notice_about_no_message_of_the_case_changes_nothing():
    assert told(acknowledged(), a_notice(message="receipt.99")) == acknowledged()


@pytest.mark.parametrize("kind", NoticeKind)
def test_the_sweep_leaves_a_message_as_the_mail_service_told(kind: NoticeKind):
    """Found by random histories: each night the sweep called every letter that came back sent."""
    before = acknowledged()
    message = the_acknowledgement(before)
    file = told(sent(before, message), a_notice(kind))

    assert message_as_told(the_acknowledgement(file), file.events) == the_acknowledgement(file)
