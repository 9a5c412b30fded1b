"""SC-9: a letter that lacks something goes nowhere, and the refusal names the item (S2-92)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.builders import london
from tests.journeys.desk import (
    CONSIDERATIONS,
    HANDLER,
    MANAGER,
    OFFICE,
    PARTNER,
    PLAN,
    Desk,
    letter_for,
)
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import complain

COMPLAINANT = "asha@patients.example"
BEN, CARA = "office.manager@willow-lane.example", "case.handler@willow-lane.example"
ISSUES = (
    ("The fall was not noticed", "upheld"),
    ("Nobody rang the family", "upheld"),
    ("The record is wrong", "not_upheld"),
)


def shared(town: InProcess, subject: str | None = PARTNER) -> Desk:
    """A complaint of a bereaved family, looked into, its findings shared with the staff."""
    _, _, number = complain(town)
    desk = Desk(town, f"/api/cases/WLP-{number}")
    desk.does("acknowledgement", how="letter", offered=["telephone"])
    desk.assessed(2, *(text for text, _ in ISSUES))
    desk.does("plan", **PLAN, investigate_by="2027-01-29", respond_by="2027-02-10")
    desk.does("plan-answer", answer="accepted")
    desk.does("commissioner-check", has="not", text="They were asked")
    desk.does("investigation", text="We ask the team")
    for name, how, staff in (
        ("Dr A", "staff_subject", subject),
        ("Ben Desk", "staff_mentioned", OFFICE),
        ("Cara Witness", "staff_witness", HANDLER),
    ):
        desk.does("staff-concerned", name=name, concerned=how, staff=staff)
    for number_, (_, finding) in enumerate(ISSUES, 1):
        desk.does("finding", issue=str(number_), finding=finding, reasons="The record shows it")
    desk.does("considerations", **CONSIDERATIONS, text="Nothing more")
    desk.does("findings", text="Two of three")
    desk.does("sharing", people=["1", "2", "3"])
    return desk


@pytest.fixture(scope="module")
def town() -> Iterator[InProcess]:
    with town_in_process(london(date(2027, 1, 6), 10)) as made:
        yield made


@pytest.fixture(scope="module")
def desk(town: InProcess) -> Desk:
    return shared(town)


def whole(desk: Desk) -> dict[str, Any]:
    """A letter to a bereaved family that lacks nothing."""
    letter = letter_for(desk.case["issues"])
    condolences = "We are so sorry for your loss."
    return {**letter, "bereaved": True, "condolences": condolences, "left_out": []}


def said_of(desk: Desk, **changed: Any) -> list[str]:
    """What is said when this letter is put forward."""
    desk.does("letter-draft", HANDLER, **whole(desk) | changed)
    status, answer = desk.tries("letter", second_reader=OFFICE)
    assert status == 422, answer
    return [error["message"] for error in answer["errors"]]


TWO_OF_THREE = "Issue 1: we uphold this.\nIssue 2: we uphold this."


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        pytest.param({"thanks": ""}, "Item 1: ", id="no acknowledgement of their right"),
        pytest.param({"apology": "We write to you."}, "Item 2: ", id="an apology only at the end"),
        pytest.param({"condolences": ""}, "Item 3: ", id="no condolences to the bereaved"),
        pytest.param(
            {"conclusions": TWO_OF_THREE},
            "Item 7: Issue 3 is not answered",
            id="issue 3 of the plan unanswered",
        ),
        pytest.param({"method": ""}, "Item 5: ", id="no method"),
        pytest.param(
            {"explanation": "Issue 1: so.\nIssue 2: so.\nIssue 3: so."},
            "Item 6: Name the documents",
            id="an explanation without documents",
        ),
        pytest.param({"conclusions": ""}, "Item 7: ", id="no conclusion"),
        pytest.param({"learning": ""}, "Item 8: ", id="no learning"),
        pytest.param({"follow_up": ""}, "Item 9: ", id="no offer to follow up"),
        pytest.param({"ombudsman": ""}, "Item 10: ", id="no ombudsman"),
        pytest.param(
            {"closing": "We are sorry. It will never happen again."},
            "Item 11: Do not promise what nobody can be sure of: say what was changed so that it is "
            "less likely: “We are sorry. It will never happen again.”",
            id="a promise of never again, quoted",
        ),
        pytest.param(
            {"thanks": "Dear [NAME SURNAME], thank you."},
            "Item 1: Something is still to be filled in: “Dear [NAME SURNAME], thank you.”",
            id="a placeholder, quoted",
        ),
        pytest.param({"issues": "Issue 1: The fall was not noticed"}, "Item 4: ", id="issues missing"),
        pytest.param(
            {"conclusions": f"{TWO_OF_THREE}\nIssue 3: we uphold this."},
            "Item 7: Of issue 3 this does not say what was found",
            id="a conclusion that was not found",
        ),
        pytest.param(
            {"apology": "We are sorry that Mrs Wrongname waited."},
            "Item 2: Nobody of this case is called Wrongname",
            id="a wrong name",
        ),
        pytest.param(
            {"apology": "We are sorry if you were upset."},
            "Item 2: This says sorry for their feelings",
            id="a sham apology",
        ),
        pytest.param(
            {"closing": ""}, "Item 11: Close the letter with a second apology", id="no second apology"
        ),
    ],
)
def test_sc_9_a_letter_that_lacks_an_item_is_refused_by_its_number(
    desk: Desk, changed: dict[str, str], refusal: str
):
    assert any(said.startswith(refusal) for said in said_of(desk, **changed)), refusal


def test_sc_9_condolences_cannot_be_left_out_where_somebody_died(desk: Desk):
    excuse = [{"section": "condolences", "reason": "Not needed"}]

    assert any(said.startswith("Item 3") for said in said_of(desk, condolences="", left_out=excuse))


def test_sc_9_who_wrote_at_the_letter_cannot_read_it_again(desk: Desk):
    desk.does("letter-draft", HANDLER, **whole(desk))

    assert "other than the author" in desk.refused("letter", second_reader=HANDLER)


def test_sc_9_an_edit_takes_back_every_approval_and_the_subject_cannot_give_one(town: InProcess):
    desk = shared(town)
    response = {"sent_by": "email", "signed_as": "partner"}
    desk.does("letter-draft", HANDLER, **whole(desk), covering="This is hard to read. We are here.")
    desk.does("letter", second_reader=OFFICE)
    assert "about you" in desk.refused("approval", PARTNER, role="partner")
    desk.does("approval", MANAGER, role="complaints_manager")
    assert "agreement of the partner" in desk.refused("response", **response)
    desk.does("letter-draft", HANDLER, **whole(desk), covering="Edited after the approval.")
    assert desk.case["state"] == "shared_with_staff"
    desk.does("letter", second_reader=OFFICE)
    refusal = desk.refused("response", **response)
    assert "agreement of the complaints manager and the partner" in refusal


def test_sc_9_the_response_goes_once_with_a_copy_for_each_member_of_staff_mentioned(town: InProcess):
    desk = shared(town, subject=None)
    number = desk.href.rpartition("-")[2]
    desk.does("letter-draft", HANDLER, **whole(desk), covering="This is hard to read. We are here.")
    desk.does("letter", second_reader=OFFICE)
    desk.does("approval", MANAGER, role="complaints_manager")
    desk.does("approval", PARTNER, role="partner")

    answered = desk.does("response", sent_by="email", signed_as="partner")

    assert (answered["state"], answered["copies"]) == ("responded", ["1", "2"])
    told = town.mails(COMPLAINANT, number, expected=1)[-1]
    assert "We have written to you" in told.subject
    assert "you can ask the ombudsman" in told.text
    assert "The fall" not in told.text
    copies = [mail for mail in town.mails(BEN, number, expected=1) if "copy" in mail.subject]
    assert len(copies) == 1
    assert not [mail for mail in town.mails(CARA, number, expected=0) if "copy" in mail.subject]
