"""AWS in this process, with the table of the template that production is made from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import boto3
import yaml
from moto import mock_aws

from chalicelib.adapters.packed import unpacked
from tests import rights
from tests.quick_moto import quick_moto

RESOURCES = Path(__file__).resolve().parents[1] / "infra" / "resources.yaml"
REGION = "eu-west-2"
TABLE, FIGURES = "candour-test", "candour-test-figures"
ENDPOINT = "https://s3.eu-west-2.amazonaws.com"
BUCKET = "candour-test-files"
_KEPT = {"AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes", "KeySchema"}
_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": REGION,
    # Else the stream's client asks a host that moto does not know.
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
}


@contextmanager
def aws_in_memory() -> Iterator[None]:
    """AWS, empty, for as long as the block lasts."""
    environment = {**os.environ, **_ENVIRONMENT}
    environment.pop("AWS_ENDPOINT_URL", None)
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, environment, clear=True))
        # The same one in every test: each new one would read the descriptions of the services anew.
        stack.enter_context(patch("boto3.DEFAULT_SESSION", _session()))
        stack.enter_context(mock_aws(config=_SAME_SESSION))
        stack.enter_context(quick_moto())
        yield


_SAME_SESSION: Any = {"core": {"mock_credentials": True, "reset_boto3_session": False}}


@cache
def _session() -> boto3.Session:
    session = boto3.Session()
    session.events.register("before-parameter-build", rights.look)
    return session


@cache
def _resources() -> dict[str, Any]:
    resources: dict[str, Any] = yaml.safe_load(RESOURCES.read_text())["Resources"]
    return resources


def make_table(name: str = TABLE) -> None:
    """The table, with the keys, indexes and stream of `infra/resources.yaml`."""
    properties = _resources()["Table"]["Properties"]
    boto3.client("dynamodb").create_table(
        TableName=name,
        StreamSpecification={"StreamEnabled": True, **properties["StreamSpecification"]},
        **{name: value for name, value in properties.items() if name in _KEPT},
    )


def everything_kept() -> list[dict[str, Any]]:
    """Every item of the table, with plain values and nothing packed: what a search for a word reads."""
    pages: Any = boto3.client("dynamodb").get_paginator("scan").paginate(TableName=TABLE)
    items = (item for page in pages for item in page["Items"])
    return [
        unpacked({name: next(iter(value.values())) for name, value in item.items()}) for item in items
    ]


def make_figures(name: str = FIGURES) -> None:
    """The table of the counters of figures, as `infra/resources.yaml` has it."""
    properties = _resources()["Figures"]["Properties"]
    boto3.client("dynamodb").create_table(
        TableName=name, **{name: value for name, value in properties.items() if name in _KEPT}
    )


def make_bucket(name: str = BUCKET) -> None:
    """The bucket of files, which keeps versions."""
    s3: Any = boto3.client("s3")
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})


def make_user_pool() -> tuple[str, str]:
    """A user pool with a group for each role; the ids of the pool and of its client."""
    resources = _resources()
    policies = resources["Staff"]["Properties"]["Policies"]
    cognito: Any = boto3.client("cognito-idp")
    pool = cognito.create_user_pool(PoolName="staff", Policies=policies)["UserPool"]["Id"]
    for resource in resources.values():
        if resource["Type"] == "AWS::Cognito::UserPoolGroup":
            cognito.create_group(UserPoolId=pool, GroupName=resource["Properties"]["GroupName"])
    client = cognito.create_user_pool_client(
        UserPoolId=pool, ClientName="pages", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )
    return pool, client["UserPoolClient"]["ClientId"]
