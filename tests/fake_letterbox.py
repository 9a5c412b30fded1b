"""Mail that comes in, in memory: the same contract as the table and the bucket."""

from __future__ import annotations

from chalicelib.adapters.inbox_table import box_of, row_of
from chalicelib.adapters.mail_bucket import LimitedReader
from chalicelib.application.letterbox import Box, InboxPage, InboxRow, Letterbox, RawMail
from chalicelib.domain.errors import NotFound
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.identity.forms import email_form
from chalicelib.domain.inbox import InboxMail, MailState
from chalicelib.domain.mail_in import MailId
from tests.builders import CHRISTMAS_EVE


class FakeRawMails:
    """Raw mails in a dictionary."""

    def __init__(self) -> None:
        self.held: dict[MailId, bytes] = {}
        self.received_at = CHRISTMAS_EVE

    def put(self, mail: str, content: bytes) -> MailId:
        self.held[MailId(mail)] = content
        return MailId(mail)

    def read(self, mail: MailId) -> RawMail:
        if mail not in self.held:
            raise NotFound("There is no such mail")
        return RawMail(self.held[mail], self.received_at)

    def erase(self, mail: MailId) -> None:
        self.held.pop(mail, None)


class FakeInbox:
    """Inboxes in a dictionary."""

    def __init__(self) -> None:
        self.held: dict[MailId, InboxMail] = {}

    def load(self, mail: MailId) -> InboxMail | None:
        return self.held.get(mail)

    def page(self, organisation: OrganisationId, box: Box, *, limit: int, after: str = "") -> InboxPage:
        theirs = [
            each
            for each in self.held.values()
            if each.organisation == organisation and box_of(each.state) is box
        ]
        ranked = sorted(theirs, key=_rank, reverse=box is Box.DONE)
        start = int(after or 0)
        rows = tuple(row_of(each) for each in ranked[start : start + limit])
        more = len(ranked) > start + limit
        return InboxPage(rows, str(start + limit) if more else "")

    def in_no_case(self, organisation: OrganisationId, address: str) -> tuple[InboxRow, ...]:
        theirs = [
            row_of(each)
            for each in self.held.values()
            if each.organisation == organisation
            and not each.cases
            and email_form(each.mail.sender) == email_form(address)
        ]
        return tuple(sorted(theirs, key=lambda row: row.received_at))

    def enter(self, mail: InboxMail) -> InboxMail:
        return self.held.setdefault(mail.mail.id, mail)

    def exchange(self, seen: InboxMail, after: InboxMail) -> bool:
        if self.held.get(seen.mail.id) != seen:
            return False
        self.held[seen.mail.id] = after
        return True

    def forget(self, mail: MailId) -> None:
        self.held.pop(mail, None)


def _rank(mail: InboxMail) -> tuple[bool, object, str]:
    at = mail.mail.received_at if mail.state is MailState.WAITING else mail.deeds[-1].at
    return not mail.is_urgent, at, mail.mail.id


class FakeLetterbox:
    """Both, and the real reader."""

    def __init__(self) -> None:
        self.raw, self.inbox = FakeRawMails(), FakeInbox()

    @property
    def port(self) -> Letterbox:
        return Letterbox(self.raw, LimitedReader(), self.inbox)
