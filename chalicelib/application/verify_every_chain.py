"""Each day the history of every case is verified, against itself and against what was kept on an
earlier day where nobody can change it; then today's ends are kept there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from chalicelib.application.every_case import every_case
from chalicelib.application.ports import Ports
from chalicelib.domain.calendar import london_date
from chalicelib.domain.errors import NotFound
from chalicelib.domain.events import first_break
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.roots import ChainEnd, DayRoot, goes_on_from, root_of


class Roots(Protocol):
    """The roots of earlier days: they can be added to and not changed."""

    def last_before(self, root_day: str) -> DayRoot | None:
        """The newest root of a day before this one (ISO); None before the first."""

    def keep(self, root: DayRoot) -> None:
        """Keep a root. The same day twice is kept twice: neither takes the other's place."""


@dataclass(frozen=True, slots=True)
class Verification:
    """How many chains were looked at, how many are broken or are not what was kept, and how many cases
    that were kept are gone; whether every case was reached, and then the root that was kept.
    """

    checked: int
    broken: int
    gone: int
    complete: bool
    root: str = ""


@dataclass(frozen=True, slots=True)
class _Looked:
    number: CaseNumber
    end: ChainEnd | None = None
    gone: bool = False


def verify_every_chain(ports: Ports, roots: Roots, *, has_time: Callable[[], bool]) -> Verification:
    """Verify every case, and keep today's root. Safe to run twice, late, or beside anything else.

    A case that cannot be read counts as broken. A run that has no time left keeps no root: half of the
    ends would look as if the others were gone. Source: issue 7, point 4.
    """
    today = london_date(ports.clock.now())
    before = roots.last_before(today.isoformat())
    kept = before.by_case if before else {}
    looked: dict[CaseNumber, _Looked] = {}
    for numbers in every_case(ports):
        if not has_time():
            return _report(looked, complete=False)
        looked |= _looked_at([each for each in numbers if each not in looked], kept, ports)
    # What was kept and stands in no list any more: gone, or hidden.
    looked |= _looked_at([number for number in kept if number not in looked], kept, ports)
    root = root_of(today, (each.end for each in looked.values() if each.end), before=before)
    roots.keep(root)
    return _report(looked, complete=True, root=root.root)


def _looked_at(
    numbers: Iterable[CaseNumber], kept: Mapping[CaseNumber, ChainEnd], ports: Ports
) -> dict[CaseNumber, _Looked]:
    each = ports.crew.each(lambda number: _look(number, kept.get(number), ports), tuple(numbers))
    return {looked.number: looked for looked in each}


def _look(number: CaseNumber, kept: ChainEnd | None, ports: Ports) -> _Looked:
    try:
        file = ports.cases.load(number)
    except NotFound:
        return _Looked(number, gone=True)
    except Exception as error:  # whatever one case holds, the others must be looked at
        ports.log.error("history broken", error=type(error).__name__)
        return _Looked(number)
    found = first_break(file.history, file.case.head)
    if found:
        ports.log.error("history broken", seq=found.seq, reason=found.reason)
        return _Looked(number)
    if not goes_on_from(file.history, kept):
        ports.log.error("history broken", reason="it is not the one that was kept on an earlier day")
        return _Looked(number)
    return _Looked(number, ChainEnd(number, file.case.head.length, file.case.head.hash))


def _report(looked: Mapping[CaseNumber, _Looked], *, complete: bool, root: str = "") -> Verification:
    gone = sum(each.gone for each in looked.values())
    broken = sum(each.end is None and not each.gone for each in looked.values())
    return Verification(len(looked), broken, gone, complete, root)
