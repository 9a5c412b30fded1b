"""Organisation, a look at what a version would do to many cases: begun, on its way, or refused."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.looks import LookSoFar
from chalicelib.domain.what_if import Candidate
from chalicelib.presentation.versions_page import PATH, SUBJECTS

LOOKS = f"{PATH}/looks"


@dataclass(frozen=True, slots=True)
class LookPage:
    """Everything that the template repeats. Without a `path` nothing was begun."""

    title: str
    subject: str
    version: str
    path: str = ""
    done: int = 0
    cases: int = 0
    refused: str = ""


def too_many(candidate: Candidate) -> LookPage:
    """Too many cases for one answer: one can begin to look at them in pieces."""
    return LookPage(_title(candidate), candidate.subject, candidate.version)


def on_its_way(so_far: LookSoFar) -> LookPage:
    """How far it is."""
    candidate = so_far.look.candidate
    return LookPage(
        _title(candidate),
        candidate.subject,
        candidate.version,
        path=f"{LOOKS}/{so_far.look.id}",
        done=so_far.cases_done,
        cases=so_far.look.cases,
        refused=so_far.refused,
    )


def _title(candidate: Candidate) -> str:
    return f"{SUBJECTS[candidate.subject].lower()} {candidate.version}"
