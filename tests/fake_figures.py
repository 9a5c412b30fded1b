"""Figures in memory: what each case was counted as when it was counted last."""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.application.figure_ports import CasesBehind
from chalicelib.domain.case import CaseFile
from chalicelib.domain.clocks import Clock
from chalicelib.domain.dashboard import Sheets
from chalicelib.domain.figures import Behind, Figure, figure_of, moved
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.worklist import Row


class FakeFigures:
    """Counters in dictionaries, counted again whenever a case is."""

    def __init__(self, row: Callable[[CaseNumber], Row]) -> None:
        self._row = row
        self.counted: dict[CaseNumber, tuple[OrganisationId, Figure]] = {}

    def count(self, file: CaseFile, clocks: tuple[Clock, ...]) -> None:
        """What the stream does for a case that moved."""
        self.counted[file.case.number] = (file.case.organisation, figure_of(file, clocks))

    def sheets(self, organisation: OrganisationId) -> Sheets:
        sheets: dict[str, dict[str, int]] = {}
        for owner, figure in self.counted.values():
            for sheet, lines in moved(None, figure).items() if owner == organisation else ():
                for line, amount in lines.items():
                    counters = sheets.setdefault(sheet, {})
                    counters[line] = counters.get(line, 0) + amount
        return sheets

    def behind(
        self, organisation: OrganisationId, asked: Behind, *, limit: int, after: str = ""
    ) -> CasesBehind:
        mine = (figure for owner, figure in self.counted.values() if owner == organisation)
        found = sorted((each for each in mine if asked.fit(each)), key=lambda each: each.rank)
        start = int(after or 0)
        rows = tuple(self._row(each.number) for each in found[start : start + limit])
        return CasesBehind(rows, str(start + limit) if len(found) > start + limit else "")
