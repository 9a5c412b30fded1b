"""The figures and the cases behind them: issue 6, point 8; S4-3, S4-10."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from chalice.test import Client

from chalicelib.application.open_case import open_case
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.reference import Reference
from tests.builders import PRACTICE, a_party, an_intake, london
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld

PAGE, API = "/staff/figures", "/api/figures"
DECEMBER, NOVEMBER = date(2026, 12, 22), date(2026, 11, 20)


def received(world: FakeWorld, key: str, day: date) -> Reference:
    intake = an_intake(key=key, party=a_party(last_name=f"Person-{key}"), received_at=london(day))
    opened = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()
    return opened.reference


@pytest.fixture
def year(world: FakeWorld, manager: Browser) -> dict[str, Reference]:
    """One of November that nobody acknowledged; of December one that is acknowledged, one not."""
    cases = {
        "late": received(world, "late", NOVEMBER),
        "done": received(world, "done", DECEMBER),
        "new": received(world, "new", DECEMBER),
    }
    manager.post(
        f"/staff/cases/{cases['done'].in_url}/do/acknowledgement",
        version=version_of(world, cases["done"]),
        how="telephone",
        offered=["telephone", "meeting"],
    )
    world.deliver()
    return cases


def links(page: str) -> list[tuple[str, str]]:
    """Every number that leads to cases, with its address."""
    found = re.findall(r'href="(/staff/figures/cases[^"]*)">(\d+)<', page)
    return [(html.unescape(path), number) for path, number in found]


def listed(page: str) -> set[str]:
    return set(re.findall(r">([A-Z]+/\d{6})<", page))


def test_the_figures_tell_what_is_open_and_overdue_and_what_was_kept(
    manager: Browser, year: dict[str, Reference]
):
    words = said(manager.get(PAGE))

    assert "Open 3 cases" in words
    assert "Overdue 1 cases" in words
    assert "Not acknowledged yet 2 cases" in words
    assert "December 2026 2 1 0 1 100% 2 days" in words
    assert "November 2026 1 0 0 1" in words


def test_behind_every_number_stand_as_many_cases_as_it_says(
    manager: Browser, year: dict[str, Reference]
):
    numbers = links(manager.get(PAGE).body.decode())

    assert len(numbers) > 10
    for path, number in numbers:
        assert len(listed(manager.get(path).body.decode())) == int(number), path


def test_a_number_leads_to_just_its_cases(manager: Browser, year: dict[str, Reference]):
    page = manager.get(f"{PAGE}/cases?month=2026-12&acknowledged=waiting")

    assert listed(page.body.decode()) == {str(year["new"])}
    assert "Received in December 2026, Not acknowledged yet" in said(page)


def test_a_program_reads_the_same_figures_and_cases(program: Program, year: dict[str, Reference]):
    told = program.get(API).json_body
    behind = program.get(f"{API}/cases?due=overdue").json_body

    assert (sum(each["cases"] for each in told["open"]), told["overdue"]) == (3, 1)
    assert told["months"][-1]["acknowledged"] == {
        "in_time": 1,
        "late": 0,
        "waiting": 1,
        "median_days": 2,
    }
    assert [row["reference"] for row in behind["items"]] == [str(year["late"])]
    assert behind["next"] is None


def test_a_restricted_case_is_counted_and_not_listed_to_who_may_not_open_it(
    app_client: Client, world: FakeWorld, manager: Browser, year: dict[str, Reference]
):
    case = year["late"]
    manager.post(
        f"/staff/cases/{case.in_url}/do/restricted-access",
        version=version_of(world, case),
        text="It is about a colleague",
    )
    world.deliver()
    office = Browser(app_client, "office.manager")

    assert "Open 3 cases" in said(office.get(PAGE))
    behind = office.get(f"{PAGE}/cases")
    assert str(case) not in listed(behind.body.decode())
    assert "are counted and not listed" in said(behind)
    assert str(case) in listed(manager.get(f"{PAGE}/cases").body.decode())


def test_s4_7_figures_for_others_keep_small_numbers_back_and_lead_to_no_case(
    manager: Browser, program: Program, world: FakeWorld, year: dict[str, Reference]
):
    for n in range(10):
        received(world, f"october-{n}", date(2026, 10, 5))

    page = manager.get(f"{PAGE}/for-others")
    told = program.get(f"{API}/for-others").json_body

    assert "Not acknowledged yet 10" in said(page), "twelve, rounded to the nearest five"
    assert "Acknowledged Too few to tell" in said(page)
    assert "/cases/" not in page.body.decode().partition("<main")[2].partition("</main>")[0]
    months = {each["month"]: each for each in told["months"]}
    assert "2026-12" not in months, "the month that still runs"
    assert (months["2026-10"]["received"], months["2026-11"]["received"]) == (10, None)
    assert months["2026-11"]["acknowledged"] == {"in_time": 0, "late": 0, "waiting": None}


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/cases", f"{PAGE}/for-others"])
def test_who_answers_the_telephone_sees_no_figures(app_client: Client, path: str):
    reception = Browser(app_client, "reception")

    assert reception.get(path).status_code == 403
    assert 'href="/staff/figures"' not in reception.get("/staff/cases").body.decode()


@pytest.mark.parametrize(
    "query",
    ["month=December", "grade=5", "state=closed", "acknowledged=maybe", "due=soon"],
)
def test_a_number_that_does_not_exist_is_refused_politely(manager: Browser, query: str):
    assert manager.get(f"{PAGE}/cases?{query}").status_code == 422


def test_without_cases_the_page_says_that_there_is_nothing_to_count(manager: Browser):
    assert "There is nothing to count yet." in said(manager.get(PAGE))
