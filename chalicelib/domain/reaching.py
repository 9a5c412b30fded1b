"""Who really gets what is for somebody: decided when it is sent, because people are away.

    somebody → their deputy, and hers, … → whoever holds the role → the next rung → they themselves

Nobody is written to twice, however many rungs or roles they hold. The case's handler stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.arrangements import Arrangements
from chalicelib.domain.identifiers import RoleCode, StaffId
from chalicelib.domain.ladders import above, from_rung
from chalicelib.domain.policy import Rung
from chalicelib.domain.recipients import Recipient, RecipientKind
from chalicelib.domain.staff import Staff


@dataclass(frozen=True, slots=True)
class Office:
    """Everybody of an organisation, and what they arranged, on one London day. Those who are `kept_out`
    may not know of what is sent: nothing reaches them, for themselves or for anybody (S2-14).
    """

    people: tuple[Staff, ...]
    arrangements: Mapping[StaffId, Arrangements]
    today: date
    kept_out: frozenset[StaffId] = frozenset()

    def is_away(self, person: Staff) -> bool:
        """Whether they are absent today."""
        arranged = self.arrangements.get(person.id)
        return arranged is not None and arranged.is_away(self.today)

    def find(self, staff: StaffId | None) -> Staff | None:
        """One of them; None for somebody who has left, or is kept out."""
        return next((person for person in self._reachable() if person.id == staff), None)

    def holders(self, roles: Iterable[RoleCode]) -> tuple[Staff, ...]:
        """Everybody who holds one of the roles, here or away, and is not kept out."""
        wanted = frozenset(roles)
        return tuple(person for person in self._reachable() if person.holds_any(wanted))

    def _reachable(self) -> Iterator[Staff]:
        return (person for person in self.people if person.id not in self.kept_out)

    def is_vacant(self, roles: Sequence[RoleCode]) -> bool:
        """Whether nobody at all holds any of the roles, whoever may know."""
        return not any(person.holds_any(roles) for person in self.people)

    def stand_in(self, person: Staff) -> Staff | None:
        """Whoever acts for this person today: they, their deputy, or the deputy's deputy; None where
        the chain ends, or comes round again, with nobody there.
        """
        acting: Staff | None = person
        asked: set[StaffId] = set()
        while acting and self.is_away(acting):
            if acting.id in asked:
                return None
            asked.add(acting.id)
            acting = self.find(self.arrangements[acting.id].deputy)
        return acting

    def acting(self, people: Iterable[Staff]) -> tuple[Staff, ...]:
        """Whoever acts for these people today, each once."""
        found = (self.stand_in(person) for person in people)
        return tuple(dict.fromkeys(person for person in found if person))


@dataclass(frozen=True, slots=True)
class Reached:
    """Who gets it. `vacant` are roles on the way that nobody holds, which somebody must put right."""

    people: tuple[Staff, ...]
    vacant: tuple[RoleCode, ...] = ()


def reach(to: Recipient, role: RoleCode, *, rungs: Sequence[Rung], office: Office) -> Reached:
    """The staff who get what is for `to`; `role` answers for it where `to` cannot.

    Where everybody on the way is away without a deputy, those whom it was for get it all the same:
    better read late than never sent. Source: S2-16 [D], domain 4.7 ("absent owner").
    """
    if to.rungs:
        return _reach_rungs(to.rungs, rungs, office)
    if to.roles:
        return _together([_reach_role(each, rungs, office) for each in to.roles])
    if to.kind is RecipientKind.ROLE:
        return _reach_role(RoleCode(to.id), rungs, office)
    person = office.find(StaffId(to.id))
    return _first_found((person,) if person else (), (role,), above(role, rungs), office)


def _together(each: Sequence[Reached]) -> Reached:
    """Everybody whom each reaches by itself, once: a vacant one takes nothing from the others."""
    people = (person for reached in each for person in reached.people)
    vacant = (role for reached in each for role in reached.vacant)
    return Reached(tuple(dict.fromkeys(people)), tuple(dict.fromkeys(vacant)))


def _reach_role(role: RoleCode, rungs: Sequence[Rung], office: Office) -> Reached:
    return _first_found((), (role,), above(role, rungs), office)


def _reach_rungs(numbers: Sequence[int], rungs: Sequence[Rung], office: Office) -> Reached:
    """Everybody of these rungs; the rungs over them only where nobody of these is left."""
    roles = tuple(r for rung in rungs if rung.number in numbers for r in rung.roles)
    over = from_rung(max(numbers) + 1, rungs)
    return _first_found((), roles, over, office)


def _first_found(
    first: tuple[Staff, ...], roles: Sequence[RoleCode], over: Sequence[Rung], office: Office
) -> Reached:
    groups = [roles, *(rung.roles for rung in over)]
    acting, vacant = office.acting(first), []
    while not acting and groups:
        group = groups.pop(0)
        acting = office.acting(office.holders(group))
        vacant += _vacant(group, office)
    return Reached(acting or first or _anybody(roles, over, office), tuple(vacant))


def _vacant(roles: Sequence[RoleCode], office: Office) -> list[RoleCode]:
    return list(roles) if office.is_vacant(roles) else []


def _anybody(roles: Sequence[RoleCode], over: Sequence[Rung], office: Office) -> tuple[Staff, ...]:
    """The first holders there are, though they are away."""
    groups: Iterator[Sequence[RoleCode]] = iter([roles, *(rung.roles for rung in over)])
    return next((held for group in groups if (held := office.holders(group))), ())
