"""The edges of time and text, over the whole road."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.journeys.in_process import town_in_process
from tests.journeys.town import complain, sign_in
from tests.visitor import ANSWERS, Visitor


@pytest.mark.parametrize(
    ("sent", "promised"),
    [
        pytest.param("2026-12-24T15:10Z", "Thursday 31 December 2026", id="Christmas Eve (SC-1)"),
        pytest.param("2026-05-14T23:30Z", "Wednesday 20 May 2026", id="half past midnight in London"),
        pytest.param("2026-05-14T22:30Z", "Tuesday 19 May 2026", id="half past eleven in London"),
        pytest.param("2027-03-25T10:00Z", "Thursday 1 April 2027", id="the eve of Good Friday (SC-13)"),
        pytest.param("2027-03-28T00:30Z", "Thursday 1 April 2027", id="the night the clocks change"),
    ],
)
def test_the_date_on_the_page_in_the_mail_and_on_the_case_is_the_laws(sent: str, promised: str):
    with town_in_process(datetime.fromisoformat(sent).astimezone(UTC)) as town:
        _, seen, number = complain(town)
        (receipt,) = town.mails(ANSWERS["contact"]["email"], number, expected=1)
        case = sign_in(town, "complaints.manager").get(f"/staff/cases/WLP-{number}")

    assert promised in seen.text
    assert promised in receipt.text
    assert promised in case.text


def test_a_date_beyond_the_bank_holidays_held_is_refused_and_what_was_typed_is_kept():
    with town_in_process(datetime(2028, 12, 28, 10, 0, tzinfo=UTC)) as town:
        visitor = Visitor(town.browser)
        visitor.fill_in()

        refused = visitor.post("/complain/check")

        assert refused.status == 422
        assert "Bank holidays are held from 1 January 2024 to 31 December 2028" in refused.text
        assert town.mails("", "WLP", expected=0) == []
        kept = visitor.get("/complain/what-happened")
        assert kept.value("what_happened") == ANSWERS["what-happened"]["what_happened"]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("<script>alert(1)</script> & \"quotes\" 'and' more", id="markup"),
        pytest.param("{{ 7*7 }} {% raw %} ${HOME} %(name)s", id="template syntax"),
        pytest.param("🧑‍⚕️🌻 זה כאב لي ‮backwards", id="emoji and right to left"),
        pytest.param("first\n\n  second\tthird", id="line breaks and spaces"),
        pytest.param("long " * 4_000, id="twenty thousand characters"),
    ],
)
def test_what_was_typed_reaches_staff_as_it_was_typed(typed: str):
    with town_in_process(datetime(2026, 12, 24, 15, 10, tzinfo=UTC)) as town:
        visitor = Visitor(town.browser)
        visitor.fill_in()
        answers = ANSWERS["what-happened"] | {"what_happened": typed}
        visitor.send("/complain/what-happened", answers)
        visitor.send("/complain/name", ANSWERS["name"] | {"last_name": typed[:200]})
        seen = visitor.post("/complain/check")
        number = seen.path.split("/")[2].partition("-")[2]
        grace = sign_in(town, "complaints.manager")
        case = grace.get(f"/staff/cases/WLP-{number}")

    assert " ".join(typed.split()) in case.text
    assert " ".join(typed[:200].split()) in case.text
    assert "<script>alert" not in case.html
