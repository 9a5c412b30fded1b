"""The demo cases, made as people would have made them: through the use cases, day by day, with the
clock of that day, so that their reminders came when they were due.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

from chalicelib import wiring
from chalicelib.application.casework import Request, UseCase
from chalicelib.application.deliver_message import deliver_message
from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.open_case import open_case
from chalicelib.application.ports import Ports
from chalicelib.domain.calendar import london_date, london_instant
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Dispatch, Intake
from chalicelib.domain.contact import ContactRecord, ReceivedVia
from chalicelib.domain.events import PUBLIC, Actor, ActorKind
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.messages import MessageState
from chalicelib.domain.parties import COMPLAINANT, Party
from chalicelib.domain.reference import CaseNumber
from chalicelib.entry.commands import COMMANDS
from infra.demo.longer_stories import LONGER_STORIES
from infra.demo.other_stories import OTHER_STORIES
from infra.demo.stories import STORIES
from infra.demo.story import Posted, Story, Then

START_OF_WORK = time(9)
DOES: Mapping[type, UseCase[Any]] = {command.asks: command.do for command in COMMANDS}


class DayClock:
    """A clock that stands at the moment of the story that is being told."""

    def __init__(self) -> None:
        self.at = datetime.min

    def now(self) -> datetime:
        """The moment being told."""
        return self.at


def make_cases(stories: Sequence[Story] = (*STORIES, *LONGER_STORIES, *OTHER_STORIES)) -> None:
    """Tell these stories up to now. Safe to run twice: a contact is received once by its key."""
    clock = DayClock()
    real = wiring.world().ports
    ports = replace(real, clock=clock)
    numbers: dict[int, CaseNumber] = {}
    for at, told, step in _moments(stories, real):
        _tick_of(at, clock, ports, numbers)
        clock.at = at
        if step is None:
            numbers[told] = _received(stories[told], told, ports)
        else:
            _done(step, numbers[told], ports)
        _deliver(numbers[told], ports)
    _tick_of(real.clock.now(), clock, ports, numbers)


def _moments(stories: Sequence[Story], ports: Ports) -> Iterator[tuple[datetime, int, Then | None]]:
    """What happened, in the order of time; nothing that would lie in the future."""
    now = ports.clock.now()
    moments = [
        (_instant(ports, now, story, step), told, step)
        for told, story in enumerate(stories)
        for step in (None, *story.then)
    ]
    past = [moment for moment in moments if moment[0] < now]
    yield from sorted(past, key=lambda moment: moment[0])


def _instant(ports: Ports, now: datetime, story: Story, step: Then | None) -> datetime:
    calendar = ports.policies.current(ports.policies.default_organisation()).calendar
    day = calendar.add_working_days(_last_working_day(ports, now), -story.days_ago)
    if step is None:
        return min(london_instant(day, time(story.hour, 12)), now)
    return london_instant(calendar.add_working_days(day, step.days_later), time(step.hour, 40))


def _last_working_day(ports: Ports, now: datetime) -> date:
    calendar = ports.policies.current(ports.policies.default_organisation()).calendar
    today = london_date(now)
    started = now >= london_instant(today, START_OF_WORK)
    return today if calendar.is_working(today) and started else calendar.add_working_days(today, -1)


def _tick_of(at: datetime, clock: DayClock, ports: Ports, numbers: dict[int, CaseNumber]) -> None:
    """What the clock did on every morning between the last moment and this one."""
    if clock.at == datetime.min:
        clock.at = at
    day = london_date(clock.at)
    while day <= london_date(at):
        morning = london_instant(day, START_OF_WORK)
        if clock.at < morning <= at:
            clock.at = morning
            look_after_due(ports)
            for number in numbers.values():
                _deliver(number, ports)
        day = date.fromordinal(day.toordinal() + 1)


def _received(story: Story, told: int, ports: Ports) -> CaseNumber:
    person = Party(
        id=COMPLAINANT,
        first_name=story.first_name,
        last_name=story.last_name,
        email=story.email,
        may_email=story.may_email,
        mobile=story.mobile,
        landline=story.landline,
        address=story.address,
        postcode=story.postcode,
        channels=story.channels,
    )
    record = ContactRecord(
        contact_type=story.contact_type,
        received_via=story.via,
        received_at=ports.clock.now(),
        subject=story.subject,
        what_happened=story.what_happened,
        happened_when=story.happened_when,
        happened_where=story.happened_where,
        who_was_involved=story.who_was_involved,
        desired_outcome=story.desired_outcome,
    )
    intake = Intake(key=f"demo-{told}", record=record, parties=(person,))
    policies, theirs = ports.policies, story.organisation
    organisation = policies.organisation(theirs) if theirs else policies.default_organisation()
    by_form = story.via is ReceivedVia.WEB_FORM
    by = PUBLIC if by_form else Actor(ActorKind.STAFF, story.taken_by)
    received = open_case(intake, organisation=organisation, by=by, ports=ports)
    return received.reference.number


def _done(step: Then, number: CaseNumber, ports: Ports) -> None:
    file = ports.cases.load(number)
    person = ports.directory.find(file.case.organisation, StaffId(step.by))
    assert person is not None, f"the demo directory has no {step.by}"
    asked = step.asked(partial(_day_of, file, ports)) if callable(step.asked) else step.asked
    for each in _dispatched(file) if isinstance(asked, Posted) else (asked,):
        case = ports.cases.load(number).case
        DOES[type(each)](Request(person, case.reference, case.version), each, ports)


def _dispatched(file: CaseFile) -> list[object]:
    return [Dispatch(each.key) for each in file.messages if each.state is MessageState.TO_SEND]


def _day_of(file: CaseFile, ports: Ports, later: int) -> date:
    """The date so many working days after the story began."""
    calendar = ports.policies.current(ports.policies.default_organisation()).calendar
    return calendar.add_working_days(london_date(file.case.received_at), later)


def _deliver(number: CaseNumber, ports: Ports) -> None:
    """What the stream does after a change."""
    for message in ports.cases.load(number).messages:
        if message.is_fresh:
            deliver_message(number, message, ports)
    ports.cases.tally(number)
