"""Clocks whose date was agreed with somebody: a response by a day, a call back at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.domain.calendar import london_date
from chalicelib.domain.clocks.steps import Reckoning, Step, StepKind
from chalicelib.domain.errors import DateMissing

Target = date | datetime
"""A London date, or an instant in UTC."""


def target_in(facts: Mapping[str, Any], fact: str) -> Target:
    """The date or the instant that an event's facts name. Raises: DateMissing."""
    stated = facts.get(fact)
    if not isinstance(stated, str):
        raise DateMissing(fact)
    try:
        return _instant(stated) if "T" in stated else date.fromisoformat(stated)
    except ValueError as error:
        raise DateMissing(fact) from error


def _instant(stated: str) -> datetime:
    instant = datetime.fromisoformat(stated)
    if instant.tzinfo is None:
        raise ValueError("an instant without its zone could be any of two dozen")
    return instant


def day_of(target: Target) -> date:
    """The London date of a date or an instant."""
    return london_date(target) if isinstance(target, datetime) else target


def instant_of(target: Target) -> datetime:
    """The instant, for a clock that counts hours. Raises: DateMissing, of a date without a time."""
    if isinstance(target, datetime):
        return target
    raise DateMissing("due")


def agreed_on(target: Target, added: int) -> Reckoning:
    """The date or instant that was agreed, and what was added to it since.

    Source: S2-47, S0-9. It may be a day that is no working day: the person agreed to it.
    """
    final = target + timedelta(days=added)
    at = final if isinstance(final, datetime) else None
    return Reckoning(day_of(final), day_of(final), at, (Step(StepKind.AGREED, day_of(final), at=at),))
