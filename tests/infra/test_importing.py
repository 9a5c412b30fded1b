"""Open cases of a former system come in from CSV, once each, and nobody who complained hears of it."""

from __future__ import annotations

import csv
import stat
from datetime import date
from pathlib import Path

import pytest

from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.clocks import Clock
from infra.importing.__main__ import WHY, told, write_rejects
from infra.importing.importing import Importer, Outcome, imported, importer_of, previewed
from infra.importing.mapping import FieldMapping, read_mapping, rows_of
from infra.steps import Refusal
from tests.builders import london
from tests.fakes import FakeWorld

EXAMPLE = Path(__file__).resolve().parents[2] / "infra" / "importing" / "example.toml"
COLUMNS = (
    *("Case ID", "Date received", "Acknowledged on", "Method", "Forename", "Surname"),
    *("Date of birth", "Address", "Email", "Details"),
)
PETRA = {
    "Case ID": "C-4711",
    "Date received": "30/11/2026",
    "Method": "Letter",
    "Forename": "Petra",
    "Surname": "Examplova",
    "Date of birth": "27/03/1957",
    "Address": "3 Long Row, Exampleton",
    "Email": "petra@patients.example",
    "Details": "Nobody rang me; I waited for weeks.",
}
ACKNOWLEDGED = PETRA | {"Case ID": "C-4712", "Acknowledged on": "02/12/2026"}
WITHOUT_A_DATE = PETRA | {"Case ID": "C-4713", "Date received": "31/11/2026"}
UNKNOWN_WAY = PETRA | {"Case ID": "C-4714", "Method": "Pigeon"}


@pytest.fixture
def mapping() -> FieldMapping:
    return read_mapping(EXAMPLE)


@pytest.fixture
def importer(world: FakeWorld, mapping: FieldMapping) -> Importer:
    return importer_of(mapping, world.ports)


