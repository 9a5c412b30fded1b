"""Cases of a former system come in from CSV, once each, and nobody who complained hears of it."""

from __future__ import annotations

import csv
import stat
from datetime import date
from pathlib import Path

import pytest

from chalicelib.application.casework import act_for_system
from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.ports import Ports
from chalicelib.domain import issues
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.ending import Reopening, reopen
from chalicelib.domain.clocks import Clock
from chalicelib.domain.dangers import open_alarms
from chalicelib.domain.endings import ending_of
from chalicelib.domain.figures import Promise, figure_of
from chalicelib.domain.policy import Terms
from chalicelib.domain.states import State
from infra.importing.__main__ import WHY, told, write_rejects
from infra.importing.importing import Importer, Outcome, imported, importer_of, previewed
from infra.importing.mapping import FieldMapping, read_mapping, rows_of
from infra.steps import Refusal
from tests.builders import london
from tests.fakes import FakeWorld

EXAMPLE = Path(__file__).resolve().parents[2] / "infra" / "importing" / "example.toml"
COLUMNS = (
    *("Case ID", "Date received", "Acknowledged on", "Method", "Forename", "Surname"),
    *("Date of birth", "Address", "Email", "Details", "Handler", "Closed on", "Outcome"),
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


def test_an_acknowledgement_by_email_is_known_and_not_sent_again(
    world: FakeWorld, importer: Importer, mapping: FieldMapping, tmp_path: Path
):
    always = {**mapping.always, "acknowledged_how": "email", "may_email": "yes"}
    by_email = mapping.model_copy(update={"always": always})

    (outcome,) = bring_in(a_file(tmp_path, ACKNOWLEDGED), by_email, importer, world)
    world.deliver()

    assert outcome.reference is not None
    assert world.cases.load(outcome.reference.number).case.is_acknowledged
    assert world.mail.sent == []


def test_issue_7_a_handler_keeps_the_case_and_is_not_told_what_they_know(
    world: FakeWorld, importer: Importer, mapping: FieldMapping, tmp_path: Path
):
    row = PETRA | {"Handler": "D. Okafor"}

    (outcome,) = bring_in(a_file(tmp_path, row), mapping, importer, world)
    world.deliver()

    assert outcome.reference is not None
    assert world.cases.load(outcome.reference.number).case.handler == "case.handler"
    assert world.mail.sent == []


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        ("N. Known", "The handler is not among the staff: name them in the mapping"),
        ("R. Desk", "has no role that handles cases"),
    ],
)
def test_who_cannot_handle_a_case_is_a_reason_and_not_a_handler(
    world: FakeWorld,
    importer: Importer,
    mapping: FieldMapping,
    tmp_path: Path,
    handler: str,
    reason: str,
):
    file = a_file(tmp_path, PETRA | {"Handler": handler})
    values = mapping.values | {"handler": {"R. Desk": "reception"}}
    mapping = mapping.model_copy(update={"values": values})

    (looked,) = (previewed(row, importer, world.ports) for row in rows_of(file, mapping))
    (outcome,) = bring_in(file, mapping, importer, world)

    assert looked.reasons == outcome.reasons
    assert reason in outcome.reasons[0]
    assert world.cases.files == {}


CLOSED = PETRA | {
    "Case ID": "C-4715",
    "Date received": "03/06/2024",
    "Acknowledged on": "05/06/2024",
    "Closed on": "02/09/2024",
    "Outcome": "Partly upheld",
    "Handler": "L. Gone",
    "Details": "Nobody rang me back although I am suicidal.",
}


def test_issue_7_a_case_that_had_ended_is_kept_with_its_outcome_and_dates(
    world: FakeWorld, importer: Importer, mapping: FieldMapping, tmp_path: Path
):
    (outcome,) = bring_in(a_file(tmp_path, CLOSED), mapping, importer, world)

    assert outcome.reference is not None
    file = world.cases.load(outcome.reference.number)
    assert file.case.state is State.CLOSED
    assert file.case.handler is None
    assert issues.outcome_of(file.events) is issues.Outcome.PARTIALLY_UPHELD
    assert ending_of(file.events).closed_at == london(date(2024, 9, 2), 12)
    figure = figure_of(file, clocks_of(file, world.ports).values())
    assert (figure.month, figure.acknowledged, figure.acknowledged_days) == (
        "2024-06",
        Promise.IN_TIME,
        2,
    )


