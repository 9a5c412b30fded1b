"""The door of the mail service's notices: what was delivered, came back, or was marked as unwanted."""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib import wiring
from chalicelib.application.take_notice import take_notice

doors = Blueprint(__name__)


@doors.lambda_function(name="on_mail_feedback")
def on_mail_feedback(event: dict[str, Any], context: object) -> dict[str, int]:
    """Take in what SES published. Safe to be given twice; what fails is given again by Lambda.

    A notice that is not ours, or of a mail that no case knows, is counted and left.
    """
    world = wiring.world()
    taken = ignored = 0
    for record in event["Records"]:
        told = world.read_notice(record["Sns"]["Message"])
        if told and take_notice(*told, world.ports):
            taken += 1
        else:
            ignored += 1
    world.ports.log.info("mail feedback", taken=taken, ignored=ignored)
    return {"taken": taken, "ignored": ignored}
