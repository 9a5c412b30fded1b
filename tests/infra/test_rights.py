"""What holds the journeys against the permissions of functions (`tests/rights.py`) would notice."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib import wiring
from chalicelib.adapters.keys import PULSE
from chalicelib.entry.report import report
from tests.asked_of_aws import Need, needs_of
from tests.aws import FIGURES, aws_in_memory
from tests.journeys.in_process import made_on_this_aws
from tests.rights import granted, grants_of, used, watched

NAMES = {"t": "Table", "f": "Figures", "b": "Files"}

ASKED: dict[str, tuple[str, str, dict[str, Any], list[tuple[str, str]]]] = {
    "an index": (
        *("dynamodb", "Query", {"TableName": "t", "IndexName": "due"}),
        [("dynamodb:Query", "Table/index/due")],
    ),
    "several tables": (
        *("dynamodb", "TransactWriteItems"),
        {"TransactItems": [{"Put": {"TableName": "t"}}, {"Update": {"TableName": "f"}}]},
        [("dynamodb:PutItem", "Table"), ("dynamodb:UpdateItem", "Figures")],
    ),
    "a version of a file": (
        *("s3", "DeleteObject", {"Bucket": "b", "Key": "kept/1", "VersionId": "2"}),
        [("s3:DeleteObjectVersion", "Files/kept/1")],
    ),
    "a copy with its tags": (
        *("s3", "CopyObject", {"Bucket": "b", "Key": "kept/1", "CopySource": "b/quarantine/1"}),
        [
            ("s3:GetObject", "Files/quarantine/1"),
            ("s3:PutObject", "Files/kept/1"),
            ("s3:GetObjectTagging", "Files/quarantine/1"),
            ("s3:PutObjectTagging", "Files/kept/1"),
        ],
    ),
    "a signed form": (
        *("s3", "CreateBucket", {"Bucket": "b"}),
        [("s3:PutObject", "Files/quarantine/signed")],
    ),
    "a text": (
        *("sns", "Publish", {"PhoneNumber": "+447700900123"}),
        [("sns:Publish", "+447700900123")],
    ),
    "signing in": ("cognito-idp", "InitiateAuth", {}, []),
    "what nobody thought of": ("iam", "CreateUser", {}, [("unknown:CreateUser", "")]),
}


@pytest.mark.parametrize(("service", "operation", "params", "needs"), ASKED.values(), ids=ASKED)
def test_a_call_needs_what_aws_would_ask_for(
    service: str, operation: str, params: dict[str, Any], needs: list[tuple[str, str]]
):
    found = needs_of(service, operation, params, NAMES)

    assert [(each.action, each.resource) for each in found] == needs


@pytest.mark.parametrize(
    ("function", "need", "may"),
    [
        ("tick", Need("dynamodb:Query", "Table/index/due"), True),
        ("tick", Need("dynamodb:DeleteItem", "Table"), False),
        ("api_handler", Need("s3:GetObject", "Files/kept/1"), True),
        ("api_handler", Need("s3:GetObject", "Files/quarantine/1"), False),
        ("on_change", Need("sns:Publish", "+447700900123"), True),
        ("on_change", Need("sns:Publish", "arn:AWS::Partition:sns:a:b:c"), False),
        ("verify_chains", Need("dynamodb:PutItem", "Table", PULSE), True),
        ("verify_chains", Need("dynamodb:PutItem", "Table", "CASE#123456"), False),
    ],
)
def test_a_role_grants_what_its_file_says_and_nothing_else(function: str, need: Need, may: bool):
    assert any(grant.covering(need) for grant in grants_of(function)) is may


def test_a_function_that_asks_for_more_is_refused_and_its_journey_fails():
    """As if reports were made from the table of cases: S4-3."""
    with aws_in_memory():
        settings = made_on_this_aws()
        with (
            pytest.raises(AssertionError, match="report: dynamodb:Query on Table"),
            watched({FIGURES: "Table"}),
            wiring.visiting(wiring.real_world(settings)),
            suppress(ClientError),
        ):
            report({"organisation": "willow-lane"}, None)


def test_what_a_function_used_is_one_of_the_rights_that_are_granted():
    with aws_in_memory():
        settings = made_on_this_aws()
        with watched({FIGURES: "Figures"}), wiring.visiting(wiring.real_world(settings)):
            report({"organisation": "willow-lane"}, None)

    assert ("report", "dynamodb:Query", "Figures") in used & set(granted())
