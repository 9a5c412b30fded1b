"""Items of a former format are read as if they were of the present one, and rewritten by a command."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import date
from typing import Any

import pytest

from chalicelib.adapters import keys
from chalicelib.adapters.attribute_values import typed
from chalicelib.adapters.case_table import CaseTable
from chalicelib.adapters.formats import PRESENT, UPGRADES, WRITTEN, FormatUnknown, brought_up
from chalicelib.adapters.packed import PACKED, packed, unpacked
from chalicelib.adapters.table import Table, plain_image, rewrite
from chalicelib.application.ports import View, ViewKind
from chalicelib.domain.reference import CaseNumber
from infra.migrate import migrate
from infra.migration import Migration
from tests.benchmarks.capacity import size_of
from tests.builders import MANAGER, PRACTICE, a_receipt, an_intake

OF_NOVEMBER_2026 = "78f99e8bfcbbab4684aba1011018620b0f5034e0cd2cb500fb821586"
NUMBERS = ("100001", "100002", "100003")


@pytest.fixture
def former(table: Table) -> Table:
    """Three cases as the former code kept them: format 1, and rows without their calendar."""
    for number in NUMBERS:
        CaseTable(table).save(a_receipt(an_intake(key=number), number=number))
    for item in map(unpacked, everything(table)):
        item["format"] = 1
        if item["sk"] == keys.CASE:
            row = json.loads(item["row"])
            del row["calendar_version"]
            item["row"] = json.dumps(row)
        table.put(item)
    return table


def everything(table: Table) -> list[dict[str, Any]]:
    """What is stored, just as it is stored."""
    found = table.client.scan(TableName=table.name)["Items"]
    return [{name: _value(value) for name, value in item.items()} for item in found]


def _value(typed: dict[str, Any]) -> Any:
    ((kind, value),) = typed.items()
    return int(value) if kind == "N" else value


def formats(table: Table) -> set[int]:
    return {item["format"] for item in everything(table) if "format" in item}


def calendars_in_lists(table: Table) -> set[str]:
    view = View(ViewKind.TEAM, PRACTICE.id, MANAGER.id, PRACTICE.intake_team)
    page = CaseTable(table).worklist(view, limit=10)
    return {row.calendar_version for row in page.rows}


def test_an_item_of_the_former_format_is_read_in_the_present_one(former: Table):
    stored = former.get(keys.case_key(CaseNumber(NUMBERS[0])), keys.CASE)

    assert stored is not None
    assert stored["format"] == PRESENT
    assert (
        json.loads(stored["row"])["calendar_version"] == json.loads(stored["body"])["calendar_version"]
    )
    assert formats(former) == {1}, "reading changes nothing"


def test_a_case_of_the_former_format_is_worked_on_as_any_other(former: Table):
    file = CaseTable(former).load(CaseNumber(NUMBERS[0]))

    taken = CaseTable(former).claim(file.case.number, file.messages[0], file.messages[0])

    assert taken, "what it is compared with is the body, which no upgrade changes"


def test_the_stream_shows_an_item_of_the_former_format_in_the_present_one(former: Table):
    image = former.client.scan(TableName=former.name, Limit=1)["Items"][0]

    assert plain_image(image)["format"] == PRESENT


def test_everything_is_rewritten_page_by_page_and_lists_have_it_then(
    former: Table, capsys: pytest.CaptureFixture[str]
):
    assert calendars_in_lists(former) == {""}
    before = len(everything(former))

    migrate(Migration(former, page=5))

    assert formats(former) == {WRITTEN}
    assert "" not in calendars_in_lists(former)
    assert f" {before} rewritten" in capsys.readouterr().out


def test_a_migration_that_was_cut_short_goes_on_where_it_stopped_and_a_second_one_finds_nothing(
    former: Table,
):
    first = Migration(former, page=5).next_page()
    assert (first.looked_at, first.rewritten, first.last) == (5, 5, False)

    second = Migration(former, page=5).next_page()
    assert second.rewritten == 5, "and not the first five again"

    migrate(Migration(former))
    assert formats(former) == {WRITTEN}
    again = Migration(former, page=5).next_page()
    assert again.rewritten == 0


def test_what_somebody_writes_meanwhile_stands(former: Table):
    key = keys.case_key(CaseNumber(NUMBERS[0]))
    seen = next(i for i in everything(former) if (i["pk"], i["sk"]) == (key, keys.CASE))
    theirs = {**brought_up(seen), "body": seen["body"].replace("100001", "100001 "), "format": WRITTEN}
    former.put(theirs)

    assert not Migration(former)._rewrite(seen)

    stands = next(i for i in everything(former) if (i["pk"], i["sk"]) == (key, keys.CASE))
    assert unpacked(stands) == theirs


def test_an_item_of_a_format_to_come_is_not_guessed_at(former: Table):
    with pytest.raises(FormatUnknown, match=f"reads up to {PRESENT}"):
        brought_up({"pk": "x", "sk": "y", "format": PRESENT + 1})


def test_there_is_a_way_from_each_older_format_and_what_is_written_can_be_read():
    assert set(UPGRADES) == set(range(1, PRESENT))
    assert WRITTEN <= PRESENT


def test_a_part_of_an_item_from_an_index_is_left_as_it_is():
    part = {"row": "{}", "pk": f"CASE#{date.min}"}

    assert brought_up(part) is part


@pytest.fixture
def case(table: Table) -> dict[str, Any]:
    """A case just as the present code stores it."""
    CaseTable(table).save(a_receipt())
    return next(item for item in everything(table) if item["sk"] == keys.CASE)


def test_a_change_of_a_case_writes_one_kilobyte(case: dict[str, Any]):
    assert size_of(typed(case)) < 1024
    assert size_of(typed(unpacked(case))) > 1024, "or there is no reason to pack it"


def test_a_packed_case_says_what_it_said_to_the_table_the_stream_and_lambda(
    table: Table, case: dict[str, Any]
):
    read = table.get(case["pk"], keys.CASE)
    image = typed(case)
    as_lambda_shows_it = {**image, PACKED: {"B": b64encode(case[PACKED]).decode()}}

    assert read == plain_image(image) == plain_image(as_lambda_shows_it)
    assert read is not None
    assert json.loads(read["body"])["number"] == json.loads(read["figure"])["number"]
    assert packed(read) == case


def test_a_packed_case_is_rewritten_only_as_it_was_read(table: Table, case: dict[str, Any]):
    now = unpacked(case)
    other = {**now, "body": now["body"].replace("received", "assigned")}

    assert table.transact([rewrite(other, seen=case)]) == []
    assert table.transact([rewrite(now, seen=case)]) == ["moved"]
    assert table.get(case["pk"], keys.CASE) == other


def test_what_was_packed_once_can_be_read_for_as_long_as_a_case_is_kept():
    """What stands here was packed by the first code that did so; it must never be packed anew."""
    stored = {"pk": "CASE#1", "sk": "CASE", PACKED: bytes.fromhex(OF_NOVEMBER_2026)}

    assert unpacked(stored)["body"] == '{"number":"100001","state":"received"}'
    assert unpacked(stored)["figure"] == '{"month":"2026-12","state":null}'
