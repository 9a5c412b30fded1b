"""A stage comes up, comes up again without change, and goes only when nothing protects it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.deploy.account import KEPT, Account, bring_up, take_down
from infra.deploy.stages import ASKED, PROTECTION, Stage, read_stage
from infra.package.package import Package
from infra.package.template import merged_parts
from infra.steps import Refusal
from tests.aws import REGION, aws_in_memory

PARAMETERS = merged_parts()["Parameters"]
DEV = Stage(
    "dev",
    REGION,
    protected=False,
    firewall=False,
    traced=True,
    parameters={"MailFrom": "a@b.example"},
)
LIVE = replace(DEV, name="live", protected=True, firewall=True, traced=False)


class FakeCloudFormation:
    """One account's stacks: each holds its parameters and a table, protected as they say.

    The embedded AWS shows in tests/packaged that the true template is accepted.
    """

    def __init__(self, dynamodb: Any) -> None:
        self._dynamodb = dynamodb
        self.stacks: dict[str, dict[str, Any]] = {}
        self.updates = 0

    def describe_stacks(self, **asked: str) -> dict[str, Any]:
        name = asked["StackName"]
        found = next((one for one in self.stacks.values() if name in one.values()), None)
        if found is None:
            raise refused("DescribeStacks", f"Stack {name} does not exist")
        return {"Stacks": [found]}

    def create_stack(self, **wanted: Any) -> None:
        name = wanted["StackName"]
        self.stacks[name] = {"StackName": name, "StackId": f"arn:{name}"}
        parameters = parameters_of(wanted)
        self._dynamodb.create_table(
            TableName=f"{name}-table",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            DeletionProtectionEnabled=parameters["Protected"] == "true",
        )
        self._settle(name, "CREATE_COMPLETE", wanted)

    def update_stack(self, **wanted: Any) -> None:
        if self.stacks[wanted["StackName"]]["wanted"] == wanted:
            raise refused("UpdateStack", "No updates are to be performed")
        self.updates += 1
        self._settle(wanted["StackName"], "UPDATE_COMPLETE", wanted)

    def update_termination_protection(self, **asked: Any) -> None:
        self.stacks[asked["StackName"]] |= asked

    def delete_stack(self, **asked: str) -> None:
        del self.stacks[asked["StackName"]]

    def _settle(self, name: str, status: str, wanted: dict[str, Any]) -> None:
        outputs = {
            "TableName": f"{name}-table",
            "EndpointURL": "https://api.example/candour/",
            "Site": parameters_of(wanted)["BaseUrl"],
            **{each: each.lower() for each in KEPT if each != "TableName"},
        }
        told = [{"OutputKey": key, "OutputValue": value} for key, value in outputs.items()]
        self.stacks[name] |= {"StackStatus": status, "Outputs": told, "wanted": wanted}


def parameters_of(wanted: dict[str, Any]) -> dict[str, str]:
    return {each["ParameterKey"]: each["ParameterValue"] for each in wanted["Parameters"]}


def refused(operation: str, why: str) -> ClientError:
    return ClientError({"Error": {"Code": "ValidationError", "Message": why}}, operation)


@pytest.fixture
def account() -> Iterator[Account]:
    with aws_in_memory():
        session = boto3.Session(region_name=REGION)
        dynamodb = session.client("dynamodb")
        cloudformation = FakeCloudFormation(dynamodb)
        s3 = session.client("s3")
        s3.meta.events.register("provide-client-params.s3.PutBucketPolicy", keep_policy)
        yield Account(s3, cloudformation, dynamodb, number="123456789012", region=REGION)


policies: list[dict[str, Any]] = []


def keep_policy(params: dict[str, Any], **_: Any) -> None:
    """The policy as it was asked for. AWS in memory reads no condition in one: it would refuse all."""
    policies.append(json.loads(params["Policy"]))
    params["Policy"] = json.dumps({**policies[-1], "Statement": []})


@pytest.fixture
def package(tmp_path: Path) -> Package:
    made = Package(tmp_path / "sam.json", tmp_path / "deployment.zip", tmp_path / "press.zip")
    function = {"Type": "AWS::Serverless::Function", "Properties": {}}
    made.template.write_text(json.dumps({"Resources": {"Tick": function}}))
    made.archive.write_bytes(b"zip")
    made.layer.write_bytes(b"layer")
    return made


def test_a_stage_without_a_domain_learns_its_own_address(account: Account, package: Package):
    outputs = bring_up(DEV, package, account)

    assert outputs["Site"] == "https://api.example/candour"


def test_a_stage_with_a_domain_is_reached_there(account: Account, package: Package):
    own = replace(DEV, parameters={**DEV.parameters, "Domain": "complaints.example.org"})

    assert bring_up(own, package, account)["Site"] == "https://complaints.example.org"


def test_a_second_deployment_of_the_same_changes_nothing(account: Account, package: Package):
    first = bring_up(DEV, package, account)
    updates = account.cloudformation.updates

    assert bring_up(DEV, package, account) == first
    assert account.cloudformation.updates == updates


def test_packages_lie_in_a_bucket_that_is_as_shut_as_all_others(account: Account, package: Package):
    bring_up(DEV, package, account)
    of: dict[str, Any] = {"Bucket": account.bucket}
    s3 = account.s3

    shut = s3.get_public_access_block(**of)["PublicAccessBlockConfiguration"]
    (owned,) = s3.get_bucket_ownership_controls(**of)["OwnershipControls"]["Rules"]
    encrypted = s3.get_bucket_encryption(**of)["ServerSideEncryptionConfiguration"]["Rules"]
    (tidied,) = s3.get_bucket_lifecycle_configuration(**of)["Rules"]
    (refused,) = policies[-1]["Statement"]

    assert set(shut.values()) == {True}
    assert owned["ObjectOwnership"] == "BucketOwnerEnforced"
    assert encrypted
    assert s3.get_bucket_versioning(**of)["Status"] == "Enabled"
    assert {"NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload"} <= set(tidied)
    assert "Expiration" not in tidied, "the package before must be there when a new one fails"
    assert (refused["Effect"], refused["Action"], refused["Principal"]) == ("Deny", "s3:*", "*")
    assert refused["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_a_stage_that_is_protected_is_not_destroyed(account: Account, package: Package):
    bring_up(LIVE, package, account)

    with pytest.raises(Refusal, match=r"candour-live is protected, and nothing was deleted"):
        take_down(LIVE, account)

    (stack,) = account.cloudformation.describe_stacks(StackName=LIVE.stack)["Stacks"]
    assert stack["StackStatus"].endswith("_COMPLETE")


def test_a_table_that_is_still_protected_keeps_its_stack(account: Account, package: Package):
    bring_up(LIVE, package, account)
    account.cloudformation.update_termination_protection(
        StackName=LIVE.stack, EnableTerminationProtection=False
    )

    with pytest.raises(Refusal, match="is protected"):
        take_down(LIVE, account)


def test_a_stage_that_nothing_protects_goes_and_says_what_stays(account: Account, package: Package):
    table = bring_up(DEV, package, account)["TableName"]

    assert take_down(DEV, account) == [table, *(each.lower() for each in KEPT[1:])]
    with pytest.raises(Refusal, match="There is no stack candour-dev"):
        take_down(DEV, account)


def test_what_is_tried_in_the_test_stage_is_protected_as_what_is_live():
    assert PROTECTION["test"] == PROTECTION["live"] == (True, True)


def test_the_example_says_everything_that_can_be_said_and_nothing_else(tmp_path: Path):
    example = (Path(__file__).resolve().parents[2] / "stages" / "example.toml").read_text()
    (tmp_path / "dev.toml").write_text(example)

    stage = read_stage("dev", tmp_path)

    assert set(stage.parameters) == ASKED
    assert set(PARAMETERS) == {*ASKED, "BaseUrl", "Laptop", "Protected", "Firewall", "Traced"}
    assert (stage.protected, stage.firewall) == PROTECTION["dev"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("region = 'eu-west-2'", "must say MailFrom"),
        ("[parameters]\nMailFrom = 'a@b.example'\nAlarmMial = ''", "nothing reads: AlarmMial"),
        ("protect = true\n[parameters]\nMailFrom = 'a@b.example'", "nothing reads: protect"),
        ("region = ", "live.toml cannot be read"),
    ],
    ids=["no address", "a parameter misspelt", "a setting misspelt", "no TOML"],
)
def test_a_stage_that_is_said_wrongly_is_refused_in_words(said: str, why: str, tmp_path: Path):
    (tmp_path / "live.toml").write_text(said)

    with pytest.raises(Refusal, match=why):
        read_stage("live", tmp_path)


def test_a_stage_of_which_nothing_is_said_is_told_how_to_begin(tmp_path: Path):
    with pytest.raises(Refusal, match=r"copy example\.toml"):
        read_stage("live", tmp_path)
