"""The API's description in OpenAPI 3.1, made from what the doors state and the models they name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from chalicelib.application.letterbox import Box
from chalicelib.application.ports import ViewKind
from chalicelib.domain.contact import ContactType
from chalicelib.domain.list_filters import Window
from chalicelib.domain.states import State
from chalicelib.entry.api_models import Problem
from chalicelib.entry.doors import ANYONE, Statement

Json = dict[str, Any]

_PATH_VALUE = re.compile(r"\{(\w+)\}")
_REF = "#/components/schemas/{model}"

_PATH_VALUES: Mapping[str, str] = {
    "member": "The user name of a member of staff",
    "act": "What is done: end-access, invite-again or forget-app",
    "look": "The id of a look, as it was given when the look began",
    "copy": "The id of a copy of somebody’s details",
    "staff": "A colleague's sign-in name",
    "reference": "The case's reference with a hyphen, such as ABC-123456; earlier initials work too",
    "document": "The id of a document of the case",
    "mail": "The id of a mail of the inbox",
    "code": "The contact's code, such as ombudsman",
}

_AFTER: Json = {
    "name": "after",
    "in": "query",
    "description": "The key that the page before gave",
    "schema": {"type": "string"},
}


def _only(name: str, description: str, **schema: Any) -> Json:
    return {"name": name, "in": "query", "description": description, "schema": schema}


_MORE_PARAMETERS: Mapping[str, Sequence[Json]] = {
    "GET /api/kept-files": (_AFTER,),
    "GET /api/inbox": (
        {
            "name": "box",
            "in": "query",
            "description": "Which mail",
            "schema": {"enum": list(Box), "default": Box.WAITING},
        },
        _AFTER,
    ),
    "GET /api/cases": (
        {
            "name": "view",
            "in": "query",
            "description": "Whose cases",
            "schema": {"enum": list(ViewKind), "default": ViewKind.MINE},
        },
        {
            "name": "due",
            "in": "query",
            "description": "Only what is due by then; what is overdue is among it",
            "schema": {"enum": list(Window)},
        },
        _only("contact_type", "Only contacts of this type", enum=list(ContactType)),
        _only("subject", "Only this code of the policy's subjects", type="string"),
        _only("state", "Only cases in this state", enum=list(State)),
        _only("handler", "Only cases with this member of staff, by sign-in name", type="string"),
        _only("stage", "Only cases at this stage: stage_2, or answered_2 once answered", type="string"),
        {
            "name": "after",
            "in": "query",
            "description": "The opaque key in a page's `next`",
            "schema": {"type": "string"},
        },
    ),
    "GET /api/organisation/policy/preview": (
        {
            "name": "policy",
            "in": "query",
            "description": "A version of the organisation's pack; or name a calendar",
            "schema": {"type": "string"},
        },
        {
            "name": "calendar",
            "in": "query",
            "description": "A version of its nation's calendar; or name a policy",
            "schema": {"type": "string"},
        },
    ),
    "POST /api/cases": (
        {
            "name": "Idempotency-Key",
            "in": "header",
            "description": "The same for every resend; instead of `key` in the body",
            "schema": {"type": "string", "maxLength": 200},
        },
    ),
}

_REFUSALS: Mapping[int, str] = {
    401: "Sign in first",
    403: "The role does not allow it",
    404: "No such case",
    409: "The case has changed, or a rule forbids it now",
    422: "Something must be corrected",
    503: "Try again in a moment",
}


@cache
def document(base: str, statements: tuple[Statement, ...]) -> str:
    """The description as JSON, made once. `base` is the address below which the paths are."""
    stated = [each for each in statements if each.path.startswith("/api/")]
    paths: dict[str, Json] = {}
    for statement in stated:
        paths.setdefault(statement.path, {})[statement.method.lower()] = _operation(statement)
    description: Json = {
        "openapi": "3.1.0",
        "info": {
            "title": "Candour",
            "version": "1",
            "description": "Complaints, concerns and compliments: what the staff's pages can do.",
        },
        "servers": [{"url": base.rstrip("/")}],
        "paths": paths,
        "components": {
            "schemas": _schemas(stated),
            "securitySchemes": {"session": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }
    return json.dumps(description, ensure_ascii=False)


def _operation(statement: Statement) -> Json:
    operation: Json = {
        "operationId": statement.view.rpartition(".")[2],
        "summary": statement.summary,
        "parameters": [*_path_values(statement.path), *_more_parameters(statement)],
        "responses": _answers(statement),
        "security": [] if statement.who is ANYONE else [{"session": []}],
    }
    if statement.who is not ANYONE:
        operation["x-action"] = statement.who
    if statement.takes:
        operation["requestBody"] = {"required": True, "content": _json_of(statement.takes)}
    return operation


def _path_values(path: str) -> list[Json]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": _PATH_VALUES[name],
            "schema": {"type": "string"},
        }
        for name in _PATH_VALUE.findall(path)
    ]


def _more_parameters(statement: Statement) -> Sequence[Json]:
    return _MORE_PARAMETERS.get(f"{statement.method} {statement.path}", ())


def _answers(statement: Statement) -> Json:
    done: Json = {"description": "Done"}
    if statement.gives:
        done["content"] = _json_of(statement.gives)
    refusals = {
        str(status): {"description": words, "content": _refused_as(status)}
        for status, words in _REFUSALS.items()
    }
    may_be_refused = statement.gives or statement.who is not ANYONE
    return {str(statement.status): done, **(refusals if may_be_refused else {})}


def _refused_as(status: int) -> Json:
    """A problem. An address that leads nowhere never reaches us: the gateway answers with its page."""
    page = {"text/html": {"schema": {"type": "string"}}} if status == HTTPStatus.NOT_FOUND else {}
    return {"application/problem+json": {"schema": _schema_of(Problem)}, **page}


def _json_of(model: type[BaseModel]) -> Json:
    return {"application/json": {"schema": _schema_of(model)}}


def _schema_of(model: type[BaseModel]) -> Json:
    return {"$ref": _REF.format(model=model.__name__)}


def _schemas(statements: Iterable[Statement]) -> Json:
    taken = {each.takes for each in statements if each.takes}
    given = {each.gives for each in statements if each.gives} | {Problem}
    _, schema = models_json_schema(
        [
            *((model, "validation") for model in sorted(taken, key=_name)),
            *((model, "serialization") for model in sorted(given, key=_name)),
        ],
        ref_template=_REF,
    )
    schemas: Json = schema["$defs"]
    return schemas


def _name(model: type[BaseModel]) -> str:
    return model.__name__
