"""A mail or a text ready to go, and the services that take them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.reference import CaseNumber


@dataclass(frozen=True, slots=True)
class Addressee:
    """A name and an email address; `staff` for one of the staff."""

    name: str
    address: str
    staff: StaffId | None = None


@dataclass(frozen=True, slots=True)
class SentAbout:
    """Which message of which case a mail carries."""

    number: CaseNumber
    message: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels in a mail. Its name says what it is and names nobody (S4-10)."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A mail ready to go. The subject is neutral: a reference and plain words (domain.md 4.8).

    `follows` are the mail service's ids of the mails that it continues, oldest first; `about` comes
    back with every notice of what became of it. `stop_at` is where a mailbox can say by itself that
    such mail is not wanted (RFC 8058): only what nobody must get has one.
    """

    to: tuple[Addressee, ...]
    from_name: str
    subject: str
    text: str
    html: str
    reply_to: str = ""
    attachments: tuple[Attachment, ...] = ()
    follows: tuple[str, ...] = ()
    about: SentAbout | None = None
    stop_at: str = ""


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """A text message ready to go to a mobile, in E.164 form. It says nothing of anybody: a telephone
    shows it to whoever looks (domain.md 4.8).
    """

    number: str
    text: str


class Texts(Protocol):
    """Sending text messages."""

    def send(self, text: OutgoingText) -> str:
        """Hand it to the service; its id there.

        Raises: MailUnavailable, MailRefused, MailUnproven: a text meets the same fates as a mail.
        """


class Mail(Protocol):
    """Sending email."""

    def written(self, mail: OutgoingMail) -> bytes:
        """The very bytes that `send` hands over: the same for the same mail."""

    def send(self, mail: OutgoingMail) -> str:
        """Hand it to the mail service; its id there.

        Raises: MailUnavailable, MailRefused, MailUnproven.
        """
