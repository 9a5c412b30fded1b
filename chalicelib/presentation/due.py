"""How near a date is, in words that need no colour."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from chalicelib.presentation.labels import Tag

SOON = 3
"""Days before a date from which it is called soon."""


class DueState(StrEnum):
    """How near a date is."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    LATER = "later"


def due_state(due: date, today: date) -> DueState:
    """How near the date is, counted in days of the calendar."""
    days = (due - today).days
    if days < 0:
        return DueState.OVERDUE
    if days == 0:
        return DueState.DUE_TODAY
    return DueState.DUE_SOON if days <= SOON else DueState.LATER


_COLOURS = {
    DueState.OVERDUE: "red",
    DueState.DUE_TODAY: "orange",
    DueState.DUE_SOON: "yellow",
    DueState.LATER: "grey",
}


def due_tag(due: date, today: date) -> Tag:
    """The date's nearness as a tag.

    >>> due_tag(date(2026, 12, 29), date(2026, 12, 31)).text
    'Overdue 2 days'
    >>> due_tag(date(2026, 12, 31), date(2026, 12, 31)).text
    'Due today'
    >>> due_tag(date(2027, 1, 1), date(2026, 12, 31)).text
    'Due tomorrow'
    """
    days = (due - today).days
    return Tag(_words(days), _COLOURS[due_state(due, today)])


def _words(days: int) -> str:
    if days < 0:
        return f"Overdue {_days(-days)}"
    named = {0: "Due today", 1: "Due tomorrow"}
    return named.get(days, f"Due in {_days(days)}")


def _days(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"
