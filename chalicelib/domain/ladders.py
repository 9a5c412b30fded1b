"""Ladders: who hears next of a promise that nobody keeps, and who decides an appeal next. Climbed in
order; no rung is ever skipped (S1-54).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import time
from itertools import pairwise

from chalicelib.domain.clocks import Climb, ClockKind, ClockRule, Notice
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.identifiers import RoleCode, StaffId
from chalicelib.domain.policy import APPEALS, PolicyPack, Rung
from chalicelib.domain.recipients import Recipient, RecipientKind

_FIRST = 1
_MIDNIGHT = time()


def promises(rule: ClockRule) -> bool:
    """Whether the clock says when its date has passed: then somebody must answer for it. One that ends
    by itself in a promotion leaves nothing to answer for.
    """
    notices = {each.notice for each in rule.milestones}
    return Notice.BREACH in notices and Notice.PROMOTION not in notices


def with_ladder(rule: ClockRule, rungs: Sequence[Rung]) -> ClockRule:
    """The rule with the rungs that it climbs: all but the first, which is the handler's and hears the
    reminders themselves. Source: S0-22, S2-72; domain 4.7.
    """
    own = _rung_of(rule.owner, rungs)
    climbs = (_climb(rung, own) for rung in rungs if rung.number > _FIRST)
    return replace(rule, climbs=tuple(climbs))


def _rung_of(role: RoleCode, rungs: Sequence[Rung]) -> int:
    return next((rung.number for rung in rungs if role in rung.roles), _FIRST)


def _climb(rung: Rung, owners: int) -> Climb:
    return Climb(
        rung=rung.number,
        working_days=rung.after_working_days,
        at=rung.at or _MIDNIGHT,
        hours=rung.after_hours,
        up_to_owner=rung.number <= owners,
    )


def above(role: RoleCode, rungs: Sequence[Rung]) -> tuple[Rung, ...]:
    """The rungs over a role's own; all but the first where it stands on none."""
    own = _rung_of(role, rungs)
    return tuple(rung for rung in rungs if rung.number > own)


def from_rung(number: int, rungs: Sequence[Rung]) -> tuple[Rung, ...]:
    """A rung and those over it."""
    return tuple(rung for rung in rungs if rung.number >= number)


def ladder_for(to: Recipient, pack: PolicyPack) -> tuple[Rung, ...]:
    """The ladder on which a recipient stands: that of appeals for a rung of it, else of reminders."""
    return pack.ladders.get(APPEALS, ()) if to.kind is RecipientKind.APPEAL else pack.reminders()


def rung_to_decide(
    asked: int,
    by: StaffId,
    held: Iterable[RoleCode],
    *,
    decided: Sequence[tuple[int, StaffId]],
    pack: PolicyPack,
) -> Rung:
    """The rung of the ladder of appeals that this person may decide now.

    `decided` are the rungs that were decided with reasons so far, with who decided. None is skipped,
    and who decided a lower rung decides no higher one. Source: S1-54 [D].
    Raises: RuleBroken, saying whose turn it is.
    """
    rungs = pack.ladders.get(APPEALS, ())
    following = max((number for number, _ in decided), default=0) + 1
    rung = next((each for each in rungs if each.number == asked), None)
    if rung is None:
        raise RuleBroken("There is no such rung in the ladder of appeals")
    if asked != following:
        raise RuleBroken(f"Rung {following} decides next: {_holders(rungs, following, pack)}")
    if not set(held) & set(rung.roles):
        raise RuleBroken(f"Rung {asked} is decided by: {_holders(rungs, asked, pack)}")
    if by in {person for _, person in decided}:
        raise RuleBroken("Who decided a lower rung cannot decide this one")
    return rung


def _holders(rungs: Sequence[Rung], number: int, pack: PolicyPack) -> str:
    roles = next((rung.roles for rung in rungs if rung.number == number), ())
    return ", ".join(pack.roles[role].title for role in roles) or "nobody, the ladder ends here"


def faults_of_reminders(rungs: Sequence[Rung], clocks: Iterable[ClockRule]) -> Iterator[str]:
    """What would keep a ladder of reminders from being climbed, in sentences."""
    counts_hours = any(rule.kind is ClockKind.ELAPSED_HOURS and rule.climbs for rule in clocks)
    for rung in rungs[:1]:
        if rung.after_working_days or rung.after_hours:
            yield "Rung 1 of the ladder of reminders waits, but it hears the reminders themselves"
    for _, rung in pairwise(rungs):
        yield from _without_wait(rung, counts_hours=counts_hours)


def _without_wait(rung: Rung, *, counts_hours: bool) -> Iterator[str]:
    what = f"Rung {rung.number} of the ladder of reminders"
    if rung.after_working_days <= 0 or rung.at is None:
        yield f"{what} does not say after how many working days it hears, and at what time"
    if rung.after_hours <= 0 and counts_hours:
        yield f"{what} does not say after how many hours it hears"
