"""The sweep: whatever befell what is made from the events, it is made from them again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.adapters import items, keys, table
from chalicelib.adapters.figure_table import FigureTable
from chalicelib.adapters.upkeep_table import UpkeepTable
from chalicelib.application.assign_case import assign_case
from chalicelib.application.casework import deciding
from chalicelib.application.open_case import open_case
from chalicelib.application.ports import Miscount
from chalicelib.application.reconcile import SweepReport, reconcile
from chalicelib.domain.casework import Assignment
from chalicelib.domain.casework.investigating import NamedStaff, name_staff
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.investigations import Concerned
from chalicelib.domain.messages import MessageState
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.worklist import Row
from chalicelib.domain.yearly import YEAR
from tests.asking import note_case
from tests.builders import HANDLER, POLICIES, PRACTICE, an_intake
from tests.faults.practice import Practice
from tests.faults.wire import Fault, Killed

NUMBER = CaseNumber("100001")
CASE = keys.case_key(NUMBER)
COUNTERS = keys.organisation_key(PRACTICE.id)
A_WHILE = timedelta(minutes=30)


@pytest.fixture
def busy(practice: Practice) -> Practice:
    """Three cases, one of them with a handler; every mail has gone and every case is counted."""
    for key in ("one", "two", "three"):
        practice.submit(key)
    assign_case(practice.request(NUMBER), Assignment(HANDLER.id), practice.ports)
    practice.carry()
    practice.pass_time(A_WHILE)
    return practice


def sweep(practice: Practice, has_time: Callable[[], bool] = lambda: True) -> SweepReport:
    return reconcile(practice.ports, has_time=has_time)


def kept(practice: Practice) -> dict[tuple[str, str], Any]:
    """Everything in the table but where the sweep goes on and who wrote an item last."""
    return {
        (each["pk"], each["sk"]): {name: v for name, v in each.items() if name != table.MARK}
        for each in practice.kept()
        if each["pk"] != keys.SWEEP
    }


def alter(practice: Practice, pk: str, sk: str, **changed: Any) -> None:
    """A hand in the table. None takes an attribute away."""
    item = {**kept(practice)[pk, sk], **changed}
    practice.table.put({name: each for name, each in item.items() if each is not None})


def remove(practice: Practice, pk: str, sk: str) -> None:
    assert practice.table.transact([table.delete(pk, sk)]) == []


def test_nothing_is_repaired_where_nothing_is_wrong(busy: Practice):
    before = kept(busy)

    report = sweep(busy)

    assert report == SweepReport(checked=3, repaired=0, failed=0, recounted=0, complete=True)
    assert kept(busy) == before


def test_the_counters_of_cases_that_are_about_somebody_are_counted_again_from_the_lists(
    busy: Practice,
):
    about_ada = NamedStaff("Ada", Concerned.SUBJECT, StaffId("ada"))
    deciding(Action.NAME_STAFF, name_staff)(busy.request(NUMBER), about_ada, busy.ports)
    busy.carry()
    assert busy.ports.upkeep.miscounted(PRACTICE.id, ()) == {}
    wrong = "about:team:complaints:ada"
    alter(busy, COUNTERS, "COUNTS", **{wrong: 7})

    found = busy.ports.upkeep.miscounted(PRACTICE.id, ())

    assert found == {wrong: Miscount(kept=7, found=1)}


def test_nothing_is_repaired_while_the_stream_has_not_shown_a_change_yet(practice: Practice):
    practice.submit()

    assert sweep(practice).repaired == 0


def test_a_row_that_names_the_last_event_as_rows_once_did_is_no_fault(busy: Practice):
    row = items.from_body(Row, kept(busy)[CASE, "CASE"]["row"])
    version = busy.load(NUMBER).case.version
    assert row.version < version, "a mail went, and the row says what is decided upon"
    alter(busy, CASE, "CASE", row=items.body_of(replace(row, version=version)))

    assert sweep(busy).repaired == 0


FAULTS: dict[str, Callable[[Practice], None]] = {
    "a clock is gone": lambda p: remove(p, CASE, "CLOCK#ACK"),
    "a clock is out of the due index": lambda p: alter(
        p, CASE, "CLOCK#ACK", due_at=None, due_shard=None
    ),
    "a clock is due at another time": lambda p: alter(
        p, CASE, "CLOCK#ACK", due_at="2027-06-01T09:00:00+00:00"
    ),
    "a clock is where the tick looks no more": lambda p: alter(
        p, CASE, "CLOCK#ACK", due_shard="DUE#2026-11-30"
    ),
    "a clock stands as it did before there were days": lambda p: alter(
        p, CASE, "CLOCK#ACK", due_shard="DUE#1"
    ),
    "a clock that does not run is due": lambda p: p.table.put(
        {**kept(p)[CASE, "CLOCK#ACK"], "sk": "CLOCK#MADE-UP"}
    ),
    "a case stands in the wrong place of the lists": lambda p: alter(p, CASE, "CASE", rank="0000"),
    "a case stands with another handler": lambda p: alter(p, CASE, "CASE", holder="nobody"),
    "a case's line in the lists cannot be read": lambda p: alter(p, CASE, "CASE", row="{}"),
    "a sent message is due again": lambda p: alter(
        p, CASE, "MESSAGE#receipt.1", due_shard="DUE#1", due_at="2026-12-24T15:00:00+00:00"
    ),
    "a case is not counted": lambda p: remove(p, CASE, "TALLY"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_is_made_from_the_events_is_made_again(busy: Practice, fault: Callable[[Practice], None]):
    whole = kept(busy)
    fault(busy)
    assert kept(busy) != whole

    report = sweep(busy)

    assert (report.repaired, report.failed) == (1, 0)
    again = {key: each for key, each in kept(busy).items() if key[1] != "CLOCK#MADE-UP"}
    assert {k: v for k, v in again.items() if k[0] != COUNTERS} == {
        k: v for k, v in whole.items() if k[0] != COUNTERS
    }
    assert "due_at" not in kept(busy).get((CASE, "CLOCK#MADE-UP"), {})
    for _ in range(2):
        busy.pass_time(A_WHILE)
        sweep(busy)
    assert counters(kept(busy)) == counters(whole)
    assert sweep(busy).repaired == 0


def counters(stored: dict[tuple[str, str], Any]) -> dict[tuple[str, str], Any]:
    """All but those of a whole year, which no sweep counts again (decision 0087)."""
    of_years = keys.FIGURES + YEAR
    return {k: v for k, v in stored.items() if k[0] == COUNTERS and not k[1].startswith(of_years)}


def test_a_message_that_nobody_looks_at_any_more_is_sent(practice: Practice):
    practice.submit()
    alter(practice, CASE, "MESSAGE#receipt.1", due_at=None, due_shard=None)
    practice.take_from_stream()  # and the stream loses everything

    practice.pass_time(A_WHILE)
    practice.tick()
    assert "receipt.1" not in {message for _, message in practice.sent()}
    sweep(practice)
    practice.tick()

    assert "receipt.1" in {message for _, message in practice.sent()}


def test_a_message_that_was_sent_is_not_owed_again_by_an_altered_item(busy: Practice):
    owed = busy.load(NUMBER).message("receipt.1")
    assert owed is not None
    forged = replace(owed, state=MessageState.OWED, provider_id="", look_again_at=busy.clock.now())
    from chalicelib.adapters import items

    busy.table.put(items.message_item(forged, NUMBER, at=busy.clock.now()))

    sweep(busy)

    assert busy.load(NUMBER).message("receipt.1") == owed


@pytest.mark.parametrize("wrong", [5, 0, None], ids=["too many", "none", "gone"])
def test_counters_that_are_wrong_are_counted_again(busy: Practice, wrong: int | None):
    right = busy.ports.cases.counts(PRACTICE.id)
    alter(busy, COUNTERS, "COUNTS", **{"team:complaints": wrong, "mine:case.handler": wrong})

    assert sweep(busy).recounted == 0, "it may be on its way"
    busy.pass_time(A_WHILE)
    report = sweep(busy)

    assert busy.ports.cases.counts(PRACTICE.id) == right
    assert report.recounted == 2
    busy.pass_time(A_WHILE)
    assert sweep(busy).recounted == 0


def test_figures_that_are_wrong_are_counted_again(busy: Practice):
    right = FigureTable(busy.table).sheets(PRACTICE.id)
    alter(busy, COUNTERS, "FIGURES#OPEN", **{"received:0": 9, "acknowledged:4": 1})
    alter(busy, COUNTERS, "FIGURES#MONTH#2026-12", **{"acknowledged:waiting": 0})

    sweep(busy)
    busy.pass_time(A_WHILE)
    report = sweep(busy)

    counted = FigureTable(busy.table).sheets(PRACTICE.id)
    assert {**counted["OPEN"], "acknowledged:4": None} == {**right["OPEN"], "acknowledged:4": None}
    assert counted["OPEN"]["acknowledged:4"] == 0
    assert counted["MONTH#2026-12"] == right["MONTH#2026-12"]
    assert report.recounted == 3


def test_a_counter_that_the_stream_brings_up_to_date_meanwhile_is_not_counted_twice(busy: Practice):
    busy.submit("four")
    sweep(busy)
    sweep(busy)
    busy.carry()
    busy.pass_time(A_WHILE)

    assert sweep(busy).recounted == 0
    assert busy.ports.cases.counts(PRACTICE.id)["team:complaints"] == 4


def test_a_case_that_is_busy_while_the_stream_stands_still_for_a_day_is_counted_once(
    practice: Practice,
):
    practice.submit()
    sweep(practice)
    practice.pass_time(timedelta(days=1))
    note(practice)

    sweep(practice)
    practice.carry()

    assert practice.ports.cases.counts(PRACTICE.id)["team:complaints"] == 1


def test_a_counter_that_moves_while_it_is_compared_is_left_to_the_stream(busy: Practice):
    alter(busy, COUNTERS, "COUNTS", **{"team:complaints": 2})

    class MovesMeanwhile(UpkeepTable):
        def put_right(self, organisation: Any, wrong: Any) -> None:
            alter(busy, COUNTERS, "COUNTS", **{"team:complaints": 3})
            super().put_right(organisation, wrong)

    sweep(busy)
    busy.pass_time(A_WHILE)
    ports = replace(busy.ports, upkeep=MovesMeanwhile(busy.table))
    reconcile(ports, has_time=lambda: True)

    assert busy.ports.cases.counts(PRACTICE.id)["team:complaints"] == 3


def test_a_case_that_changes_while_it_is_looked_over_keeps_the_change(busy: Practice):
    remove(busy, CASE, "CLOCK#ACK")
    writes = len([c for c in busy.wire.calls if c.operation == "TransactWriteItems"])

    with busy.wire.failing({"TransactWriteItems": _once(lambda: note(busy))}):
        sweep(busy)

    assert len([c for c in busy.wire.calls if c.operation == "TransactWriteItems"]) >= writes + 2
    assert [e.type for e in busy.load(NUMBER).events][-1] == "note.added"
    sweep(busy)
    assert (CASE, "CLOCK#ACK") in kept(busy)


def note(practice: Practice) -> None:
    note_case(practice.request(NUMBER), "Meanwhile", practice.ports)


def _once(act: Callable[[], None]) -> Callable[[], None]:
    acts = [act]
    return lambda: acts.pop()() if acts else None


def test_an_altered_history_is_reported_and_nothing_is_made_from_it(busy: Practice):
    event = kept(busy)[CASE, "EVENT#00000001"]
    alter(busy, CASE, "EVENT#00000001", body=event["body"].replace("web_form", "telephone"))
    remove(busy, CASE, "CLOCK#ACK")

    report = sweep(busy)

    assert (report.checked, report.failed, report.repaired) == (3, 1, 0)
    assert (CASE, "CLOCK#ACK") not in kept(busy)
    assert ("error", "case not looked over", {"error": "HistoryBroken"}) in busy.world.log.lines


def test_a_sweep_that_runs_out_of_time_goes_on_where_it_stopped(
    busy: Practice, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("chalicelib.adapters.upkeep_table.PAGE", 1)
    remove(busy, keys.case_key(CaseNumber("100003")), "CLOCK#ACK")
    reports = []
    while not reports or not reports[-1].complete:
        reports.append(sweep(busy, has_time=lambda: False))
        assert len(reports) < 20

    assert sum(report.checked for report in reports) == 3
    assert sum(report.repaired for report in reports) == 1
    assert sweep(busy).checked == 3, "the next round begins at the beginning"


def test_a_sweep_that_is_killed_goes_on_at_the_page_where_it_was(
    busy: Practice, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("chalicelib.adapters.upkeep_table.PAGE", 1)
    sweep(busy, has_time=lambda: False)
    bookmark = busy.ports.upkeep.bookmark()
    with busy.wire.failing({"PutItem": Fault.KILLED_BEFORE}), pytest.raises(Killed):
        sweep(busy)

    assert busy.ports.upkeep.bookmark() == bookmark


def test_a_bookmark_in_a_team_that_is_gone_begins_again(busy: Practice):
    busy.ports.upkeep.keep_bookmark('["long-gone", "nobody", ""]')

    assert sweep(busy).checked == 3
    assert busy.ports.upkeep.bookmark() == ""


def test_the_cases_of_every_organisation_are_looked_over(busy: Practice):
    elsewhere = POLICIES.organisations()[1]
    intake = an_intake(key="elsewhere", received_at=busy.clock.now())
    open_case(intake, organisation=elsewhere, by=PUBLIC, ports=busy.ports)
    busy.carry()

    assert sweep(busy).checked == 4


def test_a_sweep_reads_each_case_once_and_writes_nothing_where_nothing_is_wrong(busy: Practice):
    sweep(busy)
    busy.wire.calls.clear()

    sweep(busy)

    of_cases = [c for c in busy.wire.calls if f"'CASE#{NUMBER}'" in str(c.asked)]
    assert [c.operation for c in of_cases] == ["Query"]
    assert not [c for c in busy.wire.calls if c.operation == "TransactWriteItems"]
