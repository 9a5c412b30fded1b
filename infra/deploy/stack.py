"""Create or update a CloudFormation stack and wait for the outcome."""

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from infra.steps import Refusal

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient

CAPABILITIES = ("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND")
SECONDS_TO_WAIT = 120.0
SECONDS_BETWEEN_LOOKS = 0.2


def deploy(
    cloudformation: "CloudFormationClient",
    name: str,
    template: Mapping[str, str],
    parameters: Mapping[str, str],
    *,
    patience: float = SECONDS_TO_WAIT,
) -> dict[str, str]:
    """Make the stack be as the template says, new or changed, and return its outputs.

    `template` is {"TemplateBody": …}, or, above 51,200 bytes, {"TemplateURL": …} of one in S3.
    `patience` in seconds.

    Raises: Refusal, with the first reason that CloudFormation gives.
    """
    wanted = {
        "StackName": name,
        **template,
        "Parameters": [
            {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
        ],
        "Capabilities": list(CAPABILITIES),
    }
    try:
        if _status(cloudformation, name) is None:
            cloudformation.create_stack(**wanted)  # type: ignore[arg-type]
        else:
            cloudformation.update_stack(**wanted)  # type: ignore[arg-type]
    except ClientError as error:
        if "No updates are to be performed" not in str(error):
            raise Refusal(f"CloudFormation did not accept the template: {error}") from error
    return _outcome(cloudformation, name, patience)


def remove(
    cloudformation: "CloudFormationClient", name: str, *, patience: float = SECONDS_TO_WAIT
) -> None:
    """Delete the stack and wait until it is gone. Raises: Refusal, with the first reason."""
    # By its id: a stack that is gone answers under no other name.
    stack_id = cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackId"]
    cloudformation.delete_stack(StackName=name)
    status = _settled(cloudformation, stack_id, patience)
    if status not in (None, "DELETE_COMPLETE"):
        reason = _first_reason(cloudformation, stack_id)
        raise Refusal(f"The stack {name} ended as {status}: {reason}")


def _status(cloudformation: "CloudFormationClient", name: str) -> str | None:
    """The stack's status, or None when there is no such stack."""
    try:
        return cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
    except ClientError:
        return None


def _outcome(cloudformation: "CloudFormationClient", name: str, patience: float) -> dict[str, str]:
    status = _settled(cloudformation, name, patience)
    if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise Refusal(f"The stack {name} ended as {status}: {_first_reason(cloudformation, name)}")
    stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def _settled(cloudformation: "CloudFormationClient", name: str, patience: float) -> str | None:
    """The stack's status, once nothing is under way; None when the stack is gone."""
    until = time.monotonic() + patience
    while (status := _status(cloudformation, name)) and status.endswith("_IN_PROGRESS"):
        if time.monotonic() > until:
            raise Refusal(f"The stack {name} is still {status} after {patience:.0f} seconds.")
        time.sleep(SECONDS_BETWEEN_LOOKS)
    return status


def _first_reason(cloudformation: "CloudFormationClient", name: str) -> str:
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    failed = [event for event in events if event.get("ResourceStatus", "").endswith("_FAILED")]
    if not failed:
        return "it gave no reason"
    first = failed[-1]
    return f"{first['LogicalResourceId']}: {first.get('ResourceStatusReason', 'no reason')}"
