"""Which versions an organisation lives by, which could go live, and how that came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chalicelib.application.ports import Reading
from chalicelib.application.preview_version import candidates, faults_of_candidate
from chalicelib.domain.organisation_history import Decision, Entry
from chalicelib.domain.policy import Terms
from chalicelib.domain.policy_faults import PackFault
from chalicelib.domain.publication import Progress, progress_of
from chalicelib.domain.staff import Organisation, Staff
from chalicelib.domain.what_if import Candidate, Subject

PUBLICATIONS = (Decision.POLICY_PUBLISHED, Decision.CALENDAR_PUBLISHED)


@dataclass(frozen=True, slots=True)
class Offered:
    """A version that could go live, and what is wrong with it."""

    candidate: Candidate
    faults: tuple[PackFault, ...]

    @property
    def publishable(self) -> bool:
        """Whether nothing keeps it from going live."""
        return not any(fault.stops for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Versions:
    """What is live, what could be, and the publications so far, the newest first."""

    organisation: Organisation
    live: Terms
    offered: tuple[Offered, ...]
    publications: tuple[Entry, ...]
    progress: Mapping[int, Progress]


def read_versions(reader: Staff, reading: Reading) -> Versions:
    """Everything about the versions of the reader's organisation. Raises: Unavailable."""
    organisation = reading.policies.organisation(reader.organisation)
    history = reading.organisations.history(organisation.id)
    published = (entry for entry in reversed(history) if entry.decision in PUBLICATIONS)
    return Versions(
        organisation=organisation,
        live=reading.policies.current(organisation),
        offered=tuple(_offered(organisation, reading)),
        publications=tuple(published),
        progress=progress_of(reading.organisations.parts(organisation.id)),
    )


def _offered(organisation: Organisation, reading: Reading) -> Iterator[Offered]:
    for subject in Subject:
        for version in candidates(subject, organisation, reading):
            candidate = Candidate(subject, version)
            yield Offered(candidate, faults_of_candidate(candidate, organisation, reading))
