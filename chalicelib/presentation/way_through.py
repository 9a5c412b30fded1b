"""The way through a list from case to case, shown above the case that is open."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.ports import View
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.presentation.urls import Urls
from chalicelib.presentation.worklist import TABS
from chalicelib.presentation.worklist_filters import PATH, asked_in


@dataclass(frozen=True, slots=True)
class Walk:
    """A page of a list as its reader saw it: the cases in their `order`; the page began `after` one key
    and the next one begins after `more`.
    """

    view: View
    order: tuple[Reference, ...]
    after: str = ""
    more: str = ""


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


def way_through(walk: Walk, number: CaseNumber, urls: Urls) -> WayThrough:
    """The links of the way from one case. Source: issue 6, point 8."""
    narrowed = ", narrowed" if walk.view.is_narrowed else ""
    asked = {"view": str(walk.view.kind), **asked_in(walk.view)}
    before, place, following = _stops(walk, number)
    is_last = place == len(walk.order) and place > 0
    return WayThrough(
        title=f"{TABS[walk.view.kind]}{narrowed}",
        path=urls.path(PATH, **asked, after=walk.after),
        place=f"{place} of {len(walk.order)} on this page" if place else "",
        before=_beside(before, urls),
        next=_beside(following, urls),
        more_path=urls.path(PATH, **asked, after=walk.more) if is_last and walk.more else "",
    )


def _stops(walk: Walk, number: CaseNumber) -> tuple[Reference | None, int, Reference | None]:
    """The case before, the place of this one counted from 1 (0 where it has none), the case after."""
    numbers = [each.number for each in walk.order]
    if number not in numbers:
        return None, 0, None
    place = numbers.index(number) + 1
    before = walk.order[place - 2] if place > 1 else None
    return before, place, walk.order[place] if place < len(numbers) else None


def _beside(reference: Reference | None, urls: Urls) -> Beside | None:
    if reference is None:
        return None
    return Beside(str(reference), urls.path(urls.staff_case(reference)))
