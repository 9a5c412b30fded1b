"""The register of sharings, held against the real table and the one of the tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from chalicelib.adapters import keys
from chalicelib.adapters.case_table import CaseTable
from chalicelib.adapters.sharing_table import SharingTable
from chalicelib.adapters.table import Table, delete
from chalicelib.application.ports import CaseStore
from chalicelib.application.sharing_ports import Sharings
from chalicelib.domain.casework.sharing import share
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.reference import CaseNumber
from tests.builders import PRACTICE, TERMS, a_receipt, an_intake, an_occasion, by_staff, london
from tests.domain.test_sharing import TO_THE_TRUST
from tests.fakes import FakeCases, FakeSharings

Held = tuple[CaseStore, Sharings]
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
MOMENTS = [london(date(2026, 12, 25), hour) for hour in (9, 10, 11)]
LAST_MINUTE = london(date(2026, 12, 31), 23, 59)


def real(table: Table) -> Held:
    return CaseTable(table), SharingTable(table)


def in_memory(table: Table) -> Held:
    cases = FakeCases()
    return cases, FakeSharings(cases)


@pytest.fixture(params=[real, in_memory], ids=["table", "fake"])
def held(request: pytest.FixtureRequest, table: Table) -> Held:
    made: Callable[[Table], Held] = request.param
    return made(table)


def shared(cases: CaseStore, number: str, *moments: datetime) -> None:
    """A case of which something is given to a hospital at these moments."""
    change = a_receipt(an_intake(key=number), number=number)
    cases.save(change)
    for moment in moments:
        occasion = an_occasion(moment, by_staff("partner"))
        change = share(change.file, TO_THE_TRUST, terms=TERMS, occasion=occasion)
        cases.save(change)


def test_s4_4_every_sharing_of_every_case_is_in_the_month_of_its_london_date(held: Held):
    cases, sharings = held
    shared(cases, "123456", MOMENTS[0], LAST_MINUTE)
    shared(cases, "654321", MOMENTS[1])

    page = sharings.page(PRACTICE.id, DECEMBER, limit=50)

    assert [each.shared.at for each in page.entries] == [LAST_MINUTE, MOMENTS[1], MOMENTS[0]]
    assert {each.shared.with_whom for each in page.entries} == {"Exampleton Hospital Trust"}
    assert {each.by.id for each in page.entries} == {"partner"}
    assert sharings.page(PRACTICE.id, NOVEMBER, limit=50).entries == ()


def test_pages_go_on_where_the_last_one_ended(held: Held):
    cases, sharings = held
    shared(cases, "123456", *MOMENTS)

    first = sharings.page(PRACTICE.id, DECEMBER, limit=2)
    second = sharings.page(PRACTICE.id, DECEMBER, limit=2, after=first.after)

    assert [each.shared.at for each in (*first.entries, *second.entries)] == MOMENTS[::-1]


def test_another_organisation_has_a_register_of_its_own(held: Held):
    cases, sharings = held
    shared(cases, "123456", LAST_MINUTE)

    assert sharings.page(OrganisationId("kestrel-reports"), DECEMBER, limit=50).entries == ()


def test_what_was_erased_with_the_case_is_erased_in_the_register_too(table: Table):
    cases, sharings = real(table)
    shared(cases, "123456", LAST_MINUTE)
    (sealed,) = (
        each
        for each in table.partition(keys.case_key(CaseNumber("123456")))
        if each["sk"].startswith(keys.SEALED) and "Exampleton Hospital" in str(each)
    )
    table.transact([delete(sealed["pk"], sealed["sk"])])

    (entry,) = sharings.page(PRACTICE.id, DECEMBER, limit=50).entries

    assert (entry.shared.with_whom, entry.shared.what) == ("", "")
    assert entry.shared.purpose == "complaints"
