"""Organisation, "Policy and calendar": what is live, what a new version would do, making it live."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.look_ahead import begin_look, look_so_far, preview_of
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.preview_version import Preview, preview_version
from chalicelib.application.publish_version import publish_version
from chalicelib.application.read_versions import read_versions
from chalicelib.domain.errors import (
    CandourError,
    NotFound,
    OrganisationChanged,
    PreviewOutdated,
    TooMany,
)
from chalicelib.domain.policy import Action
from chalicelib.domain.what_if import Candidate, Subject
from chalicelib.entry.asked_version import asked_candidate, changes_of
from chalicelib.entry.doors import Request, page
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.look_page import LOOKS, LookPage, on_its_way, too_many
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import people_of
from chalicelib.presentation.typed import NOTHING_TYPED, Typed
from chalicelib.presentation.version_preview_page import MOVE, version_preview_page
from chalicelib.presentation.versions_page import PATH, PREVIEW, versions_page

doors = Blueprint(__name__)


@page(doors, "GET", "/staff/organisation", who=Action.PREVIEW_POLICY)
def begin(request: Request, reading: Reading) -> Response:
    """Where everything about the organisation itself begins."""
    return see_other(request.urls.path(PATH))


@page(doors, "GET", PATH, who=Action.PREVIEW_POLICY)
def versions(request: Request, reading: Reading) -> Response:
    """What is live, what could be, and how far the last publication is."""
    found = read_versions(request.staff, reading)
    people = people_of(reading.directory.staff(found.organisation.id), found.live.pack)
    shown = versions_page(found, people, request.urls, done=request.query.get("done") == "yes")
    return html(render("staff/organisation_policy.html", request.frame, page=shown))


@page(doors, "GET", PREVIEW, who=Action.PREVIEW_POLICY)
def preview(request: Request, reading: Reading) -> Response:
    """What a version would do to the open cases."""
    candidate = asked_candidate(request.query)
    try:
        return html(_previewed(candidate, request, reading))
    except TooMany:
        return _look_page(request, too_many(candidate))


@page(doors, "POST", LOOKS, who=Action.PREVIEW_POLICY)
def begin_looking(request: Request, ports: Ports) -> Response:
    """Begin to look at more cases than fit one answer."""
    candidate = Candidate(_subject(request.form["subject"]), request.form["version"])
    look = begin_look(candidate, request.staff, ports)
    return see_other(request.urls.path(f"{LOOKS}/{look.id}"))


@page(doors, "GET", f"{LOOKS}/{{look}}", who=Action.PREVIEW_POLICY)
def looking(request: Request, reading: Reading, look: str) -> Response:
    """How far a look is; once it is done, what it found."""
    organisation = reading.policies.organisation(request.staff.organisation)
    so_far = look_so_far(look, organisation, reading)
    if so_far.refused or not so_far.is_done:
        return _look_page(request, on_its_way(so_far))
    return html(_previewed(so_far.look.candidate, request, reading, look=look))


def _look_page(request: Request, shown: LookPage) -> Response:
    return html(render("staff/organisation_look.html", request.frame, page=shown))


@page(doors, "POST", f"{PATH}/publications", who=Action.PUBLISH_POLICY)
def publish(request: Request, ports: Ports) -> Response:
    """Make a version live as it was shown; or show what it would do now."""
    form = request.form
    candidate = Candidate(_subject(form["subject"]), form["version"])
    try:
        publish_version(
            candidate,
            form["digest"],
            request.staff,
            move_open_cases=form["open_cases"] == MOVE,
            shown=form["shown"].split(),
            look=form["look"],
            ports=ports,
        )
    except (PreviewOutdated, OrganisationChanged) as refused:
        return _again(candidate, request, ports, refused)
    return see_other(request.urls.path(PATH, done="yes"))


def _subject(written: str) -> Subject:
    if written not in set(Subject):
        raise NotFound("There is no such version")
    return Subject(written)


def _again(candidate: Candidate, request: Request, ports: Ports, refused: CandourError) -> Response:
    typed = Typed("publish", {"open_cases": request.form.all("open_cases")})
    look = request.form["look"]
    body = _previewed(candidate, request, ports, typed=typed, outdated=str(refused), look=look)
    return html(body, status=status_of(refused))


def _previewed(
    candidate: Candidate,
    request: Request,
    world: Reading | Ports,
    *,
    typed: Typed = NOTHING_TYPED,
    outdated: str = "",
    look: str = "",
) -> str:
    organisation = world.policies.organisation(request.staff.organisation)
    found = (
        preview_of(look, organisation, world)
        if look
        else preview_version(candidate, organisation, world)
    )
    live = world.policies.current(organisation)
    shown = version_preview_page(
        found,
        changes_of(found, world),
        request.urls,
        cases=found.shown_to(request.staff, live.pack, world.cases),
        live=str(live.pack.ref) if _is_policy(found) else live.calendar.version,
        may_publish=live.pack.permits(request.staff.roles, Action.PUBLISH_POLICY),
        typed=typed,
        outdated=outdated,
        look=look,
    )
    return render("staff/organisation_preview.html", request.frame, page=shown)


def _is_policy(found: Preview) -> bool:
    return found.candidate.subject is Subject.POLICY
