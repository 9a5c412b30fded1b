"""The door for mail on this machine: by SMTP, or as files dropped into a folder.

What comes in goes the way that SES's goes: into the bucket of raw mails, whose event calls the
function.
"""

import contextlib
import logging
import secrets
import threading
import time
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from infra.local.mail import LARGEST_MAIL_BYTES
from infra.local.place import HOST

SECONDS_BETWEEN_LOOKS = 1.0
PREFIX = "mail/"

Event = dict[str, Any]

log = logging.getLogger("mail door")


class MailDoor:
    """Takes mail in at a port of this machine and from a folder, and puts it into the bucket."""

    def __init__(self, port: int, folder: Path, *, s3: Any, bucket: str) -> None:
        self._port, self._folder, self._s3, self._bucket = port, folder, s3, bucket
        self._controller: Controller | None = None
        self._stopping = threading.Event()

    def open(self) -> None:
        """Start to listen and to look into the folder."""
        self._folder.mkdir(parents=True, exist_ok=True)
        # Made here: it holds sockets from its making on, which only its end gives back.
        self._controller = Controller(
            self, hostname=HOST, port=self._port, data_size_limit=LARGEST_MAIL_BYTES
        )
        self._controller.start()
        threading.Thread(target=self._watch, name="mail door", daemon=True).start()

    def close(self) -> None:
        self._stopping.set()
        if self._controller:
            self._controller.stop(no_assert=True)

    def take_in(self, content: bytes) -> str:
        """Put a raw mail into the bucket; what it is called there."""
        mail = new_mail_id()
        self._s3.put_object(Bucket=self._bucket, Key=PREFIX + mail, Body=content)
        return mail

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        # As a receiving server does: who it came from and was for, above the headers of the sender.
        path = f"Return-Path: <{envelope.mail_from or ''}>\r\n"
        delivered = "".join(f"Delivered-To: {each}\r\n" for each in envelope.rcpt_tos)
        self.take_in(f"{path}{delivered}".encode() + content)
        return "250 kept"

    def _watch(self) -> None:
        while not self._stopping.wait(SECONDS_BETWEEN_LOOKS):
            try:
                self.empty_folder()
            except Exception:
                log.exception("the folder of mails could not be emptied; trying again")

    def empty_folder(self) -> None:
        """Take in every mail that lies in the folder; each is taken away once it is in the bucket."""
        for path in sorted(self._folder.glob("*.eml")):
            with contextlib.suppress(FileNotFoundError):
                self.take_in(path.read_bytes())
                path.unlink()


def new_mail_id() -> str:
    """A name that sorts by time and says nothing: a ULID's length and alphabet."""
    digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    number = (time.time_ns() // 1_000_000 << 80) | secrets.randbits(80)
    return "".join(digits[number >> shift & 31] for shift in range(125, -1, -5))


def object_created(bucket: str, key: str) -> Event:
    """What EventBridge tells of a new object."""
    return {
        "version": "0",
        "source": "aws.s3",
        "detail-type": "Object Created",
        "detail": {"bucket": {"name": bucket}, "object": {"key": key}},
    }
