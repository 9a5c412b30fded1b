"""An embedded AWS of our own that starts with thousands of open cases in its table.

The cases are written into its state on disk before it starts, made from a few real ones under other
numbers: through its door they would take as many minutes as they take seconds so.
"""

from __future__ import annotations

import json
import os
import tempfile
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain, cycle
from pathlib import Path
from typing import Any
from unittest.mock import patch

from chalicelib.adapters import case_table, identity_keys, keys
from chalicelib.adapters.attribute_values import plain, typed
from chalicelib.adapters.figure_table import figure_item
from chalicelib.adapters.packed import PACKED, packed, unpacked
from chalicelib.adapters.table import Table
from chalicelib.domain.case import Change
from chalicelib.domain.figures import Figure, figure_of, tallies_of
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.messages import MessageState
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.sending import finished
from infra.local.emulator import FORGETFUL
from infra.local.place import Place, free_port, place_apart
from infra.local.supervisor import start_emulator
from tests.aws import TABLE, make_table
from tests.builders import PRACTICE, a_receipt, an_intake, london

TODAY = date(2026, 3, 2)
FIRST_NUMBER = 200_000
THINGS_HELD = 5
KINDS = 60
"""How many different days the open cases came on, all of them later than what is measured."""
_BYTES = "<packed>"
_EMPTY, _NUMBER = '"items": {', "900000"


@contextmanager
def filled_aws(open_cases: int) -> Iterator[str]:
    """The name of a table with so many open cases, none of them due yet, in an AWS of its own."""
    with ExitStack() as cleanup:
        place = _place(Path(cleanup.enter_context(tempfile.TemporaryDirectory())))
        cleanup.enter_context(patch.dict(os.environ, place.aws_environment()))
        with ExitStack() as first:
            start_emulator(place, free_port(), {}, first)
            make_table()
        _fill(place.aws_state / "dynamodb.json", open_cases)
        start_emulator(place, free_port(), {FORGETFUL: "1"}, cleanup)
        yield TABLE


def _place(folder: Path) -> Place:
    place = place_apart("bench", folder)
    place.prepare()
    return place


def _fill(state: Path, open_cases: int) -> None:
    before, empty, after = state.read_text().partition(_EMPTY)
    assert after, "the emulator keeps its tables in another form now"
    with state.open("w") as file:
        file.write(before + empty)
        everything = chain(_cases(open_cases), _people(open_cases), _figures(open_cases))
        for n, held in enumerate(everything):
            file.write((", " if n else "") + held)
        file.write(after)


def _cases(count: int) -> Iterator[str]:
    kinds = [_as_kept(n) for n in range(KINDS)]
    for n in range(count):
        kept, case = kinds[n % KINDS]
        number = str(FIRST_NUMBER + n)
        own = packed({name: _renumbered(value, number) for name, value in case.items()})
        yield _renumbered(kept, number).replace(_BYTES, b64encode(own[PACKED]).decode())


def _renumbered(value: Any, number: str) -> Any:
    return value.replace(_NUMBER, number) if isinstance(value, str) else value


def _people(count: int) -> Iterator[str]:
    """By what everybody is found: an item for each of a few things that are held of each person."""
    for n in range(count):
        for thing in range(THINGS_HELD):
            key = identity_keys.person_key(f"{n}-{thing}")
            sk = identity_keys.person_place(CaseNumber(str(FIRST_NUMBER + n)), PartyId("complainant"))
            yield _partition([{"pk": key, "sk": sk, "format": 2, "beside": key}])


def _came(n: int) -> datetime:
    return london(TODAY + timedelta(days=90 + n), 8)


def _as_kept(n: int) -> tuple[str, dict[str, Any]]:
    """One case as the emulator keeps it, but for what is packed; and its item before it was. It came on
    a later day, so that nothing is due before.
    """
    change = received(_NUMBER, _came(n))
    items = [item for item in written(change) if not item["pk"]["S"].startswith("INTAKE")]
    by_key = {item["sk"]["S"]: item for item in items}
    case = by_key[keys.CASE]
    by_key[keys.CASE] = {**case, PACKED: {"B": _BYTES}}
    return f"{json.dumps(items[0]['pk']['S'])}: {json.dumps(by_key)}", unpacked(plain(case))


def _figures(count: int) -> Iterator[str]:
    """What the stream would have counted: the counters, then each case in its month."""
    kinds = [_figure(n) for n in range(KINDS)]
    sheets: dict[str, Counter[str]] = {}
    for n, figure in enumerate(kinds):
        times = len(range(n, count, KINDS))
        for tally in tallies_of(figure):
            sheets.setdefault(keys.FIGURES + tally.sheet, Counter())[tally.line] += times
    yield _partition(
        {"pk": keys.organisation_key(PRACTICE.id), "sk": sheet, **lines}
        for sheet, lines in sheets.items()
    )
    for month in sorted({figure.month for figure in kinds[:count]}):
        yield _partition(
            figure_item(PRACTICE.id, replace(figure, number=CaseNumber(str(FIRST_NUMBER + n))))
            for n, figure in zip(range(count), cycle(kinds), strict=False)
            if figure.month == month
        )


def _figure(n: int) -> Figure:
    change = received(_NUMBER, _came(n))
    return figure_of(change.file, change.clocks)


def _partition(items: Iterable[Mapping[str, Any]]) -> str:
    kept = [typed(item) for item in items]
    by_key = {item["sk"]["S"]: item for item in kept}
    return f"{json.dumps(kept[0]['pk']['S'])}: {json.dumps(by_key)}"


def received(number: str, at: datetime) -> Change:
    """A new case with nothing owed any more."""
    change = a_receipt(an_intake(key=f"bench-{number}", received_at=at), number=number)
    sent = tuple(finished(message, MessageState.SENT) for message in change.messages)
    return replace(change, messages=sent)


def written(change: Change) -> list[Mapping[str, Any]]:
    """The items of a change, in DynamoDB's form."""
    return [write.request(Table(""))["Put"]["Item"] for write in case_table._writes(change)]
