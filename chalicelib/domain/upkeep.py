"""What the keeping of a case must look like, worked out again from its history.

Indexes, lists and counters are projections: quick to read, written with every change, and never the
truth. Whatever befell them (a restored item, a hand in the table, a mistake of ours), the events say
what they must be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce

from chalicelib.domain.case import CaseFile
from chalicelib.domain.errors import HistoryBroken
from chalicelib.domain.events import Event, EventType, first_break
from chalicelib.domain.folding import fold
from chalicelib.domain.identifiers import TeamCode
from chalicelib.domain.messages import STREAM_GRACE, Message, MessageState
from chalicelib.domain.sending import finished

_ENDS: Mapping[EventType, MessageState | None] = {
    EventType.MESSAGE_SENT: MessageState.SENT,
    EventType.MESSAGE_CONFIRMED: MessageState.SENT,
    EventType.DOCUMENT_DISPATCHED: MessageState.SENT,
    EventType.MESSAGE_FAILED: MessageState.FAILED,
    EventType.MESSAGE_UNPROVEN: MessageState.UNPROVEN,
    EventType.MESSAGE_REPLACED: MessageState.REPLACED,
    EventType.MESSAGE_OWED_AGAIN: None,
}
"""Where a message is after an event of ours; None: on its way once more."""

_NOTICES: Mapping[EventType, MessageState] = {
    EventType.MESSAGE_DELIVERED: MessageState.DELIVERED,
    EventType.MESSAGE_COMPLAINED: MessageState.DELIVERED,
    EventType.MESSAGE_BOUNCED: MessageState.BOUNCED,
}
"""What the mail service told of it. What came back stays returned, whatever is told later."""


def place_of_ended(team: TeamCode) -> TeamCode:
    """Where a team's cases stand that are at their end while a clock of theirs still runs: in no list,
    and looked over all the same.
    """
    return TeamCode(f"{team}/ended")


def as_told(file: CaseFile) -> CaseFile:
    """The file as its history tells it: the case is its fold, no message is forgotten or sent again.

    Raises: HistoryBroken. Nothing is made from a history that was altered: it is evidence.
    """
    broken = first_break(file.history, file.case.head)
    if broken:
        raise HistoryBroken(broken.seq)
    messages = tuple(message_as_told(message, file.events) for message in file.messages)
    return replace(file, case=fold(file.events), messages=messages)


def is_late_to_count(history: Sequence[Event], counted: int, *, at: datetime) -> bool:
    """Whether the stream has had its time to count a case that is counted up to a version.

    What matters is the first change that was not counted: a case that is busy now may have been left
    out for days. Changes that moved no counter are not counted either, so it may be one of those.
    """
    uncounted = history[min(counted, len(history) - 1)]
    return uncounted.at + STREAM_GRACE <= at


def message_as_told(message: Message, history: Sequence[Event]) -> Message:
    """The message at the end that its history tells; looked at again where it has none yet."""
    about = [event for event in history if event.facts.get("message") == message.key]
    told = reduce(_after, about, _NOTHING_TOLD)
    if told and message.state is not told:
        ids = [event.facts["provider_id"] for event in about if "provider_id" in event.facts]
        return finished(message, told, provider_id=ids[-1] if ids else "")
    if not told and message.look_again_at is None and message.is_unfinished:
        return replace(message, look_again_at=message.owed_at + STREAM_GRACE)
    return message


_NOTHING_TOLD: MessageState | None = None


def _after(state: MessageState | None, event: Event) -> MessageState | None:
    """Where a message is after an event that is about it."""
    if event.type in _ENDS:
        return _ENDS[event.type]
    if event.type not in _NOTICES or state is MessageState.BOUNCED:
        return state
    # A bounce of some of several readers leaves the mail with the others.
    partly = event.type is EventType.MESSAGE_BOUNCED and not event.facts["whole"]
    return MessageState.SENT if partly else _NOTICES[event.type]
