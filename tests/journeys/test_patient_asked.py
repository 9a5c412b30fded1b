"""The patient is asked directly (SC-3): by a link in their own mail, from question to answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.entry.test_any_contact import FOR_HER_MOTHER, sent
from tests.journeys.desk import Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.visitor import ANSWERS, Seen, Visitor

MOTHER, DAUGHTER = "nell@patients.example", ANSWERS["contact"]["email"]
BY_MAIL = {"purposes": ["discuss", "investigate"], "asked_by": "email", "email": MOTHER}
BORN = {"date_of_birth-day": "1", "date_of_birth-month": "2", "date_of_birth-year": "1931"}
OTHER_DAY = BORN | {"date_of_birth-day": "2"}
REFUSED = "This link and this date do not work together"


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(datetime(2026, 11, 26, 10, 0, tzinfo=UTC)) as town:
        yield town


def her_daughters(town: InProcess) -> Desk:
    seen = sent(Visitor(town.browser), FOR_HER_MOTHER)
    number = seen.path.split("/")[2].partition("-")[2]
    return Desk(town, f"/api/cases/WLP-{number}")


@pytest.fixture
def desk(town: InProcess) -> Desk:
    return her_daughters(town)


def link_in(town: InProcess, expected: int = 1) -> str:
    """Where the newest mail to the mother leads."""
    mail = town.mails(MOTHER, "", expected=expected)[-1]
    found = re.search(r"http://[^/]+(/\S*/consent/\S+)", mail.text)
    assert found, mail.text
    return found[1]


def opened(town: InProcess, link: str, **born: str) -> tuple[Visitor, Seen]:
    visitor = Visitor(town.browser)
    visitor.get(link)
    return visitor, visitor.send(link, dict(born or BORN))


def answered(visitor: Visitor, page: Seen, **answer: str) -> Seen:
    return visitor.send(page.path, answer)


def hold(desk: Desk) -> str | None:
    return desk.case["representation"]["hold"]


def test_s2_13_the_question_goes_to_the_patient_alone_and_names_nobody_and_nothing(
    town: InProcess, desk: Desk
):
    desk.does("consent-request", **BY_MAIL)

    (mail,) = town.mails(MOTHER, "", expected=1)

    assert "Asha" not in mail.text
    assert "blood" not in mail.text
    assert "24 December 2026" in mail.text
    assert "question" in mail.subject
    assert all("question" not in each.subject for each in town.mails(DAUGHTER, "", expected=1))


def test_sc_3_the_patient_reads_who_asks_and_says_how_much_may_be_told(town: InProcess, desk: Desk):
    desk.does("consent-request", **BY_MAIL)
    visitor, page = opened(town, link_in(town))

    assert "Asha Verity-Example" in page.text
    assert "look into it, also in your health records" in page.text
    assert "blood" not in page.text, "what her daughter wrote is her daughter's"
    done = answered(visitor, page, answer="response_only")

    assert "Thank you. We have your answer" in done.text
    assert hold(desk) is None
    consent = desk.case["representation"]["consent"]
    assert (consent["state"], consent["scope"]) == ("given", "response_only")


def test_sc_3_b_a_patient_who_says_no_keeps_the_gate_shut(town: InProcess, desk: Desk):
    desk.does("consent-request", **BY_MAIL)
    visitor, page = opened(town, link_in(town))

    answered(visitor, page, answer="no")

    assert hold(desk) == "refused"


def test_opening_the_link_changes_nothing(town: InProcess, desk: Desk):
    desk.does("consent-request", **BY_MAIL)
    link = link_in(town)
    before = desk.case["version"]

    opened(town, link)

    assert desk.case["version"] == before


def a_used_link(town: InProcess, desk: Desk) -> str:
    link = link_in(town)
    visitor, page = opened(town, link)
    answered(visitor, page, answer="everything")
    return link


def an_old_link(town: InProcess, desk: Desk) -> str:
    link = link_in(town)
    town.morning_of(date(2026, 12, 28))
    return link


def a_question_that_was_decided(town: InProcess, desk: Desk) -> str:
    link = link_in(town)
    decided: dict[str, Any] = {"basis": "died", "evidence": "A certificate", "text": "She has died"}
    desk.does("consent-substitution", **decided, right_person=True)
    return link


def another_cases_seal(town: InProcess, desk: Desk) -> str:
    link = link_in(town)
    other = her_daughters(town)
    number = other.href.rsplit("-", 1)[1]
    return re.sub(r"/consent/\d{6}", f"/consent/{number}", link)


def an_invented_link(town: InProcess, desk: Desk) -> str:
    return link_in(town)[:-4] + "0000"


@pytest.mark.parametrize(
    "spoiled",
    [a_used_link, an_old_link, a_question_that_was_decided, another_cases_seal, an_invented_link],
)
def test_a_link_that_does_not_work_reads_like_one_that_was_sent_on(
    town: InProcess, desk: Desk, spoiled: Any
):
    desk.does("consent-request", **BY_MAIL)
    sent_on = opened(town, link_in(town), **OTHER_DAY)[1]
    link = spoiled(town, desk)

    seen = opened(town, link)[1]

    assert REFUSED in seen.text
    assert "Asha" not in seen.text
    assert (seen.status, seen.text) == (sent_on.status, sent_on.text)


def test_the_page_of_a_link_is_the_same_for_every_link_there_could_be(town: InProcess, desk: Desk):
    desk.does("consent-request", **BY_MAIL)
    ours, visitor = link_in(town), Visitor(town.browser)

    invented = re.sub(r"/consent/.*", "/consent/nothing", ours)

    assert visitor.get(ours).text == visitor.get(invented).text


def test_five_wrong_dates_close_a_link_for_the_day(town: InProcess, desk: Desk):
    desk.does("consent-request", **BY_MAIL)
    link = link_in(town)
    for _ in range(5):
        opened(town, link, **OTHER_DAY)

    assert REFUSED in opened(town, link)[1].text


def test_an_answer_counts_once_whoever_was_let_in_twice(town: InProcess, desk: Desk):
    desk.does("consent-request", **BY_MAIL)
    link = link_in(town)
    (first, page), (second, _) = opened(town, link), opened(town, link)
    answered(first, page, answer="no")

    seen = answered(second, page, answer="everything")

    assert "You cannot answer here now" in seen.text
    assert hold(desk) == "refused"


def test_sc_3_a_patient_who_does_not_answer_is_asked_once_more_on_the_tenth_working_day(
    town: InProcess, desk: Desk
):
    desk.does("consent-request", **BY_MAIL)
    town.carry()

    town.morning_of(date(2026, 12, 9))
    assert len(town.mails(MOTHER, "", expected=1)) == 1
    town.morning_of(date(2026, 12, 10))

    _, again = town.mails(MOTHER, "", expected=2)
    assert "We have asked you this before" in again.text
    assert the_consent_clock(desk)["due"] == "2026-12-24"
    visitor, page = opened(town, link_in(town, expected=2))
    answered(visitor, page, answer="everything")
    town.morning_of(date(2026, 12, 24))
    assert len(town.mails(MOTHER, "", expected=2)) == 2


def the_consent_clock(desk: Desk) -> dict[str, Any]:
    (clock,) = (each for each in desk.case["deadlines"] if each["clock"].startswith("CONSENT"))
    return dict(clock)


def test_asked_again_before_they_answered_it_is_the_same_question_on_its_dates(
    town: InProcess, desk: Desk
):
    desk.does("consent-request", **BY_MAIL)
    first = link_in(town)
    town.morning_of(date(2026, 12, 3))
    desk.does("consent-request", **BY_MAIL)

    assert link_in(town, expected=2) == first
    assert the_consent_clock(desk)["due"] == "2026-12-24"


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"email": DAUGHTER}, "address of the person who complains"),
        ({"email": "nobody"}, "right format"),
        ({"email": ""}, "our own records"),
    ],
)
def test_s2_46_the_question_never_goes_to_the_address_of_whoever_speaks_for_them(
    town: InProcess, desk: Desk, asked: dict[str, str], why: str
):
    status, answer = desk.tries("consent-request", **(BY_MAIL | asked))

    assert status == 422
    assert why in str(answer["errors"])


def test_a_question_on_paper_waits_as_a_document_with_everything_to_tick(town: InProcess, desk: Desk):
    desk.does("consent-request", purposes=["discuss"], asked_by="letter")

    (letter,) = (each for each in desk.case["messages"] if each["kind"] == "consent_question")

    assert (letter["state"], letter["medium"], letter["to"]) == ("to_send", "letter", "party:patient")
    assert town.mails(MOTHER, "", expected=0) == []
    desk.does("dispatch", message=letter["key"])
    assert desk.case["next_step"]["code"] != "send_document"


def test_whoever_has_the_case_hears_of_the_answer_at_once(town: InProcess, desk: Desk):
    desk.does("assignment", handler="case.handler")
    desk.does("consent-request", **BY_MAIL)
    visitor, page = opened(town, link_in(town))
    answered(visitor, page, answer="named_parts", limits="The dates, nothing of my illness")

    mails = town.mails("case.handler@", "", expected=1)

    assert any("Consent was given" in each.text for each in mails)
    assert all("illness" not in each.text for each in mails)
