"""Measure, print, and write down in docs/performance.md:

    python -m tests.benchmarks [SIZE ...]

Everything at each size (1,000, 10,000 and 100,000 open cases), cold starts, and one complaint's life.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

from infra.package.package import make_package
from infra.steps import run_politely, step
from tests.benchmarks.cold import BARE, cold_starts
from tests.benchmarks.life import IDLE, TWO_MAILS, Pages, Programs, Stretch, a_life
from tests.benchmarks.meter import Used
from tests.benchmarks.prices import dollars
from tests.benchmarks.sizes import SIZES, at_each_size
from tests.benchmarks.written_down import Row, table, write_down

COMPLAINTS = 1000
EIGHT = 8
LIVES = 3
NOT_THE_FUNCTIONS = frozenset({"ListStreams", "DescribeStream", "GetShardIterator", "GetRecords"})
"""What reads the stream: in AWS that is Lambda's own work, and free."""


def main() -> None:
    """Every table, one after another."""
    sizes = [int(argument) for argument in sys.argv[1:]] or SIZES
    _told("sizes", at_each_size(sizes))
    # Before the cold starts, which print: what is logged in a life must be counted, and not printed.
    with step("Living one complaint from the form to its end, in two ways"):
        by_pages, by_commands = _quietest(Pages), _quietest(Programs)
    _told("life", _life(by_pages))
    _told("commands", _life(by_commands))
    _told("cost", _cost(by_pages, by_commands))
    with step("Starting each function cold, again and again"):
        starts = _cold()
    _told("cold", starts)


def _told(name: str, rows: Sequence[Row]) -> None:
    print("\n" + table(rows) + "\n", flush=True)
    write_down(name, rows)


def _cold() -> list[Row]:
    starts = cold_starts()
    bare = starts[BARE].answered
    megabytes = make_package("local").archive.stat().st_size / 10**6
    heading = ("", "ratio", "until loaded", "until the first answer")
    rows = [
        (name, f"{each.answered / bare:.2f}", f"{each.loaded:.0f} ms", f"{each.answered:.0f} ms")
        for name, each in starts.items()
    ]
    return [heading, *rows, ("the zip of all of them", "", "", f"{megabytes:.1f} MB")]


def _quietest(work: type[Pages | Programs]) -> Sequence[Stretch]:
    """Of three lives the one with the least processor time: whatever disturbs only adds to it."""
    return min((a_life(work) for _ in range(LIVES)), key=_processor_time)


def _processor_time(life: Iterable[Stretch]) -> float:
    return sum(used.seconds.total() for _, used in life)


def _life(stretches: Iterable[Stretch]) -> list[Row]:
    heading = ("", "requests", "units read", "units written", "mails", "calls to AWS")
    return [heading, *(_stretch(name, used) for name, used in stretches)]


def _stretch(name: str, used: Used) -> Row:
    calls = {n: times for n, times in sorted(used.calls.items()) if n not in NOT_THE_FUNCTIONS}
    asked = ", ".join(f"{times} {operation}" for operation, times in calls.items()) or "none"
    counts = (used.runs["APIHandler"], f"{used.read:g}", f"{used.written:g}", used.mails)
    return (name, *map(str, counts), asked)


def _cost(*ways: Sequence[Stretch]) -> list[Row]:
    """What a thousand complaints cost, with each way to work in a column of its own."""
    costs = [dollars(used for name, used in each if name != IDLE) for each in ways]
    mails = sum(used.mails for _, used in ways[0])
    whole = [sum(each.values()) for each in costs]
    with_eight = [
        one + (EIGHT - mails) * _of_a_mail(dict(each)) for one, each in zip(whole, ways, strict=True)
    ]
    rows = [(what, *_for_a_thousand(each[what] for each in costs)) for what in costs[0]]
    return [
        ("for 1,000 complaints, at list prices", "with every page", "by the commands alone"),
        *rows,
        (f"all of it, with {mails} mails each", *_for_a_thousand(whole)),
        ("with eight mails each", *_for_a_thousand(with_eight)),
    ]


def _for_a_thousand(costs: Iterable[float]) -> tuple[str, ...]:
    return tuple(f"${each * COMPLAINTS:.2f}" for each in costs)


def _of_a_mail(life: Mapping[str, Used]) -> float:
    """What one mail costs with all that is kept of it: half of a tick that sends two, without what any
    tick costs.
    """
    two, tick = (sum(dollars([life[name]]).values()) for name in (TWO_MAILS, IDLE))
    return (two - tick) / 2


if __name__ == "__main__":
    run_politely(main)
