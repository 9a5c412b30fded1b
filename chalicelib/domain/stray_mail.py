"""Mail that is in no case and says it came from somebody of a case: theirs to have a copy of, and to
have erased. An address can be forged: people choose what is whose, and it confirms nobody (S0-14).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.case import CaseFile
from chalicelib.domain.copies import Contents, called, others_in, without
from chalicelib.domain.copy_orders import Copy, Whose
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.identity.forms import email_form
from chalicelib.domain.inbox import PUT_AWAY, InboxMail, MailState
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.parties import COMPLAINANT, PATIENT


@dataclass(frozen=True, slots=True)
class StrayMail:
    """As much of such a mail as is needed to choose it."""

    id: MailId
    sender: str = field(repr=False)
    subject: str = field(repr=False)
    received_at: datetime
    state: MailState

    @property
    def is_put_away(self) -> bool:
        """Whether somebody said already that it belongs nowhere."""
        return self.state in PUT_AWAY


@dataclass(frozen=True, slots=True)
class CopiedMail:
    """One of them as its writer may read it. `files` came with it: nobody checked them."""

    received_at: datetime
    subject: str
    text: str
    files: int


def addresses_of(file: CaseFile) -> tuple[str, ...]:
    """Where whoever complained and the patient write from."""
    people = (file.party(each) for each in (COMPLAINANT, PATIENT))
    return tuple(dict.fromkeys(each.email for each in people if each and each.email))


def stray_in(mail: InboxMail, file: CaseFile) -> StrayMail | None:
    """The mail, if it is in no case and says it came from somebody of this one; None for any other."""
    sender = email_form(mail.mail.sender)
    is_theirs = sender in {email_form(address) for address in addresses_of(file)}
    if mail.cases or mail.organisation != file.case.organisation or not is_theirs:
        return None
    read = mail.mail
    return StrayMail(read.id, read.sender, read.subject, read.received_at, mail.state)


def is_from(sender: str, file: CaseFile, whose: Whose) -> bool:
    """Whether a copy of these details can hold what came from this address.

    A patient's own mails are the patient's to ask for, as their other cases are.
    """
    person = file.party(whose.person)
    if person is None or not person.email or whose is Whose.PATIENT_THROUGH_COMPLAINANT:
        return False
    return email_form(sender) == email_form(person.email)


def copied(mail: InboxMail, copy: Copy, contents: Iterable[Contents]) -> CopiedMail | None:
    """What of the mail goes into the copy, whose home case comes first; None where a case holds it by
    now, or it is not the person's.
    """
    drawn = tuple(contents)
    if mail.cases or not is_from(mail.mail.sender, drawn[0].file, copy.whose):
        return None
    hidden = [
        other
        for one in drawn
        for other in others_in(one.file, one.person.id if one.person else copy.whose.person)
        if called(one.file.case.number, other.id) not in copy.named
    ]
    read = mail.mail
    return CopiedMail(
        received_at=read.received_at,
        subject=without(read.subject, hidden),
        text=without(read.text, hidden),
        files=len(read.attachments),
    )


def refuse_while_mail_waits(mails: Iterable[StrayMail]) -> None:
    """Nothing of somebody is erased while a mail of theirs waits: it may be a new complaint, and after
    that nobody could tell whose it is. Raises: RuleBroken.
    """
    waiting = sum(not each.is_put_away for each in mails)
    if waiting:
        number = "A mail" if waiting == 1 else f"{waiting} mails"
        raise RuleBroken(
            f"{number} from an address of theirs {'waits' if waiting == 1 else 'wait'} in the inbox. "
            "Say where it belongs first"
        )
