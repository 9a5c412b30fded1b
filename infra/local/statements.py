"""The permission of a statement of PartiQL in the embedded AWS.

DynamoDB asks for `dynamodb:PartiQLSelect` on the table that the statement names; ministack asks for an
action that AWS does not have, on everything. It leans on the inside of the one version that is pinned:
the packaged deployment orders a copy with its own permissions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ministack.core import iam_actions

_SELECTS = re.compile(r'SELECT \* FROM "(?P<table>[^"]+)" WHERE ')


def install() -> None:
    """Have this process's ministack ask for what AWS asks for."""
    action_of, tables_of = iam_actions._action_from_target, iam_actions.dynamodb_resource_arns

    def action(headers: Mapping[str, str]) -> Any:
        asked = action_of(headers)
        return "PartiQLSelect" if asked == "ExecuteStatement" else asked

    def tables(body: bytes, region: str, account: str) -> Any:
        named = _named_in(body)
        return tables_of(named or body, region, account)

    iam_actions._action_from_target, iam_actions.dynamodb_resource_arns = action, tables


def _named_in(body: bytes) -> bytes | None:
    """The request as if it named its table where other operations do; None where it is none of ours."""
    statement = str(json.loads(body or b"{}").get("Statement", ""))
    found = _SELECTS.match(statement)
    return json.dumps({"TableName": found["table"]}).encode() if found else None
