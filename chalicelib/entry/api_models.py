"""What programs send and get: the shapes of the JSON API. OpenAPI is made from these (`openapi`).

Times are RFC 3339 in UTC; a date is a civil date in London. Texts are as people typed them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.events import ActorKind, EventType
from chalicelib.domain.grading import Grade
from chalicelib.domain.media import Medium
from chalicelib.domain.messages import MessageKind, MessageState
from chalicelib.domain.needs import Format
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Action
from chalicelib.domain.representation import Basis, Standing
from chalicelib.domain.states import State
from chalicelib.domain.work_addresses import EmailKind
from chalicelib.domain.workflow import NextStep
from chalicelib.entry.api_people import PartyOut, RepresentationOut
from chalicelib.entry.clock_models import DeadlineOut
from chalicelib.entry.progress import Progress
from chalicelib.presentation.due import DueState


class Sent(BaseModel):
    """What a program sends. A field that we do not know is refused, so that a slip is not lost."""

    model_config = ConfigDict(extra="forbid")


class SignInIn(Sent):
    """A name and a password of the organisation's user pool, and the code of an authenticator app where
    one is asked for.
    """

    username: str
    password: str = Field(json_schema_extra={"format": "password"})
    code: str = ""


class SignOutIn(Sent):
    """Of the session whose token is presented, or of every session of its owner."""

    everywhere: bool = False


class SignedOutOut(BaseModel):
    """That the session does not stand any more."""

    signed_out: bool = True


class SessionOut(BaseModel):
    """Present the token as `Authorization: Bearer …`."""

    token: str
    expires_in: int = Field(description="Seconds")


class OnVersion(Sent):
    """A change to a case, decided by somebody who saw this version of it."""

    version: int = Field(ge=1, lt=1_000_000_000, description="The case's `version` when it was read")


class CaseIn(Sent):
    """A contact, with the field names of the public form."""

    key: str = Field("", description="The same for every resend; or send Idempotency-Key")
    mail: str = Field("", description="The mail of the inbox that it is made of, by its id")
    urgent_need: bool = Field(description="Does anybody need medical help now? (S2-65)")
    urgent_action: str = Field("", description="What was done about it; required if so")
    contact_type: ContactType
    received_via: ReceivedVia = Field(description="Not web_form: the form records itself")
    received_at: AwareDatetime | None = Field(None, description="When it reached us; null: now")
    late_reason: str = Field("", description="Required with received_at (S2-43)")
    subject: str = Field("", description="A code of the policy's subjects")
    what_happened: str
    happened_on: date | None = None
    happened_when: str = ""
    happened_where: str = ""
    who_was_involved: str = ""
    desired_outcome: str = ""
    handling_preferences: str = ""
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    date_of_birth: date | None = None
    email: str = ""
    email_kind: EmailKind | None = Field(
        None, description="What they chose once told that an employer may read it (S0-18)"
    )
    may_email: bool = Field(False, description="Express consent to email (regulation 15)")
    mobile: str = ""
    may_text: bool = Field(False, description="Consent to a code by text, to a UK mobile")
    may_contact: bool | None = Field(
        None, description="Whether they are happy to be contacted about this (S2-75); null: not asked"
    )
    landline: str = ""
    address: str = ""
    postcode: str = ""
    channels: tuple[Channel, ...] = Field((), description="Preferred ways, the best first")
    never: tuple[Channel, ...] = Field((), description="Ways that must not be used (S2-28)")
    language: str = Field("en", description="A language in which our texts exist (S2-29)")
    other_language: str = Field("", description="Any other language that letters must be in")
    formats: tuple[Format, ...] = Field((), description="How letters must be made (S2-29)")
    interpreter: str = ""
    support: str = Field("", description="Help and reasonable adjustments (S3-16)")
    standing: Standing = Field(Standing.SELF, description="For whom they speak (S2-2, S2-3)")
    basis: Basis | None = Field(None, description="What lets them speak for a patient (S2-22)")
    relationship: str = ""
    authority: str = Field("", description="What shows that they may")
    patient_title: str = ""
    patient_first_name: str = ""
    patient_last_name: str = ""
    patient_born: date | None = None
    patient_phone: str = ""
    patient_address: str = ""
    patient_postcode: str = ""
    patient_email: str = ""
    patient_nhs_number: str = ""
    nhs_number: str = ""
    service: str = Field("", description="The service that it is about (S2-69)")
    action_taken: str = Field("", description="What was done there and then")
    level: Grade | None = Field(None, description="The view of whoever took it, 1 to 4")
    read_back: bool = Field(False, description="What they said was read back to them (S2-63)")
    said_sorry: bool = Field(False, description="It admits nothing (S2-64)")
    callback_offered: bool | None = Field(None, description="Required of a call (S2-62)")
    meeting_offered: bool | None = Field(None, description="Required of a call (S2-62)")
    passed_on: bool = Field(False, description="To the office manager; the caller knows (S2-67)")


class CodeOut(BaseModel):
    """A code and what people call it."""

    code: str
    label: str


class HandlerOut(BaseModel):
    """Who has the case."""

    id: str
    name: str


class DueOut(BaseModel):
    """The earliest date still to be met."""

    clock: str
    date: date
    state: DueState
    label: str


class RowOut(BaseModel):
    """One case in a list. Of a `restricted` one that the reader may not open, everything but the
    reference, its handler and whom to `ask` (roles) is null. Of a `sensitive` one, whose it is and what
    it is about: opening it takes a reason.
    """

    reference: str
    href: str
    restricted: bool = False
    sensitive: bool = False
    ask: tuple[str, ...] = ()
    person: str | None = None
    about: CodeOut | None = None
    type: ContactType | None = None
    state: State | None = None
    next_step: NextStep | None = None
    due: DueOut | None = None
    handler: HandlerOut | None
    stage: str | None = Field(None, description="`stage_2`, or `answered_2` once it was answered there")
    received_at: AwareDatetime | None = None
    version: int | None = None


class CaseListOut(BaseModel):
    """One page of a worklist. `next` is the address of the next page."""

    items: tuple[RowOut, ...]
    counts: dict[str, int]
    next: str | None


class SearchIn(BaseModel):
    """What is known of somebody: words of a name, a date of birth, an email address, a number."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    sought: str = Field(examples=["Shah 27 March 1957"])


