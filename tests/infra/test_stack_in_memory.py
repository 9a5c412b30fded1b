"""The packaged template, deployed by the other CloudFormation that there is to try: moto's, in memory.

The embedded AWS deploys it whole (`tests/packaged`); this one was written by others, and answers for
what it made. What it cannot make is named below; where something refers to it, its name stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra.deploy.emulated import translated
from infra.deploy.running import require_same
from infra.package.package import Package, make_package
from infra.steps import Refusal
from tests.aws import REGION, aws_in_memory

STACK, CODE = "candour-live", "candour-packages"
SAID = {"BaseUrl": "https://complaints.example.org", "Firewall": "true", "MailIn": "in.example.org"}

UNKNOWN_TO_MOTO = {
    "AWS::ApiGateway::BasePathMapping",
    "AWS::ApiGateway::DomainName",
    "AWS::ApiGateway::Stage",
    "AWS::Budgets::Budget",
    "AWS::CloudWatch::Alarm",
    "AWS::Cognito::UserPool",
    "AWS::Cognito::UserPoolClient",
    "AWS::Cognito::UserPoolGroup",
    "AWS::GuardDuty::MalwareProtectionPlan",
    "AWS::S3::BucketPolicy",
    "AWS::SES::ConfigurationSet",
    "AWS::SES::ConfigurationSetEventDestination",
    "AWS::SES::EmailIdentity",
    "AWS::SES::ReceiptRule",
    "AWS::SES::ReceiptRuleSet",
    "AWS::SNS::Subscription",
    "AWS::SNS::TopicPolicy",
    "AWS::SecretsManager::Secret",
    "AWS::WAFv2::WebACL",
    "AWS::WAFv2::WebACLAssociation",
}
"""Kinds of resources that its CloudFormation does not make. cfn-lint and the embedded AWS see them."""

WITHOUT_ITS_METHODS = {"AWS::ApiGateway::Deployment"}
"""What moto knows and cannot make: it reads no methods in an API's body, and deploys none without."""

Template = dict[str, Any]


@pytest.fixture(scope="module")
def whole() -> Template:
    """The template as AWS translates it, with its code in a bucket."""
    package = make_package("live")
    placed = package.placed(lambda file: {"Bucket": CODE, "Key": file.name})
    return translated(placed, SAID, REGION)


@pytest.fixture(scope="module")
def stack(whole: Template) -> Iterator[dict[str, str]]:
    """The stack of the stage live in AWS in memory: the name of each of its resources."""
    with aws_in_memory():
        s3: Any = boto3.client("s3")
        s3.create_bucket(Bucket=CODE, CreateBucketConfiguration={"LocationConstraint": REGION})
        for file in ("deployment.zip", "press.zip"):
            s3.put_object(Bucket=CODE, Key=file, Body=AN_EMPTY_ZIP)
        s3.put_object(Bucket=CODE, Key="template.json", Body=json.dumps(known_part(whole)).encode())
        cloudformation: Any = boto3.client("cloudformation")
        cloudformation.create_stack(
            StackName=STACK,
            TemplateURL=f"https://{CODE}.s3.{REGION}.amazonaws.com/template.json",
            Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in SAID.items()],
            Capabilities=["CAPABILITY_IAM"],
        )
        pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=STACK)
        made = [each for page in pages for each in page["StackResourceSummaries"]]
        yield {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in made}


AN_EMPTY_ZIP = b"PK\x05\x06" + bytes(18)


def known_part(template: Template) -> Template:
    """The template without what moto cannot make; whoever refers to that refers to its name."""
    kinds = UNKNOWN_TO_MOTO | WITHOUT_ITS_METHODS
    gone = {name for name, one in template["Resources"].items() if one["Type"] in kinds}
    left = {name: one for name, one in template["Resources"].items() if name not in gone}
    # AWS reads the API's name from its body, moto beside it.
    api = left["RestAPI"]
    left["RestAPI"] = {**api, "Properties": {**api["Properties"], "Name": "candour"}}
    return {**template, "Resources": named(left, gone), "Outputs": named(template["Outputs"], gone)}


def named(value: Any, gone: set[str]) -> Any:
    """A piece of a template in which names stand for what is gone.

    >>> named([{"Ref": "Wall"}, {"Fn::Sub": "${Wall.Arn}/*"}, {"Ref": "Table"}], {"Wall"})
    ['Wall', {'Fn::Sub': 'Wall/*'}, {'Ref': 'Table'}]
    """
    if isinstance(value, list):
        return [named(each, gone) for each in value]
    if isinstance(value, str):
        return re.sub(r"\$\{(\w+)(\.\w+)?\}", lambda m: m[1] if m[1] in gone else m[0], value)
    if not isinstance(value, Mapping):
        return value
    referred = value.get("Ref") or (value.get("Fn::GetAtt") or [""])[0]
    if len(value) == 1 and referred in gone:
        return referred
    return {key: without(named(each, gone), key, gone) for key, each in value.items()}


def without(value: Any, key: str, gone: set[str]) -> Any:
    """What something waits for, without what is gone."""
    if key != "DependsOn":
        return value
    return [each for each in ([value] if isinstance(value, str) else value) if each not in gone]


def test_moto_makes_everything_of_the_template_that_it_knows(stack: dict[str, str], whole: Template):
    conditional = {name for name, one in whole["Resources"].items() if "Condition" in one}
    known = set(known_part(whole)["Resources"])

    assert known - conditional <= set(stack)
    assert len(stack) > 60


def test_the_list_of_what_moto_does_not_know_is_true(whole: Template):
    from moto.cloudformation.parsing import resource_class_from_type

    kinds = {one["Type"] for one in whole["Resources"].values()}
    unknown = {kind for kind in kinds if not resource_class_from_type(kind)}

    assert unknown == UNKNOWN_TO_MOTO


def test_the_table_is_made_with_its_indexes_stream_and_protection(stack: dict[str, str]):
    dynamodb: Any = boto3.client("dynamodb")

    table = dynamodb.describe_table(TableName=stack["Table"])["Table"]

    assert {each["IndexName"] for each in table["GlobalSecondaryIndexes"]} == {"due", "holder", "team"}
    assert table["StreamSpecification"]["StreamViewType"] == "NEW_AND_OLD_IMAGES"
    assert table["DeletionProtectionEnabled"] is True


def test_each_function_is_made_with_its_own_role_settings_and_stream(stack: dict[str, str]):
    lambda_: Any = boto3.client("lambda")

    functions = lambda_.list_functions()["Functions"]

    assert len(functions) == len({each["Role"] for each in functions}) == 10
    assert all(each["Environment"]["Variables"]["STAGE"] == "live" for each in functions)
    (stream,) = lambda_.list_event_source_mappings()["EventSourceMappings"]
    assert stream["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_v10_what_runs_is_compared_with_what_was_packaged_byte_for_byte(
    stack: dict[str, str], tmp_path: Path
):
    package = Package(tmp_path / "sam.json", tmp_path / "deployment.zip", tmp_path / "press.zip")
    package.archive.write_bytes(AN_EMPTY_ZIP)
    package.layer.write_bytes(AN_EMPTY_ZIP)
    clients: Any = (boto3.client("cloudformation"), boto3.client("lambda"))

    assert require_same(STACK, package, *clients) >= 10, "every function; moto names no layer"

    package.archive.write_bytes(AN_EMPTY_ZIP + b"one byte more")
    with pytest.raises(Refusal, match=r"runs what was not packaged here: .*Tick"):
        require_same(STACK, package, *clients)
