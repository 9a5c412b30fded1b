"""What became of a mail after the mail service took it: its notices, and what each changes of a case.

A letter that came back was never given: an acknowledgement that bounced is none, its clock runs again
from its first day, the address is marked as one that does not work, and a person phones or posts.

A notice can come twice, late, before our own record of the sending, or for an earlier sending of the
same message. Source: domain.md 4.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import (
    about_message,
    acknowledgement_lost,
    acknowledgement_restored,
    changed,
)
from chalicelib.domain.casework.dispatching import completed_by, preparing
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.messages import WAITING, Message, MessageState
from chalicelib.domain.parties import Party
from chalicelib.domain.policy import Terms
from chalicelib.domain.recipients import RecipientKind
from chalicelib.domain.sending import finished


class NoticeKind(StrEnum):
    """What the mail service can tell of a mail."""

    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    DELAYED = "delayed"


class Reason(StrEnum):
    """Why a mail came back, or is late."""

    NO_SUCH_ADDRESS = "no_such_address"
    SUPPRESSED = "suppressed"
    MAILBOX_FULL = "mailbox_full"
    TOO_LARGE = "too_large"
    CONTENT = "content"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that the mail service tells of one mail.

    `id` is the same when it is told twice. `message` is the key of our message in its case. `lasting`
    says of a bounce that this address will never take mail. `whole` says that it speaks of everybody
    to whom the mail went, `automatic` that it may be no more than an answering machine.
    """

    id: str
    kind: NoticeKind
    message: str
    provider_id: str
    at: datetime
    reason: Reason = Reason.UNKNOWN
    lasting: bool = False
    whole: bool = True
    automatic: bool = False


_EVENTS = {
    NoticeKind.DELIVERED: EventType.MESSAGE_DELIVERED,
    NoticeKind.BOUNCED: EventType.MESSAGE_BOUNCED,
    NoticeKind.COMPLAINED: EventType.MESSAGE_COMPLAINED,
    NoticeKind.DELAYED: EventType.MESSAGE_DELAYED,
}

_AT_AN_END = {
    NoticeKind.DELIVERED: MessageState.DELIVERED,
    NoticeKind.BOUNCED: MessageState.BOUNCED,
    NoticeKind.COMPLAINED: MessageState.DELIVERED,
}
"""Where a notice leaves its message. A delay leaves it where it is."""

_UNRECORDED = (MessageState.SENDING, MessageState.UNPROVEN)
"""We do not know yet that it went: a notice about it is the proof."""


def take_notice(file: CaseFile, notice: Notice, *, terms: Terms, occasion: Occasion) -> Change | None:
    """The case after a notice; None where it tells nothing new or nothing about the present sending.

    Safe to be told twice and in any order: a notice is known by its id, and what came back stays
    returned, whatever is told of it later.
    """
    message = file.message(notice.message)
    if message is None or not _tells_news(file, message, notice):
        return None
    happenings = [
        *_proof(file, message, notice),
        _happening(message, notice),
        *_lost_acknowledgement(file, message, notice),
    ]
    return changed(
        file,
        happenings,
        terms=terms,
        occasion=occasion,
        messages=[_after(message, notice)],
        parties=list(_marked(file, message, notice)),
    )


def _tells_news(file: CaseFile, message: Message, notice: Notice) -> bool:
    if any(event.facts.get("notice") == notice.id for event in file.events):
        return False
    if not _is_of_this_sending(message, notice):
        return False
    if message.to.kind is not RecipientKind.PARTY and notice.kind in _OF_NO_INTEREST_FROM_STAFF:
        return False
    # An answering machine, for a letter that is known to have arrived.
    return not (notice.automatic and message.state is MessageState.DELIVERED)


_OF_NO_INTEREST_FROM_STAFF = (NoticeKind.DELIVERED, NoticeKind.DELAYED)
"""Told of every alert and reminder, they would bury what happened to the case."""


def _is_of_this_sending(message: Message, notice: Notice) -> bool:
    """Whether it speaks of how the message stands now, and not of an earlier attempt."""
    known = notice.provider_id == message.provider_id
    if message.state in _UNRECORDED:
        return not known
    return known and message.state not in (*WAITING, MessageState.FAILED, MessageState.WITHDRAWN)


def _proof(file: CaseFile, message: Message, notice: Notice) -> Iterator[Happening]:
    """What we could not record: that it was sent. An acknowledgement that we gave up stands again."""
    if message.state not in _UNRECORDED:
        return
    yield Happening(
        EventType.MESSAGE_SENT, {**about_message(message), "provider_id": notice.provider_id}
    )
    if message.state is MessageState.UNPROVEN and notice.kind is not NoticeKind.BOUNCED:
        if preparing(file, message):
            yield from completed_by(file, message, message.owed_at)
        else:
            yield from acknowledgement_restored(message, message.owed_at)


def _happening(message: Message, notice: Notice) -> Happening:
    facts: dict[str, object] = {
        **about_message(message),
        "notice": notice.id,
        "provider_id": notice.provider_id,
        "happened_at": notice.at.isoformat(),
    }
    if notice.kind in (NoticeKind.BOUNCED, NoticeKind.DELAYED):
        facts["why"] = notice.reason
    if notice.kind is NoticeKind.BOUNCED:
        facts |= {"lasting": notice.lasting, "whole": notice.whole}
    return Happening(_EVENTS[notice.kind], facts)


def _after(message: Message, notice: Notice) -> Message:
    """The message as the notice leaves it."""
    state = _AT_AN_END.get(notice.kind, MessageState.SENT)
    returned = message.state is MessageState.BOUNCED
    if returned or (notice.kind is NoticeKind.BOUNCED and not notice.whole):
        state = MessageState.BOUNCED if returned else MessageState.SENT
    elif notice.kind is NoticeKind.DELAYED and message.state is MessageState.DELIVERED:
        state = MessageState.DELIVERED
    return finished(message, state, provider_id=notice.provider_id)


def _lost_acknowledgement(file: CaseFile, message: Message, notice: Notice) -> list[Happening]:
    returned = notice.kind is NoticeKind.BOUNCED and notice.whole
    return acknowledgement_lost(file, message) if returned else []


def _marked(file: CaseFile, message: Message, notice: Notice) -> Iterator[Party]:
    """The person, with the address marked, where it takes no mail or wants none."""
    refuses = notice.kind is NoticeKind.COMPLAINED or notice.lasting
    if message.to.kind is not RecipientKind.PARTY or not refuses:
        return
    party = file.party(PartyId(message.to.id))
    if party is not None and party.email:
        yield replace(party, refused_email=party.email)
