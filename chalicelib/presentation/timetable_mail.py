"""What staff read about a date of the organisation itself: one fact, one date, one link."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.application.timetable_ports import OwnNotice
from chalicelib.domain.clocks import Notice
from chalicelib.presentation.dates import full_date, short_date
from chalicelib.presentation.letter import Fact, Letter, Link, Paragraph
from chalicelib.presentation.urls import Urls

PATH = "/staff/organisation/timetable"

_SUBJECTS: Mapping[Notice, str] = {
    Notice.REMINDER: "Reminder: due on {day}",
    Notice.BREACH: "Late: was due on {day}",
    Notice.ESCALATION: "Still late: was due on {day}",
}
_WORDS: Mapping[Notice, str] = {
    Notice.REMINDER: "{what}: due on {day}.",
    Notice.BREACH: "{what}: this was due on {day} and is now late. Do it today.",
    Notice.ESCALATION: "{what}: this was due on {day} and nobody has answered the notice of it. See "
    "that it is done, or do it.",
}


def own_notice(about: OwnNotice, urls: Urls) -> Letter:
    """A date of the month or of the year, before and after it."""
    fact = _WORDS[about.notice].format(what=about.title, day=full_date(about.due))
    parts = (
        Paragraph(fact),
        Fact("Due", full_date(about.due)),
        Link("Open the timetable", urls.full(urls.path(PATH))),
    )
    subject = _SUBJECTS[about.notice].format(day=short_date(about.due))
    return Letter(subject, parts, foot=("You need to sign in to see it.",))
