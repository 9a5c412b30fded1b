"""Whether copies of the tables hold what the tables held, and are as they should be in themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import boto3

from chalicelib.adapters.case_table import CaseTableReader
from chalicelib.adapters.file_bucket import KEPT
from chalicelib.adapters.keys import CASE, FIGURES, case_number
from chalicelib.adapters.table import Table
from chalicelib.application.ports import CaseReader, Ports
from chalicelib.application.reconcile import miscounted, reconcile
from chalicelib.application.verify_chain import verify_chain
from chalicelib.domain.calendar import london_date
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.reading import documents_of
from chalicelib.domain.errors import NotFound
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.roots import ChainEnd, goes_on_from
from chalicelib.settings import Settings
from chalicelib.wiring import World
from infra.recount import wrong_figures

LASTING = ("STAFF#", "HISTORY#", "TIMETABLE#", "LIVE#", "VERSION#")
"""The items outside cases that nothing takes away again."""

_IN_THE_BUCKET = (DocumentState.SAFE, DocumentState.HELD)


@dataclass(frozen=True)
class Contents:
    """What a table holds. Of a case: its version, and one number made of all its keys, the same for the
    same keys; of the rest, the keys of what lasts.
    """

    cases: dict[str, tuple[int, int]]
    lasting: frozenset[tuple[str, str]]
    items: int


@dataclass(frozen=True)
class Restored:
    """What was found in the copies: items, cases, and how many of these have an end that is `kept`
    under lock. `faults` are sentences; there are none where the copies could take the tables' place.
    """

    items: int
    cases: int
    kept: int
    faults: tuple[str, ...]


def looked_through(settings: Settings, there: Settings, world: World, *, as_of: datetime) -> Restored:
    """Compare copies as of an instant, those of `there`, with the tables of the settings, which are
    only read. The copies are put right by the sweep, which says how much it had to; `world` is the
    app's own on the copies.
    """
    original, copy = contents_of(settings.table_name), contents_of(there.table_name)
    numbers = [case_number(pk) for pk in copy.cases]
    kept = world.roots.last_before(london_date(as_of).isoformat())
    ends = kept.ends if kept else ()
    found = {
        "cases are not there": _lost(original, copy, settings.table_name, as_of),
        "cases lack some of their items": _torn(original, copy),
        "items of organisations are not there": len(original.lasting - copy.lasting),
        **_looked_at(numbers, world.ports.cases, settings.files_bucket),
        "histories are not those that were kept under lock": sum(
            not _goes_on(end, world.ports.cases) for end in ends
        ),
        **_swept(world.ports),
        **_counted(settings, there),
    }
    faults = tuple(f"{number} {words}" for words, number in found.items() if number)
    return Restored(copy.items, len(numbers), len(ends), faults)


def contents_of(table: str) -> Contents:
    """What a table holds, by one scan: whoever rehearses may do that, no function may."""
    versions, marks, lasting, items = dict[str, int](), dict[str, int](), set[tuple[str, str]](), 0
    for item in _keys(table):
        pk, sk, items = item["pk"]["S"], item["sk"]["S"], items + 1
        if sk == CASE:
            versions[pk] = int(item["version"]["N"])
        if pk.startswith("CASE#"):
            marks[pk] = marks.get(pk, 0) ^ hash(sk)
        elif sk.startswith(LASTING):
            lasting.add((pk, sk))
    cases = {pk: (version, marks[pk]) for pk, version in versions.items()}
    return Contents(cases, frozenset(lasting), items)


def _keys(table: str) -> Iterator[dict[str, Any]]:
    pages = boto3.client("dynamodb").get_paginator("scan")
    for page in pages.paginate(TableName=table, ProjectionExpression="pk, sk, version"):
        yield from page["Items"]


def _lost(original: Contents, there: Contents, table: str, as_of: datetime) -> int:
    """Cases of the table that came before the copy's instant and are not in it."""
    cases = CaseTableReader(Table(table))
    missing = (case_number(pk) for pk in original.cases.keys() - there.cases.keys())
    return sum(cases.load(number).events[0].at < as_of for number in missing)


def _torn(original: Contents, there: Contents) -> int:
    """Cases of one version in both whose keys are not the same."""
    both = original.cases.keys() & there.cases.keys()
    alike = (pk for pk in both if original.cases[pk][0] == there.cases[pk][0])
    return sum(original.cases[pk] != there.cases[pk] for pk in alike)


def _looked_at(numbers: Iterable[CaseNumber], cases: CaseReader, bucket: str) -> dict[str, int]:
    """Of each case: whether its history is whole, and its files are in their bucket."""
    kept = set(_files(bucket))
    broken = without_files = 0
    for number in numbers:
        broken += _is_broken(number, cases)
        without_files += _lacks_a_file(number, cases, kept)
    return {"histories are broken": broken, "cases lack a file that they name": without_files}


def _is_broken(number: CaseNumber, cases: CaseReader) -> bool:
    try:
        return verify_chain(number, cases) is not None
    except ValueError:  # an item that cannot be read any more
        return True


def _lacks_a_file(number: CaseNumber, cases: CaseReader, kept: set[str]) -> bool:
    try:
        documents = documents_of(cases.load(number).events)
    except ValueError:  # counted as broken already
        return False
    opened = (each for each in documents if each.state in _IN_THE_BUCKET)
    return any(KEPT + each.id not in kept for each in opened)


def _files(bucket: str) -> Iterator[str]:
    pages = boto3.client("s3").get_paginator("list_objects_v2")
    for page in pages.paginate(Bucket=bucket, Prefix=KEPT):
        yield from (each["Key"] for each in page.get("Contents", ()))


def _goes_on(end: ChainEnd, cases: CaseReader) -> bool:
    """Whether the case is there and its history goes through the end that it had when it was kept."""
    try:
        return goes_on_from(cases.load(end.number).history, end)
    except (NotFound, ValueError):  # one that cannot be read is another history
        return False


def _swept(ports: Ports) -> dict[str, int]:
    """What the sweep finds in clocks, due index, lists, messages and the counters of lists."""
    swept = reconcile(ports, has_time=lambda: True)
    wrong = [name for counters in miscounted(ports).values() for name in counters]
    return {
        "cases had to be put right": swept.repaired,
        "cases could not be looked over": swept.failed,
        "counters are wrong": sum(not name.startswith(FIGURES) for name in wrong),
    }


def _counted(settings: Settings, there: Settings) -> dict[str, int]:
    """The sheets of figures beside those of the table, and every one counted again, years included."""
    lacking = _sheets(settings.figures_table_name) - _sheets(there.figures_table_name)
    wrong = wrong_figures(Table(there.table_name, figures=there.figures_table_name))
    return {
        "sheets of figures are not there": len(lacking),
        "figures are wrong": sum(map(len, wrong.values())),
    }


def _sheets(table: str) -> set[tuple[str, str]]:
    return {(item["pk"]["S"], item["sk"]["S"]) for item in _keys(table)}
