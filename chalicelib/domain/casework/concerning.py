"""A concern: passed on, settled informally, or made a complaint (domain.md 4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, stated
from chalicelib.domain.concerns import (
    exempt_until,
    was_oral,
    within_target,
)
from chalicelib.domain.contact import ContactType
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class UrgentNeed:
    """A medical need that comes before everything else, and what was done at once (S2-65)."""

    text: str


def raise_urgent(file: CaseFile, need: UrgentNeed, *, terms: Terms, occasion: Occasion) -> Change:
    """Stop everything else: somebody needs medical help. Source: S2-65, domain.md 4.3."""
    raised = Happening(EventType.URGENT_RAISED, sealed={"text": need.text})
    return changed(file, [raised], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class UrgentNeedMet:
    """Who took over the medical need, and when."""

    text: str


def meet_urgent(file: CaseFile, met: UrgentNeedMet, *, terms: Terms, occasion: Occasion) -> Change:
    """Somebody took care of the medical need; the concern goes on. Source: S2-65."""
    done = Happening(EventType.URGENT_MET, sealed={"text": met.text})
    return changed(file, [done], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class PassingOn:
    """To the office manager, and whether the caller was told so (S2-67, S2-104)."""

    caller_told: bool
    text: str = ""


def hand_on(file: CaseFile, passing: PassingOn, *, terms: Terms, occasion: Occasion) -> Change:
    """Pass it to the office manager, who will contact the caller. Raises: Invalid.

    Source: S2-67, S2-104: the caller must know that, and by whom.
    """
    if not passing.caller_told:
        message = "Tell the caller first that the office manager will contact them"
        raise Invalid([Fault("caller_told", message)])
    sealed = {"text": passing.text} if passing.text else None
    passed = Happening(EventType.CONTACT_PASSED_ON, {"caller_told": True}, sealed)
    return changed(file, [passed], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Resolution:
    """How it was settled, and whether the person says that they are satisfied (S2-18)."""

    satisfied: bool
    text: str
    happened_at: datetime | None = None


def resolve_informally(
    file: CaseFile, resolution: Resolution, *, terms: Terms, occasion: Occasion
) -> Change:
    """Settle it without a formal answer, because the person says that they are satisfied.

    A concern is exempt only if it was oral and settled in time; any other becomes a complaint.

    Source: S2-18, C-2, SC-2; SI 2009/309 regulation 8(1)(c). Raises: Invalid, RuleBroken.
    """
    if not resolution.satisfied:
        message = "It is settled only when the person says so. Otherwise make it a complaint"
        raise Invalid([Fault("satisfied", message)])
    happened_at = stated(resolution.happened_at, file, occasion)
    at = datetime.fromisoformat(happened_at)
    if file.case.contact_type is ContactType.CONCERN:
        _require_exemption(file, at, terms)
    facts = {
        "satisfied": True,
        "within_target": within_target(file, at, terms.pack),
        "happened_at": happened_at,
    }
    resolved = Happening(EventType.CONCERN_RESOLVED, facts, {"text": resolution.text})
    return changed(file, [resolved], terms=terms, occasion=occasion)


def _require_exemption(file: CaseFile, at: datetime, terms: Terms) -> None:
    if not was_oral(file):
        raise RuleBroken("A concern in writing is answered formally. Make it a complaint")
    if at >= exempt_until(file, terms):
        raise RuleBroken(
            "It was not settled in time to be exempt from a formal answer. Make it a complaint"
        )


@dataclass(frozen=True, slots=True)
class Promotion:
    """Why a concern is a complaint from now on."""

    text: str


def promote(file: CaseFile, promotion: Promotion, *, terms: Terms, occasion: Occasion) -> Change:
    """Make it a complaint, with every date counted from the day on which it first reached us.

    Source: C-2, SC-2(b); S2-18.
    """
    promoted = Happening(EventType.CONCERN_PROMOTED, sealed={"text": promotion.text})
    return changed(file, [promoted], terms=terms, occasion=occasion)
