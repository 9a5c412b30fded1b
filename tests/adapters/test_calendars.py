"""Calendars by version, from the files and from the table; and where bank holidays come from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from urllib.error import URLError

import pytest

from chalicelib.adapters import calendar_table
from chalicelib.adapters.calendar_table import CalendarTable
from chalicelib.adapters.computed_holidays import LibraryHolidays
from chalicelib.adapters.held_policies import HeldPolicies
from chalicelib.adapters.published_holidays import LARGEST_LIST, PublishedOnTheWeb
from chalicelib.adapters.table import Table
from chalicelib.application.holiday_sources import AdoptedCalendars
from chalicelib.domain.errors import ListUnreachable, PolicyUnknown
from tests.builders import ENGLAND, PRACTICE, TERMS
from tests.fakes import FakeCalendars, FakeOrganisations

NATION = ENGLAND.nation
DECLARED = replace(
    ENGLAND,
    version=f"{NATION}/2027-01-11T040000Z",
    holidays={**ENGLAND.holidays, date(2027, 6, 14): "A day declared"},
)


@pytest.fixture(params=["in memory", "in the table"])
def adopted(request: pytest.FixtureRequest) -> AdoptedCalendars:
    """The fake and the real store: one contract."""
    if request.param == "in memory":
        return FakeCalendars()
    return CalendarTable(request.getfixturevalue("table"))


def test_before_anything_is_adopted_there_is_no_newest(adopted: AdoptedCalendars):
    assert adopted.newest(NATION) == ""


def test_what_is_adopted_comes_back_day_for_day(adopted: AdoptedCalendars):
    adopted.adopt(DECLARED)

    assert adopted.newest(NATION) == DECLARED.version
    assert adopted.calendar(DECLARED.version) == DECLARED


def test_a_version_is_adopted_once_and_never_changed(adopted: AdoptedCalendars):
    first, again = adopted.adopt(DECLARED), adopted.adopt(replace(DECLARED, holidays={}))

    assert (first, again) == (True, False)
    assert adopted.calendar(DECLARED.version) == DECLARED


def test_the_newest_is_of_the_nation_asked_for(adopted: AdoptedCalendars):
    adopted.adopt(replace(DECLARED, nation="scotland", version="scotland/2027-02-01"))

    assert adopted.newest(NATION) == ""


def test_a_version_that_was_never_adopted_is_refused(adopted: AdoptedCalendars):
    with pytest.raises(PolicyUnknown):
        adopted.calendar(f"{NATION}/2031-01-01")


def test_new_cases_count_by_what_was_adopted_and_old_ones_by_what_they_pinned(
    adopted: AdoptedCalendars,
):
    policies = HeldPolicies(adopted, FakeOrganisations())
    adopted.adopt(DECLARED)

    assert policies.current(PRACTICE).calendar == DECLARED
    assert policies.terms(TERMS.pack.ref, ENGLAND.version, PRACTICE.id).calendar == ENGLAND


def test_a_file_that_is_newer_than_what_was_adopted_is_used(adopted: AdoptedCalendars):
    adopted.adopt(replace(DECLARED, version=f"{NATION}/2025-01-01T040000Z"))

    assert HeldPolicies(adopted, FakeOrganisations()).current(PRACTICE).calendar == ENGLAND


def test_a_calendar_that_neither_holds_is_refused_not_guessed(adopted: AdoptedCalendars):
    with pytest.raises(PolicyUnknown):
        HeldPolicies(adopted, FakeOrganisations()).calendar(f"{NATION}/2019-01-01")


def test_a_nation_without_any_calendar_is_refused(adopted: AdoptedCalendars, tmp_path: Path):
    with pytest.raises(PolicyUnknown, match="No bank holidays of atlantis"):
        HeldPolicies(adopted, FakeOrganisations(), tmp_path).newest_calendar("atlantis")


def test_the_table_is_asked_once_a_minute_and_not_for_what_the_files_hold(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []
    policies = HeldPolicies(CalendarTable(table), FakeOrganisations())
    table.client.meta.events.register(
        "before-call.dynamodb.*", lambda model, **_: asked.append(model.name)
    )

    for _ in range(3):
        policies.current(PRACTICE)
    first = len(asked)
    monkeypatch.setattr(calendar_table, "REMEMBERED_FOR", -1.0)
    policies.current(PRACTICE)

    assert (first, len(asked)) == (1, 2)


@contextmanager
def answering(body: bytes, url: str) -> Iterator[SimpleNamespace]:
    yield SimpleNamespace(url=url, read=lambda size: body[:size])


def test_the_list_is_fetched_as_it_stands():
    web = PublishedOnTheWeb(
        "https://list.example", lambda request, timeout: answering(b"{}", "https://list.example")
    )

    assert web.fetch() == b"{}"


def no_network(request: object, timeout: float) -> None:
    raise URLError("no route")


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        pytest.param("https://list.example", no_network, id="no network"),
        pytest.param("http://list.example", no_network, id="an address without encryption"),
        pytest.param("file:///etc/hostname", no_network, id="a file"),
        pytest.param(
            "https://list.example",
            lambda request, timeout: answering(b"{}", "http://elsewhere.example"),
            id="led elsewhere without encryption",
        ),
        pytest.param(
            "https://list.example",
            lambda request, timeout: answering(b"x" * (LARGEST_LIST + 1), "https://list.example"),
            id="without end",
        ),
    ],
)
def test_a_list_that_cannot_be_fetched_safely_is_unreachable(address: str, opened):
    with pytest.raises(ListUnreachable):
        PublishedOnTheWeb(address, opened).fetch()


def test_the_library_computes_the_bank_holidays_that_came_with_the_code():
    computed = LibraryHolidays().between(NATION, ENGLAND.first.year, ENGLAND.last.year)

    assert computed == set(ENGLAND.holidays)


def test_a_nation_that_the_library_does_not_know_is_refused():
    with pytest.raises(PolicyUnknown):
        LibraryHolidays().between("atlantis", 2027, 2027)
