"""For whom somebody speaks to us, and what lets them.

The basis is a code and stands in the event; how somebody is related to the patient and what shows it
are personal and stand with the parties. Nothing here lets anybody be told anything: that takes consent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.events import Event, EventType

ADULT_AT = 18
"""Years. Source: Children Act 1989 s. 105(1), to which S2-22 refers."""


class Standing(StrEnum):
    """Why somebody may turn to us at all (S2-2, S2-3). Nobody has to be, or to have been, a patient."""

    SELF = "self"
    AFFECTED = "affected"
    REPRESENTATIVE = "representative"


class Basis(StrEnum):
    """What lets somebody speak for a patient (S2-3, S2-22, S2-23)."""

    ASKED = "asked"
    CHILD_PARENT = "child_parent"
    CHILD_CARER = "child_carer"
    CHILD_LOCAL_AUTHORITY = "child_local_authority"
    CHILD_VOLUNTARY = "child_voluntary"
    LACKS_CAPACITY = "lacks_capacity"
    DIED = "died"


OF_A_CHILD = frozenset(
    {Basis.CHILD_PARENT, Basis.CHILD_CARER, Basis.CHILD_LOCAL_AUTHORITY, Basis.CHILD_VOLUNTARY}
)
"""The four bases for a child (S2-22)."""
UNABLE = frozenset({Basis.LACKS_CAPACITY, Basis.DIED})
"""The patient cannot be asked: somebody here decides whether this is the right person (S2-3)."""


class Hold(StrEnum):
    """Why nothing about the patient may be told to whoever speaks for them yet."""

    NO_BASIS = "no_basis"
    NO_BASIS_FOR_A_CHILD = "no_basis_for_a_child"
    PATIENT_MUST_AGREE = "patient_must_agree"
    NOT_DECIDED = "not_decided"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_ACCEPTED = "not_accepted"


@dataclass(frozen=True, slots=True)
class Representation:
    """For whom a case was brought. `patient_is_child` is as of receipt; None where no birth date is
    known.
    """

    standing: Standing = Standing.SELF
    basis: Basis | None = None
    patient_is_child: bool | None = None

    @property
    def hold(self) -> Hold | None:
        """What stands in the way of telling them anything, before any consent is looked at.

        Source: S2-3, S2-13, S2-22: a child without one of the four bases, an adult who was not asked,
        or somebody unable whose representative nobody has accepted: the gate stays shut.
        """
        if self.standing is not Standing.REPRESENTATIVE:
            return None
        if self.patient_is_child and self.basis not in OF_A_CHILD:
            return Hold.NO_BASIS_FOR_A_CHILD
        if self.basis is None:
            return Hold.NO_BASIS
        if self.basis is Basis.ASKED:
            return Hold.PATIENT_MUST_AGREE
        return Hold.NOT_DECIDED if self.basis in UNABLE else None


def age_on(born_on: date, day: date) -> int:
    """Whole years. Somebody born on 29 February is a year older on 1 March.

    >>> age_on(date(2008, 12, 25), date(2026, 12, 24)), age_on(date(2008, 12, 24), date(2026, 12, 24))
    (17, 18)
    """
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def is_child(born_on: date | None, day: date) -> bool | None:
    """Whether somebody is under 18 on this day; None where the birth date is not known."""
    return None if born_on is None else age_on(born_on, day) < ADULT_AT


def representation_of(events: Iterable[Event]) -> Representation:
    """For whom the case was brought, as its first event says."""
    received = next(event for event in events if event.type is EventType.CASE_RECEIVED)
    basis = received.facts.get("basis")
    return Representation(
        standing=Standing(received.facts.get("standing", Standing.SELF)),
        basis=Basis(basis) if basis else None,
        patient_is_child=received.facts.get("patient_is_child"),
    )
