"""Whether what runs in a stage is what was packaged, byte for byte.

    python -m infra.deploy running STAGE

The package is the same whoever makes it from the same source, so anybody can compare: after each
deployment, and whenever somebody doubts.
"""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra.package.package import Package
from infra.steps import Refusal

FUNCTION, LAYER = "AWS::Lambda::Function", "AWS::Lambda::LayerVersion"


def require_same(stack: str, package: Package, cloudformation: Any, functions: Any) -> int:
    """How many functions and layers run what was packaged: all of them.

    Raises: Refusal, naming those that run something else.
    """
    wanted = {FUNCTION: _digest(package.archive), LAYER: _digest(package.layer)}
    running = list(_running(stack, cloudformation, functions))
    others = [name for name, kind, digest in running if digest != wanted[kind]]
    if others or not running:
        named = ", ".join(others) or "nothing at all"
        raise Refusal(f"{stack} runs what was not packaged here: {named}. Find out who deployed it.")
    return len(running)


def _running(stack: str, cloudformation: Any, functions: Any) -> Iterator[tuple[str, str, str]]:
    """Logical name, kind and digest of each piece of code in the stack."""
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
    for each in (one for page in pages for one in page["StackResourceSummaries"]):
        kind, name = each["ResourceType"], each.get("PhysicalResourceId", "")
        if not name:
            continue  # it was not made
        if kind == FUNCTION:
            said = functions.get_function_configuration(FunctionName=name)["CodeSha256"]
            yield each["LogicalResourceId"], kind, said
        elif kind == LAYER:
            said = functions.get_layer_version_by_arn(Arn=name)["Content"]["CodeSha256"]
            yield each["LogicalResourceId"], kind, said


def _digest(file: Path) -> str:
    return base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()
