"""SC-3, a daughter complains for her mother: the whole way and every variant of it, over HTTP, on its
dates, read in the mails as they went.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.builders import london
from tests.entry.test_any_contact import FOR_HER_MOTHER, sent
from tests.journeys.desk import CONSIDERATIONS, HANDLER, OFFICE, PLAN, Desk, letter_for
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.test_patient_asked import BY_MAIL, DAUGHTER, answered, hold, link_in, opened
from tests.visitor import Visitor

OF_THE_PATIENT = ("Nell", "Olderly", "mother", "1931", "3 Testing Row", "blood test")
"""What no mail to the daughter may hold: that there is a patient, who it is, and what happened."""
WHEN = {
    "happened_on-day": "2",
    "happened_on-month": "11",
    "happened_on-year": "2026",
    "happened_when": "",
}
DATES = {"investigate_by": "2027-01-29", "respond_by": "2027-02-10"}
RESPONSE = {"sent_by": "email", "signed_as": "partner"}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(datetime(2026, 11, 23, 10, 0, tzinfo=UTC)) as town:
        yield town


def received(town: InProcess, **changed: dict[str, Any]) -> Desk:
    seen = sent(Visitor(town.browser), FOR_HER_MOTHER | {"when": WHEN} | changed)
    number = seen.path.split("/")[2].partition("-")[2]
    return Desk(town, f"/api/cases/WLP-{number}")


def acknowledged(town: InProcess) -> Desk:
    """On 26 November: the daughter has her acknowledgement, the mother her question."""
    desk = received(town)
    town.morning_of(date(2026, 11, 26))
    assert desk.deadline("ACK")["due"] == "2026-11-26"
    desk.does("acknowledgement", how="email", offered=["telephone"])
    desk.does("consent-request", **BY_MAIL)
    return desk


def the_mother_answers(town: InProcess, desk: Desk, **answer: str) -> None:
    visitor, page = opened(town, link_in(town))
    answered(visitor, page, **answer)
    assert desk.case["version"], "the desk has seen the answer"


def investigated(desk: Desk, **plan: Any) -> None:
    """From the acknowledgement to findings that the staff have seen."""
    desk.assessed(2, "Nobody rang back")
    desk.does("plan", **PLAN, **DATES, **plan)
    desk.does("plan-answer", answer="accepted")
    desk.does("commissioner-check", has="not", text="They were asked")
    desk.does("investigation", text="We ask the team")
    desk.does("staff-concerned", name="Cara Witness", concerned="staff_witness", staff=HANDLER)
    desk.does("finding", issue="1", finding="upheld", reasons="The call list shows it")
    desk.does("considerations", **CONSIDERATIONS, text="Nothing more")
    desk.does("findings", text="Upheld")
    desk.does("sharing", people=["1"])


def told(town: InProcess) -> list[str]:
    """Every mail to the daughter so far, as it went."""
    return [f"{mail.subject}\n{mail.text}" for mail in town.mails(DAUGHTER, "", expected=0)]


def test_sc_3_the_receipt_and_the_acknowledgement_tell_the_daughter_nothing(town: InProcess):
    acknowledged(town)

    mails = told(town)

    assert len(mails) == 2
    for mail in mails:
        assert [word for word in OF_THE_PATIENT if word in mail] == []


def test_sc_3_a_with_a_consent_to_the_response_only_it_goes_without_the_records(town: InProcess):
    desk = acknowledged(town)
    town.morning_of(date(2026, 12, 8))
    the_mother_answers(town, desk, answer="response_only")
    investigated(desk, within_consent=True)
    desk.signed_off()
    before = len(told(town))

    refused = desk.refused("response", **RESPONSE)

    assert "nothing from the records" in refused
    desk.does("response", **RESPONSE, within_consent=True)
    mail = told(town)[before]
    assert "We have written to you" in mail
    assert [word for word in OF_THE_PATIENT if word in mail] == []


def test_sc_3_b_a_refusal_ends_in_a_letter_that_confirms_nothing_and_names_the_ombudsman(
    town: InProcess,
):
    desk = acknowledged(town)
    the_mother_answers(town, desk, answer="no")

    desk.does("declining", why="no_consent", reason="She said no", sent_by="email")

    letter = told(town)[-1]
    assert [word for word in (*OF_THE_PATIENT, "She said no", "refus") if word in letter] == []
    assert "does not say whether anybody is a patient of ours" in letter
    assert "If you are not happy with our answer" in letter.rpartition("--")[2]
    assert desk.case["state"] == "declined"
    assert desk.case["outcome"] == "declined_out_of_scope"


def test_sc_3_b_while_nothing_may_be_told_staff_still_look_into_what_could_be_unsafe(town: InProcess):
    desk = acknowledged(town)

    asked = "Check what you wrote"
    desk.assessed(2, "Nobody rang back")
    assert asked in desk.refused("plan", **PLAN, **DATES)
    desk.does("plan", **PLAN, **DATES, within_consent=True)

    assert "not agreed" in desk.refused("plan-answer", answer="accepted")
    desk.does("plan-answer", answer="not_reachable", reason="The patient is still asked")
    desk.does("commissioner-check", has="not", text="They were asked")
    desk.does("investigation", text="We ask the team")
    assert len(told(town)) == 2, "nothing more has gone to her"


def test_sc_3_c_after_the_patients_death_an_executor_is_decided_on_and_condolences_are_owed(
    town: InProcess,
):
    desk = acknowledged(town)
    town.morning_of(date(2027, 1, 5))
    decided = {"basis": "died", "text": "She is the executor", "right_person": True}
    assert desk.tries("consent-substitution", **decided, evidence="")[0] == 422
    desk.does("consent-substitution", **decided, evidence="The will and the certificate")
    investigated(desk)
    letter = letter_for(desk.case["issues"])

    desk.does("letter-draft", **letter)
    status, refused = desk.tries("letter", second_reader=OFFICE)

    assert status == 422
    assert "condolences" in str(refused["errors"])
    mourning = {"bereaved": True, "condolences": "We are so sorry for your loss.", "left_out": []}
    desk.does("letter-draft", **letter | mourning)
    desk.does("letter", second_reader=OFFICE)


CHILD = {
    "basis": {"basis": "child"},
    "their-birth": {"patient_born-day": "3", "patient_born-month": "4", "patient_born-year": "2017"},
}


def for_a_child(town: InProcess, who: str) -> Desk:
    """A complaint for somebody of nine."""
    answers: dict[str, Any] = {}
    for step, given in FOR_HER_MOTHER.items():
        answers[step] = CHILD.get(step, given)
        if step == "basis":
            answers["child"] = {"child_basis": who}
    seen = sent(Visitor(town.browser), answers)
    return Desk(town, f"/api/cases/WLP-{seen.path.split('/')[2].partition('-')[2]}")


def test_sc_3_d_one_parent_of_a_child_needs_nothing_more(town: InProcess):
    desk = for_a_child(town, "child_parent")

    assert desk.case["representation"]["patient_is_child"] is True
    assert hold(desk) is None


def test_sc_3_d_a_step_parent_is_decided_on_with_evidence(town: InProcess):
    desk = for_a_child(town, "child_carer")
    decided = {"basis": "child_carer", "text": "He has brought her up", "right_person": True}

    assert hold(desk) == "not_decided"
    assert "not agreed" in desk.refused("writing", text="News")
    assert desk.tries("consent-substitution", **decided, evidence=" ")[0] == 422
    desk.does("consent-substitution", **decided, evidence="A letter of the mother")

    assert hold(desk) is None


def test_s2_3_who_is_not_the_right_person_is_told_in_writing_and_never_anything_else(town: InProcess):
    desk = for_a_child(town, "child_carer")
    before = len(told(town))

    desk.does(
        "consent-substitution",
        basis="child_carer",
        evidence="He has not seen her for years",
        text="No interest in her welfare",
        right_person=False,
    )

    assert hold(desk) == "not_accepted"
    (letter,) = told(town)[before:]
    assert [word for word in (*OF_THE_PATIENT, "welfare", "child") if word in letter] == []
    assert "not agreed" in desk.refused("writing", text="News")


def test_sc_3_e_a_consent_taken_back_on_the_morning_of_the_letter_keeps_it_here(town: InProcess):
    desk = acknowledged(town)
    the_mother_answers(town, desk, answer="everything")
    investigated(desk)
    desk.signed_off()
    town.clock.move_to(london(date(2027, 1, 20), 8))
    desk.does("consent-withdrawal", text="She rang at eight", said_by="telephone")

    assert "nothing before the patient agrees" in desk.refused("response", **RESPONSE)
    assert desk.case["state"] == "awaiting_signoff"


def test_sc_3_e_a_response_that_was_sent_and_has_not_gone_is_held_and_becomes_a_task(town: InProcess):
    desk = acknowledged(town)
    the_mother_answers(town, desk, answer="everything")
    investigated(desk)
    desk.signed_off()
    before = len(told(town))
    desk.does("response", **RESPONSE)
    desk.does("consent-withdrawal", text="She rang in that minute", said_by="telephone")

    assert told(town)[before:] == []
    (held,) = (each for each in desk.case["messages"] if each["kind"] == "response")
    assert held["state"] == "failed"
    assert desk.case["next_step"]["code"] == "settle_message"


FORWARDED = {
    "organisation": "A trust",
    "email": "complaints@trust.example",
    "text": "It is about your ward",
    "due": "2027-01-20",
    "lawful_basis": "public_task",
}
"""Sending the complaint to whom it is for."""


@pytest.mark.parametrize(
    ("command", "asked"),
    [
        ("contact", {"how": "letter", "substantive": True, "text": "Your mother is better"}),
        ("extension", {"due": "2027-03-01", "reason": "Ill", "agreed": True, "agreed_with": "Her"}),
        ("contribution-request", {"organisation": "A trust", "text": "?", "due": "2027-01-20"}),
        ("sending-on", {**FORWARDED, "consented": True}),
        ("writing", {"text": "Your mother was seen"}),
    ],
)
def test_every_command_that_tells_is_shut_while_the_patient_is_asked(
    town: InProcess, command: str, asked: dict[str, Any]
):
    desk = acknowledged(town)
    more = {"consented": True} if command == "contribution-request" else {}

    refused = desk.refused(command, **asked, **more)

    assert "agreed" in refused or "Nothing about a patient" in refused
    assert len(told(town)) == 2
