"""The door of reports: what the counters of an organisation say.

Called by the function of pages, which lets in and shows. This one may read the table of figures and
no other, so that no report can be made from what is held of anybody (S4-3).
"""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib import wiring
from chalicelib.domain.dashboard import Sheets
from chalicelib.domain.identifiers import OrganisationId

doors = Blueprint(__name__)


@doors.lambda_function(name="report")
def report(event: dict[str, Any], context: object) -> Sheets:
    """Every counter of the organisation that is asked for. One call to the store."""
    return wiring.world().reading.figures.sheets(OrganisationId(event["organisation"]))
