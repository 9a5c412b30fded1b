"""Why things went wrong, in codes, and what is counted of it by quarter (S3-14, S3-15).

Every answered complaint has its causes looked for, whether it was upheld or not. A cause is counted in
the quarter in which it was recorded last: that is when somebody could learn from it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, last_of
from chalicelib.domain.learning import actions_of

QUARTER = "QUARTER#"
"""The sheets of counters: one for each quarter, by the day on which it ends."""


class Cause(StrEnum):
    """What somebody found to be behind it. `NOT_SAID`: it was recorded before there were codes."""

    COMMUNICATION = "communication"
    PROCESS = "process"
    TRAINING = "training"
    STAFFING = "staffing"
    RECORDS = "records"
    EQUIPMENT = "equipment"
    SLIP = "slip"
    OUTSIDE = "outside"
    NOTHING_FOUND = "nothing_found"
    NOT_SAID = "not_said"


class Learned(StrEnum):
    """What is counted of each cause, or of answers without one."""

    CAUSE = "cause"
    ABOUT = "about"
    SYSTEMIC = "systemic"
    CHANGED = "changed"
    MISSING = "missing"


NO_ANSWER = "no_answer"
"""How a case counts whose cause is known before it was answered."""


@dataclass(frozen=True, slots=True)
class CauseFound:
    """The cause as it was recorded last: on which London day, and whether it could happen elsewhere."""

    cause: Cause
    systemic: bool
    found_on: date


def cause_of(events: Iterable[Event]) -> CauseFound | None:
    """The root cause of a case; None while nobody recorded one. Source: S3-14."""
    recorded = last_of(events, EventType.ROOT_CAUSE_RECORDED)
    if recorded is None:
        return None
    facts = recorded.facts
    cause = Cause(facts.get("cause", Cause.NOT_SAID))
    return CauseFound(cause, bool(facts.get("systemic")), london_date(recorded.happened_at))


def quarter_end(day: date) -> date:
    """The last day of the quarter in which a day lies; four of them are a year of reports.

    >>> quarter_end(date(2027, 4, 15)), quarter_end(date(2026, 12, 31))
    (datetime.date(2027, 6, 30), datetime.date(2026, 12, 31))
    """
    month = (day.month + 2) // 3 * 3
    return date(day.year, month, monthrange(day.year, month)[1])


def quarter_before(ends_on: date) -> date:
    """The last day of the quarter before the one that ends on this day.

    >>> quarter_before(date(2027, 3, 31))
    datetime.date(2026, 12, 31)
    """
    year, month = (ends_on.year, ends_on.month - 3) if ends_on.month > 3 else (ends_on.year - 1, 12)
    return date(year, month, monthrange(year, month)[1])


def quarterly_lines(file: CaseFile) -> tuple[str, ...]:
    """Every line of a quarter under which the case stands, as `2027-06-30/cause:process:upheld`."""
    found, answer = cause_of(file.events), _last_answer(file.events)
    if found is None:
        return (_line(london_date(answer.happened_at), Learned.MISSING),) if answer else ()
    return tuple(_line(found.found_on, *of) for of in _counted(file, found, answer))


def _counted(file: CaseFile, found: CauseFound, answer: Event | None) -> Iterator[tuple[str, ...]]:
    how = str(answer.facts.get("outcome") or NO_ANSWER) if answer else NO_ANSWER
    yield Learned.CAUSE, found.cause, how
    yield Learned.ABOUT, found.cause, file.case.subject
    if found.systemic:
        yield Learned.SYSTEMIC, found.cause
    if actions_of(file.events):
        yield Learned.CHANGED, found.cause


def _last_answer(events: Iterable[Event]) -> Event | None:
    """What answered it last: a response, or a stage's reply that counts."""
    told = each_of(events, EventType.RESPONSE_SENT, EventType.STAGE_REPLIED)
    answers = [each for each in told if each.facts.get("answers", True)]
    return answers[-1] if answers else None


def _line(day: date, *of: str) -> str:
    return f"{quarter_end(day).isoformat()}/{':'.join(of)}"


@dataclass(frozen=True, slots=True)
class Quarter:
    """The counters of one quarter."""

    ends_on: date
    lines: Mapping[str, int]

    def parts(self, counted: Learned, *of: str) -> dict[str, int]:
        """The counters that begin so, by what follows."""
        start = ":".join((counted, *of)) + ":"
        return {k.removeprefix(start): n for k, n in self.lines.items() if k.startswith(start) and n}

    def count(self, counted: Learned, *of: str) -> int:
        """How many cases stand on a line."""
        return self.lines.get(":".join((counted, *of)), 0)

    def of_cause(self, cause: Cause) -> int:
        """How many cases have this cause."""
        return sum(self.parts(Learned.CAUSE, cause).values())


def quarters_of(sheets: Mapping[str, Mapping[str, int]]) -> tuple[Quarter, ...]:
    """Every quarter of which something is counted, the oldest first."""
    ends = sorted(name.removeprefix(QUARTER) for name in sheets if name.startswith(QUARTER))
    return tuple(Quarter(date.fromisoformat(each), sheets[QUARTER + each]) for each in ends)


def quarter_in(quarters: Iterable[Quarter], ends_on: date) -> Quarter:
    """The quarter that ends on this day; an empty one where nothing is counted of it."""
    return next((each for each in quarters if each.ends_on == ends_on), Quarter(ends_on, {}))
