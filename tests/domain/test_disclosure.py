"""What may go to whom: every kind of message against every state of a consent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.asking_consent import ask_consent
from chalicelib.domain.casework.consenting import (
    Substitution,
    record_consent,
    substitute_consent,
    withdraw_consent,
)
from chalicelib.domain.consent import ConsentState, Scope
from chalicelib.domain.disclosure import TELLS, Tells, may_go
from chalicelib.domain.messages import MessageKind, MessageState
from chalicelib.domain.parties import COMPLAINANT, PATIENT
from chalicelib.domain.recipients import to_party
from chalicelib.domain.representation import Basis
from chalicelib.presentation.correspondence import (
    TO_CONTRIBUTORS,
    TO_STAFF,
    TO_THE_PUBLIC,
    WITH_A_LINK,
)
from tests.builders import TERMS, a_receipt
from tests.domain.test_consent import (
    AGREES,
    DAY,
    NO_ANSWER,
    REFUSES,
    REQUEST,
    WITHDRAWAL,
    spoken_for,
    then,
)

RIGHT = Substitution(Basis.DIED, "The will names her", "She is the executor", right_person=True)
WRONG = replace(RIGHT, right_person=False)
SAID: Mapping[str, tuple[tuple[Any, Any], ...]] = {
    "nobody was asked": (),
    ConsentState.REQUESTED: ((ask_consent, REQUEST),),
    ConsentState.GIVEN: ((record_consent, AGREES),),
    "given, for the response only": ((record_consent, replace(AGREES, scope=Scope.RESPONSE_ONLY)),),
    "given until a day that passed": ((record_consent, replace(AGREES, until=DAY.replace(day=29))),),
    ConsentState.REFUSED: ((ask_consent, REQUEST), (record_consent, REFUSES)),
    ConsentState.EXPIRED: ((ask_consent, REQUEST), (record_consent, NO_ANSWER)),
    ConsentState.WITHDRAWN: ((record_consent, AGREES), (withdraw_consent, WITHDRAWAL)),
    ConsentState.SUBSTITUTED: ((substitute_consent, RIGHT),),
    ConsentState.NOT_ACCEPTED: ((substitute_consent, WRONG),),
}
"""Each way in which a consent can stand, and how it came there."""
OPEN = {ConsentState.GIVEN, "given, for the response only", ConsentState.SUBSTITUTED}
ALWAYS = {"receipt", "acknowledgement", "appointment", "split", "code", "cannot_discuss", "withdrawn"}
NEVER = {"consent_question", "contribution_question", "contribution_code"}


def a_case(said: str) -> CaseFile:
    file = spoken_for()
    for decide, asked in SAID[said]:
        file = then(file, decide, asked)
    return file


def goes(kind: MessageKind, file: CaseFile, to: Any = COMPLAINANT) -> bool:
    message = replace(file.messages[0], kind=kind, to=to_party(to), state=MessageState.OWED)
    return may_go(message, file.events, TERMS, DAY)


def test_every_state_of_a_consent_stands_in_the_table():
    assert set(ConsentState) - {ConsentState.NOT_REQUIRED} <= set(SAID)


def test_every_kind_of_message_to_the_people_of_a_case_was_thought_about():
    told = {*TO_THE_PUBLIC, *WITH_A_LINK, *TO_CONTRIBUTORS}
    assert set(TELLS) == told == set(MessageKind) - set(TO_STAFF)


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("kind", TELLS)
def test_s2_13_each_message_goes_to_the_representative_only_as_the_patient_left_it(
    kind: MessageKind, said: str
):
    expected = kind in ALWAYS or (said in OPEN and kind not in NEVER)

    assert goes(kind, a_case(said)) is expected


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("kind", TELLS)
def test_a_message_to_the_patient_themselves_always_goes(kind: MessageKind, said: str):
    assert goes(kind, a_case(said), PATIENT)


@pytest.mark.parametrize("kind", TELLS)
def test_who_speaks_for_themselves_gets_every_message_but_a_patients_own(kind: MessageKind):
    assert goes(kind, a_receipt().file) is (kind not in NEVER)


def test_a_kind_that_nobody_has_thought_about_is_held_back(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(TELLS, MessageKind.RECEIPT)  # type: ignore[arg-type]

    assert not goes(MessageKind.RECEIPT, spoken_for())
    assert TELLS[MessageKind.CONSENT_QUESTION] is Tells.THEIR_OWN
