"""The three stages of a complaint beside its state (domain.md 4.5, S3-7 to S3-12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Dispatch, record_dispatch, staging
from chalicelib.domain.casework.delivering import Taken, message_sent
from chalicelib.domain.casework.staging import Escalation, StageDelay, StageReply
from chalicelib.domain.contact import ContactType
from chalicelib.domain.errors import ConsentMissing, Invalid, RuleBroken
from chalicelib.domain.events import EventType
from chalicelib.domain.following import About, Wrote, person_writes
from chalicelib.domain.history import last_of, words_of
from chalicelib.domain.messages import MessageKind, MessageState
from chalicelib.domain.needs import AccessNeeds, Format
from chalicelib.domain.parties import COMPLAINANT, Channel
from chalicelib.domain.sending import claimed
from chalicelib.domain.stages import StageOutcome, exhausted_on, reply_on_its_way, stage_of
from chalicelib.domain.states import State
from chalicelib.domain.workflow import NextStep, next_step
from chalicelib.presentation.stage_words import stage_standing
from tests.builders import (
    CHRISTMAS_EVE,
    STAGED,
    a_file,
    a_member_of_staff,
    a_party,
    a_receipt,
    an_intake,
    an_occasion,
    by_staff,
)
from tests.domain.test_consent import spoken_for

HANNA = a_member_of_staff("Hanna Handler", roles=("case_handler",))
OLGA = a_member_of_staff("Olga Operations", roles=("operations_manager",))
NORA = a_member_of_staff("Nora Head", roles=("head_of_customer_experience",))
LATER = CHRISTMAS_EVE + timedelta(hours=1)
WHEN: dict[str, Any] = {"terms": STAGED, "occasion": an_occasion(LATER, by_staff())}
POST = StageReply("It came late", StageOutcome.UPHELD, Channel.LETTER, next_named=True)
REPLY = replace(POST, happened_at=LATER)
"""It went already, on our own paper."""


def received(**record: Any) -> CaseFile:
    return a_receipt(an_intake(**record), terms=STAGED).file


def answered(file: CaseFile) -> CaseFile:
    return staging.reply_at_stage(file, REPLY, NORA, **WHEN).file


def escalated(file: CaseFile, to: Any = OLGA) -> CaseFile:
    return staging.escalate(file, Escalation("The rest", to.id), to, **WHEN).file


def test_a_case_of_a_policy_without_stages_is_at_none():
    assert stage_of(a_file().events) is None


def test_s3_7_the_first_stage_begins_when_it_is_received():
    file = received()

    assert stage_of(file.events).number == 1
    assert next_step(file) is NextStep.ASSIGN_HANDLER
    assert next_step(escalated(answered(file))) is NextStep.REPLY_AT_STAGE


def test_an_answered_complaint_is_open_again_at_its_next_stage():
    first = answered(received())
    second = escalated(first)

    assert (first.case.state, second.case.state) == (State.RESPONDED, State.REOPENED)
    assert second.case.handler == OLGA.id
    assert not stage_of(second.events).answered


def test_an_answered_concern_stays_a_concern():
    file = answered(received(contact_type=ContactType.CONCERN))

    assert file.case.state is State.LOGGED


def test_s3_14_the_causes_come_after_the_answer_whatever_it_was():
    file = escalated(answered(received()))

    assert next_step(answered(file)) is NextStep.FIND_CAUSE


def test_s3_10_the_days_of_the_next_stage_count_from_the_wish_on_the_page():
    wish = Wrote(About.NEXT_STAGE, "")
    wished = person_writes(
        answered(received()), COMPLAINANT, wish, terms=STAGED, occasion=an_occasion(LATER)
    ).file
    handled = escalated(wished)
    weeks_later = {"terms": STAGED, "occasion": an_occasion(LATER + timedelta(days=12), by_staff())}
    late = staging.escalate(wished, Escalation("The rest", OLGA.id), OLGA, **weeks_later).file

    days = {_clock(file, "S3-2").due for file in (handled, late)}
    assert days == {date(2027, 1, 7)}


def test_after_the_last_answer_the_stages_are_exhausted():
    file = received()
    for owner in (OLGA, NORA):
        file = escalated(answered(file), owner)
        assert exhausted_on(file.events, STAGED.pack) is None

    last = answered(file)
    assert exhausted_on(last.events, STAGED.pack) == date(2026, 12, 24)
    assert "Exhausted: every stage has answered" in stage_standing(last.events, STAGED.pack)


def test_s3_11_a_spoken_reply_at_the_last_stage_answers_nothing():
    file = escalated(escalated(answered(received()), OLGA), NORA)
    spoken = StageReply("On the phone", StageOutcome.UPHELD, Channel.TELEPHONE, next_named=True)

    heard = staging.reply_at_stage(file, spoken, NORA, **WHEN).file

    assert not stage_of(heard.events).answered
    assert _clock(heard, "S3-3").running


def test_a_mail_alone_answers_at_once_and_says_that_the_reply_waits_on_the_page():
    by_mail = replace(POST, how=Channel.EMAIL)

    change = staging.reply_at_stage(received(), by_mail, HANNA, **WHEN)

    assert stage_of(change.file.events).answered
    assert [(each.kind, each.medium) for each in change.messages] == [("stage_reply", "email")]


def posted(file: CaseFile, way: Channel = Channel.LETTER) -> CaseFile:
    """Ready to go in every version that somebody with large print needs."""
    return staging.reply_at_stage(file, replace(POST, how=way), NORA, **WHEN).file


def reads_large_print() -> CaseFile:
    return received(party=a_party(needs=AccessNeeds((Format.LARGE_PRINT,)), address="1 Fold Row"))


def versions(file: CaseFile) -> dict[str, MessageState]:
    return {each.medium: each.state for each in file.messages if each.kind is MessageKind.STAGE_REPLY}


def dispatched(file: CaseFile, medium: str) -> CaseFile:
    (key,) = (m.key for m in file.messages if m.kind is MessageKind.STAGE_REPLY and m.medium == medium)
    return record_dispatch(file, Dispatch(key), **WHEN).file


def test_s2_29_a_reply_by_letter_answers_when_it_is_recorded_that_it_went():
    ready = posted(received())
    assert versions(ready) == {"letter": MessageState.TO_SEND}
    assert not stage_of(ready.events).answered
    assert _clock(ready, "S3-1").running
    assert next_step(ready) is NextStep.SEND_DOCUMENT

    went = dispatched(ready, "letter")

    assert stage_of(went.events).answered
    assert went.case.state is State.RESPONDED
    assert not _clock(went, "S3-1").running
    assert words_of(last_of(went.events, EventType.STAGE_REPLIED))["text"] == "It came late"


def test_s2_29_a_reply_in_large_print_is_none_while_only_the_mail_has_gone():
    ready = posted(reads_large_print(), Channel.EMAIL)
    assert set(versions(ready)) == {"email", "large_print"}

    went = dispatched(ready, "large_print")

    assert not stage_of(went.events).answered
    (mail,) = (m for m in went.messages if (m.kind, m.medium) == (MessageKind.STAGE_REPLY, "email"))
    both = message_sent(went, claimed(mail, LATER), Taken("m-1"), **WHEN).file
    assert stage_of(both.events).answered


def test_a_reply_that_waits_for_the_post_can_be_written_again_and_then_only_the_new_one_goes():
    ready = posted(received())

    again = staging.reply_at_stage(ready, replace(POST, text="In better words"), NORA, **WHEN).file

    states = [m.state for m in again.messages if m.kind is MessageKind.STAGE_REPLY]
    assert states == [MessageState.REPLACED, MessageState.TO_SEND]
    assert words_of(reply_on_its_way(again.events))["text"] == "In better words"


def test_once_a_version_of_a_reply_has_gone_the_others_must_say_the_same():
    ready = dispatched(posted(reads_large_print(), Channel.EMAIL), "large_print")

    with pytest.raises(RuleBroken, match="gone already"):
        staging.reply_at_stage(ready, POST, NORA, **WHEN)


def test_a_reply_that_never_went_answers_nothing_at_the_next_stage():
    ready = posted(received())

    second = escalated(ready)

    assert versions(second) == {"letter": MessageState.REPLACED}
    assert reply_on_its_way(second.events) is None
    assert not stage_of(second.events).answered


def test_c_5_a_reason_by_letter_is_printed_and_waits_for_the_post():
    delay = StageDelay("An expert has to see it", Channel.LETTER, date(2027, 1, 8))

    told = staging.explain_delay(received(), delay, **WHEN)

    assert [(m.kind, m.state) for m in told.messages] == [("written_to", MessageState.TO_SEND)]


def test_a_reply_by_email_to_who_did_not_agree_to_mail_is_refused():
    file = a_receipt(an_intake(party=a_party(may_email=False)), terms=STAGED).file
    by_mail = replace(POST, how=Channel.EMAIL)

    with pytest.raises(Invalid, match="did not agree to email"):
        staging.reply_at_stage(file, by_mail, HANNA, **WHEN)


def test_s2_13_nothing_is_answered_to_who_may_be_told_nothing():
    file = spoken_for(terms=STAGED)

    with pytest.raises(ConsentMissing):
        staging.reply_at_stage(file, REPLY, HANNA, **WHEN)


def test_a_reply_that_does_not_say_what_comes_next_is_refused():
    silent = StageReply("It came late", StageOutcome.UPHELD, Channel.LETTER, next_named=False)

    with pytest.raises(Invalid, match="what they can do"):
        staging.reply_at_stage(received(), silent, HANNA, **WHEN)


def test_c_5_the_second_stage_owes_news_and_keeps_its_date():
    file = escalated(answered(received()))
    before = _clock(file, "S3-2").due

    told = staging.explain_delay(file, StageDelay("We wait", Channel.LETTER, date(2027, 2, 1)), **WHEN)

    assert told.events[0].type is EventType.CONTACT_MADE
    assert _clock(told.file, "S3-2").due == before


def _clock(file: CaseFile, code: str) -> Any:
    return next(clock for clock in file.clocks(STAGED) if clock.code == code)
