"""What the figures promise, held against the real counters and those of the tests (S4-3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from chalicelib.adapters.case_table import CaseTable
from chalicelib.adapters.figure_table import FigureTable
from chalicelib.adapters.table import Table
from chalicelib.application.figure_ports import Figures
from chalicelib.application.ports import CaseStore
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import Acknowledgement, acknowledge
from chalicelib.domain.casework.ending import DeclineReason, Declining, decline
from chalicelib.domain.casework.investigating import RootCause, record_root_cause
from chalicelib.domain.causes import Cause
from chalicelib.domain.dashboard import Dashboard, dashboard_of
from chalicelib.domain.figures import Behind, Promise
from chalicelib.domain.parties import Channel
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.states import State
from tests.builders import CHRISTMAS_EVE, PRACTICE, TERMS, a_receipt, an_intake, an_occasion, by_staff
from tests.fakes import FakeCases

TODAY = date(2026, 12, 24)
DUE = date(2026, 12, 31)
NUMBER = CaseNumber("123456")


@dataclass
class Desk:
    """A store with the figures that are kept of it."""

    cases: CaseStore
    figures: Figures

    def keep(self, change: Change) -> CaseFile:
        """Save it, and let the stream count it, twice."""
        self.cases.save(change)
        for _ in range(2):
            self.cases.tally(change.file.case.number)
        return change.file

    def receive(self, number: str = "123456") -> CaseFile:
        return self.keep(a_receipt(an_intake(key=number), number=number))

    def told(self, today: date = TODAY) -> Dashboard:
        return dashboard_of(self.figures.sheets(PRACTICE.id), today=today)

    def numbers(self, asked: Behind) -> list[str]:
        found = self.figures.behind(PRACTICE.id, asked, limit=25)
        return [str(row.reference.number) for row in found.rows]


@pytest.fixture(params=["table", "fake"])
def desk(request: pytest.FixtureRequest) -> Desk:
    if request.param == "fake":
        cases = FakeCases()
        return Desk(cases, cases.figures)
    table: Table = request.getfixturevalue("table")
    return Desk(CaseTable(table), FigureTable(table))


def acknowledged(file: CaseFile, *, days: int) -> Change:
    both = Acknowledgement(Channel.TELEPHONE, (Channel.TELEPHONE, Channel.MEETING))
    occasion = an_occasion(CHRISTMAS_EVE + timedelta(days=days), by_staff())
    return acknowledge(file, both, terms=TERMS, occasion=occasion)


def declined(file: CaseFile) -> Change:
    asked = Declining(DeclineReason.OUT_OF_SCOPE, "Not ours", Channel.LETTER)
    return decline(file, asked, terms=TERMS, occasion=an_occasion(CHRISTMAS_EVE, by_staff()))


def test_a_new_complaint_is_open_ungraded_and_waits_for_both_promises(desk: Desk):
    desk.receive()

    told = desk.told()
    month = told.months[-1]

    assert dict(told.open) == {(State.RECEIVED, 0): 1}
    assert (told.open_cases, told.overdue) == (1, 0)
    assert (month.month, month.received) == ("2026-12", 1)
    assert (month.acknowledged.waiting, month.answered.waiting) == (1, 1)
    assert month.acknowledged.median_days is None


def test_a_case_is_overdue_from_the_day_after_its_date_without_any_event(desk: Desk):
    desk.receive()

    assert desk.told(today=DUE).overdue == 0
    assert desk.told(today=DUE + timedelta(days=1)).overdue == 1


@pytest.mark.parametrize(
    ("days", "in_time"), [(7, True), (8, False)], ids=["the last day", "a day late"]
)
def test_an_acknowledgement_counts_in_the_month_of_receipt(desk: Desk, days: int, in_time: bool):
    desk.keep(acknowledged(desk.receive(), days=days))

    kept = desk.told(today=date(2027, 1, 5)).months[-2].acknowledged

    assert (kept.in_time, kept.late, kept.waiting) == (int(in_time), int(not in_time), 0)
    assert (kept.median_days, kept.share_in_time) == (days, 100 if in_time else 0)


def test_a_case_at_its_end_is_open_and_overdue_no_more_and_owes_nothing(desk: Desk):
    desk.keep(declined(desk.receive()))

    told = desk.told(today=date(2027, 3, 1))

    assert (told.open_cases, told.overdue) == (0, 0)
    december = next(each for each in told.months if each.month == "2026-12")
    assert (december.received, december.acknowledged.promised, december.answered.promised) == (1, 0, 0)


ASKED: dict[str, tuple[Behind, list[str]]] = {
    "all that are open": (Behind(), ["100001", "100002"]),
    "open in a state": (Behind(state=State.ACKNOWLEDGED), ["100002"]),
    "open in a state with a grade": (Behind(state=State.RECEIVED, grade=0), ["100001"]),
    "due before a day": (Behind(due_before=date(2027, 1, 1)), ["100001"]),
    "of a month": (Behind(month="2026-12"), ["100001", "100002", "100003"]),
    "of a month, a promise that waits": (
        Behind(month="2026-12", acknowledged=Promise.WAITING),
        ["100001"],
    ),
    "of another month": (Behind(month="2026-11"), []),
}


@pytest.mark.parametrize(("asked", "found"), ASKED.values(), ids=ASKED)
def test_behind_each_number_stand_its_cases(desk: Desk, asked: Behind, found: list[str]):
    desk.receive("100001")
    desk.keep(acknowledged(desk.receive("100002"), days=1))
    desk.keep(declined(desk.receive("100003")))

    assert sorted(desk.numbers(asked)) == found


LONG = {
    "open": Behind(),
    "open in a state": Behind(state=State.RECEIVED),
    "of a month": Behind(month="2026-12"),
    "of a month, a promise that waits": Behind(month="2026-12", answered=Promise.WAITING),
}


@pytest.mark.parametrize("asked", LONG.values(), ids=LONG)
def test_the_cases_behind_a_number_go_on_page_by_page(desk: Desk, asked: Behind):
    for n in range(5):
        desk.receive(f"10000{n}")

    seen, after = [], ""
    for _ in range(3):
        page = desk.figures.behind(PRACTICE.id, asked, limit=2, after=after)
        seen += [str(row.reference.number) for row in page.rows]
        after = page.after

    assert sorted(seen) == [f"10000{n}" for n in range(5)]
    assert after == ""


def test_s3_14_behind_a_root_cause_stand_the_cases_of_its_quarter_page_by_page(desk: Desk):
    for n in range(3):
        found = RootCause("Nobody rang", Cause.STAFFING if n else Cause.SLIP, systemic=False)
        occasion = an_occasion(CHRISTMAS_EVE, by_staff())
        file = desk.receive(f"10000{n}")
        desk.keep(record_root_cause(file, found, terms=TERMS, occasion=occasion))

    asked = Behind(quarter="2026-12-31", cause=Cause.STAFFING)
    first = desk.figures.behind(PRACTICE.id, Behind(quarter="2026-12-31"), limit=2)
    rest = desk.figures.behind(PRACTICE.id, Behind(quarter="2026-12-31"), limit=2, after=first.after)

    assert sorted(desk.numbers(asked)) == ["100001", "100002"]
    seen = sorted(str(row.reference.number) for row in (*first.rows, *rest.rows))
    assert seen == ["100000", "100001", "100002"]
    assert desk.numbers(Behind(quarter="2027-03-31")) == []
