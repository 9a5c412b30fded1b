"""What SES publishes, in its own words, as notices of ours."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.adapters.ses_mail import about_of, tags_of
from chalicelib.adapters.ses_notices import read_notice
from chalicelib.application.outgoing import SentAbout
from chalicelib.domain.feedback import Notice, NoticeKind, Reason
from chalicelib.domain.reference import CaseNumber

ABOUT = SentAbout(CaseNumber("123456"), "reminder.ACK.eve")

MAIL = {
    "timestamp": "2026-12-30T11:00:00.000Z",
    "messageId": "0102018c-7f",
    "source": "complaints@candour.example",
    "sendingAccountId": "123456789012",
    "destination": ["asha@patients.example"],
    "headersTruncated": False,
    "headers": [{"name": "Subject", "value": "[WLP/123456] Our reply"}],
    "commonHeaders": {"subject": "[WLP/123456] Our reply"},
    "tags": {"ses:configuration-set": ["x"], "case": ["123456"], "message": ["reminder__ACK__eve"]},
}
ASHA = [{"emailAddress": "Asha@patients.example", "action": "failed", "status": "5.1.1"}]
AT = "2026-12-30T11:02:00.000Z"


def told(event_type: str, mail: dict[str, Any] | None = None, **detail: Any) -> Notice:
    read = read_notice(json.dumps({"eventType": event_type, "mail": MAIL | (mail or {}), **detail}))
    assert read is not None
    assert read[0] == ABOUT
    return read[1]


def bounce(kind: str, subtype: str, **given: Any) -> dict[str, Any]:
    fields = {"bounceType": kind, "bounceSubType": subtype, "bouncedRecipients": ASHA}
    return {"bounce": {**fields, "feedbackId": "f-1", "timestamp": AT, **given}}


@pytest.mark.parametrize(
    ("kind", "subtype", "reason", "lasting"),
    [
        ("Permanent", "General", Reason.NO_SUCH_ADDRESS, True),
        ("Permanent", "NoEmail", Reason.NO_SUCH_ADDRESS, True),
        ("Permanent", "Suppressed", Reason.SUPPRESSED, True),
        ("Permanent", "OnAccountSuppressionList", Reason.SUPPRESSED, True),
        ("Transient", "General", Reason.UNKNOWN, False),
        ("Transient", "MailboxFull", Reason.MAILBOX_FULL, False),
        ("Transient", "MessageTooLarge", Reason.TOO_LARGE, False),
        ("Transient", "ContentRejected", Reason.CONTENT, False),
        ("Transient", "AttachmentRejected", Reason.CONTENT, False),
        ("Undetermined", "Undetermined", Reason.UNKNOWN, False),
        ("Permanent", "SomethingNew", Reason.UNKNOWN, False),
    ],
)
def test_each_kind_of_bounce_says_why_and_whether_the_address_will_ever_do(
    kind: str, subtype: str, reason: Reason, lasting: bool
):
    notice = told("Bounce", **bounce(kind, subtype))

    assert (notice.kind, notice.reason, notice.lasting) == (NoticeKind.BOUNCED, reason, lasting)
    assert (notice.id, notice.provider_id, notice.whole) == ("f-1", "0102018c-7f", True)
    assert notice.at == datetime(2026, 12, 30, 11, 2, tzinfo=UTC)


def test_an_address_on_the_suppression_list_is_a_bounce_and_never_silence():
    """4.8: suppression never silently swallows a letter."""
    people = [{"emailAddress": "asha@patients.example"}]
    detail = {"complainedRecipients": people, "feedbackId": "f-2", "timestamp": AT}

    notice = told("Complaint", complaint={**detail, "complaintSubType": "OnAccountSuppressionList"})

    assert (notice.kind, notice.reason) == (NoticeKind.BOUNCED, Reason.SUPPRESSED)
    assert told("Complaint", complaint=detail).kind is NoticeKind.COMPLAINED


def test_a_mail_that_ses_will_not_send_after_all_came_back():
    notice = told("Reject", reject={"reason": "Bad content"})

    assert (notice.kind, notice.reason, notice.whole) == (NoticeKind.BOUNCED, Reason.CONTENT, True)


def test_one_of_several_readers_is_not_all_of_them():
    both = {"destination": ["asha@patients.example", "grace@willow-lane.example"]}

    assert not told("Bounce", both, **bounce("Permanent", "General")).whole


def test_a_notice_without_an_id_has_one_that_names_nobody():
    delivery = {"timestamp": AT, "recipients": ["asha@patients.example"]}
    delay = {"timestamp": AT, "delayType": "MailboxFull", "delayedRecipients": ASHA}

    assert told("Delivery", delivery=delivery).id == "0102018c-7f.delivered.0"
    assert "asha" not in told("DeliveryDelay", deliveryDelay=delay).id.lower()


@pytest.mark.parametrize(
    "published",
    [
        "",
        "not json",
        "[]",
        "{}",
        "Successfully validated SNS topic for Amazon SES event publishing.",
        json.dumps({"eventType": "Delivery", "mail": {**MAIL, "tags": {}}, "delivery": {}}),
        json.dumps({"eventType": "Open", "mail": MAIL, "open": {"timestamp": AT}}),
        json.dumps({"eventType": "Bounce", "mail": MAIL, "bounce": {"bounceType": "Permanent"}}),
        json.dumps({"notificationType": "AmazonSnsSubscriptionSucceeded"}),
    ],
    ids=["nothing", "no JSON", "a list", "empty", "a trial", "not ours", "a kind we do not ask for",
         "cut short", "of another kind"],
)  # fmt: skip
def test_what_is_no_notice_of_ours_is_none(published: str):
    assert read_notice(published) is None


@pytest.mark.parametrize("key", ["receipt.1", "reminder.ACK.eve", "breach.6M-REVIEW.breach.2"])
def test_what_a_mail_is_about_travels_in_the_characters_that_ses_allows(key: str):
    about = SentAbout(CaseNumber("123456"), key)
    tags = dict(pair.split("=") for pair in tags_of(about).split(", "))

    assert all(c.isalnum() or c in "-_" for value in tags.values() for c in value)
    assert about_of(**tags) == about
