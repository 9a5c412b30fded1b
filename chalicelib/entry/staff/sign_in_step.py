"""What a browser keeps between two steps of signing in: signed, for ten minutes, unseen by scripts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from itsdangerous import BadData

from chalicelib.application.sign_in import Step, StepKind, StepOver
from chalicelib.entry.request import Request
from chalicelib.entry.responses import Cookie
from chalicelib.entry.signatures import kept, kept_before

STEP_COOKIE, SIGNED_AS = "step", "sign-in-step"
LASTS = 600
"""Seconds. The pool's own proof lasts as long (`AuthSessionValidity`)."""


def step_cookie(step: Step, wanted: str) -> Cookie:
    """The step, and the page that the person wanted at first."""
    return Cookie(STEP_COOKIE, kept([asdict(step), wanted], SIGNED_AS), max_age=LASTS)


def kept_step(request: Request, kind: StepKind) -> tuple[Step, str]:
    """The step of this browser and the page that was wanted. Raises: StepOver, where there is none of
    this kind, or not any more.
    """
    try:
        told: Any = kept_before(request.cookies.get(STEP_COOKIE, ""), SIGNED_AS, seconds=LASTS)
    except BadData:
        raise StepOver from None
    parts, wanted = told
    step = Step(**{**parts, "kind": StepKind(parts["kind"])})
    if step.kind is not kind:
        raise StepOver
    return step, wanted
