"""How a message moves while it is sent: claimed, put back, finished, owed once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.messages import STREAM_GRACE, Message, MessageState

PROOF_WITHIN = timedelta(minutes=10)
"""How long a delivery may stay without its record before a person is asked."""
RETRY_AFTER = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240))
"""The waits between attempts; after the last one the message has failed."""


def claimed(message: Message, now: datetime) -> Message:
    """The message while one sender has it."""
    return replace(
        message,
        state=MessageState.SENDING,
        attempts=message.attempts + 1,
        look_again_at=now + PROOF_WITHIN,
    )


def held(message: Message, until: datetime) -> Message:
    """The message while what caused it can still be undone: the tick sends it then."""
    return replace(message, state=MessageState.HELD, look_again_at=until)


def put_back(message: Message, now: datetime) -> Message | None:
    """The message to be tried later; None where it has been tried often enough."""
    if message.attempts > len(RETRY_AFTER):
        return None
    wait = RETRY_AFTER[message.attempts - 1]
    return replace(message, state=MessageState.OWED, look_again_at=now + wait)


def finished(message: Message, state: MessageState, *, provider_id: str = "") -> Message:
    """The message at an end: nothing looks at it again by itself."""
    return replace(message, state=state, look_again_at=None, provider_id=provider_id)


def owed_again(message: Message, now: datetime) -> Message:
    """The message as if it were new, because a person asked for it."""
    return replace(message, state=MessageState.OWED, attempts=0, look_again_at=now + STREAM_GRACE)
