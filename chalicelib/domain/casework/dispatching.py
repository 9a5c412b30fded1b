"""Letters that a person must send: prepared in every version that somebody needs, then recorded as
dispatched. Until the last version is, the letter does not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_in_the_future, not_too_long
from chalicelib.domain.casework.record_copying import with_record_copy
from chalicelib.domain.casework.response_going import last_version_went
from chalicelib.domain.casework.stage_going import last_version_of_reply_went
from chalicelib.domain.disclosure import may_go
from chalicelib.domain.errors import ConsentMissing, Fault, Invalid, NotFound, RuleBroken
from chalicelib.domain.events import Event, EventType, Happening, Occasion
from chalicelib.domain.happy_to_be_contacted import WANTS_NONE, may_be_sent
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.media import media_for
from chalicelib.domain.messages import Message, MessageKind, MessageState
from chalicelib.domain.organisation_settings import IN_EVERY_LETTER, require_verified
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Terms
from chalicelib.domain.reachable import hears_calls
from chalicelib.domain.sending import finished

_GONE = frozenset({MessageState.SENT, MessageState.DELIVERED, MessageState.REPLACED})
"""A version that went, or in whose place the person was told otherwise."""


NAMES_WHERE_ELSE_TO_TURN = frozenset(MessageKind) - {MessageKind.CONSENT_QUESTION}
"""The letters on paper that name the ombudsman and the advocates; a question to a patient does not."""


@dataclass(frozen=True, slots=True)
class PreparedAcknowledgement:
    """What the acknowledgement shall say: the discussions it offers, and words of staff's own."""

    offered: tuple[Channel, ...] = ()
    words: str = ""


def prepare_acknowledgement(
    file: CaseFile, asked: PreparedAcknowledgement, *, terms: Terms, occasion: Occasion
) -> Change:
    """The acknowledgement in every version that the person needs. It counts when all are dispatched.

    Source: S2-28, S2-29, S2-44. Raises: ConsentMissing, where nothing may be written to them; Invalid.
    """
    person = file.complainant
    media = media_for(person) if person else ()
    if not media:
        raise ConsentMissing(
            "There is no way to write to this person. Acknowledge by telephone or in person"
        )
    refuse_ways(file, "offered", asked.offered)
    not_too_long("words", asked.words)
    facts = {
        "kind": MessageKind.ACKNOWLEDGEMENT,
        "media": list(media),
        "offered": sorted(asked.offered),
    }
    sealed = {"words": asked.words} if asked.words else None
    prepared = Happening(EventType.LETTER_PREPARED, facts, sealed)
    return changed(file, [prepared], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Which document went, and when (None: just now)."""

    message: str
    happened_at: datetime | None = None


def record_dispatch(file: CaseFile, sent: Dispatch, *, terms: Terms, occasion: Occasion) -> Change:
    """A person sent a document that was ready. One that names a body which nobody has checked for a
    year must not go, on paper as little as by mail (S2-68).

    Raises: NotFound, RuleBroken, ConsentMissing, ContactStale, Invalid.
    """
    message = file.message(sent.message)
    if message is None:
        raise NotFound("This case has no such document")
    if message.state is not MessageState.TO_SEND:
        raise RuleBroken("This document was recorded as sent already")
    if not may_go(message, file.events, terms, london_date(occasion.at)):
        raise ConsentMissing("The patient has not agreed that this person is told anything")
    if not may_be_sent(message.kind, file.party(PartyId(message.to.id))):
        raise ConsentMissing(WANTS_NONE)
    if message.kind in NAMES_WHERE_ELSE_TO_TURN:
        require_verified(terms.pack.contacts, IN_EVERY_LETTER, london_date(occasion.at))
    happened_at = sent.happened_at or occasion.at
    not_in_the_future(happened_at, occasion.at, "happened_at")
    if happened_at < message.owed_at:
        raise Invalid([Fault("happened_at", "It cannot have gone before it was ready")])
    facts = {"message": message.key, "medium": message.medium, "happened_at": happened_at.isoformat()}
    dispatched = Happening(EventType.DOCUMENT_DISPATCHED, facts)
    happenings = [dispatched, *completed_by(file, message, happened_at)]
    ended = finished(message, MessageState.SENT)
    told = with_record_copy(file, happenings, terms=terms, occasion=occasion)
    return changed(file, told, terms=terms, occasion=occasion, messages=[ended])


def preparing(file: CaseFile, message: Message) -> Event | None:
    """The event that prepared the letter of which this is a version; None for any other message."""
    return next(
        (
            event
            for event in file.events
            if event.seq == message.cause and event.type is EventType.LETTER_PREPARED
        ),
        None,
    )


def completed_by(file: CaseFile, last: Message, at: datetime) -> list[Happening]:
    """What became true when this version went: with the last one the letter counts, the acknowledgement
    with its offer, the response, or a stage's reply (S2-29).
    """
    prepared = preparing(file, last)
    others = [each for each in file.messages if each.cause == last.cause and each.key != last.key]
    if prepared is None or any(each.state not in _GONE for each in others):
        return []
    went_at = max([at, *_went_at(file, others)]).isoformat()
    if prepared.facts["kind"] == MessageKind.RESPONSE:
        return last_version_went(file, prepared, last, went_at)
    if prepared.facts["kind"] == MessageKind.STAGE_REPLY:
        return last_version_of_reply_went(file, prepared, last, went_at)
    facts = {"how": Channel.LETTER, "happened_at": went_at, "carried_by": last.key}
    offered = prepared.facts["offered"]
    offer = Happening(EventType.DISCUSSION_OFFERED, {"by": offered, "happened_at": went_at})
    return [Happening(EventType.ACK_SENT, facts), *([offer] if offered else [])]


def _went_at(file: CaseFile, messages: Iterable[Message]) -> Iterable[datetime]:
    keys = {message.key for message in messages}
    return (
        event.happened_at
        for event in file.events
        if event.facts.get("message") in keys
        and event.type in (EventType.DOCUMENT_DISPATCHED, EventType.MESSAGE_SENT)
    )


def refuse_ways(file: CaseFile, field: str, ways: Iterable[Channel]) -> None:
    """Raises: Invalid, for a way that this person said must never be used, or a call with somebody who
    cannot hear (S2-28, S2-29, SC-13 a).
    """
    person = file.complainant
    unwanted = {*person.never, *(() if hears_calls(person) else (Channel.TELEPHONE,))} if person else ()
    if not set(ways).isdisjoint(unwanted):
        raise Invalid(
            [Fault(field, "This person must never be contacted like that. Choose another way")]
        )
