"""Christmas 2026 to Easter 2027 on the demonstration's stories, day by day: every mail that the clocks
owe, and nobody else's (issue 3, "How it is shown").

What is expected is worked out here from the table of domain.md 4.7 and from the ladder of the pack,
with arithmetic of its own: nothing of `domain.clocks` is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from chalicelib import wiring
from chalicelib.domain.arrangements import Absence, Arrangements
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.identifiers import StaffId
from chalicelib.entry.schedules import tick
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from infra.demo.cases import make_cases
from infra.demo.staff import STAFF
from infra.demo.stories import STORIES
from infra.local.pump import schedule_event
from tests.builders import PRACTICE, TERMS, a_member_of_staff, london
from tests.fakes import FakeClock, FakeDirectory, FakeWorld

DOMAIN = "@willow-lane.example"
SEEDED = date(2026, 12, 17)
LAST = date(2027, 4, 9)
"""The week after Easter."""

HOLIDAYS = {
    date(2026, 12, 25), date(2026, 12, 28),  # Boxing Day is a Saturday: its substitute
    date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29),
}  # fmt: skip

AWAY = (date(2026, 12, 21), date(2027, 1, 8))
"""When the case handler is on leave; the office manager is the deputy."""

CLOCKS: dict[str, tuple[str, EventType, int, tuple[tuple[int, str], ...]]] = {
    # clock: owner, what starts it, working days, and when whoever answers for it hears (4.7)
    "ACK": ("complaints.manager", EventType.CASE_RECEIVED, 3, ((-1, "R"), (0, "R"), (1, "B"))),
    "ORAL": ("office.manager", EventType.CASE_RECEIVED, 1, ((0, "N"), (1, "B"))),
    "PLAN": ("complaints.manager", EventType.ACK_SENT, 10, ((-2, "R"), (1, "B"))),
    "UPDATE": ("complaints.manager", EventType.ACK_SENT, 20, ((0, "R"),)),
}
NINE, NOON = 9, 12
"""When a reminder comes; `N` is one at midday."""
LADDER = ((2, "office.manager", 1), (3, "complaints.manager", 2), (4, "partner", 3))
"""Each rung with who holds it in the demonstration, and its wait in working days."""
RUNG_OF = {"complaints.manager": 3, "office.manager": 2}

LATER = {"6M", "6M-REVIEW"}
"""Clocks of which nothing falls before May."""

SUBJECTS = {"Reminder: due on": "R", "Late: was due on": "B", "Still late: was due on": "E"}


@dataclass(frozen=True, order=True)
class Mail:
    """Who hears on which day about which case: a reminder, a breach, or the next rung."""

    day: date
    to: str
    case: str
    kind: str


# -- arithmetic by looking at the calendar on the wall ---------------------------------------------


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def working_day(start: date, amount: int) -> date:
    """So many working days after, or before, by stepping over each day."""
    step, day = (1 if amount > 0 else -1), start
    while amount:
        day += timedelta(days=step)
        amount -= step if is_working(day) else 0
    return day


# -- what is expected ------------------------------------------------------------------------------


def expected_of(file: CaseFile, seeded_at: datetime) -> Iterator[Mail]:
    """Every mail that the clocks of this case owe from the seeding on, if nobody does anything."""
    for code, (owner, starts, allowance, milestones) in CLOCKS.items():
        start = _start_of(code, starts, file)
        if start is None:
            continue
        due = working_day(london_date(start.happened_at), allowance)
        days = [(working_day(due, offset), kind) for offset, kind in milestones]
        first = file.case.handler or owner
        told = [(day, first, kind) for day, kind in days]
        if milestones[-1][1] == "B":
            told += list(_climbed(days[-1][0], owner, handled=file.case.handler is not None))
        for day, to, kind in told:
            if london(day, NOON if kind == "N" else NINE) > seeded_at and day <= LAST:
                yield Mail(day, _acting(to, day), file.case.number, "R" if kind == "N" else kind)


def _start_of(code: str, starts: EventType, file: CaseFile) -> Event | None:
    """What starts the clock, where this one applies to the case and is not met."""
    begun = [event for event in file.events if event.type is starts]
    kinds = {event.type for event in file.events}
    acknowledged = {EventType.ACK_SENT, EventType.DISCUSSION_OFFERED} <= kinds
    received = file.events[0].facts
    applies = {
        "ACK": received["contact_type"] == "complaint" and not acknowledged,
        "ORAL": received["contact_type"] == "concern"
        and received["received_via"] in ("phone", "in_person"),
        "PLAN": received["contact_type"] == "complaint",
        "UPDATE": received["contact_type"] == "complaint",
    }
    return begun[-1] if begun and applies[code] else None


def _climbed(heard: date, owner: str, *, handled: bool) -> Iterator[tuple[date, str, str]]:
    for rung, holder, wait in LADDER:
        if handled or rung > RUNG_OF[owner]:
            heard = working_day(heard, wait)
            yield heard, holder, "E"


def _acting(staff: str, day: date) -> str:
    return "office.manager" if staff == "case.handler" and AWAY[0] <= day <= AWAY[1] else staff


# -- what happens ----------------------------------------------------------------------------------


@pytest.fixture
def practice() -> Iterator[FakeWorld]:
    """The short stories of the demonstration a week before Christmas, on the whole policy."""
    staff = [
        a_member_of_staff(each.name, id=each.username, initials=each.initials, roles=each.roles)
        for each in STAFF
    ]
    people = [replace(person, email=f"{person.id}{DOMAIN}") for person in staff]
    world = FakeWorld(
        directory=FakeDirectory(people),
        clock=FakeClock(london(SEEDED, 11, 30)),
        words=Correspondence(Urls("https://candour.test"), demonstration=True),
    )
    with wiring.visiting(world.behind_doors()):
        make_cases(STORIES)
        world.deliver()
        world.mail.sent.clear()
        yield world


def day_by_day(world: FakeWorld) -> Iterator[Mail]:
    """Let the time pass, with a tick at night, in the morning, at noon and in the evening."""
    day = SEEDED
    while day <= LAST:
        for hour, minute in ((0, 5), (8, 59), (9, 1), (12, 1), (18, 0)):
            if london(day, hour, minute) > world.clock.now():
                world.clock.move_to(london(day, hour, minute))
                tick(schedule_event(), None)
                world.deliver()
                yield from _new(world, day)
        day += timedelta(days=1)


def _new(world: FakeWorld, day: date) -> Iterator[Mail]:
    for mail in world.mail.sent:
        kind = next(kind for start, kind in SUBJECTS.items() if f"] {start}" in mail.subject)
        number = mail.subject.partition("]")[0][-6:]
        for to in mail.to:
            yield Mail(day, to.address.removesuffix(DOMAIN), number, kind)
    world.mail.sent.clear()


def test_from_christmas_to_easter_the_right_mails_come_on_the_right_days_to_nobody_else(
    practice: FakeWorld,
):
    handler = StaffId("case.handler")
    leave = Arrangements(handler, StaffId("office.manager"), (Absence(*AWAY),))
    practice.arrangements.save(PRACTICE.id, leave, seen=Arrangements(handler))
    seeded = list(practice.cases.files.values())
    running = {clock.rule.code for file in seeded for clock in file.clocks(TERMS) if clock.pending}
    seeded_at = practice.clock.now()

    came = sorted(day_by_day(practice))

    expected = sorted(mail for file in seeded for mail in expected_of(file, seeded_at))
    assert running <= CLOCKS.keys() | LATER, "a row of the table is missing here"
    assert (set(came) - set(expected), set(expected) - set(came)) == (set(), set())
    assert came == expected
    assert {mail.kind for mail in came} == {"R", "B", "E"}
    assert [mail for mail in came if not is_working(mail.day)] == []
