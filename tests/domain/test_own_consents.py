"""What people allow, limit and take back themselves, and the gates that hear it at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.consenting import record_consent, require_sharing
from chalicelib.domain.casework.own_consents import OwnAnswer, decide_for_oneself
from chalicelib.domain.casework.sharing import share
from chalicelib.domain.consent import (
    ORGANISATIONS,
    ConsentState,
    Purpose,
    Scope,
    consent_for,
    limited_for,
    sharing_answer,
)
from chalicelib.domain.errors import ConsentMissing, Invalid, RuleBroken
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.parties import COMPLAINANT, PATIENT
from chalicelib.domain.representation import Hold
from tests.builders import TERMS, a_receipt, an_occasion, london
from tests.domain.test_consent import AGREES, ASKED_ON, DAY, hold, spoken_for, then
from tests.domain.test_sharing import TO_THE_TRUST

YES, NO = OwnAnswer(agrees=True), OwnAnswer(agrees=False)


def says(file: CaseFile, answer: OwnAnswer, party: Any = PATIENT) -> CaseFile:
    occasion = an_occasion(at=london(ASKED_ON, 11), by=PUBLIC)
    return decide_for_oneself(file, party, answer, terms=TERMS, occasion=occasion).file


def test_s0_7_what_the_patient_takes_back_shuts_every_gate_at_once():
    agreed = says(spoken_for(), YES)

    taken_back = says(agreed, NO)

    assert (hold(agreed), hold(taken_back)) == (None, Hold.WITHDRAWN)


def test_the_patient_limits_what_was_given_in_their_own_words():
    limited = says(
        then(spoken_for(), record_consent, AGREES),
        OwnAnswer(agrees=True, scope=Scope.NAMED_PARTS, limits="The dates"),
    )

    consent = limited_for(COMPLAINANT, limited.events)
    assert consent is not None
    assert (hold(limited), consent.limits) == (None, "The dates")


def test_parts_that_are_not_named_are_asked_for():
    with pytest.raises(Invalid) as refused:
        says(spoken_for(), OwnAnswer(agrees=True, scope=Scope.NAMED_PARTS, limits=" "))

    assert [fault.field for fault in refused.value.faults] == ["limits"]


def test_a_patient_who_never_agreed_and_says_no_has_refused():
    assert hold(says(spoken_for(), NO)) is Hold.REFUSED


def test_whoever_speaks_for_a_patient_decides_nothing_for_them():
    with pytest.raises(RuleBroken):
        says(spoken_for(), YES, COMPLAINANT)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [([], None), ([YES], True), ([NO], False), ([YES, NO], False), ([NO, YES], True)],
)
def test_s2_25_who_speaks_for_themselves_says_whether_other_organisations_are_asked(
    answers: list[OwnAnswer], expected: bool | None
):
    file = a_receipt().file
    for answer in answers:
        file = says(file, answer, COMPLAINANT)

    assert sharing_answer(file.events, DAY) is expected


def test_what_was_said_of_other_organisations_opens_and_shuts_the_sharing():
    willing = says(a_receipt().file, YES, COMPLAINANT)
    unwilling = says(willing, NO, COMPLAINANT)

    assert then(willing, share, TO_THE_TRUST)
    with pytest.raises(ConsentMissing):
        then(unwilling, share, TO_THE_TRUST)
    given = consent_for(ORGANISATIONS, unwilling.events)
    assert given is not None
    assert given.state is ConsentState.WITHDRAWN


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        (None, False),
        (OwnAnswer(agrees=True, share=True), True),
        (OwnAnswer(agrees=True, share=False), False),
        (OwnAnswer(agrees=False, share=True), False),
    ],
)
def test_where_somebody_speaks_for_a_patient_only_the_patient_lets_others_be_asked(
    answer: OwnAnswer | None, asked: bool
):
    file = says(spoken_for(), answer) if answer else spoken_for()

    if asked:
        require_sharing(file, day=DAY)
    else:
        with pytest.raises(ConsentMissing):
            require_sharing(file, day=DAY)


def test_a_consent_to_sharing_ends_on_its_day_like_any_other():
    both = replace(AGREES, purposes=(Purpose.DISCUSS, Purpose.SHARE_WITH_ORG), until=DAY)
    file = then(spoken_for(), record_consent, both)

    assert sharing_answer(file.events, DAY) is True
    assert sharing_answer(file.events, DAY.replace(day=31)) is False
