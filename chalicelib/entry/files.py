"""The door of the store of files: something arrived in quarantine, or was looked at by the scanner."""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib import wiring
from chalicelib.application.check_file import check_file
from chalicelib.domain.identifiers import DocumentId

doors = Blueprint(__name__)

ARRIVED, SCANNED = "Object Created", "GuardDuty Malware Protection Object Scan Result"
"""What EventBridge calls the two reasons to look at a file."""


@doors.lambda_function(name="on_file")
def on_file(event: dict[str, Any], context: object) -> dict[str, str]:
    """Look at a file. Both reasons lead to the same question, so that neither needs the other first.

    Safe to be given an event twice. What fails is given again by Lambda, then kept in the dead letters.
    """
    key = _key(event)
    state = check_file(DocumentId(key.rpartition("/")[2]), wiring.world().ports)
    return {"state": state or "unknown"}


def _key(event: dict[str, Any]) -> str:
    detail = event["detail"]
    if event["detail-type"] == SCANNED:
        return str(detail["s3ObjectDetails"]["objectKey"])
    return str(detail["object"]["key"])
