"""Appeals: who disagrees is heard by the next rung of the pack's ladder, never by somebody who decided
on a lower one (S1-54).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, last_of
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import APPEALS, PolicyPack, Rung


class DecidedBy(StrEnum):
    """How an appeal came to its end: only a rung that allows it ends in mediation, alone or as well."""

    HOLDER = "holder"
    MEDIATION = "mediation"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rung that was decided, with reasons, and by whom of the staff."""

    rung: int
    by: StaffId


def verdicts_of(events: Iterable[Event]) -> tuple[Verdict, ...]:
    """Every appeal that was decided, in order."""
    decided = each_of(events, EventType.APPEAL_DECIDED)
    return tuple(Verdict(event.facts["rung"], StaffId(event.by.id)) for event in decided)


def waiting_rung(events: Iterable[Event]) -> int | None:
    """The rung that has an appeal before it; None where nobody waits for a decision."""
    last = last_of(events, EventType.APPEAL_RAISED, EventType.APPEAL_DECIDED)
    waits = last is not None and last.type is EventType.APPEAL_RAISED
    return int(last.facts["rung"]) if last and waits else None


def next_rung(events: Sequence[Event], pack: PolicyPack) -> Rung | None:
    """The rung that decides next; None where the ladder ends, or the pack has none."""
    number = max((verdict.rung for verdict in verdicts_of(events)), default=0) + 1
    return next((rung for rung in ladder_of(pack) if rung.number == number), None)


def ladder_of(pack: PolicyPack) -> tuple[Rung, ...]:
    """The rungs of appeal, lowest first; empty where the pack knows no appeals."""
    return pack.ladders.get(APPEALS, ())


def holders_of(rung: Rung, pack: PolicyPack) -> str:
    """The titles of the roles of which any one decides on this rung."""
    return " or ".join(pack.roles[role].title for role in rung.roles)
