"""The list of files that were kept for long enough: no name, only what a decision needs to begin."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.ports import Page
from chalicelib.domain.calendar import london_date
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.labels import CONTACT_TYPES, STATES
from chalicelib.presentation.letter import Letter, Link, Paragraph
from chalicelib.presentation.urls import Urls

PATH = "/staff/kept-files"


def kept_files_letter(count: int, urls: Urls, *, more: bool) -> Letter:
    """What whoever answers for keeping reads each week while files wait: a number and a link."""
    number = f"{'more than ' * more}{count} {'file' if count == 1 else 'files'}"
    was = "was" if count == 1 else "were"
    text = f"{number.capitalize()} {was} kept for as long as the law asks. Say for each whether it is "
    return Letter(
        f"Kept files: {number} to decide about",
        (
            Paragraph(f"{text}kept for another year or erased."),
            Link("See the kept files", urls.full(urls.path(PATH))),
        ),
        foot=("You get this each week while files wait, because you answer for what is kept.",),
    )


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One file."""

    reference: str
    path: str
    kind: str
    state: str
    received: str
    decide_path: str


@dataclass(frozen=True, slots=True)
class KeptFilesPage:
    """Everything that the template repeats."""

    title: str
    lines: tuple[KeptLine, ...]
    next_path: str


def kept_files_page(found: Page, urls: Urls) -> KeptFilesPage:
    """One page of the list."""
    lines = []
    for row in found.rows:
        path = urls.path(urls.staff_case(row.reference))
        lines.append(
            KeptLine(
                reference=str(row.reference),
                path=path,
                kind=CONTACT_TYPES[row.contact_type],
                state=STATES[row.state].text,
                received=full_date(london_date(row.received_at)),
                decide_path=f"{path}/do/disposal",
            )
        )
    following = urls.path(PATH, after=found.after) if found.after else ""
    return KeptFilesPage("Files that were kept for long enough", tuple(lines), following)
