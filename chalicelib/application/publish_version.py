"""A version goes live: exactly what was shown happens, or nothing and the reason why."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.application.known_cases import kept_from
from chalicelib.application.look_ahead import preview_of
from chalicelib.application.organisation_ports import Decided
from chalicelib.application.ports import Ports
from chalicelib.application.preview_version import Preview, preview_version
from chalicelib.domain.errors import PreviewOutdated, RuleBroken
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.organisation_history import Decision, Entry, after, next_entry
from chalicelib.domain.publication import Part, parts_of
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Organisation, Staff
from chalicelib.domain.what_if import Candidate, Effect, Subject, changed_since

_DECISIONS = {
    Subject.POLICY: Decision.POLICY_PUBLISHED,
    Subject.CALENDAR: Decision.CALENDAR_PUBLISHED,
}


def publish_version(
    candidate: Candidate,
    digest: str,
    staff: Staff,
    *,
    move_open_cases: bool,
    ports: Ports,
    shown: Sequence[str] = (),
    look: str = "",
) -> Entry:
    """Make the version live for cases received from now on; its entry in the history.

    `digest` is that of the preview; `shown` are the fingerprints of its cases, so that a refusal can
    name those that changed since. `look` names a look in pieces: its cases are not read again, and
    one that changed since is left as it is, which `carry_out` sees to.

    Open cases keep what they were received under, unless the publisher says so: then each clock that
    gains time is given it, as it was shown. A declared holiday is given to them in any case
    (domain.md 3.12). The decision is made at once, the cases follow in parts (`carry_out`).
    Sent twice, it is made once: the second is answered with the entry that the first one made.
    Raises: Invalid; RuleBroken, for a pack with a fault; PreviewOutdated; OrganisationChanged.
    """
    organisation = ports.policies.organisation(staff.organisation)
    made = _made_before(digest, organisation, ports)
    if made:
        return made
    preview = (
        preview_of(look, organisation, ports)
        if look
        else preview_version(candidate, organisation, ports)
    )
    if not preview.publishable:
        raise RuleBroken("This version has faults. Somebody must mend its files before it can go live")
    if preview.digest != digest:
        raise PreviewOutdated(_what_changed(preview, shown, staff, ports), digest=preview.digest)
    moving = move_open_cases or candidate.subject is Subject.CALENDAR
    entry = _entry(preview, staff.id, moving=moving, ports=ports)
    parts = _parts(preview, entry) if moving else ()
    ports.organisations.save(Decided(entry, after(preview.chosen, entry), parts))
    return entry


def _made_before(digest: str, organisation: Organisation, ports: Ports) -> Entry | None:
    """What this very preview became. A digest holds the history's version, so no two are alike."""
    history = ports.organisations.history(organisation.id)
    return next((entry for entry in history if entry.facts.get("digest") == digest), None)


def _what_changed(preview: Preview, shown: Sequence[str], staff: Staff, ports: Ports) -> str:
    """Names only cases that whoever publishes may know of (S4-10)."""
    pack = ports.policies.current(preview.organisation).pack
    numbers = changed_since(shown, preview.cases) if shown else ()
    kept = kept_from(tuple(map(CaseNumber, numbers)), staff, pack, ports.cases)
    numbers = tuple(each for each in numbers if each not in kept)
    if not numbers:
        return "Something changed since you looked, so nothing was published. Look at it again"
    named = ", ".join(numbers[:MOST_NAMED])
    more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
    what = f"Case {named} is" if len(numbers) == 1 else f"Cases {named}{more} are"
    return f"{what} no longer as you saw, so nothing was published. Look at it again"


MOST_NAMED = 10
"""Numbers of cases in one sentence."""


def _entry(preview: Preview, by: StaffId, *, moving: bool, ports: Ports) -> Entry:
    facts = {
        "from": _live(preview, ports),
        "to": preview.candidate.version,
        "digest": preview.digest,
        "open_cases": preview.open_cases,
        "later": preview.count(Effect.LATER),
        "kept": preview.count(Effect.KEPT),
        "kept_or_overdue": preview.count(Effect.KEPT_OR_OVERDUE),
        "moves_open_cases": moving,
    }
    return next_entry(
        preview.chosen,
        preview.organisation.id,
        _DECISIONS[preview.candidate.subject],
        facts=facts,
        by=by,
        at=ports.clock.now(),
    )


def _live(preview: Preview, ports: Ports) -> str:
    if preview.candidate.subject is Subject.POLICY:
        return preview.organisation.policy_version
    return ports.policies.live_calendar(preview.organisation)


def _parts(preview: Preview, entry: Entry) -> tuple[Part, ...]:
    return parts_of(
        preview.cases,
        preview.candidate,
        organisation=entry.organisation,
        publication=entry.seq,
    )
