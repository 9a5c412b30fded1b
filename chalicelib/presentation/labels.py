"""What staff read for each code: one row for each value, so that a new value without words fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.calls import CallOutcome, Means, MeetingOutcome
from chalicelib.domain.casework import Failure, Settlement
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.events import EventType
from chalicelib.domain.feedback import Reason
from chalicelib.domain.following import About, Rhythm
from chalicelib.domain.identity.checks import CheckChannel
from chalicelib.domain.identity.forms import Item
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

CHECK_CHANNELS: Mapping[CheckChannel, str] = {
    CheckChannel.THEY_RANG: "They rang us",
    CheckChannel.WE_RANG: "We rang them",
    CheckChannel.IN_PERSON: "They are here",
    CheckChannel.WEB: "On the page to follow a complaint",
}

IDENTITY_ITEMS: Mapping[Item, str] = {
    Item.REFERENCE: "Reference",
    Item.FULL_NAME: "Full name",
    Item.MEMBERSHIP_NUMBER: "Membership number",
    Item.NHS_NUMBER: "NHS number",
    Item.DATE_OF_BIRTH: "Date of birth",
    Item.ADDRESS: "First line of the address, with the postcode",
    Item.EMAIL: "Email address",
    Item.TELEPHONE: "Telephone or mobile number",
}

WRITTEN_ABOUT: Mapping[About, str] = {
    About.MESSAGE: "A message",
    About.PLAN: "About the plan",
    About.NEXT_STAGE: "Asks for the next stage",
    About.WITHDRAWAL: "Wants to withdraw the complaint",
}

RHYTHMS: Mapping[Rhythm, str] = {
    Rhythm.NEWS_ONLY: "only when there is something new",
    Rhythm.WEEKLY: "every week",
    Rhythm.MONTHLY: "every month",
}

CALL_OUTCOMES: Mapping[CallOutcome, str] = {
    CallOutcome.SPOKEN: "I spoke with them",
    CallOutcome.NO_ANSWER: "Nobody answered",
    CallOutcome.VOICEMAIL: "I left my name and number with a machine",
}

MEANS: Mapping[Means, str] = {
    Means.TELEPHONE: "By telephone",
    Means.IN_PERSON: "Face to face",
    Means.VIDEO: "By video",
}

MEETING_OUTCOMES: Mapping[MeetingOutcome, str] = {
    MeetingOutcome.HELD: "It took place",
    MeetingOutcome.THEY_DID_NOT_COME: "They did not come or answer",
    MeetingOutcome.WE_MISSED_IT: "We missed it",
}

STATES: Mapping[State, Tag] = {
    State.LOGGED: Tag("Logged", "grey"),
    State.RECEIVED: Tag("Not acknowledged yet", "blue"),
    State.ACKNOWLEDGED: Tag("Acknowledged", "green"),
    State.URGENT_HOLD: Tag("Medical need first", "red"),
    State.WITH_OFFICE_MANAGER: Tag("With the office manager", "blue"),
    State.CALLBACK_AGREED: Tag("Call back agreed", "blue"),
    State.RESOLVED_INFORMALLY: Tag("Settled informally", "grey"),
    State.ASSESSED: Tag("Assessed", "blue"),
    State.PLAN_AGREED: Tag("Plan agreed", "blue"),
    State.INVESTIGATING: Tag("Being looked into", "blue"),
    State.FINDINGS_DRAFTED: Tag("Findings together", "blue"),
    State.SHARED_WITH_STAFF: Tag("Shared with staff", "blue"),
    State.AWAITING_SIGNOFF: Tag("Waiting to be signed off", "purple"),
    State.RESPONDED: Tag("Answered", "green"),
    State.ACTIONS_OPEN: Tag("Answered, actions open", "yellow"),
    State.CLOSED: Tag("Closed", "grey"),
    State.REOPENED: Tag("Open again", "orange"),
    State.ON_OMBUDSMAN: Tag("With the ombudsman", "purple"),
    State.DECLINED: Tag("Not investigated", "grey"),
    State.WITHDRAWN: Tag("Withdrawn", "grey"),
    State.TRANSFERRED: Tag("With another organisation", "grey"),
}

NEXT_STEPS: Mapping[NextStep, str] = {
    NextStep.SETTLE_MESSAGE: "Decide about a message that did not arrive",
    NextStep.SEND_DOCUMENT: "Send the document that is ready",
    NextStep.ACKNOWLEDGE_AND_OFFER: "Acknowledge and offer to discuss",
    NextStep.ACKNOWLEDGE: "Acknowledge",
    NextStep.OFFER_DISCUSSION: "Offer to discuss",
    NextStep.ASSIGN_HANDLER: "Give it to a handler",
    NextStep.MAKE_GOOD: "Agree another time for the appointment that we missed",
    NextStep.SEE_TO_WITHDRAWAL: "See to their wish to withdraw",
    NextStep.ANSWER_WISH: "Answer their wish for the next stage",
    NextStep.ANSWER_REQUEST: "Answer the request about personal details",
    NextStep.ACKNOWLEDGE_DATA_COMPLAINT: "Acknowledge the complaint about personal details",
    NextStep.LOOK_INTO: "Look into it",
    NextStep.MEET_URGENT: "See to the medical need",
    NextStep.EXPLAIN_BREACH: "Explain in writing why there is no response yet",
    NextStep.CALL_BACK: "Call back",
    NextStep.GRADE: "Say how grave it is",
    NextStep.TRIAGE: "Answer about other procedures",
    NextStep.LIST_ISSUES: "List the issues",
    NextStep.ASSESS: "Assess the complaint",
    NextStep.SEND_PLAN: "Send the plan",
    NextStep.HEAR_ABOUT_PLAN: "Hear what they say of the plan",
    NextStep.BEGIN_INVESTIGATION: "Begin the investigation",
    NextStep.FIND: "Find out about each issue",
    NextStep.CONSIDER: "Answer the nine questions",
    NextStep.DRAFT_FINDINGS: "Put the findings together",
    NextStep.SHARE_FINDINGS: "Share the findings with staff",
    NextStep.SUBMIT_LETTER: "Write the letter",
    NextStep.SIGN_OFF: "Sign off the letter",
    NextStep.SEND: "Send the response",
    NextStep.COMPLETE_ACTIONS: "Do what was promised",
    NextStep.REPORT_OUTCOME: "Tell the person what changed",
    NextStep.MINUTE: "Minute the outcome",
    NextStep.CLOSE: "Close the case",
    NextStep.AWAIT_OMBUDSMAN: "Wait for the ombudsman",
    NextStep.NOTHING: "Nothing more to do",
}

ACTIONS: Mapping[Action, str] = {
    Action.LIST_CASES: "See the list of cases",
    Action.READ_CASE: "Read the case",
    Action.OPEN_CASE: "Record a contact",
    Action.ADD_DOCUMENT: "Add a document",
    Action.OPEN_DOCUMENT: "Open a document",
    Action.TRIAGE_MAIL: "Look after the inbox",
    Action.CHECK_CALLER: "Check who is calling",
    Action.ARRANGE_OWN: "Say when you are away, and who acts for you",
    Action.ARRANGE_OTHERS: "Say when others are away, and who acts for them",
    Action.PREVIEW_POLICY: "See what a new version would change",
    Action.PUBLISH_POLICY: "Make a new version live",
    Action.CHANGE_ORGANISATION: "Change the organisation’s details",
}
"""What can be done without a form of its own; every other action is called by its form's title."""

