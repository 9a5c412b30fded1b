"""What a list of cases can be narrowed to. Each filter is a code, so that an address may carry it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from chalicelib.domain.contact import ContactType
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.states import State
from chalicelib.domain.worklist import Row


class Window(StrEnum):
    """By when something must be due to be shown. Each holds what is overdue."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"

    def ends_before(self, today: date) -> date:
        """The first London date that is not shown any more."""
        return today + _DAYS[self]


_DAYS = {Window.OVERDUE: timedelta(0), Window.TODAY: timedelta(1), Window.WEEK: timedelta(8)}


@dataclass(frozen=True, slots=True)
class Filters:
    """What is shown only; None shows all. The names are those of a row's fields."""

    contact_type: ContactType | None = None
    subject: str | None = None
    state: State | None = None
    handler: StaffId | None = None
    stage: str | None = None

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, by their names."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: str(value) for name, value in values.items() if value}

    def fit(self, row: Row) -> bool:
        """Whether this row is shown."""
        return all(getattr(row, name) == value for name, value in self.chosen.items())


NO_FILTERS = Filters()
