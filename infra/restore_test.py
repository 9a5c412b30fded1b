"""python -m infra.restore_test [STAGE]: bring both tables back, apart, and see that all is there.

Restores the table of cases and that of figures to one point in time under other names, compares
each with its copy, verifies every history there, also against the ends that are kept under lock, has
the sweep look for what is not as it should be, counts every figure again, looks for the files that
cases name, and deletes the copies. The tables themselves, the files and the ends are only read.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import boto3

from chalicelib.wiring import real_world
from infra.operated import operated
from infra.restored import looked_through
from infra.steps import Refusal, run_politely, step

PATIENCE = 7200.0
"""Seconds. AWS needs twenty minutes for a small table, and hours for a very large one."""
BETWEEN_LOOKS = 1.0


@contextmanager
def copies_of(tables: Sequence[str]) -> Iterator[tuple[tuple[str, ...], datetime]]:
    """Each table restored to the latest point in time that all of them have, and that instant; the
    copies are gone afterwards.
    """
    dynamodb: Any = boto3.client("dynamodb")
    as_of = min(_latest(table, dynamodb) for table in tables)
    with ExitStack() as cleanup:
        copies = tuple(_restored(table, as_of, dynamodb, cleanup) for table in tables)
        for copy in copies:
            _wait_for(copy, dynamodb)
        yield copies, as_of


def _restored(table: str, as_of: datetime, dynamodb: Any, cleanup: ExitStack) -> str:
    copy = f"{table}-restored-{int(time.time())}"
    dynamodb.restore_table_to_point_in_time(
        SourceTableName=table, TargetTableName=copy, RestoreDateTime=as_of
    )
    cleanup.callback(_delete, copy, dynamodb)
    return copy


def _delete(copy: str, dynamodb: Any) -> None:
    # One that is still being made cannot be deleted; and it may inherit the protection of its table.
    _wait_for(copy, dynamodb)
    dynamodb.update_table(TableName=copy, DeletionProtectionEnabled=False)
    dynamodb.delete_table(TableName=copy)


def _keep_points_in_time(table: str) -> None:
    """The embedded AWS does not read this from the template; in AWS the template alone decides."""
    boto3.client("dynamodb").update_continuous_backups(
        TableName=table, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )


def _latest(table: str, dynamodb: Any) -> datetime:
    described = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    recovery = described["PointInTimeRecoveryDescription"]
    if recovery["PointInTimeRecoveryStatus"] != "ENABLED":
        raise Refusal(f"{table} keeps no points in time: deploy the stage again, which asks for it.")
    latest: datetime = recovery.get("LatestRestorableDateTime") or datetime.now(UTC)
    return latest


def _wait_for(table: str, dynamodb: Any) -> None:
    until = time.monotonic() + PATIENCE
    while dynamodb.describe_table(TableName=table)["Table"]["TableStatus"] != "ACTIVE":
        if time.monotonic() > until:
            raise Refusal(f"{table} was not there after {PATIENCE / 3600:.0f} hours.")
        time.sleep(BETWEEN_LOOKS)


def main() -> None:
    """Restore, look, say what was found; end with 1 where anything is not as it should be."""
    stage = sys.argv[1] if len(sys.argv) > 1 else ""
    settings = operated(stage).settings
    tables = (settings.table_name, settings.figures_table_name)
    if not stage:
        for table in tables:
            _keep_points_in_time(table)
    print(f"  Restoring {' and '.join(tables)} to their latest point in time, apart", flush=True)
    began = time.monotonic()
    with copies_of(tables) as ((cases, figures), as_of):
        print(f"  They are there after {time.monotonic() - began:.0f} s, as of {_shown(as_of)}")
        there = replace(settings, table_name=cases, figures_table_name=figures)
        with step("Looking through them"):
            found = looked_through(settings, there, real_world(there), as_of=as_of)
    print(f"  {found.items} items, {found.cases} cases, {found.kept} of them with an end under lock")
    if found.faults:
        raise Refusal("The copies are not what they should be: " + "; ".join(found.faults) + ".")
    print("  Nothing is missing, every history is whole, nothing had to be put right.")


def _shown(as_of: datetime) -> str:
    return f"{as_of:%-d %B, %H:%M:%S %Z}"


if __name__ == "__main__":
    run_politely(main)
