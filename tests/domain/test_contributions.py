"""Who was asked for their part, by which link, and when it may still go out (S2-25, S0-7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.consenting import ConsentWithdrawal, record_consent, withdraw_consent
from chalicelib.domain.casework.contributing import (
    ContributionAgain,
    ContributionRequest,
    LinkTakenBack,
    ask_contribution,
    renew_contribution,
    revoke_contribution,
)
from chalicelib.domain.consent import Purpose
from chalicelib.domain.contributions import Contribution, Contributor, contributions_of, linked_of
from chalicelib.domain.disclosure import may_go
from chalicelib.domain.errors import ConsentMissing
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import Channel
from tests.builders import TERMS
from tests.domain.test_consent import AGREES, DAY, spoken_for, then

ASKED = ContributionRequest(
    "A hospital",
    "What it is about",
    date(2027, 1, 20),
    consented=True,
    email="ward@hospital.example",
    questions="Why?",
)
OWN = replace(ASKED, contributor=Contributor.OWN_STAFF, consented=False)
SHARING = replace(AGREES, purposes=(Purpose.DISCUSS, Purpose.SHARE_WITH_ORG))
TAKEN_BACK = ConsentWithdrawal("She rang", Channel.TELEPHONE)


def only(file: CaseFile) -> Contribution:
    (contribution,) = contributions_of(file.events)
    return contribution


def questions_go(file: CaseFile) -> bool:
    sent = [each for each in file.messages if each.kind is MessageKind.CONTRIBUTION_QUESTION]
    return may_go(sent[-1], file.events, TERMS, DAY)


def test_s0_7_the_question_to_an_organisation_waits_for_leave_that_stands_on_the_day_it_goes():
    asked = then(then(spoken_for(), record_consent, SHARING), ask_contribution, ASKED)
    assert questions_go(asked)

    assert not questions_go(then(asked, withdraw_consent, TAKEN_BACK))


def test_s0_7_the_question_to_our_own_staff_shares_nothing_and_goes():
    assert questions_go(then(spoken_for(), ask_contribution, OWN))


def test_s0_7_nobody_outside_is_asked_anew_once_leave_was_taken_back():
    asked = then(then(spoken_for(), record_consent, SHARING), ask_contribution, ASKED)
    shut = then(asked, withdraw_consent, TAKEN_BACK)

    with pytest.raises(ConsentMissing):
        then(shut, renew_contribution, ContributionAgain("1", "ward@hospital.example"))


def test_a_link_that_is_made_anew_is_another_one_to_the_new_address():
    asked = then(spoken_for(), ask_contribution, OWN)
    again = then(asked, renew_contribution, ContributionAgain("1", "matron@hospital.example"))

    assert only(again).named != only(asked).named
    assert (only(again).email, only(again).due) == ("matron@hospital.example", OWN.due)


def test_a_link_that_was_taken_back_is_none_and_the_part_is_still_awaited():
    asked = then(spoken_for(), ask_contribution, OWN)
    after = then(asked, revoke_contribution, LinkTakenBack("1", "The wrong ward"))

    assert (only(after).awaited, only(after).is_linked) == (True, False)
    assert linked_of(after.events) == frozenset()


def test_who_is_asked_without_an_address_gets_no_mail():
    file = then(spoken_for(), ask_contribution, replace(OWN, email="", questions=""))

    assert [m for m in file.messages if m.kind is MessageKind.CONTRIBUTION_QUESTION] == []
