"""Who complains by word of mouth gets a copy of what was written down (reg. 13(2), SC-2(b))."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Acknowledgement, acknowledge
from chalicelib.domain.casework.assessing import Triage, answer_triage
from chalicelib.domain.casework.concerning import Promotion, promote
from chalicelib.domain.casework.consenting import record_consent
from chalicelib.domain.casework.giving_record import RecordCopy, give_record
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.errors import ConsentMissing, Invalid
from chalicelib.domain.events import EventType
from chalicelib.domain.history import each_of
from chalicelib.domain.media import Medium
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import Channel
from chalicelib.domain.workflow import NextStep, next_step
from chalicelib.domain.written_record import CopyWay, has_their_copy, record_for_them
from tests.builders import HANDLER, TERMS, a_file, a_party, a_receipt, an_intake
from tests.domain.test_consent import AGREES, spoken_for
from tests.way import occasion

DONE = Acknowledgement(how=Channel.TELEPHONE, offered=(Channel.TELEPHONE,))
BY_PHONE: dict[str, Any] = {"received_via": ReceivedVia.PHONE}
WHEN: dict[str, Any] = {"terms": TERMS, "occasion": occasion()}


def acknowledged(file: CaseFile) -> CaseFile:
    return acknowledge(file, DONE, **WHEN).file


def copies(file: CaseFile) -> list[Medium]:
    return [each.medium for each in file.messages if each.kind is MessageKind.WRITTEN_RECORD]


def test_reg_13_2_a_complaint_by_telephone_owes_a_copy_of_the_record_with_its_acknowledgement():
    file = a_file(**BY_PHONE)

    assert copies(file) == []
    assert copies(acknowledged(file)) == [Medium.EMAIL]
    assert copies(acknowledged(acknowledged(file))) == [Medium.EMAIL], "once"


def test_what_came_in_writing_owes_none():
    assert copies(acknowledged(a_file())) == []


def test_sc_2_b_a_concern_that_becomes_a_complaint_owes_it_too_and_none_before():
    concern = a_file(**BY_PHONE, contact_type=ContactType.CONCERN)
    complaint = promote(concern, Promotion("Not satisfied"), **WHEN).file

    assert copies(complaint) == []
    assert copies(acknowledged(complaint)) == [Medium.EMAIL]


def test_who_wants_paper_gets_paper_and_who_must_never_be_written_to_waits_for_a_person():
    by_post = a_party(may_email=False, channels=(Channel.LETTER,))
    never = a_party(never=(Channel.EMAIL, Channel.LETTER))
    on_paper = acknowledged(a_receipt(an_intake(party=by_post, **BY_PHONE)).file)
    nowhere = acknowledged(a_receipt(an_intake(party=never, **BY_PHONE)).file)

    assert copies(on_paper) == [Medium.LETTER]
    assert copies(nowhere) == []
    assert next_step(replace(nowhere, case=replace(nowhere.case, handler=HANDLER.id))) is (
        NextStep.GIVE_RECORD
    )


def test_s2_13_whoever_speaks_for_a_patient_gets_it_when_the_patient_has_agreed():
    file = acknowledged(spoken_for(**BY_PHONE))

    assert copies(file) == []
    with pytest.raises(ConsentMissing):
        give_record(file, RecordCopy(CopyWay.SENT), **WHEN)
    assert copies(record_consent(file, AGREES, **WHEN).file) == [Medium.EMAIL]


def test_where_somebody_may_be_in_danger_a_person_decides_whether_it_goes():
    linked = Triage(
        patient_safety=False,
        adult_safeguarding=True,
        child_safeguarding=False,
        counter_fraud=False,
        duty_of_candour=False,
        text="The lead was told",
    )
    file = acknowledged(answer_triage(a_file(**BY_PHONE), linked, **WHEN).file)

    assert copies(file) == []
    with pytest.raises(Invalid, match="Say why they get no copy"):
        give_record(file, RecordCopy(CopyWay.WITHHELD), **WHEN)
    withheld = give_record(file, RecordCopy(CopyWay.WITHHELD, text="He reads her post"), **WHEN).file
    assert not has_their_copy(withheld.events)
    assert copies(give_record(withheld, RecordCopy(CopyWay.SENT), **WHEN).file) == [Medium.EMAIL]


def test_a_copy_that_is_put_right_goes_again_and_says_what_was_put_right():
    file = acknowledged(a_file(**BY_PHONE))
    again = give_record(file, RecordCopy(CopyWay.SENT, corrections="It was two weeks"), **WHEN).file

    assert len(each_of(again.events, EventType.RECORD_COPY_SETTLED)) == 2
    told = record_for_them(again.events)
    assert told["what_happened"] == "Nobody rang me about my blood test for three weeks."
    assert told["corrections"] == "It was two weeks"
    assert "action_taken" not in told
