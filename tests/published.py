"""The list of bank holidays as gov.uk publishes it: in its form, with the days that we hold."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tests.builders import ENGLAND

NATION = "england-and-wales"
_SUBSTITUTE = " (substitute day)"
_WEEKENDS_OWN = {date(2027, 12, 27): "Christmas Day", date(2027, 12, 28): "Boxing Day"}


def as_published(*declared: date) -> dict[str, Any]:
    """The whole list; no day on a weekend is in it, only the substitute. `declared` are extra."""
    days = {day: title for day, title in ENGLAND.holidays.items() if day.weekday() < 5}
    titles = {**days, **dict.fromkeys(declared, "A day declared")}
    events = [_event(day, title) for day, title in sorted(titles.items())]
    return {nation: {"division": nation, "events": events} for nation in (NATION, "scotland")}


def published_body(*declared: date) -> bytes:
    """The list as it comes over the wire."""
    return json.dumps(as_published(*declared)).encode()


def _event(day: date, title: str) -> dict[str, Any]:
    notes = "Substitute day" if title.endswith(_SUBSTITUTE) or day in _WEEKENDS_OWN else ""
    named = _WEEKENDS_OWN.get(day, title.removesuffix(_SUBSTITUTE))
    return {"title": named, "date": day.isoformat(), "notes": notes, "bunting": True}
