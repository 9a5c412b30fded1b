"""The words of what people wrote in the real table: what finds, what it costs, and what a copy of the
table would show (docs/decisions/0084).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.adapters.case_table import CaseTable
from chalicelib.adapters.lookup_table import LookupTable
from chalicelib.adapters.renewal import Renewal
from chalicelib.adapters.said_table import SaidTable
from chalicelib.adapters.search_table import SearchTable
from chalicelib.adapters.table import Table
from chalicelib.domain.case import CaseFile
from chalicelib.domain.errors import CaseChanged
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.said_words import said_words
from chalicelib.domain.searching import words_in
from tests.adapters.test_identity_tables import KESTREL, PRINTS, SOON, WILLOW, change_of, prints_of
from tests.builders import a_party, a_receipt, an_intake

NUMBER = CaseNumber("123456")
STORY = "The prescription went to another pharmacy. Nobody rang."
BOTH, NEW = prints_of("second first"), prints_of("second")


@pytest.fixture
def said(table: Table) -> SaidTable:
    return SaidTable(table, PRINTS)


@pytest.fixture
def file(table: Table, said: SaidTable) -> CaseFile:
    """Asha's case, and what she wrote."""
    received = a_receipt(an_intake(what_happened=STORY), number=NUMBER)
    CaseTable(table, LookupTable(table, PRINTS)).save(received)
    said.keep(NUMBER, WILLOW, said_words(received.file))
    return received.file


def found(table: Table, text: str, organisation=WILLOW, prints=PRINTS) -> list[str]:
    rows = SearchTable(table, prints).find_anywhere(organisation, words_in(text)).rows
    return [str(row.reference.number) for row in rows]


def entries(table: Table) -> list[str]:
    """What of the table is about words that were said."""
    answer = table.client.scan(TableName=table.name)["Items"]
    keys = (f"{each['pk']['S']} {each['sk']['S']}" for each in answer)
    return [key for key in keys if "TEXT#" in key]


@pytest.mark.parametrize(
    "text", ["prescription", "PHARMACY prescription", "asha prescription", "Nobody another pharmacy"]
)
def test_a_case_is_found_by_the_words_of_what_was_written_in_any_order_and_with_a_name(
    table, file, text: str
):
    assert found(table, text) == [NUMBER]
    assert found(table, text, KESTREL) == []


@pytest.mark.parametrize("text", ["pharmacist", "prescription hospice", "ravi prescription"])
def test_a_case_in_whose_text_one_of_the_words_does_not_stand_is_not_found(table, file, text: str):
    assert found(table, text) == []


def test_only_people_are_found_where_somebody_looks_for_people(table, file):
    search = SearchTable(table, PRINTS)

    assert search.find(WILLOW, words_in("prescription")).rows == ()
    hit = search.find_anywhere(WILLOW, words_in("asha"))
    assert hit.in_texts == frozenset(), "her name found her, before any text did"


def test_searching_in_texts_is_two_calls_too(table, file):
    calls: list[str] = []
    table.client.meta.events.register(
        "before-call.dynamodb", lambda model, **_: calls.append(model.name)
    )

    assert found(table, "prescription pharmacy") == [NUMBER]
    assert calls == ["Query", "BatchGetItem"]


def test_a_text_is_kept_in_a_batch_and_not_written_again(table, file, said):
    calls: list[str] = []
    table.client.meta.events.register(
        "before-call.dynamodb", lambda model, **_: calls.append(model.name)
    )

    assert not said.keep(NUMBER, WILLOW, said_words(file))
    assert calls == ["Query"]
    other = a_receipt(an_intake(key="2", what_happened="The clinic was shut"), number="123457").file
    said.keep(other.case.number, WILLOW, said_words(other))
    assert calls == ["Query", "Query", "BatchWriteItem"]


def test_what_stands_in_a_text_no_more_finds_it_no_more_and_leaves_nothing(table, file, said):
    assert entries(table)

    assert said.keep(NUMBER, WILLOW, {})

    assert entries(table) == []
    assert found(table, "prescription") == []


def test_a_renamed_person_is_found_with_the_words_by_the_new_name_only(table, file, said):
    renamed = replace(file, parties=(a_party(first_name="Zoe", last_name="Newname"),))

    said.keep(NUMBER, WILLOW, said_words(renamed))

    assert found(table, "newname prescription") == [NUMBER]
    assert found(table, "asha prescription") == []


def test_no_key_and_no_entry_shows_a_word(table, file):
    everything = str(table.client.scan(TableName=table.name)["Items"]).casefold()
    beside = [line for line in everything.split("{'pk'") if "text#" in line]

    assert beside
    assert not any("prescription" in line or "pharmacy" in line for line in beside)


def test_every_text_comes_under_a_renewed_secret_and_the_older_word_finds_nothing(table, file):
    assert found(table, "prescription", prints=NEW) == []

    assert Renewal(table, BOTH).renew(file, SOON)

    assert found(table, "prescription pharmacy", prints=NEW) == [NUMBER]
    assert found(table, "prescription") == []
    assert not Renewal(table, BOTH).renew(file, SOON), "once is enough"


def test_whoever_changed_a_case_while_its_words_were_renewed_has_the_last_word(table, file):
    CaseTable(table, LookupTable(table, PRINTS)).save(change_of(file, a_party(title="Dr")))

    with pytest.raises(CaseChanged):
        Renewal(table, BOTH).renew(file, SOON)


def test_a_case_of_before_there_was_a_search_in_texts_is_brought_in_by_renewing(table, said):
    received = a_receipt(an_intake(what_happened=STORY), number=NUMBER)
    CaseTable(table, LookupTable(table, PRINTS)).save(received)

    assert Renewal(table, PRINTS).renew(received.file, SOON)

    assert found(table, "prescription") == [NUMBER]
