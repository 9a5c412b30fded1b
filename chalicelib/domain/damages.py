"""What a claim costs, and who bears it: the seven ways to resolve it, offers, damages, and the shares
of several members, which the claimant never learns (S1-12, S1-14, S1-21, S1-24, S1-32).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from chalicelib.domain.claim_members import members_of
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import Event, EventType, Happening
from chalicelib.domain.history import last_of, words_of


class Route(StrEnum):
    """The seven ways to resolve a claim (S1-21)."""

    PART36 = "part36"
    STOCKTAKE = "stocktake"
    JOINT_SETTLEMENT = "joint_settlement_meeting"
    NEUTRAL_EVALUATION = "early_neutral_evaluation"
    RESOLUTION_MEETING = "resolution_meeting"
    MEDIATION = "mediation"
    HANDLERS = "handler_to_handler"


class RouteAnswer(StrEnum):
    """What became of thinking about one of them."""

    CONSIDERED = "considered"
    USED = "used"
    DECLINED = "declined"


def routes_of(events: Iterable[Event]) -> Mapping[Route, RouteAnswer]:
    """What was said last of the seven ways; empty where nobody considered them."""
    last = last_of(events, EventType.CLAIM_ROUTES_CONSIDERED)
    answers = last.facts["routes"] if last else {}
    return {Route(route): RouteAnswer(answer) for route, answer in answers.items()}


WHOLE = 10_000
"""All of the damages, in hundredths of a per cent."""

_SHARE = re.compile(r"\d{1,3}(\.\d{1,2})?")
_MOST = Decimal(1_000_000_000)
"""No claim costs a thousand million pounds: it is a slip of the finger."""


def pounds(typed: str, field: str) -> str:
    """An amount as it is kept, with its pence. Raises: Invalid, for anything else than an amount.

    >>> pounds("£12,500", "amount")
    '12500.00'
    """
    bare = typed.strip().removeprefix("£").replace(",", "").replace(" ", "")
    try:
        amount = Decimal(bare)
    except InvalidOperation:
        amount = Decimal("NaN")
    # The comparison of what is no number is an error, so this is asked first.
    if not amount.is_finite() or not 0 < amount < _MOST or amount != round(amount, 2):
        raise Invalid([Fault(field, "Enter an amount in pounds, like 12,500 or 12,500.50")])
    return f"{amount:.2f}"


def hundredths(typed: str, field: str) -> int:
    """A share in hundredths of a per cent. Raises: Invalid.

    >>> hundredths("33.34 %", "share")
    3334
    """
    bare = typed.strip().removesuffix("%").strip()
    if not _SHARE.fullmatch(bare):
        raise Invalid([Fault(field, "Enter a share in per cent, like 60 or 33.34")])
    return int(Decimal(bare) * 100)


def damages_of(events: Iterable[Event]) -> str:
    """The damages that were agreed, with pence; empty where none are, or they were erased."""
    settled = last_of(events, EventType.CLAIM_SETTLED)
    return str(words_of(settled).get("amount", "")) if settled else ""


@dataclass(frozen=True, slots=True)
class Apportionment:
    """Who bears how much, in hundredths of a per cent by member: a proposal until it is `decided`."""

    shares: Mapping[str, int]
    decided: bool


def apportionment_of(events: Iterable[Event]) -> Apportionment | None:
    """The shares as they were put down last; None where nobody did (S1-14)."""
    last = last_of(events, EventType.CLAIM_APPORTIONED)
    return Apportionment(last.facts["shares"], last.facts["decided"]) if last else None


def is_apportioned(events: Sequence[Event]) -> bool:
    """Whether it is decided who bears how much; one member alone bears all."""
    decided = apportionment_of(events)
    return len(members_of(events)) < 2 or (decided is not None and decided.decided)


def refuse_shares(field: str, text: str, events: Iterable[Event]) -> None:
    """Raises: Invalid, where words for the claimant's side tell who of our members bears how much.

    Source: S1-14: apportionment happens behind the scenes.
    """
    known = apportionment_of(events)
    if known is None:
        return
    told = (f"{share / 100:g}" for share in known.shares.values())
    shares = "|".join(re.escape(each) for each in told)
    if re.search(rf"apportion|\b({shares})(\.0+)?\s*(%|per\s*cent)", text, re.IGNORECASE):
        words = "Take out who bears how much: the claimant’s side never learns it"
        raise Invalid([Fault(field, words)])


TOLD_TO_THE_CLAIMANT = frozenset(
    {
        EventType.PERSON_WRITTEN_TO,
        EventType.PERSON_TOLD,
        EventType.PLAN_SENT,
        EventType.CLOCK_EXTENDED,
        EventType.BREACH_EXPLAINED,
        EventType.STAGE_REPLIED,
        EventType.LETTER_DRAFTED,
        EventType.OUTCOME_REPORTED,
        EventType.CASE_DECLINED,
        EventType.CASE_TRANSFERRED,
    }
)
"""Everything whose words whoever made the claim reads, or hears."""


def refuse_shares_told(happenings: Iterable[Happening], events: Iterable[Event]) -> None:
    """Raises: Invalid, where any words that go to the claimant tell who bears how much (S1-14)."""
    held = tuple(events)
    for happening in happenings:
        if happening.type in TOLD_TO_THE_CLAIMANT:
            for field, words in (happening.sealed or {}).items():
                refuse_shares(field, str(words), held)
