"""What the use cases need of the world for the figures of an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.dashboard import Sheets
from chalicelib.domain.figures import Behind
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.worklist import Row


@dataclass(frozen=True, slots=True)
class CasesBehind:
    """Some of the cases behind a number. `after` is the opaque key of the next ones."""

    rows: tuple[Row, ...]
    after: str = ""


class Figures(Protocol):
    """The counters that the stream keeps of cases, and the cases that stand behind them."""

    def sheets(self, organisation: OrganisationId) -> Sheets:
        """Every counter, in one call: a few for each month, however many cases there are."""

    def behind(
        self, organisation: OrganisationId, asked: Behind, *, limit: int, after: str = ""
    ) -> CasesBehind:
        """Some of the cases behind a number, in two calls. Raises: Invalid (`after`), StoreBusy."""
