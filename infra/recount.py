"""python -m infra.recount [STAGE]: count every figure again, from what each case counts as.

The sweep counts again what is open and the newest months. This counts all of it: older months, and the
years of the reports, after a table of figures was lost or begun anew. Safe to run twice, and while
everybody works: a counter is set only if it was wrong twice in the same way.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import boto3

from chalicelib.adapters import items, keys
from chalicelib.adapters.attribute_values import plain
from chalicelib.adapters.case_table import CaseTable
from chalicelib.adapters.figure_table import SheetTable
from chalicelib.adapters.table import Item, Table
from chalicelib.adapters.upkeep_table import UpkeepTable
from chalicelib.application.ports import Miscount, Wrong
from chalicelib.domain.figures import Figure, tallies_of
from chalicelib.domain.identifiers import OrganisationId
from infra.operated import operated
from infra.steps import run_politely
from infra.verify import every_case

BETWEEN_LOOKS = 30.0
"""Seconds: the stream is only some behind, and has counted by then what changed meanwhile."""


def main() -> None:
    """Count, wait, count again, and set what is wrong; say how much it was."""
    settings = operated(sys.argv[1] if len(sys.argv) > 1 else "").settings
    store = Table(settings.table_name, figures=settings.figures_table_name)
    print(f"  {_every_case_counted(store):,} cases looked at", flush=True)
    before = wrong_figures(store)
    if any(before.values()):
        time.sleep(BETWEEN_LOOKS)
    print(f"  {put_right(before, store):,} counters put right")


def wrong_figures(store: Table) -> Wrong:
    """Every counter of every sheet that does not say how many cases stand there. Two scans."""
    found, sheets = _found(store), SheetTable(store)
    organisations = found.keys() | _organisations_with_sheets(store)
    return {each: _wrong(found[each], sheets.sheets(each)) for each in organisations}


def put_right(before: Wrong, store: Table) -> int:
    """Set what is as wrong now as it was before; how many counters."""
    upkeep, corrected = UpkeepTable(store), 0
    now = wrong_figures(store) if any(before.values()) else {}
    for organisation, wrong in now.items():
        was = before.get(organisation, {})
        stayed = {name: each for name, each in wrong.items() if was.get(name) == each}
        upkeep.put_right(organisation, stayed)
        corrected += len(stayed)
    return corrected


def _every_case_counted(store: Table) -> int:
    """How many cases there are. One that was never counted is now; one that was is left as it is."""
    cases, numbers = CaseTable(store), list(every_case(store.name))
    for number in numbers:
        cases.tally(number)
    return len(numbers)


def _found(store: Table) -> Mapping[OrganisationId, Counter[str]]:
    """How many cases stand in each line, by organisation, from what each counts as."""
    found: defaultdict[OrganisationId, Counter[str]] = defaultdict(Counter)
    for item in _scanned(store.name):
        if item["pk"].startswith(keys.FIGURES) and item["sk"].startswith(keys.FIGURE):
            organisation = item["pk"].removeprefix(keys.FIGURES).rpartition("#")[0]
            tallies = tallies_of(items.from_body(Figure, item["row"]))
            found[OrganisationId(organisation)].update(_name(t.sheet, t.line) for t in tallies)
    return found


def _wrong(found: Counter[str], sheets: Mapping[str, Mapping[str, int]]) -> dict[str, Miscount]:
    kept = {_name(sheet, line): n for sheet, lines in sheets.items() for line, n in lines.items()}
    both = {name: Miscount(kept.get(name, 0), found[name]) for name in {*kept, *found}}
    return {name: each for name, each in both.items() if each.kept != each.found}


def _organisations_with_sheets(store: Table) -> set[OrganisationId]:
    sheets = (each["pk"] for each in _scanned(store.figures) if each["sk"].startswith(keys.FIGURES))
    return {OrganisationId(pk.removeprefix(keys.organisation_key(""))) for pk in sheets}


def _scanned(table: str) -> Iterator[Item]:
    pages = boto3.client("dynamodb").get_paginator("scan")
    named = {"#row": "row"}
    for page in pages.paginate(
        TableName=table, ProjectionExpression="pk, sk, #row", ExpressionAttributeNames=named
    ):
        yield from map(plain, page["Items"])


def _name(sheet: str, line: str) -> str:
    return f"{keys.FIGURES}{sheet}/{line}"


if __name__ == "__main__":
    run_politely(main)
