"""Mail through SES, as the bytes that go."""

from __future__ import annotations

import hashlib
from email.headerregistry import Address, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from functools import cached_property
from typing import Any

from chalicelib.application.outgoing import Addressee, Attachment, OutgoingMail, SentAbout
from chalicelib.domain.errors import MailRefused, MailUnavailable, MailUnproven
from chalicelib.domain.reference import CaseNumber

_REFUSED = {
    "ConfigurationSetDoesNotExistException",
    "InvalidParameterValue",
    "MailFromDomainNotVerifiedException",
    "MessageRejected",
}
"""What trying again cannot mend. Everything else is worth another attempt."""
_BROKE_DOWN = 500
"""From this status on the service itself failed, and nobody knows how far it had come."""
_TURNED_AWAY = {"ServiceUnavailable", "SlowDown"}
"""The codes of such a status that say that nothing was begun."""


class WholeHeader(UniqueUnstructuredHeader):
    """A header that is an address: broken into lines by Python, a long one would be encoded, and no
    mailbox reads that.
    """

    name: str

    def fold(self, *, policy: Policy) -> str:
        """The header in one line, however long."""
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
# The registry makes a whole header of it, which its types do not say.
_HEADERS.map_to_type("list-unsubscribe", WholeHeader)  # type: ignore[arg-type]
_SEVEN_BITS = SMTP.clone(cte_type="7bit", header_factory=_HEADERS)
"""A relay that cannot carry eight bits may spoil a mail or drop it."""


class SesMail:
    """The mail service."""

    def __init__(self, sender: str) -> None:
        self._sender = sender

    @cached_property
    def _client(self) -> Any:
        import boto3
        from botocore.config import Config

        # Never retried here: a second request after a lost answer would be a second mail.
        return boto3.client(
            "ses",
            config=Config(connect_timeout=3, read_timeout=10, retries={"total_max_attempts": 1}),
        )

    def written(self, mail: OutgoingMail) -> bytes:
        """The mail as it goes over the wire."""
        domain = f"{self._client.meta.region_name}.amazonses.com"
        return mime(mail, self._sender, domain=domain).as_bytes()

    def send(self, mail: OutgoingMail) -> str:
        """Hand it over; SES's id for it. Raises: MailUnavailable, MailRefused, MailUnproven."""
        from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
        from botocore.parsers import ResponseParserError

        raw = self.written(mail)
        try:
            answer = self._client.send_raw_email(
                Source=self._sender,
                Destinations=[addressee.address for addressee in mail.to],
                RawMessage={"Data": raw},
            )
        except ClientError as error:
            raise _refusal(error) from None
        except (HTTPClientError, ResponseParserError):
            # The connection stood, so the message may have gone over it.
            raise MailUnproven("The mail service's answer was lost") from None
        except BotoCoreError:
            raise MailUnavailable("The mail service was not reached") from None
        return str(answer["MessageId"])


def _refusal(error: Any) -> MailRefused | MailUnavailable | MailUnproven:
    # SES's own words may quote the address: only its code goes on.
    code = error.response["Error"]["Code"]
    if code in _REFUSED:
        return MailRefused(f"The mail service refused the message ({code})")
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 400)
    if status >= _BROKE_DOWN and code not in _TURNED_AWAY:
        return MailUnproven(f"The mail service broke down over the message ({code})")
    return MailUnavailable(f"The mail service did not take the message ({code})")


MOST_REFERENCES = 20
"""How many earlier mails a mail names: the first one, and the latest. Longer headers are cut off."""


def mime(mail: OutgoingMail, sender: str, *, domain: str = "email.amazonses.com") -> EmailMessage:
    """The message as it goes: text first, the same as HTML, and headers that stop auto-replies.

    SES writes the Message-ID itself, from its own id and `domain`: that is how a mail names the
    mails before it.
    """
    message = EmailMessage(policy=_SEVEN_BITS)
    message["Subject"] = mail.subject
    message["From"] = Address(mail.from_name, addr_spec=sender)
    message["To"] = [_address(addressee) for addressee in mail.to]
    if mail.reply_to:
        message["Reply-To"] = mail.reply_to
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if mail.stop_at:
        # RFC 8058: both headers, or mailboxes show no button.
        message["List-Unsubscribe"] = f"<{mail.stop_at}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    _thread(message, mail.follows, domain)
    if mail.about:
        message["X-SES-MESSAGE-TAGS"] = tags_of(mail.about)
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    for file in mail.attachments:
        _attach(file, message)
    _bound(message)
    return message


def _bound(message: EmailMessage) -> None:
    """Lines between the parts that are no matter of chance: the same mail is the same bytes, and its
    hash can be told before it goes. Two parts of one mail have lines of their own.
    """
    for depth, part in enumerate(reversed(list(message.walk()))):
        if part.is_multipart():
            told = "".join(str(each) for each in part.iter_parts())
            part.set_boundary(f"=={hashlib.sha256(told.encode()).hexdigest()[:32]}=={depth}")


def _thread(message: EmailMessage, follows: tuple[str, ...], domain: str) -> None:
    """Name the mails that this one continues, so that a mailbox shows one conversation (RFC 5322)."""
    if not follows:
        return
    named = (follows[0], *follows[1:][1 - MOST_REFERENCES :])
    ids = [message_id(provider_id, domain) for provider_id in named]
    message["In-Reply-To"] = ids[-1]
    message["References"] = " ".join(ids)


def message_id(provider_id: str, domain: str) -> str:
    """The Message-ID under which a mail travels that SES knows by this id.

    >>> message_id("0102-7f", "eu-west-2.amazonses.com")
    '<0102-7f@eu-west-2.amazonses.com>'
    """
    return f"<{provider_id}>" if "@" in provider_id else f"<{provider_id}@{domain}>"


def tags_of(about: SentAbout) -> str:
    """What SES gives back with every notice, in the few characters that it allows.

    >>> tags_of(SentAbout(CaseNumber("123456"), "reminder.ACK.eve"))
    'case=123456, message=reminder__ACK__eve'
    """
    return f"case={about.number}, message={about.message.replace('.', '__')}"


def about_of(case: str, message: str) -> SentAbout:
    """Which message of which case the tags of a notice name."""
    return SentAbout(CaseNumber(case), message.replace("__", "."))


def _attach(file: Attachment, message: EmailMessage) -> None:
    stated, *parameters = (part.strip() for part in file.content_type.split(";"))
    kind, _, subtype = stated.partition("/")
    message.add_attachment(
        file.content,
        maintype=kind,
        subtype=subtype,
        filename=file.name,
        params=dict(each.split("=", 1) for each in parameters),
    )


def _address(addressee: Addressee) -> Address:
    # A name with a line break would be a header of its own making.
    name = " ".join(addressee.name.split())
    return Address(name, addr_spec=addressee.address)
