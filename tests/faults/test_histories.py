"""Never missed, never doubled: random histories on the real adapters, with faults between any two
calls to AWS, and afterwards the promises of the product, one by one.

People submit, acknowledge, assign, note and settle; the mail service tells what became of a mail, twice
or too early; the stream shows records twice, in another order, or loses them; the tick comes late,
beside itself, or not for days, over Christmas, Easter and both clock changes. At the end nothing fails
any more, time passes until nothing is due, and every promise must hold.
`CANDOUR_HISTORIES=500` tries more of them, drawn anew,
and shortens one that fails.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from chalicelib.application.assign_case import assign_case
from chalicelib.application.outgoing import SentAbout
from chalicelib.application.reconcile import reconcile
from chalicelib.application.take_notice import take_notice
from chalicelib.domain.casework import Acknowledgement, Assignment, MessageVerdict, Settlement
from chalicelib.domain.errors import CandourError
from chalicelib.domain.feedback import Notice, NoticeKind
from chalicelib.domain.parties import Channel
from chalicelib.domain.reference import CaseNumber
from tests.asking import acknowledge_case, note_case, settle_message
from tests.builders import HANDLER, MANAGER, london
from tests.faults.practice import a_practice, aws_with_faults
from tests.faults.promises import Promises
from tests.faults.wire import Fault, Killed, Wire

HISTORIES = int(os.environ.get("CANDOUR_HISTORIES", "0"))
STEPS = 16

MOMENTS = {
    "christmas": datetime(2026, 12, 24, 15, 10, tzinfo=UTC),
    "easter and the clocks go forward": london(date(2027, 3, 25), 16, 55),
    "the clocks go back": london(date(2026, 10, 23), 8, 59),
    "a sunday": london(date(2027, 5, 2), 23, 59),
}

SPANS = [timedelta(minutes=m) for m in (1, 2, 5, 11, 61)] + [
    timedelta(hours=h) for h in (7, 16, 24, 72, 11 * 24)
]

SEEDS = st.integers(min_value=0, max_value=2**32)
"""Plans are drawn from a seed: hypothesis alone would hardly ever choose a rare call of a rare act."""
FAULTS_OF = {
    "PutItem": [f for f in Fault if f is not Fault.REFUSED],
    "SendRawEmail": list(Fault),
    "TransactWriteItems": [f for f in Fault if f is not Fault.REFUSED],
    "Query": [Fault.KILLED_BEFORE, Fault.THROTTLED, Fault.AWAY],
}


def a_plan(random: Random, operations: list[str]) -> dict[Any, Any]:
    """Half of the acts go well; in the others one or two kinds of call go wrong, by name or number."""
    plan: dict[Any, Any] = {}
    for _ in range(random.choice([0, 0, 1, 2])):
        operation = random.choice(operations)
        where = random.choice([operation, operation, random.randrange(12)])
        plan[where] = random.choice(FAULTS_OF[operation])
    return plan


SAVING, WORKING = ["TransactWriteItems"], list(FAULTS_OF)


class Histories(RuleBasedStateMachine):
    """A practice, what people and AWS do there, and what they were told."""

    wire: Wire

    def __init__(self) -> None:
        super().__init__()
        self.keys: set[str] = set()
        self.confirmed: dict[str, str] = {}
        self.notes = 0
        self.notes_confirmed: list[str] = []
        self.asked_again: list[tuple[str, str]] = []
        self.told: set[tuple[str, str, NoticeKind]] = set()

    @initialize(moment=st.sampled_from(sorted(MOMENTS)))
    def open_the_practice(self, moment: str) -> None:
        self.wire.suffered.clear()
        self.practice = a_practice(self.wire, MOMENTS[moment])
        for key in ("a", "b"):
            self.keys.add(key)
            self.practice.submit(key)

    @rule(seed=SEEDS)
    def something_happens(self, seed: int) -> None:
        random = Random(seed)
        (act,) = random.choices(list(ACTS), weights=list(ACTS.values()))
        note(f"{act.__name__.replace('_', ' ')}")
        act(self, random)

    # People

    def somebody_submits(self, random: Random) -> None:
        key = random.choice("abc")
        self.keys.add(key)
        with self.going_wrong(a_plan(random, SAVING)):
            received = self.practice.submit(key)
            assert self.confirmed.setdefault(key, str(received.reference)) == str(received.reference)

    def somebody_acknowledges(self, random: Random) -> None:
        how = random.choice([None, Channel.EMAIL, Channel.EMAIL, Channel.TELEPHONE])
        offered = random.choice([(), (Channel.TELEPHONE,)])
        done = Acknowledgement(how, offered, self.practice.clock.now())
        self.command(random, lambda r, ports: acknowledge_case(r, done, ports))

    def somebody_assigns(self, random: Random) -> None:
        handler = random.choice([HANDLER, MANAGER])
        self.command(random, lambda r, ports: assign_case(r, Assignment(handler.id), ports))

    def somebody_notes(self, random: Random) -> None:
        text = self.another_note()
        if self.command(random, lambda r, ports: note_case(r, text, ports)):
            self.notes_confirmed.append(text)

    def somebody_settles(self, random: Random) -> None:
        questions = [
            (number, message.key)
            for number in self.numbers()
            for message in self.practice.load(number).messages
            if message.needs_a_person
        ]
        if not questions:
            return
        (number, message), settlement = random.choice(questions), random.choice(list(Settlement))
        if settlement is Settlement.SEND_AGAIN:
            self.asked_again.append((number, message))
        request = self.practice.request(number)
        with self.going_wrong(a_plan(random, SAVING)):
            settle_message(request, MessageVerdict(message, settlement), self.practice.ports)

    # AWS

    def the_stream_shows_what_changed(self, random: Random) -> None:
        records = in_some_order(self.practice.take_from_stream(), random)
        lost = random.choice([0.0, 0.0, 0.3])
        kept = [record for record in records if random.random() >= lost]
        shown = [again for record in kept for again in [record] * random.choice([1, 1, 2])]
        with self.going_wrong(a_plan(random, WORKING)):
            self.practice.show(shown)
            return
        self.practice.pending += kept  # whoever was killed is shown the batch again

    def the_mail_service_tells(self, random: Random) -> None:
        """What became of some mail: often twice, in any order, also before we noted that it went."""
        posted = self.practice.posted()
        if not posted:
            return
        number, message, provider_id = random.choice(posted)
        kind = random.choice(list(NoticeKind))
        self.told.add((number, message, kind))
        notice = Notice(
            id=f"{provider_id}.{kind}",
            kind=kind,
            message=message,
            provider_id=provider_id,
            at=self.practice.clock.now(),
            lasting=random.choice([True, False]),
            automatic=random.choice([True, False]),
        )
        for _ in range(random.choice([1, 2])):
            with self.going_wrong(a_plan(random, SAVING)):
                take_notice(SentAbout(CaseNumber(number), message), notice, self.practice.ports)

    def time_passes(self, random: Random) -> None:
        self.practice.pass_time(random.choice(SPANS))

    def the_clock_ticks(self, random: Random) -> None:
        with self.going_wrong(a_plan(random, WORKING)):
            self.practice.tick()

    def the_clock_ticks_late(self, random: Random) -> None:
        self.time_passes(random)
        self.the_clock_ticks(random)

    def two_ticks_at_once(self, random: Random) -> None:
        self.time_passes(random)
        plan = a_plan(random, WORKING)
        with self.going_wrong({**plan, random.randrange(12): self.practice.tick}):
            self.practice.tick()

    def a_tick_beside_the_stream(self, random: Random) -> None:
        records = self.practice.take_from_stream()
        with self.going_wrong({random.randrange(12): self.practice.tick_later}):
            self.practice.show(records)
            return
        self.practice.pending += records

    def the_sweep_runs(self, random: Random) -> None:
        with self.going_wrong(a_plan(random, WORKING)):
            reconcile(self.practice.ports, has_time=lambda: True)

    def a_note_while_the_sweep_runs(self, random: Random) -> None:
        number = random.choice(self.numbers())
        with self.going_wrong({random.randrange(40): lambda: self.note_on(number)}):
            reconcile(self.practice.ports, has_time=lambda: True)

    def a_note_while_the_clock_ticks(self, random: Random) -> None:
        self.time_passes(random)
        number = random.choice(self.numbers())
        with self.going_wrong({random.randrange(12): lambda: self.note_on(number)}):
            self.practice.tick()

    # How things go

    def command(self, random: Random, do: Callable[..., object]) -> bool:
        """Somebody presses a button on the page of a case as it was a moment ago."""
        request = self.practice.request(random.choice(self.numbers()))
        with self.going_wrong(a_plan(random, SAVING)):
            do(request, self.practice.ports)
            return True
        return False

    def another_note(self) -> str:
        self.notes += 1
        return f"note {self.notes}"

    def note_on(self, number: CaseNumber) -> None:
        note_case(self.practice.request(number), self.another_note(), self.practice.ports)

    def going_wrong(self, plan: dict[Any, Any]) -> ExitStack:
        """What is refused or killed ends there: people and AWS see that it did, and go on."""
        stack = ExitStack()
        stack.push(lambda kind, error, trace: isinstance(error, CandourError | Killed))
        stack.enter_context(self.wire.failing(plan))
        return stack

    def numbers(self) -> list[CaseNumber]:
        return sorted({CaseNumber(i["pk"][5:]) for i in self.practice.kept() if i["sk"] == "CASE"})

    def teardown(self) -> None:
        if hasattr(self, "practice"):
            Promises(self.practice, self.wire).all_hold(self)


ACTS: dict[Callable[[Histories, Random], None], int] = {
    Histories.somebody_submits: 2,
    Histories.somebody_acknowledges: 3,
    Histories.somebody_assigns: 2,
    Histories.somebody_notes: 2,
    Histories.somebody_settles: 3,
    Histories.the_stream_shows_what_changed: 5,
    Histories.the_mail_service_tells: 3,
    Histories.time_passes: 2,
    Histories.the_clock_ticks: 2,
    Histories.the_clock_ticks_late: 3,
    Histories.two_ticks_at_once: 2,
    Histories.a_tick_beside_the_stream: 2,
    Histories.a_note_while_the_clock_ticks: 1,
    Histories.the_sweep_runs: 1,
    Histories.a_note_while_the_sweep_runs: 1,
}
"""What can happen, and how often it does."""


def in_some_order(records: list[Any], order: Random) -> list[Any]:
    """Mixed between items; what happened to one item stays in its order, as streams promise."""
    by_item: dict[str, list[Any]] = {}
    for record in records:
        by_item.setdefault(str(record["dynamodb"]["Keys"]), []).append(record)
    queues, mixed = list(by_item.values()), []
    while queues:
        queue = order.choice(queues)
        mixed.append(queue.pop(0))
        queues = [each for each in queues if each]
    return mixed


@pytest.fixture
def wire() -> Iterator[Wire]:
    with aws_with_faults() as wire:
        yield wire


def test_no_history_with_faults_misses_or_doubles_anything(wire: Wire):
    from hypothesis.stateful import run_state_machine_as_test

    class OnThisWire(Histories):
        pass

    OnThisWire.wire = wire
    run_state_machine_as_test(
        OnThisWire,
        settings=settings(
            max_examples=HISTORIES or 8,
            stateful_step_count=STEPS,
            derandomize=not HISTORIES,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink] if HISTORIES else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
