"""A message and its life. Nothing is sent inside a request: an event owes a message (`owing`), which
is written in the same transaction and delivered afterwards, once.

    held → owed …                          it waits while what caused it can be undone; or withdrawn
    owed → sending → sent → delivered
      ↑       │        └───→ bounced       it came back: a person phones or posts
      │       ├────→ owed again, later     the mail service was away
      │       ├────→ failed                it never will be taken: a person chooses another way
      │       └────→ unproven              we stopped between sending and noting it: a person looks
      └─────────────── settled             by a person: again, it arrived, or told in another way
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.events import Event
from chalicelib.domain.media import Medium
from chalicelib.domain.recipients import Recipient

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
    STAFF_PAPER = "staff_paper"
    EXTENSION = "extension"
    CONSENT_QUESTION = "consent_question"
    CANNOT_DISCUSS = "cannot_discuss"
    PLAN = "plan"
    LATE = "late"
    OUTCOME = "outcome"
    DECLINED = "declined"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"
    LIMITED = "limited"
    DATE_SET = "date_set"
    SPLIT = "split"
    WRITTEN_RECORD = "written_record"
    CONTRIBUTION_QUESTION = "contribution_question"
    CONTRIBUTION_CODE = "contribution_code"
    NEXT_STAGE = "next_stage"
    STAGE_REPLY = "stage_reply"
    SURVEY = "survey"
    SURVEY_REMINDER = "survey_reminder"


OPTIONAL = frozenset({MessageKind.SURVEY, MessageKind.SURVEY_REMINDER})
"""What nobody misses: where it does not arrive, nobody has to find another way."""


class MessageState(StrEnum):
    """Where a message is on its way."""

    HELD = "held"
    OWED = "owed"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    REPLACED = "replaced"
    FAILED = "failed"
    UNPROVEN = "unproven"
    TO_SEND = "to_send"
    WITHDRAWN = "withdrawn"


WAITING = frozenset({MessageState.HELD, MessageState.OWED})
"""What nobody has begun to send."""


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
        lost = self.state in (MessageState.FAILED, MessageState.UNPROVEN, MessageState.BOUNCED)
        return lost and self.kind not in OPTIONAL

    @property
    def is_unfinished(self) -> bool:
        """Whether the system still has something to do about it."""
        return self.state in WAITING or self.state is MessageState.SENDING

    @property
    def is_fresh(self) -> bool:
        """Owed and never tried: what the stream delivers. The tick does the rest, and what is held."""
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
    does not go by itself waits, as a document that is ready, until a person says that it went.
    """
    suffix = "" if medium is Medium.EMAIL else f".{medium}"
    return Message(
        key=f"{kind}.{_once(event)}{suffix}",
        kind=kind,
        to=to,
        cause=event.seq,
        state=MessageState.OWED if medium.goes_by_itself else MessageState.TO_SEND,
        owed_at=event.at,
        look_again_at=event.at + STREAM_GRACE if medium.goes_by_itself else None,
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
