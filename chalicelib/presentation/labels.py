"""What staff read for each code: one row for each value, so that a new value without words fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.calls import CallOutcome, Left, Means, MeetingOutcome
from chalicelib.domain.casework import Failure, Settlement
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.feedback import Reason
from chalicelib.domain.following import About, Rhythm
from chalicelib.domain.identity.checks import CheckChannel
from chalicelib.domain.identity.forms import Item
from chalicelib.domain.messages import MessageKind, MessageState
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Action, PolicyPack
from chalicelib.domain.policy_scope import has_stages
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
    About.APPEAL: "Appeals",
    About.NOT_ANSWERED: "Says what was not answered, or is new",
}

RHYTHMS: Mapping[Rhythm, str] = {
    Rhythm.NEWS_ONLY: "only when there is something new",
    Rhythm.WEEKLY: "every week",
    Rhythm.MONTHLY: "every month",
}

CALL_OUTCOMES: Mapping[CallOutcome, str] = {
    CallOutcome.SPOKEN: "I spoke with them",
    CallOutcome.NO_ANSWER: "Nobody answered",
    CallOutcome.VOICEMAIL: "I reached a voicemail",
}

LEFT: Mapping[Left, str] = {
    Left.NAME_AND_NUMBER: "Only my name and my number",
    Left.NOTHING: "Nothing",
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

RECEIVED = Tag("Received", "blue")
"""Where complaints are answered stage by stage, the answer is what is owed first (S3-9)."""


def states_under(pack: PolicyPack) -> Mapping[State, Tag]:
    """The same for the cases of one policy: where nobody acknowledges, nothing waits for it."""
    return {**STATES, State.RECEIVED: RECEIVED} if has_stages(pack) else STATES


NEXT_STEPS: Mapping[NextStep, str] = {
    NextStep.SETTLE_ALARM: "See to the alarm: somebody may be in danger",
    NextStep.SETTLE_MESSAGE: "Decide about a message that did not arrive",
    NextStep.SEND_DOCUMENT: "Send the document that is ready",
    NextStep.ACKNOWLEDGE_AND_OFFER: "Acknowledge and offer to discuss",
    NextStep.ACKNOWLEDGE: "Acknowledge",
    NextStep.OFFER_DISCUSSION: "Offer to discuss",
    NextStep.ASSIGN_HANDLER: "Give it to a handler",
    NextStep.GIVE_RECORD: "See to their copy of what was written down",
    NextStep.MAKE_GOOD: "Agree another time for the appointment that we missed",
    NextStep.OFFER_ANOTHER_TIME: "Offer another time: they did not come",
    NextStep.ASK_HOW_TO_TALK: "Ask how to keep in touch: they did not come twice",
    NextStep.SEE_TO_WITHDRAWAL: "See to their wish to withdraw",
    NextStep.TAKE_CLAIM_FURTHER: "Take the claim further",
    NextStep.ANSWER_WISH: "Answer their wish for the next stage",
    NextStep.ANSWER_REQUEST: "Answer the request about personal details",
    NextStep.ACKNOWLEDGE_DATA_COMPLAINT: "Acknowledge the complaint about personal details",
    NextStep.ANSWER_DATA_COMPLAINT: "Answer the complaint about personal details",
    NextStep.ESCALATE: "Take it to the next stage, as they wish",
    NextStep.REPLY_AT_STAGE: "Reply at this stage",
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
    NextStep.FIND_CAUSE: "Find out why it happened",
    NextStep.MINUTE: "Minute the outcome",
    NextStep.CLOSE: "Close the case",
    NextStep.AWAIT_OMBUDSMAN: "Wait for the ombudsman",
    NextStep.NOTHING: "Nothing more to do",
}

ACTIONS: Mapping[Action, str] = {
    Action.LIST_CASES: "See the list of cases",
    Action.READ_CASE: "Read the case",
    Action.READ_UNCHECKED: "Read cases without a caller who was confirmed",
    Action.OPEN_CASE: "Record a contact",
    Action.ADD_DOCUMENT: "Add a document",
    Action.OPEN_DOCUMENT: "Open a document",
    Action.TRIAGE_MAIL: "Look after the inbox",
    Action.CHECK_CALLER: "Check who is calling",
    Action.ARRANGE_OWN: "Say when you are away, and who acts for you",
    Action.ARRANGE_OTHERS: "Say when others are away, and who acts for them",
    Action.READ_SURVEYS: "Read what people said in the survey",
    Action.READ_FIGURES: "Look at the figures",
    Action.PREVIEW_POLICY: "See what a new version would change",
    Action.PUBLISH_POLICY: "Make a new version live",
    Action.RECORD_REPORT: "Record what is owed each month and each year",
    Action.CHANGE_ORGANISATION: "Change the organisation’s details",
    Action.MANAGE_STAFF: "Manage staff and their access",
    Action.ENTER_RESTRICTED: "Open any restricted case",
    Action.READ_REGISTER: "Read who opened sensitive cases",
    Action.READ_OWN_COPY: "Read your own copy of a response",
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
    MessageKind.STAFF_PAPER: "Notice to staff whom it concerns",
    MessageKind.EXTENSION: "Letter about the new date",
    MessageKind.CONSENT_QUESTION: "Question to the patient",
    MessageKind.PLAN: "Letter with the plan",
    MessageKind.LATE: "Letter that says why there is no response yet",
    MessageKind.OUTCOME: "Letter that says what changed",
    MessageKind.DECLINED: "Letter that it is not investigated",
    MessageKind.TRANSFERRED: "Letter that it was passed on",
    MessageKind.WITHDRAWN: "Letter that it is withdrawn",
    MessageKind.LIMITED: "Letter that contact is limited",
    MessageKind.DATE_SET: "Letter with the date that we set",
    MessageKind.WRITTEN_RECORD: "Copy of the written record",
    MessageKind.SPLIT: "Letter that a part has a number of its own",
    MessageKind.CONTRIBUTION_QUESTION: "Questions to a contributor",
    MessageKind.CONTRIBUTION_CODE: "Code for a contributor",
    MessageKind.CANNOT_DISCUSS: "Letter that we cannot discuss it",
    MessageKind.STAGE_REPLY: "Reply at a stage",
    MessageKind.NEXT_STAGE: "Mail about the next stage",
    MessageKind.SURVEY: "Survey about how we handled it",
    MessageKind.SURVEY_REMINDER: "Reminder of the survey",
}

MESSAGE_STATES: Mapping[MessageState, Tag] = {
    MessageState.HELD: Tag("Waits while it can be undone", "blue"),
    MessageState.OWED: Tag("Waiting to go", "blue"),
    MessageState.SENDING: Tag("Going now", "blue"),
    MessageState.SENT: Tag("Sent", "green"),
    MessageState.DELIVERED: Tag("Arrived", "green"),
    MessageState.BOUNCED: Tag("Came back", "red"),
    MessageState.REPLACED: Tag("Told in another way", "grey"),
    MessageState.FAILED: Tag("Not delivered", "red"),
    MessageState.UNPROVEN: Tag("Not known whether it went", "orange"),
    MessageState.TO_SEND: Tag("To be sent by a person", "yellow"),
    MessageState.WITHDRAWN: Tag("Never sent: undone", "grey"),
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
