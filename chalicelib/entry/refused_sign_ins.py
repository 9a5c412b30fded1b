"""Refused sign-ins are counted, so that an alarm can tell guessing from a forgotten password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from chalice.app import Blueprint

from chalicelib.application.ports import Ports
from chalicelib.application.sign_in import SignInRefused
from chalicelib.domain.errors import TooManyTries


@contextmanager
def counted(doors: Blueprint, ports: Ports) -> Iterator[None]:
    """Say in the log that a sign-in was refused, and nothing of whose it was."""
    try:
        yield
    except (SignInRefused, TooManyTries):
        name = str(getattr(doors.lambda_context, "function_name", "") or "local")
        ports.log.measure("sign-in refused", at=ports.clock.now(), function=name, SignInsRefused=1)
        raise
