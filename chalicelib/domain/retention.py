"""Until when a file must be kept, and when somebody looks at it again. Source: domain.md 3.5, 4.7."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from chalicelib.domain.clocks import Clock
from chalicelib.domain.identifiers import StaffId

RETENTION, REVIEW = "RETENTION", "KEEPING"
"""The clock from the end of a case, and the one from each decision to keep it for another year."""

KEPT = StaffId("#kept")
"""Whose turn it is when kept files are looked at: no sign-in name has this sign."""


def kept_until(clocks: Iterable[Clock]) -> date | None:
    """The London date from which somebody must decide about the file; None where no clock runs."""
    running = {clock.code: clock.due for clock in clocks if clock.running}
    return running.get(REVIEW) or running.get(RETENTION)
