"""The certificate of what was erased: what, when, by whose order and on what ground; and what stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.calendar import london_date
from chalicelib.domain.erasures import Erasure, Part, erasures_of
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.people import People, people_of
from chalicelib.presentation.rights_words import GROUNDS, PARTS
from chalicelib.presentation.urls import Urls

BACKUPS_LAST = timedelta(days=35)
"""For so long the table can be brought back as it was (docs/retention.md)."""

STAYS = (
    "that the complaint was made, by when it had to be dealt with and when it was, in codes",
    "which staff did what, and when",
    "this certificate",
)
"""What is not erased, because it names nobody who complained and the law asks us to account for it."""


@dataclass(frozen=True, slots=True)
class ErasureLines:
    """One order as the certificate shows it; `counted` is empty until it is carried out."""

    ground: str
    ordered: str
    done: str
    backups: str
    counted: tuple[tuple[str, int], ...]
    chain: str


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """Everything that the template repeats."""

    title: str
    reference: str
    case_path: str
    erasures: tuple[ErasureLines, ...]
    stays: tuple[str, ...] = STAYS


def certificate_page(opened: OpenFile, urls: Urls) -> CertificatePage:
    """The certificate of this case, the latest order first."""
    people = people_of(opened.staff, opened.terms.pack)
    reference = opened.file.case.reference
    found = reversed(erasures_of(opened.file.events))
    return CertificatePage(
        title="Certificate of erasure",
        reference=str(reference),
        case_path=urls.path(urls.staff_case(reference)),
        erasures=tuple(_lines(each, people) for each in found),
    )


def _lines(erasure: Erasure, people: People) -> ErasureLines:
    done_at, counts = erasure.done_at, erasure.counts or {}
    gone = london_date(done_at) + BACKUPS_LAST if done_at else None
    return ErasureLines(
        ground=GROUNDS[erasure.ground],
        ordered=f"{date_and_time(erasure.ordered_at)}, by {people.actor(erasure.by)}",
        done=date_and_time(done_at) if done_at else "",
        backups=full_date(gone) if gone else "",
        counted=tuple((PARTS[part], counts[part]) for part in Part if part in counts),
        chain=erasure.chain,
    )
