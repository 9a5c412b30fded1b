"""What staff read for each code: one row for each value, so that a new value without words fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.casework import Failure
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.events import EventType
from chalicelib.domain.messages import MessageKind, MessageState
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Action
from chalicelib.domain.states import State
from chalicelib.domain.workflow import NextStep


@dataclass(frozen=True, slots=True)
class Tag:
    """A few words with a colour. The words say it all: the colour only helps to find them."""

    text: str
    colour: str = "grey"


CONTACT_TYPES: Mapping[ContactType, str] = {
    ContactType.COMPLAINT: "Complaint",
    ContactType.CONCERN: "Concern",
    ContactType.QUERY: "Question",
    ContactType.COMMENT: "Comment",
    ContactType.IDEA: "Idea",
    ContactType.COMPLIMENT: "Compliment",
}
"""In the order in which staff are offered them."""

RECEIVED_VIA: Mapping[ReceivedVia, str] = {
    ReceivedVia.PHONE: "By telephone",
    ReceivedVia.IN_PERSON: "In person",
    ReceivedVia.LETTER: "By letter",
    ReceivedVia.EMAIL: "By email",
    ReceivedVia.WEB_FORM: "On the online form",
    ReceivedVia.SOCIAL_MEDIA: "On social media",
    ReceivedVia.FAX: "By fax",
    ReceivedVia.ADVOCATE: "Through an advocate",
    ReceivedVia.MP: "Through a Member of Parliament",
    ReceivedVia.COMMISSIONER: "Through the commissioner of services",
}

CHANNELS: Mapping[Channel, str] = {
    Channel.EMAIL: "Email",
    Channel.TELEPHONE: "Telephone",
    Channel.LETTER: "Letter",
    Channel.MEETING: "Meeting face to face",
}

STATES: Mapping[State, Tag] = {
    State.LOGGED: Tag("Logged", "grey"),
    State.RECEIVED: Tag("Not acknowledged yet", "blue"),
    State.ACKNOWLEDGED: Tag("Acknowledged", "green"),
}

NEXT_STEPS: Mapping[NextStep, str] = {
    NextStep.SETTLE_MESSAGE: "Decide about a message that did not arrive",
    NextStep.ACKNOWLEDGE_AND_OFFER: "Acknowledge and offer to discuss",
    NextStep.ACKNOWLEDGE: "Acknowledge",
    NextStep.OFFER_DISCUSSION: "Offer to discuss",
    NextStep.ASSIGN_HANDLER: "Give it to a handler",
    NextStep.LOOK_INTO: "Look into it",
}

ACTIONS: Mapping[Action, str] = {
    Action.LIST_CASES: "See the list of cases",
    Action.READ_CASE: "Read the case",
    Action.OPEN_CASE: "Record a contact",
    Action.ACKNOWLEDGE: "Acknowledge and offer to discuss",
    Action.ASSIGN: "Give it to a handler",
    Action.ADD_NOTE: "Add a note",
    Action.SETTLE_MESSAGE: "Decide about a message",
}

MESSAGE_KINDS: Mapping[MessageKind, str] = {
    MessageKind.RECEIPT: "Receipt",
    MessageKind.ALERT: "Alert about a new contact",
    MessageKind.ACKNOWLEDGEMENT: "Acknowledgement",
    MessageKind.ASSIGNMENT: "Notice of a new case to the handler",
    MessageKind.REMINDER: "Reminder",
    MessageKind.BREACH: "Notice of a missed date",
    MessageKind.ESCALATION: "Notice to the next person responsible",
    MessageKind.UNDELIVERED: "Notice of an undelivered message",
}

MESSAGE_STATES: Mapping[MessageState, Tag] = {
    MessageState.OWED: Tag("Waiting to go", "blue"),
    MessageState.SENDING: Tag("Going now", "blue"),
    MessageState.SENT: Tag("Sent", "green"),
    MessageState.FAILED: Tag("Not delivered", "red"),
    MessageState.UNPROVEN: Tag("Not known whether it went", "orange"),
}

FAILURES: Mapping[Failure, str] = {
    Failure.REFUSED: "The address refused it",
    Failure.UNAVAILABLE: "The mail service did not answer for several hours",
    Failure.NO_ADDRESS: "There is no address to which it may go",
}

EVENTS: Mapping[EventType, str] = {
    EventType.CASE_RECEIVED: "Received",
    EventType.ACK_SENT: "Acknowledged",
    EventType.ACK_UNDELIVERED: "The acknowledgement did not arrive: it does not count",
    EventType.DISCUSSION_OFFERED: "Discussion offered",
    EventType.HANDLER_ASSIGNED: "Given to a handler",
    EventType.NOTE_ADDED: "Note",
    EventType.REMINDER_SENT: "Reminder",
    EventType.CLOCK_BREACHED: "Date missed",
    EventType.CLOCK_ESCALATED: "Taken to the next person responsible",
    EventType.CLOCK_PAUSED: "Clock paused",
    EventType.CLOCK_RESUMED: "Clock resumed",
    EventType.CLOCK_EXTENDED: "Date extended",
    EventType.CLOCK_REVISED: "Date revised",
    EventType.MESSAGE_SENT: "Message sent",
    EventType.MESSAGE_FAILED: "Message not delivered",
    EventType.MESSAGE_UNPROVEN: "Not known whether a message went",
    EventType.MESSAGE_OWED_AGAIN: "Message to be sent again",
    EventType.MESSAGE_CONFIRMED: "Message confirmed as arrived",
    EventType.CALLBACK_AGREED: "Call back agreed",
    EventType.CALLBACK_ENDED: "Called back",
    EventType.CONCERN_RESOLVED: "Concern resolved",
    EventType.CONCERN_PROMOTED: "Concern became a complaint",
    EventType.CONTACT_MADE: "In touch with the person",
    EventType.THIRD_PARTY_AWAITED: "Waiting for somebody else",
    EventType.THIRD_PARTY_ANSWERED: "Answer of somebody else",
    EventType.CONSENT_REQUESTED: "Consent asked for",
    EventType.CONSENT_GIVEN: "Consent given",
    EventType.CONSENT_REFUSED: "Consent refused",
    EventType.PLAN_SENT: "Plan sent",
    EventType.PLAN_ACCEPTED: "Plan agreed",
    EventType.CONTRIBUTION_REQUESTED: "Contribution asked for",
    EventType.CONTRIBUTION_RECEIVED: "Contribution received",
    EventType.LETTER_SUBMITTED: "Letter put forward for approval",
    EventType.LETTER_APPROVED: "Letter approved",
    EventType.LETTER_VOIDED: "Approval of the letter withdrawn",
    EventType.RESPONSE_SENT: "Response sent",
    EventType.CASE_REVIEWED: "Case reviewed",
    EventType.ACTION_SET: "Action promised",
    EventType.ACTION_COMPLETED: "Action done",
    EventType.ACTION_AUDITED: "Action checked",
    EventType.MEETING_SCHEDULED: "Meeting set",
    EventType.MEETING_MINUTED: "Minuted",
    EventType.CASE_CLOSED: "Closed",
    EventType.CASE_REOPENED: "Opened again",
    EventType.CASE_DECLINED: "Declined",
    EventType.CASE_WITHDRAWN: "Withdrawn",
    EventType.CASE_TRANSFERRED: "Passed to another organisation",
    EventType.DISPOSAL_DECIDED: "Disposal decided",
    EventType.STAGE_ESCALATED: "Taken to the next stage",
    EventType.STAGE_REPLIED: "Reply at this stage",
    EventType.DEADLINE_DOCUMENT_RECEIVED: "Document with a deadline received",
    EventType.DEADLINE_DOCUMENT_FORWARDED: "Document with a deadline forwarded",
    EventType.DEADLINE_DOCUMENT_ACKNOWLEDGED: "Document with a deadline acknowledged",
    EventType.DEADLINE_DOCUMENT_ANSWERED: "Document with a deadline answered",
    EventType.CHECKLIST_ISSUED: "List of documents sent out",
    EventType.CHECKLIST_COMPLETED: "List of documents complete",
    EventType.INSTRUCTION_REQUESTED: "Instruction asked for",
    EventType.INSTRUCTION_GIVEN: "Instruction given",
    EventType.APPEAL_RAISED: "Appeal made",
    EventType.APPEAL_DECIDED: "Appeal decided",
    EventType.SUBJECT_REQUEST_RECEIVED: "Request for personal details received",
    EventType.SUBJECT_REQUEST_ANSWERED: "Request for personal details answered",
    EventType.DATA_COMPLAINT_RECEIVED: "Complaint about the use of personal details received",
    EventType.DATA_COMPLAINT_ACKNOWLEDGED: "Complaint about the use of personal details acknowledged",
    EventType.REGULATOR_ASKED: "Regulator asked for a summary",
    EventType.REGULATOR_ANSWERED: "Summary given to the regulator",
    EventType.REPORT_CALLED_FOR: "Report due",
    EventType.REPORT_GENERATED: "Report made",
}
