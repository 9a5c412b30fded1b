"""The gateway knows one path for all commands; here each finds its own door again."""

from __future__ import annotations

from typing import Any

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
