"""What the use cases need where mail that comes in is concerned, stated as they would say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.inbox import InboxMail, MailState
from chalicelib.domain.mail_in import AttachedFile, MailId, ReceivedMail
from chalicelib.domain.reference import Reference


@dataclass(frozen=True, slots=True)
class RawMail:
    """A mail as it came over the wire."""

    content: bytes = field(repr=False)
    received_at: datetime


class RawMails(Protocol):
    """Every mail that came in, as it came. None is changed; each goes only with its case."""

    def read(self, mail: MailId) -> RawMail:
        """One of them. Raises: NotFound, StoreBusy."""

    def erase(self, mail: MailId) -> None:
        """Away for good, with every version. Safe to run twice. Raises: StoreBusy."""


class MailReader(Protocol):
    """Reading a raw mail without running, unpacking or fetching anything of it."""

    def read(self, mail: MailId, raw: RawMail) -> ReceivedMail:
        """What it says. Never raises: what cannot be read is said in its `troubles`."""

    def files(
        self, raw: RawMail, wanted: Iterable[AttachedFile]
    ) -> Iterator[tuple[AttachedFile, bytes]]:
        """The wanted files with their bytes, read in one go. Never raises."""


class Box(StrEnum):
    """Which mail of an inbox a list shows: what waits, what is in a case, what is in none and goes."""

    WAITING = "waiting"
    DONE = "done"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """As much of a mail as a list needs. `done_at` is when something was done with it last."""

    id: MailId
    received_at: datetime
    sender: str
    sender_name: str
    subject: str
    state: MailState
    files: int
    cases: tuple[Reference, ...]
    suggestions: tuple[Reference, ...]
    restricted: bool = False
    sensitive: bool = False
    urgent: bool = False
    done_at: datetime | None = None


def as_existence(row: InboxRow) -> InboxRow:
    """The row of a mail in a restricted case, for whoever may not open the case: who wrote, and what
    about, is of the case.
    """
    return replace(_without_words(row), restricted=True)


def as_sensitive(row: InboxRow) -> InboxRow:
    """The row of a mail in a sensitive case: whoever may open the case says why before they read it."""
    return replace(_without_words(row), sensitive=True)


def _without_words(row: InboxRow) -> InboxRow:
    return replace(row, sender="", sender_name="", subject="", files=0, suggestions=())


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Some rows of a list. `after` is the opaque key of the next page, empty on the last one."""

    rows: tuple[InboxRow, ...]
    after: str = ""


class InboxReader(Protocol):
    """Reading the inboxes."""

    def load(self, mail: MailId) -> InboxMail | None:
        """One mail; None where there is none."""

    def page(self, organisation: OrganisationId, box: Box, *, limit: int, after: str = "") -> InboxPage:
        """One page of an inbox: what waits longest comes first, as does what was put away longest ago;
        of what is in cases, what was done last.

        Raises: Invalid (`after`).
        """

    def in_no_case(self, organisation: OrganisationId, address: str) -> tuple[InboxRow, ...]:
        """Every mail of this inbox that came from an address and is in no case, oldest first."""


class Inbox(InboxReader, Protocol):
    """Reading and changing the inboxes."""

    def enter(self, mail: InboxMail) -> InboxMail:
        """Put a mail into its inbox; the one that is there already, where it came before."""

    def exchange(self, seen: InboxMail, after: InboxMail) -> bool:
        """Put `after` in the place of `seen`; False where somebody else was faster."""

    def forget(self, mail: MailId) -> None:
        """Remove a mail, with everything that was done with it. Safe to run twice."""


@dataclass(frozen=True, slots=True)
class Letterbox:
    """Everything that has to do with mail that comes in, as one port."""

    raw: RawMails
    reader: MailReader
    inbox: Inbox
