"""Issue 6.2: one letter with two matters becomes two cases, which know of each other, and neither of
which gains or loses a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.builders import london
from tests.journeys.desk import A_CALL, HANDLER, MANAGER, PARTNER, RECEPTION, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import Program, complain, sign_in

MONDAY = london(date(2026, 12, 7), 10)
APART = {
    "text": "And the letter from the desk called me by the wrong name.",
    "subject": "communications",
    "why": "The desk looks into it, the doctors into the rest",
}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(MONDAY) as made:
        yield made


@pytest.fixture
def desk(town: InProcess) -> Desk:
    _, _, number = complain(town)
    return Desk(town, f"/api/cases/WLP-{number}")


def split(town: InProcess, desk: Desk, day: int = 14) -> Desk:
    """The new case, a week later."""
    town.clock.move_to(london(date(2026, 12, day), 11))
    desk.does("split", **APART, version=desk.case["version"])
    town.carry()
    (linked,) = [e for e in timeline(desk) if e["type"] == "case.linked"]
    return Desk(town, f"/api/cases/{linked['facts']['other'].replace('/', '-')}")


def timeline(desk: Desk) -> list[dict[str, Any]]:
    return list(desk.program(MANAGER).get(f"{desk.href}/timeline")[1]["items"])


def says_why(desk: Desk) -> None:
    """A case that is kept to few is opened for a reason (S4-10)."""
    status, answer = desk.program(MANAGER).post(f"{desk.href}/reads", {"reason": "supervises"})
    assert status in (200, 201, 204), answer


def test_a_split_case_keeps_the_day_of_receipt_and_both_know_of_each_other(town: InProcess, desk: Desk):
    new = split(town, desk)

    assert new.case["received_on"] == desk.case["received_on"] == "2026-12-07"
    for clock in ("ACK", "6M"):
        assert new.deadline(clock)["due"] == desk.deadline(clock)["due"]
    assert new.case["policy"] == desk.case["policy"]
    (back,) = [e for e in timeline(new) if e["type"] == "case.linked"]
    assert back["facts"]["other"] == desk.case["reference"]
    assert "cases.alike" not in [e["type"] for e in timeline(new)]
    page = sign_in(town, MANAGER).get(f"/staff/cases/{new.href.rpartition('/')[2]}").text
    assert APART["text"] in page
    assert desk.case["reference"] in page
    assert "Asha Verity-Example" in page
    other = sign_in(town, MANAGER).get(f"/staff/cases/{desk.href.rpartition('/')[2]}").text
    assert "A part became a case of its own" in other
    assert new.case["reference"] in other


def test_a_split_makes_one_case_and_tells_staff_and_the_person_once_however_often_the_stream_shows_it(
    town: InProcess, desk: Desk
):
    before = len(town.mails("asha@patients", "", expected=1))

    new = split(town, desk)
    town.carry()

    assert len([e for e in timeline(desk) if e["type"] == "case.linked"]) == 1
    assert len(town.mails("asha@patients", "", expected=1)) == before + 1
    alerts = town.mails("complaints.manager@willow-lane", new.href[-6:], expected=1)
    assert ["New complaint" in mail.subject for mail in alerts] == [True]


def test_what_was_acknowledged_is_acknowledged_for_both(town: InProcess, desk: Desk):
    desk.does("acknowledgement", how="email", words="We have it.", offered=["telephone"])
    before = len(town.mails("asha@patients", "", expected=2))

    new = split(town, desk)

    assert new.case["state"] == "acknowledged"
    assert new.deadline("ACK")["stopped_at"] == desk.deadline("ACK")["stopped_at"]
    assert new.deadline("ACK")["late"] is False
    assert len(town.mails("asha@patients", "", expected=2)) == before + 1 == 3


def test_issue_6_point_2_the_person_is_told_which_part_has_which_number_and_that_no_day_is_lost(
    town: InProcess, desk: Desk
):
    new = split(town, desk)

    (told,) = town.mails("asha@patients", new.href[-6:], expected=1)
    assert told.subject == f"[{new.case['reference']}] A part of your complaint has a number of its own"
    assert desk.case["reference"] in told.text
    assert "7 December 2026" in told.text
    assert "Information or communication" in told.text
    assert APART["text"] not in told.text


def test_issue_6_point_2_who_is_written_to_on_paper_is_told_of_a_split_on_paper(town: InProcess):
    asked = {**A_CALL, "contact_type": "complaint", "channels": ["letter"]}
    asked |= {"address": "2 Testing Row", "postcode": "ZZ99 3WZ"}
    program = Program(town).sign_in(RECEPTION)
    status, case = program.post("/api/cases", asked, **{"Idempotency-Key": "on-paper"})
    assert status == 201, case

    new = split(town, Desk(town, case["href"]))

    (letter,) = (each for each in new.case["messages"] if each["kind"] == "split")
    assert (letter["medium"], letter["state"]) == ("letter", "to_send")


def test_s2_19_an_acknowledgement_without_an_offer_leaves_the_offer_to_both(
    town: InProcess, desk: Desk
):
    desk.does("acknowledgement", how="telephone", offered=[])

    new = split(town, desk)

    assert (new.case["state"], new.case["next_step"]["code"]) == ("received", "offer_discussion")
    assert new.deadline("ACK")["stopped_at"] is None


def test_s2_14_who_may_not_see_the_one_may_not_see_the_other(town: InProcess, desk: Desk):
    desk.does("staff-concerned", name="Dr Marsh", concerned="staff_subject", staff=PARTNER)
    desk.does("legal-hold", text="A claim may follow")
    desk.does("restricted-access", text="It names a child", named=[])
    says_why(desk)

    new = split(town, desk, day=7)

    for who in (PARTNER, HANDLER):
        assert new.program(who).get(new.href)[0] == 403
    says_why(new)
    held = [e["type"] for e in timeline(new)]
    assert {"staff.named", "access.restricted", "hold.placed"} <= set(held)


def test_a_split_is_asked_for_by_whoever_decides_and_names_a_known_category(desk: Desk):
    status, refused = desk.tries("split", **{**APART, "subject": "weather"})

    assert (status, refused["errors"][0]["field"]) == (422, "subject")
    assert desk.tries("split", HANDLER, **APART)[0] == 403
    desk.does("withdrawal", in_writing=True, text="Thank you, no")
    assert desk.tries("split", **APART)[0] == 409
