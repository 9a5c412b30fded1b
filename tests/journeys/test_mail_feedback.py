"""A letter that came back, from the mail service's own words to the case, its clock and its people:
in this process, and on the packaged deployment through the emulator's SNS.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.builders import CHRISTMAS_EVE, ENGLAND
from tests.journeys.in_process import town_in_process
from tests.journeys.town import Program, Town, complain, today
from tests.packaged.rig import eventually
from tests.visitor import ANSWERS

ASHA = ANSWERS["contact"]["email"]
GRACE = "complaints.manager@willow-lane.example"


@pytest.fixture(params=["in process", pytest.param("packaged", marks=pytest.mark.packaged)])
def town(request: pytest.FixtureRequest) -> Iterator[Town]:
    if request.param == "in process":
        with town_in_process(CHRISTMAS_EVE) as in_process:
            yield in_process
    else:
        yield request.getfixturevalue("packaged_town")


def acknowledged_by_mail(town: Town) -> tuple[Program, str]:
    """A complaint that Grace acknowledged by email, offering to talk; and its number."""
    _, _, number = complain(town)
    grace = Program(town).sign_in("complaints.manager")
    _, case = grace.get(f"/api/cases/WLP-{number}")
    asked = {"version": case["version"], "how": "email", "offered": ["telephone"], "words": ""}
    status, _ = grace.post(f"/api/cases/WLP-{number}/acknowledgement", asked)
    assert status == 200
    town.mails(ASHA, number, expected=2)
    return grace, number


def the_case(program: Program, number: str, *, until: str) -> Any:
    """The case, once its acknowledgement stands so."""

    def found() -> Any:
        _, case = program.get(f"/api/cases/WLP-{number}")
        return case if the_acknowledgement(case)["state"] == until else None

    return eventually(found)


def the_acknowledgement(case: Any) -> Any:
    (message,) = (each for each in case["messages"] if each["kind"] == "acknowledgement")
    return message


def the_clock(case: Any) -> Any:
    (clock,) = (each for each in case["deadlines"] if each["clock"] == "ACK")
    return clock


def test_a_bounce_after_the_acknowledgement_undoes_it_and_a_call_makes_it_good(town: Town):
    """4.8, through SES's words, SNS, the function, DynamoDB, its stream and the alert."""
    received_on = today(town)
    grace, number = acknowledged_by_mail(town)
    sent = the_case(grace, number, until="sent")
    assert the_clock(sent)["stopped_at"]

    town.becomes(ASHA, number, "bounce")

    case = the_case(grace, number, until="bounced")
    assert (case["state"], case["next_step"]["code"]) == ("received", "settle_message")
    assert the_clock(case)["stopped_at"] is None
    due = ENGLAND.add_working_days(received_on, 3)
    assert date.fromisoformat(the_clock(case)["due"]) == due
    alerts = town.mails(GRACE, number, expected=2)
    assert "Phone or post it today" in alerts[-1].text
    _, timeline = grace.get(f"/api/cases/WLP-{number}/timeline")
    types = [item["type"] for item in timeline["items"]]
    assert types.count("message.bounced") == types.count("ack.undelivered") == 1

    key = the_acknowledgement(case)["key"]
    told = {"version": case["version"], "message": key, "settlement": "told_otherwise"}
    _, case = grace.post(f"/api/cases/WLP-{number}/settlement", told)
    call = {"version": case["version"], "how": "telephone", "offered": []}
    _, case = grace.post(f"/api/cases/WLP-{number}/acknowledgement", call)
    assert case["state"] == "acknowledged"
    assert the_clock(case)["stopped_at"]


def test_what_arrived_is_shown_so_and_what_is_unwanted_is_never_mailed_again():
    with town_in_process(CHRISTMAS_EVE) as town:
        grace, number = acknowledged_by_mail(town)

        town.becomes(ASHA, number, "deliver")
        town.becomes(ASHA, number, "complain")

        case = the_case(grace, number, until="delivered")
        assert case["state"] == "acknowledged"
        _, timeline = grace.get(f"/api/cases/WLP-{number}/timeline")
        types = [item["type"] for item in timeline["items"]]
        assert types.count("message.delivered") == types.count("message.complained") == 1
        alerts = town.mails(GRACE, number, expected=2)
        assert "We send no more email to this address" in alerts[-1].text
        refused = {"version": case["version"], "how": "email", "offered": [], "words": "Again"}
        status, _ = grace.post(f"/api/cases/WLP-{number}/acknowledgement", refused)
        assert status == 409


def test_a_suppressed_address_swallows_no_letter_in_silence():
    with town_in_process(CHRISTMAS_EVE) as town:
        grace, number = acknowledged_by_mail(town)

        town.becomes(ASHA, number, "suppress")

        case = the_case(grace, number, until="bounced")
        assert case["next_step"]["code"] == "settle_message"
        _, timeline = grace.get(f"/api/cases/WLP-{number}/timeline")
        bounced = next(item for item in timeline["items"] if item["type"] == "message.bounced")
        assert "It was not sent" in bounced["detail"]


def test_nothing_of_the_person_stands_in_what_the_chain_remembers_of_a_mail():
    with town_in_process(CHRISTMAS_EVE) as town:
        grace, number = acknowledged_by_mail(town)
        for kind in ("delay", "deliver", "bounce", "complain"):
            town.becomes(ASHA, number, kind)

        _, timeline = grace.get(f"/api/cases/WLP-{number}/timeline")
        facts = str([item["facts"] for item in timeline["items"]])

        assert "asha" not in facts.lower()
