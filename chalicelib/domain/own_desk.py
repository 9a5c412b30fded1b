"""What somebody keeps on their own desk: the lists that they come back to, and when they last looked at
what is new on their cases.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.identifiers import StaffId

MOST_VIEWS = 20
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedView:
    """A list that somebody gave a name. `asked` is what its address asks for, in codes."""

    name: str
    asked: str


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's. `looked_at` is None until they said for the first time that they have seen it."""

    staff: StaffId
    views: tuple[SavedView, ...] = ()
    looked_at: datetime | None = None


def with_view(desk: Desk, view: SavedView) -> Desk:
    """The desk with this list, in the place of one of the same name. Raises: Invalid."""
    name = " ".join(view.name.split())
    if not name:
        raise Invalid([Fault("name", "Give the list a name")])
    if len(name) > LONGEST_NAME:
        raise Invalid([Fault("name", f"Use {LONGEST_NAME} characters or fewer")])
    others = without_view(desk, name).views
    if len(others) >= MOST_VIEWS:
        raise Invalid([Fault("name", f"You have {MOST_VIEWS} lists. Remove one first")])
    kept = sorted((*others, SavedView(name, view.asked)), key=lambda each: each.name.casefold())
    return replace(desk, views=tuple(kept))


def without_view(desk: Desk, name: str) -> Desk:
    """The desk without the list of this name, whether or not it was there."""
    kept = (each for each in desk.views if each.name.casefold() != name.casefold())
    return replace(desk, views=tuple(kept))


def seen(desk: Desk, until: datetime) -> Desk:
    """The desk of somebody who has seen what is new until then; never earlier than before."""
    return replace(desk, looked_at=max(until, desk.looked_at or until))
