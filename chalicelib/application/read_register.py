"""Somebody reads who opened sensitive cases, and why."""

from __future__ import annotations

from datetime import date

from chalicelib.application.ports import Reading
from chalicelib.application.register_ports import RegisterPage
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Staff

PAGE = 50
"""How many openings a page of the register shows; no more cases than one call can look up."""


def read_register(month: date, reader: Staff, reading: Reading, *, after: str = "") -> RegisterPage:
    """A page of the register of a month. What is about the reader is not in it: nobody learns from it
    that a case is about them. Two calls to the store. Source: S4-9, S4-10; issue 5, point 3.

    Raises: NotAllowed, Invalid (`after`), StoreBusy.
    """
    organisation = reading.policies.organisation(reader.organisation)
    reading.policies.current(organisation).pack.require(reader.roles, Action.READ_REGISTER)
    found = reading.register.page(reader.organisation, month, limit=PAGE, after=after)
    circles = reading.cases.circles({read.reference.number for read in found.reads})
    theirs = {number for number, circle in circles.items() if reader.id in circle.subjects}
    shown = tuple(read for read in found.reads if read.reference.number not in theirs)
    return RegisterPage(shown, found.after)
