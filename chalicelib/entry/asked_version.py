"""Which version an address asks about, read the same way for pages and for programs."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.application.ports import Ports, Reading
from chalicelib.application.preview_version import Preview
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.policy import PolicyRef
from chalicelib.domain.what_if import Candidate, Subject
from chalicelib.presentation.version_changes import VersionChange, calendar_changes, pack_changes


def asked_candidate(query: Mapping[str, str]) -> Candidate:
    """The version that `policy=` or `calendar=` names. Raises: Invalid."""
    asked = [(subject, query[subject]) for subject in Subject if query.get(subject)]
    if len(asked) != 1:
        raise Invalid([Fault("policy", "Name one version: of the policy or of the calendar")])
    return Candidate(*asked[0])


def changes_of(preview: Preview, world: Reading | Ports) -> tuple[VersionChange, ...]:
    """What the candidate says differently from what is live; nothing of one that cannot be read."""
    if not preview.publishable:
        return ()
    policies, organisation = world.policies, preview.organisation
    live = policies.current(organisation)
    if preview.candidate.subject is Subject.CALENDAR:
        return calendar_changes(live.calendar, policies.calendar(preview.candidate.version))
    ref = PolicyRef(organisation.policy, preview.candidate.version)
    return pack_changes(live.pack, policies.terms(ref, live.calendar.version, organisation.id).pack)
