"""What holds of every clock, whatever happens: random histories over twenty years against somebody who
looks at every single day (peers.md 3.A 1).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import cache

import holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.clocks import ClockKind, Counting, Extension, Roll, Unit
from chalicelib.domain.events import EventType
from tests.clockwork import EXTENDED, PAUSED, RECEIVED, RESUMED, Told, a_rule, at, happened, read

FIRST, LAST = date(2015, 1, 1), date(2036, 12, 31)
ONE_DAY = timedelta(days=1)
NATIONS = ("ENG", "SCT", "WLS", "NIR")


@cache
def calendar_of(nation: str) -> WorkingCalendar:
    """Twenty-two years of one nation's bank holidays, as the library computes them."""
    computed = holidays.country_holidays("GB", subdiv=nation, years=range(FIRST.year, LAST.year + 1))
    return WorkingCalendar(nation, "computed", FIRST, LAST, dict(computed))


calendars = st.sampled_from(NATIONS).map(calendar_of)
days = st.dates(min_value=date(2015, 2, 1), max_value=date(2035, 1, 1))
"""Twenty years of days on which something can begin."""

# Pauses as gaps: so many days after the last, for so many days.
gaps = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 15)), max_size=5)
Spans = list[tuple[date, date]]


def spans_from(start: date, found: list[tuple[int, int]]) -> Spans:
    spans, day = [], start
    for wait, length in found:
        first = day + timedelta(days=wait)
        day = first + timedelta(days=length)
        spans.append((first, day))
    return spans


def told_of(spans: Spans) -> list[Told]:
    return [
        told
        for first, end in spans
        for told in (
            happened(PAUSED, at(first, 11), clock="TEST"),
            happened(RESUMED, at(end, 11), clock="TEST"),
        )
    ]


def split(spans: Spans) -> Spans:
    """The same days, paused one by one."""
    return [
        (first + timedelta(days=n), first + timedelta(days=n + 1))
        for first, end in spans
        for n in range((end - first).days)
    ]


# -- the brute-force oracle: look at each day, ask whether it counts -------------------------------


def is_working(day: date, calendar: WorkingCalendar) -> bool:
    return day.weekday() < 5 and day not in calendar.holidays


def is_paused(day: date, spans: Spans) -> bool:
    return any(first <= day < end for first, end in spans)


def working_days_by_looking(start: date, amount: int, spans: Spans, calendar: WorkingCalendar) -> date:
    day = start
    while amount:
        day += ONE_DAY
        amount -= is_working(day, calendar) and not is_paused(day, spans)
    return day


def months_by_looking(start: date, months: int, *, from_the_day: bool) -> date:
    """Walk from the first of the month to the month wanted, then to the day, without arithmetic."""
    month = start.replace(day=1)
    for _ in range(months):
        month += timedelta(days=monthrange(month.year, month.month)[1])
    length = monthrange(month.year, month.month)[1]
    if start.day > length:
        return month.replace(day=length)
    corresponding = month.replace(day=start.day)
    return corresponding - ONE_DAY if from_the_day else corresponding


# -- the properties -------------------------------------------------------------------------------


@given(start=days, amount=st.integers(1, 25), found=gaps, calendar=calendars)
@settings(max_examples=300, deadline=None)
def test_working_days_with_pauses_agree_with_looking_at_every_day(
    start: date, amount: int, found: list[tuple[int, int]], calendar: WorkingCalendar
):
    spans = spans_from(start, found)

    clock = read(
        a_rule(allowance=amount), happened(RECEIVED, at(start)), *told_of(spans), calendar=calendar
    )

    assert clock.due == working_days_by_looking(start, amount, spans, calendar)
    assert is_working(clock.due, calendar)
    assert sum(step.counted for step in clock.steps) == amount


@given(start=days, amount=st.integers(1, 25), found=gaps, calendar=calendars)
@settings(deadline=None)
def test_splitting_a_pause_never_changes_a_date(
    start: date, amount: int, found: list[tuple[int, int]], calendar: WorkingCalendar
):
    spans, received = spans_from(start, found), happened(RECEIVED, at(start))
    for rule in (
        a_rule(allowance=amount),
        a_rule(kind=ClockKind.CALENDAR_PERIOD, allowance=amount, unit=Unit.DAYS, roll=Roll.FORWARD),
        a_rule(kind=ClockKind.CALENDAR_PERIOD, allowance=2, unit=Unit.MONTHS, roll=Roll.BACK),
    ):
        whole = read(rule, received, *told_of(spans), calendar=calendar)
        parts = read(rule, received, *told_of(split(spans)), calendar=calendar)
        assert (whole.due, whole.last_day) == (parts.due, parts.last_day)


hours = st.integers(0, 30)


@given(start=days, found=st.lists(st.tuples(hours, hours), max_size=4), cut=st.floats(0.1, 0.9))
@settings(deadline=None)
def test_splitting_a_pause_of_a_clock_of_hours_never_changes_its_instant(
    start: date, found: list[tuple[int, int]], cut: float
):
    rule = a_rule(kind=ClockKind.ELAPSED_HOURS, allowance=24, unit=Unit.HOURS)
    begun = at(start)
    whole, parts, moment = [], [], begun
    for wait, length in found:
        first = moment + timedelta(hours=wait)
        moment = first + timedelta(hours=length)
        middle = first + (moment - first) * cut
        whole += stood_still(first, moment)
        parts += [*stood_still(first, middle), *stood_still(middle, moment)]

    once = read(rule, happened(RECEIVED, begun), *whole)
    often = read(rule, happened(RECEIVED, begun), *parts)

    assert once.due_at == often.due_at


