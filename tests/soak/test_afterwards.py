"""The soak finds what it looks for: a complaint that is lost, and one that became two."""

from __future__ import annotations

from tests.soak.afterwards import Complaint, doubled, lost
from tests.soak.clients import Confirmed

ANA, BEN = "soak-1-1@patients.example", "soak-2-1@patients.example"
TOLD = {"type": "clock.breached", "facts": {"clock": "ACK"}}


def a_complaint(number: str, address: str = ANA, **more) -> Complaint:
    return Complaint(number, address, messages=[], events=more.get("events", []))


def test_a_confirmed_reference_without_a_case_of_that_person_is_lost():
    confirmed = Confirmed(references={ANA: "WLP/100001", BEN: "WLP/100002"})

    assert lost([a_complaint("100001"), a_complaint("100002", BEN)], confirmed) == 0
    assert lost([a_complaint("100001")], confirmed) == 1
    assert lost([a_complaint("100001"), a_complaint("100003", BEN)], confirmed) == 1
    assert lost([a_complaint("100001"), a_complaint("100002", ANA)], confirmed) == 1


def test_a_second_case_of_one_address_is_doubled_also_for_who_gave_up():
    assert doubled([a_complaint("100001"), a_complaint("100002", BEN)]) == 0
    assert doubled([a_complaint("100001"), a_complaint("100002"), a_complaint("100003")]) == 2


def test_staff_were_told_of_a_date_only_where_the_history_says_so():
    assert a_complaint("100001", events=[TOLD]).is_told
    assert not a_complaint(
        "100001", events=[{"type": "clock.breached", "facts": {"clock": "R10"}}]
    ).is_told
    assert not a_complaint("100001").is_told
