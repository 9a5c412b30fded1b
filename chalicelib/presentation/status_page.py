"""Whether Candour works, in plain words: what runs, what waits, what to do meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.health import Condition, Health, Job, Sign
from chalicelib.presentation.dates import date_and_time

STATUS = "/staff/status"

NAMES: Mapping[Job, str] = {
    Job.TICK: "Reminders and emails",
    Job.SWEEP: "Lists and counts",
    Job.CALENDAR: "Bank holidays and roles",
    Job.VERIFICATION: "Histories of cases",
}

TAGS: Mapping[Health, tuple[str, str]] = {
    Health.WORKS: ("Works", "green"),
    Health.WORRIES: ("Needs a look", "orange"),
    Health.STANDS_STILL: ("Stands still", "red"),
    Health.NOT_YET: ("Not run yet", "grey"),
}
"""The words of a tag, and its colour in the design system."""

MEANWHILE: Mapping[Job, str] = {
    Job.TICK: "No reminder goes out. Look at your list for what is due today and tomorrow. What you "
    "enter is kept, and what is owed goes out when this runs again.",
    Job.SWEEP: "The numbers beside the lists may be wrong. The cases and their dates are not.",
    Job.CALENDAR: "A bank holiday that was declared this week may still count as a working day. Dates "
    "are then too early, never too late.",
    Job.VERIFICATION: "Cases work as always. Whether a history was changed is not being looked at.",
}
"""What it means for staff that a job stands still, and what to do."""

WORRIES: Mapping[Sign, tuple[str, str]] = {
    Sign.DUE_FAILED: ("{} reminder could not be sent", "{} reminders could not be sent"),
    Sign.DUE_LATE: ("Reminders are {} minute late", "Reminders are {} minutes late"),
    Sign.MESSAGES_STALE: (
        "{} email has not gone for over an hour. It is tried again for some hours",
        "{} emails have not gone for over an hour. They are tried again for some hours",
    ),
    Sign.MAILS_UNDELIVERED: (
        "{} email did not arrive. It is on the page of its case, under Messages: ring or write instead",
        "{} emails did not arrive. They are on the pages of their cases, under Messages: ring or write "
        "instead",
    ),
    Sign.CASES_FAILED: ("{} case could not be checked", "{} cases could not be checked"),
    Sign.HOLIDAYS_NOT_TAKEN_UP: (
        "{} list of bank holidays could not be read",
        "{} lists of bank holidays could not be read",
    ),
    Sign.CASES_NOT_MOVED: (
        "{} case does not count a new bank holiday yet",
        "{} cases do not count a new bank holiday yet",
    ),
    Sign.ROLES_VACANT: (
        "Nobody holds {} role that must be held. Give it to somebody under Organisation, Staff",
        "Nobody holds {} roles that must be held. Give them to somebody under Organisation, Staff",
    ),
    Sign.CHAINS_BROKEN: (
        "The history of {} case is not whole. Do not change anything by hand",
        "The histories of {} cases are not whole. Do not change anything by hand",
    ),
    Sign.CASES_GONE: ("{} case is missing", "{} cases are missing"),
}
"""What there is one of, or several."""


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One part of the machinery. `meanwhile` is empty while it runs."""

    name: str
    tag: str
    colour: str
    when: str
    worries: tuple[str, ...]
    meanwhile: str


@dataclass(frozen=True, slots=True)
class StatusPage:
    """Everything that the template repeats."""

    heading: str
    lines: tuple[StatusLine, ...]


def status_page(conditions: Iterable[Condition]) -> StatusPage:
    """The page."""
    held = tuple(conditions)
    return StatusPage(_heading(held), tuple(map(_line, held)))


def _heading(conditions: tuple[Condition, ...]) -> str:
    states = {each.health for each in conditions}
    if Health.STANDS_STILL in states:
        return "Part of Candour stands still"
    return "Candour works, and something needs a look" if Health.WORRIES in states else "Candour works"


def _line(condition: Condition) -> StatusLine:
    tag, colour = TAGS[condition.health]
    stands = condition.health is Health.STANDS_STILL
    return StatusLine(
        name=NAMES[condition.job],
        tag=tag,
        colour=colour,
        when=_when(condition.last_at),
        worries=tuple(worry(sign, number) for sign, number in condition.worries.items()),
        meanwhile=MEANWHILE[condition.job] if stands else "",
    )


def worry(sign: Sign, number: int) -> str:
    """What is the matter, in a sentence.

    >>> worry(Sign.CASES_GONE, 2)
    '2 cases are missing.'
    """
    one, several = WORRIES[sign]
    return (one if number == 1 else several).format(number) + "."


def _when(last_at: datetime | None) -> str:
    if last_at is None:
        return "It has not run since the system was set up. Some of this runs at night."
    return f"Last run on {date_and_time(last_at)}"
