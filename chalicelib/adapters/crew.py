"""Doing many things at once: threads, because each of them mostly waits for AWS."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

HANDS = 8
"""More would wait for each other on the processor that a function of 512 MB is given."""


class ThreadCrew:
    """A handful of threads for as long as there is something to do."""

    def each(self, act: Callable[[T], R], things: Iterable[T]) -> list[R]:
        """What `act` gives for each thing, in their order. Each knows for which request it works."""
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(HANDS) as crew:
            begun = [crew.submit(copy_context().run, act, thing) for thing in things]
            return [each.result() for each in begun]


class OneAfterAnother:
    """The same without threads, for a store in memory that knows no concurrency."""

    def each(self, act: Callable[[T], R], things: Iterable[T]) -> list[R]:
        """What `act` gives for each thing, in their order."""
        return [act(thing) for thing in things]
