"""python -m infra.importing FILE MAPPING [STAGE] [--write]: bring in the cases of a former system.

Shows what would become of the rows; with --write, makes the cases. Rows that cannot become one are put
into a file beside, with the reason in each: mend them there and import that file. A file that is
imported again makes no case twice.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from chalicelib.wiring import real_world
from infra.importing.importing import Importer, Outcome, imported, importer_of, previewed
from infra.importing.mapping import DATES, FieldMapping, Row, read_mapping, rows_of
from infra.operated import operated
from infra.steps import run_politely

WHY = "Why it was not brought in"
SHOWN = frozenset(
    {
        *DATES,
        "outcome",
        "contact_type",
        "received_via",
        "subject",
        "acknowledged_how",
        "offered",
        "handler",
    }
)
"""Fields whose values a preview shows; of what may be somebody's it tells the length."""


def main() -> None:
    """Show, or write; say how many of which."""
    parser = argparse.ArgumentParser(
        prog="make import", description="Bring in the cases of a former system."
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("mapping", type=Path)
    parser.add_argument("stage", nargs="?", default="")
    parser.add_argument("--write", action="store_true", help="make the cases")
    asked = parser.parse_args()
    mapping = read_mapping(asked.mapping)
    settings = operated(asked.stage).settings
    # A line of the log for each case would bury what this says.
    ports = real_world(replace(settings, log_level="ERROR")).ports
    importer = importer_of(mapping, ports)
    become = imported if asked.write else previewed
    rows = list(rows_of(asked.file, mapping))
    _show_mapping(rows, mapping)
    outcomes = [become(row, importer, ports) for row in rows]
    rejects = asked.file.with_suffix(".rejects.csv")
    write_rejects(outcomes, rejects, mapping)
    print("\n".join(told(outcomes, importer, rejects, written=asked.write)))


def told(outcomes: Sequence[Outcome], importer: Importer, rejects: Path, *, written: bool) -> list[str]:
    """What became of the rows, or would, in a few lines."""
    rejected = sum(bool(each.reasons) for each in outcomes)
    there = sum(each.reference is not None and not each.made for each in outcomes)
    new = len(outcomes) - rejected - there
    ended = sum(each.ended for each in outcomes)
    lines = [
        f"  {new} {'were' if written else 'would be'} brought in for {importer.organisation.name}",
        f"  {there} were there already",
        f"  {rejected} cannot be" + (f": {rejects} says why of each" if rejected else ""),
    ]
    if ended:
        lines.append(f"  {ended} had ended there: they are kept, and nobody hears of them")
    if written:
        overdue = sum(each.overdue for each in outcomes)
        lines.append(f"  {overdue} are past the date of their acknowledgement: staff are told of each")
    else:
        lines.append("  Nothing was written. To bring them in: the same with ARGS=--write.")
    return lines


def write_rejects(outcomes: Iterable[Outcome], file: Path, mapping: FieldMapping) -> None:
    """The rows that cannot become cases, as they were, with the reason in a column of its own. Only who
    imports may read it. There is none where there is nothing to say.
    """
    rejected = [each for each in outcomes if each.reasons]
    file.unlink(missing_ok=True)
    if not rejected:
        return
    columns = [name for name in rejected[0].row.original if name != WHY]
    private = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(private, "w", encoding=mapping.encoding, newline="") as opened:
        writer = csv.writer(opened, delimiter=mapping.delimiter)
        writer.writerow([*columns, WHY])
        for each in rejected:
            original = [each.row.original[name] for name in columns]
            writer.writerow([*original, "; ".join(each.reasons)])


def _show_mapping(rows: Sequence[Row], mapping: FieldMapping) -> None:
    """The first row as it is read, without anything that may be somebody's."""
    print(f"  {len(rows)} rows. The first one is read so:")
    for field, value in (rows[0].answers if rows else {}).items():
        column = mapping.columns.get(field, "every row")
        shown = value if field in SHOWN else f"{len(value)} characters"
        print(f"    {field:<20} ← {column:<24} {shown}")


if __name__ == "__main__":
    run_politely(main)
