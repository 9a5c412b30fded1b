"""What is owed to whom. Nothing is sent inside a request: an event owes a message, which is written
in the same transaction and delivered afterwards, once.

    owed → sending → sent → delivered
      ↑       │        └───→ bounced       it came back: a person phones or posts
      │       ├────→ owed again, later     the mail service was away
      │       ├────→ failed                it never will be taken: a person chooses another way
      │       └────→ unproven              we stopped between sending and noting it: a person looks
      └─────────────── settled             by a person: again, it arrived, or told in another way
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.identifiers import PartyId, RoleCode, StaffId
from chalicelib.domain.media import Medium
from chalicelib.domain.parties import COMPLAINANT, Channel, Party
from chalicelib.domain.recipients import Recipient as Recipient
from chalicelib.domain.recipients import RecipientKind as RecipientKind
from chalicelib.domain.recipients import to_handler_or as to_handler_or
from chalicelib.domain.recipients import to_party as to_party
from chalicelib.domain.recipients import to_rung_of_appeal as to_rung_of_appeal
from chalicelib.domain.recipients import to_rungs as to_rungs

if TYPE_CHECKING:
    from chalicelib.domain.case import Case

STREAM_GRACE = timedelta(minutes=2)
"""How long the stream has to deliver a message before the tick takes it up."""


class MessageKind(StrEnum):
    """Each kind has one template of the same name."""

    RECEIPT = "receipt"
    ALERT = "alert"
    ALARM = "alarm"
    ACKNOWLEDGEMENT = "acknowledgement"
    ASSIGNMENT = "assignment"
    REMINDER = "reminder"
    BREACH = "breach"
    ESCALATION = "escalation"
    INVITATION = "invitation"
    APPOINTMENT = "appointment"
    UNDELIVERED = "undelivered"
    NOTICE = "notice"
    DOCUMENT_STOPPED = "document_stopped"
    MAIL_ARRIVED = "mail_arrived"
    CODE = "code"
    IDENTITY_LOCKED = "identity_locked"
    PERSON_WROTE = "person_wrote"
    WRITTEN_TO = "written_to"
    RESPONSE = "response"
    LETTER_COPY = "letter_copy"
    EXTENSION = "extension"


class MessageState(StrEnum):
    """Where a message is on its way."""

    OWED = "owed"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    REPLACED = "replaced"
    FAILED = "failed"
    UNPROVEN = "unproven"
    TO_SEND = "to_send"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of one case. `key` is unique in the case; `cause` is the event that owes it.

    `look_again_at` is when the tick must look at it, unless it was finished by then.
    """

    key: str
    kind: MessageKind
    to: Recipient
    cause: int
    state: MessageState
    owed_at: datetime
    look_again_at: datetime | None
    attempts: int = 0
    provider_id: str = ""
    medium: Medium = Medium.EMAIL

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody must decide what to do about it."""
        return self.state in (MessageState.FAILED, MessageState.UNPROVEN, MessageState.BOUNCED)

    @property
    def is_unfinished(self) -> bool:
        """Whether the system still has something to do about it."""
        return self.state in (MessageState.OWED, MessageState.SENDING)

    @property
    def is_fresh(self) -> bool:
        """Owed and never tried: what the stream delivers. The tick does the rest."""
        return self.state is MessageState.OWED and self.attempts == 0

    def is_due(self, now: datetime) -> bool:
        """Whether the tick must look at it by now."""
        return self.look_again_at is not None and self.look_again_at <= now

    def is_overdue(self, now: datetime) -> bool:
        """Whether a claim has stood for longer than any sender takes."""
        return self.state is MessageState.SENDING and self.is_due(now)


def owed_message(
    event: Event, kind: MessageKind, to: Recipient, medium: Medium = Medium.EMAIL
) -> Message:
    """A new message. A notice of a clock has one key for ever, so that it can be owed only once. What
    does not go by mail waits, as a document that is ready, until a person says that it went.
    """
    mailed = medium is Medium.EMAIL
    return Message(
        key=f"{kind}.{_once(event)}" + ("" if mailed else f".{medium}"),
        kind=kind,
        to=to,
        cause=event.seq,
        state=MessageState.OWED if mailed else MessageState.TO_SEND,
        owed_at=event.at,
        look_again_at=event.at + STREAM_GRACE if mailed else None,
        medium=medium,
    )


def _once(event: Event) -> str:
    """What is owed only once: a milestone of a clock in one round of it, or else the event."""
    facts = event.facts
    if "milestone" not in facts:
        return str(event.seq)
    parts = (facts["clock"], facts["milestone"], facts.get("round", ""))
    return ".".join(part for part in parts if part)


def in_order(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Messages as they came to be owed; those of one event by their key."""
    return tuple(sorted(messages, key=lambda message: (message.cause, message.key)))


