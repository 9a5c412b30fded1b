"""Numbers about few people can tell about one of them. What is published of counts, by the method that
the pack names. Source: domain.md 3.13 (NHS Digital, Hospital Episode Statistics).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Counts = Mapping[Key, int]
Shown = dict[Key, int | None]
"""What may be shown of each count; None stands for a number that is kept back."""

METHOD = "sdc.method"
"""Under this key a pack names its method."""
_HES_FEWEST, _HES_STEP = 8, 5
_PRIMARY_FEWEST = 6


def disclosed(counts: Counts[Key], method: str) -> Shown[Key]:
    """What may be shown of counts that belong together. Raises: KeyError, for a method unknown.

    >>> disclosed({"yes": 23, "no": 7, "partly": 0}, "hes")
    {'yes': 25, 'no': None, 'partly': 0}
    """
    return _METHODS[method](counts)


def _hes(counts: Counts[Key]) -> Shown[Key]:
    """Counts from 1 to 7 are kept back, all others rounded to the nearest five; zeros stay."""
    return {key: _hes_count(count) for key, count in counts.items()}


def _hes_count(count: int) -> int | None:
    if 0 < count < _HES_FEWEST:
        return None
    return (count + _HES_STEP // 2) // _HES_STEP * _HES_STEP


def _primary_and_secondary(counts: Counts[Key]) -> Shown[Key]:
    """Counts from 1 to 5 are kept back. One alone could be worked out from the sum of the others, so
    the next smallest is kept back too.
    """
    hidden = {key for key, count in counts.items() if 0 < count < _PRIMARY_FEWEST}
    rest = [key for key, count in counts.items() if count and key not in hidden]
    if len(hidden) == 1 and rest:
        hidden.add(min(rest, key=lambda key: counts[key]))
    return {key: None if key in hidden else count for key, count in counts.items()}


_METHODS: Mapping[str, Callable[[Mapping[Key, int]], dict[Key, int | None]]] = {
    "hes": _hes,
    "primary5_secondary": _primary_and_secondary,
}


def shares(shown: Mapping[Key, int | None]) -> dict[Key, int | None]:
    """Whole per cents, worked out from what is shown and never from what is kept back."""
    total = sum(count or 0 for count in shown.values())
    return {
        key: None if count is None or not total else round(100 * count / total)
        for key, count in shown.items()
    }