MESSAGE_KINDS: Mapping[MessageKind, str] = {
    MessageKind.RECEIPT: "Receipt",
    MessageKind.ALERT: "Alert about a new contact",
    MessageKind.ALARM: "Alarm: somebody may be in danger",
    MessageKind.ACKNOWLEDGEMENT: "Acknowledgement",
    MessageKind.ASSIGNMENT: "Notice of a new case to the handler",
    MessageKind.REMINDER: "Reminder",
    MessageKind.BREACH: "Notice of a missed date",
    MessageKind.ESCALATION: "Notice to the next person responsible",
    MessageKind.INVITATION: "Calendar entry",
    MessageKind.APPOINTMENT: "Mail about an appointment",
    MessageKind.UNDELIVERED: "Notice of an undelivered message",
    MessageKind.NOTICE: "Notice to staff",
    MessageKind.DOCUMENT_STOPPED: "Notice of a document that was stopped",
    MessageKind.MAIL_ARRIVED: "Notice of a mail that came in",
    MessageKind.CODE: "Code to follow the complaint",
    MessageKind.IDENTITY_LOCKED: "Notice that identity checks are locked",
    MessageKind.PERSON_WROTE: "Notice that the person wrote",
    MessageKind.WRITTEN_TO: "Notice that we wrote on their page",
    MessageKind.RESPONSE: "Notice of the response",
    MessageKind.LETTER_COPY: "Notice of a copy of the response",
    MessageKind.EXTENSION: "Letter about the new date",
}

