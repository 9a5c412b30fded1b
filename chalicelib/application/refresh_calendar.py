"""Once a day: the published list of bank holidays is fetched, doubted, and adopted if it adds a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.application.carry_out import carry_on
from chalicelib.application.holiday_sources import HolidaySources
from chalicelib.application.move_clocks import Moved, move_clocks
from chalicelib.application.policy_ports import Policies
from chalicelib.application.ports import Ports
from chalicelib.domain.bank_holidays import (
    PublishedList,
    adds_nothing,
    faults_of,
    read_list,
    with_published,
)
from chalicelib.domain.calendar import WorkingCalendar, london_date
from chalicelib.domain.errors import CannotBeKnown, ListUnreachable


class Outcome(StrEnum):
    """What became of a nation's part of the list."""

    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    UNCHANGED = "unchanged"
    ADOPTED = "adopted"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of the list for each nation, and what of each organisation's open cases.

    `unfinished` counts the parts of publications that could not be carried out this time either.
    """

    outcomes: tuple[Outcome, ...]
    moved: tuple[Moved, ...]
    unfinished: int = 0

    @property
    def not_taken_up(self) -> int:
        """For how many nations the list could not be had or was doubted."""
        return sum(each in {Outcome.UNREACHABLE, Outcome.REFUSED} for each in self.outcomes)

    @property
    def cases(self) -> Moved:
        """The cases of all organisations together."""
        return Moved(
            looked_at=sum(each.looked_at for each in self.moved),
            moved=sum(each.moved for each in self.moved),
            failed=sum(each.failed for each in self.moved) + self.unfinished,
        )


def refresh_calendar(sources: HolidaySources, ports: Ports) -> Refreshed:
    """Take up newly declared bank holidays, and give open clocks the days that they take.

    A list that cannot be fetched, or for which there is any reason to doubt it, raises an alarm and
    changes nothing. Open cases are looked at whatever became of the list: a run that was cut short,
    and what a publication left undone, is caught up with.
    Safe to run twice: a list that was adopted adds nothing, and a clock is moved once.
    Source: issue 3, point 4; domain.md 3.12.
    """
    organisations = ports.policies.organisations()
    nations = sorted({each.calendar_nation for each in organisations})
    body = _fetched(sources, ports)
    outcomes = [_refreshed(nation, body, sources, ports) for nation in nations]
    unfinished = sum(carry_on(each.id, ports) for each in organisations)
    moved = tuple(move_clocks(each, ports) for each in organisations)
    return Refreshed(tuple(outcomes), moved, unfinished)


def _fetched(sources: HolidaySources, ports: Ports) -> bytes | None:
    try:
        return sources.published.fetch()
    except ListUnreachable as error:
        ports.log.error("bank holidays unreachable", reason=str(error))
        return None


def _refreshed(nation: str, body: bytes | None, sources: HolidaySources, ports: Ports) -> Outcome:
    if body is None:
        return Outcome.UNREACHABLE
    now, held = ports.clock.now(), _held(nation, ports.policies)
    try:
        published = read_list(body, nation)
        faults = _faults(published, held, sources, now)
    except CannotBeKnown as error:
        return _refused(nation, (str(error),), ports)
    if faults:
        return _refused(nation, faults, ports)
    if adds_nothing(published, held):
        return Outcome.UNCHANGED
    sources.adopted.adopt(with_published(published, held, now))
    return Outcome.ADOPTED


def _held(nation: str, policies: Policies) -> WorkingCalendar:
    """The newest that any organisation of the nation lives by: what nobody published stays out."""
    ours = (each for each in policies.organisations() if each.calendar_nation == nation)
    return policies.calendar(max(policies.live_calendar(each) for each in ours))


def _faults(
    published: PublishedList, held: WorkingCalendar, sources: HolidaySources, now: datetime
) -> tuple[str, ...]:
    last = min(max(published.last, held.last).year, london_date(now).year + FURTHEST_COMPUTED)
    computed = sources.computed.between(held.nation, held.first.year, last)
    return faults_of(published, held, computed, london_date(now))


FURTHEST_COMPUTED = 10
"""Years ahead: a list that names a date in the year 9999 is doubted without computing so far."""


def _refused(nation: str, faults: tuple[str, ...], ports: Ports) -> Outcome:
    ports.log.error("bank holidays refused", nation=nation, reasons=list(faults))
    return Outcome.REFUSED
