"""The figures as they may be handed to partners: rounded or kept back by the pack's method, without a
way to any case. Source: S4-3, S4-7; domain.md 3.13.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from chalicelib.domain.dashboard import Dashboard, Keeping, MonthFigures
from chalicelib.domain.figures import Promise
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.small_numbers import METHOD, disclosed
from chalicelib.domain.states import State

Told = Mapping[Promise, int | None]
"""How a promise stands, as far as it may be told; None is kept back."""


@dataclass(frozen=True, slots=True)
class MonthForOthers:
    """The cases of one month that is over. None is a number that is kept back."""

    month: str
    received: int | None
    acknowledged: Told
    answered: Told


@dataclass(frozen=True, slots=True)
class FiguresForOthers:
    """What may be handed on: open cases by state, and the months that are over, the oldest first."""

    open: Mapping[State, int | None]
    months: tuple[MonthForOthers, ...]


def for_others(figures: Dashboard, pack: PolicyPack) -> FiguresForOthers:
    """As much as hides everybody. The month that still runs is never told: tomorrow it holds one more,
    and the difference would be a person. Sums are left out where they would give a number away.
    """
    method = str(pack.settings[METHOD].value)
    over = figures.months[:-1]
    received = disclosed({each.month: each.received for each in over}, method)
    acknowledged = _told(over, lambda each: each.acknowledged, method)
    answered = _told(over, lambda each: each.answered, method)
    return FiguresForOthers(
        open=disclosed({each: n for each in State if (n := figures.in_state(each))}, method),
        months=tuple(
            MonthForOthers(m.month, received[m.month], acknowledged[m.month], answered[m.month])
            for m in over
        ),
    )


def _told(
    months: Iterable[MonthFigures], kept: Callable[[MonthFigures], Keeping], method: str
) -> Mapping[str, Told]:
    """One promise in all months, hidden together: one month alone could be worked out from the rest."""
    counts = {
        (each.month, promise): count
        for each in months
        for promise, count in _counts(kept(each)).items()
    }
    told: dict[str, dict[Promise, int | None]] = {}
    for (month, promise), count in disclosed(counts, method).items():
        told.setdefault(month, {})[promise] = count
    return told


def _counts(kept: Keeping) -> Mapping[Promise, int]:
    return {
        Promise.IN_TIME: kept.in_time,
        Promise.LATE: kept.late,
        Promise.WAITING: kept.waiting,
    }
