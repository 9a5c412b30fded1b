"""Searching the real table: what is found, what it costs, and what a copy of it would show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.adapters import search_table
from chalicelib.adapters.case_table import CaseTable
from chalicelib.adapters.lookup_table import LookupTable
from chalicelib.adapters.search_table import SearchTable
from chalicelib.adapters.table import Table
from chalicelib.domain.identity.engine import Claim
from chalicelib.domain.identity.forms import Item
from chalicelib.domain.parties import COMPLAINANT, Party
from chalicelib.domain.searching import clues_of, words_in
from tests.adapters.test_identity_tables import (
    ASHA,
    KESTREL,
    PRINTS,
    WILLOW,
    change_of,
    prints_of,
    received,
)

BORN = Claim(Item.DATE_OF_BIRTH, "1957-03-27")
NAME = frozenset(words_in("asha verity"))


@pytest.fixture
def cases(table: Table) -> CaseTable:
    return CaseTable(table, LookupTable(table, PRINTS))


@pytest.fixture
def search(table: Table) -> SearchTable:
    return SearchTable(table, PRINTS)


def numbers(found) -> list[str]:
    return [str(row.reference.number) for row in found.rows]


@pytest.mark.parametrize("clues", [NAME, NAME | {BORN}, {BORN}, clues_of(ASHA)])
def test_a_case_is_found_by_any_of_its_clues_and_by_all(cases, search, clues):
    cases.save(received())

    assert numbers(search.find(WILLOW, frozenset(clues))) == ["123456"]
    assert numbers(search.find(KESTREL, frozenset(clues))) == []


def test_somebody_of_whom_one_clue_is_not_true_is_not_found(cases, search):
    cases.save(received())
    cases.save(received(replace(ASHA, first_name="Ravi"), number="123457"))

    assert numbers(search.find(WILLOW, NAME | {BORN})) == ["123456"]


def test_after_a_change_of_name_only_the_new_one_finds(cases, search):
    cases.save(received())
    cases.save(change_of(received().file, replace(ASHA, last_name="Newname")))

    assert numbers(search.find(WILLOW, NAME)) == []
    assert numbers(search.find(WILLOW, words_in("asha newname") | {BORN})) == ["123456"]


def test_a_person_whose_details_are_erased_is_found_by_no_search(cases, search):
    cases.save(received())
    cases.save(change_of(received().file, Party(COMPLAINANT, "", "")))

    assert [numbers(search.find(WILLOW, frozenset({clue}))) for clue in clues_of(ASHA)] == [
        [] for _ in clues_of(ASHA)
    ]


def test_a_search_is_two_calls_and_reads_no_more_than_its_bound(cases, search, table, monkeypatch):
    for number in ("123456", "123457", "123458"):
        cases.save(received(number=number))
    calls: list[str] = []
    table.client.meta.events.register(
        "before-call.dynamodb", lambda model, **_: calls.append(model.name)
    )
    monkeypatch.setattr(search_table, "MOST_READ", 2)

    found = search.find(WILLOW, NAME)

    assert calls == ["Query", "BatchGetItem"]
    assert (len(found.rows), found.is_all) == (2, False)


def test_while_a_secret_is_replaced_what_either_wrote_is_found(cases, table):
    cases.save(received())
    both = SearchTable(table, prints_of("second first"))

    assert numbers(both.find(WILLOW, NAME)) == ["123456"]


def test_a_word_of_a_name_has_never_the_fingerprint_of_a_name_that_confirms():
    assert PRINTS.of(WILLOW, Item.FULL_NAME, "asha") not in PRINTS.every_word(WILLOW, "asha")
