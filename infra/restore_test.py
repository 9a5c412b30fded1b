"""python -m infra.restore_test [STAGE]: bring the table back, apart, and see that it is all there.

Restores the table to its latest point in time under another name, compares the two, verifies every
history there, has the sweep look for what is not as it should be, looks for the files that cases name,
and deletes the copy again. The table itself and the files are only read.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import boto3

from infra.operated import operated
from infra.restored import looked_through, ports_of
from infra.steps import Refusal, run_politely, step

PATIENCE = 7200.0
"""Seconds. AWS needs twenty minutes for a small table, and hours for a very large one."""
BETWEEN_LOOKS = 1.0


@contextmanager
def a_copy_of(table: str) -> Iterator[tuple[str, datetime]]:
    """A table restored to its latest point in time, with that instant; gone afterwards."""
    dynamodb: Any = boto3.client("dynamodb")
    as_of = _latest(table, dynamodb)
    copy = f"{table}-restored-{int(time.time())}"
    dynamodb.restore_table_to_point_in_time(
        SourceTableName=table, TargetTableName=copy, UseLatestRestorableTime=True
    )
    try:
        _wait_for(copy, dynamodb)
        yield copy, as_of
    finally:
        # A copy may inherit the protection of what it was made from.
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
    if not stage:
        _keep_points_in_time(settings.table_name)
    print(f"  Restoring {settings.table_name} to its latest point in time, apart", flush=True)
    began = time.monotonic()
    with a_copy_of(settings.table_name) as (copy, as_of):
        seconds = time.monotonic() - began
        print(f"  It is there after {seconds:.0f} s, as of {as_of:%-d %B, %H:%M:%S %Z}")
        with step("Looking through it"):
            found = looked_through(copy, settings, ports_of(copy, settings), as_of=as_of)
    print(f"  {found.items} items, {found.cases} cases")
    if found.faults:
        raise Refusal("The copy is not what it should be: " + "; ".join(found.faults) + ".")
    print("  Nothing is missing, every history is whole, nothing had to be put right.")


if __name__ == "__main__":
    run_politely(main)
