"""How a list of cases is narrowed: a form that only asks, and what is chosen, with a way back.

Everything stands in the address, so that a narrowed list can be kept as a bookmark and sent on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chalicelib.application.ports import View, ViewKind
from chalicelib.domain.list_filters import Window
from chalicelib.domain.states import ENDED, State
from chalicelib.presentation.labels import CONTACT_TYPES, states_under
from chalicelib.presentation.people import People
from chalicelib.presentation.stage_words import stages_under
from chalicelib.presentation.urls import Urls

PATH = "/staff/cases"
DUE: Mapping[Window, str] = {
    Window.OVERDUE: "Overdue",
    Window.TODAY: "Today or overdue",
    Window.WEEK: "Within a week or overdue",
}
NO_SENSITIVE = "Sensitive cases are not in a list by what they are about."


@dataclass(frozen=True, slots=True)
class Select:
    """One question of the form: pairs of a code and its words, and the code that is chosen."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """One filter that is set, and the address of the list without it."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The form, what is chosen, and the address of the whole list. `leaves_out` says what cannot be in
    it; empty where nothing is left out.
    """

    view: str
    selects: tuple[Select, ...]
    chosen: tuple[Chosen, ...]
    clear_path: str
    overdue_path: str
    leaves_out: str


def narrowing_of(view: View, people: People, urls: Urls) -> Narrowing:
    """The filters of this view, as far as they make a difference in it."""
    asked = asked_in(view)
    selects = tuple(_selects(view, people, asked))
    words = {select.name: dict(select.choices) for select in selects}
    return Narrowing(
        view=view.kind,
        selects=selects,
        chosen=tuple(
            Chosen(words.get(name, {}).get(code, code), urls.path(PATH, **_without(name, view)))
            for name, code in asked.items()
        ),
        clear_path=urls.path(PATH, view=view.kind),
        overdue_path=urls.path(PATH, view=view.kind, due=Window.OVERDUE),
        leaves_out=NO_SENSITIVE if view.filters.subject else "",
    )


def asked_in(view: View) -> dict[str, str]:
    """The filters as an address names them."""
    return {**({"due": str(view.due)} if view.due else {}), **view.filters.chosen}


def _without(name: str, view: View) -> dict[str, str]:
    kept = {other: code for other, code in asked_in(view).items() if other != name}
    return {"view": view.kind, **kept}


def _selects(view: View, people: People, asked: Mapping[str, str]) -> Iterator[Select]:
    """In a list of one person's cases nobody needs to choose the person."""
    tags = states_under(people.pack)
    open_states = {state: tags[state].text for state in State if state not in ENDED}
    subjects = {each.code: each.title for each in people.pack.subjects}
    offered: dict[str, tuple[str, Iterable[tuple[str, str]]]] = {
        "due": ("Due", DUE.items()),
        "contact_type": ("Type", CONTACT_TYPES.items()),
        "subject": ("About", subjects.items()),
        "state": ("State", open_states.items()),
    }
    if people.pack.stages:
        offered["stage"] = ("Stage", stages_under(people.pack).items())
    if view.kind is ViewKind.TEAM:
        offered["handler"] = ("With", people.staff.items())
    for name, (label, choices) in offered.items():
        yield Select(name, label, tuple(choices), asked.get(name, ""))
