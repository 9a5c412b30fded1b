"""What the letter has to answer: read from the case, never typed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalicelib.domain.case import CaseFile
from chalicelib.domain.consent import patient_died
from chalicelib.domain.investigations import involved_in
from chalicelib.domain.issues import Finding, Issue, findings_of, issues_of
from chalicelib.domain.policy import Contact, PolicyPack
from chalicelib.domain.staff import Staff

OMBUDSMAN = "ombudsman"


@dataclass(frozen=True, slots=True)
class Matter:
    """The issues as agreed, what was found of each, who may be named, whom to name at the end, and
    whether the patient has died.
    """

    issues: tuple[Issue, ...]
    findings: Mapping[str, Finding]
    names: frozenset[str]
    ombudsman: Contact | None
    died: bool = False


def matter_of(file: CaseFile, pack: PolicyPack, staff: Iterable[Staff] = ()) -> Matter:
    """What this case's letter has to answer; it may name the people of the case and these staff."""
    return Matter(
        issues=issues_of(file.events).issues,
        findings=findings_of(file.events),
        names=frozenset(_names(file, staff)),
        ombudsman=pack.contacts.get(OMBUDSMAN),
        died=patient_died(file.events),
    )


def _names(file: CaseFile, staff: Iterable[Staff]) -> Iterable[str]:
    """Every word of the names of those whom the letter may name."""
    full = (
        *(party.full_name for party in file.parties),
        *(each.name for each in involved_in(file.events)),
        *(each.name for each in staff),
    )
    return (word.strip(",.").lower() for name in full for word in name.split())
