"""What ended in a former system comes in as ended: staff find it, the sweep and the verification find
nothing to say of it, and nobody hears of it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chalicelib import wiring
from chalicelib.application.verify_chain import verify_chain
from chalicelib.domain.reference import read_reference
from chalicelib.entry.schedules import sweep
from infra.importing.importing import imported, importer_of
from infra.importing.mapping import read_mapping, rows_of
from infra.local.pump import schedule_event
from tests.builders import london
from tests.infra.test_importing import CLOSED, COLUMNS, EXAMPLE, PETRA
from tests.journeys.desk import MANAGER, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import sign_in

OPEN = PETRA | {"Case ID": "C-1", "Handler": "D. Okafor", "Acknowledged on": "02/12/2026"}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(london(date(2026, 12, 7), 10)) as made:
        yield made


def brought_in(folder: Path, *rows: dict[str, str]) -> list[str]:
    """The references of the cases that `make import` makes of these rows."""
    file = folder / "former.csv"
    with file.open("w", newline="", encoding="utf-8-sig") as opened:
        writer = csv.DictWriter(opened, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    mapping, ports = read_mapping(EXAMPLE), wiring.world().ports
    importer = importer_of(mapping, ports)
    outcomes = [imported(row, importer, ports) for row in rows_of(file, mapping)]
    assert [each.reasons for each in outcomes] == [()] * len(rows)
    return [str(each.reference) for each in outcomes]


def test_issue_7_closed_cases_and_handlers_of_a_former_system_come_in_and_wake_nobody(
    town: InProcess, tmp_path: Path
):
    ended, open_one = brought_in(tmp_path, CLOSED, OPEN)
    town.carry()
    sweep(schedule_event(), None)
    town.carry()

    closed = Desk(town, f"/api/cases/{ended.replace('/', '-')}").case
    assert (closed["state"], closed["outcome"]) == ("closed", "partially_upheld")
    page = sign_in(town, MANAGER).get(f"/staff/cases/{ended.replace('/', '-')}").text
    assert "Not asked: the case had ended in the former system" in page
    running = Desk(town, f"/api/cases/{open_one.replace('/', '-')}").case
    assert (running["state"], running["handler"]["id"]) == ("acknowledged", "case.handler")
    assert town.mails("@", "", expected=0) == []
    for reference in (ended, open_one):
        assert verify_chain(read_reference(reference).number, wiring.world().ports.cases) is None
    town.morning_of(date(2026, 12, 14))
    told = " ".join(mail.subject for mail in town.mails("@", "", expected=0))
    assert read_reference(ended).number not in told
