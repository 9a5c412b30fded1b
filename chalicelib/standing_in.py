"""What stands in for something that is dear to make, until somebody asks something of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar, cast

T = TypeVar("T")


def when_asked(make: Callable[[], T]) -> T:
    """As good as what `make` gives, which is made when an attribute of it is first asked for.

    >>> made = []
    >>> text = when_asked(lambda: made.append("text") or "a text")
    >>> made
    []
    >>> text.upper(), text.title(), made
    ('A TEXT', 'A Text', ['text'])
    """
    return cast("T", _StandIn(make))


class _StandIn:
    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> object:
        return self._make()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)
