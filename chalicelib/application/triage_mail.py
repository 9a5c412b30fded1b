"""A secretary looks after the inbox: reading what waits, and saying where each mail belongs (S0-12)."""

from __future__ import annotations

from chalicelib.application.bring_in_attachments import bring_in_attachments
from chalicelib.application.casework import act_for_system, permitted_file
from chalicelib.application.letterbox import Box, InboxPage, InboxReader
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain import inbox, mail_in
from chalicelib.domain.errors import NotFound, StoreContended
from chalicelib.domain.events import Actor, ActorKind
from chalicelib.domain.inbox import Deed, InboxMail, MailState
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff

PAGE = 25
"""How many mails a page of the inbox shows."""


def list_inbox(box: Box, reader: Staff, reading: Reading, *, after: str = "") -> InboxPage:
    """One page of the inbox of the reader's organisation. Raises: Invalid (`after`)."""
    return reading.inbox.page(reader.organisation, box, limit=PAGE, after=after)


def read_mail(mail: MailId, reader: Staff, reading: Reading) -> InboxMail:
    """One mail of the reader's organisation. Raises: NotFound."""
    return _theirs(reading.inbox.load(mail), reader)


def _theirs(found: InboxMail | None, reader: Staff) -> InboxMail:
    if found is None or found.organisation != reader.organisation:
        raise NotFound("There is no such mail in your inbox")
    return found


def file_mail(mail: MailId, reference: Reference, staff: Staff, ports: Ports) -> InboxMail:
    """The mail with one more case that it is in; whoever has that case is alerted.

    Safe to run twice: a case takes a mail in once. Raises: NotFound, NotAllowed, RuleBroken, StoreBusy.
    """
    seen = _theirs(ports.letterbox.inbox.load(mail), staff)
    inbox.require(seen, MailState.FILED)
    file, _ = permitted_file(
        reference, staff, Action.TRIAGE_MAIL, cases=ports.cases, policies=ports.policies
    )
    occasion = ports.occasion(_by(staff))
    act_for_system(
        file.case.number,
        lambda file, terms: mail_in.take_in(file, seen.mail, terms=terms, occasion=occasion),
        ports,
    )
    bring_in_attachments(seen.mail, file.case.number, ports)
    return settle(seen, MailState.FILED, staff, ports, case=file.case.reference)


def begin_case(mail: MailId, reference: Reference, staff: Staff, ports: Ports) -> InboxMail:
    """The mail as the one from which a case began; the case holds it, and nobody is alerted again.

    Safe to run twice. Raises: NotFound, RuleBroken, StoreBusy.
    """
    seen = mail_for_case(mail, staff, ports.letterbox.inbox)
    occasion = ports.occasion(_by(staff))
    act_for_system(
        reference.number,
        lambda file, terms: mail_in.begin_with(file, seen.mail, terms=terms, occasion=occasion),
        ports,
    )
    bring_in_attachments(seen.mail, reference.number, ports)
    return settle(seen, MailState.MADE_CASE, staff, ports, case=reference)


def mail_for_case(mail: MailId, staff: Staff, inbox_reader: InboxReader) -> InboxMail:
    """A mail that a case can be made of, or was made of already. Raises: NotFound, RuleBroken."""
    seen = _theirs(inbox_reader.load(mail), staff)
    if seen.state is not MailState.MADE_CASE:
        inbox.require(seen, MailState.MADE_CASE)
    return seen


def mark_as_spam(mail: MailId, staff: Staff, ports: Ports) -> InboxMail:
    """The mail among what nobody needs. Raises: NotFound, RuleBroken, StoreBusy."""
    seen = _theirs(ports.letterbox.inbox.load(mail), staff)
    return settle(seen, MailState.SPAM, staff, ports)


def take_back(mail: MailId, staff: Staff, ports: Ports) -> InboxMail:
    """The mail waiting again: it was no spam. Raises: NotFound, RuleBroken, StoreBusy."""
    seen = _theirs(ports.letterbox.inbox.load(mail), staff)
    return settle(seen, MailState.WAITING, staff, ports)


def settle(
    seen: InboxMail, state: MailState, staff: Staff, ports: Ports, *, case: Reference | None = None
) -> InboxMail:
    """The mail with what was done to it, and by whom. Raises: RuleBroken, StoreBusy."""
    after = inbox.done(seen, Deed(state, _by(staff), ports.clock.now(), case))
    if after != seen and not ports.letterbox.inbox.exchange(seen, after):
        raise StoreContended("Somebody else did something with this mail just now. Look at it again")
    return after


def _by(staff: Staff) -> Actor:
    return Actor(ActorKind.STAFF, staff.id)
