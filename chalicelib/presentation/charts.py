"""Bars: what stands in a table beside them, to be seen at a glance.

Drawn on the server as SVG, without a style of its own: the security policy of our pages allows none.
A bar is as long as its share of the longest; the words beside it are text, so that they stay readable
on a phone and in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 1000
"""What the longest bar measures, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: where it begins, how long it is, and the name of its look."""

    x: int
    width: int
    look: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its words and its number."""

    label: str
    number: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under each other. `legend` are pairs of a look and what it means."""

    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...]


def chart_of(
    rows: Iterable[tuple[str, Sequence[int]]], looks: Sequence[tuple[str, str]]
) -> Chart | None:
    """A chart of rows of amounts, one amount for each look; None where nothing is to be seen.

    >>> chart_of([("May", (3, 1))], [("done", "In time"), ("late", "Late")]).bars[0].parts[1]
    Part(x=750, width=250, look='late')
    """
    kept = [(label, tuple(amounts)) for label, amounts in rows]
    longest = max((sum(amounts) for _, amounts in kept), default=0)
    if not longest:
        return None
    used = [look for n, look in enumerate(looks) if any(amounts[n] for _, amounts in kept)]
    return Chart(tuple(_bar(*row, looks, longest) for row in kept), tuple(used))


def _bar(label: str, amounts: Sequence[int], looks: Sequence[tuple[str, str]], longest: int) -> Bar:
    parts, before = [], 0
    for amount, (look, _) in zip(amounts, looks, strict=True):
        start, end = (round(WIDTH * each / longest) for each in (before, before + amount))
        if amount:
            parts.append(Part(start, end - start, look))
        before += amount
    return Bar(label, str(before), tuple(parts))
