"""Christmas 2026 to Easter 2027 on the practice's stories, day by day: every mail that the clocks
owe, and nobody else's (issue 3, "How it is shown").

What is expected is worked out here from the table of domain.md 4.7 and from the ladder of the pack,
with arithmetic of its own: nothing of `domain.clocks` is asked.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from chalicelib import wiring
from chalicelib.domain.arrangements import Absence, Arrangements
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Event, EventType, Facts
from chalicelib.domain.identifiers import StaffId
from chalicelib.entry.schedules import tick
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from infra.demo.cases import make_cases
from infra.demo.longer_stories import LONGER_STORIES
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

NINE, NOON = 9, 12
"""When a reminder comes; `N` is one at midday."""
LADDER = ((2, "office.manager", 1), (3, "complaints.manager", 2), (4, "partner", 3))
"""Each rung with who holds it in the demonstration, and its wait in working days."""
RUNG_OF = {"complaints.manager": 3, "office.manager": 2, "partner": 4}

LATER = {"6M", "6M-REVIEW", "SURVEY-REMINDER"}
"""Clocks of which nothing falls before May, and one that never goes by post."""

SUBJECTS = {
    "Reminder: due on": "R",
    "Late: was due on": "B",
    "Still late: was due on": "E",
    "A case needs you": "P",
}


@dataclass(frozen=True, order=True)
class Mail:
    """Who hears on which day about which case: a reminder, a breach, the next rung, a thing to post."""

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


def three_months_after(day: date) -> date:
    """The same day three months on, or the next working day after it."""
    months = day.month + 2
    year, month = day.year + months // 12, months % 12 + 1
    later = date(year, month, min(day.day, monthrange(year, month)[1]))
    return later if is_working(later) else working_day(later, 1)


# -- what is expected ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Promise:
    """One that stands: whose it is, and when whoever answers for it hears of it (4.7)."""

    clock: str
    owner: str
    told: tuple[tuple[datetime, str], ...]
    person: str = ""


def promised(clock: str, owner: str, due: date, *milestones: tuple[int, str]) -> Promise:
    """A promise of a day, with what is said so many working days before or after it."""
    hours = {"N": NOON}
    return Promise(
        clock,
        owner,
        tuple(
            (london(working_day(due, days) if days else due, hours.get(kind, NINE)), kind)
            for days, kind in milestones
        ),
    )


EVE, DAY, LATE = (-1, "R"), (0, "R"), (1, "B")
FIVE_BEFORE = (-5, "R")


def promises_of(file: CaseFile) -> Iterator[Promise]:
    """Every promise of the case that stands when the time begins to pass."""
    told = Told(file)
    if told.any(EventType.CASE_DECLINED, EventType.CASE_WITHDRAWN, EventType.CASE_TRANSFERRED):
        return
    if told.facts["contact_type"] == "complaint" or told.any(EventType.CONCERN_PROMOTED):
        yield from _of_a_complaint(told)
    spoken = told.facts["received_via"] in ("phone", "in_person")
    settled = told.any(EventType.CONCERN_RESOLVED, EventType.CONCERN_PROMOTED)
    if told.facts["contact_type"] == "concern" and spoken and not settled:
        yield from _of_a_concern(told.day(EventType.CASE_RECEIVED))
    if told.any(EventType.URGENT_RAISED) and not told.any(EventType.URGENT_MET):
        # The first tick comes two hours late: all who should have heard since do so at once.
        for holder in RUNG_OF:
            yield Promise("URGENT", holder, ((london(SEEDED, NOON, 1), "E"),))
    yield from _of_actions(told)
    if told.any(EventType.CASE_CLOSED):
        # They read letters only: the question how it was handled waits to be posted (SC-10).
        asked = working_day(told.day(EventType.CASE_CLOSED), 10)
        yield promised("SURVEY", "complaints.manager", asked, (0, "P"))
    for agreed in told.all(EventType.CALLBACK_AGREED):
        slot = datetime.fromisoformat(agreed.facts["slot"])
        moments = ((slot - timedelta(minutes=30), "R"), (slot + timedelta(minutes=15), "B"))
        yield Promise("CALLBACK", "complaints.manager", moments, agreed.facts["person"])


def _of_a_complaint(told: Told) -> Iterator[Promise]:
    manager = "complaints.manager"
    if not (told.any(EventType.ACK_SENT) and told.any(EventType.DISCUSSION_OFFERED)):
        due = working_day(told.day(EventType.CASE_RECEIVED), 3)
        yield promised("ACK", manager, due, EVE, DAY, LATE)
    if not told.any(EventType.ACK_SENT) or told.any(EventType.RESPONSE_SENT):
        return
    if not told.any(EventType.PLAN_SENT):
        due = working_day(told.day(EventType.ACK_SENT), 10)
        yield promised("PLAN", manager, due, (-2, "R"), LATE)
    heard = told.day(EventType.ACK_SENT, EventType.PLAN_SENT)
    yield promised("UPDATE", manager, working_day(heard, 20), DAY)
    for accepted in told.all(EventType.PLAN_ACCEPTED):
        due = date.fromisoformat(accepted.facts["respond_by"])
        yield promised("RESP", manager, due, FIVE_BEFORE, EVE, DAY, LATE)
    if told.any(EventType.LETTER_SUBMITTED) and len(told.all(EventType.LETTER_APPROVED)) < 2:
        due = working_day(told.day(EventType.LETTER_SUBMITTED), 3)
        yield promised("SIGNOFF", "partner", due, DAY, LATE)


def _of_a_concern(received: date) -> Iterator[Promise]:
    """Midday of its last day, the morning after, and at four it is a complaint by itself (S2-18): the
    reminder of that morning comes late, and the rest in its time.
    """
    due, manager = working_day(received, 1), "complaints.manager"
    becomes = london(working_day(due, 1), 16)
    yield promised("ORAL", "office.manager", due, (0, "N"), LATE)
    yield Promise("ORAL", manager, ((becomes, "P"),))
    eve = ((becomes, "R"), (london(working_day(received, 3), NINE), "R"))
    late = (london(working_day(received, 4), NINE), "B")
    yield Promise("ACK", manager, (*eve, late))


def _of_actions(told: Told) -> Iterator[Promise]:
    manager = "complaints.manager"
    done = {each.facts["action"]: each for each in told.all(EventType.ACTION_COMPLETED)}
    for action in told.all(EventType.ACTION_SET):
        if action.facts["action"] not in done:
            due = date.fromisoformat(action.facts["due"])
            promise = promised("ACTION", manager, due, FIVE_BEFORE, DAY, LATE)
            yield replace(promise, person=action.facts["owner"])
        else:
            due = three_months_after(london_date(done[action.facts["action"]].happened_at))
            yield promised("AUDIT", manager, due, FIVE_BEFORE, DAY)


@dataclass(frozen=True)
class Told:
    """What the events of a case say, by their type."""

    file: CaseFile

    @property
    def facts(self) -> Facts:
        return self.file.events[0].facts

    def all(self, *types: EventType) -> list[Event]:
        return [event for event in self.file.events if event.type in types]

    def any(self, *types: EventType) -> bool:
        return bool(self.all(*types))

    def day(self, *types: EventType) -> date:
        return london_date(max(event.happened_at for event in self.all(*types)))


def expected_of(file: CaseFile, seeded_at: datetime) -> Iterator[Mail]:
    """Every mail that the clocks of this case owe from the seeding on, if nobody does anything."""
    for promise in promises_of(file):
        answers = promise.person or file.case.handler
        first = answers or promise.owner
        told = [(moment, first, kind) for moment, kind in promise.told]
        ends_by_itself = promise.clock == "ORAL"
        if promise.told[-1][1] == "B" and not ends_by_itself:
            heard = london_date(promise.told[-1][0])
            climbed = _climbed(heard, promise.owner, handled=bool(answers))
            told += [(london(day, NINE), to, kind) for day, to, kind in climbed]
        for moment, to, kind in told:
            day = london_date(moment)
            if moment > seeded_at and day <= LAST:
                yield Mail(day, _acting(to, day), file.case.number, "R" if kind == "N" else kind)


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
    """The demonstration a week before Christmas, on the whole policy of its pack."""
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
        make_cases((*STORIES, *LONGER_STORIES))
        world.deliver()
        world.mail.sent.clear()
        yield world


def day_by_day(world: FakeWorld) -> Iterator[Mail]:
    """Let the time pass, with a tick at night, morning, noon, round four and evening."""
    day = SEEDED
    while day <= LAST:
        for hour, minute in ((0, 5), (8, 59), (9, 1), (12, 1), (15, 31), (16, 16), (18, 0)):
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
    standing = {promise.clock for file in seeded for promise in promises_of(file)}
    assert running <= standing | LATER, "a row of the table is missing here"
    assert (set(came) - set(expected), set(expected) - set(came)) == (set(), set())
    assert came == expected
    assert {mail.kind for mail in came} == {"R", "B", "E", "P"}
    assert [mail for mail in came if not is_working(mail.day)] == []