def a_file(tmp_path: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Path:
    file = tmp_path / "former.csv"
    with file.open("w", newline="", encoding="utf-8-sig") as opened:
        writer = csv.DictWriter(opened, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return file


def bring_in(file: Path, mapping: FieldMapping, importer: Importer, world: FakeWorld) -> list[Outcome]:
    return [imported(row, importer, world.ports) for row in rows_of(file, mapping)]


def test_a_preview_says_what_would_become_of_each_row_and_writes_nothing(
    world: FakeWorld, importer: Importer, mapping: FieldMapping, tmp_path: Path
):
    file = a_file(tmp_path, PETRA, WITHOUT_A_DATE)

    outcomes = [previewed(row, importer, world.ports) for row in rows_of(file, mapping)]

    assert told(outcomes, importer, tmp_path / "x", written=False)[0].startswith(
        "  1 would be brought in"
    )
    assert world.cases.files == {}


def test_the_dates_of_a_case_brought_in_count_from_the_day_on_which_it_came(
    world: FakeWorld, importer: Importer, mapping: FieldMapping, tmp_path: Path
):
    outcomes = bring_in(a_file(tmp_path, PETRA, ACKNOWLEDGED), mapping, importer, world)

    late, acknowledged = (world.cases.load(o.reference.number) for o in outcomes if o.reference)
    assert late.case.received_at == london(date(2026, 11, 30), 12)
    running = clocks_of(late, world.ports)["ACK"]
    assert (running.due, running.running) == (date(2026, 12, 3), True)
    assert [o.overdue for o in outcomes] == [True, False]
    assert acknowledged.case.acknowledged_at == london(date(2026, 12, 2), 12)
    stopped = clocks_of(acknowledged, world.ports)["ACK"]
    assert not stopped.running
    assert not stopped.is_late(world.clock.now()), "the former system was in time"


def clocks_of(file: CaseFile, ports: Ports) -> dict[str, Clock]:
    case = file.case
    terms = ports.policies.terms(case.policy, case.calendar_version, case.organisation)
    return {clock.code: clock for clock in file.clocks(terms)}


def test_nobody_who_complained_is_mailed_by_an_import_or_by_the_ticks_after_it(
    world: FakeWorld, importer: Importer, mapping: FieldMapping, tmp_path: Path
):
    agreed = mapping.model_copy(update={"always": {**mapping.always, "may_email": "yes"}})

    bring_in(a_file(tmp_path, PETRA, ACKNOWLEDGED), agreed, importer, world)
    world.deliver()
    assert world.mail.sent == [], "not even the staff: they know these cases"
    look_after_due(world.ports)
    world.deliver()

    assert world.mail.sent != [], "staff hear of what is overdue"
    assert [m for m in world.mail.sent if "patients.example" in str(m.to)] == []


def test_a_file_that_is_imported_twice_makes_each_case_once(
    world: FakeWorld, importer: Importer, mapping: FieldMapping, tmp_path: Path
):
    file = a_file(tmp_path, PETRA, ACKNOWLEDGED)
    first = bring_in(file, mapping, importer, world)
    before = dict(world.cases.files)

    again = bring_in(file, mapping, importer, world)

    assert world.cases.files == before
    assert [o.reference for o in again] == [o.reference for o in first]
    assert told(again, importer, tmp_path / "x", written=True)[1] == "  2 were there already"


def test_an_import_that_was_cut_short_is_completed_by_the_next(
    world: FakeWorld, importer: Importer, mapping: FieldMapping, tmp_path: Path
):
    not_yet = ACKNOWLEDGED | {"Acknowledged on": ""}
    (first,) = bring_in(a_file(tmp_path, not_yet), mapping, importer, world)

    (again,) = bring_in(a_file(tmp_path, ACKNOWLEDGED), mapping, importer, world)

    assert again.reference == first.reference
    assert again.reference is not None
    assert world.cases.load(again.reference.number).case.acknowledged_at is not None


def test_rows_that_cannot_be_brought_in_are_handed_back_as_they_were_with_the_reason(
    world: FakeWorld, importer: Importer, mapping: FieldMapping, tmp_path: Path
):
    file, rejects = a_file(tmp_path, PETRA, WITHOUT_A_DATE, UNKNOWN_WAY), tmp_path / "rejects.csv"

    write_rejects(bring_in(file, mapping, importer, world), rejects, mapping)

    with rejects.open(encoding="utf-8-sig", newline="") as opened:
        one, two = csv.DictReader(opened)
    assert (one["Date received"], one[WHY]) == (
        "31/11/2026",
        "Date received is not a date as the mapping says",
    )
    assert (two["Method"], two[WHY]) == ("Pigeon", "Choose how it came in")
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600, "it holds what people wrote"
    mended = a_file(tmp_path, one | {"Date received": "30/11/2026"})
    assert [o.made for o in bring_in(mended, mapping, importer, world)] == [True]


def test_a_rejects_file_of_before_is_gone_when_nothing_is_rejected(
    tmp_path: Path, mapping: FieldMapping
):
    rejects = tmp_path / "rejects.csv"
    rejects.write_text("old")

    write_rejects([], rejects, mapping)

    assert not rejects.exists()


def test_an_acknowledgement_by_email_is_not_taken_for_it_would_be_sent(
    world: FakeWorld, importer: Importer, mapping: FieldMapping, tmp_path: Path
):
    by_email = mapping.model_copy(update={"always": {**mapping.always, "acknowledged_how": "email"}})

    (outcome,) = bring_in(a_file(tmp_path, ACKNOWLEDGED), by_email, importer, world)

    assert outcome.reasons == ("Say in the mapping how it was acknowledged, and not by email",)
    assert world.cases.files == {}


def test_a_column_that_is_not_there_is_named(mapping: FieldMapping, tmp_path: Path):
    file = a_file(tmp_path, columns=("Case ID", "Date received"))

    with pytest.raises(Refusal, match="has no column Acknowledged on, Address"):
        list(rows_of(file, mapping))


def test_nobody_imports_in_the_name_of_somebody_who_may_not_open_cases(
    world: FakeWorld, mapping: FieldMapping
):
    nobody = mapping.model_copy(update={"staff": "nobody.known"})

    with pytest.raises(Refusal, match="not among the staff"):
        importer_of(nobody, world.ports)
