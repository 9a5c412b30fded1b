"""Mediation between whoever complained and us: wanted, agreed to by both, begun, ended (S2-60)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, stated
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.mediations import Side
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class MediationProposal:
    """Which side wants it, and what they hope for."""

    wanted_by: Side
    text: str


def propose_mediation(
    file: CaseFile, asked: MediationProposal, *, terms: Terms, occasion: Occasion
) -> Change:
    """Note that one side wants mediation. Neither has agreed by that. Source: S2-60."""
    facts, sealed = {"wanted_by": asked.wanted_by}, {"text": asked.text}
    proposed = Happening(EventType.MEDIATION_PROPOSED, facts, sealed)
    return changed(file, [proposed], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class MediationAnswer:
    """What one side says to it, in their words, and when."""

    side: Side
    agreed: bool
    text: str
    happened_at: datetime | None = None


def answer_mediation(
    file: CaseFile, answer: MediationAnswer, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep whether one side agrees; what a side said last holds. Source: S2-60."""
    facts = {
        "side": answer.side,
        "agreed": answer.agreed,
        "happened_at": stated(answer.happened_at, file, occasion),
    }
    answered = Happening(EventType.MEDIATION_ANSWERED, facts, {"text": answer.text})
    return changed(file, [answered], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class MediationStart:
    """Who mediates, and that they are independent and know neither side; how that was asked."""

    mediator: str
    independent: bool
    text: str


def begin_mediation(
    file: CaseFile, start: MediationStart, *, terms: Terms, occasion: Occasion
) -> Change:
    """It begins, with a mediator who declared that they are independent and know neither side. Every
    clock goes on. Source: S2-60, S2-103. Raises: Invalid, without that declaration.
    """
    if not start.independent:
        message = "Ask for another mediator: it begins only with one who knows neither side"
        raise Invalid([Fault("independent", message)])
    sealed = {"mediator": start.mediator, "text": start.text}
    begun = Happening(EventType.MEDIATION_BEGUN, sealed=sealed)
    return changed(file, [begun], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class MediationEnd:
    """Whether the two came to an agreement, and what came of it. It binds nobody in law."""

    settled: bool
    text: str
    happened_at: datetime | None = None


def end_mediation(file: CaseFile, end: MediationEnd, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep how it ended. The complaint is answered all the same. Source: S2-60."""
    facts = {"settled": end.settled, "happened_at": stated(end.happened_at, file, occasion)}
    ended = Happening(EventType.MEDIATION_ENDED, facts, {"text": end.text})
    return changed(file, [ended], terms=terms, occasion=occasion)