class SearchOut(BaseModel):
    """The cases that fit, the latest first. Where `is_all` is false, there may be more."""

    items: tuple[RowOut, ...]
    is_all: bool


class HappeningIn(Sent):
    """Something that happened, or might. `facts` are those of the event's type."""

    type: EventType
    happened_at: AwareDatetime
    facts: dict[str, Any] = Field(default_factory=dict)


class PreviewIn(Sent):
    """A clock that has not begun, or may go on differently."""

    pack: str = Field(description="A policy pack, such as gp-practice")
    version: str = Field("", description="Its version; empty: the one in force, else the newest")
    clock: str = Field(description="A code of its clocks, such as ACK or 6M")
    received_at: AwareDatetime = Field(description="When it was received, or the clock began")
    events: tuple[HappeningIn, ...] = Field((), max_length=100, description="What happened after")


class TakenOut(BaseModel):
    """What whoever took the contact did there and then."""

    level: Grade | None
    read_back: bool
    said_sorry: bool
    callback_offered: bool | None
    meeting_offered: bool | None
    passed_on: bool


class RecordOut(BaseModel):
    """What they told us. Null in a case once it was erased."""

    received_via: ReceivedVia
    subject: CodeOut
    what_happened: str
    happened_on: date | None
    happened_when: str
    happened_where: str
    who_was_involved: str
    desired_outcome: str
    handling_preferences: str
    late_reason: str
    urgent_action: str
    service: str
    action_taken: str
    taken: TakenOut | None


class MessageOut(BaseModel):
    """A message of the case and where it is on its way. `document` is the mail as it went, which is
    opened like a document, and `sha256` its hash; both are empty where it is not kept.
    """

    key: str
    kind: MessageKind
    to: str
    state: MessageState
    owed_at: AwareDatetime
    attempts: int
    needs_a_decision: bool
    medium: Medium
    document: str
    sha256: str


class ActionOut(BaseModel):
    """What the asker may do to the case now, or why not."""

    action: Action
    allowed: bool
    reason: str


class CaseOut(Progress):
    """A case as the asker may see it."""

    reference: str
    href: str
    version: int
    type: ContactType
    state: State
    received_at: AwareDatetime
    received_on: date
    team: str
    handler: HandlerOut | None
    next_step: CodeOut
    actions: tuple[ActionOut, ...]
    deadlines: tuple[DeadlineOut, ...]
    party: PartyOut | None
    patient: PartyOut | None
    representation: RepresentationOut
    record: RecordOut | None
    messages: tuple[MessageOut, ...]
    policy: str
    calendar: str


class ByOut(BaseModel):
    """Who made something happen."""

    kind: ActorKind
    id: str
    name: str


class EventOut(BaseModel):
    """One event of the case's chain. `text` is somebody's own words; null where there are none. What
    is `undone` counts for nothing any more.
    """

    seq: int
    type: EventType
    at: AwareDatetime
    happened_at: AwareDatetime
    by: ByOut
    title: str
    detail: str
    text: str | None
    facts: dict[str, Any]
    hash: str
    previous: str
    undone: bool


class TimelineOut(BaseModel):
    """Everything that happened to a case, newest first."""

    reference: str
    version: int
    items: tuple[EventOut, ...]


class FieldProblem(BaseModel):
    """One thing wrong with one field."""

    field: str
    message: str


class SinceOut(BaseModel):
    """Something that somebody did after the version that was sent."""

    seq: int
    type: EventType
    at: AwareDatetime
    by: str


class Problem(BaseModel):
    """Why something was refused (RFC 9457). The last three say more where there is more to say."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[FieldProblem, ...] = ()
    who_can: tuple[str, ...] = ()
    since: tuple[SinceOut, ...] = ()
