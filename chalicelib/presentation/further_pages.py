"""The further pages that a case has once something was done about the person's own details, and the
forms that the reader began to fill in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.domain.case import CaseFile
from chalicelib.domain.copy_orders import copies_of
from chalicelib.domain.erasures import erasures_of
from chalicelib.domain.staff import Staff
from chalicelib.presentation.dates import date_and_time
from chalicelib.presentation.forms import FORMS


@dataclass(frozen=True, slots=True)
class FurtherPage:
    """A link at the top of the case, after a tag."""

    tag: str
    words: str
    path: str


def begun_pages(file: CaseFile, reader: Staff, path: str) -> Iterator[FurtherPage]:
    """The forms in which they typed and have not saved: whoever comes back sees where to go on."""
    own = (each for each in file.begun if each.by == reader.id and each.action in FORMS)
    for each in sorted(own, key=lambda each: each.at, reverse=True):
        form = FORMS[each.action]
        words = f"{form.title}: you began on {date_and_time(each.at)}"
        yield FurtherPage("Not saved", words, f"{path}/do/{form.name}")


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
