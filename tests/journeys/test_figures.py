"""Figures through HTTP, DynamoDB and its stream, while time passes: issue 6, point 8."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.builders import london
from tests.journeys.desk import MANAGER, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.test_alike_cases import A_COMPLAINT
from tests.journeys.town import Program


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(london(date(2026, 12, 16), 10)) as made:
        yield made


def test_figures_follow_the_stream_and_the_days_and_count_each_case_once(town: InProcess):
    program = Program(town).sign_in(MANAGER)

    def read(path: str) -> Any:
        town.carry()
        status, answer = program.get(path)
        assert status == 200, answer
        return answer

    status, case = program.post("/api/cases", A_COMPLAINT, **{"Idempotency-Key": "one"})
    assert status == 201, case
    assert read("/api/figures")["open"] == [{"state": "received", "grade": 0, "cases": 1}]
    assert read("/api/figures")["overdue"] == 0

    town.clock.move_to(london(date(2026, 12, 23), 10))
    assert read("/api/figures")["overdue"] == 1
    (late,) = read("/api/figures/cases?due=overdue")["items"]
    assert late["reference"] == case["reference"]

    Desk(town, case["href"]).does("acknowledgement", how="telephone", offered=["telephone", "meeting"])
    told = read("/api/figures")

    assert told["open"] == [{"state": "acknowledged", "grade": 0, "cases": 1}]
    kept = told["months"][-1]["acknowledged"]
    assert kept == {"in_time": 0, "late": 1, "waiting": 0, "median_days": 7}
    assert len(read("/api/figures/cases?month=2026-12&acknowledged=late")["items"]) == 1
