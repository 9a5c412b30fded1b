"""The copy of what was written down of a complaint by word of mouth: by mail, and on paper (T2)."""

from __future__ import annotations

from datetime import UTC, datetime

from chalicelib import wiring
from chalicelib.domain.letters.printed import printed_in
from chalicelib.domain.reference import read_reference
from tests.journeys.desk import A_CALL, RECEPTION
from tests.journeys.in_process import town_in_process
from tests.journeys.stories.told import recorded
from tests.journeys.test_own_consents import following

PETRA = "petra@patients.example"
BORN = {"date_of_birth-day": "5", "date_of_birth-month": "6", "date_of_birth-year": "1961"}
COMPLAINT = {**A_CALL, "contact_type": "complaint", "date_of_birth": "1961-06-05"}
BY_MAIL = {**COMPLAINT, "email": PETRA, "may_email": True, "channels": ["email"]}
BY_POST = {**COMPLAINT, "channels": ["letter"], "address": "2 Testing Row", "postcode": "ZZ99 3WZ"}
SAID = A_CALL["what_happened"]


def test_reg_13_2_who_complained_at_the_desk_reads_what_was_written_down_and_has_it_put_right():
    with town_in_process(datetime(2026, 11, 26, 10, 0, tzinfo=UTC)) as town:
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


def test_reg_13_2_who_is_written_to_on_paper_gets_the_record_itself_as_a_letter_that_is_kept():
    with town_in_process(datetime(2026, 11, 26, 10, 0, tzinfo=UTC)) as town:
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
