"""The door of mail that comes in: S3 tells that the mail service has put a mail there."""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib import wiring
from chalicelib.application.receive_mail import receive_mail
from chalicelib.observability import where

doors = Blueprint(__name__)


@doors.lambda_function(name="on_mail")
def on_mail(event: dict[str, Any], context: object) -> dict[str, str]:
    """Take in one mail. Safe to be given twice; what fails is given again by Lambda, and then kept for
    a person: the mail itself stays where it is.
    """
    world = wiring.world()
    mail = world.mail_of_key(event["detail"]["object"]["key"])
    if mail is None:
        world.ports.log.info("no mail of ours")
        return {"state": ""}
    try:
        state = receive_mail(mail, world.ports)
    except Exception as error:
        world.ports.log.error("mail not taken in", error=type(error).__name__, at=where(error))
        raise
    world.ports.log.info("mail taken in", state=state)
    return {"state": state}
