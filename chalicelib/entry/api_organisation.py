"""The JSON API of an organisation's own versions: what is live, what another would do, publishing."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.application.look_ahead import begin_look, look_so_far, preview_of
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.preview_version import Preview, preview_version
from chalicelib.application.publish_version import publish_version
from chalicelib.application.read_versions import Offered, read_versions
from chalicelib.domain.looks import LookSoFar
from chalicelib.domain.organisation_history import Entry
from chalicelib.domain.policy import Action
from chalicelib.domain.policy_faults import PackFault
from chalicelib.domain.publication import Progress, progress_of
from chalicelib.domain.what_if import Candidate, CaseDifference, Effect
from chalicelib.entry.asked_version import asked_candidate, changes_of
from chalicelib.entry.doors import Request, resource
from chalicelib.entry.organisation_models import (
    CandidateOut,
    CaseDifferenceOut,
    DifferenceOut,
    EntryOut,
    FaultOut,
    LookIn,
    LookOut,
    ProgressOut,
    PublicationIn,
    VersionChangeOut,
    VersionPreviewOut,
    VersionsOut,
)
from chalicelib.presentation.urls import Urls

doors = Blueprint(__name__)

POLICY = "/api/organisation/policy"
LOOKS = f"{POLICY}/looks"


@resource(doors, "GET", POLICY, who=Action.PREVIEW_POLICY, gives=VersionsOut)
def versions(request: Request, reading: Reading) -> VersionsOut:
    """Which versions are live, which could be, and what was published so far."""
    found = read_versions(request.staff, reading)
    return VersionsOut(
        policy=found.live.pack.ref.code,
        policy_version=found.live.pack.ref.version,
        calendar_version=found.live.calendar.version,
        candidates=tuple(_candidate(each, request.urls) for each in found.offered),
        publications=tuple(
            entry_out(entry, found.progress.get(entry.seq)) for entry in found.publications
        ),
    )


@resource(doors, "GET", f"{POLICY}/preview", who=Action.PREVIEW_POLICY, gives=VersionPreviewOut)
def what_if(request: Request, reading: Reading) -> VersionPreviewOut:
    """What a version would do to the open cases if it went live."""
    organisation = reading.policies.organisation(request.staff.organisation)
    found = preview_version(asked_candidate(request.query), organisation, reading)
    return _preview(found, request, reading)


@resource(
    doors,
    "POST",
    LOOKS,
    who=Action.PREVIEW_POLICY,
    takes=LookIn,
    gives=LookOut,
    status=201,
)
def begin_looking(request: Request, ports: Ports, body: LookIn) -> LookOut:
    """Begin to look at what a version would do to more cases than fit one answer."""
    look = begin_look(Candidate(body.subject, body.version), request.staff, ports)
    return _look(LookSoFar(look, ()), request, ports)


@resource(doors, "GET", f"{LOOKS}/{{look}}", who=Action.PREVIEW_POLICY, gives=LookOut)
def looking(request: Request, reading: Reading, look: str) -> LookOut:
    """How far a look is; once it is done, what it found."""
    organisation = reading.policies.organisation(request.staff.organisation)
    return _look(look_so_far(look, organisation, reading), request, reading)


def _look(so_far: LookSoFar, request: Request, world: Reading | Ports) -> LookOut:
    look, shown = so_far.look, None
    if so_far.is_done and not so_far.refused:
        organisation = world.policies.organisation(look.organisation)
        shown = _preview(preview_of(look.id, organisation, world), request, world)
    return LookOut(
        id=look.id,
        href=request.urls.path(f"{LOOKS}/{look.id}"),
        cases=look.cases,
        looked_at=so_far.cases_done,
        refused=so_far.refused,
        preview=shown,
    )


@resource(
    doors,
    "POST",
    f"{POLICY}/publications",
    who=Action.PUBLISH_POLICY,
    takes=PublicationIn,
    gives=EntryOut,
    status=201,
)
def publish(request: Request, ports: Ports, body: PublicationIn) -> EntryOut:
    """Make a version live, exactly as its preview showed."""
    entry = publish_version(
        Candidate(body.subject, body.version),
        body.digest,
        request.staff,
        move_open_cases=body.move_open_cases,
        shown=body.shown,
        look=body.look,
        ports=ports,
    )
    parts = ports.organisations.parts(entry.organisation)
    return entry_out(entry, progress_of(parts).get(entry.seq))


def entry_out(entry: Entry, progress: Progress | None = None) -> EntryOut:
    """A decision as programs get it."""
    return EntryOut(
        number=entry.seq,
        at=entry.at,
        by=entry.by,
        decision=entry.decision,
        facts=dict(entry.facts),
        progress=_progress(progress) if progress else None,
    )


def _progress(progress: Progress) -> ProgressOut:
    return ProgressOut(
        cases=progress.cases, moved=progress.moved, left=progress.left, waiting=progress.waiting
    )


def _candidate(offered: Offered, urls: Urls) -> CandidateOut:
    asked = offered.candidate
    return CandidateOut(
        subject=asked.subject,
        version=asked.version,
        publishable=offered.publishable,
        faults=_faults(offered.faults),
        preview=urls.path(f"{POLICY}/preview", **{asked.subject: asked.version}),
    )


def _faults(faults: tuple[PackFault, ...]) -> tuple[FaultOut, ...]:
    return tuple(FaultOut(message=fault.message, stops=fault.stops) for fault in faults)


def _preview(found: Preview, request: Request, reading: Reading | Ports) -> VersionPreviewOut:
    pack = reading.policies.current(found.organisation).pack
    cases = found.shown_to(request.staff, pack, reading.cases)
    return VersionPreviewOut(
        subject=found.candidate.subject,
        version=found.candidate.version,
        publishable=found.publishable,
        faults=_faults(found.faults),
        changes=tuple(
            VersionChangeOut(what=each.what, now=each.now, then=each.then, source=each.source)
            for each in changes_of(found, reading)
        ),
        open_cases=found.open_cases,
        later=found.count(Effect.LATER),
        kept=found.count(Effect.KEPT),
        kept_or_overdue=found.count(Effect.KEPT_OR_OVERDUE),
        cases=tuple(_case(each, request.urls) for each in cases),
        not_named=len(found.cases) - len(cases),
        digest=found.digest,
    )


def _case(case: CaseDifference, urls: Urls) -> CaseDifferenceOut:
    return CaseDifferenceOut(
        reference=str(case.reference),
        href=urls.path(f"/api/cases/{case.reference.in_url}"),
        fingerprint=case.fingerprint,
        differences=tuple(
            DifferenceOut(
                clock=each.clock,
                title=each.title,
                before=each.before,
                after=each.after,
                effect=each.effect,
            )
            for each in case.differences
        ),
    )
