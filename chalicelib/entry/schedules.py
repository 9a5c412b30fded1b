"""The doors of the clock. EventBridge knocks every minute, and once a night for the bank holidays; what
is due in London is decided inside.
"""

from __future__ import annotations

from chalice.app import Blueprint, CloudWatchEvent, Cron, Rate

from chalicelib import wiring
from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.refresh_calendar import Outcome, refresh_calendar

doors = Blueprint(__name__)


@doors.schedule(Rate(1, unit=Rate.MINUTES), name="tick")
def tick(event: CloudWatchEvent) -> dict[str, int]:
    """Look after everything that is due. Safe to run twice, late, or beside itself."""
    ports = wiring.world().ports
    report = look_after_due(ports)
    ports.log.info("tick", looked_at=report.looked_at, failed=report.failed)
    return {"looked_at": report.looked_at, "failed": report.failed}


@doors.schedule(Cron(0, 4, "*", "*", "?", "*"), name="refresh_calendar")
def refresh_calendar_nightly(event: CloudWatchEvent) -> dict[str, int]:
    """Take up newly declared bank holidays. Safe to run twice, or again after it was cut short."""
    world = wiring.world()
    refreshed = refresh_calendar(world.holidays, world.ports)
    counted = {str(outcome): refreshed.outcomes.count(outcome) for outcome in Outcome} | {
        "looked_at": sum(each.looked_at for each in refreshed.moved),
        "moved": sum(each.moved for each in refreshed.moved),
        "failed": sum(each.failed for each in refreshed.moved) + refreshed.unfinished,
    }
    world.ports.log.info("calendar", **counted)
    return counted
