"""The register of openings, held against the real table and the one of the tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from chalicelib.adapters.case_table import CaseTable
from chalicelib.adapters.register_table import RegisterTable
from chalicelib.adapters.table import Table
from chalicelib.application.ports import CaseStore
from chalicelib.application.register_ports import Register
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.reads import ReadReason, Visit, record_read
from tests.builders import PRACTICE, TERMS, a_receipt, an_intake, an_occasion, by_staff, london
from tests.fakes import FakeCases, FakeRegister

Held = tuple[CaseStore, Register]
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
LAST_MINUTE = london(date(2026, 12, 31), 23, 59)


def real(table: Table) -> Held:
    return CaseTable(table), RegisterTable(table)


def in_memory(table: Table) -> Held:
    cases = FakeCases()
    return cases, FakeRegister(cases)


@pytest.fixture(params=[real, in_memory], ids=["table", "fake"])
def held(request: pytest.FixtureRequest, table: Table) -> Held:
    made: Callable[[Table], Held] = request.param
    return made(table)


def opened(cases: CaseStore, number: str, *moments: datetime) -> None:
    """A case that somebody opens at these moments, with the reason of a supervisor."""
    change = a_receipt(an_intake(key=number), number=number)
    cases.save(change)
    for moment in moments:
        occasion = an_occasion(moment, by_staff("partner"))
        visit = Visit(ReadReason.SUPERVISES)
        change = record_read(change.file, visit, terms=TERMS, occasion=occasion)
        cases.save(change)


def test_every_opening_is_in_the_month_of_its_london_date_the_latest_first(held: Held):
    cases, register = held
    first = london(date(2026, 12, 25), 10)
    opened(cases, "123456", first, LAST_MINUTE)
    opened(cases, "654321", first + timedelta(hours=1))

    page = register.page(PRACTICE.id, DECEMBER, limit=50)

    assert [read.at for read in page.reads] == [LAST_MINUTE, first + timedelta(hours=1), first]
    assert {read.by for read in page.reads} == {"partner"}
    assert page.after == ""
    assert register.page(PRACTICE.id, NOVEMBER, limit=50).reads == ()


def test_pages_of_the_register_go_on_where_the_last_one_ended(held: Held):
    cases, register = held
    moments = [london(date(2026, 12, 25), hour) for hour in (9, 10, 11)]
    opened(cases, "123456", *moments)

    first = register.page(PRACTICE.id, DECEMBER, limit=2)
    second = register.page(PRACTICE.id, DECEMBER, limit=2, after=first.after)

    assert [read.at for read in (*first.reads, *second.reads)] == moments[::-1]


def test_another_organisation_has_a_register_of_its_own(held: Held):
    cases, register = held
    opened(cases, "123456", LAST_MINUTE)

    assert register.page(OrganisationId("kestrel-reports"), DECEMBER, limit=50).reads == ()
