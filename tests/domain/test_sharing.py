"""Nothing of a case is given to others without a basis, and the register knows who got what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.consenting import record_consent
from chalicelib.domain.casework.sharing import Sharing, SharingApproval, approve_sharing, share
from chalicelib.domain.consent import Purpose
from chalicelib.domain.errors import Invalid, RuleBroken
from chalicelib.domain.sharing import Confidentiality, register_of, unused_approvals
from tests.builders import a_receipt
from tests.domain.test_consent import AGREES, spoken_for, then

TO_THE_TRUST = Sharing(
    with_whom="Exampleton Hospital Trust",
    what="The letter of complaint",
    purpose="complaints",
    lawful_basis="public_task",
    confidentiality_basis=Confidentiality.CONSENT,
)
TO_THE_POLICE = replace(
    TO_THE_TRUST,
    with_whom="The police",
    purpose="safeguarding",
    confidentiality_basis=Confidentiality.PUBLIC_INTEREST,
)
APPROVAL = SharingApproval("The police", "The letter of complaint", "A child is in danger")


def own() -> CaseFile:
    return a_receipt().file


@pytest.mark.parametrize(
    ("field", "code"),
    [
        pytest.param("purpose", "", id="no purpose (S4-6)"),
        pytest.param("purpose", "individual_funding", id="a purpose that is not ours (S4-6)"),
        pytest.param("lawful_basis", "", id="no lawful basis (S4-4)"),
        pytest.param("lawful_basis", "curiosity", id="a basis that is not the pack's (S4-4)"),
    ],
)
def test_s1_52_without_a_basis_nothing_is_shared(field: str, code: str):
    asked: dict[str, Any] = {field: code}

    with pytest.raises(Invalid) as refused:
        then(own(), share, replace(TO_THE_TRUST, **asked))

    assert [fault.field for fault in refused.value.faults] == [field]


def test_s4_5_the_public_interest_needs_the_guardians_approval_and_each_serves_once():
    with pytest.raises(RuleBroken, match="Caldicott"):
        then(own(), share, TO_THE_POLICE)

    approved = then(own(), approve_sharing, APPROVAL)
    (approval,) = unused_approvals(approved.events)
    shared = then(approved, share, replace(TO_THE_POLICE, approval=approval.id))

    assert unused_approvals(shared.events) == ()
    with pytest.raises(RuleBroken, match="Caldicott"):
        then(shared, share, replace(TO_THE_POLICE, approval=approval.id))


def test_the_basis_of_consent_is_the_patients_own_and_for_sharing():
    only_talk = then(spoken_for(), record_consent, AGREES)
    both = replace(AGREES, purposes=(Purpose.DISCUSS, Purpose.SHARE_WITH_ORG))

    with pytest.raises(RuleBroken, match="other organisations"):
        then(only_talk, share, TO_THE_TRUST)
    assert register_of(then(then(spoken_for(), record_consent, both), share, TO_THE_TRUST).events)


def test_s4_4_the_register_says_who_got_what_what_for_and_why_they_might():
    (entry,) = register_of(then(own(), share, TO_THE_TRUST).events)

    assert (entry.with_whom, entry.what) == ("Exampleton Hospital Trust", "The letter of complaint")
    assert (entry.purpose, entry.lawful_basis) == ("complaints", "public_task")
    assert entry.confidentiality_basis == "consent"
