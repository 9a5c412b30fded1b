"""Everything at each size of the archive, as rows of a table: the ratio first.

All sizes are measured side by side, turn by turn: what else the machine has to do then slows all alike,
and the ratio of the largest to the smallest is that of the same moment.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from contextlib import ExitStack

from chalice.test import Client

from app import app
from infra.steps import step
from tests.benchmarks.filled import filled_aws
from tests.benchmarks.practice import BenchPractice, Thing, Turn
from tests.benchmarks.written_down import Row

SIZES = (1_000, 10_000, 100_000)


def at_each_size(sizes: Sequence[int]) -> list[Row]:
    """The ratio of the last size to the first, milliseconds at each, and the calls to AWS."""
    with ExitStack() as cleanup:
        practices = [_practice(size, cleanup) for size in sizes]
        client = cleanup.enter_context(Client(app))
        rows = [
            _line(things[0].name, _turns(practices, things))
            for things in zip(*(each.everything(client) for each in practices), strict=True)
        ]
    heading = ("", "ratio", *(f"{size:,} open" for size in sizes), "handler only", "calls to AWS")
    return [heading, *rows]


def _practice(size: int, cleanup: ExitStack) -> BenchPractice:
    with step(f"Filling a table with {size:,} open cases"):
        return BenchPractice(cleanup.enter_context(filled_aws(size)))


def _turns(practices: Sequence[BenchPractice], things: Sequence[Thing]) -> Sequence[Sequence[Turn]]:
    """Each thing in turn at every size; the first turn warms up and does not count."""
    turns = [
        [_turn(practice, thing) for practice, thing in zip(practices, things, strict=True)]
        for _ in range(things[0].times + 1)
    ]
    return turns[1:]


def _turn(practice: BenchPractice, thing: Thing) -> Turn:
    with practice.visited():
        thing.before()
        return practice.timed(thing.act)


def _line(name: str, turns: Sequence[Sequence[Turn]]) -> Row:
    calls = turns[-1][0].calls
    assert all(each.calls == calls for each in turns[-1]), f"{name} asks AWS more when more is open"
    medians = (_median(each.seconds for each in column) for column in zip(*turns, strict=True))
    ratio = statistics.median(turn[-1].seconds / turn[0].seconds for turn in turns)
    busy = _median(turn[-1].busy for turn in turns)
    asked = ", ".join(f"{n} {operation}" for operation, n in sorted(calls.items()))
    return (name, f"{ratio:.2f}", *medians, busy, asked)


def _median(seconds: Iterable[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.0f} ms"
