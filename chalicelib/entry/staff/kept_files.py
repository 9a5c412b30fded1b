"""The files that were kept for long enough: each waits for somebody's decision."""

from __future__ import annotations

from chalice.app import Blueprint, Response
from pydantic import BaseModel

from chalicelib.application.list_kept_files import list_kept_files
from chalicelib.application.ports import Reading
from chalicelib.domain.policy import Action
from chalicelib.entry.doors import Request, page, resource
from chalicelib.entry.responses import html
from chalicelib.presentation.kept_files import PATH, kept_files_page
from chalicelib.presentation.pages import render

doors = Blueprint(__name__)


class KeptFilesOut(BaseModel):
    """One page of references, the longest kept first. `next` is the address of the next page."""

    items: tuple[str, ...]
    next: str | None


@page(doors, "GET", PATH, who=Action.DECIDE_DISPOSAL)
def kept_files(request: Request, reading: Reading) -> Response:
    """Decide about the files that were kept for as long as they must be."""
    found = list_kept_files(request.staff, reading, after=request.query.get("after", ""))
    shown = kept_files_page(found, request.urls)
    return html(render("staff/kept_files.html", request.frame, page=shown))


@resource(doors, "GET", "/api/kept-files", who=Action.DECIDE_DISPOSAL, gives=KeptFilesOut)
def kept_files_for_programs(request: Request, reading: Reading) -> KeptFilesOut:
    """The cases whose file was kept for as long as it must be."""
    found = list_kept_files(request.staff, reading, after=request.query.get("after", ""))
    following = request.urls.path("/api/kept-files", after=found.after) if found.after else None
    return KeptFilesOut(items=tuple(str(row.reference) for row in found.rows), next=following)
