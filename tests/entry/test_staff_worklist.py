"""The list of cases, and finding one."""

from __future__ import annotations

import re
from datetime import date

import pytest
from chalice.test import Client

from chalicelib.application.assign_case import assign_case
from chalicelib.application.casework import Request as CaseRequest
from chalicelib.application.list_cases import PAGE_SIZE
from chalicelib.application.open_case import open_case
from chalicelib.domain.casework import Assignment
from chalicelib.domain.contact import ContactType
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.reference import Reference
from tests.builders import MANAGER, PRACTICE, a_party, an_intake, london
from tests.entry.visitors import Browser, said, version_of
from tests.fakes import FakeWorld


def given_to(world: FakeWorld, reference: Reference, handler: str) -> Reference:
    request = CaseRequest(MANAGER, reference, version_of(world, reference))
    file = assign_case(request, Assignment(StaffId(handler)), world.ports)
    world.deliver()
    return file.case.reference


def received(world: FakeWorld, n: int, **record: object) -> Reference:
    intake = an_intake(key=f"case-{n}", party=a_party(last_name=f"Person-{n}"), **record)
    reference = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    world.deliver()
    return reference


def references(page: str) -> list[str]:
    return re.findall(r'href="/staff/cases/[A-Z]+-\d+">([A-Z]+/\d{6})<', page)


def test_the_list_opens_on_ones_own_cases(world: FakeWorld, manager: Browser):
    mine = given_to(world, received(world, 1), "complaints.manager")
    given_to(world, received(world, 2), "case.handler")

    assert references(manager.get("/staff/cases").body.decode()) == [str(mine)]


def test_every_tab_says_how_many_cases_it_holds(world: FakeWorld, manager: Browser):
    given_to(world, received(world, 1), "complaints.manager")
    received(world, 2)
    received(world, 3)

    words = said(manager.get("/staff/cases"))

    assert "My cases 1 case" in words
    assert "My team 3 cases" in words
    assert "Nobody’s yet 2 cases" in words


def test_a_case_is_listed_with_who_what_next_by_when_and_with_whom(world: FakeWorld, manager: Browser):
    given_to(world, received(world, 1), "case.handler")

    words = said(manager.get("/staff/cases?view=team"))

    assert "HAL/100001" in words
    assert "A. Person-1" in words
    assert "Treatment or care" in words
    assert "Acknowledge and offer to discuss" in words
    assert "Thursday 31 December 2026" in words
    assert "Due in 7 days" in words
    assert "Hal Handler" in words


def test_what_is_overdue_comes_first_and_can_be_seen_alone(world: FakeWorld, manager: Browser):
    thanks = received(world, 1, contact_type=ContactType.COMPLIMENT)
    late = received(world, 2, received_at=london(date(2026, 12, 1)))
    soon = received(world, 3)

    whole = references(manager.get("/staff/cases?view=team").body.decode())
    overdue = references(manager.get("/staff/cases?view=team&due=overdue").body.decode())

    assert whole == [str(late), str(soon), str(thanks)]
    assert overdue == [str(late)]


def test_a_list_is_narrowed_by_what_its_address_says(world: FakeWorld, manager: Browser):
    late = received(world, 1, received_at=london(date(2026, 12, 1)))
    asking = received(world, 2, contact_type=ContactType.QUERY, subject="appointments")
    handled = given_to(world, received(world, 3, subject="appointments"), "case.handler")

    def shown(asked: str) -> set[str]:
        return set(references(manager.get(f"/staff/cases?view=team&{asked}").body.decode()))

    assert shown("contact_type=query") == {str(asking)}
    assert shown("subject=appointments") == {str(asking), str(handled)}
    assert shown("subject=appointments&contact_type=complaint") == {str(handled)}
    assert shown("handler=case.handler") == {str(handled)}
    assert shown("due=today") == {str(late)}
    assert shown("due=today&subject=appointments") == set()


def test_each_filter_can_be_taken_away_by_itself(world: FakeWorld, manager: Browser):
    received(world, 1)
    page = manager.get("/staff/cases?view=team&due=overdue&contact_type=complaint").body.decode()

    chosen = re.findall(r'href="([^"]+)">(Overdue|Complaint) <span', page)

    assert {words: path.replace("&amp;", "&") for path, words in chosen} == {
        "Overdue": "/staff/cases?view=team&contact_type=complaint",
        "Complaint": "/staff/cases?view=team&due=overdue",
    }
    assert "No case here is like that." in page


def test_the_next_page_of_a_narrowed_list_stays_narrowed(world: FakeWorld, manager: Browser):
    asked = {str(received(world, n, subject="appointments")) for n in range(PAGE_SIZE + 2)}
    received(world, 99)

    first = manager.get("/staff/cases?view=team&subject=appointments").body.decode()
    more = re.search(r'href="([^"]+)" rel="next"', first)
    assert more
    second = manager.get(more[1].replace("&amp;", "&")).body.decode()

    assert {*references(first), *references(second)} == asked


def test_a_long_list_goes_on_page_by_page_without_losing_a_case(world: FakeWorld, manager: Browser):
    everything = {str(received(world, n)) for n in range(PAGE_SIZE + 3)}

    first = manager.get("/staff/cases?view=team").body.decode()
    more = re.search(r'href="([^"]+)" rel="next"', first)
    assert more
    second = manager.get(more[1].replace("&amp;", "&")).body.decode()

    assert len(references(first)) == PAGE_SIZE
    assert {*references(first), *references(second)} == everything


def test_an_empty_list_says_so(manager: Browser):
    assert "You have no cases." in said(manager.get("/staff/cases"))


@pytest.mark.parametrize(
    "query", ["view=everybody", "due=yesterday", "contact_type=gossip", "state=lost"]
)
def test_a_list_that_does_not_exist_is_refused_politely(manager: Browser, query: str):
    assert manager.get(f"/staff/cases?{query}").status_code == 422


@pytest.mark.parametrize("typed", ["wlp/100001", "WLP-100001", "  WLP 100001 "])
def test_a_reference_however_written_leads_straight_to_its_case(
    manager: Browser, reference: Reference, typed: str
):
    answer = manager.get(f"/staff/cases/find?reference={typed.replace(' ', '+')}")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/cases/WLP-100001")


def test_a_reference_from_before_a_case_changed_hands_still_finds_it(
    world: FakeWorld, manager: Browser, reference: Reference
):
    given_to(world, reference, "case.handler")

    answer = manager.get("/staff/cases/find?reference=WLP/100001")

    assert answer.headers["Location"] == "/staff/cases/HAL-100001"


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        pytest.param("12", 422, "Enter a reference like ABC/123456", id="no reference"),
        pytest.param("ABC/999999", 404, "There is no such case", id="nobody's reference"),
        pytest.param("ZZZ/100001", 404, "There is no case ZZZ/100001", id="wrong initials"),
    ],
)
def test_what_finds_no_case_is_answered_beside_the_box_and_kept_in_it(
    manager: Browser, reference: Reference, typed: str, status: int, words: str
):
    answer = manager.get(f"/staff/cases/find?reference={typed}")

    assert answer.status_code == status
    assert words in said(answer)
    assert f'value="{typed}"' in answer.body.decode()


def test_markup_in_a_search_is_shown_as_typed(app_client: Client):
    page = Browser(app_client, "complaints.manager").get(
        "/staff/cases/find?reference=%3Cscript%3Ealert(1)%3C/script%3E"
    )

    assert b"<script>alert(1)" not in page.body
