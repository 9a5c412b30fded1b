"""Who is away while a plan is carried out, for whoever sets its dates (S2-47)."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.application.ports import Reading
from chalicelib.application.read_case import OpenFile
from chalicelib.domain.calendar import london_date
from chalicelib.domain.staff import Staff


def with_absences(opened: OpenFile, reader: Staff, reading: Reading) -> OpenFile:
    """The case with what its staff arranged for when they are away. One call to the store, and none
    within a minute of the last.

    Source: S2-47: the dates of a plan are realistic, and key staff may be on leave.
    """
    today = london_date(reading.clock.now())
    arranged = reading.arrangements.lately(reader.organisation)
    ahead = {staff: each.from_day(today) for staff, each in arranged.items()}
    return replace(opened, arranged={staff: each for staff, each in ahead.items() if each.absences})
