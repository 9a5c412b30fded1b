"""What the doors say of themselves is what there is."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from app import app
from chalicelib.domain.policy import Action
from chalicelib.entry.doors import STATEMENTS
from chalicelib.entry.refusals import Kind
from chalicelib.gateway_paths import COMMAND

ROOT = Path(__file__).resolve().parents[2]


def routes() -> set[tuple[str, str]]:
    """Every route but those behind which there is nothing: the gateway's path for all commands."""
    return {
        (method, path)
        for path, methods in app.routes.items()
        for method in methods
        if not path.endswith(COMMAND)
    }


def test_every_route_states_who_may_enter_and_every_statement_is_a_route():
    stated = {(statement.method, statement.path) for statement in STATEMENTS}

    assert stated == routes()


def test_no_route_is_stated_twice():
    stated = [(statement.method, statement.path) for statement in STATEMENTS]

    assert sorted(stated) == sorted(set(stated))


def test_every_door_says_in_a_line_what_it_is_for():
    assert [s.view for s in STATEMENTS if not s.summary] == []


def _both(path: str) -> set[tuple[str, str]]:
    """A form and where it is sent."""
    return {("GET", path), ("POST", path)}


def test_staff_pages_and_resources_are_open_to_nobody_without_a_permission():
    open_doors = {
        (s.method, s.path)
        for s in STATEMENTS
        if not isinstance(s.who, Action) and s.path.startswith(("/staff", "/api"))
    }

    assert open_doors <= {
        ("GET", "/staff/sign-in"),
        ("POST", "/staff/sign-in"),
        ("POST", "/staff/sign-out"),
        *_both("/staff/sign-in/code"),
        *_both("/staff/sign-in/new-password"),
        *_both("/staff/sign-in/set-up"),
        *_both("/staff/forgotten-password"),
        *_both("/staff/forgotten-password/new"),
        ("GET", "/staff"),
        ("POST", "/api/sign-in"),
        ("POST", "/api/sign-out"),
        ("GET", "/api/openapi.json"),
    }


def test_what_staff_can_do_on_a_page_a_script_can_do_through_the_api():
    on_pages = {s.who for s in STATEMENTS if s.kind is Kind.PAGE and isinstance(s.who, Action)}
    by_api = {s.who for s in STATEMENTS if s.kind is Kind.RESOURCE and isinstance(s.who, Action)}

    assert on_pages == by_api


HANDLERS = [
    "app.app",
    *(function.handler_string for function in app.pure_lambda_functions),
    *(source.handler_string for source in app.event_sources),
]

RUN_A_HANDLER = """
import importlib, json, sys
module, _, name = sys.argv[1].rpartition(".")
handler = getattr(importlib.import_module(module), name)
from chalicelib import wiring
from tests.fakes import FakeWorld
world = FakeWorld()
with wiring.visiting(world.behind_doors()):
    answer = handler(json.loads(sys.argv[2]), None)
assert module == "app" or "app" not in sys.modules, "the handler leans on app.py"
print(json.dumps(answer))
"""

EVENTS = {
    "tick": {"time": "2026-12-30T09:00:00Z", "detail": {}, "source": "aws.events",
             "detail-type": "Scheduled Event", "resources": [], "region": "", "account": "",
             "version": "0", "id": "1"},
    "refresh_calendar_nightly": {"time": "2026-12-30T04:00:00Z", "detail": {}, "source": "aws.events",
                         "detail-type": "Scheduled Event", "resources": [], "region": "",
                         "account": "", "version": "0", "id": "1"},
    "verify_chains": {"time": "2026-12-30T03:00:00Z", "detail": {}, "source": "aws.events",
                      "detail-type": "Scheduled Event", "resources": [], "region": "",
                      "account": "", "version": "0", "id": "1"},
    "sweep": {"time": "2026-12-30T09:00:00Z", "detail": {}, "source": "aws.events",
              "detail-type": "Scheduled Event", "resources": [], "region": "", "account": "",
              "version": "0", "id": "1"},
    "on_file": {"detail-type": "Object Created", "detail": {"object": {"key": "quarantine/none"}}},
    "on_mail": {"detail": {"bucket": {"name": "mails"}, "object": {"key": "other/1"}}},
    "on_mail_feedback": {"Records": [{"Sns": {"Message": "{}"}}]},
    "report": {"organisation": "willow-lane"},
    "on_change": {"Records": [{"eventName": "REMOVE", "dynamodb": {"SequenceNumber": "1"}}]},
    "app": {
        "requestContext": {"httpMethod": "GET", "resourcePath": "/", "path": "/"},
        "headers": {}, "multiValueQueryStringParameters": None, "pathParameters": None,
        "body": None, "isBase64Encoded": False, "stageVariables": None,
    },
}  # fmt: skip


@pytest.mark.parametrize("handler", HANDLERS)
def test_every_handler_runs_in_a_process_that_never_saw_the_app(handler: str):
    event = json.dumps(EVENTS[handler.rpartition(".")[2]])

    result = subprocess.run(
        [sys.executable, "-c", RUN_A_HANDLER, handler, event],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert result.returncode == 0, result.stderr
    answer = json.loads(result.stdout.strip().splitlines()[-1])
    assert answer.get("statusCode", 200) == 200


HEAVY = {
    "pypdf", "exifread", "nhs_number", "defusedxml",
    "aws_lambda_powertools", "boto3", "botocore", "cryptography", "email_validator", "holidays",
    "icalendar", "joserfc", "phonenumbers", "ulid",
}  # fmt: skip


def test_a_cold_start_loads_nothing_heavy_before_it_is_asked_to():
    loaded = "import app, sys; print(*{name.partition('.')[0] for name in sys.modules})"

    result = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert set(result.stdout.split()) & HEAVY == set()


def test_every_blueprint_is_hung_under_its_own_module():
    for function in (*app.pure_lambda_functions, *app.event_sources):
        module, _, name = function.handler_string.rpartition(".")
        assert hasattr(importlib.import_module(module), name)
