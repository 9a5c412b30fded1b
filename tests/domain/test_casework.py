"""What may be done to a case, and what may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain import workflow
from chalicelib.domain.casework import (
    Acknowledgement,
    Note,
    acknowledge,
    add_note,
    assign,
    refuse_if_changed,
)
from chalicelib.domain.contact import ContactType, record_of
from chalicelib.domain.errors import (
    ActionRefused,
    CaseChanged,
    ConsentMissing,
    Invalid,
    NotFound,
    RuleBroken,
)
from chalicelib.domain.events import system
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Action
from chalicelib.domain.states import State
from chalicelib.domain.workflow import NextStep, next_step
from tests.builders import (
    CHRISTMAS_EVE,
    HANDLER,
    MANAGER,
    OFFICE,
    RECEPTION,
    TERMS,
    a_file,
    a_party,
    a_receipt,
    a_record,
    an_intake,
    an_occasion,
    by_staff,
    london,
)

MONDAY = london(date(2026, 12, 29), 11)
NOW = an_occasion(MONDAY, by_staff())
BOTH = (Channel.TELEPHONE, Channel.MEETING)


def test_what_somebody_told_us_can_be_read_back_word_for_word():
    file = a_file()

    assert record_of(file.events[0]) == a_record()


def test_a_contact_cannot_have_been_received_in_the_future():
    with pytest.raises(Invalid, match="future"):
        a_receipt(at=CHRISTMAS_EVE - timedelta(minutes=1))


def test_a_paper_letter_keeps_the_day_on_which_it_came():
    file = a_receipt(at=MONDAY).file

    assert file.case.received_at == CHRISTMAS_EVE
    assert file.events[0].at == MONDAY


def test_a_complaint_is_acknowledged_once_both_parts_are_there():
    file = acknowledge(
        a_file(), Acknowledgement(Channel.TELEPHONE, BOTH, MONDAY), terms=TERMS, occasion=NOW
    ).file

    assert file.case.state is State.ACKNOWLEDGED
    assert next_step(file) is NextStep.ASSIGN_HANDLER


@pytest.mark.parametrize(
    ("how", "offered", "left"),
    [
        (Channel.TELEPHONE, (), NextStep.OFFER_DISCUSSION),
        (None, BOTH, NextStep.ACKNOWLEDGE),
    ],
    ids=["only acknowledged", "only offered"],
)
def test_one_part_alone_leaves_the_other_to_do(how, offered, left: NextStep):
    file = acknowledge(a_file(), Acknowledgement(how, offered, MONDAY), terms=TERMS, occasion=NOW).file

    assert file.case.state is State.RECEIVED
    assert next_step(file) is left


def test_acknowledging_by_mail_needs_the_persons_consent_to_mail():
    file = a_receipt(an_intake(party=a_party(may_email=False))).file

    with pytest.raises(ConsentMissing):
        acknowledge(file, Acknowledgement(Channel.EMAIL, BOTH, MONDAY), terms=TERMS, occasion=NOW)


@pytest.mark.parametrize(
    "done",
    [
        pytest.param(Acknowledgement(None, (), MONDAY), id="nothing done"),
        pytest.param(Acknowledgement(Channel.LETTER, (), MONDAY + timedelta(days=1)), id="tomorrow"),
        pytest.param(
            Acknowledgement(Channel.LETTER, (), CHRISTMAS_EVE - timedelta(days=1)), id="before receipt"
        ),
        pytest.param(Acknowledgement(None, (Channel.EMAIL,), MONDAY), id="a discussion by email"),
    ],
)
def test_an_acknowledgement_that_cannot_be_is_refused(done: Acknowledgement):
    with pytest.raises(Invalid):
        acknowledge(a_file(), done, terms=TERMS, occasion=NOW)


def test_only_a_complaint_is_acknowledged():
    file = a_file(contact_type=ContactType.COMPLIMENT)

    with pytest.raises(ActionRefused, match="Only a complaint"):
        workflow.require(file, Action.ACKNOWLEDGE, TERMS)


def test_a_new_handlers_initials_stand_in_the_reference_and_old_ones_still_find_it():
    file = a_file()
    for person in (HANDLER, MANAGER, HANDLER):
        file = assign(file, person, terms=TERMS, occasion=NOW).file

    assert str(file.case.reference) == "HAL/123456"
    assert set(file.case.initials) == {"WLP", "MMR", "HAL"}


@pytest.mark.parametrize(
    ("person", "refusal"),
    [
        pytest.param(RECEPTION, RuleBroken, id="whose role handles no cases"),
        pytest.param(
            replace(OFFICE, organisation=OrganisationId("other")), NotFound, id="of elsewhere"
        ),
    ],
)
def test_a_case_is_not_given_to_somebody(person, refusal):
    with pytest.raises(refusal):
        assign(a_file(), person, terms=TERMS, occasion=NOW)


def test_a_case_is_not_given_to_whoever_has_it():
    file = assign(a_file(), HANDLER, terms=TERMS, occasion=NOW).file

    with pytest.raises(RuleBroken, match="already"):
        assign(file, HANDLER, terms=TERMS, occasion=NOW)


def test_an_empty_note_is_refused():
    with pytest.raises(Invalid):
        add_note(a_file(), Note(" \n"), terms=TERMS, occasion=NOW)


def test_what_a_person_did_meanwhile_is_told_to_the_next():
    seen = a_file()
    file = add_note(seen, Note("A note"), terms=TERMS, occasion=NOW).file

    with pytest.raises(CaseChanged) as refusal:
        refuse_if_changed(file, seen.case.version)

    assert [event.type for event in refusal.value.since] == ["note.added"]


def test_a_version_that_the_case_has_not_reached_is_refused():
    file = a_file()

    with pytest.raises(Invalid, match="no such version"):
        refuse_if_changed(file, file.case.version + 1)


def test_what_the_system_did_meanwhile_surprises_nobody():
    seen = a_file()
    occasion = an_occasion(MONDAY, system("delivery"))
    file = add_note(seen, Note("As if by the system"), terms=TERMS, occasion=occasion).file

    refuse_if_changed(file, seen.case.version)
