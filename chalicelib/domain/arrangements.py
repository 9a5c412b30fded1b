"""What somebody arranged for themselves: when they are away, who then acts for them, and at what hour
they want their list of the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.identifiers import StaffId

LONGEST_ABSENCE = timedelta(days=731)
"""Two years: longer than any leave. A later date is a slip of the hand."""
MOST_ABSENCES = 20
HOURS = range(24)


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from `first` to `last`, both London dates and both included."""

    first: date
    last: date

    def includes(self, day: date) -> bool:
        """Whether they are away on that day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Arrangements:
    """One person's. `digest_hour` is an hour of London's day, 0 to 23; None for no list of the day.
    `by` is who arranged it last: they, or a manager for them. `feed` is the key of the one calendar
    address that is theirs now; empty where they have none.
    """

    staff: StaffId
    deputy: StaffId | None = None
    absences: tuple[Absence, ...] = ()
    digest_hour: int | None = None
    by: StaffId | None = None
    feed: str = ""

    def is_away(self, day: date) -> bool:
        """Whether they are away on that day."""
        return any(absence.includes(day) for absence in self.absences)

    def from_day(self, day: date) -> Arrangements:
        """The same without the absences that are over by then."""
        return replace(self, absences=tuple(each for each in self.absences if each.last >= day))


def arranged(asked: Arrangements, *, known: frozenset[StaffId], today: date) -> Arrangements:
    """What was asked for, in order and without what is past, if it makes sense.

    The deputy is one of the organisation's staff (`known`). Two may be each other's deputies: who
    acts when both are away is decided when something has to be sent.
    Source: S2-16, S2-47; domain 4.7. Raises: Invalid, with every fault.
    """
    faults = [*_faults_of_deputy(asked, known), *_faults_of_absences(asked)]
    if asked.digest_hour is not None and asked.digest_hour not in HOURS:
        faults.append(Fault("digest_hour", "Choose an hour of the day"))
    if faults:
        raise Invalid(faults)
    to_come = (each for each in set(asked.absences) if each.last >= today)
    absences = tuple(sorted(to_come, key=lambda each: (each.first, each.last)))
    return replace(asked, absences=absences)


def _faults_of_deputy(asked: Arrangements, known: frozenset[StaffId]) -> Iterator[Fault]:
    if asked.deputy is None:
        return
    if asked.deputy == asked.staff:
        yield Fault("deputy", "Choose somebody else: nobody can be their own deputy")
    elif asked.deputy not in known:
        yield Fault("deputy", "Choose somebody of the organisation")


def _faults_of_absences(asked: Arrangements) -> Iterator[Fault]:
    if len(asked.absences) > MOST_ABSENCES:
        yield Fault("absences", f"Enter {MOST_ABSENCES} absences or fewer")
    for absence in asked.absences:
        if absence.last < absence.first:
            yield Fault("absences", "The last day away cannot be before the first")
        elif absence.last - absence.first > LONGEST_ABSENCE:
            yield Fault("absences", "An absence can be two years at most")