def test_issue_7_a_case_that_had_ended_calls_nobody_and_runs_no_clock_but_that_of_its_file(
    world: FakeWorld, importer: Importer, mapping: FieldMapping, tmp_path: Path
):
    agreed = mapping.model_copy(update={"always": {**mapping.always, "may_email": "yes"}})

    (outcome,) = bring_in(a_file(tmp_path, CLOSED), agreed, importer, world)
    world.deliver()
    look_after_due(world.ports)
    world.deliver()

    assert outcome.reference is not None
    clocks = clocks_of(world.cases.load(outcome.reference.number), world.ports)
    running = {code: clock.due for code, clock in clocks.items() if clock.running}
    assert running == {"RETENTION": date(2034, 9, 2)}
    assert world.mail.sent == []
    assert told([outcome], importer, tmp_path / "x", written=True)[-2:] == [
        "  1 had ended there: they are kept, and nobody hears of them",
        "  0 are past the date of their acknowledgement: staff are told of each",
    ]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"Closed on": ""}, "It has an outcome and no date of its end"),
        ({"Outcome": "Fine"}, "Say in the mapping which of our outcomes it had"),
        ({"Closed on": "01/06/2024"}, "closed_at cannot be before the day of receipt"),
        ({"Closed on": "01/06/2034"}, "This cannot be in the future"),
        ({"Acknowledged on": "01/06/2024"}, "acknowledged_at cannot be before the day of receipt"),
    ],
    ids=["no date", "no outcome of ours", "before it came", "in the future", "acknowledged before"],
)
def test_an_end_that_cannot_have_been_is_handed_back_with_the_reason(
    world: FakeWorld,
    importer: Importer,
    mapping: FieldMapping,
    tmp_path: Path,
    wrong: dict[str, str],
    reason: str,
):
    (outcome,) = bring_in(a_file(tmp_path, CLOSED | wrong), mapping, importer, world)

    assert outcome.reasons == (reason,)
    assert world.cases.files == {}


def test_issue_7_words_of_danger_in_an_open_case_that_is_brought_in_raise_the_alarm(
    world: FakeWorld, importer: Importer, mapping: FieldMapping, tmp_path: Path
):
    still_open = {name: CLOSED[name] for name in CLOSED if name not in ("Closed on", "Outcome")}

    (outcome,) = bring_in(a_file(tmp_path, still_open), mapping, importer, world)
    world.deliver()

    assert outcome.reference is not None
    assert open_alarms(world.cases.load(outcome.reference.number).events)
    assert world.mail.sent != [], "the people on call"


def test_a_closed_case_can_be_opened_again_and_then_lives_like_any_other(
    world: FakeWorld, importer: Importer, mapping: FieldMapping, tmp_path: Path
):
    (outcome,) = bring_in(a_file(tmp_path, CLOSED), mapping, importer, world)
    assert outcome.reference is not None

    def again(file: CaseFile, terms: Terms) -> Change:
        occasion = world.ports.occasion(importer.actor)
        return reopen(file, Reopening("They wrote again"), terms=terms, occasion=occasion)

    act_for_system(outcome.reference.number, again, world.ports)

    file = world.cases.load(outcome.reference.number)
    assert file.case.state is State.REOPENED
    assert issues.outcome_of(file.events) is None


def test_a_column_that_is_not_there_is_named(mapping: FieldMapping, tmp_path: Path):
    file = a_file(tmp_path, columns=("Case ID", "Date received"))

    with pytest.raises(Refusal, match="has no column Acknowledged on, Address, Closed on"):
        list(rows_of(file, mapping))


def test_a_file_that_is_not_there_or_in_another_encoding_is_said_in_a_sentence(
    mapping: FieldMapping, tmp_path: Path
):
    with pytest.raises(Refusal, match=r"There is no .*nothing.csv. Say FILE="):
        list(rows_of(tmp_path / "nothing.csv", mapping))

    file = tmp_path / "former.csv"
    file.write_bytes("Numéro,Reçu\n".encode("latin-1"))
    with pytest.raises(Refusal, match="cannot be read after line 0"):
        list(rows_of(file, mapping))


def test_nobody_imports_in_the_name_of_somebody_who_may_not_open_cases(
    world: FakeWorld, mapping: FieldMapping
):
    nobody = mapping.model_copy(update={"staff": "nobody.known"})

    with pytest.raises(Refusal, match="not among the staff"):
        importer_of(nobody, world.ports)
