"""Every call to AWS that a function makes in this process, held against the permissions of its role.

Which function calls is seen on the stack: below each call stands the door that was knocked on. What it
asks for is named as AWS names actions and resources, and looked for in its `.chalice/policy-*.json`. A
call that is not granted is refused as AWS would refuse it, and told to whoever runs the journey. What
tests ask for themselves, outside any door, is not looked at.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from botocore.exceptions import ClientError
from chalice.app import RestAPIEventHandler

from tests.asked_of_aws import Need, needs_of

POLICIES = Path(__file__).resolve().parents[1] / ".chalice"
API = "api_handler"

Right = tuple[str, str, str]
"""A function, an action, and the resource as its policy writes it."""

used: set[Right] = set()
"""Every right that a function used in this process."""


@dataclass(frozen=True)
class Grant:
    """Some actions on some resources, written as `Table`, `Files/kept/*`; on keys, where it says so."""

    actions: frozenset[str]
    resources: tuple[str, ...]
    all_but: tuple[str, ...] = ()
    keys: tuple[str, ...] | None = None

    def covering(self, need: Need) -> str | None:
        """The resource of this grant under which the need falls; None where it does not."""
        if need.action not in self.actions or (self.keys is not None and need.key not in self.keys):
            return None
        if self.all_but:
            falls_out = any(fnmatchcase(need.resource, each) for each in self.all_but)
            return None if falls_out else "all but topics"
        return next((each for each in self.resources if fnmatchcase(need.resource, each)), None)


@cache
def grants_of(function: str) -> tuple[Grant, ...]:
    """What the role of a function may do."""
    functions = json.loads((POLICIES / "config.json").read_text())["stages"]["test"]["lambda_functions"]
    policy = json.loads((POLICIES / functions[function]["iam_policy_file"]).read_text())
    assert {each["Effect"] for each in policy["Statement"]} == {"Allow"}, "a refusal is not read here"
    return tuple(map(_grant, policy["Statement"]))


def _grant(statement: Mapping[str, Any]) -> Grant:
    condition = statement.get("Condition", {}).get("ForAllValues:StringEquals", {})
    assert len(statement.get("Condition", {})) == len(condition), "another condition is not read here"
    return Grant(
        frozenset(statement["Action"]),
        tuple(map(_written, _each(statement.get("Resource", [])))),
        tuple(map(_written, _each(statement.get("NotResource", [])))),
        tuple(condition["dynamodb:LeadingKeys"]) if condition else None,
    )


def _each(said: Any) -> list[Any]:
    return said if isinstance(said, list) else [said]


def _written(resource: Mapping[str, Any] | str) -> str:
    """A resource of a policy in the words of this file.

    >>> _written({"Fn::GetAtt": ["Table", "Arn"]}), _written({"Fn::Sub": "${Files.Arn}/kept/*"})
    ('Table', 'Files/kept/*')
    """
    if isinstance(resource, str):
        return resource
    if "Fn::GetAtt" in resource:
        return str(resource["Fn::GetAtt"][0])
    return re.sub(r"\$\{([A-Za-z:]+)(\.Arn)?\}", r"\1", resource["Fn::Sub"])


@cache
def _doors() -> dict[CodeType, str]:
    """The code that runs whenever a function is called, and which function that is."""
    from app import app

    doors: dict[CodeType, str] = {RestAPIEventHandler.__call__.__code__: API}
    for function in (*app.pure_lambda_functions, *app.event_sources):
        module, _, name = function.handler_string.rpartition(".")
        handler = getattr(importlib.import_module(module), name).func
        # Chalice wraps the handlers that are given the event as it comes.
        doors[getattr(handler, "_original_func", handler).__code__] = function.name
    return doors


class Watch:
    """Watches the calls of one journey. `names` says which resource of the template each name is."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names, self._last = names, ""
        self.refused: list[str] = []

    def look(self, params: Mapping[str, Any], model: Any) -> None:
        """Raises: ClientError, where a function asks for what its role does not grant."""
        function = self._function()
        if not function:
            return
        for need in needs_of(model.service_model.signing_name, model.name, params, self._names):
            self._require(function, need)

    def _function(self) -> str:
        """Whoever knocks. A large file is sent by threads of the library, for who called last."""
        if threading.current_thread() is not threading.main_thread():
            return self._last
        self._last = _function_below(sys._getframe())
        return self._last

    def _require(self, function: str, need: Need) -> None:
        found = (grant.covering(need) for grant in grants_of(function))
        resource = next((each for each in found if each), None)
        if resource is None:
            self.refused.append(f"{function}: {need.action} on {need.resource}")
            raise ClientError(
                {"Error": {"Code": "AccessDeniedException", "Message": self.refused[-1]}}, need.action
            )
        used.add((function, need.action, resource))


def _function_below(frame: FrameType | None) -> str:
    doors = _doors()
    while frame:
        if function := doors.get(frame.f_code):
            return function
        frame = frame.f_back
    return ""


_watches: list[Watch] = []


def look(params: Mapping[str, Any], model: Any, **_: Any) -> None:
    """What botocore tells before each call, and before it signs an address or a form."""
    if _watches:
        _watches[-1].look(params, model)


@contextmanager
def watched(names: Mapping[str, str]) -> Iterator[Watch]:
    """Refuse what is not granted for as long as the block lasts; nothing may have been refused."""
    watch = Watch(names)
    _watches.append(watch)
    try:
        yield watch
    finally:
        _watches.remove(watch)
    said = "; ".join(watch.refused)
    assert not watch.refused, f"add it to the policy of the function, or ask for less: {said}"


def granted() -> Iterator[Right]:
    """Every right that is written in a policy, one for each action and resource."""
    functions = json.loads((POLICIES / "config.json").read_text())["stages"]["test"]["lambda_functions"]
    for function in functions:
        for grant in grants_of(function):
            for action in grant.actions:
                for resource in grant.resources or ("all but topics",):
                    # An index can be queried and nothing else: beside other actions it grants nothing.
                    if "/index/" not in resource or action == "dynamodb:Query":
                        yield function, action, resource


OF_THE_RUNTIME = {
    *("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"),
    *("dynamodb:ListStreams", "logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage"),
    *("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
}
"""What Lambda and the event source do in a function's name: no code of ours calls it."""

_ONE_PROCESS = (
    "a secret is read once in a process, and here all functions are one: not in tests/packaged"
)
_SECRET = ("secretsmanager:GetSecretValue", "IdentitySecret")
SHOWN_ELSEWHERE: Mapping[Right, str] = {
    ("api_handler", "lambda:InvokeFunction", "Report"): (
        "tests/packaged: test_s4_3_staff_see_the_figures_that_this_function_reads"
    ),
    ("on_change", *_SECRET): _ONE_PROCESS,
    ("on_mail", *_SECRET): _ONE_PROCESS,
    ("tick", *_SECRET): _ONE_PROCESS,
    ("on_change", "sns:Publish", "all but topics"): (
        "tests/packaged: test_the_function_that_delivers_texts_a_mobile_and_no_other_does"
    ),
    ("tick", "sns:Publish", "all but topics"): (
        "the tick sends again by the use case of the stream what the stream could not send"
    ),
    ("on_file", "s3:ListBucket", "Files"): (
        "no call needs it: without it S3 says of a file that is gone that it is forbidden"
    ),
}
"""Rights that no journey in this process can use, and where it is seen that they are needed."""
