"""Making a version live: the decision at once, the dates of open cases in parts that are carried out
after it, each as often as need be and none twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.what_if import Candidate, CaseDifference, Difference, later

CASES_OF_A_PART = 100
"""So many that a part is done in seconds, and that thousands of cases fit one transaction's items."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A case that was shown to gain time: the new date of each of its clocks, as it was shown."""

    number: CaseNumber
    dates: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the cases that a publication moves. `publication` is the number of its entry.

    `moved` cases got every date that was shown, `left` cases had changed meanwhile and keep theirs.
    """

    organisation: OrganisationId
    publication: int
    number: int
    candidate: Candidate
    cases: tuple[Shown, ...]
    done: bool = False
    moved: int = 0
    left: int = 0


def parts_of(
    cases: Iterable[CaseDifference],
    candidate: Candidate,
    *,
    organisation: OrganisationId,
    publication: int,
) -> tuple[Part, ...]:
    """The cases that gain time, in parts."""
    shown = [_shown(case) for case in cases if later(case.differences)]
    starts = range(0, len(shown), CASES_OF_A_PART)
    return tuple(
        Part(organisation, publication, n, candidate, tuple(shown[start : start + CASES_OF_A_PART]))
        for n, start in enumerate(starts, start=1)
    )


def _shown(case: CaseDifference) -> Shown:
    dates = {each.clock: each.after.isoformat() for each in later(case.differences)}
    return Shown(case.reference.number, dates)


def as_shown(differences: Iterable[Difference], shown: Shown) -> tuple[Difference, ...]:
    """Those that are still what was shown: publishing does that and nothing else."""
    return tuple(
        each for each in later(differences) if shown.dates.get(each.clock) == each.after.isoformat()
    )


def ended(part: Part, outcomes: Sequence[bool]) -> Part:
    """The part with every case dealt with: moved (True) or left as it is."""
    return replace(part, done=True, moved=outcomes.count(True), left=outcomes.count(False))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the cases of a publication are."""

    cases: int = 0
    moved: int = 0
    left: int = 0

    @property
    def waiting(self) -> int:
        """How many nobody has looked at yet."""
        return self.cases - self.moved - self.left


def progress_of(parts: Iterable[Part]) -> Mapping[int, Progress]:
    """How far each publication is, by its number."""
    found: dict[int, Progress] = {}
    for part in parts:
        so_far = found.get(part.publication, Progress())
        found[part.publication] = Progress(
            so_far.cases + len(part.cases), so_far.moved + part.moved, so_far.left + part.left
        )
    return found
