"""The lists that somebody gave a name, above the list that they look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from chalicelib.application.ports import View
from chalicelib.domain.own_desk import SavedView
from chalicelib.presentation.urls import Urls
from chalicelib.presentation.worklist_filters import PATH, asked_in

SAVE, DROP = "/staff/views", "/staff/views/removal"


@dataclass(frozen=True, slots=True)
class SavedLink:
    """One saved list, and whether it is the one that is shown."""

    name: str
    path: str
    current: bool


@dataclass(frozen=True, slots=True)
class SavedViews:
    """All of them, and what the list that is shown would be kept as."""

    links: tuple[SavedLink, ...]
    asked: str


def asked_of(view: View) -> str:
    """What the address of a list asks for, in the one order in which it is kept."""
    return urlencode({"view": str(view.kind), **asked_in(view)})


def saved_views(views: Iterable[SavedView], shown: View, urls: Urls) -> SavedViews:
    """The links to them."""
    asked = asked_of(shown)
    links = (SavedLink(v.name, f"{urls.path(PATH)}?{v.asked}", v.asked == asked) for v in views)
    return SavedViews(tuple(links), asked)
