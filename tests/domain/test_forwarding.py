"""Sending a complaint to whom it is for (SI 2009/309 regulations 6 and 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.casework.consenting import record_consent
from chalicelib.domain.casework.forwarding import QUESTIONS, SendingOn, forward_complaint
from chalicelib.domain.contributions import contributions_of
from chalicelib.domain.errors import ConsentMissing, Invalid
from chalicelib.domain.sharing import register_of
from tests import way
from tests.builders import TERMS, a_file
from tests.domain.test_consent import spoken_for, then
from tests.domain.test_contributions import SHARING

WHEN = {"terms": TERMS, "occasion": way.occasion()}
ASKED = SendingOn(
    organisation="The trust",
    email="complaints@trust.example",
    text="It is about your ward",
    due=date(2027, 1, 20),
    lawful_basis="public_task",
    consented=True,
)


def test_s0_7_no_complaint_goes_to_others_while_the_patient_has_not_agreed():
    with pytest.raises(ConsentMissing):
        forward_complaint(spoken_for(), ASKED, **WHEN)


def test_s0_7_it_goes_once_the_patient_has_agreed_and_says_whom_it_is_about():
    agreed = then(spoken_for(), record_consent, SHARING)

    file = forward_complaint(agreed, ASKED, **WHEN).file

    (part,) = contributions_of(file.events)
    assert "About: Nell Verity-Example" in part.text


def test_regulation_6_they_read_the_complaint_as_it_was_written_and_are_asked_whether_they_take_it():
    file = a_file(what_happened="Nobody rang me for three weeks.")

    sent = forward_complaint(file, ASKED, **WHEN).file

    (part,) = contributions_of(sent.events)
    assert "Nobody rang me for three weeks." in part.text
    assert "It is about your ward" in part.text
    assert (part.questions, part.is_linked) == (QUESTIONS, True)
    (entry,) = register_of(sent.events)
    assert (entry.with_whom, entry.lawful_basis) == ("The trust", "public_task")


@pytest.mark.parametrize("wrong", [{"consented": False}, {"lawful_basis": "because"}])
def test_s4_4_nothing_goes_without_their_yes_or_a_basis(wrong: dict[str, object]):
    with pytest.raises(Invalid) as refused:
        forward_complaint(a_file(), replace(ASKED, **wrong), **WHEN)  # type: ignore[arg-type]

    assert [fault.field for fault in refused.value.faults] == list(wrong)
