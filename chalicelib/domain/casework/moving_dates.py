"""Giving a running clock another date, where its rule allows it (domain.md 4.7, S3-13).

The response, a request for personal details, a stage, a call, an appointment and a meeting have ways of
their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past
from chalicelib.domain.casework.contacting import RELEVANT_PERIOD, RESPONSE
from chalicelib.domain.clocks import Clock, Extension
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import PolicyPack, Terms

_OWN_WAYS = frozenset({RESPONSE, RELEVANT_PERIOD, "SAR", "MONTHLY"})


@dataclass(frozen=True, slots=True)
class DateMove:
    """Which clock gets which date, why, and whether the other side agreed."""

    clock: str
    due: date
    text: str
    agreed: bool = False


def movable(clocks: Iterable[Clock], pack: PolicyPack) -> tuple[Clock, ...]:
    """The running clocks of a case that may get another date here."""
    own_ways = _OWN_WAYS | {stage.clock for stage in pack.stages}
    return tuple(
        clock
        for clock in clocks
        if clock.running and clock.due_at is None and clock.rule.code not in own_ways and _may(clock)
    )


def _may(clock: Clock) -> bool:
    return clock.rule.revisable or clock.rule.extension is not Extension.NEVER


def move_date(file: CaseFile, move: DateMove, *, terms: Terms, occasion: Occasion) -> Change:
    """Give it the new date; the first one stays in the working. After the old date has passed the
    move is kept as late and changes nothing.

    Source: S3-13, S2-52; domain.md 3.9 (a claim’s dates move by agreement only). Raises: Invalid.
    """
    found = {clock.code: clock for clock in movable(file.clocks(terms), terms.pack)}
    clock = found.get(move.clock)
    if clock is None:
        raise Invalid([Fault("clock", "Choose from the list")])
    if clock.rule.extension is Extension.BY_AGREEMENT and not move.agreed:
        raise Invalid([Fault("agreed", "This date moves only if the other side agrees")])
    facts = {"clock": clock.code, "due": not_past(move.due, occasion, "due"), "agreed": move.agreed}
    kind = EventType.CLOCK_REVISED if clock.rule.revisable else EventType.CLOCK_EXTENDED
    return changed(file, [Happening(kind, facts, {"text": move.text})], terms=terms, occasion=occasion)