def stood_still(first: datetime, end: datetime) -> list[Told]:
    return [happened(PAUSED, first, clock="TEST"), happened(RESUMED, end, clock="TEST")]


KINDS = st.sampled_from(
    [
        a_rule(allowance=10, extension=Extension.BY_US),
        a_rule(
            kind=ClockKind.CALENDAR_PERIOD,
            allowance=30,
            unit=Unit.DAYS,
            roll=Roll.BACK,
            extension=Extension.BY_US,
        ),
        a_rule(
            kind=ClockKind.CALENDAR_PERIOD,
            allowance=1,
            unit=Unit.MONTHS,
            roll=Roll.FORWARD,
            extension=Extension.BY_US,
        ),
    ]
)


@given(
    rule=KINDS,
    start=days,
    length=st.integers(1, 6),
    added=st.integers(1, 10),
    early=st.integers(0, 1),
    late=st.integers(8, 12),
    calendar=calendars,
)
@settings(deadline=None)
def test_the_order_of_pause_and_extension_never_changes_a_date(
    rule, start: date, length: int, added: int, early: int, late: int, calendar: WorkingCalendar
):
    received = happened(RECEIVED, at(start))
    first = start + timedelta(days=2)
    stood = told_of([(first, first + timedelta(days=length))])

    def extended(after: int) -> Told:
        return happened(EXTENDED, at(start + timedelta(days=after), 12), clock="TEST", added=added)

    before = read(rule, received, extended(early), *stood, calendar=calendar)
    after = read(rule, received, *stood, extended(late), calendar=calendar)

    assert all(change.moved for change in (*before.changes, *after.changes))
    assert (before.due, before.last_day) == (after.due, after.last_day)


@given(
    start=days,
    amount=st.integers(1, 25),
    found=gaps,
    calendar=calendars,
    extra=st.sets(st.integers(1, 60), max_size=4),
)
@settings(deadline=None)
def test_adding_a_holiday_never_brings_a_date_of_working_days_forward(
    start: date,
    amount: int,
    found: list[tuple[int, int]],
    calendar: WorkingCalendar,
    extra: set[int],
):
    declared = {start + timedelta(days=n): "A newly declared holiday" for n in extra}
    more = WorkingCalendar(calendar.nation, "more", FIRST, LAST, {**calendar.holidays, **declared})
    told = (happened(RECEIVED, at(start)), *told_of(spans_from(start, found)))
    rule = a_rule(allowance=amount)

    assert read(rule, *told, calendar=more).due >= read(rule, *told, calendar=calendar).due


@given(start=days, months=st.integers(1, 14), first=st.booleans(), calendar=calendars)
@settings(max_examples=300, deadline=None)
def test_months_agree_with_walking_through_the_calendar(
    start: date, months: int, first: bool, calendar: WorkingCalendar
):
    rule = a_rule(
        kind=ClockKind.CALENDAR_PERIOD,
        allowance=months,
        unit=Unit.MONTHS,
        counting=Counting.FROM_THE_DAY if first else Counting.AFTER_THE_DAY,
    )

    clock = read(rule, happened(RECEIVED, at(start)), calendar=calendar)

    assert clock.due == clock.last_day == months_by_looking(start, months, from_the_day=first)


@given(
    start=days,
    amount=st.integers(1, 400),
    roll=st.sampled_from([Roll.BACK, Roll.FORWARD]),
    found=gaps,
    calendar=calendars,
)
@settings(max_examples=300, deadline=None)
def test_a_period_that_rolls_ends_on_the_nearest_working_day_on_its_side(
    start: date, amount: int, roll: Roll, found: list[tuple[int, int]], calendar: WorkingCalendar
):
    flat = a_rule(kind=ClockKind.CALENDAR_PERIOD, allowance=amount, unit=Unit.DAYS)
    rolled = a_rule(kind=ClockKind.CALENDAR_PERIOD, allowance=amount, unit=Unit.DAYS, roll=roll)
    told = (happened(RECEIVED, at(start)), *told_of(spans_from(start, found)))

    end = read(flat, *told, calendar=calendar).due
    due = read(rolled, *told, calendar=calendar).due

    way = -ONE_DAY if roll is Roll.BACK else ONE_DAY
    while not is_working(end, calendar):
        end += way
    assert due == end


@given(moment=st.datetimes(datetime(2015, 2, 1), datetime(2035, 1, 1)), hours=st.integers(1, 72))
@settings(deadline=None)
def test_hours_are_hours_whatever_londons_clocks_do(moment: datetime, hours: int):
    from datetime import UTC

    begun = moment.replace(tzinfo=UTC)
    rule = a_rule(kind=ClockKind.ELAPSED_HOURS, allowance=hours, unit=Unit.HOURS)

    clock = read(rule, happened(EventType.CASE_RECEIVED, begun))

    assert clock.due_at is not None
    assert clock.due_at - begun == timedelta(hours=hours)
