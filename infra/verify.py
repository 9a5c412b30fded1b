"""Check the history of every case, or of the ones named, and name the first event that was altered.

    python -m infra.verify [STAGE] [ABC/123456 …]

Reads the table of a stage in AWS; without one, that of the stack that runs on this machine. TABLE_NAME
names another one, such as a copy that was restored.
"""

import os
import sys
from collections.abc import Iterator
from typing import Any

import boto3

from chalicelib.adapters.case_table import CaseTableReader
from chalicelib.adapters.keys import CASE, MAIL, case_number, mail_id
from chalicelib.adapters.table import Table
from chalicelib.application.verify_chain import verify_chain
from chalicelib.domain.errors import CandourError
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.reference import CaseNumber, read_reference
from infra.operated import operated
from infra.steps import run_politely


def main() -> None:
    """Verify, say what was found, and end with 1 where a history is broken."""
    stage, references = _read(sys.argv[1:])
    table = Table(os.environ.get("TABLE_NAME") or operated(stage).settings.table_name)
    cases = CaseTableReader(table)
    numbers = _named(references) or list(every_case(table.name))
    broken = sum(_is_broken(number, cases) for number in numbers)
    print(f"{len(numbers) - broken:,} of {len(numbers):,} histories intact")
    if broken:
        raise SystemExit(1)


def _is_broken(number: CaseNumber, cases: CaseTableReader) -> bool:
    try:
        events = cases.load(number).case.version
        found = verify_chain(number, cases)
    except (CandourError, ValueError) as error:
        print(f"{number}: cannot be read ({type(error).__name__})")
        return True
    if found is None:
        print(f"{number}: {events} events intact")
        return False
    print(f"{number}: event {found.seq}: {found.reason}")
    return True


def _read(said: list[str]) -> tuple[str, list[str]]:
    """The stage, empty where none is named first, and the references after it.

    >>> _read(["live", "ABC/123456"]), _read(["ABC/123456"])
    (('live', ['ABC/123456']), ('', ['ABC/123456']))
    """
    return (said[0], said[1:]) if said and "/" not in said[0] else ("", said)


def _named(references: list[str]) -> list[CaseNumber]:
    return [read_reference(text).number for text in references]


def every_case(table: str) -> Iterator[CaseNumber]:
    """All of them. A scan: this is a check of everything, run by a person or at night."""
    yield from map(case_number, _partitions(table, CASE))


def every_mail(table: str) -> Iterator[MailId]:
    """All mail that came in and has not gone, by the same way."""
    yield from map(mail_id, _partitions(table, MAIL))


def _partitions(table: str, sort_key: str) -> Iterator[str]:
    pages = boto3.client("dynamodb").get_paginator("scan")
    wanted: dict[str, Any] = {
        "FilterExpression": "sk = :kind",
        "ExpressionAttributeValues": {":kind": {"S": sort_key}},
        "ProjectionExpression": "pk",
    }
    for page in pages.paginate(TableName=table, **wanted):
        yield from (item["pk"]["S"] for item in page["Items"])


if __name__ == "__main__":
    run_politely(main)
