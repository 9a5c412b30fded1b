"""What would happen to the open cases if a version of the policy or the calendar went live?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from chalicelib.application.casework import pinned
from chalicelib.application.known_cases import kept_from
from chalicelib.application.open_cases import watched_rows
from chalicelib.application.ports import CaseReader, Ports, Reading
from chalicelib.domain.calendar import london_date
from chalicelib.domain.errors import CannotBeKnown, Fault, Invalid, NotFound, TooMany, Unavailable
from chalicelib.domain.organisation_history import Chosen
from chalicelib.domain.policy import PolicyPack, PolicyRef, Terms
from chalicelib.domain.policy_faults import PackFault
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Organisation, Staff
from chalicelib.domain.what_if import (
    Candidate,
    CaseDifference,
    Effect,
    Subject,
    differences_of,
    digest_of,
)

MOST_CASES = 2_000
"""How many open cases are looked at while somebody waits. A gateway waits 29 seconds and a case takes
some milliseconds (docs/decisions/0015).
"""


@dataclass(frozen=True, slots=True)
class Preview:
    """What publishing the candidate would do, and the digest by which it is published.

    `chosen` is what the organisation lives by now; `open_cases` are all that there are, `cases` those
    for which the candidate says another date, the earliest reference first.
    """

    organisation: Organisation
    chosen: Chosen
    candidate: Candidate
    faults: tuple[PackFault, ...]
    open_cases: int
    cases: tuple[CaseDifference, ...]

    def shown_to(
        self, reader: Staff, pack: PolicyPack, cases: CaseReader
    ) -> tuple[CaseDifference, ...]:
        """The cases of which the reader may know all; the others are counted and not named (S4-10)."""
        kept = kept_from([case.reference.number for case in self.cases], reader, pack, cases)
        return tuple(case for case in self.cases if case.reference.number not in kept)

    @property
    def digest(self) -> str:
        """What stands for everything that was shown."""
        return digest_of(self.chosen.version, self.candidate, self.cases)

    def count(self, effect: Effect) -> int:
        """How many cases have a clock with this effect."""
        return sum(case.has(effect) for case in self.cases)

    @property
    def publishable(self) -> bool:
        """Whether nothing is wrong with the version itself."""
        return not any(fault.stops for fault in self.faults)


def preview_version(
    candidate: Candidate, organisation: Organisation, world: Reading | Ports
) -> Preview:
    """Read every open case, and those at their end in which a clock still runs, by the terms that they
    pinned and by the candidate. Nothing is changed.

    Raises: Invalid, for a version that is not held or is live already; TooMany; CannotBeKnown, if
    the candidate cannot answer for a case; Unavailable.
    """
    chosen = world.organisations.chosen(organisation.id)
    refuse_unless_candidate(candidate, organisation, world)
    faults = faults_of_candidate(candidate, organisation, world)
    if any(fault.stops for fault in faults):
        return Preview(organisation, chosen, candidate, faults, 0, ())
    numbers = _few_numbers(organisation, world)
    propose = proposal(candidate, organisation, world)
    cases = compared(numbers, propose, world.clock.now(), world)
    return Preview(organisation, chosen, candidate, faults, len(numbers), cases)


def refuse_unless_candidate(
    candidate: Candidate, organisation: Organisation, world: Reading | Ports
) -> None:
    """Raises: Invalid, for a version that cannot go live here."""
    if candidate.version not in candidates(candidate.subject, organisation, world):
        message = "Choose one of the versions that are held here and are not live yet"
        raise Invalid([Fault(candidate.subject, message)])


def candidates(subject: Subject, organisation: Organisation, world: Reading | Ports) -> tuple[str, ...]:
    """The versions that could go live: any other of the pack, any newer one of the calendar."""
    policies = world.policies
    if subject is Subject.POLICY:
        held = (ref.version for ref in policies.versions(organisation.policy))
        return tuple(each for each in held if each != organisation.policy_version)
    live = policies.live_calendar(organisation)
    return tuple(each for each in policies.calendars(organisation.calendar_nation) if each > live)


def faults_of_candidate(
    candidate: Candidate, organisation: Organisation, world: Reading | Ports
) -> tuple[PackFault, ...]:
    """What is wrong with the version itself: only a pack is written by hand."""
    if candidate.subject is Subject.CALENDAR:
        return ()
    ref = PolicyRef(organisation.policy, candidate.version)
    return world.policies.faults(ref, organisation, london_date(world.clock.now()))


Propose = Callable[[Terms], Terms]


def proposal(candidate: Candidate, organisation: Organisation, world: Reading | Ports) -> Propose:
    """From the terms that a case pinned to those that it would have: only the candidate differs."""
    if candidate.subject is Subject.CALENDAR:
        calendar = world.policies.calendar(candidate.version)
        return lambda terms: replace(terms, calendar=calendar)
    ref = PolicyRef(organisation.policy, candidate.version)
    live = world.policies.live_calendar(organisation)
    pack = world.policies.terms(ref, live, organisation.id).pack
    return lambda terms: replace(terms, pack=pack)


def watched_numbers(organisation: Organisation, world: Reading | Ports) -> list[CaseNumber]:
    """Every case with a date that can run, by its number."""
    rows = watched_rows(organisation, world.cases, world.directory)
    return sorted({row.reference.number for row in rows})


def _few_numbers(organisation: Organisation, world: Reading | Ports) -> list[CaseNumber]:
    rows = watched_rows(organisation, world.cases, world.directory)
    numbers = [row.reference.number for row in islice(rows, MOST_CASES + 1)]
    if len(numbers) > MOST_CASES:
        raise TooMany(f"More than {MOST_CASES:,} cases are open: too many to look at while you wait")
    return sorted(set(numbers))


def compared(
    numbers: Iterable[CaseNumber], propose: Propose, now: datetime, world: Reading | Ports
) -> tuple[CaseDifference, ...]:
    """The cases whose dates would differ, as it is `now`. Raises: CannotBeKnown; Unavailable."""
    # One case that cannot be read or answered for stops the preview: a list with a gap would lie.
    found = world.crew.each(lambda number: _difference(number, propose, now, world), numbers)
    for each in found:
        if isinstance(each, Exception):
            raise each
    return tuple(each for each in found if isinstance(each, CaseDifference) and each.differences)


def _difference(
    number: CaseNumber, propose: Propose, now: datetime, world: Reading | Ports
) -> CaseDifference | CannotBeKnown | Unavailable | None:
    try:
        file = world.cases.load(number)
        terms = pinned(file.case, world.policies)
        found = differences_of(file, pinned=terms, proposed=propose(terms), now=now)
        return CaseDifference(file.case.reference, found)
    except NotFound:
        return None
    except (CannotBeKnown, Unavailable) as error:
        return error
