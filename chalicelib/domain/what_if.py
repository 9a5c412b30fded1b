"""What a version would do to the open cases if it went live: which dates it gives, and what becomes of
the dates that were promised.

A case counts by the versions that it pinned at receipt. A newer one changes no date by itself: a clock
that runs and is in time can be given a later date, by a revision of its own. No promise is shortened:
a clock that the newer version would end sooner keeps its date, and this says so before anybody decides.

Source: issue 3, point 5; domain.md 2 (no date moves without an explicit revision), 3.12.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.case import CaseFile
from chalicelib.domain.clocks import (
    BECAUSE_OF_THE_CALENDAR,
    BECAUSE_OF_THE_POLICY,
    Clock,
    Target,
    due_moment,
)
from chalicelib.domain.events import EventType, Happening, canonical
from chalicelib.domain.policy import Terms
from chalicelib.domain.reference import Reference


class Subject(StrEnum):
    """What can go live."""

    POLICY = "policy"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A version that could go live: of the organisation's pack, or of its nation's calendar."""

    subject: Subject
    version: str


class Effect(StrEnum):
    """What publishing would do to a clock whose date the candidate changes."""

    LATER = "later"
    KEPT = "kept"
    KEPT_OR_OVERDUE = "kept_or_overdue"


@dataclass(frozen=True, slots=True)
class Difference:
    """One clock of one case: its date now, and the one that the candidate would give.

    LATER can be given to it. KEPT would be sooner; KEPT_OR_OVERDUE would be so soon that it has
    passed: both keep the date that was promised.
    """

    clock: str
    title: str
    before: Target
    after: Target
    effect: Effect


@dataclass(frozen=True, slots=True)
class CaseDifference:
    """An open case that the candidate would change."""

    reference: Reference
    differences: tuple[Difference, ...]

    @property
    def fingerprint(self) -> str:
        """Tells whether what was shown of the case is what it would be now: `123456.0a1b2c3d`."""
        said = [_written(each) for each in self.differences]
        return f"{self.reference.number}.{_sha256(canonical(said))[:8]}"

    def has(self, effect: Effect) -> bool:
        """Whether any clock of the case has this effect."""
        return any(each.effect is effect for each in self.differences)


def differences_of(
    file: CaseFile, *, pinned: Terms, proposed: Terms, now: datetime
) -> tuple[Difference, ...]:
    """Every clock that runs and is in time and would have another date; in the pack's order.

    A clock that stands still, has stopped or is past its date is nobody's to move, and what the
    proposed pack adds begins with the cases that are received under it. Raises: CalendarExhausted.
    """
    anew = {clock.code: clock for clock in file.clocks(proposed)}
    standing = (clock for clock in file.clocks(pinned) if clock.ticking and not clock.is_late(now))
    pairs = ((clock, anew[clock.code]) for clock in standing if clock.code in anew)
    return tuple(_differences(pairs, now))


def _differences(pairs: Iterable[tuple[Clock, Clock]], now: datetime) -> Iterator[Difference]:
    for clock, anew in pairs:
        if due_moment(clock) != due_moment(anew):
            before, after = clock.due_at or clock.due, anew.due_at or anew.due
            effect = _effect(clock, anew, now)
            yield Difference(clock.code, clock.rule.title, before, after, effect)


def _effect(clock: Clock, anew: Clock, now: datetime) -> Effect:
    if due_moment(anew) > due_moment(clock):
        return Effect.LATER
    return Effect.KEPT_OR_OVERDUE if anew.is_late(now) else Effect.KEPT


def later(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Those that can be given: once they are, the clock says the same by both versions, so that asking
    again finds none.
    """
    return tuple(each for each in differences if each.effect is Effect.LATER)


def revisions(differences: Iterable[Difference], candidate: Candidate) -> tuple[Happening, ...]:
    """What happens to the clocks when the later dates are given to them."""
    return tuple(_revision(each, candidate) for each in differences)


def _revision(difference: Difference, candidate: Candidate) -> Happening:
    facts = {
        "clock": difference.clock,
        "cause": _CAUSES[candidate.subject],
        f"{candidate.subject}_version": candidate.version,
        "due": difference.after.isoformat(),
        "due_before": difference.before.isoformat(),
    }
    return Happening(EventType.CLOCK_REVISED, facts)


_CAUSES = {
    Subject.POLICY: BECAUSE_OF_THE_POLICY,
    Subject.CALENDAR: BECAUSE_OF_THE_CALENDAR,
}


def digest_of(version: int, candidate: Candidate, cases: Iterable[CaseDifference]) -> str:
    """What stands for everything that was shown: whoever publishes names it.

    `version` is that of the organisation's history, so that two people cannot publish past each
    other. A note added to a case meanwhile changes nothing that was shown, so it changes no digest.
    """
    said = [version, candidate.subject, candidate.version, *(each.fingerprint for each in cases)]
    return _sha256(canonical(said))[:32]


def changed_since(shown: Iterable[str], now: Iterable[CaseDifference]) -> tuple[str, ...]:
    """The numbers of the cases that are not as these fingerprints showed them, in order."""
    differing = set(shown) ^ {case.fingerprint for case in now}
    return tuple(sorted({each.partition(".")[0] for each in differing}))


def _written(difference: Difference) -> list[str]:
    dates = (difference.before.isoformat(), difference.after.isoformat())
    return [difference.clock, *dates, difference.effect]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
