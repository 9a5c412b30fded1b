"""Mail as the bytes that go, and what SES's answers mean."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import boto3
import pytest
from botocore.exceptions import (
    ClientError,
    EndpointConnectionError,
    HTTPClientError,
    ReadTimeoutError,
)
from botocore.parsers import ResponseParserError
from moto.backends import get_backend

from chalicelib.adapters.ses_mail import SesMail, mime
from chalicelib.application.outgoing import Addressee, Attachment, OutgoingMail
from chalicelib.domain.errors import CandourError, MailRefused, MailUnavailable, MailUnproven

SENDER = "complaints@candour.example"


def a_mail(**given: object) -> OutgoingMail:
    fields = {
        "to": (Addressee("Zoë “Zo” O’Brien", "zoe@patients.example"),),
        "from_name": "Willow Lane, Medical Practice",
        "subject": "[ABC/123456] We have received your message",
        "text": "Dear Zoë\n\nThank you.",
        "html": "<p>Dear Zoë</p>",
        "reply_to": "complaints@willow-lane.example",
    }
    return OutgoingMail(**(fields | given))  # type: ignore[arg-type]


def read(mail: OutgoingMail):
    return message_from_bytes(mime(mail, SENDER).as_bytes(), policy=default)


def test_a_mail_says_the_same_as_text_and_as_html():
    message = read(a_mail())

    assert message.get_content_type() == "multipart/alternative"
    assert "Thank you." in message.get_body(("plain",)).get_content()
    assert "<p>Dear Zoë</p>" in message.get_body(("html",)).get_content()


def test_the_same_mail_is_the_same_bytes_so_that_its_hash_can_be_kept_before_it_goes():
    told = a_mail(attachments=(Attachment("day.ics", "text/calendar; method=REQUEST", b"BEGIN"),))

    assert mime(told, SENDER).as_bytes() == mime(told, SENDER).as_bytes()
    assert [each.get_content_type() for each in read(told).walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]


def test_names_keep_every_letter_in_the_headers():
    message = read(a_mail())

    assert message["To"].addresses[0].display_name == "Zoë “Zo” O’Brien"
    assert message["From"].addresses[0].display_name == "Willow Lane, Medical Practice"
    assert message["Reply-To"] == "complaints@willow-lane.example"


def test_a_mail_travels_in_seven_bits_so_that_no_relay_on_the_way_can_spoil_it():
    assert mime(a_mail(), SENDER).as_bytes().isascii()


def test_a_mail_asks_machines_not_to_answer():
    assert read(a_mail())["Auto-Submitted"] == "auto-generated"


def test_a_line_break_in_a_name_does_not_become_a_header():
    message = read(a_mail(to=(Addressee("Eve\r\nBcc: all@example.org", "eve@patients.example"),)))

    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["eve@patients.example"]


def test_the_mail_service_gets_the_bytes_and_gives_an_id(aws: None):
    boto3.client("ses").verify_email_identity(EmailAddress=SENDER)

    provider_id = SesMail(SENDER).send(a_mail())

    (sent,) = get_backend("ses")["123456789012"]["eu-west-2"].sent_messages
    assert sent.id == provider_id
    assert "zoe@patients.example" in sent.destinations


class Failing:
    """A client of SES that fails in one way."""

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.meta = boto3.client("ses", region_name="eu-west-2").meta

    def send_raw_email(self, **request: object) -> None:
        raise self._error


def refusal(code: str, status: int = 400) -> ClientError:
    body = {
        "Error": {"Code": code, "Message": "zoe@patients.example is not allowed"},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return ClientError(body, "SendRawEmail")


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (refusal("MessageRejected"), MailRefused),
        (refusal("Throttling"), MailUnavailable),
        (refusal("AccountSendingPausedException"), MailUnavailable),
        (EndpointConnectionError(endpoint_url="https://mail"), MailUnavailable),
        (refusal("ServiceUnavailable", 503), MailUnavailable),
        (refusal("InternalFailure", 500), MailUnproven),
        (refusal("504", 504), MailUnproven),
        (ReadTimeoutError(endpoint_url="https://mail"), MailUnproven),
        (HTTPClientError(error="cut off"), MailUnproven),
        (ResponseParserError("not XML"), MailUnproven),
    ],
    ids=[
        "refused",
        "throttled",
        "paused",
        "not reached",
        "turned away",
        "broke down over it",
        "answer lost on the way",
        "answer late",
        "answer cut off",
        "answer not to be read",
    ],
)
def test_each_failure_means_what_can_be_done_about_it(error: Exception, meaning: type[CandourError]):
    mail = SesMail(SENDER)
    mail.__dict__["_client"] = Failing(error)

    with pytest.raises(meaning) as raised:
        mail.send(a_mail())

    assert "zoe" not in str(raised.value)


def test_a_later_mail_names_the_earlier_ones_so_that_a_mailbox_shows_one_conversation():
    many = tuple(f"id-{n}" for n in range(30))
    message = message_from_bytes(
        mime(a_mail(follows=many), SENDER, domain="eu-west-2.amazonses.com").as_bytes(), policy=default
    )

    references = message["References"].split()
    assert message["In-Reply-To"] == references[-1] == "<id-29@eu-west-2.amazonses.com>"
    assert references[0] == "<id-0@eu-west-2.amazonses.com>"
    assert len(references) == 20
    assert read(a_mail())["References"] is None


def test_a_file_travels_in_the_mail_byte_for_byte():
    file = Attachment("Complaint plan.pdf", "application/pdf", b"%PDF-1.7\x00\xff\r\n.\r\n")

    message = read(a_mail(attachments=(file,)))

    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "Complaint plan.pdf"
    assert attached.get_content() == file.content
    assert "Thank you." in message.get_body(("plain",)).get_content()


STOP_AT = f"https://complaints.example/live/o/kestrel-reports/survey/{'0' * 32}/stop"


def test_domain_3_16_a_long_way_out_stays_an_address_that_mailboxes_read():
    raw = mime(a_mail(stop_at=STOP_AT), "complaints@candour.example").as_bytes()

    assert f"List-Unsubscribe: <{STOP_AT}>\r\n".encode() in raw
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw


def test_domain_3_16_mail_that_people_must_get_has_no_way_out():
    assert b"List-Unsubscribe" not in mime(a_mail(), "complaints@candour.example").as_bytes()
