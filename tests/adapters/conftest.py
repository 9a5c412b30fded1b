"""A real table in memory, made from the template that production is made from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
import yaml
from moto import mock_aws

from chalicelib.adapters.table import Table

RESOURCES = Path(__file__).resolve().parents[2] / "infra" / "resources.yaml"
UNKNOWN_TO_CREATE_TABLE = {
    "PointInTimeRecoverySpecification",
    "TimeToLiveSpecification",
    "DeletionProtectionEnabled",
    "SSESpecification",
    "Tags",
}


class _Template(yaml.SafeLoader):
    """YAML with CloudFormation's short forms, which say nothing about keys and indexes."""


_Template.add_multi_constructor("!", lambda loader, suffix, node: f"{suffix} {node.value}")


def table_properties() -> dict[str, Any]:
    """The table of the template, as `create_table` wants it."""
    template = yaml.load(RESOURCES.read_text(), Loader=_Template)
    properties = dict(template["Resources"]["Table"]["Properties"])
    stream = properties.pop("StreamSpecification")
    kept = {name: value for name, value in properties.items() if name not in UNKNOWN_TO_CREATE_TABLE}
    return kept | {
        "TableName": "candour-test",
        "StreamSpecification": {"StreamEnabled": True, **stream},
    }


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """AWS in this process, empty."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield


@pytest.fixture
def table(aws: None) -> Table:
    """The table, empty."""
    boto3.client("dynamodb").create_table(**table_properties())
    return Table("candour-test")
