"""The sweep: what should be looked at, listed and counted is compared with what is, and repaired."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.application.every_case import Place, places, teams_of
from chalicelib.application.ports import Ports, Standing, Suspicion, ViewKind, Wrong, count_key
from chalicelib.domain.case import CaseFile
from chalicelib.domain.errors import CaseChanged
from chalicelib.domain.identifiers import OrganisationId, TeamCode
from chalicelib.domain.left_undone import left_undone
from chalicelib.domain.promises import NOTHING_YET, Kept, promises_of
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Organisation
from chalicelib.domain.upkeep import as_told

PATIENCE = timedelta(minutes=10)
"""How long a counter must have been wrong in the same way: the stream is only seconds behind."""


@dataclass(frozen=True, slots=True)
class SweepReport:
    """How many cases were compared, how many of them put right, how many could not be; how many
    counters were put right; whether the round is complete; and how the cases stand to our promises.
    """

    checked: int
    repaired: int
    failed: int
    recounted: int
    complete: bool
    kept: Kept = NOTHING_YET


def reconcile(ports: Ports, *, has_time: Callable[[], bool]) -> SweepReport:
    """Go through the open cases of every organisation from where the last sweep stopped.

    Safe to run twice, at once, and beside anything else: a repair is written on the version that it
    was worked out from, and a counter only if it still says what it said. A sweep that is cut off
    goes on at its last page the next time. Source: issue 3, point 7; peers.md 3.F 38.
    """
    outcomes: list[_Outcome] = []
    complete = True
    for numbers, following in _pages(ports):
        outcomes += ports.crew.each(lambda number: _looked_over(number, ports), numbers)
        _keep(following, ports)
        if following and not has_time():
            complete = False
            break
    return SweepReport(
        checked=len(outcomes),
        repaired=sum(outcome.repaired for outcome in outcomes),
        failed=sum(outcome.failed for outcome in outcomes),
        recounted=_recounted(ports) if complete else 0,
        complete=complete,
        kept=sum((outcome.kept for outcome in outcomes), NOTHING_YET),
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    repaired: bool = False
    failed: bool = False
    kept: Kept = NOTHING_YET


def _looked_over(number: CaseNumber, ports: Ports) -> _Outcome:
    """One case compared and put right. One that moves meanwhile is somebody's work: the next round."""

    kept = NOTHING_YET

    def work_out(file: CaseFile) -> Standing:
        nonlocal kept
        told = as_told(file)
        case = told.case
        terms = ports.policies.terms(case.policy, case.calendar_version, case.organisation)
        now, clocks = ports.clock.now(), told.clocks(terms)
        kept = promises_of(told, clocks, now)
        return Standing(told, clocks, at=now, undone=left_undone(told, at=now))

    try:
        unlike = ports.upkeep.mend(number, work_out)
    except CaseChanged:
        return _Outcome()
    except Exception as error:  # whatever one case holds, the others must be looked over
        ports.log.error("case not looked over", error=type(error).__name__)
        return _Outcome(failed=True)
    if unlike:
        ports.log.error("case repaired", unlike=sorted(unlike))
    return _Outcome(repaired=bool(unlike), kept=kept)


def _pages(ports: Ports) -> Iterator[tuple[tuple[CaseNumber, ...], str]]:
    """Page after page of open cases, each with the bookmark after it; empty after the last."""
    everywhere = sorted(places(ports))
    (organisation, team), key = _resumed(ports.upkeep.bookmark(), everywhere)
    left = [place for place in everywhere if place > (organisation, team)]
    while True:
        numbers, key = ports.upkeep.open_cases(organisation, team, after=key)
        if not key and not left:
            yield numbers, ""
            return
        if not key:
            organisation, team = left.pop(0)
        yield numbers, json.dumps([organisation, team, key])


def _resumed(bookmark: str, everywhere: Sequence[Place]) -> tuple[Place, str]:
    """Where to go on: at the bookmark, or at the beginning if there is none or its team is gone."""
    organisation, team, after = json.loads(bookmark) if bookmark else ("", "", "")
    place = OrganisationId(organisation), TeamCode(team)
    return (place, after) if place in everywhere else (everywhere[0], "")


def _keep(following: str, ports: Ports) -> None:
    # A round that fits one page never has a bookmark to keep or to forget.
    if following or ports.upkeep.bookmark():
        ports.upkeep.keep_bookmark(following)


def miscounted(ports: Ports) -> Wrong:
    """Every counter that does not say how many cases stand where it counts."""
    return {
        each.id: ports.upkeep.miscounted(each.id, _counters(each, ports))
        for each in ports.policies.organisations()
    }


def _counters(organisation: Organisation, ports: Ports) -> set[str]:
    """Every counter that somebody could be shown."""
    people = ports.directory.staff(organisation.id)
    teams = teams_of(organisation, ports)
    return {
        *(count_key(ViewKind.MINE, person.id) for person in people),
        *(count_key(kind, team) for kind in (ViewKind.TEAM, ViewKind.UNASSIGNED) for team in teams),
    }


def _recounted(ports: Ports) -> int:
    """Put right what was wrong at an earlier sweep and is wrong in the same way now; how many.

    The counters follow the stream: a difference that is seen once may be on its way, and what is put
    right too early is counted twice. Cases that the stream is late with were counted before.
    """
    now, at, suspected = miscounted(ports), ports.clock.now(), ports.upkeep.suspicion()
    if suspected and at - suspected.at < PATIENCE:
        return 0
    stayed = _stayed(suspected.wrong, now) if suspected else {}
    for organisation, wrong in stayed.items():
        ports.upkeep.put_right(organisation, wrong)
        ports.log.error("counters repaired", counters=len(wrong))
    if suspected or any(now.values()):
        ports.upkeep.keep_suspicion(Suspicion(at, now))
    return sum(map(len, stayed.values()))


def _stayed(before: Wrong, now: Wrong) -> Wrong:
    same = {
        organisation: {name: each for name, each in wrong.items() if was.get(name) == each}
        for organisation, wrong in now.items()
        if (was := before.get(organisation))
    }
    return {organisation: wrong for organisation, wrong in same.items() if wrong}
