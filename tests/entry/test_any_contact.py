"""Anything that people want to tell us, for themselves or for somebody else, through the form."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.contact import ContactType
from chalicelib.domain.parties import PATIENT
from chalicelib.domain.representation import Hold, representation_of
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.entry.visitors import Browser, Program, said
from tests.fakes import FakeWorld
from tests.visitor import ANSWERS, Seen, Visitor

REAL_WORDS = Correspondence(Urls("https://complaints.example/live"), demonstration=True)
SHORT = ("help-first", "kind", "subject", "what-happened", "name", "contact", "email")
"""What somebody is asked who wants no answer."""

FOR_HER_MOTHER: dict[str, dict[str, Any]] = {
    "help-first": {"urgent_need": "no"},
    "kind": {"contact_type": "complaint"},
    "who": {"standing": "representative"},
    "basis": {"basis": "asked"},
    "relationship": {"relationship": "I am her daughter", "authority": ""},
    "their-name": {
        "patient_title": "Mrs",
        "patient_first_name": "Nell",
        "patient_last_name": "Olderly",
    },
    "their-birth": {
        "patient_born-day": "1",
        "patient_born-month": "2",
        "patient_born-year": "1931",
    },
    "their-contact": {
        "patient_same_address": "",
        "patient_address": "3 Testing Row",
        "patient_postcode": "",
        "patient_phone": "",
    },
    **{step: answers for step, answers in ANSWERS.items() if step not in ("help-first", "kind", "who")},
}


def only(world: FakeWorld) -> CaseFile:
    (file,) = world.cases.files.values()
    return file


def sent(visitor: Visitor, answers: dict[str, dict[str, Any]]) -> Seen:
    seen = visitor.answer(answers)
    assert seen.path == "/complain/check", seen.text
    return visitor.post("/complain/check")


@pytest.mark.parametrize("kind", [kind for kind in ContactType if kind is not ContactType.COMPLAINT])
def test_s2_1_every_kind_of_contact_is_taken_and_only_a_complaint_starts_clocks(
    visitor: Visitor, world: FakeWorld, kind: ContactType
):
    short = kind not in (ContactType.CONCERN, ContactType.QUERY)
    asked = {
        step: answers
        for step, answers in ANSWERS.items()
        if step in SHORT or (not short and kind is ContactType.CONCERN)
    }
    if kind is ContactType.QUERY:
        left_out = ("when", "where", "what-you-want", "how", "birth")
        asked = {step: answers for step, answers in ANSWERS.items() if step not in left_out}

    seen = sent(visitor, asked | {"kind": {"contact_type": kind}})

    assert "We have received your message" in seen.text
    assert only(world).case.contact_type is kind
    assert "ACK" not in {clock.code for clock in world.cases.clocks[only(world).case.number]}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("complaint", "the law gives us dates to keep"),
        ("concern", "You can still complain later"),
        ("query", "We find out and tell you"),
        ("compliment", "We pass your thanks on to them"),
        ("idea", "We look at every idea"),
        ("comment", "We read it and learn from it"),
    ],
)
def test_the_pages_say_what_will_happen_for_each_kind(visitor: Visitor, kind: str, said: str):
    assert said in visitor.get("/complain").text
    visitor.send("/complain/help-first", {"urgent_need": "no"})
    assert f'value="{kind}"' in visitor.get("/complain/kind").html
    assert said in visitor.get("/complain/kind").text


def test_sc_3_a_daughter_complains_and_her_mother_is_a_person_of_her_own(
    visitor: Visitor, world: FakeWorld
):
    sent(visitor, FOR_HER_MOTHER)

    file = only(world)
    mother = file.party(PATIENT)
    assert mother is not None
    assert mother.full_name == "Nell Olderly"
    assert mother.address == "3 Testing Row"
    assert file.complainant is not None
    assert file.complainant.relationship == "I am her daughter"
    assert representation_of(file.events).hold is Hold.PATIENT_MUST_AGREE


def test_sc_3_neither_page_nor_mail_tells_the_daughter_anything_about_her_mother(
    visitor: Visitor, world: FakeWorld
):
    world.words = REAL_WORDS
    seen = sent(visitor, FOR_HER_MOTHER)
    world.deliver()
    (receipt,) = world.mail.to("asha@patients.example")

    for text in (seen.text, receipt.subject, receipt.text, receipt.html):
        assert "Nell" not in text
        assert "Olderly" not in text
        assert "blood test" not in text
        assert "or even say whether they are a patient here" in text or text == receipt.subject


def test_the_receipt_of_a_representative_is_the_same_whoever_the_patient_is(
    visitor: Visitor, world: FakeWorld
):
    world.words = REAL_WORDS
    sent(visitor, FOR_HER_MOTHER)
    unknown = {"patient_title": "", "patient_first_name": "Nobody", "patient_last_name": "Known"}
    sent(visitor, FOR_HER_MOTHER | {"their-name": unknown})
    world.deliver()

    first, second = world.mail.to("asha@patients.example")
    assert first.text.replace("100001", "100002") == second.text


def test_the_name_of_the_patient_is_in_no_fact_of_the_history(visitor: Visitor, world: FakeWorld):
    sent(visitor, FOR_HER_MOTHER)

    facts = str([event.facts for event in only(world).events])
    assert "Nell" not in facts
    assert "daughter" not in facts


def test_s2_22_the_bases_of_a_child_are_asked_only_for_a_child(visitor: Visitor):
    seen = visitor.answer(
        {
            "help-first": {"urgent_need": "no"},
            "kind": {"contact_type": "complaint"},
            "who": {"standing": "representative"},
            "basis": {"basis": "child"},
        }
    )

    assert seen.path == "/complain/child"
    assert visitor.send("/complain/basis", {"basis": "died"}).path == "/complain/relationship"


def test_an_answer_that_nobody_asks_for_any_more_is_not_sent(visitor: Visitor, world: FakeWorld):
    visitor.answer(FOR_HER_MOTHER)
    visitor.send("/complain/who", {"standing": "self", "change": "1"})
    visitor.post("/complain/check")

    assert [party.id for party in only(world).parties] == ["complainant"]


def test_a_changed_answer_leads_only_to_what_it_makes_new(visitor: Visitor):
    visitor.fill_in()

    seen = visitor.send("/complain/who", {"standing": "representative", "change": "1"})

    assert seen.path == "/complain/basis?change=1"
    for step in ("basis", "relationship", "their-name", "their-birth", "their-contact"):
        seen = visitor.send(f"/complain/{step}", FOR_HER_MOTHER[step] | {"change": "1"})
    assert seen.path == "/complain/check"
    assert "Nell" in seen.text


def test_a_page_that_does_not_apply_leads_on_to_the_next_one_that_does(visitor: Visitor):
    visitor.fill_in()

    assert visitor.get("/complain/basis").path == "/complain/subject"


def test_the_check_shows_only_what_was_asked(visitor: Visitor):
    seen = visitor.fill_in()

    assert "Who it is about" in seen.text
    assert "Their first name" not in seen.text


def test_sc_3_staff_are_told_what_they_must_not_say(
    visitor: Visitor, world: FakeWorld, manager: Browser
):
    sent(visitor, FOR_HER_MOTHER)

    page = said(manager.get(f"/staff/cases/{only(world).case.reference.in_url}"))

    assert "Tell them nothing about the patient, not even that there is one" in page
    assert "the patient has not agreed yet" in page
    assert "Nell Olderly" in page


def test_s3_16_what_somebody_needs_stands_on_the_page_of_the_case(
    visitor: Visitor, world: FakeWorld, manager: Browser
):
    needs = {
        "keep-in-touch": {"best_channel": "email", "never": "telephone"},
        "formats": {"formats": "bsl_video"},
        "support": {"interpreter": "British Sign Language", "other_language": "", "support": "Time"},
    }
    sent(visitor, ANSWERS | needs)

    page = said(manager.get(f"/staff/cases/{only(world).case.reference.in_url}"))

    for sentence in (
        "Never phone them.",
        "They need what we write as: video in british sign language.",
        "They need an interpreter: British Sign Language.",
        "What helps them: Time.",
    ):
        assert sentence in page


def test_staff_record_whom_somebody_speaks_for_and_what_they_need(
    world: FakeWorld, manager: Browser, program: Program
):
    answer = program.post(
        "/api/cases",
        {
            "key": "one",
            "urgent_need": False,
            "contact_type": "complaint",
            "received_via": "phone",
            "callback_offered": True,
            "meeting_offered": False,
            "what_happened": "Nobody came.",
            "last_name": "Verity-Example",
            "address": "2 Testing Row",
            "standing": "representative",
            "basis": "child_parent",
            "relationship": "His mother",
            "patient_first_name": "Tom",
            "patient_last_name": "Verity-Example",
            "patient_born": "2018-05-01",
            "formats": ["large_print"],
            "never": ["telephone"],
        },
    )

    case = program.get(answer.json_body["href"]).json_body
    assert case["representation"] == {
        "standing": "representative",
        "basis": "child_parent",
        "patient_is_child": True,
        "hold": None,
        "consent": None,
        "may_share": None,
    }
    assert case["patient"]["first_name"] == "Tom"
    assert case["party"]["needs"]["formats"] == ["large_print"]
    assert case["party"]["never"] == ["telephone"]


def test_a_contact_of_which_staff_do_not_know_the_basis_is_held(program: Program):
    answer = program.post(
        "/api/cases",
        {
            "key": "one",
            "urgent_need": False,
            "contact_type": "complaint",
            "received_via": "phone",
            "callback_offered": True,
            "meeting_offered": False,
            "what_happened": "Nobody came.",
            "last_name": "Verity-Example",
            "address": "2 Testing Row",
            "standing": "representative",
        },
    )

    case = program.get(answer.json_body["href"]).json_body
    assert case["representation"]["hold"] == "no_basis"
