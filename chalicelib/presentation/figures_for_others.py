"""The figures for partners, to print or to copy: tables without links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.figures_for_others import FiguresForOthers, Told
from chalicelib.presentation.figures_page import COLUMNS, month_title
from chalicelib.presentation.labels import STATES

PATH = "/staff/figures/for-others"
KEPT_BACK = "Too few to tell"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the head of its rows, those of its columns, and its lines."""

    title: str
    head: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ForOthersPage:
    """Everything that the template repeats."""

    tables: tuple[Table, ...]


def for_others_page(figures: FiguresForOthers) -> ForOthersPage:
    """The page of what may be handed on."""
    states = ((STATES[state].text, (_told(count),)) for state, count in figures.open.items())
    return ForOthersPage(
        (
            Table("Open now, by stage", "Stage", ("Cases",), tuple(states)),
            Table(
                "Received",
                "Month",
                ("Cases",),
                tuple((month_title(m.month), (_told(m.received),)) for m in figures.months),
            ),
            _promise("Acknowledged", ((m.month, m.acknowledged) for m in figures.months)),
            _promise("Answered", ((m.month, m.answered) for m in figures.months)),
        )
    )


def _promise(title: str, months: Iterable[tuple[str, Told]]) -> Table:
    lines = (
        (month_title(month), tuple(_told(told[promise]) for promise in COLUMNS))
        for month, told in months
    )
    return Table(title, "Received in", tuple(COLUMNS.values()), tuple(lines))


def _told(count: int | None) -> str:
    return KEPT_BACK if count is None else str(count)
