"""The doors of the clock. EventBridge knocks every minute, and once a night for the bank holidays; what
is due in London is decided inside.

Each job says that it ran, in a line from which CloudWatch makes metrics: an alarm that waits for the
line fires when nobody comes any more (infra/alarms.yaml).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from chalice.app import Blueprint, CloudWatchEvent, Cron, Rate

from chalicelib import wiring
from chalicelib.application.find_vacancies import find_vacancies
from chalicelib.application.forget_mail import forget_mail
from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.plan_timetable import plan_timetables
from chalicelib.application.ports import Ports
from chalicelib.application.reconcile import SweepReport, reconcile
from chalicelib.application.refresh_calendar import Outcome, refresh_calendar
from chalicelib.application.send_digests import send_digests
from chalicelib.application.tell_kept_files import expect_kept_files_notices
from chalicelib.application.verify_every_chain import verify_every_chain
from chalicelib.domain.health import LATE_AFTER, Beat, Job, Sign

doors = Blueprint(__name__)

A_MINUTE_MS = 60_000
TIME_FOR_A_PAGE_MS = 15_000
"""A sweep begins another page of cases only with this much of its time left."""
TIME_FOR_LISTS_MS = 20_000
"""What is due leaves this much of a tick's time to the lists of the day: neither starves the other."""
TIME_FOR_A_LIST_MS = 12_000
"""Longer than the mail service may take: who is cut off while sending leaves a person a question."""


@doors.schedule(Rate(1, unit=Rate.MINUTES), name="tick")
def tick(event: CloudWatchEvent) -> dict[str, int]:
    """Look after what is due while there is time. Safe to run twice, late, or beside itself."""
    ports = wiring.world().ports
    report = look_after_due(ports, has_time=partial(_has_time, event, TIME_FOR_LISTS_MS))
    lists = send_digests(ports, has_time=partial(_has_time, event, TIME_FOR_A_LIST_MS))
    ports.log.measure(
        "tick",
        at=ports.clock.now(),
        function=_function(event),
        TickRan=1,
        DueLookedAt=report.looked_at,
        DueFailed=report.failed,
        ListsLookedAt=lists,
        OldestDueAgeSeconds=report.oldest.total_seconds(),
        TickRoundComplete=int(report.complete),
    )
    late = report.oldest if report.oldest >= LATE_AFTER else timedelta()
    minutes = round(late.total_seconds() / 60)
    _beat(Job.TICK, {Sign.DUE_FAILED: report.failed, Sign.DUE_LATE: minutes}, ports)
    left = int(not report.complete)
    return {"looked_at": report.looked_at, "failed": report.failed, "more_to_do": left}


@doors.schedule(Cron(0, 4, "*", "*", "?", "*"), name="refresh_calendar")
def refresh_calendar_nightly(event: CloudWatchEvent) -> dict[str, int]:
    """Take up newly declared bank holidays; see that every role is held; call for what is owed this
    month and this year. Safe to run twice or again.
    """
    world = wiring.world()
    ports = world.ports
    refreshed = refresh_calendar(world.holidays, ports)
    cases, vacancies = refreshed.cases, find_vacancies(ports)
    called_for = plan_timetables(ports)
    expect_kept_files_notices(ports)
    ports.log.measure(
        "calendar",
        at=ports.clock.now(),
        function=_function(event),
        CalendarRan=1,
        CalendarsNotTakenUp=refreshed.not_taken_up,
        CasesMoved=cases.moved,
        CasesNotMoved=cases.failed,
        RolesVacant=vacancies,
        ReportsCalledFor=called_for,
    )
    signs = {
        Sign.HOLIDAYS_NOT_TAKEN_UP: refreshed.not_taken_up,
        Sign.CASES_NOT_MOVED: cases.failed,
        Sign.ROLES_VACANT: vacancies,
    }
    _beat(Job.CALENDAR, signs, ports)
    outcomes = {str(outcome): refreshed.outcomes.count(outcome) for outcome in Outcome}
    return {**outcomes, "looked_at": cases.looked_at, "moved": cases.moved, "failed": cases.failed}


# Every hour, not once a night: a sweep stops before its minute is over and the next one goes on, so
# some hundred thousand open cases are gone through in a day, and a few hundred every hour.
@doors.schedule(Rate(1, unit=Rate.HOURS), name="sweep")
def sweep(event: CloudWatchEvent) -> dict[str, int]:
    """Let go the mail that was put away long ago; compare what is kept with what should be, and repair
    it. Safe to run twice, or beside itself.
    """
    ports = wiring.world().ports
    forgotten = forget_mail(ports)
    report = reconcile(ports, has_time=partial(_has_time, event, TIME_FOR_A_PAGE_MS))
    ports.log.measure(
        "sweep",
        at=ports.clock.now(),
        function=_function(event),
        SweepRan=1,
        SweepRoundComplete=int(report.complete),
        CasesChecked=report.checked,
        CasesRepaired=report.repaired,
        CasesFailed=report.failed,
        CountersRepaired=report.recounted,
        AcknowledgedInTime=report.kept.acknowledged_in_time,
        AcknowledgedLate=report.kept.acknowledged_late,
        AcknowledgementsOverdue=report.kept.acknowledgements_overdue,
        ClocksLate=report.kept.clocks_late,
        MessagesStale=report.kept.messages_stale,
        MailsUndelivered=report.kept.mails_undelivered,
        MailsForgotten=forgotten,
    )
    _beat(Job.SWEEP, _worries(report), ports)
    left = int(not report.complete)
    return {
        "checked": report.checked,
        "repaired": report.repaired,
        "failed": report.failed,
        "more_to_do": left,
    }


@doors.schedule(Cron(0, 3, "*", "*", "?", "*"), name="verify_chains")
def verify_chains(event: CloudWatchEvent) -> dict[str, int]:
    """Verify every history, and keep today's ends where nobody can change them. Safe to run twice."""
    world = wiring.world()
    has_time = partial(_has_time, event, TIME_FOR_A_PAGE_MS)
    found = verify_every_chain(world.ports, world.roots, has_time=has_time)
    world.ports.log.measure(
        "chains",
        at=world.ports.clock.now(),
        function=_function(event),
        VerifyRan=1,
        VerifyComplete=int(found.complete),
        ChainsChecked=found.checked,
        ChainsBroken=found.broken,
        CasesGone=found.gone,
    )
    signs = {Sign.CHAINS_BROKEN: found.broken, Sign.CASES_GONE: found.gone}
    if found.complete:
        _beat(Job.VERIFICATION, signs, world.ports)
    return {"checked": found.checked, "broken": found.broken, "gone": found.gone}


def _worries(report: SweepReport) -> dict[Sign, int]:
    return {
        Sign.CASES_FAILED: report.failed,
        Sign.MESSAGES_STALE: report.kept.messages_stale,
        Sign.MAILS_UNDELIVERED: report.kept.mails_undelivered,
    }


def _beat(job: Job, signs: Mapping[Sign, int], ports: Ports) -> None:
    """Say to staff that it ran; CloudWatch, and so whoever is on call, was told before."""
    ports.pulse.keep(Beat(job, ports.clock.now(), signs))


def _has_time(event: CloudWatchEvent, wanted_ms: int) -> bool:
    return _milliseconds_left(event) > wanted_ms


def _function(event: CloudWatchEvent) -> str:
    context: Any = event.context
    return str(context.function_name) if context else "local"


def _milliseconds_left(event: CloudWatchEvent) -> int:
    context: Any = event.context
    return int(context.get_remaining_time_in_millis()) if context else A_MINUTE_MS
