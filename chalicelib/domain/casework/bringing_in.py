"""What a former system says of a case besides its receipt: it holds from the first moment, and nobody
is told of it once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.casework.acknowledging import DISCUSSION_CHANNELS
from chalicelib.domain.casework.changing import not_in_the_future
from chalicelib.domain.contact import BROUGHT_IN
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening
from chalicelib.domain.issues import Outcome
from chalicelib.domain.parties import Channel
from chalicelib.domain.staff import Staff
from chalicelib.domain.surveys.asking import WhyNot


@dataclass(frozen=True, slots=True)
class AcknowledgedThere:
    """When and how the former system acknowledged it, and which discussions it offered."""

    at: datetime
    how: Channel
    offered: tuple[Channel, ...] = ()


@dataclass(frozen=True, slots=True)
class EndedThere:
    """When the case ended in the former system, and how."""

    at: datetime
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Former:
    """All that a former system says. Nothing is None that it said."""

    acknowledged: AcknowledgedThere | None = None
    handler: Staff | None = None
    ended: EndedThere | None = None


def refuse_impossible(former: Former, received_at: datetime, now: datetime) -> None:
    """Raises: Invalid, for what cannot have been: before the receipt, in the future, or a discussion
    that is offered neither by telephone nor face to face.
    """
    acknowledged, ended = former.acknowledged, former.ended
    if acknowledged and not set(acknowledged.offered) <= set(DISCUSSION_CHANNELS):
        raise Invalid([Fault("offered", "A discussion is offered by telephone or face to face")])
    for field, done in (("acknowledged_at", acknowledged), ("closed_at", ended)):
        if done is None:
            continue
        not_in_the_future(done.at, now, field)
        if done.at < received_at:
            raise Invalid([Fault(field, f"{field} cannot be before the day of receipt")])


def carried_over(former: Former) -> tuple[Happening, ...]:
    """What happened there, as events of the case. One that ended starts no clock but that of keeping
    its file (domain 3.5), and nobody is asked how it was handled.
    """
    return (
        *(_acknowledged(former.acknowledged) if former.acknowledged else ()),
        *((_given_to(former.handler),) if former.handler else ()),
        *(_ended(former.ended) if former.ended else ()),
    )


def _acknowledged(done: AcknowledgedThere) -> Iterator[Happening]:
    then = {"happened_at": done.at.isoformat(), BROUGHT_IN: True}
    yield Happening(EventType.ACK_SENT, {"how": done.how, **then})
    if done.offered:
        yield Happening(EventType.DISCUSSION_OFFERED, {"by": sorted(done.offered), **then})


def _given_to(handler: Staff) -> Happening:
    facts = {"handler": handler.id, "initials": handler.initials, "team": handler.team}
    return Happening(EventType.HANDLER_ASSIGNED, {**facts, BROUGHT_IN: True})


def _ended(end: EndedThere) -> Iterator[Happening]:
    then = {"happened_at": end.at.isoformat(), BROUGHT_IN: True}
    yield Happening(EventType.CASE_CLOSED, {"outcome": end.outcome, **then})
    yield Happening(EventType.SURVEY_DECIDED, {"outcome": WhyNot.ENDED_BEFORE, **then})
