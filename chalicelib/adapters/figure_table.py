"""The figures: counters by sheet in a table of their own, which names no case and nobody (S4-3), and
in the table of cases what each of them counts as.

table    pk                    sk                  what
figures  ORG#<id>              FIGURES#OPEN        open cases by state and grade
                               FIGURES#MONTH#2026-12  how the cases of that month of receipt stand
                               FIGURES#DUE#2026-12 open cases by the day on which something is due
                               FIGURES#YEAR#2027-03-31  what the reports of that year count
                       FIGURES#QUARTER#2027-03-31  what the report of root causes counts
cases    FIGURES#<id>#2026-12  FIGURE#123456       what a case counts as; in `team` while it is open,
                                           in `holder` once its cause was recorded

The counters change in one transaction with what the case counts as and with its TALLY, on the version
counted last: a record of the stream that comes twice, late or out of order counts once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from chalicelib.adapters import items, keys, table
from chalicelib.adapters.case_rows import rows_of
from chalicelib.adapters.page_keys import closed, opened
from chalicelib.adapters.table import Item, Table, Write
from chalicelib.adapters.worklist_query import in_json
from chalicelib.application.figure_ports import CasesBehind
from chalicelib.application.ports import Miscount
from chalicelib.domain.dashboard import Sheets, months_until
from chalicelib.domain.figures import DUE, MONTH, OPEN, Behind, Figure, moved, tallies_of
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.yearly import YEAR

LOOKED_THROUGH = 1000
"""More open cases than most organisations have: their lists are whole on the first pages."""


class Counters(Protocol):
    """Whoever can say what the counters say."""

    def sheets(self, organisation: OrganisationId) -> Sheets:
        """Every counter of an organisation, in one call."""


class SheetTable:
    """The table of figures, and no other."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def sheets(self, organisation: OrganisationId) -> Sheets:
        """Every counter, in one call, strongly consistent."""
        stored = self._table.query(
            "pk = :pk AND begins_with(sk, :sk)",
            {":pk": keys.organisation_key(organisation), ":sk": keys.FIGURES},
            TableName=self._table.figures,
            ConsistentRead=True,
        )
        return {each["sk"].removeprefix(keys.FIGURES): _lines(each) for each in stored}


class FigureTable:
    """Reading figures. The cases behind them are in the table of cases; what the counters say is asked
    of `counters`, in AWS a function that may read them and nothing else.
    """

    def __init__(self, store: Table, counters: Counters | None = None) -> None:
        self._table, self._counters = store, counters or SheetTable(store)

    def sheets(self, organisation: OrganisationId) -> Sheets:
        """Every counter, in one call."""
        return self._counters.sheets(organisation)

    def behind(
        self, organisation: OrganisationId, asked: Behind, *, limit: int, after: str = ""
    ) -> CasesBehind:
        """Some of the cases behind a number: which they are, then their rows.

        What is looked for by its figure is looked for among `LOOKED_THROUGH` at once, so that a page
        costs the same however many cases there are: it may hold fewer cases than there is room for,
        although more follow.
        """
        found, last = self._found(organisation, asked, limit=limit, start=opened(after))
        if len(found) > limit:
            found = found[:limit]
            place = _place(asked)
            last = {name: found[-1][name] for name in place}
        numbers = [keys.figure_number(each["sk"]) for each in found]
        rows = {row.reference.number: row for row in rows_of(numbers, self._table)}
        return CasesBehind(tuple(rows[n] for n in numbers if n in rows), closed(last))

    def _found(
        self, organisation: OrganisationId, asked: Behind, *, limit: int, start: dict[str, str] | None
    ) -> tuple[list[Item], dict[str, str] | None]:
        condition, values, more = _where(organisation, asked)
        only = {f":f{n}": in_json(*each) for n, each in enumerate(asked.chosen.items())}
        if only:
            more["FilterExpression"] = " AND ".join(f"contains(#row, {name})" for name in only)
            more[_NAMES] = {"#row": "row", **more.get(_NAMES, {})}
        at_most = LOOKED_THROUGH if only else limit
        return self._table.query_page(condition, values | only, limit=at_most, start=start, **more)


_NAMES = "ExpressionAttributeNames"


def _place(asked: Behind) -> tuple[str, ...]:
    """What of an item says where the next page begins."""
    if asked.quarter:
        return ("pk", "sk", "holder", "rank")
    return ("pk", "sk") if asked.month else ("pk", "sk", "team", "rank")


