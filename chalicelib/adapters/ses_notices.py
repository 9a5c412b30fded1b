"""What SES tells of a mail, in its own words, as notices of ours.

Read from the events that the configuration set publishes. The older notifications of an identity are
alike, but carry no tags, and so name no message of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from chalicelib.adapters.ses_mail import about_of
from chalicelib.application.outgoing import SentAbout
from chalicelib.domain.feedback import Notice, NoticeKind, Reason


class _Words(BaseModel):
    """SES's names are in camel case."""

    model_config = ConfigDict(alias_generator=to_camel)


class _Recipient(_Words):
    email_address: str


class _Mail(_Words):
    timestamp: datetime
    message_id: str
    destination: tuple[str, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = {}


class _Delivery(_Words):
    timestamp: datetime
    recipients: tuple[str, ...] = ()


class _Bounce(_Words):
    timestamp: datetime
    feedback_id: str = ""
    bounce_type: str = ""
    bounce_sub_type: str = ""
    bounced_recipients: tuple[_Recipient, ...] = ()


class _Complaint(_Words):
    timestamp: datetime
    feedback_id: str = ""
    complaint_sub_type: str | None = None
    complained_recipients: tuple[_Recipient, ...] = ()


class _Delay(_Words):
    timestamp: datetime
    delay_type: str = ""
    delayed_recipients: tuple[_Recipient, ...] = ()


class _Reject(_Words):
    reason: str = ""


class _Told(_Words):
    """One publication of SES."""

    mail: _Mail
    delivery: _Delivery | None = None
    bounce: _Bounce | None = None
    complaint: _Complaint | None = None
    delivery_delay: _Delay | None = None
    reject: _Reject | None = None


REASONS: Mapping[str, Reason] = {
    "General": Reason.NO_SUCH_ADDRESS,
    "NoEmail": Reason.NO_SUCH_ADDRESS,
    "Suppressed": Reason.SUPPRESSED,
    "OnAccountSuppressionList": Reason.SUPPRESSED,
    "MailboxFull": Reason.MAILBOX_FULL,
    "RecipientMailboxFull": Reason.MAILBOX_FULL,
    "MessageTooLarge": Reason.TOO_LARGE,
    "ContentRejected": Reason.CONTENT,
    "AttachmentRejected": Reason.CONTENT,
}
"""SES's words for why, as ours. General is a reason only where the bounce is permanent."""

PERMANENT = "Permanent"
_UNANSWERED_BY_A_PERSON = ("Transient", "General")
"""What SES also says of an answering machine."""


def read_notice(published: str) -> tuple[SentAbout, Notice] | None:
    """What one publication tells, and of which message; None where it is none of ours."""
    try:
        told = _Told.model_validate_json(published)
    except ValidationError:
        return None
    case, message = told.mail.tags.get("case"), told.mail.tags.get("message")
    if not case or not message:
        return None
    about = about_of(case[0], message[0])
    notice = _notice(told, about)
    return (about, notice) if notice else None


def _notice(told: _Told, about: SentAbout) -> Notice | None:
    if told.bounce:
        return _bounced(told, told.bounce, about)
    if told.complaint:
        return _complained(told, told.complaint, about)
    if told.delivery:
        known_as = _id(told, told.delivery.recipients, "delivered")
        return _of(told, about, NoticeKind.DELIVERED, id=known_as, at=told.delivery.timestamp)
    if told.delivery_delay:
        return _delayed(told, told.delivery_delay, about)
    return _rejected(told, about) if told.reject else None


def _bounced(told: _Told, bounce: _Bounce, about: SentAbout) -> Notice:
    lasting = bounce.bounce_type == PERMANENT
    reason = REASONS.get(bounce.bounce_sub_type, Reason.UNKNOWN)
    bounced = {each.email_address.lower() for each in bounce.bounced_recipients}
    return _of(
        told,
        about,
        NoticeKind.BOUNCED,
        id=bounce.feedback_id or _id(told, tuple(bounced), "bounced"),
        at=bounce.timestamp,
        reason=reason if lasting or reason is not Reason.NO_SUCH_ADDRESS else Reason.UNKNOWN,
        # A letter that is too large, or refused for what it holds, says nothing of the address.
        lasting=lasting and reason in (Reason.NO_SUCH_ADDRESS, Reason.SUPPRESSED),
        whole={each.lower() for each in told.mail.destination} <= bounced,
        automatic=(bounce.bounce_type, bounce.bounce_sub_type) == _UNANSWERED_BY_A_PERSON,
    )


def _complained(told: _Told, complaint: _Complaint, about: SentAbout) -> Notice:
    """Marked as unwanted; or, from the account's list of those who once did, never sent at all."""
    suppressed = complaint.complaint_sub_type == "OnAccountSuppressionList"
    people = tuple(each.email_address for each in complaint.complained_recipients)
    return _of(
        told,
        about,
        NoticeKind.BOUNCED if suppressed else NoticeKind.COMPLAINED,
        id=complaint.feedback_id or _id(told, people, "complained"),
        at=complaint.timestamp,
        reason=Reason.SUPPRESSED if suppressed else Reason.UNKNOWN,
        lasting=True,
    )


def _rejected(told: _Told, about: SentAbout) -> Notice:
    """SES took the mail, looked into it and did not send it."""
    known_as = _id(told, (), "rejected")
    return _of(
        told, about, NoticeKind.BOUNCED, id=known_as, at=told.mail.timestamp, reason=Reason.CONTENT
    )


def _delayed(told: _Told, delay: _Delay, about: SentAbout) -> Notice:
    people = tuple(each.email_address for each in delay.delayed_recipients)
    known_as = _id(told, people, f"delayed.{delay.timestamp.isoformat()}")
    reason = REASONS.get(delay.delay_type, Reason.UNKNOWN)
    return _of(told, about, NoticeKind.DELAYED, id=known_as, at=delay.timestamp, reason=reason)


def _of(told: _Told, about: SentAbout, kind: NoticeKind, **given: Any) -> Notice:
    return Notice(kind=kind, message=about.message, provider_id=told.mail.message_id, **given)


def _id(told: _Told, recipients: tuple[str, ...], kind: str) -> str:
    """An id where SES gives none: who of the mail's readers, by place. An address is kept nowhere."""
    known = [address.lower() for address in told.mail.destination]
    places = sorted(known.index(each.lower()) for each in recipients if each.lower() in known)
    return ".".join([told.mail.message_id, kind, *map(str, places)])
