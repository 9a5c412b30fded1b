"""Somebody asks whether a case's history is whole."""

from __future__ import annotations

from chalicelib.application.ports import CaseReader
from chalicelib.domain.events import Break, first_break
from chalicelib.domain.reference import CaseNumber


def verify_chain(number: CaseNumber, cases: CaseReader) -> Break | None:
    """The first event at which the history was altered; None if it is whole. Raises: NotFound."""
    file = cases.load(number)
    return first_break(file.history, file.case.head)
