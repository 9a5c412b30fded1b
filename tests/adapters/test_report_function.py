"""Figures asked of another function: its answer is theirs, and its failure is ours to say (S4-3)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import boto3
import pytest
from botocore.stub import Stubber

from chalicelib import wiring
from chalicelib.adapters.figure_table import FigureTable
from chalicelib.adapters.report_function import ReportFunction
from chalicelib.adapters.table import Table
from chalicelib.domain.errors import StoreBusy
from chalicelib.entry.report import report
from tests.builders import PRACTICE
from tests.fakes import FakeWorld

NAME = "candour-report"
SHEETS = {"OPEN": {"received:0": 2}}


@pytest.fixture
def asked(table: Table) -> Iterator[tuple[FigureTable, Stubber]]:
    function = ReportFunction(NAME)
    function.__dict__["client"] = boto3.client("lambda")
    with Stubber(function.client) as lambda_:
        yield FigureTable(table, function), lambda_


def answers(lambda_: Stubber, payload: object, **more: str) -> None:
    body = io.BytesIO(json.dumps(payload).encode())
    expected = {"FunctionName": NAME, "Payload": b'{"organisation": "%b"}' % PRACTICE.id.encode()}
    lambda_.add_response("invoke", {"StatusCode": 200, "Payload": body, **more}, expected)


def test_the_counters_are_those_that_the_function_answers(asked: tuple[FigureTable, Stubber]):
    figures, lambda_ = asked
    answers(lambda_, SHEETS)

    assert figures.sheets(PRACTICE.id) == SHEETS


def test_a_function_that_fails_is_a_store_that_is_busy(asked: tuple[FigureTable, Stubber]):
    figures, lambda_ = asked
    answers(lambda_, {"errorMessage": "nobody's to read"}, FunctionError="Unhandled")

    with pytest.raises(StoreBusy):
        figures.sheets(PRACTICE.id)


@pytest.mark.parametrize("code", ["TooManyRequestsException", "ServiceUnavailable"])
def test_a_function_that_is_too_busy_is_too(asked: tuple[FigureTable, Stubber], code: str):
    figures, lambda_ = asked
    lambda_.add_client_error("invoke", code)

    with pytest.raises(StoreBusy):
        figures.sheets(PRACTICE.id)


def test_the_function_answers_what_the_counters_say_in_json(world: FakeWorld):
    with wiring.visiting(world.behind_doors()) as visited:
        sheets = report({"organisation": PRACTICE.id}, None)

        assert json.loads(json.dumps(sheets)) == visited.reading.figures.sheets(PRACTICE.id)