MESSAGE_STATES: Mapping[MessageState, Tag] = {
    MessageState.OWED: Tag("Waiting to go", "blue"),
    MessageState.SENDING: Tag("Going now", "blue"),
    MessageState.SENT: Tag("Sent", "green"),
    MessageState.DELIVERED: Tag("Arrived", "green"),
    MessageState.BOUNCED: Tag("Came back", "red"),
    MessageState.REPLACED: Tag("Told in another way", "grey"),
    MessageState.FAILED: Tag("Not delivered", "red"),
    MessageState.UNPROVEN: Tag("Not known whether it went", "orange"),
    MessageState.TO_SEND: Tag("To be sent by a person", "yellow"),
}

FAILURES: Mapping[Failure, str] = {
    Failure.REFUSED: "The address refused it",
    Failure.UNAVAILABLE: "The mail service did not answer for several hours",
    Failure.NO_ADDRESS: "There is no address to which it may go",
    Failure.NO_CONSENT: "The patient has not agreed that this person is told anything",
    Failure.CONTACT_IN_DOUBT: "It names a body whose details nobody has checked for a "
    "year. Have them checked, then send it again",
}

REASONS: Mapping[Reason, str] = {
    Reason.NO_SUCH_ADDRESS: "There is no such address",
    Reason.SUPPRESSED: "It was not sent: the address sent earlier mail back or refused it",
    Reason.MAILBOX_FULL: "The mailbox is full",
    Reason.TOO_LARGE: "It was too large for the mailbox",
    Reason.CONTENT: "What it holds was refused",
    Reason.UNKNOWN: "No reason was given",
}
"""Why a mail came back or is late."""

SETTLEMENTS: Mapping[Settlement, str] = {
    Settlement.SEND_AGAIN: "Send it again",
    Settlement.IT_ARRIVED: "They have it already",
    Settlement.TOLD_OTHERWISE: "I told them by phone or post",
}
"""What can be decided about a message that did not arrive."""

