"""Every case of an organisation whose dates still run, team by team, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.application.ports import CaseReader, Directory, View, ViewKind, count_key
from chalicelib.domain.identifiers import StaffId, TeamCode
from chalicelib.domain.staff import Organisation
from chalicelib.domain.upkeep import place_of_ended
from chalicelib.domain.worklist import Row

PAGE = 200
"""Rows of one call."""
_NOBODY = StaffId("")


def open_rows(organisation: Organisation, cases: CaseReader, directory: Directory) -> Iterator[Row]:
    """The row of every open case, what is due first in each team; one call for each 200."""
    for team in _teams(organisation, cases, directory):
        view = View(ViewKind.TEAM, organisation.id, _NOBODY, team)
        yield from _rows(view, cases)


def watched_rows(organisation: Organisation, cases: CaseReader, directory: Directory) -> Iterator[Row]:
    """The row of every open case, and of every case at its end in which a clock still runs: a promised
    action, a request for personal details (domain.md 4.7).
    """
    yield from open_rows(organisation, cases, directory)
    for team in _teams(organisation, cases, directory):
        yield from _rows(View(ViewKind.TEAM, organisation.id, _NOBODY, place_of_ended(team)), cases)


def _rows(view: View, cases: CaseReader) -> Iterator[Row]:
    page = cases.worklist(view, limit=PAGE)
    yield from page.rows
    while page.after:
        page = cases.worklist(view, limit=PAGE, after=page.after)
        yield from page.rows


def _teams(organisation: Organisation, cases: CaseReader, directory: Directory) -> tuple[TeamCode, ...]:
    """Every team that can have a case: where they come in, where staff are, where one is counted."""
    prefix = count_key(ViewKind.TEAM, "")
    counted = (key for key in cases.counts(organisation.id) if key.startswith(prefix))
    teams = {
        organisation.intake_team,
        *(person.team for person in directory.staff(organisation.id)),
        *(TeamCode(key.removeprefix(prefix)) for key in counted),
    }
    return tuple(sorted(teams))
