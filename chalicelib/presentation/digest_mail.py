"""The list of the day as a mail: references, what comes next, dates. No name, nothing that was said."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.calendar import london_date
from chalicelib.domain.digest import DayList, Urgency
from chalicelib.domain.worklist import Row
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.kept_files import PATH as KEPT_FILES
from chalicelib.presentation.labels import NEXT_STEPS
from chalicelib.presentation.letter import Heading, Letter, Link, Listing, Paragraph, Part
from chalicelib.presentation.urls import Urls

TITLES: Mapping[Urgency, str] = {
    Urgency.CRITICAL: "Critically overdue",
    Urgency.OVERDUE: "Overdue",
    Urgency.DUE_SOON: "Due soon",
    Urgency.WAITING: "Waiting on others",
}


def digest(about: DayList, urls: Urls) -> Letter:
    """What one person should look at today, the most urgent first."""
    parts: list[Part] = []
    for urgency, rows in about.groups.items():
        parts += [Heading(f"{TITLES[urgency]} ({len(rows)})"), Listing(tuple(map(_line, rows)))]
    if about.more:
        parts.append(Paragraph("You have more cases than this list shows."))
    parts += (*_inbox(about, urls), *_kept_files(about, urls))
    link = Link("Open my cases", urls.full(urls.path("/staff/cases")))
    foot = "You chose to get this list. Change the hour or stop it under “My settings”."
    return Letter(_subject(about), (*parts, link), foot=(foot,))


def _inbox(about: DayList, urls: Urls) -> tuple[Part, ...]:
    """How many mails wait for somebody to say where they belong, and since when the first does."""
    if not about.mails or about.oldest_mail is None:
        return ()
    since = full_date(london_date(about.oldest_mail))
    waits = f"Nobody has said yet where they belong. The first has waited since {since}."
    link = Link("Open the inbox", urls.full(urls.path("/staff/inbox")))
    return Heading(f"Mails in the inbox ({about.mails})"), Paragraph(waits), link


def _kept_files(about: DayList, urls: Urls) -> tuple[Part, ...]:
    """How many files were kept for as long as they must be, and wait for a decision."""
    if not about.kept_files:
        return ()
    says = "They were kept for as long as they must be. Say whether each is kept longer or erased."
    link = Link("See the kept files", urls.full(urls.path(KEPT_FILES)))
    return Heading(f"Files to decide about ({about.kept_files})"), Paragraph(says), link


def _subject(about: DayList) -> str:
    counts = [f"{len(rows)} {TITLES[urgency].lower()}" for urgency, rows in about.groups.items()]
    mails = [f"{about.mails} in the inbox"] if about.mails else []
    files = [f"{about.kept_files} to keep or erase"] if about.kept_files else []
    return f"Your cases today: {', '.join([*counts, *mails, *files])}"


def _line(row: Row) -> str:
    due = f", due on {full_date(row.due)}" if row.due else ""
    taken = "" if row.handler else ", nobody’s yet"
    return f"{row.reference}: {NEXT_STEPS[row.next_step].lower()}{due}{taken}"
