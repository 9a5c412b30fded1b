"""The mail that the app sends: received by SMTP, kept as files, read back for people and scripts."""

import email
import email.policy
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from infra.files import write_whole
from infra.local.place import HOST, free_port

# Written above the mail's own headers: who it was really for (a blind copy is named nowhere else), and
# when it came, by the clock that the app goes by.
ENVELOPE = "X-Local-Envelope-To"
RECEIVED = "X-Local-Received"
LARGEST_MAIL_BYTES = 40 * 1024 * 1024


@dataclass(frozen=True)
class Mail:
    """One mail as it was sent, with the time at which it came, by the local clock."""

    id: str
    received: datetime
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message.get("Subject", ""))

    @property
    def sender(self) -> str:
        return str(self.message.get("From", ""))

    @property
    def recipients(self) -> list[str]:
        """The addresses that it was delivered to."""
        return [
            address.strip()
            for address in str(self.message.get(ENVELOPE, "")).split(",")
            if address.strip()
        ]

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [
            (name, str(value))
            for name, value in self.message.items()
            if name not in (ENVELOPE, RECEIVED)
        ]

    @property
    def text(self) -> str:
        return _part(self.message, "plain")

    @property
    def html(self) -> str:
        return _part(self.message, "html")

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "received": self.received.isoformat(),
            "from": self.sender,
            "to": self.recipients,
            "subject": self.subject,
            "headers": self.headers,
            "text": self.text,
            "html": self.html,
        }


class MailFolder:
    """One file per mail; their names sort by arrival, so they survive restarts in order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = itertools.count()

    def keep(self, content: bytes, recipients: Sequence[str], received: datetime) -> None:
        """Keep a mail that just arrived. Its name sorts by real time, which never goes back."""
        name = f"{time.time_ns():020d}-{next(self._count):04d}.eml"
        ours = f"{ENVELOPE}: {', '.join(recipients)}\r\n{RECEIVED}: {received.isoformat()}\r\n"
        write_whole(self._folder / name, ours.encode() + content)

    def newest(self, recipient: str = "") -> Iterator[Mail]:
        """The mails to addresses that contain `recipient`, newest first, read as they are asked for."""
        for path in sorted(self._folder.glob("*.eml"), reverse=True):
            mail = read_mail(path)
            if recipient.lower() in ", ".join(mail.recipients).lower():
                yield mail

    def all(self, recipient: str = "") -> list[Mail]:
        """Every mail to addresses that contain `recipient`, newest first."""
        return list(self.newest(recipient))

    def one(self, mail_id: str) -> Mail | None:
        """The mail of that id, if there is one."""
        return next(
            (read_mail(path) for path in self._folder.glob("*.eml") if path.stem == mail_id), None
        )


class Postbox:
    """Receives by SMTP what the emulator's SES relays."""

    def __init__(self, folder: MailFolder, now: Callable[[], datetime]) -> None:
        self._folder, self._now = folder, now
        self.port = free_port()
        self._controller: Controller | None = None

    def open(self) -> None:
        """Start to listen."""
        # Made here: it holds sockets from its making on, which only its end gives back.
        self._controller = Controller(
            self, hostname=HOST, port=self.port, data_size_limit=LARGEST_MAIL_BYTES
        )
        self._controller.start()

    def close(self) -> None:
        if self._controller:
            self._controller.stop(no_assert=True)

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        self._folder.keep(content, envelope.rcpt_tos, self._now())
        return "250 kept"


def read_mail(path: Path) -> Mail:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return Mail(id=path.stem, received=_received(message, path), message=message)


def _received(message: EmailMessage, path: Path) -> datetime:
    """When it came; for a file that somebody damaged, when that was."""
    try:
        return datetime.fromisoformat(str(message[RECEIVED]))
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return str(body.get_content()) if body else ""
