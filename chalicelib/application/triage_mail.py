"""A secretary looks after the inbox: reading what waits, and saying where each mail belongs (S0-12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chalicelib.application.bring_in_attachments import bring_in_attachments
from chalicelib.application.casework import act_for_system, file_of_theirs, pinned
from chalicelib.application.letterbox import (
    Box,
    InboxPage,
    InboxReader,
    InboxRow,
    as_existence,
    as_sensitive,
)
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.warn_again import expect_decision
from chalicelib.domain import inbox, mail_in
from chalicelib.domain.errors import NotAllowed, NotFound, StoreContended
from chalicelib.domain.events import Actor, ActorKind
from chalicelib.domain.inbox import Deed, InboxMail, MailState
from chalicelib.domain.investigations import subjects_of
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.need_to_know import (
    ABOUT_YOU,
    Circle,
    Knowledge,
    circle_of,
    require_knowledge,
)
from chalicelib.domain.policy import Action, PolicyPack
from chalicelib.domain.reads import require_reason
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.staff import Staff

PAGE = 25
"""How many mails a page of the inbox shows."""


def list_inbox(box: Box, reader: Staff, reading: Reading, *, after: str = "") -> InboxPage:
    """One page of the inbox of the reader's organisation. Of a mail in a restricted or a
    sensitive case it shows only the case, and of one in a case about the reader nothing (S2-14, S4-9).

    Raises: Invalid (`after`), StoreBusy.
    """
    page = reading.inbox.page(reader.organisation, box, limit=PAGE, after=after)
    numbers = {reference.number for row in page.rows for reference in row.cases}
    circles = reading.cases.circles(numbers) if numbers else {}
    pack = _pack(reader, reading)
    rows = (_listed(row, circles, reader, pack) for row in page.rows)
    return InboxPage(tuple(filter(None, rows)), page.after)


def _listed(
    row: InboxRow, circles: Mapping[CaseNumber, Circle], reader: Staff, pack: PolicyPack
) -> InboxRow | None:
    theirs = [circles[case.number] for case in row.cases if case.number in circles]
    knows = _knowledge(theirs, reader, pack)
    if knows is Knowledge.NOTHING:
        return None
    if knows is Knowledge.EXISTENCE:
        return as_existence(row)
    return as_sensitive(row) if any(each.sensitivity(pack) for each in theirs) else row


def read_mail(mail: MailId, reader: Staff, reading: Reading) -> InboxMail:
    """One mail of the reader's organisation. What is in a case is known and read as the case is.

    Raises: NotFound, NotAllowed, CaseRestricted; ReasonNeeded for one in a sensitive case (S4-9).
    """
    found = _theirs(reading.inbox.load(mail), reader)
    for reference in found.cases:
        file = reading.cases.load(reference.number)
        pack = pinned(file.case, reading.policies).pack
        require_knowledge(circle_of(file), reader, pack)
        require_reason(file, reader.id, pack, reading.clock.now())
    return found


def _pack(reader: Staff, reading: Reading) -> PolicyPack:
    return reading.policies.current(reading.policies.organisation(reader.organisation)).pack


def _knowledge(circles: Iterable[Circle], reader: Staff, pack: PolicyPack) -> Knowledge:
    """As little as any of the cases allows."""
    found = [circle.knowledge(reader, pack) for circle in circles]
    least = (each for each in (Knowledge.NOTHING, Knowledge.EXISTENCE) if each in found)
    return next(least, Knowledge.ALL)


def _theirs(found: InboxMail | None, reader: Staff) -> InboxMail:
    if found is None or found.organisation != reader.organisation:
        raise NotFound("There is no such mail in your inbox")
    return found


def file_mail(mail: MailId, reference: Reference, staff: Staff, ports: Ports) -> InboxMail:
    """The mail with one more case that it is in; whoever has that case is alerted.

    A restricted case takes it from whoever looks after the inbox: that tells them nothing of it. Safe
    to run twice: a case takes a mail in once. Raises: NotFound, NotAllowed, RuleBroken, StoreBusy.
    """
    seen = _theirs(ports.letterbox.inbox.load(mail), staff)
    inbox.require(seen, MailState.FILED)
    file, _ = file_of_theirs(
        reference, staff, Action.TRIAGE_MAIL, cases=ports.cases, policies=ports.policies
    )
    if staff.id in subjects_of(file.events):
        raise NotAllowed(ABOUT_YOU)
    occasion = ports.occasion(_by(staff))
    act_for_system(
        file.case.number,
        lambda file, terms: mail_in.take_in(
            file, seen.mail, terms=terms, occasion=occasion, alarms=seen.alarms
        ),
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
        lambda file, terms: mail_in.begin_with(
            file, seen.mail, terms=terms, occasion=occasion, alarms=seen.alarms
        ),
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
    waiting = settle(seen, MailState.WAITING, staff, ports)
    if waiting.is_urgent:
        organisation = ports.policies.organisation(staff.organisation)
        expect_decision(organisation, ports.clock.now(), ports)
    return waiting


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
