"""Whether a copy of the table holds what the table held, and is as it should be in itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.reading import documents_of
from chalicelib.domain.reference import CaseNumber
from chalicelib.settings import Settings
from chalicelib.wiring import real_world

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
    """What was found in a copy. `faults` are sentences; there are none where the copy could take the
    table's place.
    """

    items: int
    cases: int
    faults: tuple[str, ...]


def ports_of(copy: str, settings: Settings) -> Ports:
    """The app's own ports, on the copy, also for the counters of figures: nothing may be written
    among those that count.
    """
    tables = dict.fromkeys(("table_name", "figures_table_name"), copy)
    return real_world(replace(settings, **tables)).ports


def looked_through(copy: str, settings: Settings, ports: Ports, *, as_of: datetime) -> Restored:
    """Compare a copy as of an instant with the table of the settings, which is only read. The copy is
    put right by the sweep, which says how much it had to; `ports` are the app's own on the copy.
    """
    original, there = contents_of(settings.table_name), contents_of(copy)
    numbers = [case_number(pk) for pk in there.cases]
    found = {
        "cases are not there": _lost(original, there, settings.table_name, as_of),
        "cases lack some of their items": _torn(original, there),
        "items of organisations are not there": len(original.lasting - there.lasting),
        **_looked_at(numbers, ports.cases, settings.files_bucket),
        **_swept(ports),
    }
    faults = tuple(f"{number} {words}" for words, number in found.items() if number)
    return Restored(there.items, len(numbers), faults)


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


def _swept(ports: Ports) -> dict[str, int]:
    """What the sweep finds in clocks, due index, lists, messages and counters of lists. Those of
    figures stand in another table, and are counted again from what stands here.
    """
    swept = reconcile(ports, has_time=lambda: True)
    wrong = [name for counters in miscounted(ports).values() for name in counters]
    return {
        "cases had to be put right": swept.repaired,
        "cases could not be looked over": swept.failed,
        "counters are wrong": sum(not name.startswith(FIGURES) for name in wrong),
    }
