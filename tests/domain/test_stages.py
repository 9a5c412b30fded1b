"""The three stages of a complaint beside its state (domain.md 4.5, S3-7 to S3-12)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import staging
from chalicelib.domain.casework.staging import Escalation, StageDelay, StageReply
from chalicelib.domain.contact import ContactType
from chalicelib.domain.errors import ConsentMissing, Invalid
from chalicelib.domain.events import EventType
from chalicelib.domain.following import About, Wrote, person_writes
from chalicelib.domain.parties import COMPLAINANT, Channel
from chalicelib.domain.stages import StageOutcome, is_exhausted, stage_of
from chalicelib.domain.states import State
from chalicelib.domain.workflow import NextStep, next_step
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
REPLY = StageReply("It came late", StageOutcome.UPHELD, Channel.LETTER, next_named=True)


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
        assert not is_exhausted(file.events, STAGED.pack)

    assert is_exhausted(answered(file).events, STAGED.pack)


def test_s3_11_a_spoken_reply_at_the_last_stage_answers_nothing():
    file = escalated(escalated(answered(received()), OLGA), NORA)
    spoken = StageReply("On the phone", StageOutcome.UPHELD, Channel.TELEPHONE, next_named=True)

    heard = staging.reply_at_stage(file, spoken, NORA, **WHEN).file

    assert not stage_of(heard.events).answered
    assert _clock(heard, "S3-3").running


def test_a_reply_by_email_stands_on_the_person_s_own_page():
    by_mail = StageReply("It came late", StageOutcome.UPHELD, Channel.EMAIL, next_named=True)

    change = staging.reply_at_stage(received(), by_mail, HANNA, **WHEN)

    assert change.events[-1].type is EventType.PERSON_WRITTEN_TO
    assert [message.kind for message in change.messages] == ["written_to"]


def test_a_reply_by_email_to_who_did_not_agree_to_mail_is_refused():
    file = a_receipt(an_intake(party=a_party(may_email=False)), terms=STAGED).file
    by_mail = StageReply("It came late", StageOutcome.UPHELD, Channel.EMAIL, next_named=True)

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
