"""The wire between our adapters and AWS, where everything goes wrong that can go wrong.

It stands inside the real clients: below it is AWS in memory, above it are botocore's own retries. A
*call* is what an adapter asks for; an *attempt* is one request of it, of which a call may make several.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import botocore.endpoint
from botocore.awsrequest import AWSResponse
from botocore.endpoint import Endpoint
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

Act = Callable[[], object]


class Killed(BaseException):
    """The process is gone: no code of ours catches this."""


class Fault(StrEnum):
    """What happens to one call."""

    KILLED_BEFORE = "the process is killed before the call takes effect"
    KILLED_AFTER = "the process is killed after the call took effect"
    THROTTLED = "the first attempt is throttled"
    AWAY = "no attempt reaches the service"
    ANSWER_LOST = "the first attempt takes effect and its answer is lost"
    ALL_ANSWERS_LOST = "every attempt takes effect and every answer is lost"
    REFUSED = "the mail service refuses"


@dataclass(frozen=True)
class Call:
    """What an adapter asked for."""

    operation: str
    asked: Mapping[str, Any]

    def touches(self, number: str, message: str) -> bool:
        """Whether the request writes or sends this message of this case."""
        said = str(self.asked)
        if self.operation == "SendRawEmail":
            return f"{number} {message} " in said
        return f"'CASE#{number}'" in said and f"'MESSAGE#{message}'" in said


@dataclass
class Wire:
    """Which call of the act at hand goes wrong, and what has gone wrong so far."""

    suffered: list[tuple[Fault, Call]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    _plan: dict[int | str, Fault | Act] = field(default_factory=dict)
    _count: int = 0
    _fault: Fault | None = None
    _attempts: int = 0
    _answers: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def failing(self, plan: Mapping[Any, Fault | Act]) -> Iterator[None]:
        """An act whose calls go wrong as planned: by their number, from 0, or by their operation. An
        act in the plan happens just before that call, whole: so one thing comes between another.
        """
        before = self._plan, self._count
        self._plan, self._count = dict(plan), 0
        try:
            yield
        finally:
            self._plan, self._count = before

    def call(self, send: Act, operation: str, asked: Mapping[str, Any]) -> object:
        """One call of an adapter, with all its attempts."""
        call = Call(operation, asked)
        planned = self._plan.get(self._count) or self._plan.get(operation)
        self._count += 1
        self.calls.append(call)
        if callable(planned):
            with self.failing({}):
                planned()
            planned = None
        self._fault, self._attempts = self._suffers(planned, call), 0
        return self._carried_out(send)

    def _suffers(self, planned: Any, call: Call) -> Fault | None:
        if planned is None or (planned is Fault.REFUSED and call.operation != "SendRawEmail"):
            return None
        self.suffered.append((planned, call))
        return Fault(planned)

    def _carried_out(self, send: Act) -> object:
        fault = self._fault
        if fault is Fault.KILLED_BEFORE:
            raise Killed
        answer = send()
        if fault is Fault.KILLED_AFTER:
            raise Killed
        return answer

    def attempt(self, send: Act, request: Any) -> Any:
        """One request of a call; what comes back over the wire."""
        self._attempts += 1
        first, fault = self._attempts == 1, self._fault
        if fault is Fault.AWAY:
            return None, EndpointConnectionError(endpoint_url=request.url)
        if fault is Fault.THROTTLED and first:
            return _error("ThrottlingException", request.url), None
        if fault is Fault.REFUSED:
            return _error("MessageRejected", request.url), None
        answer = self._once(send, request)
        if fault is Fault.ALL_ANSWERS_LOST or (fault is Fault.ANSWER_LOST and first):
            return None, ReadTimeoutError(endpoint_url=request.url)
        return answer

    def _once(self, send: Act, request: Any) -> Any:
        """DynamoDB's idempotency tokens, which AWS in memory does not know."""
        token = _token(request)
        if token in self._answers:
            return self._answers[token]
        answer: Any = send()
        if token and answer[0] and answer[0][0].status_code == 200:
            self._answers[token] = answer
        return answer


def _token(request: Any) -> str:
    body = request.body if isinstance(request.body, bytes) else b""
    if b"ClientRequestToken" not in body:
        return ""
    return str(json.loads(body)["ClientRequestToken"])


def _error(code: str, url: str) -> tuple[AWSResponse, dict[str, Any]]:
    response = AWSResponse(url, 400, {}, None)
    response._content = b""
    parsed = {"Error": {"Code": code, "Message": ""}, "ResponseMetadata": {"HTTPStatusCode": 400}}
    return response, parsed


@contextmanager
def a_wire() -> Iterator[Wire]:
    """Every client of this process goes over this wire, and no retry waits."""
    wire = Wire()
    make_request, get_response = Endpoint.make_request, Endpoint._do_get_response

    def call(self: Any, model: Any, request: Any) -> object:
        asked = _asked(request["body"])
        return wire.call(lambda: make_request(self, model, request), model.name, asked)

    def attempt(self: Any, request: Any, model: Any, context: Any) -> object:
        return wire.attempt(lambda: get_response(self, request, model, context), request)

    with (
        patch.object(Endpoint, "make_request", call),
        patch.object(Endpoint, "_do_get_response", attempt),
        patch.object(botocore.endpoint, "time", SimpleNamespace(sleep=lambda _: None)),
    ):
        yield wire


def _asked(body: Any) -> Mapping[str, Any]:
    if isinstance(body, bytes):
        asked: dict[str, Any] = json.loads(body)
        return asked
    mail = base64.b64decode(body.get("RawMessage.Data", ""))
    return {**body, "RawMessage.Data": mail.decode("ascii")}
