"""Turning what is owed into what is read: everything that goes to somebody, stated by its kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.application.archives import Copied
from chalicelib.application.outgoing import Addressee, OutgoingMail, OutgoingText
from chalicelib.application.press import Printout
from chalicelib.application.timetable_ports import OwnNotice
from chalicelib.domain.case import CaseFile
from chalicelib.domain.clocks import Clock
from chalicelib.domain.coming_back import KeptDraft
from chalicelib.domain.digest import DayList
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.inbox_keeping import InboxNotice
from chalicelib.domain.letters.kept import SentLetter
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.messages import Message
from chalicelib.domain.policy import Terms
from chalicelib.domain.staff import Organisation, Staff


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Everything that the words of a message may draw on. `code` is what a mail with a code tells,
    or the secret end of the link that it has.
    """

    message: Message
    file: CaseFile
    clocks: tuple[Clock, ...]
    terms: Terms
    organisation: Organisation
    to: tuple[Addressee, ...]
    handler: Staff | None
    code: str = ""


class Words(Protocol):
    """Turning what is owed into what is read."""

    def mail(self, about: Correspondent) -> OutgoingMail:
        """The message as a mail, in the reader's language. Raises: ContactInDoubt."""

    def text(self, about: Correspondent) -> OutgoingText:
        """The message as one text, in the reader's language."""

    def response(
        self,
        file: CaseFile,
        terms: Terms,
        organisation: Organisation,
        signed_as: RoleCode,
        at: datetime,
    ) -> SentLetter:
        """The response as drafted last, on the letterhead, to be kept. Raises: RuleBroken."""

    def printout(self, about: Correspondent) -> Printout:
        """The message as a letter on paper, in the reader's language."""

    def copy(self, copied: Copied) -> str:
        """The index page of a copy of somebody's details, as HTML that stands by itself."""

    def code(self, kept: KeptDraft, organisation: Organisation) -> OutgoingMail:
        """The mail with which somebody comes back to a form that they began."""

    def digest(self, to: Addressee, day: DayList, organisation: Organisation) -> OutgoingMail:
        """Somebody's list of the day."""

    def warning(
        self, to: tuple[Addressee, ...], mail: MailId, organisation: Organisation
    ) -> OutgoingMail:
        """That a mail in the inbox may not wait."""

    def timetable(
        self, to: tuple[Addressee, ...], notice: OwnNotice, organisation: Organisation
    ) -> OutgoingMail:
        """A notice of a date of the organisation itself."""

    def kept_files(
        self, to: tuple[Addressee, ...], count: int, organisation: Organisation, *, more: bool
    ) -> OutgoingMail:
        """That files were kept for long enough; `more` than were counted."""

    def inbox(
        self, to: tuple[Addressee, ...], notice: InboxNotice, organisation: Organisation
    ) -> OutgoingMail:
        """A notice of what waits in the inbox."""
