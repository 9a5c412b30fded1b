"""The doors of the clock. EventBridge knocks every minute; what is due in London is decided inside."""

from __future__ import annotations

from chalice.app import Blueprint, CloudWatchEvent, Rate

from chalicelib import wiring
from chalicelib.application.look_after_due import look_after_due

doors = Blueprint(__name__)


@doors.schedule(Rate(1, unit=Rate.MINUTES), name="tick")
def tick(event: CloudWatchEvent) -> dict[str, int]:
    """Look after everything that is due. Safe to run twice, late, or beside itself."""
    ports = wiring.world().ports
    report = look_after_due(ports)
    ports.log.info("tick", looked_at=report.looked_at, failed=report.failed)
    return {"looked_at": report.looked_at, "failed": report.failed}
