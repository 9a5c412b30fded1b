"""A wish that somebody makes on their own page has a date of its own (issue 3, point 6)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Writing, write_to_person
from chalicelib.domain.casework.contacting import ContactMade, record_contact
from chalicelib.domain.casework.ending import Withdrawal, withdraw
from chalicelib.domain.following import About, Wrote, person_writes
from chalicelib.domain.parties import COMPLAINANT, Channel
from tests.builders import CHRISTMAS_EVE, TERMS, a_file, an_occasion, by_staff
from tests.clockwork import PACKS, rule_of

LATER: dict[str, Any] = {
    "terms": TERMS,
    "occasion": an_occasion(CHRISTMAS_EVE + timedelta(hours=1), by_staff()),
}


def wished(about: About) -> CaseFile:
    wrote = Wrote(about, "Please")
    return person_writes(
        a_file(), COMPLAINANT, wrote, terms=TERMS, occasion=an_occasion(CHRISTMAS_EVE)
    ).file


def wish(file: CaseFile) -> Any:
    return next((each for each in file.clocks(TERMS) if each.code == "WISH"), None)


@pytest.mark.parametrize("about", [About.WITHDRAWAL, About.NEXT_STAGE])
def test_issue_3_point_6_a_wish_is_to_be_answered_within_three_working_days(about: About):
    clock = wish(wished(about))

    assert clock.due == date(2026, 12, 31)
    assert [each.code for each in clock.pending if not each.rung] == ["eve", "due", "breach"]


def test_a_message_that_wishes_nothing_starts_no_clock():
    assert wish(wished(About.MESSAGE)) is None


ANSWERS = [
    pytest.param(write_to_person, Writing("We do"), id="written to"),
    pytest.param(
        record_contact, ContactMade(Channel.TELEPHONE, substantive=True, text="We do"), id="rung"
    ),
    pytest.param(withdraw, Withdrawal(in_writing=True, text="No more"), id="withdrawn"),
]


@pytest.mark.parametrize(("answer", "asked"), ANSWERS)
def test_whatever_answers_the_wish_stops_its_clock(answer: Any, asked: Any):
    answered = answer(wished(About.WITHDRAWAL), asked, **LATER).file

    assert not wish(answered).running


def test_a_second_wish_after_an_answer_has_a_date_of_its_own():
    answered = write_to_person(wished(About.WITHDRAWAL), Writing("We do"), **LATER).file
    days_later = an_occasion(CHRISTMAS_EVE + timedelta(days=20))

    again = person_writes(
        answered, COMPLAINANT, Wrote(About.WITHDRAWAL, "Still"), terms=TERMS, occasion=days_later
    ).file

    assert wish(again).running
    assert wish(again).due == date(2027, 1, 18)


@pytest.mark.parametrize("pack", PACKS)
def test_every_policy_says_who_answers_a_wish(pack: str):
    assert rule_of(pack, "WISH").owner