def _where(organisation: OrganisationId, asked: Behind) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The condition of the query, its values, and what else it must say."""
    if asked.quarter is not None:
        causes = keys.causes_key(organisation, asked.quarter)
        return "holder = :place", {":place": causes}, {"IndexName": "holder"}
    if asked.month is not None:
        return "pk = :place", {":place": keys.figures_key(organisation, asked.month)}, {}
    values, index = {":place": keys.open_figures_key(organisation)}, {"IndexName": "team"}
    if asked.due_before is None:
        return "team = :place", values, dict(index)
    dated = {**values, ":day": asked.due_before.isoformat()}
    return "team = :place AND #rank < :day", dated, {**index, _NAMES: {"#rank": "rank"}}


def figure_writes(
    organisation: OrganisationId, before: Figure | None, now: Figure | None
) -> Iterator[Write]:
    """What counts a case in the place of what it counted as before; nothing where that is the same."""
    if now is None or before == now:
        return
    yield table.put(figure_item(organisation, now))
    for sheet, amounts in moved(before, now).items():
        counted = table.add(keys.organisation_key(organisation), keys.FIGURES + sheet, amounts)
        yield counted.among_figures()


def figure_item(organisation: OrganisationId, figure: Figure) -> Item:
    """What a case counts as; among the open ones while it is open, and among those of the quarter in
    which its cause was recorded.
    """
    place = keys.figures_key(organisation, figure.month)
    item = {
        "pk": place,
        "sk": keys.FIGURE + figure.number,
        "format": items.FORMAT,
        "row": items.body_of(figure),
    }
    if figure.quarter:
        item["holder"] = keys.causes_key(organisation, figure.quarter)
    if figure.state is not None:
        item["team"] = keys.open_figures_key(organisation)
    return item | ({"rank": figure.rank} if {"holder", "team"} & item.keys() else {})


class FigureUpkeep:
    """Counting figures again from what each case counts as."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def miscounted(self, organisation: OrganisationId) -> Mapping[str, Miscount]:
        """Which counters do not say how many cases stand there: those of open cases, of what is
        due, and of the newest months, as many as are shown. Older ones, and years, are left in peace.
        """
        sheets = SheetTable(self._table).sheets(organisation)
        open_now = list(self._figures("team", keys.open_figures_key(organisation), IndexName="team"))
        months = _newest({*_months(sheets), *(figure.month for figure in open_now)})
        found = Counter(_names(open_now, (OPEN, DUE)))
        for month in months:
            found.update(_names(self._figures("pk", keys.figures_key(organisation, month)), (MONTH,)))
        kept = _flat({name: lines for name, lines in sheets.items() if _is_counted(name, months)})
        looked_at = {name: Miscount(kept.get(name, 0), found[name]) for name in {*kept, *found}}
        return {name: each for name, each in looked_at.items() if each.kept != each.found}

    def _figures(self, name: str, key: str, **index: Any) -> Iterator[Figure]:
        stored = self._table.query(f"{name} = :key", {":key": key}, **index)
        return (items.from_body(Figure, each["row"]) for each in stored)


def _months(sheets: Iterable[str]) -> Iterator[str]:
    return (sheet.removeprefix(MONTH) for sheet in sheets if sheet.startswith(MONTH))


def _newest(months: Iterable[str]) -> tuple[str, ...]:
    """As many months as are shown, up to the newest: also those of which nothing is counted yet."""
    newest = max(months, default="")
    return months_until(date.fromisoformat(f"{newest}-01")) if newest else ()


def _is_counted(sheet: str, months: tuple[str, ...]) -> bool:
    # A year's sheet holds old cases too: to count it again would be to read them all.
    if sheet.startswith(YEAR):
        return False
    return not sheet.startswith(MONTH) or sheet.removeprefix(MONTH) in months


def _names(figures: Iterable[Figure], sheets: tuple[str, ...]) -> Iterator[str]:
    for figure in figures:
        for tally in tallies_of(figure):
            if tally.sheet.startswith(sheets):
                yield f"{keys.FIGURES}{tally.sheet}/{tally.line}"


def _flat(sheets: Sheets) -> dict[str, int]:
    return {
        f"{keys.FIGURES}{sheet}/{line}": count
        for sheet, lines in sheets.items()
        for line, count in lines.items()
    }


def _lines(stored: Item) -> dict[str, int]:
    return {name: value for name, value in stored.items() if isinstance(value, int)}
