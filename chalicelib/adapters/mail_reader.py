"""Reading a raw mail, whoever sent it and whatever is in it.

The standard library's parser does the work, inside limits: a mail that exceeds them is read as far as
its headers, and says so. Nothing here raises for what a mail holds; nothing is unpacked, run or
fetched; and the raw mail is kept whatever becomes of this reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from email.utils import getaddresses
from typing import cast

from chalicelib.adapters.mail_text import one_line, plain_text, text_of_html
from chalicelib.domain.mail_in import AttachedFile, Machine, MailId, ReceivedMail, Trouble

LARGEST_READ = 40 * 1024 * 1024
"""Bytes: SES takes in no more."""
LARGEST_HEAD = 256 * 1024
MOST_PARTS, DEEPEST = 1_000, 60
LONGEST_HEADER = 2_000
MOST_ADDRESSES = 50
LARGEST_TEXT = 200 * 1024
"""Bytes of one part that are read as text."""
LONGEST_TEXT = 40_000
"""Characters that are shown and searched for a reference."""
MOST_FILES = 200

_POLICY = policy.default.clone(raise_on_defect=False)


def read_mail(mail: MailId, raw: bytes, received_at: datetime) -> ReceivedMail:
    """What a raw mail says, and what of it could not be read."""
    message, troubles = _parsed(raw)
    head = _Head(message)
    text, shortened = _text(message)
    files = tuple(_files(message))
    if shortened or len(files) > MOST_FILES:
        troubles.append(Trouble.SHORTENED)
    if head.is_harmful:
        troubles.append(Trouble.HARMFUL)
    sender_name, sender = head.first_address("From")
    return ReceivedMail(
        id=mail,
        received_at=received_at,
        sender=sender,
        sender_name=sender_name,
        to=head.addresses("To", "Cc", "Delivered-To", "X-Original-To"),
        subject=head.line("Subject"),
        text=text,
        message_id=next(iter(head.ids("Message-ID")), ""),
        answers=head.ids("In-Reply-To", "References"),
        machine=head.machine(message.get_content_type()),
        genuine=head.is_genuine,
        attachments=files[:MOST_FILES],
        troubles=tuple(dict.fromkeys(troubles)),
    )


def files_of(raw: bytes, wanted: Iterable[AttachedFile]) -> Iterator[tuple[AttachedFile, bytes]]:
    """The wanted files with their bytes; the mail is parsed once for all of them."""
    at_place = {file.place: file for file in wanted}
    message, _ = _parsed(raw)
    for place, part in _parts(message):
        if place in at_place:
            yield at_place[place], _bytes(part)


def _parsed(raw: bytes) -> tuple[EmailMessage, list[Trouble]]:
    """The mail with its parts; only its headers, where its shape would exhaust whoever reads it."""
    if len(raw) > LARGEST_READ:
        return _head_only(raw), [Trouble.TOO_LARGE]
    # Counted before anything is built: a parser pays for every part, and again for every level.
    if raw.count(b"\n--") > MOST_PARTS or raw.lower().count(b"multipart/") > DEEPEST:
        return _head_only(raw), [Trouble.UNREADABLE]
    try:
        return BytesParser(policy=_POLICY).parsebytes(raw), []
    except Exception:  # a parser that gives up loses us the parts, never the mail
        return _head_only(raw), [Trouble.UNREADABLE]


def _head_only(raw: bytes) -> EmailMessage:
    head = re.split(rb"\r?\n\r?\n", raw[:LARGEST_HEAD], maxsplit=1)[0]
    try:
        return BytesHeaderParser(policy=_POLICY).parsebytes(head + b"\n\n")
    except Exception:
        return EmailMessage(policy=_POLICY)


class _Head:
    """The headers, each read by itself and within a length: one that is hostile spoils no other."""

    def __init__(self, message: EmailMessage) -> None:
        self._raw: dict[str, list[str]] = {}
        for name, value in message.raw_items():
            self._raw.setdefault(name.lower(), []).append(str(value)[:LONGEST_HEADER])

    def line(self, name: str) -> str:
        """The first header of this name as one plain line."""
        return one_line(self._decoded(name, self._first(name)))

    def addresses(self, *names: str) -> tuple[str, ...]:
        """Every address in the headers of these names, in lower case."""
        return tuple(dict.fromkeys(address for _, address in self._people(*names) if "@" in address))

    def first_address(self, name: str) -> tuple[str, str]:
        """The first name and address; empty where there is none."""
        return next((each for each in self._people(name) if "@" in each[1]), ("", ""))

    def ids(self, *names: str) -> tuple[str, ...]:
        """The message ids in these headers, without their brackets."""
        values = " ".join(value for name in names for value in self._raw.get(name.lower(), []))
        return tuple(dict.fromkeys(re.findall(r"<([^<>\s]{1,300})>", values)))[:MOST_ADDRESSES]

    def machine(self, content_type: str) -> Machine | None:
        """Which machine wrote it, by what machines say of themselves (RFC 3834)."""
        if self._is_returned(content_type):
            return Machine.RETURNED
        automatic = self._word("Auto-Submitted")
        precedence = self._word("Precedence")
        answers = ("X-Autoreply", "X-Autorespond", "X-Autoresponder")
        if automatic not in ("", "no") or precedence == "auto_reply" or any(map(self._first, answers)):
            return Machine.ABSENT
        is_list = precedence in ("bulk", "list", "junk") or self._first("List-Id")
        return Machine.LIST if is_list else None

    def _is_returned(self, content_type: str) -> bool:
        """A notice about a mail that did not arrive: it comes from nobody, so that none is answered."""
        paths = self._raw.get("return-path", [])
        sender = self.first_address("From")[1].partition("@")[0]
        return (
            any(path.strip() == "<>" for path in paths)
            or content_type == "multipart/report"
            or sender in ("mailer-daemon", "postmaster")
        )

    @property
    def is_genuine(self) -> bool:
        """Whether nothing speaks against the sender. Only the first result counts: SES wrote it on top,
        and whoever sends a mail can write others below.
        """
        result = self._first("Authentication-Results").lower()
        return "dmarc=fail" not in result and self._word("X-SES-Spam-Verdict") != "fail"

    @property
    def is_harmful(self) -> bool:
        """Whether the mail service found harmful software in it."""
        return self._word("X-SES-Virus-Verdict") == "fail"

    def _people(self, *names: str) -> Iterator[tuple[str, str]]:
        for name in names:
            values = [self._decoded(name, value) for value in self._raw.get(name.lower(), [])]
            for person, address in getaddresses(values)[:MOST_ADDRESSES]:
                yield one_line(person), one_line(address).lower()

    def _first(self, name: str) -> str:
        return next(iter(self._raw.get(name.lower(), [])), "")

    def _word(self, name: str) -> str:
        """The first word of a header, in lower case: of `Auto-Replied; owner=…`, `auto-replied`."""
        return self._first(name).partition(";")[0].strip().lower()

    @staticmethod
    def _decoded(name: str, value: str) -> str:
        try:
            return str(_POLICY.header_factory(name, value))
        except Exception:  # an encoded word that cannot be decoded is shown as it is
            return value


def _parts(message: EmailMessage) -> Iterator[tuple[int, EmailMessage]]:
    """The parts that hold something, with their places. A mail inside the mail is one part."""
    found = enumerate(_leaves(message))
    yield from found


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    if message.get_content_maintype() != "multipart":
        yield message
        return
    payload = message.get_payload()
    for part in payload if isinstance(payload, list) else ():
        yield from _leaves(cast("EmailMessage", part))


def _text(message: EmailMessage) -> tuple[str, bool]:
    """What the mail says, from its plain text, or from its HTML; and whether that is not all of it."""
    parts = [part for _, part in _parts(message) if not _is_file(part)]
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    rich = [part for part in parts if part.get_content_type() == "text/html"]
    read = [_decoded(part) for part in plain] or [text_of_html(_decoded(part)) for part in rich]
    text = plain_text("\n\n".join(read))
    too_large = any(len(_bytes(part)) > LARGEST_TEXT for part in plain or rich)
    return text[:LONGEST_TEXT], too_large or len(text) > LONGEST_TEXT


def _files(message: EmailMessage) -> Iterator[AttachedFile]:
    for place, part in _parts(message):
        if _is_file(part):
            content_type = one_line(part.get_content_type())[:100]
            yield AttachedFile(place, _name(part, place), content_type, len(_bytes(part)))


def _is_file(part: EmailMessage) -> bool:
    if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
        return part.get_content_subtype() not in ("plain", "html")
    return True


def _name(part: EmailMessage, place: int) -> str:
    try:
        name = part.get_filename() or ""
    except Exception:
        name = ""
    return one_line(name)[:200] or f"File {place + 1}"


def _bytes(part: EmailMessage) -> bytes:
    """The content of a part; a mail that is attached as such is content too."""
    try:
        if part.get_content_maintype() == "message":
            payload = part.get_payload()
            inner = payload[0] if isinstance(payload, list) and payload else payload
            return inner.as_bytes() if isinstance(inner, EmailMessage) else str(inner).encode()
        content = part.get_payload(decode=True)
    except Exception:
        return b""
    return content if isinstance(content, bytes) else b""


def _decoded(part: EmailMessage) -> str:
    content = _bytes(part)[:LARGEST_TEXT]
    charset = part.get_content_charset("utf-8")
    try:
        return content.decode(charset, errors="replace")
    except (LookupError, ValueError, TypeError):
        return content.decode("utf-8", errors="replace")
