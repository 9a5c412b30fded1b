"""The copy of what was written down of a complaint by word of mouth, by mail and on paper (T2); and who
is not happy to be contacted (S2-75). One town for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from chalicelib import wiring
from chalicelib.domain.letters.printed import printed_in
from chalicelib.domain.reference import read_reference
from tests.journeys.desk import A_CALL, MANAGER, RECEPTION, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.stories.told import recorded
from tests.journeys.test_own_consents import following
from tests.visitor import ANSWERS, Visitor

PETRA, PAUL = "petra@patients.example", "paul@patients.example"
ASHA = ANSWERS["contact"]["email"]
NOT_HAPPY = {**ANSWERS, "keep-in-touch": {**ANSWERS["keep-in-touch"], "may_contact": "no"}}
BORN = {"date_of_birth-day": "5", "date_of_birth-month": "6", "date_of_birth-year": "1961"}
COMPLAINT = {**A_CALL, "contact_type": "complaint", "date_of_birth": "1961-06-05"}
BY_MAIL = {**COMPLAINT, "email": PETRA, "may_email": True, "channels": ["email"]}
BY_POST = {**COMPLAINT, "channels": ["letter"], "address": "2 Testing Row", "postcode": "ZZ99 3WZ"}
SAID = A_CALL["what_happened"]


@pytest.fixture(scope="module")
def town() -> Iterator[InProcess]:
    with town_in_process(datetime(2026, 11, 26, 10, 0, tzinfo=UTC)) as made:
        yield made


def test_reg_13_2_who_complained_at_the_desk_reads_what_was_written_down_and_has_it_put_right(
    town: InProcess,
):
    desk = recorded(town, RECEPTION, BY_MAIL)
    desk.does("acknowledgement", how="telephone", offered=["telephone"])

    (told,) = town.mails(PETRA, "What we wrote down for you", expected=1)
    assert "/follow" in told.text
    assert str(SAID) not in told.text, "a mailbox may be shared"
    visitor, seen = following(town, PETRA, email=PETRA, **BORN)
    assert str(SAID) in seen.text
    visitor.send("/follow/complaint/messages", {"about": "message", "text": "It was an hour"})

    desk.version = 0
    desk.does("record-copy", way="sent", corrections="She waited for an hour")
    assert len(town.mails(PETRA, "What we wrote down for you", expected=2)) == 2
    assert "She waited for an hour" in visitor.get("/follow/complaint").text
    copies = [each for each in desk.case["messages"] if each["kind"] == "written_record"]
    assert [each["state"] for each in copies] == ["sent", "sent"]


def test_reg_13_2_who_is_written_to_on_paper_gets_the_record_itself_as_a_letter_that_is_kept(
    town: InProcess,
):
    desk = recorded(town, RECEPTION, BY_POST)
    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    town.carry()

    (copy,) = (each for each in desk.case["messages"] if each["kind"] == "written_record")
    assert (copy["medium"], copy["state"]) == ("letter", "to_send")
    number = read_reference(desk.case["reference"]).number
    (kept,) = printed_in(wiring.world().ports.cases.load(number).events)
    assert kept.message == copy["key"]
    assert str(SAID) in desk.visitor(RECEPTION).get(f"{desk.page}").text
    sent = desk.posted()
    assert all(each["state"] == "sent" for each in sent["messages"] if each == copy)


def test_s2_75_who_said_no_on_the_form_or_to_staff_gets_what_the_law_gives_in_writing_and_no_more(
    town: InProcess,
):
    visitor = Visitor(town.browser)
    visitor.answer(NOT_HAPPY)
    received = visitor.post("/complain/check")
    desk = Desk(town, f"/api/cases/WLP-{received.path.split('/')[2].partition('-')[2]}")
    desk.settled()
    assert town.mails(ASHA, "", expected=0) == []
    assert "No: only what the law gives them in writing" in desk.visitor(MANAGER).get(desk.page).text
    assert "not happy" in desk.refused("acknowledgement", how="telephone", offered=["telephone"])
    desk.does("acknowledgement", how="email", offered=["telephone"])
    assert len(town.mails(ASHA, "", expected=1)) == 1
    assert "not happy" in desk.refused("writing", text="News")

    by_staff = recorded(town, RECEPTION, {**BY_MAIL, "email": PAUL, "may_contact": False})
    by_staff.settled()
    assert town.mails(PAUL, "", expected=0) == []
    by_staff.does(
        "contact-arrangement", channel="email", may_email=True, may_contact=True, rhythm="weekly"
    )
    by_staff.does("writing", text="News")
    assert len(town.mails(PAUL, "", expected=1)) == 1
