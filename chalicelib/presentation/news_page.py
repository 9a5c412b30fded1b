"""What is new on somebody's cases."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.read_news import OwnNews
from chalicelib.domain.news import News
from chalicelib.domain.worklist import Row
from chalicelib.presentation.dates import date_and_time
from chalicelib.presentation.event_labels import EVENTS
from chalicelib.presentation.people import People, person_in
from chalicelib.presentation.urls import Urls

PATH, SEEN = "/staff/news", "/staff/news/seen"


@dataclass(frozen=True, slots=True)
class NewsLine:
    """The last news of one case."""

    reference: str
    path: str
    person: str
    what: str
    who: str
    when: str
    instant: str


@dataclass(frozen=True, slots=True)
class NewsPage:
    """Everything that the template repeats. `until` goes back with the form."""

    lines: tuple[NewsLine, ...]
    since: str
    until: str
    is_all: bool


def news_page(found: OwnNews, people: People, urls: Urls) -> NewsPage:
    """The page of these news."""
    lines = (_line(row, row.news, people, urls) for row in found.rows if row.news)
    since = date_and_time(found.since) if found.since else ""
    return NewsPage(tuple(lines), since, found.until.isoformat(), found.is_all)


def _line(row: Row, news: News, people: People, urls: Urls) -> NewsLine:
    return NewsLine(
        reference=str(row.reference),
        path=f"{urls.path(urls.staff_case(row.reference))}#timeline",
        person=person_in(row),
        what=EVENTS[news.type],
        who=people.actor(news.by),
        when=date_and_time(news.at),
        instant=news.at.isoformat(),
    )
