"""`make verify`: whoever alters a history in the table is found out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from infra import verify
from infra.steps import Refusal
from tests.aws import TABLE
from tests.builders import CHRISTMAS_EVE
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import complain


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as town:
        monkeypatch.setenv("TABLE_NAME", TABLE)
        monkeypatch.setattr("sys.argv", ["verify"])
        yield town


def item(number: str, sk: str) -> dict[str, Any]:
    return {"pk": {"S": f"CASE#{number}"}, "sk": {"S": sk}}


def test_histories_that_nobody_touched_are_intact(town: InProcess, capsys: pytest.CaptureFixture[str]):
    _, _, number = complain(town)
    town.carry()

    verify.main()

    assert capsys.readouterr().out == f"{number}: 3 events intact\n1 of 1 histories intact\n"


@pytest.mark.parametrize(
    ("sk", "old", "new", "found"),
    [
        ("EVENT#00000002", '"alert.1"', '"alert.9"', "event 2: its contents were altered"),
        ("SEALED#00000001", "blood test", "blood tes", "event 1: the text kept beside it was altered"),
    ],
    ids=["a fact", "what somebody wrote"],
)
def test_the_first_event_that_somebody_altered_in_the_table_is_named(
    town: InProcess, capsys: pytest.CaptureFixture[str], sk: str, old: str, new: str, found: str
):
    _, _, number = complain(town)
    town.carry()
    dynamodb: Any = boto3.client("dynamodb")
    stored = dynamodb.get_item(TableName=TABLE, Key=item(number, sk))["Item"]
    assert old in stored["body"]["S"]
    stored["body"]["S"] = stored["body"]["S"].replace(old, new)
    dynamodb.put_item(TableName=TABLE, Item=stored)

    with pytest.raises(SystemExit):
        verify.main()

    assert capsys.readouterr().out == f"{number}: {found}\n0 of 1 histories intact\n"


def test_a_stage_that_nobody_described_is_not_verified(
    town: InProcess, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("TABLE_NAME")
    monkeypatch.setattr("sys.argv", ["verify", "live"])

    with pytest.raises(Refusal, match=r"copy example\.toml"):
        verify.main()


def test_an_event_that_somebody_removed_is_missed(town: InProcess, capsys: pytest.CaptureFixture[str]):
    _, _, number = complain(town)
    town.carry()
    boto3.client("dynamodb").delete_item(TableName=TABLE, Key=item(number, "EVENT#00000003"))

    with pytest.raises(SystemExit):
        verify.main()

    assert "event 3" in capsys.readouterr().out
