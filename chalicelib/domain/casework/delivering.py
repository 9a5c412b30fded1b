"""What becomes of the messages of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.casework.dispatching import completed_by, preparing
from chalicelib.domain.errors import NotFound, RuleBroken
from chalicelib.domain.events import Event, EventType, Happening, Occasion, standing
from chalicelib.domain.identifiers import PartyId, StaffId
from chalicelib.domain.letters.mailed import Mailed
from chalicelib.domain.media import Medium
from chalicelib.domain.messages import Message, MessageKind, MessageState
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Terms
from chalicelib.domain.recipients import RecipientKind
from chalicelib.domain.sending import finished, owed_again


@dataclass(frozen=True, slots=True)
class Taken:
    """What the mail service said, which of the staff it was for in the end (people are away), and the
    mail as it is kept.
    """

    provider_id: str
    reached: tuple[StaffId, ...] = ()
    kept: Mailed | None = None


def message_sent(
    file: CaseFile, message: Message, took: Taken, *, terms: Terms, occasion: Occasion
) -> Change:
    """The mail service took the message."""
    facts: dict[str, object] = {**about_message(message), "provider_id": took.provider_id}
    if took.reached:
        facts["reached"] = list(took.reached)
    if took.kept:
        facts |= took.kept.facts
    ended = finished(message, MessageState.SENT, provider_id=took.provider_id)
    sealed = {"title": took.kept.subject} if took.kept else None
    sent = Happening(EventType.MESSAGE_SENT, facts, sealed)
    happenings = [sent, *completed_by(file, message, occasion.at)]
    return changed(file, happenings, terms=terms, occasion=occasion, messages=[ended])


class Failure(StrEnum):
    """Why a message will not go by itself."""

    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    NO_ADDRESS = "no_address"
    CONTACT_IN_DOUBT = "contact_in_doubt"
    NO_CONSENT = "no_consent"


def message_failed(
    file: CaseFile, message: Message, why: Failure, *, terms: Terms, occasion: Occasion
) -> Change:
    """The message cannot be delivered: a person must choose another way.

    An acknowledgement that did not go is none: its clock runs again (design.md 3).
    """
    failed = Happening(EventType.MESSAGE_FAILED, {**about_message(message), "why": why})
    ended = finished(message, MessageState.FAILED)
    happenings = [failed, *acknowledgement_lost(file, message)]
    return changed(file, happenings, terms=terms, occasion=occasion, messages=[ended])


def message_unproven(file: CaseFile, message: Message, *, terms: Terms, occasion: Occasion) -> Change:
    """We stopped between sending and noting it: a person looks, nobody guesses (design.md 3)."""
    unproven = Happening(EventType.MESSAGE_UNPROVEN, about_message(message))
    ended = finished(message, MessageState.UNPROVEN)
    happenings = [unproven, *acknowledgement_lost(file, message)]
    return changed(file, happenings, terms=terms, occasion=occasion, messages=[ended])


def acknowledgement_lost(file: CaseFile, message: Message) -> list[Happening]:
    """An acknowledgement that this message carried is none, unless another stands beside it."""
    standing_now = [e for e in standing(file.events) if e.type is EventType.ACK_SENT]
    if not standing_now or not all(_was_carried_by(message, event) for event in standing_now):
        return []
    return [Happening(EventType.ACK_UNDELIVERED, {"message": message.key})]


def _was_carried_by(message: Message, event: Event) -> bool:
    return event.seq == message.cause or event.facts.get("carried_by") == message.key


class Settlement(StrEnum):
    """What a person decided about a message that failed or cannot be proved."""

    SEND_AGAIN = "send_again"
    IT_ARRIVED = "it_arrived"
    TOLD_OTHERWISE = "told_otherwise"


@dataclass(frozen=True, slots=True)
class MessageVerdict:
    """What to do about the message of this key."""

    message: str
    settlement: Settlement


def settle_message(
    file: CaseFile, verdict: MessageVerdict, *, terms: Terms, occasion: Occasion
) -> Change:
    """Send a message once more, or record that the person has it, or was told in another way.

    Told in another way, an acknowledgement is recorded by itself: how, and when.
    Raises: NotFound, RuleBroken where the message needs nobody, or cannot be settled so.
    """
    message = _needing_a_person(file, verdict.message)
    if not may_settle_so(file, message, verdict.settlement):
        raise RuleBroken("This message came back. Tell the person by telephone or letter")
    settled, after = _settled(message, verdict.settlement, occasion)
    happenings = [
        Happening(settled, about_message(message)),
        *_acknowledged_again(file, message, verdict.settlement, occasion),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion, messages=[after])


def may_settle_so(file: CaseFile, message: Message, settlement: Settlement) -> bool:
    """Whether a message can be settled so: what came back did not arrive, and would come back again."""
    if settlement is Settlement.IT_ARRIVED:
        return message.state is not MessageState.BOUNCED
    return settlement is Settlement.TOLD_OTHERWISE or not _goes_to_a_refused_address(file, message)


def _goes_to_a_refused_address(file: CaseFile, message: Message) -> bool:
    party = file.party(PartyId(message.to.id))
    return message.to.kind is RecipientKind.PARTY and party is not None and party.email_fails


def _settled(message: Message, settlement: Settlement, occasion: Occasion) -> tuple[EventType, Message]:
    if settlement is Settlement.SEND_AGAIN:
        return EventType.MESSAGE_OWED_AGAIN, owed_again(message, occasion.at)
    if settlement is Settlement.IT_ARRIVED:
        return EventType.MESSAGE_CONFIRMED, finished(message, MessageState.SENT)
    return EventType.MESSAGE_REPLACED, finished(message, MessageState.REPLACED)


def _acknowledged_again(
    file: CaseFile, message: Message, settlement: Settlement, occasion: Occasion
) -> list[Happening]:
    if settlement is Settlement.TOLD_OTHERWISE:
        answers = message.kind in (MessageKind.RESPONSE, MessageKind.STAGE_REPLY)
        return completed_by(file, message, occasion.at) if answers else []
    sent_now = settlement is Settlement.SEND_AGAIN
    if preparing(file, message):
        return [] if sent_now else completed_by(file, message, message.owed_at)
    return acknowledgement_restored(message, occasion.at if sent_now else message.owed_at)


def acknowledgement_restored(message: Message, happened_at: datetime) -> list[Happening]:
    """The acknowledgement that this message carries counts again, from then."""
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


def about_message(message: Message) -> dict[str, str]:
    """What every event of a message says of it."""
    by_text = {"medium": message.medium} if message.medium is Medium.TEXT else {}
    return {"message": message.key, "kind": message.kind, "to": str(message.to), **by_text}
