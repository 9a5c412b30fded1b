"""What another policy of the practice makes of the same concern (SC-2, C-2), through the doors."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from chalice.test import Client

from chalicelib.adapters.policy_files import FILES
from tests.builders import london
from tests.entry.visitors import Program
from tests.fakes import FakeWorld
from tests.journeys.desk import A_CALL

AT_THE_DESK = london(date(2026, 12, 24), 10, 5)
HOURS = timedelta(hours=24)
SATISFIED = {"satisfied": True, "text": "We explained the wait"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The policies, of which the practice's counts 24 hours and no working day."""
    files = tmp_path_factory.mktemp("files") / "policies"
    shutil.copytree(FILES, files)
    pack = files / "gp-practice" / "v1" / "policy.toml"
    written, mode = pack.read_text(), '"oral_exemption.mode" = { value = '
    changed = written.replace(f'{mode}"next_working_day"', f'{mode}"elapsed_24h"')
    assert changed != written
    pack.write_text(changed)
    return files


@pytest.fixture
def world(files: Path) -> FakeWorld:
    return FakeWorld(files=files)


def settled(after: timedelta, world: FakeWorld, client: Client) -> tuple[int, dict[str, Any]]:
    """What is said when it is settled so long after it was told at the desk."""
    world.clock.move_to(AT_THE_DESK)
    program = Program(client, "complaints.manager")
    case = program.post("/api/cases", A_CALL, Idempotency_Key="told-once").json_body
    world.clock.move_to(AT_THE_DESK + after)
    path = f"{case['href']}/informal-resolution"
    answer = program.post(path, {"version": case["version"], **SATISFIED})
    return answer.status_code, answer.json_body


def test_sc_2_a_where_24_hours_count_a_concern_of_christmas_eve_is_too_late_on_christmas_day(
    world: FakeWorld, app_client: Client
):
    status, refused = settled(HOURS, world, app_client)

    assert (status, "not settled in time" in refused["detail"]) == (409, True)


def test_sc_2_a_where_24_hours_count_the_last_minute_of_them_is_in_time(
    world: FakeWorld, app_client: Client
):
    status, case = settled(HOURS - timedelta(minutes=1), world, app_client)

    assert (status, case.get("state")) == (200, "resolved_informally")
