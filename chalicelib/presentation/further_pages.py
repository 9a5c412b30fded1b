"""The further pages that a case has once something was done about the person's own details."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.case import CaseFile
from chalicelib.domain.copy_orders import copies_of
from chalicelib.domain.erasures import erasures_of


@dataclass(frozen=True, slots=True)
class FurtherPage:
    """A link at the top of the case, after a tag."""

    tag: str
    words: str
    path: str


def further_pages(file: CaseFile, path: str) -> tuple[FurtherPage, ...]:
    """Those that this case has. `path` is the case's."""
    copies, erasures = copies_of(file.events, file.case.number), erasures_of(file.events)
    found = (
        (copies, FurtherPage("Copy", "Copies of details", f"{path}/copies")),
        (
            erasures,
            FurtherPage("Erased", "See what was erased, by whose order and why", f"{path}/erasures"),
        ),
    )
    return tuple(page for there, page in found if there)
