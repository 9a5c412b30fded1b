"""A complaint that is for somebody else is sent there with consent and a basis, chased, and handed over
or kept (SI 2009/309 regulations 6 and 7; issue 6, point 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.journeys.desk import MANAGER, RECEPTION, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.test_contributors import found
from tests.journeys.town import complain
from tests.visitor import ANSWERS, Visitor

TRUST = "complaints@trust.example"
ASKED = {
    "organisation": "The trust",
    "email": TRUST,
    "text": "It is about your ward",
    "due": "2026-12-17",
    "lawful_basis": "public_task",
    "consented": True,
}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(datetime(2026, 12, 3, 10, 0, tzinfo=UTC)) as made:
        yield made


@pytest.fixture
def desk(town: InProcess) -> Desk:
    desk = Desk(town, f"/api/cases/WLP-{complain(town)[2]}")
    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    return desk


def timeline(desk: Desk) -> list[dict[str, Any]]:
    return list(desk.program(MANAGER).get(f"{desk.href}/timeline")[1]["items"])


def asked_for(town: InProcess) -> list[str]:
    return [mail.text for mail in town.mails(TRUST, "Questions for you", expected=1)]


def test_regulation_6_the_complaint_is_sent_chased_and_handed_over_with_its_sharing_in_the_register(
    town: InProcess, desk: Desk
):
    desk.does("sending-on", **ASKED)

    (mail,) = asked_for(town)
    for private in ("Asha", "Verity", "ward"):
        assert private not in mail
    (shared,) = [each for each in timeline(desk) if each["type"] == "information.shared"]
    assert shared["facts"]["lawful_basis"] == "public_task"
    assert shared["facts"]["confidentiality_basis"] == "consent"
    town.morning_of(date(2026, 12, 14))
    _, again = asked_for(town)
    assert "asked you this before" in again

    visitor = Visitor(town.browser)
    page = visitor.send(found(r"http://candour\.test(/\S*/contribute/\S+)", again), {})
    (code,) = town.mails(TRUST, "Your code", expected=1)
    page = visitor.send(page.path, {"code": found(r"\b(\d{6})\b", code.text)})
    for told in ("It is about your ward", "Asha Verity-Example", "Do you take this complaint over"):
        assert told in page.text
    answers = {"answer-1": "Yes, we do", "answer-2": "TR-77", "answer-3": "None"}
    visitor.send(page.path, {"do": "send", **answers})

    (part,) = desk.case["contributions"]
    assert (part["name"], part["awaited"]) == ("The trust", False)
    way = {"organisation": "The trust", "consented": True, "reason": "It is about their ward"}
    desk.does("transfer", sent_by="email", **way)
    assert desk.case["state"] == "transferred"
    (told,) = town.mails(ANSWERS["contact"]["email"], "Who answers your complaint", expected=1)
    assert "They will write to you" in told.text


def test_regulation_6_nothing_is_sent_without_consent_or_a_basis_in_law(desk: Desk):
    for field, wrong in (("consented", False), ("lawful_basis", "because"), ("email", "nowhere")):
        status, refused = desk.tries("sending-on", **{**ASKED, field: wrong})

        assert (status, refused["errors"][0]["field"]) == (422, field)
    assert "information.shared" not in [each["type"] for each in timeline(desk)]


def test_regulation_7_what_was_not_taken_over_is_kept_and_its_part_goes_into_the_one_letter(
    town: InProcess, desk: Desk
):
    desk.does("sending-on", **ASKED)
    desk.does("contribution", organisation="1", text="We do not. The sample came late to us.")

    (part,) = desk.case["contributions"]
    assert part["awaited"] is False
    assert desk.case["state"] == "acknowledged"


def test_a_receptionist_sends_no_complaint_to_others(desk: Desk):
    assert desk.tries("sending-on", RECEPTION, **ASKED)[0] == 403
