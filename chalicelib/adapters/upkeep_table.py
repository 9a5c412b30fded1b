"""Comparing the table's projections with what they must be, and putting them right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from chalicelib.adapters import formats, items, keys, table
from chalicelib.adapters.case_table import CaseTable, Tallied
from chalicelib.adapters.due_index import DueIndex
from chalicelib.adapters.figure_table import FigureUpkeep
from chalicelib.adapters.page_keys import closed, opened
from chalicelib.adapters.table import Item, Table, Write
from chalicelib.application.ports import ABOUT, Miscount, Standing, Suspicion, ViewKind
from chalicelib.domain.case import Case, CaseFile
from chalicelib.domain.errors import CaseChanged
from chalicelib.domain.figures import Figure, figure_of
from chalicelib.domain.identifiers import OrganisationId, TeamCode
from chalicelib.domain.messages import Message
from chalicelib.domain.need_to_know import circle_of
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.upkeep import is_late_to_count
from chalicelib.domain.worklist import Row

PAGE = 100
"""How many cases are asked for at once: a page's work is short against a function's time."""


class UpkeepTable:
    """The upkeep of the table."""

    def __init__(self, store: Table) -> None:
        self._table, self._cases, self._due = store, CaseTable(store), DueIndex(store)
        self._figures = FigureUpkeep(store)

    def open_cases(
        self, organisation: OrganisationId, team: TeamCode, *, after: str = ""
    ) -> tuple[tuple[CaseNumber, ...], str]:
        """Some cases of a team, and the key of the next ones."""
        place = keys.team_key(organisation, team)
        found, last = self._table.query_page(
            "team = :place",
            {":place": place},
            limit=PAGE,
            start=opened(after),
            IndexName="team",
            ProjectionExpression="pk",
        )
        return tuple(keys.case_number(each["pk"]) for each in found), closed(last)

    def mend(self, number: CaseNumber, work_out: Callable[[CaseFile], Standing]) -> tuple[str, ...]:
        """Write what is unlike what is worked out, on the version read, and have the stream show once
        more what it left undone; the names of what was.
        """
        kept = {each["sk"]: each for each in self._table.partition(keys.case_key(number))}
        file = items.file_of(list(kept.values()))
        if file is None:
            return ()
        standing = work_out(file)
        unlike = [
            each
            for each in _wanted(kept, standing)
            if not self._is_right(kept.get(each["sk"]), each, standing.at)
        ]
        if unlike and self._table.transact(list(_repairs(kept, unlike, standing))):
            raise CaseChanged(file.case.reference)
        names = [each["sk"] for each in unlike]
        if _must_be_counted(kept, standing):
            self._cases.tally(number)
            if _is_at_rest(standing):  # else the stream may be about to do the same: no fault
                names.append(keys.TALLY)
        return (*names, *self._shown_again(standing))

    def _shown_again(self, standing: Standing) -> tuple[str, ...]:
        """A mark on each item, of the instant, so that the stream has a change to show."""
        undone, pk = standing.undone, keys.case_key(standing.file.case.number)
        marked = (
            *(keys.MESSAGE + key for key in undone.messages),
            *(keys.event_key(keys.EVENT, seq) for seq in undone.events),
        )
        for sk in marked:
            self._table.transact([table.show_again(pk, sk, at=standing.at.isoformat())])
        return marked

    def _is_right(self, kept: Item | None, wanted: Item, now: datetime) -> bool:
        """Whether what is kept says what is wanted, and stands where the tick sees it in time."""
        if kept is None or not _alike(kept, wanted):
            return False
        same_place = kept.get("due_shard") == wanted.get("due_shard")
        return same_place or self._due.will_be_seen(kept, now)

    def miscounted(self, organisation: OrganisationId, names: Iterable[str]) -> Mapping[str, Miscount]:
        """Which counters do not say how many cases stand there."""
        kept = self._cases.counts(organisation)
        looked_at = {
            name: Miscount(kept.get(name, 0), self._found(organisation, name))
            for name in sorted({*kept, *names})
        }
        wrong = {name: each for name, each in looked_at.items() if each.kept != each.found}
        return {**wrong, **self._figures.miscounted(organisation)}

    def _found(self, organisation: OrganisationId, name: str) -> int:
        kind, _, whose = name.partition(":")
        if kind == ABOUT:
            return self._about(organisation, *whose.split(":", 2))
        if kind == ViewKind.TEAM:
            return self._table.count("team", keys.team_key(organisation, whose))
        handler = whose if kind == ViewKind.MINE else None
        return self._table.count("holder", keys.holder_key(organisation, whose, handler))

    def _about(self, organisation: OrganisationId, kind: str, team: str, staff: str) -> int:
        """How many cases of a list are about somebody: only rows that name them are read."""
        index = "team" if kind == ViewKind.TEAM else "holder"
        in_team, in_holder = (
            keys.team_key(organisation, team),
            keys.holder_key(organisation, team, None),
        )
        stored = self._table.query(
            f"{index} = :place",
            {":place": in_team if kind == ViewKind.TEAM else in_holder, ":staff": f'"{staff}"'},
            IndexName=index,
            FilterExpression="contains(#row, :staff)",
            ExpressionAttributeNames={"#row": "row"},
        )
        return sum(staff in items.row_from(each).circle.subjects for each in stored)

    def put_right(self, organisation: OrganisationId, wrong: Mapping[str, Miscount]) -> None:
        """Set each counter to what was found, if it still says what it said."""
        pk = keys.organisation_key(organisation)
        for name, each in wrong.items():
            self._table.transact([_correction(pk, name, each)])

    def suspicion(self) -> Suspicion | None:
        """What the last sweep suspected; None where it suspected nothing."""
        stored = self._table.get(keys.SWEEP, keys.SUSPICION)
        found = items.from_body(Suspicion, stored["body"]) if stored else None
        return found if found and any(found.wrong.values()) else None

    def keep_suspicion(self, suspicion: Suspicion) -> None:
        """Remember it for the next sweep."""
        self._table.put(items.item(keys.SWEEP, keys.SUSPICION, suspicion))

    def bookmark(self) -> str:
        """Where the last sweep stopped; empty at the start of a round."""
        stored = self._table.get(keys.SWEEP, keys.BOOKMARK)
        return items.from_body(str, stored["body"]) if stored else ""

    def keep_bookmark(self, place: str) -> None:
        """Remember where to go on."""
        self._table.put(items.item(keys.SWEEP, keys.BOOKMARK, place))


def _correction(pk: str, name: str, wrong: Miscount) -> Write:
    if name.startswith(keys.FIGURES):
        sheet, _, line = name.partition("/")
        return table.correct(pk, sheet, line, kept=wrong.kept, found=wrong.found).among_figures()
    return table.correct(pk, keys.COUNTS, name, kept=wrong.kept, found=wrong.found)


def _wanted(kept: Mapping[str, Item], standing: Standing) -> Iterator[Item]:
    """Every projection of the case as it must be: in the lists, and in the due index or out of it."""
    number, at = standing.file.case.number, standing.at
    yield items.case_item(standing.file, standing.clocks)
    yield from (items.message_item(message, number, at=at) for message in standing.file.messages)
    yield from (items.clock_item(clock, number, at=at) for clock in standing.clocks)
    running = {keys.CLOCK + clock.code for clock in standing.clocks}
    for sk in kept:
        if sk.startswith(keys.CLOCK) and sk not in running:
            yield items.gone_clock_item(sk.removeprefix(keys.CLOCK), number)


def _alike(kept: Item, wanted: Item) -> bool:
    """Whether both say the same. JSON is compared by what it says: an older version of the code
    wrote it otherwise, and that is no fault. Nor does the place in the due index say anything: when
    something was written decides it.
    """
    body = Case if wanted["sk"] == keys.CASE else Message
    try:
        said, must_say = _read(kept, body), _read(wanted, body)
        return {**said, **_row_as_good(said, must_say)} == must_say
    except ValidationError:
        return False


def _row_as_good(said: Mapping[str, Any], must_say: Mapping[str, Any]) -> dict[str, Row]:
    """A row that names a later version than it must: rows once named the last, and who decides upon
    that decides as well.
    """
    if "row" not in said or "row" not in must_say:
        return {}
    row = said["row"]
    return {"row": replace(row, version=min(row.version, must_say["row"].version))}


def _read(stored: Item, body: type[Case] | type[Message]) -> dict[str, object]:
    said: dict[str, object] = {name: v for name, v in stored.items() if name not in _SAYS_NOTHING}
    if "body" in stored:
        said["body"] = items.from_body(body, stored["body"])
    if "row" in stored:
        said["row"] = items.from_body(Row, stored["row"])
    if "figure" in stored:
        said["figure"] = items.from_body(Figure, stored["figure"])
    return said


_SAYS_NOTHING = {table.MARK, table.SHOWN_AGAIN, "due_shard", formats.KEY}


def _repairs(kept: Mapping[str, Item], unlike: Iterable[Item], standing: Standing) -> Iterator[Write]:
    """The case first, on the version that was read: every change moves it, so nothing came between.

    A claim does not write the case, so a message is also written only as it was read.
    """
    case = items.case_item(standing.file, standing.clocks)
    others = [each for each in unlike if each["sk"] != keys.CASE]
    for each in [case, *others][: table.TRANSACTION_LIMIT]:
        name = "version" if each is case else "body"
        seen = kept.get(each["sk"], {}).get(name)
        if seen is None:
            yield table.put(each)
        else:
            values = {":seen": seen}
            yield table.put(each, label="moved", condition=f"{name} = :seen", values=values)


def _must_be_counted(kept: Mapping[str, Item], standing: Standing) -> bool:
    stored = kept.get(keys.TALLY)
    counted = items.from_body(Tallied, stored["body"]) if stored else None
    figure = figure_of(standing.file, standing.clocks)
    must_be = Tallied.of_case(standing.file.case, figure, circle_of(standing.file))
    if counted and replace(counted, version=must_be.version) == must_be:
        return False
    version = counted.version if counted else 0
    return is_late_to_count(standing.file.history, version, at=standing.at)


def _is_at_rest(standing: Standing) -> bool:
    history = standing.file.history
    return is_late_to_count(history, len(history), at=standing.at)