EVENTS: Mapping[EventType, str] = {
    EventType.CASE_RECEIVED: "Received",
    EventType.ACK_SENT: "Acknowledged",
    EventType.ACK_UNDELIVERED: "The acknowledgement did not arrive: it does not count",
    EventType.DISCUSSION_OFFERED: "Discussion offered",
    EventType.HANDLER_ASSIGNED: "Given to a handler",
    EventType.ALARM_RAISED: "Alarm: what they wrote may not wait",
    EventType.LETTER_PREPARED: "Letter prepared",
    EventType.DOCUMENT_DISPATCHED: "Document sent",
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
    EventType.URGENT_RAISED: "Medical need first",
    EventType.URGENT_MET: "Medical need met",
    EventType.CONTACT_PASSED_ON: "Passed to the office manager",
    EventType.CASE_GRADED: "Level set",
    EventType.TRIAGE_ANSWERED: "Other procedures considered",
    EventType.TIME_LIMIT_DECIDED: "Time limit decided",
    EventType.ISSUES_LISTED: "Issues listed",
    EventType.CASE_ASSESSED: "Assessed",
    EventType.PLAN_REFUSED: "Plan not accepted",
    EventType.INVESTIGATION_BEGUN: "Investigation begun",
    EventType.STAFF_NAMED: "Staff named",
    EventType.STAFF_LETTER_SHOWN: "Complaint shown to staff",
    EventType.STAFF_SUPPORT_OFFERED: "Support offered to staff",
    EventType.INTERVIEW_RECORDED: "Account of staff",
    EventType.INVESTIGATION_CONSIDERED: "Nine questions answered",
    EventType.ROOT_CAUSE_RECORDED: "Root cause",
    EventType.ISSUE_FOUND: "Finding",
    EventType.FINDINGS_DRAFTED: "Findings put together",
    EventType.DRAFT_SHARED: "Findings shared with staff",
    EventType.BREACH_EXPLAINED: "Reason for the delay sent",
    EventType.OUTCOME_REPORTED: "Person told what changed",
    EventType.OMBUDSMAN_INVOLVED: "Ombudsman looks at it",
    EventType.OMBUDSMAN_DECIDED: "Ombudsman decided",
    EventType.RESTRICTION_PROPOSED: "Limits on contact proposed",
    EventType.RESTRICTION_APPLIED: "Contact limited",
    EventType.RESTRICTION_LIFTED: "Limits on contact ended",
    EventType.MESSAGE_DELIVERED: "Message arrived at the mailbox",
    EventType.MESSAGE_BOUNCED: "Message came back: phone or post today",
    EventType.MESSAGE_COMPLAINED: "Message marked as unwanted: phone or post from now on",
    EventType.MESSAGE_DELAYED: "Message delayed on the way",
    EventType.MAIL_RECEIVED: "Email came in",
    EventType.MESSAGE_REPLACED: "Told in another way than by this message",
    EventType.IDENTITY_CHECKED: "Identity check",
    EventType.PERSON_TOLD: "Told the person",
    EventType.PERSON_WROTE: "The person wrote",
    EventType.PERSON_WRITTEN_TO: "Written to the person",
    EventType.CONTACT_PREFERRED: "How to keep in touch",
    EventType.PERSON_CORRECTED: "Details corrected",
    EventType.CALLBACK_AGREED: "Call back agreed",
    EventType.CALLBACK_ENDED: "Called back",
    EventType.APPOINTMENT_BOOKED: "Appointment agreed",
    EventType.APPOINTMENT_CANCELLED: "Appointment cancelled",
    EventType.APPOINTMENT_ENDED: "Appointment ended",
    EventType.CONCERN_RESOLVED: "Concern resolved",
    EventType.CONCERN_PROMOTED: "Concern became a complaint",
    EventType.CONTACT_MADE: "In touch with the person",
    EventType.THIRD_PARTY_AWAITED: "Waiting for somebody else",
    EventType.THIRD_PARTY_ANSWERED: "Answer of somebody else",
    EventType.CONSENT_REQUESTED: "Consent asked for",
    EventType.CONSENT_GIVEN: "Consent given",
    EventType.CONSENT_REFUSED: "Consent refused",
    EventType.CONSENT_EXPIRED: "No consent: the patient did not answer",
    EventType.CONSENT_WITHDRAWN: "Consent taken back",
    EventType.SHARING_APPROVED: "Sharing approved in the public interest",
    EventType.INFORMATION_SHARED: "Shared with others",
    EventType.CONSENT_SUBSTITUTED: "Decided for a patient who cannot be asked",
    EventType.PLAN_SENT: "Plan sent",
    EventType.PLAN_ACCEPTED: "Plan agreed",
    EventType.CONTRIBUTION_REQUESTED: "Contribution asked for",
    EventType.CONTRIBUTION_RECEIVED: "Contribution received",
    EventType.LETTER_DRAFTED: "Version of the letter saved",
    EventType.LETTER_COPIED: "Copy of the letter given",
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
    EventType.HOLD_PLACED: "Placed on legal hold",
    EventType.HOLD_ENDED: "Legal hold ended",
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
    EventType.DOCUMENT_RECEIVED: "Document added",
    EventType.DOCUMENT_CHECKED: "Document checked",
    EventType.DOCUMENT_OPENED: "Document opened",
    EventType.DOCUMENT_RELEASED: "Document allowed",
    EventType.DOCUMENT_DISCARDED: "Document deleted",
}
