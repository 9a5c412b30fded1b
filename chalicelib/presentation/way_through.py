"""The way through a list from case to case, shown above the case that is open."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.neighbours import Neighbours
from chalicelib.domain.reference import Reference
from chalicelib.presentation.urls import Urls
from chalicelib.presentation.worklist import TABS
from chalicelib.presentation.worklist_filters import PATH, asked_in


@dataclass(frozen=True, slots=True)
class Beside:
    """A case beside this one."""

    reference: str
    path: str


@dataclass(frozen=True, slots=True)
class WayThrough:
    """The list, where this case stands on its page, and what is beside it; `more_path` leads on where
    this case is the last of the page.
    """

    title: str
    path: str
    place: str
    before: Beside | None
    next: Beside | None
    more_path: str


def way_through(found: Neighbours, urls: Urls) -> WayThrough:
    """The links of the way."""
    narrowed = ", narrowed" if found.view.is_narrowed else ""
    asked = {"view": str(found.view.kind), **asked_in(found.view)}
    is_last = found.place == found.shown and found.place > 0
    return WayThrough(
        title=f"{TABS[found.view.kind]}{narrowed}",
        path=urls.path(PATH, **asked, after=found.after),
        place=f"{found.place} of {found.shown} on this page" if found.place else "",
        before=_beside(found.before, urls),
        next=_beside(found.next, urls),
        more_path=urls.path(PATH, **asked, after=found.more) if is_last and found.more else "",
    )


def _beside(reference: Reference | None, urls: Urls) -> Beside | None:
    if reference is None:
        return None
    return Beside(str(reference), urls.path(urls.staff_case(reference)))
