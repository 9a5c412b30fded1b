"""Measure, print, and write down in docs/performance.md:

    python -m tests.benchmarks [SIZE ...]

Everything at each size (1,000, 10,000 and 100,000 open cases), cold starts, and one complaint's life.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from infra.package.package import make_package
from infra.steps import run_politely, step
from tests.benchmarks.cold import BARE, cold_starts
from tests.benchmarks.life import a_life
from tests.benchmarks.meter import Used
from tests.benchmarks.prices import MAIL, dollars
from tests.benchmarks.sizes import SIZES, at_each_size
from tests.benchmarks.written_down import Row, table, write_down

COMPLAINTS = 1000
EIGHT = 8
NOT_THE_FUNCTIONS = frozenset({"ListStreams", "DescribeStream", "GetShardIterator", "GetRecords"})
"""What reads the stream: in AWS that is Lambda's own work, and free."""


def main() -> None:
    """Every table, one after another."""
    sizes = [int(argument) for argument in sys.argv[1:]] or SIZES
    _told("sizes", at_each_size(sizes))
    with step("Starting each function cold, again and again"):
        starts = _cold()
    _told("cold", starts)
    with step("Living one complaint from the form to its end"):
        stretches, logged = a_life()
    _told("life", _life(stretches))
    _told("cost", _cost([used for _, used in stretches], logged))


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


def _life(stretches: Iterable[tuple[str, Used]]) -> list[Row]:
    heading = ("", "requests", "units read", "units written", "mails", "calls to AWS")
    return [heading, *(_stretch(name, used) for name, used in stretches)]


def _stretch(name: str, used: Used) -> Row:
    calls = {n: times for n, times in sorted(used.calls.items()) if n not in NOT_THE_FUNCTIONS}
    asked = ", ".join(f"{times} {operation}" for operation, times in calls.items()) or "none"
    counts = (used.runs["APIHandler"], f"{used.read:g}", f"{used.written:g}", used.mails)
    return (name, *map(str, counts), asked)


def _cost(used: Sequence[Used], logged: int) -> list[Row]:
    costs = {what: each * COMPLAINTS for what, each in dollars(used, logged).items()}
    mails = sum(each.mails for each in used)
    with_eight = sum(costs.values()) + (EIGHT - mails) * MAIL * COMPLAINTS
    rows = [(what, f"${each:.2f}") for what, each in costs.items()]
    return [
        ("for 1,000 complaints", "list price"),
        *rows,
        (f"all of it, with {mails} mails each", f"${sum(costs.values()):.2f}"),
        ("with eight mails each", f"${with_eight:.2f}"),
    ]


if __name__ == "__main__":
    run_politely(main)
