"""S2-39, S2-40: limits on how somebody contacts us, which staff set by all the rules or not at all, and
which never keep out what is new.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.builders import london
from tests.journeys.desk import MANAGER, OFFICE, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import complain, sign_in

GRACE = "complaints.manager@willow-lane"
DECISION: dict[str, Any] = {
    "all_answered": True,
    "earlier_responses": "Our letters of March and of June",
    "advice": "The adviser of the defence body",
    "text": "By letter only, answered once a month",
    "review_on": "2027-03-01",
}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(london(date(2026, 12, 7), 10)) as made:
        yield made


def complained(town: InProcess) -> Desk:
    _, _, number = complain(town)
    return Desk(town, f"/api/cases/WLP-{number}")


def answered(town: InProcess) -> Desk:
    """An earlier complaint, which had its full response."""
    desk = complained(town)
    desk.closed()
    return desk


def linked(desk: Desk, other: Desk) -> None:
    asked = {"other": other.case["reference"], "how": "same_matter"}
    desk.does("link", **asked, text="The letters of last year")


def limited(desk: Desk, earlier: Desk) -> None:
    """By all the rules: proposed, and linked with the case in which it was answered."""
    desk.does("restriction-proposal", OFFICE, text="The same letter, for the fifth time")
    linked(desk, earlier)
    desk.does("restriction", **DECISION)


def test_s2_39_nobody_goes_past_the_rules_of_limiting_contact(town: InProcess):
    earlier, waiting, desk = answered(town), complained(town), complained(town)

    assert "Nobody has proposed it" in desk.refused("restriction", **DECISION)
    desk.does("restriction-proposal", OFFICE, text="The same letter, for the fifth time")
    assert any("A case needs you" in mail.subject for mail in town.mails(GRACE, "", expected=4))
    assert "Complaints manager" in desk.refused("restriction", OFFICE, **DECISION)
    assert "Answer every issue in full first" in desk.refused("restriction", **DECISION)
    linked(desk, earlier)
    linked(desk, waiting)
    status, refused = desk.tries("restriction", **DECISION)
    assert (status, refused["errors"][0]["field"]) == (422, "earlier_responses")
    assert refused["errors"][0]["message"] == (
        f"Not answered in full yet: {waiting.case['reference']}. Answer it first"
    )
    waiting.closed()
    for wrong in ({"all_answered": False}, {"advice": ""}, {"review_on": "2026-12-07"}):
        status, refused = desk.tries("restriction", **{**DECISION, **wrong})
        assert (status, [each["field"] for each in refused["errors"]]) == (422, list(wrong))

    desk.does("restriction", **DECISION)

    (letter,) = town.mails("asha@patients", "How you can contact us", expected=1)
    for said in (
        "By letter only, answered once a month",
        "Monday 1 March 2027",
        "every right to complain",
    ):
        assert said in letter.text
    assert "If you are not happy with our answer" in letter.text.rpartition("--")[2]
    assert DECISION["advice"] not in letter.text
    page = sign_in(town, MANAGER).get(f"/staff/cases/{desk.href.rpartition('/')[2]}").text
    assert "Contact is limited until it is looked at again on Monday 1 March 2027" in page
    assert "By letter only, answered once a month" in page


def test_s2_39_the_day_on_which_limits_are_looked_at_again_is_a_promise(town: InProcess):
    desk = complained(town)
    limited(desk, answered(town))
    assert desk.deadline("LIMITS")["due"] == "2027-03-01"

    town.morning_of(date(2027, 2, 22))

    number = desk.href[-6:]
    told = [mail.subject for mail in town.mails(GRACE, number, expected=0)]
    assert any("Reminder: due on 1 March" in subject for subject in told)
    desk.does("restriction-end", text="A year of peace", version=desk.case["version"])
    assert desk.deadline("LIMITS")["stopped_at"]


def test_s2_40_what_is_new_from_somebody_with_limits_is_a_complaint_like_any_other(town: InProcess):
    limited(complained(town), answered(town))

    new = complained(town)

    assert (new.case["state"], new.deadline("ACK")["due"]) == ("received", "2026-12-10")
    number = new.href[-6:]
    assert [mail.subject for mail in town.mails("asha@patients", number, expected=1)]
    new.does("acknowledgement", how="telephone", offered=["telephone"])
    assert new.deadline("ACK")["stopped_at"]
