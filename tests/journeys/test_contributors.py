"""A contributor without an account (S2-25), the whole way: asked, reminded on its dates, answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tests.journeys.desk import Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import complain
from tests.visitor import Visitor

WARD = "ward@hospital.example"
ASKED = {
    "contributor": "organisation",
    "organisation": "A hospital",
    "contact": "Wanda Examplova",
    "email": WARD,
    "text": "Bloods were taken on your ward on 2 November.",
    "questions": "Who took them?\nWhen did the result reach you?",
    "due": "2026-12-17",
    "consented": True,
}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(datetime(2026, 12, 3, 10, 0, tzinfo=UTC)) as town:
        yield town


@pytest.fixture
def desk(town: InProcess) -> Desk:
    _, _, number = complain(town)
    desk = Desk(town, f"/api/cases/WLP-{number}")
    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    desk.does("assignment", handler="case.handler")
    desk.does("contribution-request", **ASKED)
    return desk


def questions(town: InProcess) -> list[str]:
    return [mail.text for mail in town.mails(WARD, "Questions for you", expected=1)]


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, text
    return match[1]


def test_s2_25_a_contributor_is_reminded_on_its_dates_answers_once_and_the_clock_stops(
    town: InProcess, desk: Desk
):
    town.carry()
    town.morning_of(date(2026, 12, 11))
    assert len(questions(town)) == 1
    town.morning_of(date(2026, 12, 14))
    first, again = questions(town)
    assert ("asked you this before" in first, "asked you this before" in again) == (False, True)

    link = found(r"http://candour\.test(/\S*/contribute/\S+)", again)
    visitor = Visitor(town.browser)
    page = visitor.send(link, {})
    (mail,) = town.mails(WARD, "Your code", expected=1)
    page = visitor.send(page.path, {"code": found(r"\b(\d{6})\b", mail.text)})
    visitor.send(page.path, {"do": "send", "answer-1": "Nurse Example", "answer-2": "On the third"})

    (part,) = desk.case["contributions"]
    assert (part["name"], part["awaited"]) == ("A hospital", False)
    assert town.mails("case.handler", "A case needs you", expected=1)
    town.morning_of(date(2026, 12, 17))
    assert len(questions(town)) == 2, "on the date nobody is reminded who has answered"
