"""What becomes of the messages of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.errors import NotFound, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.messages import Message, MessageKind, MessageState
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Terms
from chalicelib.domain.sending import finished, owed_again


@dataclass(frozen=True, slots=True)
class Taken:
    """What the mail service said, and which of the staff it was for in the end: people are away."""

    provider_id: str
    reached: tuple[StaffId, ...] = ()


def message_sent(
    file: CaseFile, message: Message, took: Taken, *, terms: Terms, occasion: Occasion
) -> Change:
    """The mail service took the message."""
    facts: dict[str, object] = {**_about(message), "provider_id": took.provider_id}
    if took.reached:
        facts["reached"] = list(took.reached)
    ended = finished(message, MessageState.SENT, provider_id=took.provider_id)
    sent = Happening(EventType.MESSAGE_SENT, facts)
    return changed(file, [sent], terms=terms, occasion=occasion, messages=[ended])


class Failure(StrEnum):
    """Why a message will not go by itself."""

    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    NO_ADDRESS = "no_address"


def message_failed(
    file: CaseFile, message: Message, why: Failure, *, terms: Terms, occasion: Occasion
) -> Change:
    """The message cannot be delivered: a person must choose another way.

    An acknowledgement that did not go is none: its clock runs again (design.md 3).
    """
    failed = Happening(EventType.MESSAGE_FAILED, {**_about(message), "why": why})
    ended = finished(message, MessageState.FAILED)
    happenings = [failed, *_acknowledgement_lost(message)]
    return changed(file, happenings, terms=terms, occasion=occasion, messages=[ended])


def message_unproven(file: CaseFile, message: Message, *, terms: Terms, occasion: Occasion) -> Change:
    """We stopped between sending and noting it: a person looks, nobody guesses (design.md 3)."""
    unproven = Happening(EventType.MESSAGE_UNPROVEN, _about(message))
    ended = finished(message, MessageState.UNPROVEN)
    happenings = [unproven, *_acknowledgement_lost(message)]
    return changed(file, happenings, terms=terms, occasion=occasion, messages=[ended])


def _acknowledgement_lost(message: Message) -> list[Happening]:
    lost = message.kind is MessageKind.ACKNOWLEDGEMENT
    return [Happening(EventType.ACK_UNDELIVERED, {"message": message.key})] if lost else []


class Settlement(StrEnum):
    """What a person decided about a message that failed or cannot be proved."""

    SEND_AGAIN = "send_again"
    IT_ARRIVED = "it_arrived"


@dataclass(frozen=True, slots=True)
class MessageVerdict:
    """What to do about the message of this key."""

    message: str
    settlement: Settlement


def settle_message(
    file: CaseFile, verdict: MessageVerdict, *, terms: Terms, occasion: Occasion
) -> Change:
    """Send a failed or unproven message once more, or record that the person has it.

    Raises: NotFound, RuleBroken where the message needs nobody.
    """
    message = _needing_a_person(file, verdict.message)
    if verdict.settlement is Settlement.SEND_AGAIN:
        settled, after = EventType.MESSAGE_OWED_AGAIN, owed_again(message, occasion.at)
        acknowledged_at = occasion.at
    else:
        settled, after = EventType.MESSAGE_CONFIRMED, finished(message, MessageState.SENT)
        acknowledged_at = message.owed_at
    happenings = [
        Happening(settled, _about(message)),
        *_acknowledgement_restored(message, acknowledged_at),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion, messages=[after])


def _acknowledgement_restored(message: Message, happened_at: datetime) -> list[Happening]:
    if message.kind is not MessageKind.ACKNOWLEDGEMENT:
        return []
    facts = {
        "how": Channel.EMAIL,
        "happened_at": happened_at.isoformat(),
        "carried_by": message.key,
    }
    return [Happening(EventType.ACK_SENT, facts)]


def _needing_a_person(file: CaseFile, key: str) -> Message:
    message = file.message(key)
    if message is None:
        raise NotFound("This case has no such message")
    if not message.needs_a_person:
        raise RuleBroken("This message does not need anything from you")
    return message


def _about(message: Message) -> dict[str, str]:
    return {"message": message.key, "kind": message.kind, "to": str(message.to)}
