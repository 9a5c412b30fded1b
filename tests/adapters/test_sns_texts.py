"""Texts as SNS gets them, and what its answers mean."""

from __future__ import annotations

import pytest
from botocore.exceptions import (
    ClientError,
    EndpointConnectionError,
    HTTPClientError,
    ReadTimeoutError,
)
from botocore.parsers import ResponseParserError
from moto.backends import get_backend

from chalicelib.adapters.sns_texts import SnsTexts
from chalicelib.application.outgoing import OutgoingText
from chalicelib.domain.errors import CandourError, MailRefused, MailUnavailable, MailUnproven

A_TEXT = OutgoingText("+447700900123", "Your code: 123456")


def test_the_service_gets_the_text_and_gives_an_id(aws: None):
    provider_id = SnsTexts("Candour").send(A_TEXT)

    sent = get_backend("sns")["123456789012"]["eu-west-2"].sms_messages
    assert {provider_id: (A_TEXT.number, A_TEXT.text)} == dict(sent)


class Failing:
    """A client of SNS that fails in one way, and keeps what it was asked."""

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.asked: dict[str, object] = {}

    def publish(self, **request: object) -> None:
        self.asked = request
        raise self._error


def refusal(code: str, status: int = 400) -> ClientError:
    body = {
        "Error": {"Code": code, "Message": "+447700900123 is not allowed"},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return ClientError(body, "Publish")


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (refusal("InvalidParameter"), MailRefused),
        (refusal("OptedOut"), MailRefused),
        (refusal("Throttled", 429), MailUnavailable),
        (EndpointConnectionError(endpoint_url="https://texts"), MailUnavailable),
        (refusal("InternalError", 500), MailUnproven),
        (ReadTimeoutError(endpoint_url="https://texts"), MailUnproven),
        (HTTPClientError(error="cut off"), MailUnproven),
        (ResponseParserError("not XML"), MailUnproven),
    ],
    ids=str,
)
def test_each_failure_says_what_can_be_done_and_quotes_no_number(
    error: Exception, meaning: type[CandourError]
):
    texts, failing = SnsTexts("Candour"), Failing(error)
    texts.__dict__["_client"] = failing
    with pytest.raises(meaning) as raised:
        texts.send(A_TEXT)

    assert "900123" not in str(raised.value)
    named = {name: each["StringValue"] for name, each in failing.asked["MessageAttributes"].items()}  # type: ignore[attr-defined]
    assert named == {"AWS.SNS.SMS.SenderID": "Candour", "AWS.SNS.SMS.SMSType": "Transactional"}
