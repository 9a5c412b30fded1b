"""The door of the table's stream: deliver what a change owes, count where cases stand, answer those who
ask to follow theirs.
"""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib import wiring
from chalicelib.application.changes import take_up
from chalicelib.observability import where

doors = Blueprint(__name__)


@doors.lambda_function(name="on_change")
def on_change(event: dict[str, Any], context: object) -> dict[str, list[dict[str, str]]]:
    """Take up each record of a batch; report those that failed, so that only they come again.

    Safe to be given a record twice: a message is claimed before it is sent, and a case is counted
    by its version.
    """
    failed = [record for record in event["Records"] if not _taken_up(record)]
    return {
        "batchItemFailures": [
            {"itemIdentifier": record["dynamodb"]["SequenceNumber"]} for record in failed
        ]
    }


def _taken_up(record: dict[str, Any]) -> bool:
    world = wiring.world()
    change = record["dynamodb"]
    try:
        if "NewImage" in change:
            take_up(world.read_image(change["NewImage"], change.get("OldImage")), world.ports)
        elif "Keys" in change:
            take_up(world.read_removal(change["Keys"]), world.ports)
    except Exception as error:  # the batch goes on: one case must not hold up the others
        world.ports.log.error("change failed", error=type(error).__name__, at=where(error))
        return False
    return True
