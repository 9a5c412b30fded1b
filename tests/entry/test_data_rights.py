"""What people may ask about their own details, and what must be kept (domain.md 3.6, C-26, S1-42)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.application.casework import pinned
from chalicelib.application.open_case import open_case
from chalicelib.domain.clocks import Clock
from chalicelib.domain.data_rights import subject_requests_of, unanswered
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.reading import documents_of
from chalicelib.domain.events import PUBLIC, first_break
from chalicelib.domain.history import words_of
from chalicelib.domain.parties import PATIENT
from chalicelib.domain.reference import Reference
from chalicelib.domain.representation import Basis, Standing
from chalicelib.domain.states import State
from tests.builders import PRACTICE, a_party, an_intake, london
from tests.entry.test_documents import with_file
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld
from tests.samples import a_pdf

WORDS = {"text": "Please send me everything that you hold about me."}


def do(program: Program, world: FakeWorld, reference: Reference, command: str, **asked: Any) -> int:
    """A command of the API on the case as it is now; the status of the answer."""
    body = {"version": version_of(world, reference), **asked}
    return program.post(f"/api/cases/{reference.in_url}/{command}", body).status_code


def clock(world: FakeWorld, reference: Reference, code: str) -> Clock:
    file = world.cases.load(reference.number)
    terms = pinned(file.case, world.ports.policies)
    return next(each for each in file.clocks(terms) if each.code == code)


@pytest.fixture
def asked(program: Program, world: FakeWorld, reference: Reference) -> Reference:
    """The person asked for a copy on Monday 4 January 2027; we know who they are."""
    world.clock.move_to(london(date(2027, 1, 4), 10))
    request = {"wants": "copy", "identity_known": True, **WORDS}
    assert do(program, world, reference, "subject-request", **request) == 200
    return reference


def test_a_request_is_answered_within_a_month_and_each_has_its_own_3_6(
    program: Program, world: FakeWorld, asked: Reference
):
    world.clock.move_to(london(date(2027, 1, 11), 10))
    second = {"wants": "erasure", "identity_known": True, "text": "Erase my telephone number."}
    assert do(program, world, asked, "subject-request", **second) == 200

    answer = {"request": "1", "granted": True, "text": "A copy was handed over."}
    assert do(program, world, asked, "subject-request-answer", **answer) == 200

    assert clock(world, asked, "SAR:1").due == date(2027, 2, 4)
    assert not clock(world, asked, "SAR:1").running
    assert clock(world, asked, "SAR:2").due == date(2027, 2, 11)
    assert clock(world, asked, "SAR:2").running


def test_the_month_stands_still_while_we_do_not_know_who_asks_and_goes_on_after_3_6(
    program: Program, world: FakeWorld, reference: Reference
):
    world.clock.move_to(london(date(2027, 1, 4), 10))
    request = {"wants": "copy", "identity_known": False, **WORDS}
    assert do(program, world, reference, "subject-request", **request) == 200
    assert clock(world, reference, "SAR:1").paused_since == london(date(2027, 1, 4), 10)
    early = {"request": "1", "granted": True, "text": "Sent."}
    assert do(program, world, reference, "subject-request-answer", **early) == 409

    world.clock.move_to(london(date(2027, 1, 12), 10))
    shown = {"request": "1", "text": "Came in with a passport."}
    assert do(program, world, reference, "subject-request-reply", **shown) == 200

    assert clock(world, reference, "SAR:1").paused_since is None
    # Seven days after 4 February: the day of receipt itself is never one of the month.
    assert clock(world, reference, "SAR:1").due == date(2027, 2, 11)


def test_nothing_but_who_asks_and_what_they_mean_stops_the_month_3_6(
    program: Program, world: FakeWorld, asked: Reference
):
    busy = {"request": "1", "why": "workload", "text": "We are busy."}
    meaning = {"request": "1", "why": "meaning", "text": "All letters, or those of 2026?"}

    assert do(program, world, asked, "subject-request-question", **busy) == 422
    assert do(program, world, asked, "subject-request-question", **meaning) == 200
    assert do(program, world, asked, "subject-request-question", **meaning) == 409


def test_a_request_is_put_off_once_by_two_months_at_most_3_6(
    program: Program, world: FakeWorld, asked: Reference
):
    def put_off(months: int) -> int:
        more = {"request": "1", "months": months, "text": "There are eleven folders."}
        return do(program, world, asked, "subject-request-extension", **more)

    assert put_off(3) == 422
    assert put_off(2) == 200
    assert clock(world, asked, "SAR:1").due == date(2027, 4, 5)  # 4 April is a Sunday
    assert put_off(1) == 409


def test_a_request_is_not_put_off_when_its_month_is_over_3_6(
    program: Program, world: FakeWorld, asked: Reference
):
    world.clock.move_to(london(date(2027, 2, 5), 10))
    more = {"request": "1", "months": 1, "text": "There are eleven folders."}

    assert do(program, world, asked, "subject-request-extension", **more) == 409
    assert not subject_requests_of(world.cases.load(asked.number).events)[0].is_extended


def test_a_complaint_about_personal_details_is_acknowledged_by_its_own_clock_c26(
    program: Program, world: FakeWorld, reference: Reference
):
    """The day of receipt is the first of the thirty, and a last day at the weekend comes earlier."""
    world.clock.move_to(london(date(2027, 1, 4), 10))
    wrong = {"text": "My letter was left on the counter."}
    assert do(program, world, reference, "data-complaint", **wrong) == 200
    care = clock(world, reference, "ACK")
    assert clock(world, reference, "DPC:1").due == date(2027, 2, 2)

    told = {"complaint": "1", "text": "We have your complaint about the letter."}
    assert do(program, world, reference, "data-complaint-acknowledgement", **told) == 200

    assert not clock(world, reference, "DPC:1").running
    assert clock(world, reference, "ACK").due == care.due
    assert clock(world, reference, "ACK").running
    assert do(program, world, reference, "data-complaint-acknowledgement", **told) == 409


def test_the_outcome_about_personal_details_is_told_without_waiting_for_the_one_about_care_c26(
    program: Program, manager: Browser, world: FakeWorld, reference: Reference
):
    wrong, told = (
        {"text": "My letter was left out."},
        {"complaint": "1", "text": "It was. We are sorry."},
    )
    assert do(program, world, reference, "data-complaint", **wrong) == 200
    assert do(program, world, reference, "data-complaint-answer", upheld=True, **told) == 409
    assert do(program, world, reference, "data-complaint-acknowledgement", **told) == 200
    form = f"/staff/cases/{reference.in_url}/do/data-complaint-answer"
    assert "Complaint 1" in said(manager.get(form))

    assert do(program, world, reference, "data-complaint-answer", upheld=True, **told) == 200

    file = world.cases.load(reference.number)
    assert unanswered(file.events) == ()
    assert file.case.state is State.RECEIVED, "the complaint about care goes its own way"
    timeline = program.get(f"/api/cases/{reference.in_url}/timeline").json_body["items"]
    assert timeline[0]["type"] == "data_complaint.answered", "the newest comes first"
    assert do(program, world, reference, "data-complaint-answer", upheld=True, **told) == 409


def test_nothing_is_deleted_while_the_case_is_on_legal_hold_s1_42(
    program: Program, world: FakeWorld, reference: Reference
):
    document = with_file(world, reference, a_pdf("A letter"))
    delete = {"document": document, "verdict": "delete", "why": "It came twice."}
    assert do(program, world, reference, "legal-hold", text="A claim was announced.") == 200

    assert do(program, world, reference, "document-decision", **delete) == 409
    kept = documents_of(world.cases.load(reference.number).events)
    assert {each.state for each in kept if each.id == document} == {DocumentState.SAFE}

    assert do(program, world, reference, "legal-hold-end", text="The claim was settled.") == 200
    assert do(program, world, reference, "document-decision", **delete) == 200
    file = world.cases.load(reference.number)
    assert first_break(file.events, file.case.head) is None


def test_the_page_of_a_case_says_that_it_is_on_legal_hold_s1_42(
    manager: Browser, program: Program, world: FakeWorld, reference: Reference
):
    case = f"/staff/cases/{reference.in_url}"
    assert "Nothing of it may be deleted" not in said(manager.get(case))

    assert do(program, world, reference, "legal-hold", text="A claim was announced.") == 200

    assert "Nothing of it may be deleted" in said(manager.get(case))


def test_reception_takes_a_request_and_decides_nothing_about_it(
    app_client: Any, world: FakeWorld, reference: Reference
):
    reception = Program(app_client, "reception")
    request = {"wants": "copy", "identity_known": True, **WORDS}

    assert do(reception, world, reference, "subject-request", **request) == 200
    assert do(reception, world, reference, "legal-hold", text="A claim.") == 403
    answer = {"request": "1", "granted": False, "text": "No."}
    assert do(reception, world, reference, "subject-request-answer", **answer) == 403


def test_article_16_the_patients_details_are_corrected_and_what_stood_there_is_kept_until_erasure(
    program: Program, manager: Browser, world: FakeWorld
):
    hers = an_intake(standing=Standing.REPRESENTATIVE, basis=Basis.ASKED)
    mother = a_party(id=PATIENT, first_name="Nel", mobile="")
    hers = replace(hers, parties=(*hers.parties, mother))
    reference = open_case(hers, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    right = {"first_name": "Nell", "told_to": "The heart clinic, by letter"}
    form = f"/staff/cases/{reference.in_url}/do/details"
    assert "Whose details are wrong?" in said(manager.get(form))
    assert do(program, world, reference, "details", **right) == 422

    assert do(program, world, reference, "details", person="patient", **right) == 200

    file = world.cases.load(reference.number)
    after, event = file.party(PATIENT), file.events[-1]
    assert after is not None
    assert after.first_name == "Nell"
    assert file.complainant is not None
    assert file.complainant.first_name == "Asha"
    assert event.facts == {"party": "patient", "details": ["first_name"]}
    assert words_of(event) == {"was": {"first_name": "Nel"}, "told_to": "The heart clinic, by letter"}
    timeline = said(manager.get(f"/staff/cases/{reference.in_url}"))
    assert "first name, of the patient. Told: The heart clinic, by letter" in timeline
