"""Resolving a claim: seven ways, offers, damages, and who bears them (S1-12, S1-21, S1-24, S1-32)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.claim_members import Development, contacts_of, members_of, told
from chalicelib.domain.claim_staff import StaffNews, has_account, staff_told
from chalicelib.domain.damages import (
    WHOLE,
    Apportionment,
    Route,
    RouteAnswer,
    hundredths,
    pounds,
)
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class RouteConsidered:
    """One way to resolve the claim, what became of it, and why."""

    route: Route
    answer: RouteAnswer
    reason: str


@dataclass(frozen=True, slots=True)
class RoutesConsidered:
    """What was thought of each of the seven ways."""

    routes: tuple[RouteConsidered, ...]


def consider_routes(
    file: CaseFile, considered: RoutesConsidered, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep what was thought of every way to resolve the claim, with reasons. Source: S1-21.

    Raises: Invalid, where one of the seven is missing or stands there twice.
    """
    count = Counter(each.route for each in considered.routes)
    if set(count) != set(Route) or len(considered.routes) > len(Route):
        raise Invalid([Fault("routes", "Consider each of the seven ways once")])
    facts = {"routes": {each.route: each.answer for each in considered.routes}}
    sealed = {"reasons": [each.reason for each in considered.routes]}
    happening = Happening(EventType.CLAIM_ROUTES_CONSIDERED, facts, sealed)
    return changed(file, [happening], terms=terms, occasion=occasion)


class OfferStep(StrEnum):
    """What happens with an offer."""

    MADE = "made"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer of either side: what happens with it, its amount in pounds, whether under Part 36."""

    step: OfferStep
    amount: str
    part36: bool
    text: str = ""


def record_offer(file: CaseFile, offer: Offer, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep an offer; every member hears of each. Source: S1-25, domain.md 4.6. Raises: Invalid."""
    amount = pounds(offer.amount, "amount")
    facts = {"step": offer.step, "part36": offer.part36}
    happenings = [
        Happening(EventType.CLAIM_OFFERED, facts, {"amount": amount, "text": offer.text}),
        *told(contacts_of(file.events), Development.OFFER),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Settlement:
    """The damages in pounds that were agreed, that they are final, and the terms."""

    amount: str
    final: bool
    text: str = ""
    member_view: str = ""


def settle_claim(file: CaseFile, settled: Settlement, *, terms: Terms, occasion: Occasion) -> Change:
    """The damages are agreed; who bears them need not be decided for it.

    Source: S1-12, S1-24, domain.md 4.6. Raises: Invalid.
    """
    amount = pounds(settled.amount, "amount")
    if not settled.final:
        raise Invalid([Fault("final", "Damages are agreed when their amount is final")])
    if settled.member_view.strip() and not settled.text.strip():
        raise Invalid([Fault("text", "Give your reasons: the member takes another view")])
    sealed = {"amount": amount, "text": settled.text, "member_view": settled.member_view}
    happenings = [
        Happening(EventType.CLAIM_SETTLED, sealed=sealed),
        *told(contacts_of(file.events), Development.DAMAGES, amount),
        *staff_told(file.events, StaffNews.SETTLED, has_account),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Share:
    """What one member bears, in per cent."""

    member: str
    share: str


@dataclass(frozen=True, slots=True)
class Shares:
    """Who bears how much, whether that is decided, and the evidence and reasons for it."""

    shares: tuple[Share, ...]
    decided: bool
    evidence: str
    text: str


def apportion(file: CaseFile, asked: Shares, *, terms: Terms, occasion: Occasion) -> Change:
    """Put down who bears how much, as a proposal or decided; only a decision is told, to the members.

    Source: S1-14, S1-24, S1-31, S1-32. Raises: Invalid, unless all shares make the whole.
    """
    known = [each.id for each in members_of(file.events)]
    faults = list(_faults_of_shares(asked.shares, known))
    if faults:
        raise Invalid(faults)
    made = Apportionment(
        {each.member: hundredths(each.share, "shares") for each in asked.shares}, asked.decided
    )
    if sum(made.shares.values()) != WHOLE:
        raise Invalid([Fault("shares", "The shares of all members must make 100 per cent")])
    facts = {"shares": dict(made.shares), "decided": made.decided}
    sealed = {"evidence": asked.evidence, "text": asked.text}
    contacts = contacts_of(file.events) if made.decided else ()
    happenings = [
        Happening(EventType.CLAIM_APPORTIONED, facts, sealed),
        *told(contacts, Development.APPORTIONED),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


def _faults_of_shares(shares: Sequence[Share], known: Sequence[str]) -> Iterator[Fault]:
    count = Counter(each.member for each in shares)
    if sorted(count.elements()) != sorted(known):
        yield Fault("shares", "Give each member its share once")
