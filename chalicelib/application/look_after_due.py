"""The clock strikes: everything that is due is looked at, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.application.ask_for_survey import ABOUT_SURVEYS
from chalicelib.application.casework import act_for_system
from chalicelib.application.deliver_message import deliver_from
from chalicelib.application.ports import DueItem, Ports
from chalicelib.domain import casework
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.events import system
from chalicelib.domain.messages import WAITING, MessageState
from chalicelib.domain.policy import Terms
from chalicelib.domain.reference import CaseNumber

TICK = system("tick")


@dataclass(frozen=True, slots=True)
class TickReport:
    """How many things were looked at, how many of them could not be dealt with this time, and for
    how long the oldest had been due: the measure of how late reminders are.
    """

    looked_at: int
    failed: int
    oldest: timedelta = timedelta()


def look_after_due(ports: Ports) -> TickReport:
    """Tell each milestone that was reached, deliver what the stream missed, ask about the unproven.

    Safe to run twice, late or at once in two places: each telling is an event of the case, and an
    event is written on one version only. After an outage the latest missed milestone is told, once.
    One case that fails stays due and does not hold up the others. Source: domain.md 4.7.
    """
    now = ports.clock.now()
    due = list(ports.cases.due(now))
    by_case: dict[CaseNumber, list[DueItem]] = {}
    for item in due:
        by_case.setdefault(item.number, []).append(item)
    outcomes = ports.crew.each(lambda items: _case_looked_after(items, ports), by_case.values())
    oldest = now - min((item.since for item in due if item.since), default=now)
    return TickReport(looked_at=len(due), failed=sum(outcomes), oldest=oldest)


def _case_looked_after(items: Iterable[DueItem], ports: Ports) -> int:
    """How many of a case's due things failed. One after another: they would change the same case."""
    return sum(not _looked_after(item, ports) for item in items)


def _looked_after(item: DueItem, ports: Ports) -> bool:
    try:
        if item.message:
            _look_after_message(item, ports)
        else:
            _tell_clock(item, ports)
    except Exception as error:  # whatever one case does, the others must have their reminders
        ports.log.error("due item failed", clock=item.clock, error=type(error).__name__)
        return False
    return True


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
