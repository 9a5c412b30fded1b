"""Who looked at which case is in the log without a name, and can be read by whoever answers for it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from chalicelib import wiring
from infra.looks import log_of, looks, of_case, of_person
from infra.operated import Operated
from infra.steps import Refusal
from tests.aws import TABLE
from tests.builders import CHRISTMAS_EVE
from tests.journeys.desk import HANDLER, MANAGER
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.overheard import everything_logged
from tests.journeys.test_traces import lines_of
from tests.journeys.town import Program, complain, sign_in


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as town:
        yield town


def test_v8_3_who_looked_at_a_case_is_recorded_without_a_name_and_can_be_read_by_name(town: InProcess):
    """By a page and by the API; two cases are told apart (ASVS V7.2, V8.3)."""
    (_, _, number), (_, _, other) = complain(town), complain(town)
    grace, program = sign_in(town, MANAGER), Program(town).sign_in(HANDLER)

    with everything_logged() as log:
        grace.get(f"/staff/cases/WLP-{number}")
        program.get(f"/api/cases/WLP-{number}")
        grace.get(f"/staff/cases/WLP-{other}/do/notes")
        written = log.getvalue()

    reading = wiring.world().reading
    told = list(of_case(f"WLP/{number}", reading, written_in(written)))
    hers = list(of_person(MANAGER, reading, written_in(written), TABLE))
    assert [line.partition(": ")[2] for line in told] == [
        f"Grace Adeyemi ({MANAGER}), WLP/{number}, GET /staff/cases/{{reference}}",
        f"Daniel Okafor ({HANDLER}), WLP/{number}, GET /api/cases/{{reference}}",
    ]
    assert [line.split(", ")[1] for line in hers] == [f"WLP/{number}", f"WLP/{other}"]
    assert not [word for word in (MANAGER, HANDLER, "Grace", "WLP") if word in written]


def test_a_list_or_a_page_of_the_public_reads_no_case_for_anybody_of_the_staff(town: InProcess):
    with everything_logged() as log:
        visitor, _, _ = complain(town)
        visitor.get("/")
        sign_in(town, MANAGER).get("/staff/cases?view=team")
        lines = lines_of(log.getvalue())

    assert [line for line in lines if "cases" in line] == []
    assert all(line["who"] for line in lines if line.get("route") == "/staff/cases")


def test_whoever_is_refused_is_in_the_log_of_the_case_too(town: InProcess):
    _, _, number = complain(town)
    elsewhere = sign_in(town, "reports.handler")

    with everything_logged() as log:
        elsewhere.get(f"/staff/cases/WLP-{number}")

    (line,) = of_case(f"WLP/{number}", wiring.world().reading, written_in(log.getvalue()))
    assert line.endswith(", refused")


def test_the_log_of_a_stage_is_asked_for_the_case_and_for_nothing_else(town: InProcess):
    logs: Any = boto3.client("logs")
    group = {"logGroupName": "/candour/candour-live/api", "logStreamName": "one"}
    logs.create_log_group(logGroupName=group["logGroupName"])
    logs.create_log_stream(**group)
    lines = [a_line("1" * 16, "a" * 16), a_line("2" * 16, "b" * 16), "START RequestId: 1"]
    now = int(time.time() * 1000)
    logs.put_log_events(**group, logEvents=[{"timestamp": now, "message": line} for line in lines])
    where = Operated("candour-live", None)  # type: ignore[arg-type]

    (look,) = looks(log_of(where)("a" * 16), "a" * 16)

    assert (look.by, look.page, look.refused) == ("1" * 16, "GET /staff/cases/{reference}", False)


@pytest.mark.parametrize("asked", ["ABC/999999", "no reference"])
def test_a_case_that_is_not_there_is_said_so(town: InProcess, asked: str):
    with pytest.raises(Refusal, match="There is no case"):
        list(of_case(asked, wiring.world().reading, written_in("")))


def written_in(text: str) -> Any:
    return lambda word: [line for line in text.splitlines() if word in line]


def a_line(who: str, case: str) -> str:
    said = {
        "message": "request",
        "timestamp": "2026-12-24 15:10:00,123+0000",
        "method": "GET",
        "route": "/staff/cases/{reference}",
        "status": 200,
        "who": who,
        "cases": [case],
    }
    return json.dumps(said)
