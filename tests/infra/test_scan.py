"""What scanners print becomes findings, and none of them is lost on its way into the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from infra.scan import web
from infra.scan.__main__ import errors_in
from infra.scan.found import ANSWERED, Finding, Scan, report, unanswered
from infra.scan.programs import read_said, with_real_values
from infra.steps import Refusal

SAID = """
____________________________ POST /api/arrangements ____________________________
1. Test Case ID: PcD3gp

- ST201 Schema-violating request accepted

_______________________ GET /api/kept-files _______________________
- ST101 Server error

    Tested: 176
  8696 generated, 2 found 2 unique failures
"""


def test_each_thing_that_schemathesis_calls_wrong_is_a_finding_with_its_operation():
    scan = read_said(SAID, "the API")

    assert [(each.what, each.where) for each in scan.findings] == [
        ("ST201 Schema-violating request accepted", "POST /api/arrangements"),
        ("ST101 Server error", "GET /api/kept-files"),
    ]
    assert scan.extent == "176 operations, 8696 requests."


def test_a_run_that_did_not_come_to_its_end_is_no_clean_one():
    for said in ("Error: no schema", f"{SAID}Errors:\n  Schema Error: 3\n"):
        with pytest.raises(Refusal, match="did not come to its end"):
            read_said(said, "the API")


def test_addresses_are_asked_for_cases_that_there_are():
    path = {"name": "reference", "in": "path", "schema": {"type": "string"}}
    query = {"name": "after", "in": "query", "schema": {"type": "string"}}
    description = {"paths": {"/api/cases/{reference}": {"get": {"parameters": [path, query]}}}}

    parameters = with_real_values(description, ["ABC-123456"])["paths"]["/api/cases/{reference}"]["get"]

    assert [each["schema"] for each in parameters["parameters"]] == [
        {"enum": ["ABC-123456"]},
        {"type": "string"},
    ]


def test_vulnerabilities_and_anomalies_of_wapiti_are_findings():
    one: dict[str, Any] = {"info": "in `q`", "method": "GET", "path": "/search"}
    said: dict[str, Any] = {
        "infos": {"crawled_pages_nbr": 58},
        "vulnerabilities": {"Cross site scripting": [one], "SQL Injection": []},
        "anomalies": {"Internal Server Error": [one]},
    }

    scan = web.read_found(json.loads(json.dumps(said)), "pages")

    assert [each.what for each in scan.findings] == [
        "Cross site scripting: in `q`",
        "Internal Server Error: in `q`",
    ]


def test_only_what_nobody_has_an_answer_to_is_left_over_and_the_report_names_both():
    answered = Finding("wapiti", f"{ANSWERED[0].starts}: visit", "GET /")
    open_one = Finding("schemathesis", "ST101 Server error", "GET /api/kept-files")
    scan = Scan("All", "2 requests.", (answered, open_one))

    assert unanswered(scan.findings) == [open_one]
    text = report([scan])
    assert "- **ST101 Server error**: GET /api/kept-files" in text
    assert f"- {ANSWERED[0].starts}, 1 times: {ANSWERED[0].why}" in text


def test_an_error_that_the_app_logged_is_a_finding_even_if_no_scanner_saw_it(tmp_path: Path):
    log = tmp_path / "app.log"
    log.write_text('{"level":"INFO","message":"request"}\n{"level":"ERROR","message":"unexpected"}\n')

    assert [each.what for each in errors_in(log).findings] == [
        '{"level":"ERROR","message":"unexpected"}'
    ]


def test_a_traceback_is_a_finding_by_its_last_line_and_one_who_hung_up_is_answered(tmp_path: Path):
    log = tmp_path / "app.log"
    log.write_text(
        "Traceback (most recent call last):\n  File one\nBrokenPipeError: [Errno 32]\n"
        "Traceback (most recent call last):\n  File two\nKeyError: 'x'\nmore\n"
    )

    assert [each.what for each in unanswered(errors_in(log).findings)] == ["KeyError: 'x'"]
