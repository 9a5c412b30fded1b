"""Reading the dates that people type: `27 3 85`, `27 March 1985`, or as much as they remember.

Source: NHS design system, "Date input": let people enter months as words, do not insist on a form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.presentation.language import marked

OLDEST_AGE = 130
"""Years. Nobody who complains was born longer ago: the year was mistyped."""

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_BETWEEN = re.compile(r"[\s/.,\-]+")
_ORDINAL = re.compile(r"^(\d{1,2})(st|nd|rd|th)$", re.IGNORECASE | re.ASCII)


class Misread(ValueError):
    """This is not a date that could be meant. `why` is the sentence, with `{called}` for the date."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)

    def of(self, called: str) -> str:
        """The sentence in English.

        >>> Misread("{called} must be in the past").of("Date of birth")
        'Date of birth must be in the past'
        """
        return self.why.format(called=called)


_MISSING = {
    ("day",): marked("{called} must include a day"),
    ("month",): marked("{called} must include a month"),
    ("year",): marked("{called} must include a year"),
    ("day", "month"): marked("{called} must include a day and a month"),
    ("day", "year"): marked("{called} must include a day and a year"),
    ("month", "year"): marked("{called} must include a month and a year"),
    ("day", "month", "year"): marked("{called} must include a day, a month and a year"),
}
_UNREAL = marked("{called} must be a real date, with a day, a month and a year")
_WHICH_YEAR = marked("{called} is still to come. Write the year with all four digits")
_NOT_PAST = marked("{called} must be in the past")
_NOT_PARTIAL = marked("{called} must be a month, a year, or a whole date, like 27 3 2026")


@dataclass(frozen=True, slots=True)
class TypedDate:
    """The three boxes of a date, as somebody filled them."""

    day: str
    month: str
    year: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not (self.day or self.month or self.year)

    @property
    def is_whole(self) -> bool:
        """Whether there is something in every box."""
        return bool(self.day and self.month and self.year)

    @property
    def as_typed(self) -> str:
        """The boxes in a row.

        >>> TypedDate("", "March", "2026").as_typed
        'March 2026'
        """
        return " ".join(part for part in (self.day, self.month, self.year) if part)


def typed_date(answers: Mapping[str, str], field: str) -> TypedDate:
    """What was typed into the boxes of `field`; a whole date in the first box is shared out.

    >>> typed_date({"born-day": "27 March 1985"}, "born")
    TypedDate(day='27', month='March', year='1985')
    >>> typed_date({"born-day": "1985-03-27"}, "born")
    TypedDate(day='27', month='03', year='1985')
    """
    typed = [answers.get(f"{field}-{part}", "").strip() for part in ("day", "month", "year")]
    shared = _BETWEEN.split(typed[0])
    if not typed[1] and not typed[2] and len(shared) == 3:
        typed = shared[::-1] if len(shared[0]) == 4 else shared
    return TypedDate(*typed)


def exact_date(typed: TypedDate, *, latest: date) -> date:
    """The date that was meant, not after `latest`. Two digits of a year mean the last such year; a day
    of this very year that is still to come is asked again.

    Raises: Misread.

    >>> exact_date(TypedDate("27th", "mar", "85"), latest=date(2026, 11, 2))
    datetime.date(1985, 3, 27)
    """
    missing = tuple(name for name in ("day", "month", "year") if not getattr(typed, name))
    if missing:
        raise Misread(_MISSING[missing])
    day, month, year = _day(typed.day), _month(typed.month), _year(typed.year)
    if day is None or month is None or year is None:
        raise Misread(_UNREAL)
    return _not_after(latest, day, month, year, short=len(typed.year) <= 2)


def partial_date(typed: TypedDate) -> str:
    """As much of a date as somebody remembers, as typed. Raises: Misread, for what is no part of one.

    >>> partial_date(TypedDate("", "3", "2026"))
    'March 2026'
    """
    month, year = _month(typed.month), _year(typed.year)
    if typed.day or (typed.month and month is None) or (typed.year and year is None):
        raise Misread(_NOT_PARTIAL)
    name = _MONTHS[month - 1].capitalize() if month else ""
    return " ".join(part for part in (name, typed.year) if part)


def _not_after(latest: date, day: int, month: int, year: int, *, short: bool) -> date:
    meant = _real(day, month, year + latest.year // 100 * 100 if short else year)
    if short and meant > latest:
        if meant.year == latest.year:
            raise Misread(_WHICH_YEAR)  # a date still to come, or one of a hundred years ago?
        meant = _real(day, month, meant.year - 100)
    if meant > latest:
        raise Misread(_NOT_PAST)
    return meant


def _real(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Misread(_UNREAL) from None


def _day(text: str) -> int | None:
    ordinal = _ORDINAL.match(text)
    return _number(ordinal[1] if ordinal else text, longest=2)


def _month(text: str) -> int | None:
    number = _number(text, longest=2)
    if number is not None:
        return number if 1 <= number <= 12 else None
    named = [n for n, name in enumerate(_MONTHS, 1) if len(text) >= 3 and _is_start(text, name)]
    return named[0] if named else None


def _is_start(text: str, name: str) -> bool:
    return name.startswith(text.lower().rstrip("."))


def _year(text: str) -> int | None:
    number = _number(text, longest=4)
    return number if number is not None and len(text) in (2, 4) else None


def _number(text: str, *, longest: int) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= longest else None
