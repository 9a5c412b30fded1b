"""The gateway knows one path for all commands; here each finds its own door again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app import app
from chalicelib.gateway_paths import led_to_its_route
from tests.entry.visitors import Browser

API, STAFF = "/api/cases/{reference}", "/staff/cases/{reference}/do"


def an_event(place: str, name: str) -> dict[str, Any]:
    path = f"{place}/{{command}}"
    return {
        "resource": path,
        "pathParameters": {"reference": "WLP-100000", "command": name},
        "requestContext": {"resourcePath": path, "httpMethod": "POST"},
    }


def test_a_command_is_led_to_its_own_route():
    for place in (API, STAFF):
        led = led_to_its_route(an_event(place, "grade"), app.routes)

        assert led["requestContext"]["resourcePath"] == led["resource"] == f"{place}/grade"
        assert led["pathParameters"] == {"reference": "WLP-100000"}


def test_what_is_no_command_stays_where_the_gateway_led_it():
    for name in ("nonsense", "../notes", "{command}", "", "grade/x"):
        asked = an_event(API, name)

        assert led_to_its_route(asked, app.routes) == asked


def test_an_event_that_is_not_of_the_gateway_is_left_alone():
    assert led_to_its_route({"Records": []}, app.routes) == {"Records": []}


def test_whoever_asks_for_a_command_that_is_none_reads_that_there_is_no_such_page(manager: Browser):
    seen = manager.get("/staff/cases/WLP-100000/do/nonsense")

    assert (seen.status_code, "Page not found" in seen.body.decode()) == (404, True)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the package says of its doors; in a process of its own, for they hang once in each."""
    folder = tmp_path_factory.mktemp("places")
    run = [sys.executable, "-m", "chalicelib.entry.compiling", str(folder)]
    subprocess.run(run, check=True)
    return folder / "places.json"


def test_every_path_is_known_to_lead_somewhere(places: Path):
    assert set(json.loads(places.read_text())) == set(app.routes)


IN_AWS = """
import json, sys
from pathlib import Path
from chalicelib import entry
entry.PLACES = Path(sys.argv[1])
from app import app
assert set(app.routes) == set(), "something hangs before anybody knocks"
from chalicelib import wiring
from tests.benchmarks.cold import asked_for
from tests.fakes import FakeWorld
with wiring.visiting(FakeWorld().behind_doors()):
    for _ in range(2):
        answer = app(asked_for("/complain/{step}", step="help-first"), None)
        assert answer["statusCode"] == 200, answer
assert not [path for path in app.routes if path.startswith(("/staff", "/api"))]
"""


def test_a_function_in_aws_hangs_the_doors_of_what_it_is_asked_for_and_no_others(places: Path):
    run = [sys.executable, "-c", IN_AWS, str(places)]
    done = subprocess.run(run, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
