"""The format of stored items, and how one of an older format is brought up to the present.

Every item carries the number of its format. Whoever reads one that is older gets it brought up; the
stored item stays as it is until it is written again or `make migrate` comes by. So code of both formats
can run side by side while a deployment is under way, if a change of format is made in two deployments:
the first reads the new one too (PRESENT), the second writes it (WRITTEN).

An upgrade changes what stands beside a body, or the body of what is written on a version. The body of a
message is compared when it is claimed: it gets its new fields by their defaults instead.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.domain.errors import StoreBusy

Item = dict[str, Any]

PRESENT = 3
"""The newest format that this code reads."""
WRITTEN = 3
"""The format of what it writes."""

KEY = "format"


class FormatUnknown(StoreBusy):
    """The item was written by newer code than this: it is not guessed at. The next attempt may meet
    code that knows it.
    """


def brought_up(stored: Item, to: int = PRESENT) -> Item:
    """The item in the present format; itself where it is that, or tells no format (an index gives only
    a part of an item). Raises: FormatUnknown.
    """
    held = stored.get(KEY, PRESENT)
    if held > PRESENT:
        raise FormatUnknown(f"An item is of format {held}, and this code reads up to {PRESENT}")
    for older in range(held, to):
        stored = {**UPGRADES[older](stored), KEY: older + 1}
    return stored


def _with_calendar_in_row(stored: Item) -> Item:
    """Format 1 had rows that did not name the calendar that their case pinned, so that a declared
    holiday had to open each of those cases to see.
    """
    if stored.get("sk") != "CASE" or not {"row", "body"} <= stored.keys():
        return stored
    row, case = json.loads(stored["row"]), json.loads(stored["body"])
    if row.get("calendar_version"):
        return stored
    row["calendar_version"] = case["calendar_version"]
    return {**stored, "row": json.dumps(row, ensure_ascii=False, separators=(",", ":"))}


def _as_it_is(stored: Item) -> Item:
    """Format 2 had the same, not packed (`packed`)."""
    return stored


UPGRADES: Mapping[int, Callable[[Item], Item]] = {1: _with_calendar_in_row, 2: _as_it_is}
"""How an item of each older format becomes one of the next. Never changed once it was deployed."""
