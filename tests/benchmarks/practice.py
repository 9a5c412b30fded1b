"""A practice on a filled table: real adapters to the emulator, fakes for what is not measured."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import count

from chalice.test import Client

from chalicelib import wiring
from chalicelib.adapters.case_table import CaseTable, CaseTableReader
from chalicelib.adapters.crew import ThreadCrew
from chalicelib.adapters.desk_table import DeskTable
from chalicelib.adapters.draft_table import DraftTable
from chalicelib.adapters.figure_table import FigureTable
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.lookup_table import LookupTable
from chalicelib.adapters.search_table import SearchTable
from chalicelib.adapters.table import Table
from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.ports import Ports
from chalicelib.domain.reference import CaseNumber
from tests.benchmarks.filled import FIRST_NUMBER, TODAY, received, written
from tests.builders import ENGLAND, london
from tests.entry.visitors import Browser
from tests.fakes import FakeChance, FakeWorld
from tests.visitor import Visitor

DUE = 100
MORNINGS = 5
TIMES = 25


@dataclass(frozen=True)
class Thing:
    """Something to do `times` and once more, to warm up, each time after `before`."""

    name: str
    act: Callable[[], object]
    before: Callable[[], object] = lambda: None
    times: int = TIMES


@dataclass(frozen=True)
class Turn:
    """The seconds that something took, those that our code was on a processor, and its calls."""

    seconds: float
    busy: float
    calls: Counter[str]


class _OneSecret:
    """No other is on its way out: each of several words would be one more look."""

    words = ("one-secret",)


class BenchPractice:
    """What is done here is measured."""

    def __init__(self, table: str, *, due: int = DUE) -> None:
        self._table, self._due = Table(table), due
        self._world = FakeWorld(
            chance=FakeChance(*(str(n) for n in range(110_000, 120_000))),
            prints=KeyedFingerprints(_OneSecret()),  # type: ignore[arg-type]
        )
        self._calls: Counter[str] = Counter()
        self._table.client.meta.events.register("before-call.*.*", self._called)
        self._mornings, self._notes = count(), count()

    def _called(self, model: object, **_: object) -> None:
        self._calls[model.name] += 1  # type: ignore[attr-defined]

    @cached_property
    def _ports(self) -> Ports:
        return replace(
            self._world.ports,
            cases=CaseTable(self._table),
            drafts=DraftTable(self._table, self._world.clock),
            crew=ThreadCrew(),
        )

    def everything(self, client: Client) -> Iterator[Thing]:
        """One thing after another."""
        yield Thing(f"tick, {self._due} due", lambda: self._tick(self._due), self._a_morning, MORNINGS)
        yield Thing("tick, nothing due", self._tick)
        visitor, staff = Visitor(client), Browser(client, "complaints.manager")
        send, fill_in = lambda: visitor.post("/complain/check"), lambda: visitor.fill_in()
        yield Thing("form sent, and the page after it", send, fill_in)
        yield Thing("worklist, first page", lambda: _look(staff, "?view=team"))
        yield Thing("worklist, overdue only", lambda: _look(staff, "?view=team&due=overdue"))
        yield Thing("figures", lambda: _look(staff, "", "/staff/figures"))
        behind = "/cases?state=received"
        yield Thing("cases behind a figure", lambda: _look(staff, behind, "/staff/figures"))
        yield Thing("search for a name, and what is found", self._a_search(staff))
        case = f"/{self._a_case}"
        yield Thing("case page", lambda: _look(staff, case))
        yield Thing("note, and the page after it", *self._a_note(staff))

    def timed(self, act: Callable[[], object]) -> Turn:
        """How long something took, and what it asked of AWS."""
        self._calls.clear()
        began, busy = time.perf_counter(), time.process_time()
        act()
        return Turn(time.perf_counter() - began, time.process_time() - busy, self._calls.copy())

    def _tick(self, due: int = 0) -> None:
        report = look_after_due(self._ports)
        assert (report.looked_at, report.failed) == (due, 0), report

    def _a_morning(self) -> None:
        """Cases whose first reminder is due, and nothing else: the rest was told before."""
        morning = next(self._mornings)
        day = TODAY + timedelta(weeks=morning)
        reminded = ENGLAND.add_working_days(day, 2)
        self._world.clock.move_to(london(reminded))
        for _ in range(2):  # the second finds that nothing is left of the days since
            look_after_due(self._ports)
        for n in range(self._due):
            self._write(f"{100_000 + morning * self._due + n}", london(day, 8))
        self._world.clock.move_to(london(reminded, 9, 1))

    def _write(self, number: str, at: datetime) -> None:
        puts = [{"PutRequest": {"Item": item}} for item in written(received(number, at))]
        self._table.client.batch_write_item(RequestItems={self._table.name: puts})

    @contextmanager
    def visited(self) -> Iterator[None]:
        """The doors open on this practice."""
        world = self._world.behind_doors()
        reading = replace(
            world.reading,
            cases=CaseTableReader(self._table),
            drafts=self._ports.drafts,
            figures=FigureTable(self._table),
            desks=DeskTable(self._table),
            search=SearchTable(self._table, self._world.prints),
        )
        with wiring.visiting(replace(world, ports=self._ports, reading=reading)):
            yield

    @property
    def _a_case(self) -> str:
        return str(self._ports.cases.load(CaseNumber(str(FIRST_NUMBER))).case.reference.in_url)

    def _a_search(self, staff: Browser) -> Callable[[], object]:
        """Looking for the one person of that name among everybody."""
        found = received(str(FIRST_NUMBER), london(TODAY, 8))
        lookups = LookupTable(self._table, self._world.prints)
        items = [write.request(self._table)["Put"]["Item"] for write in lookups.writes(found)]
        puts = [{"PutRequest": {"Item": item}} for item in items]
        self._table.client.batch_write_item(RequestItems={self._table.name: puts})

        def look() -> None:
            seen = staff.post("/staff/cases/find", sought="Verity-Example").body.decode()
            assert str(FIRST_NUMBER) in seen

        return look

    def _a_note(self, staff: Browser) -> tuple[Callable[[], object], Callable[[], object]]:
        """Writing a note, and what comes before it: the page that says which version one sees."""
        path, seen = f"/staff/cases/{self._a_case}", {"version": 0}

        def look() -> None:
            seen["version"] = self._ports.cases.load(CaseNumber(str(FIRST_NUMBER))).case.version

        def write() -> None:
            fields = {**seen, "text": f"Note {next(self._notes)}"}
            assert staff.post(f"{path}/do/notes", **fields).status_code == 303
            assert staff.get(path).status_code == 200

        return write, look


def _look(staff: Browser, path: str, below: str = "/staff/cases") -> None:
    assert staff.get(below + path).status_code == 200
