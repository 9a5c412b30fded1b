"""S2-75: who is not happy to be contacted gets what the law gives them in writing, and no more."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Acknowledgement, acknowledge
from chalicelib.domain.casework.writing import Writing, write_to_person
from chalicelib.domain.errors import ConsentMissing, Invalid
from chalicelib.domain.following import KeepInTouch, Rhythm, arrange_contact
from chalicelib.domain.happy_to_be_contacted import OWED_IN_WRITING, may_be_sent
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import Channel
from chalicelib.domain.surveys.asking import Drawn, WhyNot, why_left_alone
from chalicelib.presentation.correspondence import TO_CONTRIBUTORS, TO_STAFF
from tests.builders import CHRISTMAS_EVE, TERMS, a_file, a_party, a_receipt, an_intake
from tests.way import occasion

WHEN: dict[str, Any] = {"terms": TERMS, "occasion": occasion()}
NOT_HAPPY = a_party(may_contact=False)
SENT_ANYWAY = {
    *("acknowledgement", "written_record", "date_set", "response", "late", "extension", "declined"),
    *("transferred", "cannot_discuss", "plan", "limited", "withdrawn", "outcome", "split"),
    *("next_stage", "stage_reply", "code", "consent_question"),
}


def kinds(file: CaseFile) -> list[MessageKind]:
    return [each.kind for each in file.messages if each.to.id == "complainant"]


@pytest.mark.parametrize(
    "kind", [each for each in MessageKind if each not in {*TO_STAFF, *TO_CONTRIBUTORS}]
)
def test_s2_75_every_kind_of_message_to_a_person_is_owed_in_writing_or_held_back(kind: MessageKind):
    assert may_be_sent(kind, NOT_HAPPY) is (kind in SENT_ANYWAY)
    assert may_be_sent(kind, a_party())
    assert may_be_sent(kind, a_party(may_contact=True))


def test_nothing_that_staff_read_is_on_the_list():
    assert not OWED_IN_WRITING & {*TO_STAFF, *TO_CONTRIBUTORS}


def test_s2_75_they_get_no_receipt_and_an_acknowledgement_in_writing_only():
    file = a_receipt(an_intake(party=NOT_HAPPY)).file
    assert kinds(file) == []
    assert kinds(a_file()) == [MessageKind.RECEIPT]

    by_phone = Acknowledgement(how=Channel.TELEPHONE, offered=(Channel.TELEPHONE,))
    with pytest.raises(Invalid, match="not happy to be contacted"):
        acknowledge(file, by_phone, **WHEN)
    by_mail = Acknowledgement(how=Channel.EMAIL, offered=(Channel.TELEPHONE,))
    assert kinds(acknowledge(file, by_mail, **WHEN).file) == [MessageKind.ACKNOWLEDGEMENT]


def test_s2_75_nobody_writes_to_them_or_asks_them_how_we_did():
    file = a_receipt(an_intake(party=NOT_HAPPY)).file

    with pytest.raises(ConsentMissing, match="not happy to be contacted"):
        write_to_person(file, Writing("News"), **WHEN)
    drawn = Drawn(lot=0, opted_out=False)
    assert why_left_alone(file, drawn, TERMS, CHRISTMAS_EVE.date()) is WhyNot.OPTED_OUT


def test_s2_75_what_they_said_is_theirs_to_change_and_stays_where_nobody_asks_again():
    wish = KeepInTouch(Channel.TELEPHONE, may_email=True, rhythm=Rhythm.NEWS_ONLY, may_contact=False)
    refused = arrange_contact(a_file(), wish, **WHEN).file
    again = arrange_contact(
        refused, KeepInTouch(Channel.TELEPHONE, may_email=True, rhythm=Rhythm.WEEKLY), **WHEN
    ).file

    for file in (refused, again):
        assert file.complainant is not None
        assert file.complainant.may_contact is False
