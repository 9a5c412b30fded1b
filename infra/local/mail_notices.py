"""What the mail service would tell of a mail, published on this machine: the emulator tells nothing.

A notice has SES's own form and goes the way that SES's go: to the topic, and from it to the function.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from infra.local.aws import client
from infra.local.mail import Mail
from infra.local.place import Place

TAGS = "X-SES-MESSAGE-TAGS"
TOPIC = "MailNotices"

KINDS = {
    "deliver": "It arrives",
    "bounce": "It comes back: there is no such address",
    "full": "It comes back: the mailbox is full",
    "suppress": "It is not sent: the address is on the list of those that refused mail",
    "complain": "Its reader marks it as unwanted",
    "delay": "It is delayed on its way",
}
"""What can be told of a mail, by the name that the form sends."""

Event = dict[str, Any]


class MailNotices:
    """Publishes notices about the mails of one place."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def publish(self, mail: Mail, kind: str) -> None:
        """Tell this of the mail. Raises: KeyError for a kind that there is not."""
        told = json.dumps(notice(mail, kind))
        sns = client(self._place, "sns")
        topics = [each["TopicArn"] for each in sns.list_topics()["Topics"]]
        topic = next(arn for arn in topics if TOPIC in arn.rpartition(":")[2])
        sns.publish(TopicArn=topic, Message=told)


def notice(mail: Mail, kind: str) -> Event:
    """What SES would publish: `kind` is one of KINDS."""
    message_id = str(mail.message.get("Message-ID", "")).strip("<>")
    return ses_event(
        kind,
        message_id=message_id,
        to=mail.recipients,
        tags=tags_of(str(mail.message.get(TAGS, ""))),
        at=mail.received,
    )


def ses_event(
    kind: str, *, message_id: str, to: list[str], tags: Mapping[str, list[str]], at: datetime
) -> Event:
    """An event of SES's event publishing, about everybody to whom a mail went."""
    stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    mail = {
        "timestamp": stamp,
        "messageId": message_id,
        "source": "complaints@candour.example",
        "destination": to,
        "tags": dict(tags),
    }
    name, detail = _DETAILS[kind](to)
    event_type = name[0].upper() + name[1:]
    return {"eventType": event_type, "mail": mail, name: {"timestamp": stamp, **detail}}


def _delivery(to: list[str]) -> tuple[str, Event]:
    return "delivery", {"recipients": to, "smtpResponse": "250 ok", "processingTimeMillis": 800}


def _bounce(kind: str, subtype: str) -> Any:
    def detail(to: list[str]) -> tuple[str, Event]:
        recipients = [{"emailAddress": each, "action": "failed"} for each in to]
        told = {"bounceType": kind, "bounceSubType": subtype, "bouncedRecipients": recipients}
        return "bounce", {**told, "feedbackId": str(uuid.uuid4())}

    return detail


def _complaint(to: list[str]) -> tuple[str, Event]:
    recipients = [{"emailAddress": each} for each in to]
    return "complaint", {"complainedRecipients": recipients, "feedbackId": str(uuid.uuid4())}


def _delay(to: list[str]) -> tuple[str, Event]:
    recipients = [{"emailAddress": each, "status": "4.2.2"} for each in to]
    return "deliveryDelay", {
        "delayType": "TransientCommunicationFailure",
        "delayedRecipients": recipients,
    }


_DETAILS = {
    "deliver": _delivery,
    "bounce": _bounce("Permanent", "NoEmail"),
    "full": _bounce("Transient", "MailboxFull"),
    "suppress": _bounce("Permanent", "OnAccountSuppressionList"),
    "complain": _complaint,
    "delay": _delay,
}


def tags_of(header: str) -> dict[str, list[str]]:
    """The tags of a mail, as an event repeats them."""
    pairs = (pair.partition("=") for pair in header.split(",") if "=" in pair)
    return {name.strip(): [value.strip()] for name, _, value in pairs}
