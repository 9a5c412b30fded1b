"""Which event owes which messages, and which events tell nobody. Every kind of event is in one of the
two tables: `OWES` or `SILENT`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from chalicelib.domain import addressees
from chalicelib.domain.addressees import Addressee, Audience
from chalicelib.domain.case import Case
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.happy_to_be_contacted import may_be_sent
from chalicelib.domain.media import Medium
from chalicelib.domain.messages import Message, MessageKind, in_order, owed_message
from chalicelib.domain.recipients import Recipient, RecipientKind, to_party

OWES: Mapping[EventType, tuple[tuple[MessageKind, Addressee], ...]] = {
    EventType.CASE_RECEIVED: (
        (MessageKind.RECEIPT, addressees.new_complainant_by_mail),
        (MessageKind.ALERT, addressees.role_of_what_is_new),
    ),
    EventType.ALARM_RAISED: ((MessageKind.ALARM, addressees.intake_role),),
    EventType.ACK_SENT: ((MessageKind.ACKNOWLEDGEMENT, addressees.acknowledged_by_mail),),
    EventType.RECORD_COPY_SETTLED: ((MessageKind.WRITTEN_RECORD, addressees.whoever_is_answered),),
    EventType.LETTER_PREPARED: (
        (MessageKind.ACKNOWLEDGEMENT, addressees.acknowledged_in_any_way),
        (MessageKind.RESPONSE, addressees.answered_in_any_way),
        (MessageKind.STAGE_REPLY, addressees.answered_at_a_stage),
    ),
    EventType.HANDLER_ASSIGNED: ((MessageKind.ASSIGNMENT, addressees.new_handler),),
    EventType.HANDLER_NUDGED: ((MessageKind.NOTICE, addressees.handler),),
    EventType.CONCERN_PROMOTED: ((MessageKind.NOTICE, addressees.intake_role),),
    EventType.RESTRICTION_PROPOSED: ((MessageKind.NOTICE, addressees.intake_role),),
    EventType.URGENT_RAISED: ((MessageKind.NOTICE, addressees.who_helps_at_once),),
    EventType.CONTACT_PASSED_ON: ((MessageKind.NOTICE, addressees.office_manager),),
    EventType.LETTER_SUBMITTED: ((MessageKind.NOTICE, addressees.approvers),),
    EventType.RESPONSE_SENT: ((MessageKind.RESPONSE, addressees.whoever_is_answered),),
    EventType.CLOCK_EXTENDED: ((MessageKind.EXTENSION, addressees.whoever_is_answered),),
    EventType.CONSENT_REQUESTED: ((MessageKind.CONSENT_QUESTION, addressees.patient_in_any_way),),
    EventType.CONSENT_GIVEN: ((MessageKind.NOTICE, addressees.handler_of_answer),),
    EventType.CONSENT_REFUSED: ((MessageKind.NOTICE, addressees.handler_of_answer),),
    EventType.CONSENT_WITHDRAWN: ((MessageKind.NOTICE, addressees.handler_of_answer),),
    EventType.CONTRIBUTION_REQUESTED: (
        (MessageKind.CONTRIBUTION_QUESTION, addressees.contributor_by_mail),
    ),
    EventType.CONTRIBUTION_LINK_RENEWED: (
        (MessageKind.CONTRIBUTION_QUESTION, addressees.contributor_by_mail),
    ),
    EventType.CONTRIBUTION_CODE_ASKED: (
        (MessageKind.CONTRIBUTION_CODE, addressees.contributor_by_mail),
    ),
    EventType.CONTRIBUTION_RECEIVED: ((MessageKind.NOTICE, addressees.handler_of_answer),),
    EventType.REPRESENTATIVE_REFUSED: ((MessageKind.CANNOT_DISCUSS, addressees.whoever_is_answered),),
    EventType.CASE_DECLINED: (
        (MessageKind.CANNOT_DISCUSS, addressees.whoever_may_be_told_nothing),
        (MessageKind.DECLINED, addressees.whoever_may_be_told),
    ),
    EventType.CASE_WITHDRAWN: ((MessageKind.WITHDRAWN, addressees.whoever_is_answered),),
    EventType.RESTRICTION_APPLIED: ((MessageKind.LIMITED, addressees.whoever_is_answered),),
    EventType.OMBUDSMAN_INVOLVED: ((MessageKind.NOTICE, addressees.approvers),),
    EventType.CASE_TRANSFERRED: ((MessageKind.TRANSFERRED, addressees.whoever_is_answered),),
    EventType.CASE_ASSESSED: ((MessageKind.NOTICE, addressees.who_plans),),
    EventType.PLAN_SENT: (
        (MessageKind.PLAN, addressees.whoever_is_answered),
        (MessageKind.NOTICE, addressees.partner_on_the_plan),
    ),
    EventType.CASE_LINKED: ((MessageKind.SPLIT, addressees.whoever_is_answered),),
    EventType.BREACH_EXPLAINED: ((MessageKind.LATE, addressees.whoever_is_answered),),
    EventType.OUTCOME_REPORTED: ((MessageKind.OUTCOME, addressees.whoever_is_answered),),
    EventType.STAGE_REPLIED: ((MessageKind.STAGE_REPLY, addressees.whoever_is_answered),),
    EventType.STAGE_ESCALATED: ((MessageKind.NEXT_STAGE, addressees.complainant_by_mail),),
    EventType.SURVEY_DECIDED: (
        (MessageKind.SURVEY, addressees.whoever_is_answered),
        (MessageKind.NOTICE, addressees.who_posts_it),
    ),
    EventType.SURVEY_REMINDED: ((MessageKind.SURVEY_REMINDER, addressees.whoever_is_answered),),
    EventType.LETTER_COPIED: ((MessageKind.LETTER_COPY, addressees.whose_copy),),
    EventType.STAFF_TOLD: ((MessageKind.STAFF_PAPER, addressees.whose_copy),),
    EventType.STAFF_COMMENTED: ((MessageKind.NOTICE, addressees.handler),),
    EventType.ACTION_SET: ((MessageKind.NOTICE, addressees.action_owner),),
    EventType.REMINDER_SENT: (
        (MessageKind.REMINDER, addressees.clock_owner),
        (MessageKind.CONSENT_QUESTION, addressees.patient_to_chase),
        (MessageKind.CONTRIBUTION_QUESTION, addressees.contributor_to_chase),
    ),
    EventType.CLOCK_BREACHED: (
        (MessageKind.BREACH, addressees.clock_owner),
        (MessageKind.NOTICE, addressees.told_of_breach),
    ),
    EventType.PLAN_ACCEPTED: (
        (MessageKind.NOTICE, addressees.who_hears_of_no),
        (MessageKind.DATE_SET, addressees.whoever_is_answered),
    ),
    EventType.PLAN_REFUSED: ((MessageKind.NOTICE, addressees.who_hears_of_no),),
    EventType.CASE_REOPENED: ((MessageKind.NOTICE, addressees.who_takes_over),),
    EventType.IDENTITY_CHECKED: (
        (MessageKind.CODE, addressees.whoever_passed),
        (MessageKind.IDENTITY_LOCKED, addressees.handler_of_locked),
    ),
    EventType.PERSON_WROTE: ((MessageKind.PERSON_WROTE, addressees.handler),),
    EventType.PERSON_WRITTEN_TO: ((MessageKind.WRITTEN_TO, addressees.whoever_is_written_to),),
    EventType.CLOCK_ESCALATED: ((MessageKind.ESCALATION, addressees.next_rungs),),
    EventType.APPEAL_RAISED: ((MessageKind.NOTICE, addressees.rung_of_appeal),),
    EventType.DEADLINE_DOCUMENT_RECEIVED: ((MessageKind.NOTICE, addressees.on_call),),
    EventType.CLAIM_OPENED: ((MessageKind.NOTICE, addressees.handler),),
    EventType.CLAIM_NOTIFIED: ((MessageKind.NOTICE, addressees.handler),),
    EventType.CLAIM_MEMBER_TOLD: ((MessageKind.NOTICE, addressees.contact_of_member),),
    EventType.CLAIM_MEMBER_HEARD: ((MessageKind.NOTICE, addressees.handler_of_concern),),
    EventType.CLAIM_HIGH_PROFILE: ((MessageKind.NOTICE, addressees.approvers),),
    EventType.CLAIM_INVESTIGATED: ((MessageKind.NOTICE, addressees.lawyers),),
    EventType.ADMISSION_AUTHORISED: ((MessageKind.NOTICE, addressees.lawyers),),
    EventType.ADMISSION_REVOKED: ((MessageKind.NOTICE, addressees.claims_team),),
    EventType.CLAIM_LEARNT: ((MessageKind.NOTICE, addressees.who_learns),),
    EventType.CLAIM_CLOSED: ((MessageKind.NOTICE, addressees.who_learns),),
    EventType.CLAIM_STAFF_TOLD: ((MessageKind.NOTICE, addressees.staff_of_claim),),
    EventType.INSTRUCTION_REQUESTED: ((MessageKind.NOTICE, addressees.who_instructs),),
    EventType.INSTRUCTION_GIVEN: ((MessageKind.NOTICE, addressees.handler),),
    EventType.APPEAL_DECIDED: ((MessageKind.NOTICE, addressees.handler),),
    EventType.MEETING_SCHEDULED: ((MessageKind.INVITATION, addressees.handler),),
    EventType.MEETING_CANCELLED: ((MessageKind.INVITATION, addressees.handler),),
    EventType.CALLBACK_AGREED: ((MessageKind.INVITATION, addressees.whose_diary),),
    EventType.APPOINTMENT_BOOKED: (
        (MessageKind.INVITATION, addressees.whose_diary),
        (MessageKind.APPOINTMENT, addressees.complainant_by_mail),
    ),
    EventType.APPOINTMENT_CANCELLED: (
        (MessageKind.INVITATION, addressees.whose_diary),
        (MessageKind.APPOINTMENT, addressees.complainant_by_mail),
    ),
    EventType.APPOINTMENT_ENDED: (
        (MessageKind.APPOINTMENT, addressees.nobody_was_met),
        (MessageKind.NOTICE, addressees.handler_of_who_stays_away),
    ),
    EventType.MESSAGE_FAILED: ((MessageKind.UNDELIVERED, addressees.who_can_send_otherwise),),
    EventType.MESSAGE_UNPROVEN: ((MessageKind.UNDELIVERED, addressees.who_can_send_otherwise),),
    EventType.DOCUMENT_CHECKED: ((MessageKind.DOCUMENT_STOPPED, addressees.handler_of_stopped),),
    EventType.MAIL_RECEIVED: ((MessageKind.MAIL_ARRIVED, addressees.who_answers_mail),),
    EventType.MESSAGE_BOUNCED: ((MessageKind.UNDELIVERED, addressees.who_can_send_otherwise),),
    EventType.MESSAGE_COMPLAINED: ((MessageKind.UNDELIVERED, addressees.who_can_send_otherwise),),
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
        EventType.DAYS_DECLARED,  # a reminder comes on another day
        # Staff did this themselves and tell the person by the channel that they chose.
        *(
            EventType.ALARM_SETTLED,
            EventType.URGENT_MET,
            EventType.CASE_GRADED,
            EventType.TRIAGE_ANSWERED,
        ),
        *(EventType.TIME_LIMIT_DECIDED, EventType.ISSUES_LISTED),
        *(EventType.INVESTIGATION_BEGUN, EventType.STAFF_NAMED, EventType.STAFF_LETTER_SHOWN),
        *(EventType.STAFF_SUPPORT_OFFERED, EventType.INTERVIEW_RECORDED),
        EventType.MANAGEMENT_REFERRED,
        *(EventType.INVESTIGATION_CONSIDERED, EventType.ROOT_CAUSE_RECORDED),
        *(EventType.ISSUE_FOUND, EventType.FINDINGS_DRAFTED, EventType.DRAFT_SHARED),
        *(EventType.OMBUDSMAN_ANSWERED, EventType.OMBUDSMAN_DECIDED, EventType.RESTRICTION_LIFTED),
        *(EventType.SUBJECT_REQUEST_RECEIVED, EventType.SUBJECT_REQUEST_ANSWERED),
        *(EventType.DATA_COMPLAINT_RECEIVED, EventType.DATA_COMPLAINT_ACKNOWLEDGED),
        EventType.DATA_COMPLAINT_ANSWERED,  # staff record what the person was told
        *(EventType.HOLD_PLACED, EventType.HOLD_ENDED, EventType.NOTE_ADDED),
        EventType.DEED_UNDONE,  # nobody had heard of it
        *(EventType.ERASURE_ORDERED, EventType.ERASURE_DONE),
        *(EventType.COPY_ORDERED, EventType.COPY_MADE, EventType.COPY_OPENED),
        EventType.COPY_DRAWN,
        # The case page shows it to whoever works on it, and nobody outside may know.
        *(EventType.CASES_ALIKE, EventType.CASES_UNLIKE),
        EventType.CASE_SPLIT,  # the new case tells the person, and whoever hears of everything
        *(EventType.ACCESS_RESTRICTED, EventType.ACCESS_OPENED, EventType.CASE_READ),
        EventType.SURVEY_STOPPED,  # they said so; the next mail of this kind would be the wrong answer
        # No command records these yet, so that nobody can be owed anything for them: the clocks of
        # the policy packs are read from them, and the preview asks about them.
        *(EventType.CALLBACK_ENDED, EventType.CONCERN_RESOLVED, EventType.CONTACT_MADE),
        *(EventType.THIRD_PARTY_AWAITED, EventType.THIRD_PARTY_ANSWERED),
        # Agreed with both sides in conversation; the mediator writes to them.
        *(EventType.MEDIATION_PROPOSED, EventType.MEDIATION_ANSWERED),
        *(EventType.MEDIATION_BEGUN, EventType.MEDIATION_ENDED),
        # Agreed between people; nothing goes to an organisation before it is asked for its part.
        *(EventType.ORGANISATION_INVOLVED, EventType.LEAD_CONFIRMED, EventType.COMMISSIONER_CHECKED),
        *(EventType.SHARING_APPROVED, EventType.INFORMATION_SHARED),
        *(EventType.CONSENT_EXPIRED, EventType.CONSENT_SUBSTITUTED),
        EventType.CONTRIBUTION_LINK_REVOKED,  # the link opens nothing: that is all they may know
        EventType.LETTER_SET,  # the task to send it stands already
        EventType.COPY_HANDED,  # in person
        # Agreed between the two; the page of the letter shows it.
        *(EventType.SIGNING_DELEGATED, EventType.SIGNING_TAKEN_BACK),
        EventType.LETTER_DRAFTED,  # its author is at work; nobody is asked yet
        *(EventType.LETTER_APPROVED, EventType.LETTER_VOIDED, EventType.CASE_REVIEWED),
        *(EventType.ACTION_COMPLETED, EventType.ACTION_AUDITED, EventType.MEETING_MINUTED),
        *(EventType.CASE_CLOSED, EventType.DISPOSAL_DECIDED),
        EventType.DEADLINE_DOCUMENT_FORWARDED,
        *(EventType.DEADLINE_DOCUMENT_ACKNOWLEDGED, EventType.DEADLINE_DOCUMENT_ANSWERED),
        *(EventType.CHECKLIST_ISSUED, EventType.CHECKLIST_ANSWERED, EventType.CHECKLIST_COMPLETED),
        # What the members hear of a claim is an event of its own for each contact.
        *(EventType.CLAIM_MEMBER_JOINED, EventType.CLAIM_CONTACT_NAMED, EventType.CLAIM_COVER_DECIDED),
        *(EventType.CLAIM_NOMINATED, EventType.CLAIM_REPORTED, EventType.CLAIM_ASSESSED),
        *(EventType.CLAIM_REPUDIATED, EventType.ADMISSION_RECOMMENDED, EventType.ADMISSION_SERVED),
        *(EventType.CLAIM_OFFERED, EventType.CLAIM_SETTLED, EventType.CLAIM_APPORTIONED),
        *(EventType.CLAIM_OWN_EXPENSE, EventType.CLAIM_DEFENDED, EventType.CLAIM_CONCLUDED),
        EventType.CLAIM_ROUTES_CONSIDERED,
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
            to = addressee(case, event, audience)
            if to and _is_wanted(kind, to, audience):
                yield from (owed_message(event, kind, to, each) for each in _media(event, to))


def _is_wanted(kind: MessageKind, to: Recipient, audience: Audience) -> bool:
    """Whether whoever it is for wants to be contacted, or must get it (S2-75)."""
    people = (each for each in audience.parties if to == to_party(each.id))
    return all(may_be_sent(kind, each) for each in people)


def _media(event: Event, to: Recipient) -> tuple[Medium, ...]:
    """The versions that an event names are for people of the case: staff read mail."""
    named = event.facts.get("media") if to.kind is RecipientKind.PARTY else None
    return (Medium.EMAIL,) if named is None else tuple(map(Medium, named))
