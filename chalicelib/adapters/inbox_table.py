"""The inboxes in the table: each mail an item of its own, found through the indexes of worklists.

One that is in no case stands in `holder` too, under a keyed fingerprint of the address that it came
from: whoever asks for everything that is held of them has a right to it (docs/decisions/0089).
"""

from __future__ import annotations

import secrets

from chalicelib.adapters import identity_keys, items, keys
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.page_keys import closed, opened
from chalicelib.adapters.table import Item, Table
from chalicelib.application.letterbox import Box, InboxPage, InboxRow
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.identity.forms import Item as Held
from chalicelib.domain.identity.forms import email_form
from chalicelib.domain.inbox import PUT_AWAY, InboxMail, MailState
from chalicelib.domain.mail_in import MailId


class InboxTable:
    """Mail that came in."""

    def __init__(self, store: Table, prints: KeyedFingerprints) -> None:
        self._table, self._prints = store, prints

    def load(self, mail: MailId) -> InboxMail | None:
        """One mail; None where there is none."""
        stored = self._table.get(keys.mail_key(mail), keys.MAIL)
        return items.from_body(InboxMail, stored["body"]) if stored else None

    def page(self, organisation: OrganisationId, box: Box, *, limit: int, after: str = "") -> InboxPage:
        """One page in one call: the newest first of what is in cases, else the oldest first."""
        found, last = self._table.query_page(
            "team = :place",
            {":place": keys.inbox_key(organisation, box)},
            limit=limit,
            start=opened(after),
            IndexName="team",
            ScanIndexForward=box is not Box.DONE,
        )
        rows = tuple(items.from_body(InboxRow, each["row"]) for each in found)
        return InboxPage(rows, closed(last))

    def in_no_case(self, organisation: OrganisationId, address: str) -> tuple[InboxRow, ...]:
        """The mails from one address that are in no case, in one call for each word of the secret."""
        found = [
            items.from_body(InboxRow, each["row"])
            for print_ in self._prints.every(organisation, Held.EMAIL, email_form(address))
            for each in self._table.query(
                "holder = :sender", {":sender": identity_keys.sender_key(print_)}, IndexName="holder"
            )
        ]
        return tuple(sorted(found, key=lambda row: row.received_at))

    def enter(self, mail: InboxMail) -> InboxMail:
        """Put it in, unless it came before."""
        if self._table.put_once(self._item(mail)):
            return mail
        return self.load(mail.mail.id) or mail

    def exchange(self, seen: InboxMail, after: InboxMail) -> bool:
        """Put `after` in the place of `seen`, if nobody was faster."""
        return self._table.exchange(
            self._item(after), seen=items.body_of(seen), mark=secrets.token_hex(8)
        )

    def forget(self, mail: MailId) -> None:
        """Remove it."""
        self._table.take(keys.mail_key(mail), keys.MAIL)

    def _item(self, mail: InboxMail) -> Item:
        box = box_of(mail.state)
        at = mail.mail.received_at if box is Box.WAITING else mail.deeds[-1].at
        return items.item(
            keys.mail_key(mail.mail.id),
            keys.MAIL,
            mail,
            team=keys.inbox_key(mail.organisation, box),
            # What may not wait stands before everything that does.
            rank=f"{'!' if mail.is_urgent else ''}{at.isoformat()}#{mail.mail.id}",
            row=items.body_of(row_of(mail)),
            **self._sender_of(mail),
        )

    def _sender_of(self, mail: InboxMail) -> dict[str, str]:
        """Under whose fingerprint it is found; nothing once a case holds it."""
        if mail.cases or not mail.mail.sender:
            return {}
        form = email_form(mail.mail.sender)
        print_ = self._prints.of(mail.organisation, Held.EMAIL, form)
        return {"holder": identity_keys.sender_key(print_)}


def box_of(state: MailState) -> Box:
    """Where a mail of this state is listed."""
    if state is MailState.WAITING:
        return Box.WAITING
    return Box.AWAY if state in PUT_AWAY else Box.DONE


def row_of(mail: InboxMail) -> InboxRow:
    """As much of a mail as a list needs."""
    read = mail.mail
    return InboxRow(
        id=read.id,
        received_at=read.received_at,
        sender=read.sender,
        sender_name=read.sender_name,
        subject=read.subject,
        state=mail.state,
        files=len(read.attachments),
        cases=mail.cases,
        suggestions=mail.suggestions,
        urgent=mail.is_urgent,
        done_at=mail.deeds[-1].at if mail.deeds else None,
    )
