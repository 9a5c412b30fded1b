"""Christmas 2026 to Easter 2027 on the demonstration's stories, day by day: every mail that the clocks
owe, and nobody else's (issue 3, "How it is shown").

What is expected is worked out here from the table of domain.md 4.7 and from the ladder of the pack, with
arithmetic of its own: nothing of `domain.clocks` is asked.
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
from chalicelib.domain.identifiers import OrganisationId, StaffId
from chalicelib.domain.reference import CaseNumber
from chalicelib.entry.schedules import tick
from infra.demo.cases import make_cases
from infra.local.pump import schedule_event
from tests.builders import PRACTICE, london
from tests.fakes import WholePolicies
from tests.journeys.in_process import InProcess, town_in_process

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
    "ORAL": ("office.manager", EventType.CASE_RECEIVED, 1, ((0, "R"), (1, "B"))),
    "PLAN": ("complaints.manager", EventType.ACK_SENT, 10, ((-2, "R"), (1, "B"))),
    "UPDATE": ("complaints.manager", EventType.ACK_SENT, 20, ((0, "R"),)),
}
LADDER = ((2, "office.manager", 1), (3, "complaints.manager", 2), (4, "partner", 3))
"""Each rung with who holds it in the demonstration, and its wait in working days."""
RUNG_OF = {"complaints.manager": 3, "office.manager": 2}

MEANS = {"Reminder: due on": "R", "Late: was due on": "B", "Still late: was due on": "E"}


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
            if london(day) > seeded_at and day <= LAST:
                yield Mail(day, _acting(to, day), file.case.number, kind)


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
def practice() -> Iterator[InProcess]:
    """The demonstration a week before Christmas, on the whole policy of its pack."""
    with town_in_process(london(SEEDED, 12)) as town:
        world = wiring.world()
        policies = WholePolicies(world.holidays.adopted)
        whole = replace(
            world,
            ports=replace(world.ports, policies=policies),
            reading=replace(world.reading, policies=policies),
        )
        with wiring.visiting(whole):
            make_cases()
            town.carry()
            yield town


def files() -> list[CaseFile]:
    """Every case of the demonstration."""
    cases = wiring.world().ports.cases
    numbers = (item["pk"].removeprefix("CASE#") for item in _items())
    return [cases.load(CaseNumber(number)) for number in sorted(set(numbers))]


def _items() -> Iterator[dict[str, str]]:
    import boto3

    from tests.aws import TABLE

    found = boto3.client("dynamodb").scan(TableName=TABLE)["Items"]
    for item in found:
        if item["sk"]["S"] == "CASE":
            yield {"pk": item["pk"]["S"]}


def day_by_day(town: InProcess) -> Iterator[Mail]:
    """Let the time pass, with a tick at night, in the morning, at noon and in the evening."""
    day = SEEDED
    while day <= LAST:
        for hour, minute in ((0, 5), (8, 59), (9, 1), (12, 1), (18, 0)):
            if london(day, hour, minute) > town.now():
                town.clock.move_to(london(day, hour, minute))
                if tick(schedule_event(), None)["looked_at"]:
                    town.carry()
                yield from _new(town, day)
        day += timedelta(days=1)


def _new(town: InProcess, day: date) -> Iterator[Mail]:
    for address, subject in town.new_mails():
        kind = next(kind for start, kind in MEANS.items() if f"] {start}" in subject)
        number = subject.partition("]")[0][-6:]
        yield Mail(day, address.removesuffix("@willow-lane.example"), number, kind)


def test_from_christmas_to_easter_the_right_mails_come_on_the_right_days_to_nobody_else(
    practice: InProcess,
):
    away = (Absence(*AWAY),)
    handler = StaffId("case.handler")
    arranged = Arrangements(handler, StaffId("office.manager"), away)
    ports = wiring.world().ports
    ports.arrangements.save(OrganisationId(PRACTICE.id), arranged, seen=Arrangements(handler))
    cases = files()
    running = {clock.rule.code for file in cases for clock in file.clocks(_terms()) if clock.pending}
    seeded_at = practice.now()
    practice.new_mails()

    came = sorted(day_by_day(practice))

    expected = sorted(mail for file in cases for mail in expected_of(file, seeded_at))
    assert running - CLOCKS.keys() <= {"6M", "6M-REVIEW"}, "a row of the table is missing here"
    assert came == expected
    assert {mail.kind for mail in came} == {"R", "B", "E"}
    assert [mail for mail in came if not is_working(mail.day)] == []


def _terms():  # type: ignore[no-untyped-def]
    policies = wiring.world().ports.policies
    return policies.current(policies.default_organisation())
