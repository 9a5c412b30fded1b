"""What may be told to whoever speaks for a patient, read from the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.asking_consent import ConsentRequest, ask_consent
from chalicelib.domain.casework.consenting import (
    ConsentAnswer,
    ConsentWithdrawal,
    PatientAnswer,
    Substitution,
    record_consent,
    substitute_consent,
    withdraw_consent,
)
from chalicelib.domain.consent import RULES, Purpose, Scope, hold_for, limited_for
from chalicelib.domain.errors import ActionRefused, Invalid
from chalicelib.domain.parties import COMPLAINANT, PATIENT, Channel
from chalicelib.domain.policy import Action, Setting, Terms
from chalicelib.domain.representation import Basis, Hold, Standing
from chalicelib.domain.workflow import require
from tests.builders import TERMS, a_party, a_receipt, an_intake, an_occasion, by_staff, london

ASKED_ON, DAY = date(2026, 12, 29), date(2026, 12, 30)
BY_MANAGER = by_staff()
ALL_ASKED: Terms = replace(
    TERMS,
    pack=replace(
        TERMS.pack, settings={**TERMS.pack.settings, RULES: Setting("all_third_parties", "S0-7")}
    ),
)


def spoken_for(basis: Basis | None = Basis.ASKED, terms: Terms = TERMS, **record: Any) -> CaseFile:
    """A case that a daughter brought for her mother."""
    intake = an_intake(standing=Standing.REPRESENTATIVE, basis=basis, **record)
    mother = a_party(id=PATIENT, first_name="Nell", born_on=date(1931, 2, 1), email="", may_email=False)
    return a_receipt(replace(intake, parties=(*intake.parties, mother)), terms=terms).file


def then(file: CaseFile, decide: Any, asked: Any, on: date = ASKED_ON) -> CaseFile:
    occasion = an_occasion(at=london(on, 10), by=BY_MANAGER)
    after: CaseFile = decide(file, asked, terms=TERMS, occasion=occasion).file
    return after


AGREES = ConsentAnswer(
    PatientAnswer.AGREES, "A signed form", Channel.LETTER, purposes=(Purpose.DISCUSS,)
)
REFUSES = replace(AGREES, answer=PatientAnswer.REFUSES)
NO_ANSWER = replace(AGREES, answer=PatientAnswer.NO_ANSWER)
REQUEST = ConsentRequest((Purpose.DISCUSS,), Channel.LETTER)
WITHDRAWAL = ConsentWithdrawal("She rang and took it back", Channel.TELEPHONE)


def hold(file: CaseFile, *, terms: Terms = TERMS, day: date = DAY) -> Hold | None:
    return hold_for(COMPLAINANT, file.events, terms, day)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param([], Hold.PATIENT_MUST_AGREE, id="nobody was asked"),
        pytest.param([(ask_consent, REQUEST)], Hold.PATIENT_MUST_AGREE, id="asked"),
        pytest.param([(ask_consent, REQUEST), (record_consent, AGREES)], None, id="given"),
        pytest.param([(record_consent, AGREES)], None, id="given without being asked"),
        pytest.param([(ask_consent, REQUEST), (record_consent, REFUSES)], Hold.REFUSED, id="refused"),
        pytest.param(
            [(ask_consent, REQUEST), (record_consent, NO_ANSWER)], Hold.EXPIRED, id="no answer"
        ),
        pytest.param(
            [(record_consent, AGREES), (withdraw_consent, WITHDRAWAL)], Hold.WITHDRAWN, id="withdrawn"
        ),
        pytest.param(
            [(record_consent, REFUSES), (record_consent, AGREES)], None, id="refused, then given"
        ),
        pytest.param(
            [(record_consent, AGREES), (ask_consent, REQUEST)],
            Hold.PATIENT_MUST_AGREE,
            id="given, then asked again about something else",
        ),
        pytest.param(
            [(record_consent, replace(AGREES, purposes=(Purpose.INVESTIGATE,)))],
            Hold.PATIENT_MUST_AGREE,
            id="given for another purpose only",
        ),
    ],
)
def test_s2_13_the_gate_is_as_the_patient_left_it(steps: list[tuple[Any, Any]], expected: Hold | None):
    file = spoken_for()
    for decide, asked in steps:
        file = then(file, decide, asked)

    assert hold(file) is expected


@pytest.mark.parametrize(
    ("basis", "everybody_asked", "basis_decides"),
    [
        (Basis.ASKED, Hold.PATIENT_MUST_AGREE, Hold.PATIENT_MUST_AGREE),
        (Basis.LACKS_CAPACITY, Hold.NOT_DECIDED, Hold.NOT_DECIDED),
        (Basis.DIED, Hold.NOT_DECIDED, Hold.NOT_DECIDED),
        (Basis.CHILD_PARENT, Hold.PATIENT_MUST_AGREE, None),
        (Basis.CHILD_CARER, Hold.PATIENT_MUST_AGREE, Hold.NOT_DECIDED),
        (Basis.CHILD_LOCAL_AUTHORITY, Hold.PATIENT_MUST_AGREE, Hold.NOT_DECIDED),
        (None, Hold.NO_BASIS, Hold.NO_BASIS),
    ],
)
def test_c_17_the_basis_says_whether_consent_is_required_substituted_or_impossible(
    basis: Basis | None, everybody_asked: Hold, basis_decides: Hold | None
):
    file = spoken_for(basis)

    assert hold(file) is basis_decides
    assert hold(file, terms=ALL_ASKED) is everybody_asked


def test_a_consent_until_a_day_holds_on_that_day_and_not_on_the_next():
    file = then(spoken_for(), record_consent, replace(AGREES, until=DAY))

    assert hold(file, day=DAY) is None
    assert hold(file, day=date(2026, 12, 31)) is Hold.EXPIRED


def test_sc_3_c_after_the_patients_death_the_manager_decides_with_evidence():
    agreed = then(spoken_for(), record_consent, REFUSES)
    decided = Substitution(Basis.DIED, "The will names her", "She is the executor", right_person=True)

    assert hold(then(agreed, substitute_consent, decided)) is None
    with pytest.raises(Invalid):
        then(agreed, substitute_consent, replace(decided, basis=Basis.ASKED))


def test_s2_3_a_patient_who_cannot_decide_is_not_asked():
    with pytest.raises(ActionRefused, match="cannot be asked"):
        require(spoken_for(Basis.LACKS_CAPACITY), Action.ASK_CONSENT, TERMS)


def test_nobody_is_asked_where_a_person_speaks_for_themselves():
    with pytest.raises(ActionRefused, match="for themselves"):
        require(a_receipt().file, Action.ASK_CONSENT, TERMS)


def test_sc_3_a_a_consent_to_the_response_alone_leaves_the_records_out():
    limited = then(spoken_for(), record_consent, replace(AGREES, scope=Scope.RESPONSE_ONLY))

    assert limited_for(COMPLAINANT, limited.events)
    assert not limited_for(COMPLAINANT, then(spoken_for(), record_consent, AGREES).events)
