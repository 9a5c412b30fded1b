"""Dates and times as the NHS content style writes them, always in London; for the public, in the
reader's language. Staff read English, so it is what nobody has to ask for.

Source: NHS digital service manual, "Dates" and "Times"; for other languages the catalogues, whose
months and days a test compares with Unicode's own.
"""

from __future__ import annotations

from datetime import date, datetime

from chalicelib.domain.calendar import LONDON
from chalicelib.presentation.language import ENGLISH, Language, marked

MONTHS = (
    *(marked("January"), marked("February"), marked("March"), marked("April")),
    *(marked("May"), marked("June"), marked("July"), marked("August")),
    *(marked("September"), marked("October"), marked("November"), marked("December")),
)
"""As they stand in a date: some languages then bend them."""

WEEKDAYS = (
    *(marked("Monday"), marked("Tuesday"), marked("Wednesday"), marked("Thursday")),
    *(marked("Friday"), marked("Saturday"), marked("Sunday")),
)


def full_date(day: date, language: Language = ENGLISH) -> str:
    """A date with its weekday, for anything that somebody must not miss.

    >>> full_date(date(2026, 12, 31))
    'Thursday 31 December 2026'
    """
    _ = language.said
    return _("{weekday} {date}").format(
        weekday=_(WEEKDAYS[day.weekday()]), date=short_date(day, language)
    )


def short_date(day: date, language: Language = ENGLISH) -> str:
    """A date without its weekday.

    >>> short_date(date(2026, 12, 1))
    '1 December 2026'
    """
    _ = language.said
    return _("{day} {month} {year}").format(day=day.day, month=_(MONTHS[day.month - 1]), year=day.year)


def clock_time(instant: datetime, language: Language = ENGLISH) -> str:
    """The time on London's clocks.

    >>> clock_time(datetime.fromisoformat("2026-07-01T08:00Z"))
    '9am'
    >>> clock_time(datetime.fromisoformat("2026-12-24T12:00Z"))
    'midday'
    """
    local = instant.astimezone(LONDON)
    if language.day_has_24_hours:
        return f"{local:%H:%M}"
    return _twelve_hours(local, language)


def _twelve_hours(local: datetime, language: Language) -> str:
    _ = language.said
    named = {(12, 0): _("midday"), (0, 0): _("midnight")}.get((local.hour, local.minute))
    if named:
        return named
    minutes = f":{local.minute:02}" if local.minute else ""
    half = _("{clock}am") if local.hour < 12 else _("{clock}pm")
    return half.format(clock=f"{local.hour % 12 or 12}{minutes}")


def date_and_time(instant: datetime, language: Language = ENGLISH) -> str:
    """Date and time of an instant, in London.

    >>> date_and_time(datetime.fromisoformat("2026-12-24T15:10Z"))
    '24 December 2026 at 3:10pm'
    """
    day = short_date(instant.astimezone(LONDON).date(), language)
    return language.said("{date} at {time}").format(date=day, time=clock_time(instant, language))
