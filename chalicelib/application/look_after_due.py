"""The clock strikes: everything that is due is looked at, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import islice, takewhile

from chalicelib.application.ask_for_survey import ABOUT_SURVEYS
from chalicelib.application.casework import act_for_system
from chalicelib.application.deliver_message import deliver_from
from chalicelib.application.due_ports import DueItem, Round
from chalicelib.application.ports import Ports
from chalicelib.domain import casework
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.events import system
from chalicelib.domain.messages import WAITING, MessageState
from chalicelib.domain.policy import Terms
from chalicelib.domain.reference import CaseNumber

TICK = system("tick")


AT_ONCE = 100
"""Things that are shared out among the hands before the next are read from the index."""


class Outcome(Enum):
    """What became of something that is due."""

    DONE = auto()
    FAILED = auto()
    LEFT = auto()


Outcomes = Mapping[DueItem, Outcome]


@dataclass(frozen=True, slots=True)
class TickReport:
    """How many things were looked at; how many of the round could not be dealt with this time, and for
    how long the oldest of them had been due: the measure of how late reminders are. `complete` says
    whether this tick came to the end of what is due.
    """

    looked_at: int
    failed: int
    oldest: timedelta = timedelta()
    complete: bool = True


def look_after_due(ports: Ports, *, has_time: Callable[[], bool] = lambda: True) -> TickReport:
    """Tell each milestone that was reached, deliver what the stream missed, ask about the unproven.

    Safe to run twice, late or at once in two places: each telling is an event of the case, and an
    event is written on one version only. After an outage the latest missed milestone is told, once.
    One case that fails stays due and does not hold up the others: with no time left a tick leaves its
    place and the next one goes on behind it, so that whatever is due has its turn in every round.
    Source: domain.md 4.7.
    """
    now = ports.clock.now()
    due = ports.cases.due(now)
    at, looked_at, complete = due.round, 0, True
    things = iter(due.things)
    while complete and (some := tuple(islice(things, AT_ONCE))):
        outcomes = _all_looked_after(some, has_time, ports)
        looked_at += sum(outcome is not Outcome.LEFT for outcome in outcomes.values())
        complete = Outcome.LEFT not in outcomes.values()
        at = _beyond(at, some, outcomes)
    if not complete and at.behind:
        ports.cases.interrupt(at)
    return TickReport(looked_at, at.failed, oldest=now - (at.oldest or now), complete=complete)


def _beyond(at: Round, some: Collection[DueItem], outcomes: Outcomes) -> Round:
    """The round behind the things up to the first that was left."""
    passed = tuple(takewhile(lambda item: outcomes[item] is not Outcome.LEFT, some))
    since: tuple[datetime | None, ...] = (at.oldest, *(item.since for item in some))
    return Round(
        behind=passed[-1].place if passed else at.behind,
        oldest=min((each for each in since if each), default=None),
        failed=at.failed + sum(outcomes[item] is Outcome.FAILED for item in passed),
    )


def _all_looked_after(
    some: Iterable[DueItem], has_time: Callable[[], bool], ports: Ports
) -> dict[DueItem, Outcome]:
    """What became of each. Those of one case follow each other: they would change the same case."""
    by_case: dict[CaseNumber, list[DueItem]] = {}
    for item in some:
        by_case.setdefault(item.number, []).append(item)

    def of_case(items: Iterable[DueItem]) -> list[tuple[DueItem, Outcome]]:
        return [(each, _outcome(each, ports) if has_time() else Outcome.LEFT) for each in items]

    return {item: each for case in ports.crew.each(of_case, by_case.values()) for item, each in case}


def _outcome(item: DueItem, ports: Ports) -> Outcome:
    try:
        if item.message:
            _look_after_message(item, ports)
        else:
            _tell_clock(item, ports)
    except Exception as error:  # whatever one case does, the others must have their reminders
        ports.log.error("due item failed", clock=item.clock, error=type(error).__name__)
        return Outcome.FAILED
    return Outcome.DONE


def _tell_clock(item: DueItem, ports: Ports) -> None:
    occasion = ports.occasion(TICK)

    def decide(file: CaseFile, terms: Terms) -> Change | None:
        clock = next((c for c in file.clocks(terms) if c.code == item.clock), None)
        milestone = clock.reached(occasion.at) if clock else None
        if clock is None or milestone is None:
            return None
        if asks := ABOUT_SURVEYS.get(milestone.notice):
            return asks((clock, milestone), file, terms, occasion, ports)
        return casework.tell_milestone(file, clock, milestone, terms=terms, occasion=occasion)

    act_for_system(item.number, decide, ports)


def _look_after_message(item: DueItem, ports: Ports) -> None:
    file = ports.cases.load(item.number)
    message = file.message(item.message)
    if message is None or not message.is_due(ports.clock.now()):
        return
    if message.state in WAITING:
        deliver_from(file, message, ports)
    elif message.state is MessageState.SENDING:
        _ask_about(item, ports)


def _ask_about(item: DueItem, ports: Ports) -> None:
    occasion = ports.occasion(TICK)

    def decide(file: CaseFile, terms: Terms) -> Change | None:
        message = file.message(item.message)
        if message is None or not message.is_overdue(occasion.at):
            return None
        return casework.message_unproven(file, message, terms=terms, occasion=occasion)

    act_for_system(item.number, decide, ports)