Addressee = Callable[["Case", Event, "Audience"], Recipient | None]


@dataclass(frozen=True, slots=True)
class Audience:
    """Who there is to write to: the case's parties, and roles. Told of everything that arrives; first
    to contact people; last to approve; taking over what is not settled: these three may be nobody.
    """

    parties: tuple[Party, ...]
    alerted_on_receipt: RoleCode
    first_contact: RoleCode | None = None
    approver: RoleCode | None = None
    takes_over: RoleCode | None = None


def _complainant_by_mail(case: Case, event: Event, audience: Audience) -> Recipient | None:
    mailable = (p for p in audience.parties if p.id == COMPLAINANT and p.can_be_mailed())
    return to_party(COMPLAINANT) if any(mailable) else None


def _acknowledged_by_mail(case: Case, event: Event, audience: Audience) -> Recipient | None:
    needs_a_mail = event.facts["how"] == Channel.EMAIL and "carried_by" not in event.facts
    return to_party(COMPLAINANT) if needs_a_mail else None


def _intake_role(case: Case, event: Event, audience: Audience) -> Recipient | None:
    return Recipient(RecipientKind.ROLE, audience.alerted_on_receipt)


def _new_handler(case: Case, event: Event, audience: Audience) -> Recipient | None:
    took_it_themselves = event.by.id == event.facts["handler"]
    return None if took_it_themselves else Recipient(RecipientKind.STAFF, event.facts["handler"])


def _clock_owner(case: Case, event: Event, audience: Audience) -> Recipient | None:
    person = event.facts.get("person")
    return to_handler_or(RoleCode(event.facts["owner"]), StaffId(person) if person else case.handler)


def _whose_diary(case: Case, event: Event, audience: Audience) -> Recipient | None:
    return Recipient(RecipientKind.STAFF, event.facts["person"])


def _missed_by_us(case: Case, event: Event, audience: Audience) -> Recipient | None:
    missed = event.facts["outcome"] == "we_missed_it"
    return _complainant_by_mail(case, event, audience) if missed else None


def _next_rungs(case: Case, event: Event, audience: Audience) -> Recipient | None:
    return to_rungs(event.facts["rungs"])


def _rung_of_appeal(case: Case, event: Event, audience: Audience) -> Recipient | None:
    return to_rung_of_appeal(event.facts["rung"])


def _who_can_send_otherwise(case: Case, event: Event, audience: Audience) -> Recipient | None:
    if event.facts["kind"] == MessageKind.UNDELIVERED:
        return None
    return to_handler_or(audience.alerted_on_receipt, case.handler)


def _office_manager(case: Case, event: Event, audience: Audience) -> Recipient | None:
    return Recipient(RecipientKind.ROLE, audience.first_contact or audience.alerted_on_receipt)


def _told_of_breach(case: Case, event: Event, audience: Audience) -> Recipient | None:
    told = {"6M": _approvers, "RESP": _who_takes_over}.get(event.facts["clock"])
    return told(case, event, audience) if told else None


def _who_takes_over(case: Case, event: Event, audience: Audience) -> Recipient | None:
    return Recipient(RecipientKind.ROLE, audience.takes_over) if audience.takes_over else None


def _who_hears_of_no(case: Case, event: Event, audience: Audience) -> Recipient | None:
    unhappy = event.facts["answer"] in ("refused", "refused_proceed")
    return _who_takes_over(case, event, audience) if unhappy else None


