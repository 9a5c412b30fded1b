"""Who looked at a case, or at which cases somebody looked, as the log of the pages and the API says it.

    python -m infra.looks [STAGE] ABC/123456
    python -m infra.looks [STAGE] user.name

Reads a stage in AWS, where the log goes two years back, or without one what runs on this machine. It
needs the right to read log and table. What it prints names people: it is for whoever answers for the
records (docs/decisions/0109).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import boto3

from chalicelib.application.ports import Reading
from chalicelib.domain.errors import CandourError
from chalicelib.domain.reference import read_reference
from chalicelib.domain.staff import Staff
from chalicelib.presentation.dates import date_and_time
from chalicelib.wiring import real_world
from infra.operated import ANNOUNCEMENT, Operated, operated
from infra.steps import Refusal, run_politely
from infra.verify import every_case

WRITTEN = "%Y-%m-%d %H:%M:%S,%f%z"
"""How a line of the log gives its time."""
REFUSED_FROM = 400
SOMEBODY = "somebody who is in no directory now"
GONE = "a case that is not here now"

Line = Mapping[str, Any]
Find = Callable[[str], Iterable[str]]
"""The lines of a log that hold a word."""


@dataclass(frozen=True)
class Looked:
    """One request that read a case for somebody: `by` and `cases` are traces. A `refused` one showed
    nothing of it.
    """

    at: datetime
    by: str
    cases: tuple[str, ...]
    page: str
    refused: bool


def main() -> None:
    """Print a line for each look, the oldest first."""
    stage, asked = _read(sys.argv[1:])
    where = operated(stage)
    reading = real_world(where.settings).reading
    find = log_of(where)
    if "/" in asked:
        found = of_case(asked, reading, find)
    else:
        found = of_person(asked, reading, find, where.settings.table_name)
    for line in found:
        print(line)


def of_case(reference: str, reading: Reading, find: Find) -> Iterator[str]:
    """A sentence for each look at a case. Raises: Refusal, if there is none."""
    try:
        trace = reading.cases.load(read_reference(reference).number).trace
    except CandourError:
        raise Refusal(f"There is no case {reference}.") from None
    known = _everybody(reading)
    for look in looks(find(trace), trace):
        yield _sentence(look, _name(known.get(look.by)), [reference])


def of_person(user_name: str, reading: Reading, find: Find, table: str) -> Iterator[str]:
    """A sentence for each look of somebody. Raises: Refusal, if no directory here knows them.

    Each history of the table is read: nothing else leads from a trace to its case.
    """
    known = _everybody(reading)
    traces = (trace for trace, person in known.items() if person.id == user_name)
    trace = next(traces, None)
    if trace is None:
        raise Refusal(f"Nobody in a directory here has the user name {user_name}.")
    cases = _every_case(reading, table)
    for look in looks(find(trace), trace):
        yield _sentence(look, _name(known[trace]), [cases.get(each, GONE) for each in look.cases])


def looks(lines: Iterable[str], trace: str) -> list[Looked]:
    """The looks that lines of a log tell of, in their order. Other lines are left out."""
    parsed = (json.loads(line) for line in lines if line.startswith("{"))
    found = [_looked(line) for line in parsed if _tells(line, trace)]
    return sorted(found, key=lambda look: look.at)


def _tells(line: Line, trace: str) -> bool:
    cases = line.get("cases", ())
    return bool(cases) and line.get("message") == "request" and trace in (line.get("who"), *cases)


def _looked(line: Line) -> Looked:
    return Looked(
        at=datetime.strptime(line["timestamp"], WRITTEN),
        by=line["who"],
        cases=tuple(line["cases"]),
        page=f"{line['method']} {line['route']}",
        refused=line["status"] >= REFUSED_FROM,
    )


def _sentence(look: Looked, who: str, shown: list[str]) -> str:
    end = ", refused" if look.refused else ""
    return f"{date_and_time(look.at)}: {who}, {', '.join(shown)}, {look.page}{end}"


def log_of(where: Operated) -> Find:
    """The log of the pages and the API: CloudWatch's where there is a stack, else a file."""
    if where.stack:
        return lambda word: _in_cloudwatch(f"/candour/{where.stack}/api", word)
    return _in_file


def _in_cloudwatch(group: str, word: str) -> Iterator[str]:
    pages = boto3.client("logs").get_paginator("filter_log_events")
    for page in pages.paginate(logGroupName=group, filterPattern=f'"{word}"'):
        yield from (event["message"] for event in page["events"])


def _in_file(word: str) -> Iterator[str]:
    lines = (ANNOUNCEMENT.parent / "run" / "logs" / "app.log").read_text("utf-8").splitlines()
    yield from (line for line in lines if word in line)


def _everybody(reading: Reading) -> dict[str, Staff]:
    """Each member of staff by their trace."""
    organisations = reading.policies.organisations()
    people = (person for each in organisations for person in reading.directory.staff(each.id))
    return {person.trace: person for person in people}


def _every_case(reading: Reading, table: str) -> dict[str, str]:
    """Each reference by the trace of its case."""
    files = map(reading.cases.load, every_case(table))
    return {file.trace: str(file.case.reference) for file in files}


def _name(person: Staff | None) -> str:
    return f"{person.name} ({person.id})" if person else SOMEBODY


def _read(said: list[str]) -> tuple[str, str]:
    """The stage, empty where none is named, and whom or what is asked about.

    >>> _read(["live", "ABC/123456"]), _read(["case.handler"])
    (('live', 'ABC/123456'), ('', 'case.handler'))
    """
    if not 1 <= len(said) <= 2:
        raise Refusal("Say of what or of whom: make looks OF=ABC/123456, or make looks OF=user.name.")
    return (said[0], said[1]) if len(said) == 2 else ("", said[0])


if __name__ == "__main__":
    run_politely(main)
