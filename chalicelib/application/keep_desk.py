"""Staff keep a list under a name, drop one, or say that they have seen what is new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from chalicelib.application.ports import Ports
from chalicelib.domain.errors import StoreBusy
from chalicelib.domain.own_desk import Desk, SavedView, seen, with_view, without_view
from chalicelib.domain.staff import Staff

ATTEMPTS = 3
"""How often it is kept again when the same person kept something else in between."""


def keep_view(view: SavedView, by: Staff, ports: Ports) -> Desk:
    """Somebody's desk with this list, in the place of one of the same name.

    Source: issue 6, point 8. Raises: Invalid, StoreBusy.
    """
    return _changed(by, lambda desk: with_view(desk, view), ports)


def drop_view(name: str, by: Staff, ports: Ports) -> Desk:
    """Somebody's desk without this list. Dropping it twice changes nothing. Raises: StoreBusy."""
    return _changed(by, lambda desk: without_view(desk, name), ports)


def have_seen(until: datetime, by: Staff, ports: Ports) -> Desk:
    """Somebody has seen what is new on their cases until then; what came after the page was drawn stays
    new. Raises: StoreBusy.
    """
    at = min(until, ports.clock.now())
    return _changed(by, lambda desk: seen(desk, at), ports)


def _changed(by: Staff, change: Callable[[Desk], Desk], ports: Ports) -> Desk:
    for _ in range(ATTEMPTS):
        before = ports.desks.of(by.organisation, by.id)
        now = change(before)
        if now == before or ports.desks.save(by.organisation, now, seen=before):
            return now
    raise StoreBusy("It was being changed somewhere else. Try again in a moment")