def _approvers(case: Case, event: Event, audience: Audience) -> Recipient | None:
    return Recipient(RecipientKind.ROLE, audience.approver) if audience.approver else None


def _action_owner(case: Case, event: Event, audience: Audience) -> Recipient | None:
    owner = event.facts["owner"]
    return None if owner == event.by.id else Recipient(RecipientKind.STAFF, owner)


def _handler_of_stopped(case: Case, event: Event, audience: Audience) -> Recipient | None:
    return None if event.facts["state"] == "safe" else _handler(case, event, audience)


def _who_answers_mail(case: Case, event: Event, audience: Audience) -> Recipient | None:
    # An answering machine is recorded and wakes nobody; a mail that was returned needs somebody. Of the
    # mail that a case was made of they hear with the case.
    if event.facts["machine"] == "absent" or event.facts.get("began"):
        return None
    return to_handler_or(audience.alerted_on_receipt, case.handler)


def _whoever_passed(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """The code of a check on the web, to the address that we hold; nothing to who may not be mailed."""
    passed = event.facts.get("party", "") if "asking" in event.facts else ""
    mailable = any(p.id == passed and p.can_be_mailed() for p in audience.parties)
    return to_party(PartyId(passed)) if mailable else None


def _whoever_is_written_to(case: Case, event: Event, audience: Audience) -> Recipient | None:
    return to_party(PartyId(event.facts["party"]))


def _whoever_is_answered(case: Case, event: Event, audience: Audience) -> Recipient | None:
    """Whoever complained, in each medium that the event names; nobody where it names none."""
    return to_party(COMPLAINANT) if event.facts.get("media") else None


def _whose_copy(case: Case, event: Event, audience: Audience) -> Recipient | None:
    staff = event.facts["staff"]
    return Recipient(RecipientKind.STAFF, staff) if staff else None


def _handler_of_locked(case: Case, event: Event, audience: Audience) -> Recipient | None:
    return _handler(case, event, audience) if "locked_until" in event.facts else None


def _handler(case: Case, event: Event, audience: Audience) -> Recipient | None:
    return to_handler_or(audience.alerted_on_receipt, case.handler)


OWES: Mapping[EventType, tuple[tuple[MessageKind, Addressee], ...]] = {
    EventType.CASE_RECEIVED: (
        (MessageKind.RECEIPT, _complainant_by_mail),
        (MessageKind.ALERT, _intake_role),
    ),
    EventType.ALARM_RAISED: ((MessageKind.ALARM, _intake_role),),
    EventType.ACK_SENT: ((MessageKind.ACKNOWLEDGEMENT, _acknowledged_by_mail),),
    EventType.LETTER_PREPARED: ((MessageKind.ACKNOWLEDGEMENT, lambda *_: to_party(COMPLAINANT)),),
    EventType.HANDLER_ASSIGNED: ((MessageKind.ASSIGNMENT, _new_handler),),
    EventType.CONCERN_PROMOTED: ((MessageKind.NOTICE, _intake_role),),
    EventType.RESTRICTION_PROPOSED: ((MessageKind.NOTICE, _intake_role),),
    EventType.URGENT_RAISED: ((MessageKind.NOTICE, _office_manager),),
    EventType.CONTACT_PASSED_ON: ((MessageKind.NOTICE, _office_manager),),
    EventType.LETTER_SUBMITTED: ((MessageKind.NOTICE, _approvers),),
    EventType.RESPONSE_SENT: ((MessageKind.RESPONSE, _whoever_is_answered),),
    EventType.CLOCK_EXTENDED: ((MessageKind.EXTENSION, _whoever_is_answered),),
    EventType.LETTER_COPIED: ((MessageKind.LETTER_COPY, _whose_copy),),
    EventType.ACTION_SET: ((MessageKind.NOTICE, _action_owner),),
    EventType.REMINDER_SENT: ((MessageKind.REMINDER, _clock_owner),),
    EventType.CLOCK_BREACHED: (
        (MessageKind.BREACH, _clock_owner),
        (MessageKind.NOTICE, _told_of_breach),
    ),
    EventType.PLAN_ACCEPTED: ((MessageKind.NOTICE, _who_hears_of_no),),
    EventType.PLAN_REFUSED: ((MessageKind.NOTICE, _who_hears_of_no),),
    EventType.CASE_REOPENED: ((MessageKind.NOTICE, _who_takes_over),),
    EventType.IDENTITY_CHECKED: (
        (MessageKind.CODE, _whoever_passed),
        (MessageKind.IDENTITY_LOCKED, _handler_of_locked),
    ),
    EventType.PERSON_WROTE: ((MessageKind.PERSON_WROTE, _handler),),
    EventType.PERSON_WRITTEN_TO: ((MessageKind.WRITTEN_TO, _whoever_is_written_to),),
    EventType.CLOCK_ESCALATED: ((MessageKind.ESCALATION, _next_rungs),),
    EventType.APPEAL_RAISED: ((MessageKind.NOTICE, _rung_of_appeal),),
    EventType.APPEAL_DECIDED: ((MessageKind.NOTICE, _handler),),
    EventType.CALLBACK_AGREED: ((MessageKind.INVITATION, _whose_diary),),
    EventType.APPOINTMENT_BOOKED: (
        (MessageKind.INVITATION, _whose_diary),
        (MessageKind.APPOINTMENT, _complainant_by_mail),
    ),
    EventType.APPOINTMENT_CANCELLED: (
        (MessageKind.INVITATION, _whose_diary),
        (MessageKind.APPOINTMENT, _complainant_by_mail),
    ),
    EventType.APPOINTMENT_ENDED: ((MessageKind.APPOINTMENT, _missed_by_us),),
    EventType.MESSAGE_FAILED: ((MessageKind.UNDELIVERED, _who_can_send_otherwise),),
    EventType.MESSAGE_UNPROVEN: ((MessageKind.UNDELIVERED, _who_can_send_otherwise),),
    EventType.DOCUMENT_CHECKED: ((MessageKind.DOCUMENT_STOPPED, _handler_of_stopped),),
    EventType.MAIL_RECEIVED: ((MessageKind.MAIL_ARRIVED, _who_answers_mail),),
    EventType.MESSAGE_BOUNCED: ((MessageKind.UNDELIVERED, _who_can_send_otherwise),),
    EventType.MESSAGE_COMPLAINED: ((MessageKind.UNDELIVERED, _who_can_send_otherwise),),
}
"""Which event owes which messages, and to whom (None: nobody this time)."""

SILENT: frozenset[EventType] = frozenset(
    {
        EventType.ACK_UNDELIVERED,  # the failed message that caused it tells its own story
        EventType.DOCUMENT_DISPATCHED,  # a person sent it
        EventType.DISCUSSION_OFFERED,  # made in person, or in the acknowledgement itself
        EventType.PERSON_CORRECTED,  # in the conversation in which they said so
        EventType.PERSON_TOLD,  # in the conversation itself
        EventType.CONTACT_PREFERRED,  # the person said so themselves; the case shows it
        *(EventType.DOCUMENT_RECEIVED, EventType.DOCUMENT_OPENED),
        *(EventType.DOCUMENT_RELEASED, EventType.DOCUMENT_DISCARDED),
        *(EventType.MESSAGE_SENT, EventType.MESSAGE_OWED_AGAIN),
        *(EventType.MESSAGE_CONFIRMED, EventType.MESSAGE_DELIVERED, EventType.MESSAGE_REPLACED),
        EventType.MESSAGE_DELAYED,  # it may still arrive; if it does not, it bounces
        # A date was moved: whoever moved it tells the person, in the letter that gives the reason.
        *(EventType.CLOCK_PAUSED, EventType.CLOCK_RESUMED, EventType.CLOCK_REVISED),
        # Staff did this themselves and tell the person by the channel that they chose.
        *(EventType.URGENT_MET, EventType.CASE_GRADED, EventType.TRIAGE_ANSWERED),
        *(EventType.TIME_LIMIT_DECIDED, EventType.ISSUES_LISTED, EventType.CASE_ASSESSED),
        *(EventType.INVESTIGATION_BEGUN, EventType.STAFF_NAMED, EventType.STAFF_LETTER_SHOWN),
        *(EventType.STAFF_SUPPORT_OFFERED, EventType.INTERVIEW_RECORDED),
        *(EventType.INVESTIGATION_CONSIDERED, EventType.ROOT_CAUSE_RECORDED),
        *(EventType.ISSUE_FOUND, EventType.FINDINGS_DRAFTED, EventType.DRAFT_SHARED),
        *(EventType.BREACH_EXPLAINED, EventType.OUTCOME_REPORTED, EventType.OMBUDSMAN_INVOLVED),
        *(EventType.OMBUDSMAN_DECIDED, EventType.RESTRICTION_APPLIED, EventType.RESTRICTION_LIFTED),
        *(EventType.SUBJECT_REQUEST_RECEIVED, EventType.SUBJECT_REQUEST_ANSWERED),
        *(EventType.DATA_COMPLAINT_RECEIVED, EventType.DATA_COMPLAINT_ACKNOWLEDGED),
        *(EventType.HOLD_PLACED, EventType.HOLD_ENDED, EventType.NOTE_ADDED),
        # No command records these yet, so that nobody can be owed anything for them: the clocks of
        # the policy packs are read from them, and the preview asks about them.
        *(EventType.CALLBACK_ENDED, EventType.CONCERN_RESOLVED, EventType.CONTACT_MADE),
        *(EventType.THIRD_PARTY_AWAITED, EventType.THIRD_PARTY_ANSWERED, EventType.PLAN_SENT),
        *(EventType.CONSENT_REQUESTED, EventType.CONSENT_GIVEN, EventType.CONSENT_REFUSED),
        *(EventType.SHARING_APPROVED, EventType.INFORMATION_SHARED),
        *(EventType.CONSENT_EXPIRED, EventType.CONSENT_WITHDRAWN, EventType.CONSENT_SUBSTITUTED),
        *(EventType.CONTRIBUTION_REQUESTED, EventType.CONTRIBUTION_RECEIVED),
        EventType.LETTER_DRAFTED,  # its author is at work; nobody is asked yet
        *(EventType.LETTER_APPROVED, EventType.LETTER_VOIDED, EventType.CASE_REVIEWED),
        *(EventType.ACTION_COMPLETED, EventType.ACTION_AUDITED, EventType.MEETING_MINUTED),
        *(EventType.MEETING_SCHEDULED, EventType.CASE_CLOSED, EventType.DISPOSAL_DECIDED),
        *(EventType.CASE_DECLINED, EventType.CASE_WITHDRAWN, EventType.CASE_TRANSFERRED),
        *(EventType.STAGE_ESCALATED, EventType.STAGE_REPLIED),
        *(EventType.DEADLINE_DOCUMENT_RECEIVED, EventType.DEADLINE_DOCUMENT_FORWARDED),
        *(EventType.DEADLINE_DOCUMENT_ACKNOWLEDGED, EventType.DEADLINE_DOCUMENT_ANSWERED),
        *(EventType.CHECKLIST_ISSUED, EventType.CHECKLIST_COMPLETED),
        *(EventType.INSTRUCTION_REQUESTED, EventType.INSTRUCTION_GIVEN),
        *(EventType.REGULATOR_ASKED, EventType.REGULATOR_ANSWERED),
        *(EventType.REPORT_CALLED_FOR, EventType.REPORT_GENERATED),
    }
)
"""The events that tell nobody, so that forgetting a message cannot pass for silence."""


def messages_owed(case: Case, events: Iterable[Event], audience: Audience) -> tuple[Message, ...]:
    """What these events owe, in their order."""
    return in_order(_each_owed(case, events, audience))


def _each_owed(case: Case, events: Iterable[Event], audience: Audience) -> Iterator[Message]:
    for event in events:
        for kind, addressee in OWES.get(event.type, ()):
            if to := addressee(case, event, audience):
                media = event.facts.get("media", [Medium.EMAIL])
                yield from (owed_message(event, kind, to, Medium(each)) for each in media)
