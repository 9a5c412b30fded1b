"""Tables of docs/performance.md, between the two marks that each has there."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from infra.files import write_whole
from infra.steps import Refusal

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
Row = Sequence[str]
"""The cells of one line; a table's first row is its heading."""


def write_down(name: str, rows: Sequence[Row], *, into: Path = DOCUMENT) -> None:
    """Put a table and the machine in place of what was measured before. Raises: Refusal."""
    begin, end = f"<!-- measured: {name} -->", f"<!-- /measured: {name} -->"
    text = into.read_text("utf-8")
    if begin not in text or end not in text:
        raise Refusal(f"{into.name} has no place for {name}: two marks, {begin} and {end}.")
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    write_whole(into, f"{before}{begin}\n{_machine()}\n\n{table(rows)}\n{end}{after}")


def table(rows: Iterable[Row]) -> str:
    """The rows as Markdown; what follows the first cell stands to the right."""
    heading, *others = rows
    marks = ["---", *("---:" for _ in heading[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heading, marks, *others))


def _machine() -> str:
    processors, today = os.cpu_count(), date.today()
    load = os.getloadavg()[0]
    return (
        f"Measured {today.day} {today:%B %Y}: {processors} cores ({platform.machine()}), "
        f"Python {platform.python_version()}, load {load:.1f} when it was written down."
    )
