"""A contact that staff or a program of theirs record: what they add to the answers of the form.

Somebody in need of help comes first (S2-65), and a date of receipt before now needs a reason (S2-43).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from chalicelib.application.ports import Ports
from chalicelib.application.triage_mail import mail_for_case
from chalicelib.domain.calendar import london_date
from chalicelib.domain.casework import Intake
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Staff
from chalicelib.entry.first_contact import require_offers, with_the_rest
from chalicelib.entry.intake import read_intake
from chalicelib.entry.typed_moments import typed_moment

LONGEST_KEY = 200
_LONGEST_REASON = 2_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers by field, the submission's own key, and whether it reached us before now.

    `received_at` is the instant where a program gave one; people type a date and a time instead.
    """

    answers: Mapping[str, str]
    key: str
    received_earlier: bool
    received_at: datetime | None = None


def read_sheet(sheet: Sheet, staff: Staff, ports: Ports) -> Intake:
    """The contact on its way to becoming a case. Raises: Invalid, with every fault of every field."""
    faults: list[Fault] = []
    now = ports.clock.now()
    urgent_action = _kept(faults, lambda: _urgent_action(sheet.answers)) or ""
    contact_type = _kept(faults, lambda: _contact_type(sheet.answers))
    received_via = _kept(faults, lambda: _received_via(sheet.answers))
    received_at = _kept(faults, lambda: _received_at(sheet, now))
    late_reason = _kept(faults, lambda: _late_reason(sheet)) or ""
    _kept(faults, lambda: require_offers(sheet.answers))
    key = _kept(faults, lambda: _key(sheet, staff)) or ""
    organisation = ports.policies.organisation(staff.organisation)
    intake = _kept(
        faults,
        lambda: read_intake(
            sheet.answers,
            contact_type=contact_type or ContactType.COMPLAINT,
            received_via=received_via or ReceivedVia.PHONE,
            received_at=received_at or now,
            key=key,
            fields=ports.fields,
            subjects=ports.policies.current(organisation).pack.subjects,
            today=london_date(now),
        ),
    )
    if faults or intake is None:
        raise Invalid(faults)
    record = replace(intake.record, late_reason=late_reason, urgent_action=urgent_action)
    return with_the_rest(replace(intake, record=record), sheet.answers, staff, ports)


def asked_mail(mail: str, staff: Staff, ports: Ports) -> MailId | None:
    """The mail of the inbox that a contact is made of; None where it is made of none.

    Raises: NotAllowed, NotFound, RuleBroken.
    """
    if not mail:
        return None
    organisation = ports.policies.organisation(staff.organisation)
    ports.policies.current(organisation).pack.require(staff.roles, Action.TRIAGE_MAIL)
    return mail_for_case(MailId(mail), staff, ports.letterbox.inbox).mail.id


def _kept(faults: list[Fault], read: Callable[[], T]) -> T | None:
    """What `read` reads; its faults are kept, so that all of them are told at once."""
    try:
        return read()
    except Invalid as invalid:
        faults.extend(invalid.faults)
        return None


def _key(sheet: Sheet, staff: Staff) -> str:
    """The submission's key, within what one member of staff sends."""
    if not 0 < len(sheet.key) <= LONGEST_KEY:
        raise Invalid([Fault("key", f"Give a key of 1 to {LONGEST_KEY} characters")])
    # A mail makes one case, whichever of the staff makes it.
    mail = sheet.answers.get("mail", "")
    return f"mail:{mail}" if mail else f"staff:{staff.id}:{sheet.key}"


def _urgent_action(answers: Mapping[str, str]) -> str:
    need, action = answers.get("urgent_need", ""), answers.get("urgent_action", "")
    if need not in ("yes", "no"):
        raise Invalid([Fault("urgent_need", "Say whether anybody needs medical help now")])
    if need == "yes" and not action.strip():
        raise Invalid([Fault("urgent_action", "Say what you did: help comes before the record")])
    return _not_too_long("urgent_action", action if need == "yes" else "")


def _contact_type(answers: Mapping[str, str]) -> ContactType:
    code = answers.get("contact_type", "")
    if code not in set(ContactType):
        raise Invalid([Fault("contact_type", "Choose what kind of contact it is")])
    return ContactType(code)


def _received_via(answers: Mapping[str, str]) -> ReceivedVia:
    code = answers.get("received_via", "")
    # The online form asks the person for more and records itself.
    if code not in set(ReceivedVia) - {ReceivedVia.WEB_FORM}:
        raise Invalid([Fault("received_via", "Choose how it came in")])
    return ReceivedVia(code)


def _received_at(sheet: Sheet, now: datetime) -> datetime:
    if not sheet.received_earlier:
        return now
    received = sheet.received_at or typed_moment(sheet.answers, "received_at", now=now)
    if received > now:
        raise Invalid([Fault("received_at", "It cannot have reached us in the future")])
    return received


def _late_reason(sheet: Sheet) -> str:
    reason = sheet.answers.get("late_reason", "") if sheet.received_earlier else ""
    if sheet.received_earlier and not reason.strip():
        raise Invalid([Fault("late_reason", "Say why it is recorded later than it came")])
    return _not_too_long("late_reason", reason)


def _not_too_long(field: str, text: str) -> str:
    if len(text) > _LONGEST_REASON:
        raise Invalid([Fault(field, f"Use {_LONGEST_REASON:,} characters or fewer")])
    return text
