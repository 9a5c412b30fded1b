"""Cases that may be about the same are proposed with reasons, and people link them (issue 6.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders import london
from tests.journeys.desk import A_CALL, MANAGER, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import Program

A_COMPLAINT = {**A_CALL, "contact_type": "complaint", "date_of_birth": "1980-02-29"}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(london(date(2026, 12, 16), 10)) as made:
        yield made


def complains(town: InProcess, key: str, **given: Any) -> Desk:
    program = Program(town).sign_in(MANAGER)
    status, case = program.post("/api/cases", A_COMPLAINT | given, **{"Idempotency-Key": key})
    assert status == 201, case
    town.carry()
    return Desk(town, case["href"])


def happened(desk: Desk, kind: str) -> list[dict[str, Any]]:
    """What the timeline holds of this kind."""
    status, timeline = desk.program(MANAGER).get(f"{desk.href}/timeline")
    assert status == 200
    return [each for each in timeline["items"] if each["type"] == kind]


def test_a_second_telling_is_proposed_and_linked_on_both_sides(town: InProcess):
    first = complains(town, "one")
    second = complains(town, "two", received_via="letter")
    earlier, later = first.case["reference"], second.case["reference"]

    (found,) = happened(second, "cases.alike")
    assert found["facts"]["cases"][0]["case"] == earlier
    assert "the same person" in found["detail"]
    assert "much the same words" in found["detail"]
    assert happened(first, "cases.alike") == [], "the first one had nothing to be like"

    why = {"how": "same_matter", "text": "The letter repeats the call."}
    second.does("link", other=earlier, **why)
    town.carry()

    assert [each["facts"]["other"] for each in happened(first, "case.linked")] == [later]
    assert happened(first, "case.linked")[0]["by"]["kind"] == "system"
    assert second.case["state"] == first.case["state"] == "received", "nothing is merged by itself"
    assert "linked to that case already" in str(second.tries("link", other=earlier, **why))


def test_a_link_that_is_undone_is_undone_on_both_sides(town: InProcess):
    first, second = complains(town, "first"), complains(town, "second")
    town.clock.forward(timedelta(minutes=1))
    second.does("link", other=first.case["reference"], how="related", text="They belong together.")
    town.carry()

    second.does("undo")
    town.carry()

    assert "case.linked" not in [each["type"] for each in counted(first)]
    assert "case.linked" not in [each["type"] for each in counted(second)]


def counted(desk: Desk) -> list[dict[str, Any]]:
    status, answer = desk.program(desk.reader).get(f"{desk.href}/timeline")
    assert status == 200
    return [each for each in answer["items"] if not each["undone"]]


def test_a_proposal_that_is_wrong_is_taken_away_by_a_person_with_a_reason(town: InProcess):
    first, second = complains(town, "one"), complains(town, "two")
    earlier = first.case["reference"]

    second.does("not-the-same", other=earlier, text="Another appointment, two days later.")

    assert "No other case looks alike" in second.refused("not-the-same", other=earlier, text="Again.")


def test_s4_10_a_case_that_is_kept_to_few_is_proposed_to_nobody(town: InProcess):
    first = complains(town, "one")
    first.does("restricted-access", named=[], text="It is about a colleague's family.")

    assert happened(complains(town, "two"), "cases.alike") == []


def test_another_person_and_another_story_propose_nothing(town: InProcess):
    complains(town, "one")
    stranger = complains(
        town, "two", first_name="Boris", last_name="Placeholder", mobile="07700 900999"
    )
    months_later = complains(
        town, "three", what_happened="My letter was lost.", subject="communications"
    )

    assert happened(stranger, "cases.alike") == []
    assert happened(months_later, "cases.alike")[0]["facts"]["cases"][0]["why"] == [
        "same_person",
        "near_dates",
    ]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("nonsense", "Enter a reference like ABC/123456"),
        ("ZZZ/999999", "There is no such case"),
    ],
)
def test_only_a_case_that_one_may_read_can_be_linked(town: InProcess, other: str, said: str):
    desk = complains(town, "one")

    status, refused = desk.tries("link", other=other, how="related", text="They belong together.")

    assert (status, refused["errors"][0]["field"]) == (422, "other")
    assert said in refused["errors"][0]["message"]


def test_a_case_is_not_linked_to_itself(town: InProcess):
    desk = complains(town, "one")

    answer = desk.tries("link", other=desk.case["reference"], how="related", text="It is.")

    assert "this very case" in str(answer)
