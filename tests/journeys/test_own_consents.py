"""Consent on the page on which people follow a case: given, limited and taken back, and at once so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.journeys.desk import Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.test_patient_asked import (
    BORN,
    BY_MAIL,
    MOTHER,
    answered,
    her_daughters,
    hold,
    link_in,
    opened,
)
from tests.journeys.town import complain
from tests.visitor import ANSWERS, Seen, Visitor

ASHA = ANSWERS["contact"]["email"]
SHARING = {
    "with_whom": "Exampleton Hospital Trust",
    "what": "The letter of complaint",
    "purpose": "complaints",
    "lawful_basis": "public_task",
    "confidentiality_basis": "consent",
}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(datetime(2026, 11, 26, 10, 0, tzinfo=UTC)) as town:
        yield town


def following(town: InProcess, address: str, **claims: str) -> tuple[Visitor, Seen]:
    """Somebody who typed the code that came to their address."""
    visitor = Visitor(town.browser)
    visitor.get("/follow")
    visitor.send("/follow", {"way": "items", **claims})
    codes = [mail for mail in town.mails(address, "", expected=2) if "Your code" in mail.text]
    digits = re.search(r"\b\d{6}\b", codes[-1].text.partition("Your code")[2])
    assert digits
    return visitor, visitor.send("/follow/code", {"code": digits[0]})


def test_the_patient_limits_and_takes_back_on_their_own_page_what_they_allowed_by_mail(
    town: InProcess,
):
    desk = her_daughters(town)
    desk.does("consent-request", **BY_MAIL)
    visitor, page = opened(town, link_in(town))
    answered(visitor, page, answer="everything")
    mother, seen = following(town, MOTHER, email=MOTHER, **BORN)

    assert "You agreed that we tell Asha Verity-Example everything" in seen.text
    limited = mother.send(
        "/follow/complaint/consent", {"answer": "named_parts", "limits": "The dates", "share": "no"}
    )
    assert "We do as you decided" in limited.text
    assert hold(desk) is None
    assert "Check what you wrote" in desk.refused("writing", text="Your mother was seen on Monday")
    mother.send("/follow/complaint/consent", {"answer": "no"})

    assert hold(desk) == "withdrawn"
    assert "not agreed" in desk.refused("writing", text="News", within_consent=True)


def test_a_decision_that_is_missing_is_asked_for_beside_its_field(town: InProcess):
    desk = her_daughters(town)
    desk.does("consent-request", **BY_MAIL)
    mother, _ = following(town, MOTHER, email=MOTHER, **BORN)

    seen = mother.send("/follow/complaint/consent", {"about": "consent"})

    assert (seen.status, "Choose an answer" in seen.text) == (422, True)
    assert 'href="#answer"' in seen.html


def test_who_complains_for_themselves_says_no_to_other_organisations_and_nothing_is_shared(
    town: InProcess,
):
    _, _, number = complain(town)
    desk = Desk(town, f"/api/cases/WLP-{number}")
    born = {"date_of_birth-day": "27", "date_of_birth-month": "3", "date_of_birth-year": "1957"}
    asha, seen = following(town, ASHA, email=ASHA, **born)
    assert "We ask other organisations only if you agree" in seen.text

    asha.send("/follow/complaint/consent", {"share": "no"})

    assert desk.case["representation"]["may_share"] is False
    assert "not agreed" in desk.refused("disclosure", **SHARING)
    asha.send("/follow/complaint/consent", {"share": "yes"})
    assert desk.case["representation"]["may_share"] is True
    desk.does("disclosure", **SHARING)


def test_whoever_speaks_for_a_patient_is_asked_nothing_about_consent(town: InProcess):
    her_daughters(town)
    born = {"date_of_birth-day": "27", "date_of_birth-month": "3", "date_of_birth-year": "1957"}

    _, seen = following(town, ASHA, email=ASHA, **born)

    assert "What we may tell others" not in seen.text
