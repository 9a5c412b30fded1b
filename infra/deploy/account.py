"""Bring a stage into an account of AWS, and take it down again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from infra.deploy.packages import make_bucket
from infra.deploy.stack import deploy, remove
from infra.deploy.stages import Stage
from infra.package.package import Package
from infra.steps import Refusal

HALF_AN_HOUR = 1800.0
"""Seconds. A domain of one's own is the slowest thing of the template."""
KEPT = (
    *("TableName", "FiguresTableName", "UserPoolId"),
    *("MailBucket", "FilesBucket", "RootsBucket", "IdentitySecretId"),
)
"""The outputs that name what outlives its stack."""
NOT_KNOWN_YET = "https://not-known-yet.invalid"


@dataclass(frozen=True)
class Account:
    """Clients of one account and region; tests make them of AWS in memory."""

    s3: Any
    cloudformation: Any
    dynamodb: Any
    number: str
    region: str

    @property
    def bucket(self) -> str:
        """Where packages lie: one bucket for all stages of the account and region."""
        return f"candour-packages-{self.number}-{self.region}"


def account_in(region: str) -> Account:
    """The account that this machine is signed in to. Raises: Refusal, if to none."""
    session = boto3.Session(region_name=region)
    try:
        number = session.client("sts").get_caller_identity()["Account"]
    except Exception as error:
        raise Refusal("Sign in to AWS first: `aws sts get-caller-identity` must answer.") from error
    clients = (session.client("s3"), session.client("cloudformation"), session.client("dynamodb"))
    return Account(*clients, number=number, region=region)


def bring_up(stage: Stage, package: Package, account: Account) -> dict[str, str]:
    """Make the stage be as the package says, and return the stack's outputs. Safe to run again.

    Without a domain the address is known when the API exists: then the stack is brought up twice.
    """
    template = {"TemplateURL": _uploaded(package, account)}
    base_url = _base_url(stage, account)
    outputs = _deployed(stage, template, base_url or NOT_KNOWN_YET, account)
    if not base_url:
        outputs = _deployed(stage, template, outputs["EndpointURL"].rstrip("/"), account)
    account.cloudformation.update_termination_protection(
        StackName=stage.stack, EnableTerminationProtection=stage.protected
    )
    return outputs


def take_down(stage: Stage, account: Account) -> list[str]:
    """Delete the stack; what AWS keeps of it, by name. Raises: Refusal, while anything protects it."""
    stack, outputs = _described(stage, account), outputs_of(stage, account)
    table = account.dynamodb.describe_table(TableName=outputs["TableName"])["Table"]
    if stack.get("EnableTerminationProtection") or table.get("DeletionProtectionEnabled"):
        raise Refusal(
            f"{stage.stack} is protected, and nothing was deleted. If it must go: say "
            f"`protected = false` in stages/{stage.name}.toml, deploy, and try again."
        )
    kept = [outputs[name] for name in KEPT]
    remove(account.cloudformation, stage.stack, patience=HALF_AN_HOUR)
    return kept


def outputs_of(stage: Stage, account: Account) -> dict[str, str]:
    """What the stage's stack says of itself. Raises: Refusal, if there is none."""
    outputs = _described(stage, account).get("Outputs", [])
    return {str(one["OutputKey"]): str(one["OutputValue"]) for one in outputs}


def _deployed(
    stage: Stage, template: Mapping[str, str], base_url: str, account: Account
) -> dict[str, str]:
    parameters = {**stage.settled, "BaseUrl": base_url}
    return deploy(account.cloudformation, stage.stack, template, parameters, patience=HALF_AN_HOUR)


def _base_url(stage: Stage, account: Account) -> str:
    """The site's address: its own domain, or the one that it has had before; empty the first time."""
    if stage.parameters.get("Domain"):
        return f"https://{stage.parameters['Domain']}"
    try:
        known = outputs_of(stage, account)
    except Refusal:
        return ""
    return known.get("EndpointURL", "").rstrip("/")


def _described(stage: Stage, account: Account) -> dict[str, Any]:
    try:
        found = account.cloudformation.describe_stacks(StackName=stage.stack)["Stacks"]
    except ClientError:
        raise Refusal(f"There is no stack {stage.stack} in {account.region}.") from None
    stack: dict[str, Any] = found[0]
    return stack


def _uploaded(package: Package, account: Account) -> str:
    """Put code and template into the bucket of packages; the template's address."""
    make_bucket(account.s3, account.bucket, account.region)

    def put(file: Path) -> dict[str, str]:
        return {"Bucket": account.bucket, "Key": _put(file.read_bytes(), file.name, account)}

    template = package.placed(put)
    key = _put(json.dumps(template).encode(), "template.json", account)
    return f"https://{account.bucket}.s3.{account.region}.amazonaws.com/{key}"


def _put(content: bytes, name: str, account: Account) -> str:
    """Under a name made of the content: CloudFormation sees a change exactly when there is one."""
    key = f"{hashlib.sha256(content).hexdigest()[:24]}/{name}"
    account.s3.put_object(Bucket=account.bucket, Key=key, Body=content)
    return key
