"""Staff look at the files that were kept for as long as they must be, to decide about each."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.application.list_cases import PAGE_SIZE
from chalicelib.application.ports import Page, Reading
from chalicelib.domain.calendar import london_date
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Staff
from chalicelib.domain.worklist import known_rows


def list_kept_files(reader: Staff, reading: Reading, *, after: str = "") -> Page:
    """One page of those that the reader may know, the longest kept first.

    Source: domain.md 3.5, "review then delete"; S2-14.

    Raises: NotAllowed, Invalid where `after` is not a key that a page gave.
    """
    organisation = reading.policies.organisation(reader.organisation)
    pack = reading.policies.current(organisation).pack
    pack.require(reader.roles, Action.DECIDE_DISPOSAL)
    today = london_date(reading.clock.now())
    page = reading.cases.kept_files(reader.organisation, today, limit=PAGE_SIZE, after=after)
    return replace(page, rows=known_rows(reader, pack, page.rows))
