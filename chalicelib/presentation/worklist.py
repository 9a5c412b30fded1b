"""The list of cases: few columns, what is due first, words instead of colours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from chalicelib.application.list_cases import Worklist
from chalicelib.application.ports import ViewKind
from chalicelib.application.several_cases import Picked
from chalicelib.domain.news import is_new
from chalicelib.domain.worklist import Existence, Row, Shown
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.due import due_tag
from chalicelib.presentation.event_labels import EVENTS
from chalicelib.presentation.labels import CONTACT_TYPES, NEXT_STEPS, Tag
from chalicelib.presentation.people import People, person_in
from chalicelib.presentation.saved_views import SavedViews, saved_views
from chalicelib.presentation.several_page import NOTHING_OFFERED, Offer, value_of
from chalicelib.presentation.typed import NOTHING_TYPED, Typed
from chalicelib.presentation.urls import Urls
from chalicelib.presentation.worklist_filters import PATH, Narrowing, asked_in, narrowing_of

TABS: Mapping[ViewKind, str] = {
    ViewKind.MINE: "My cases",
    ViewKind.TEAM: "My team",
    ViewKind.UNASSIGNED: "Nobody’s yet",
}
"""What each list is called."""
ALL = "all"
"""What an address says to choose every case of the page."""
_EMPTY: Mapping[ViewKind, str] = {
    ViewKind.MINE: "You have no cases.",
    ViewKind.TEAM: "Your team has no cases.",
    ViewKind.UNASSIGNED: "Every case has somebody who looks after it.",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of the list, with how many cases it holds."""

    title: str
    count: int
    path: str
    current: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One case. `due` is the date in full, `tag` says how near it is; both are empty without one. Of a
    restricted one only whom to `ask` and with whom it is. `news` is what is new to its handler;
    `pick` is how a form chooses it.
    """

    reference: str
    path: str
    handler: str
    person: str = ""
    kind: str = ""
    about: str = ""
    next_step: str = ""
    due: str = ""
    due_on: str = ""
    tag: Tag | None = None
    ask: str = ""
    news: str = ""
    pick: str = ""
    picked: bool = False


@dataclass(frozen=True, slots=True)
class WorklistPage:
    """Everything that the template repeats."""

    title: str
    tabs: tuple[Tab, ...]
    lines: tuple[Line, ...]
    narrowing: Narrowing
    saved: SavedViews
    offer: Offer
    pick_all_path: str
    typed: Typed
    next_path: str
    first_path: str
    empty: str


def worklist_page(
    listed: Worklist,
    people: People,
    urls: Urls,
    *,
    today: date,
    after: str = "",
    offer: Offer = NOTHING_OFFERED,
    typed: Typed = NOTHING_TYPED,
) -> WorklistPage:
    """One page of the list, with what can be done to several of its cases; `typed` is what was typed on
    it and could not stand.
    """
    kind = listed.view.kind
    narrowing = narrowing_of(listed.view, people, urls)
    lines = lines_of(listed.rows, people, urls, today)
    return WorklistPage(
        title=TABS[kind],
        tabs=tuple(_tab(each, listed, urls) for each in TABS),
        lines=tuple(map(partial(_of_the_reader, listed, typed), listed.rows, lines)),
        narrowing=narrowing,
        saved=saved_views(listed.desk.views, listed.view, urls),
        offer=offer,
        pick_all_path=urls.path(PATH, view=kind, **asked_in(listed.view), after=after, pick=ALL),
        typed=typed,
        next_path=_next_path(listed, urls),
        first_path=urls.path(PATH, view=kind, **asked_in(listed.view)) if after else "",
        empty="No case here is like that." if narrowing.chosen else _EMPTY[kind],
    )


def _tab(kind: ViewKind, listed: Worklist, urls: Urls) -> Tab:
    return Tab(
        title=TABS[kind],
        count=listed.counts.get(kind, 0),
        path=urls.path(PATH, view=kind),
        current=kind is listed.view.kind,
    )


def _next_path(listed: Worklist, urls: Urls) -> str:
    if not listed.after:
        return ""
    return urls.path(PATH, view=listed.view.kind, **asked_in(listed.view), after=listed.after)


def _of_the_reader(listed: Worklist, typed: Typed, row: Shown, line: Line) -> Line:
    """The line, with what is new to the reader, and how it is chosen among others."""
    if isinstance(row, Existence):
        return line
    pick = value_of(Picked(row.reference, row.version))
    picked = pick in typed.all("case") or ALL in typed.all("pick")
    return replace(_with_news(listed, row, line), pick=pick, picked=picked)


def _with_news(listed: Worklist, row: Row, line: Line) -> Line:
    """The line, with what is new to the reader; in the lists of others' cases nothing is."""
    news = row.news if row.handler == listed.desk.staff else None
    if news is None or not is_new(news, listed.desk.looked_at):
        return line
    return replace(line, news=EVENTS[news.type])


def lines_of(rows: Iterable[Shown], people: People, urls: Urls, today: date) -> tuple[Line, ...]:
    """Each case as a line of a list."""
    return tuple(_line(row, people, urls, today) for row in rows)


def _line(row: Shown, people: People, urls: Urls, today: date) -> Line:
    if isinstance(row, Existence):
        path = urls.path(urls.staff_case(row.reference))
        handler = people.handler(row.handler)
        return Line(str(row.reference), path, handler, ask=people.who_may_enter())
    return _of_row(row, people, urls, today)


def _of_row(row: Row, people: People, urls: Urls, today: date) -> Line:
    return Line(
        reference=str(row.reference),
        path=urls.path(urls.staff_case(row.reference)),
        person=person_in(row),
        kind=CONTACT_TYPES[row.contact_type],
        about="" if row.sensitive else people.pack.subject_title(row.subject),
        next_step=NEXT_STEPS[row.next_step],
        due=full_date(row.due) if row.due else "",
        due_on=row.due.isoformat() if row.due else "",
        tag=due_tag(row.due, today) if row.due else None,
        handler=people.handler(row.handler),
    )
