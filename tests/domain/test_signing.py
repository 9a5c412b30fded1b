"""Who signs the response, after what, and who has their copy (C-7, S2-34, S2-88)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import delegating, handing_copies, investigating, responding
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.delegations import delegable_roles, delegations_of
from chalicelib.domain.errors import Invalid
from chalicelib.domain.events import EventType, Happening
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.investigations import Concerned
from chalicelib.domain.parties import Channel
from chalicelib.domain.signing_off import still_to_approve
from chalicelib.domain.staff import Staff
from chalicelib.domain.staff_copies import copies_to_hand
from chalicelib.domain.states import State
from tests.builders import HANDLER, MANAGER, TERMS
from tests.way import MANAGER_ROLE, NOW, PARTNER_ROLE, SEND, after, in_every_state, occasion, post, send

WHEN = {"terms": TERMS, "occasion": occasion()}
BY_PARTNER = {"terms": TERMS, "occasion": occasion("partner")}
AS_MANAGER = responding.ResponseSent(Channel.LETTER, MANAGER_ROLE)
UNTIL = delegating.SigningDelegation(MANAGER.id, date(2027, 1, 31), "I am away")


def approved() -> CaseFile:
    return after(in_every_state()[State.AWAITING_SIGNOFF], *SEND[:2])


def delegated(asked: delegating.SigningDelegation = UNTIL, person: Staff | None = MANAGER) -> CaseFile:
    return delegating.delegate_signing(approved(), asked, person, **BY_PARTNER).file


def test_c_7_the_complaints_manager_signs_only_where_the_responsible_person_let_them():
    with pytest.raises(Invalid, match="responsible person let them"):
        send(approved(), AS_MANAGER, **WHEN)

    ready = send(delegated(), AS_MANAGER, **WHEN).file

    assert ready.events[-1].facts["delegation"] == "1"
    (kept,) = delegations_of(ready.events)
    assert (kept.to, kept.by, kept.until) == (MANAGER.id, StaffId("partner"), date(2027, 1, 31))


def test_c_7_the_responsible_person_needs_nobodys_leave():
    partner = responding.ResponseSent(Channel.LETTER, PARTNER_ROLE)

    assert send(approved(), partner, **WHEN).file.events[-1].facts["delegation"] == ""


def test_c_7_a_delegation_ends_with_its_last_day():
    late = replace(occasion(), at=NOW.replace(year=2027, month=2, day=1))

    with pytest.raises(Invalid, match="responsible person let them"):
        send(delegated(), AS_MANAGER, terms=TERMS, occasion=late)


def test_c_7_a_delegation_that_was_taken_back_counts_no_more():
    ended = delegating.DelegationEnd("1", "I am back")
    back = delegating.take_back_signing(delegated(), ended, **BY_PARTNER).file

    assert delegations_of(back.events) == ()
    with pytest.raises(Invalid, match="responsible person let them"):
        send(back, AS_MANAGER, **WHEN)
    with pytest.raises(Invalid, match="Choose from the list"):
        delegating.take_back_signing(back, ended, **BY_PARTNER)


@pytest.mark.parametrize("person", [HANDLER, None], ids=["no signatory", "nobody"])
def test_c_7_only_who_holds_a_role_that_signs_can_be_let_sign(person: Staff | None):
    asked = replace(UNTIL, to=person.id if person else StaffId("nobody"))

    with pytest.raises(Invalid, match="Choose somebody from the list"):
        delegated(asked, person)


def test_a_pack_whose_responsible_person_never_signs_has_delegated_itself():
    settings = {k: v for k, v in TERMS.pack.settings.items() if k != "responsible_person"}

    assert delegable_roles(TERMS.pack) == (MANAGER_ROLE,)
    assert delegable_roles(replace(TERMS.pack, settings=settings)) == ()


def met(file: CaseFile, outcome: str = "held") -> CaseFile:
    """They met the person; how that came to be does not matter here."""
    ended = Happening(EventType.APPOINTMENT_ENDED, {"appointment": "1", "outcome": outcome})
    return changed(file, [ended], **WHEN).file


def test_s2_88_what_was_approved_before_a_meeting_is_approved_again_after_it():
    assert still_to_approve(approved().events, TERMS.pack) == ()

    after_it = met(approved())

    assert still_to_approve(after_it.events, TERMS.pack) == (MANAGER_ROLE, PARTNER_ROLE)
    assert still_to_approve(after(after_it, *SEND[:2]).events, TERMS.pack) == ()


def test_s2_88_a_meeting_that_nobody_came_to_changes_nothing():
    assert still_to_approve(met(approved(), "they_did_not_come").events, TERMS.pack) == ()


def test_s2_34_a_copy_on_paper_waits_until_it_was_handed_over():
    named = investigating.NamedStaff("Dr B", Concerned.MENTIONED)
    mentioned = investigating.name_staff(in_every_state()[State.INVESTIGATING], named, **WHEN).file
    ready = send(mentioned, responding.ResponseSent(Channel.LETTER, PARTNER_ROLE), **WHEN).file
    answered = post(ready, Channel.LETTER, **WHEN).file

    assert copies_to_hand(ready.events) == ()
    (waiting,) = copies_to_hand(answered.events)
    assert waiting.name == "Dr B"

    handed = handing_copies.hand_copy(answered, handing_copies.HandedCopy(waiting.id), **WHEN).file

    assert copies_to_hand(handed.events) == ()
    with pytest.raises(Invalid, match="Choose from the list"):
        handing_copies.hand_copy(handed, handing_copies.HandedCopy(waiting.id), **WHEN)
