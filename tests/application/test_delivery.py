"""What is owed is sent once, whatever comes twice, late or not at all."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest

from chalicelib.application.casework import Request
from chalicelib.application.deliver_message import deliver_message
from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.open_case import open_case
from chalicelib.application.outgoing import OutgoingMail, SentAbout
from chalicelib.application.ports import Correspondent
from chalicelib.domain.casework import Acknowledgement, Failure
from chalicelib.domain.errors import (
    ContactInDoubt,
    MailRefused,
    MailUnavailable,
    MailUnproven,
    StoreBusy,
)
from chalicelib.domain.events import PUBLIC, EventType
from chalicelib.domain.letters.mailed import mailed_with
from chalicelib.domain.messages import Message, MessageState
from chalicelib.domain.parties import Channel
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.sending import RETRY_AFTER
from tests.asking import acknowledge_case, note_case
from tests.builders import MANAGER, PRACTICE, an_intake
from tests.fakes import FakeWorld

NUMBER = CaseNumber("100001")
ASHA, MIRA = "asha@patients.example", MANAGER.email


@pytest.fixture
def received(world: FakeWorld) -> FakeWorld:
    open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    return world


def the_receipt(world: FakeWorld) -> Message:
    message = world.cases.load(NUMBER).message("receipt.1")
    assert message is not None
    return message


def test_a_submission_sends_its_receipt_and_its_alert(received: FakeWorld):
    received.deliver()

    assert [mail.subject for mail in received.mail.to(ASHA)] == ["[WLP/100001] receipt"]
    assert [mail.subject for mail in received.mail.to(MIRA)] == ["[WLP/100001] alert"]


def test_s2_92_a_mail_to_the_person_is_kept_as_it_goes_with_its_hash(received: FakeWorld):
    received.deliver()

    kept = mailed_with(received.cases.load(NUMBER).events, "receipt.1")
    (mail,) = received.mail.to(ASHA)
    assert kept is not None
    assert received.bucket.kept[kept.document] == received.mail.written(mail)
    assert kept.digest == sha256(received.mail.written(mail)).hexdigest()
    assert kept.subject == "receipt"


def test_a_mail_that_cannot_be_kept_does_not_go_and_is_tried_again(received: FakeWorld):
    received.bucket.failing = [StoreBusy("The store of files did not answer")]

    deliver_message(NUMBER, the_receipt(received), received.ports)
    assert received.mail.to(ASHA) == []
    received.clock.forward(RETRY_AFTER[0])
    look_after_due(received.ports)

    assert len(received.mail.to(ASHA)) == 1


def test_the_stream_showing_a_record_twice_sends_it_once(received: FakeWorld):
    owed = the_receipt(received)

    deliver_message(NUMBER, owed, received.ports)
    deliver_message(NUMBER, owed, received.ports)

    assert len(received.mail.to(ASHA)) == 1


def test_a_mail_continues_the_conversation_with_the_same_reader_and_names_its_message(
    received: FakeWorld,
):
    deliver_message(NUMBER, the_receipt(received), received.ports)
    asked = Request(MANAGER, received.cases.load(NUMBER).case.reference, 2)
    done = Acknowledgement(Channel.EMAIL, (), received.clock.now())
    acknowledge_case(asked, done, received.ports)

    received.deliver()

    first, second = received.mail.to(ASHA)
    assert (first.follows, second.follows) == ((), ("mail-1",))
    assert second.about == SentAbout(NUMBER, "acknowledgement.3")


def test_a_letter_whose_words_cannot_be_trusted_fails_and_asks_a_person(received: FakeWorld):
    received.words = DoubtfulWords()

    deliver_message(NUMBER, the_receipt(received), received.ports)

    file = received.cases.load(NUMBER)
    assert the_receipt(received).needs_a_person
    assert file.events[-1].facts["why"] == Failure.CONTACT_IN_DOUBT
    assert received.mail.sent == []


class DoubtfulWords:
    """Words that would send people to somebody whom nobody has verified."""

    def mail(self, about: Correspondent) -> OutgoingMail:
        raise ContactInDoubt("Nobody has verified the contact ombudsman")


def test_a_sent_message_is_on_the_timeline_with_the_providers_id(received: FakeWorld):
    deliver_message(NUMBER, the_receipt(received), received.ports)

    event = received.cases.load(NUMBER).events[-1]
    assert event.type is EventType.MESSAGE_SENT
    assert event.facts["provider_id"] == "mail-1"


def test_a_mail_service_that_was_away_is_asked_again_by_the_tick(received: FakeWorld):
    received.mail.failing = [MailUnavailable("away")]
    deliver_message(NUMBER, the_receipt(received), received.ports)
    assert received.mail.to(ASHA) == []

    received.clock.forward(RETRY_AFTER[0])
    look_after_due(received.ports)

    assert len(received.mail.to(ASHA)) == 1
    assert the_receipt(received).state is MessageState.SENT


def test_a_mail_service_that_stays_away_is_given_up_and_shown_to_staff(received: FakeWorld):
    received.mail.failing = [MailUnavailable("away")] * (len(RETRY_AFTER) + 1)
    deliver_message(NUMBER, the_receipt(received), received.ports)
    for wait in RETRY_AFTER:
        received.clock.forward(wait)
        message = the_receipt(received)
        deliver_message(NUMBER, message, received.ports)

    assert the_receipt(received).state is MessageState.FAILED
    assert received.cases.load(NUMBER).message("undelivered.2") is not None


def test_a_refused_mail_is_not_tried_again_and_asks_a_person(received: FakeWorld):
    received.mail.failing = [MailRefused("no")]

    deliver_message(NUMBER, the_receipt(received), received.ports)

    assert the_receipt(received).state is MessageState.FAILED
    received.deliver()
    assert [mail.subject for mail in received.mail.to(MIRA)] == [
        "[WLP/100001] alert",
        "[WLP/100001] undelivered",
    ]


def test_a_lost_answer_of_the_mail_service_becomes_a_question_not_a_second_mail(received: FakeWorld):
    received.mail.failing = [MailUnproven("lost")]
    deliver_message(NUMBER, the_receipt(received), received.ports)

    received.clock.forward(timedelta(minutes=10))
    look_after_due(received.ports)

    assert the_receipt(received).state is MessageState.UNPROVEN
    assert received.mail.to(ASHA) == []


def test_what_the_stream_missed_is_delivered_by_the_tick(received: FakeWorld):
    received.clock.forward(timedelta(minutes=2))

    look_after_due(received.ports)

    assert len(received.mail.to(ASHA)) == 1
    assert len(received.mail.to(MIRA)) == 1


def test_a_note_written_while_a_mail_is_on_its_way_loses_neither(received: FakeWorld):
    class WritesANoteWhileSending:
        def written(self, mail):
            return received_mail.written(mail)

        def send(self, mail):
            case = received.cases.load(NUMBER).case
            request = Request(MANAGER, case.reference, case.version)
            note_case(request, "Meanwhile", received.ports)
            return received_mail.send(mail)

    received_mail, received.mail = received.mail, WritesANoteWhileSending()

    deliver_message(NUMBER, the_receipt(received), received.ports)

    types = [event.type for event in received.cases.load(NUMBER).events]
    assert types == [EventType.CASE_RECEIVED, EventType.NOTE_ADDED, EventType.MESSAGE_SENT]
