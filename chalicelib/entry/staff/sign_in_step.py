"""What a browser keeps between two steps of signing in: signed, for ten minutes, unseen by scripts."""

from __future__ import annotations

from dataclasses import asdict

from itsdangerous import BadData, URLSafeTimedSerializer

from chalicelib import wiring
from chalicelib.application.sign_in import Step, StepKind, StepOver
from chalicelib.entry.request import Request
from chalicelib.entry.responses import Cookie

STEP_COOKIE = "step"
LASTS = 600
"""Seconds. The pool's own proof lasts as long (`AuthSessionValidity`)."""


def step_cookie(step: Step, wanted: str) -> Cookie:
    """The step, and the page that the person wanted at first."""
    return Cookie(STEP_COOKIE, _serializer().dumps([asdict(step), wanted]), max_age=LASTS)


def kept_step(request: Request, kind: StepKind) -> tuple[Step, str]:
    """The step of this browser and the page that was wanted. Raises: StepOver, where there is none of
    this kind, or not any more.
    """
    try:
        kept, wanted = _serializer().loads(request.cookies.get(STEP_COOKIE, ""), max_age=LASTS)
    except BadData:
        raise StepOver from None
    step = Step(**{**kept, "kind": StepKind(kept["kind"])})
    if step.kind is not kind:
        raise StepOver
    return step, wanted


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(wiring.world().secret.value, salt="sign-in-step")
