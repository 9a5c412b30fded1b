"""Calendars adopted from the published list, in the table: one item for each version, never changed."""

from __future__ import annotations

import time

from chalicelib.adapters import items, keys
from chalicelib.adapters.table import Table
from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.errors import PolicyUnknown

REMEMBERED_FOR = 60.0
"""Seconds. A new case counts by an adopted calendar within this time."""

_Held = dict[str, WorkingCalendar]


class CalendarTable:
    """One query brings every version of a nation: there are a few in a decade."""

    def __init__(self, store: Table) -> None:
        self._table = store
        self._remembered: dict[str, tuple[float, _Held]] = {}

    def newest(self, nation: str) -> str:
        """The version adopted last; empty where none ever was."""
        read_at, held = self._remembered.get(nation, (0.0, None))
        if held is None or time.monotonic() - read_at > REMEMBERED_FOR:
            held = self._read(nation)
        return max(held, default="")

    def calendar(self, version: str) -> WorkingCalendar:
        """One of them; one that is remembered is not read again. Raises: PolicyUnknown."""
        nation = version.partition("/")[0]
        _, held = self._remembered.get(nation, (0.0, {}))
        if version not in held:
            held = self._read(nation)
        if version not in held:
            raise PolicyUnknown(f"There is no calendar {version} here")
        return held[version]

    def adopt(self, calendar: WorkingCalendar) -> bool:
        """Hold it from now on; False where its version is held already."""
        key, sort = keys.calendar_key(calendar.nation), keys.VERSION + calendar.version
        item = items.item(key, sort, calendar)
        is_new = self._table.put_once(item)
        self._remembered.pop(calendar.nation, None)
        return is_new

    def _read(self, nation: str) -> _Held:
        stored = self._table.partition(keys.calendar_key(nation), prefix=keys.VERSION)
        calendars = (items.from_body(WorkingCalendar, each["body"]) for each in stored)
        held = {calendar.version: calendar for calendar in calendars}
        self._remembered[nation] = (time.monotonic(), held)
        return held
