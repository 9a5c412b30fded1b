"""What must hold after any history, once nothing fails any more and time has passed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.adapters import items, keys
from chalicelib.adapters.due_index import DueIndex
from chalicelib.application.reconcile import reconcile
from chalicelib.domain.case import CaseFile
from chalicelib.domain.clocks import NOTICE_EVENTS, read_clocks
from chalicelib.domain.events import EventType, first_break
from chalicelib.domain.feedback import NoticeKind
from chalicelib.domain.folding import fold
from chalicelib.domain.messages import MessageState
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.worklist import Row, row_of
from tests.builders import PRACTICE, TERMS
from tests.faults.practice import Practice
from tests.faults.wire import Call, Fault, Wire

AFTERWARDS = timedelta(days=40)
"""Longer than any clock of the pack and all waits of a message together."""

BETWEEN_LOOKS = timedelta(minutes=20)
"""A tick each minute would change nothing but the time that the test takes."""

LEAVES_DOUBT = {
    "PutItem": {Fault.KILLED_AFTER, Fault.ALL_ANSWERS_LOST},
    "SendRawEmail": {
        Fault.KILLED_BEFORE, Fault.KILLED_AFTER, Fault.ANSWER_LOST, Fault.ALL_ANSWERS_LOST
    },
    "Query": {Fault.KILLED_BEFORE, Fault.KILLED_AFTER, Fault.AWAY},
    "TransactWriteItems": {Fault.KILLED_BEFORE, Fault.AWAY},
}  # fmt: skip
"""Which faults of which calls leave a mail of which nobody can say whether it went."""


@dataclass
class Promises:
    """The practice at the end of a history."""

    practice: Practice
    wire: Wire

    def all_hold(self, history: Any) -> None:
        """Press every button again, let time pass, then look at everything."""
        self._no_submission_is_lost_or_doubled(history)
        self._let_time_pass()
        files = [self.practice.load(CaseNumber(n)) for n in sorted(self._numbers())]
        for file in files:
            self._history_is_whole(file)
            self._every_notice_was_right(file)
            self._nothing_is_left_to_tell(file)
            self._every_message_has_its_end(file, history)
            self._every_notice_of_a_mail_is_kept_once(file)
            self._the_indexes_show_it(file)
        self._notes_are_kept_once(files, history)
        self._the_counters_are_right(files)

    def _numbers(self) -> set[str]:
        return {each["pk"][5:] for each in self.practice.kept() if each["sk"] == "CASE"}

    def _no_submission_is_lost_or_doubled(self, history: Any) -> None:
        found = {key: str(self.practice.submit(key).reference) for key in sorted(history.keys)}
        assert len(set(found.values())) == len(found), "two submissions became one case"
        assert len(self._numbers()) == len(found), "a submission became two cases"
        for key, reference in history.confirmed.items():
            assert found[key][-6:] == reference[-6:], "a confirmed reference is another now"

    def _let_time_pass(self) -> None:
        """From one due moment to the next, each with its tick; the stream runs meanwhile."""
        end = self.practice.clock.now() + AFTERWARDS
        for _ in range(400):
            self.practice.carry()
            report = self.practice.tick()
            assert report.failed == 0
            self.practice.carry()
            due = self._next_due()
            if due is None or due > end:
                return
            self.practice.clock.move_to(max(due, self.practice.clock.now() + BETWEEN_LOOKS))
        raise AssertionError("there is always something due: the tick does not get rid of it")

    def _next_due(self) -> datetime | None:
        due = [each["due_at"] for each in self.practice.kept() if "due_at" in each]
        return datetime.fromisoformat(min(due)) if due else None

    def _history_is_whole(self, file: CaseFile) -> None:
        assert first_break(file.events, file.case.head) is None
        assert file.case == fold(file.events)

    def _every_notice_was_right(self, file: CaseFile) -> None:
        """At its moment the clock ran, and this was the latest milestone reached and not yet told."""
        told: Counter[tuple[str, ...]] = Counter()
        for n, event in enumerate(file.events):
            if event.type not in NOTICE_EVENTS.values():
                continue
            clock, milestone = event.facts["clock"], event.facts["milestone"]
            told[clock, milestone, event.facts["due"]] += 1
            (reading,) = (c for c in self._clocks(file, n) if c.code == clock)
            assert reading.running, f"{milestone} of a stopped clock"
            reached = reading.reached(event.at)
            assert reached is not None
            assert reached.code == milestone, "not the latest that was missed"
        assert set(told.values()) <= {1}, told

    def _clocks(self, file: CaseFile, until: int) -> Any:
        history = file.events[:until]
        return read_clocks(TERMS.pack.clocks, file.case.contact_type, history, TERMS.calendar)

    def _nothing_is_left_to_tell(self, file: CaseFile) -> None:
        for clock in file.clocks(TERMS):
            assert clock.reached(self.practice.clock.now()) is None, f"{clock.code} was not told"

    def _every_message_has_its_end(self, file: CaseFile, history: Any) -> None:
        sent, number = Counter(self.practice.sent()), file.case.number
        for message in file.messages:
            times, key = sent[number, message.key], (number, message.key)
            confirmed = _confirmed(file, message.key)
            assert times <= 1 + history.asked_again.count(key), f"{message.key} was sent {times} times"
            if message.state is MessageState.SENT:
                assert times >= 1 or confirmed, f"{message.key} never went"
            elif message.state is MessageState.UNPROVEN:
                assert self._doubtful(number, message.key), f"{message.key} is asked about for nothing"
            elif message.state is MessageState.REPLACED:
                assert _told_otherwise(file, message.key), f"{message.key} was given up by nobody"
            elif message.state in _TOLD:
                told = {kind for n, m, kind in history.told if (n, m) == key}
                assert told & _TOLD[message.state], f"nobody told that of {message.key}"
                assert times >= 1, f"{message.key} never went"
            else:
                assert message.state is MessageState.FAILED, message
                refused = self._refused(number, message.key) or _gave_up_the_address(file)
                assert refused, f"{message.key} failed for nothing"
        assert {m for n, m in sent if n == number} <= {message.key for message in file.messages}

    def _every_notice_of_a_mail_is_kept_once(self, file: CaseFile) -> None:
        kept = Counter(event.facts["notice"] for event in file.events if "notice" in event.facts)
        assert set(kept.values()) <= {1}, f"a notice was taken twice: {kept}"

    def _doubtful(self, number: str, message: str) -> bool:
        return any(
            fault in LEAVES_DOUBT.get(call.operation, ())
            and (call.touches(number, message) or _reads(call, number))
            for fault, call in self.wire.suffered
        )

    def _refused(self, number: str, message: str) -> bool:
        turned_down = {Fault.REFUSED, Fault.AWAY, Fault.THROTTLED}
        return any(
            fault in turned_down and call.operation == "SendRawEmail" and call.touches(number, message)
            for fault, call in self.wire.suffered
        )

    def _the_indexes_show_it(self, file: CaseFile) -> None:
        number, clocks = file.case.number, file.clocks(TERMS)
        kept = {i["sk"]: i for i in self.practice.kept() if i["pk"] == f"CASE#{number}"}
        wanted = {f"CLOCK#{c.code}": c.next_at for c in clocks}
        wanted |= {f"MESSAGE#{m.key}": m.look_again_at for m in file.messages}
        shown = {sk: i.get("due_at") for sk, i in kept.items() if sk.startswith(("CLOCK", "MESSAGE"))}
        # A clock whose start was taken back leaves its item behind, which nobody looks at any more.
        assert wanted.keys() <= shown.keys()
        index, now = DueIndex(self.practice.table), self.practice.clock.now()
        assert all(index.will_be_seen(item, now) for item in kept.values() if "due_at" in item)
        assert {sk: at for sk, at in shown.items() if at} == {
            sk: at.isoformat() for sk, at in wanted.items() if at
        }
        row = row_of(file, clocks)
        assert items.from_body(Row, kept["CASE"]["row"]) == row
        assert kept["CASE"]["rank"] == row.rank

    def _notes_are_kept_once(self, files: list[CaseFile], history: Any) -> None:
        kept = Counter(
            event.sealed.content["text"]
            for file in files
            for event in file.events
            if event.type is EventType.NOTE_ADDED and event.sealed
        )
        assert set(kept.values()) <= {1}, f"a note was kept twice: {kept}"
        assert set(history.notes_confirmed) <= set(kept), "a note that was confirmed is not there"

    def _the_counters_are_right(self, files: list[CaseFile]) -> None:
        self._sweep_finds_only_what_the_stream_lost()
        counted = self.practice.ports.cases.counts(PRACTICE.id)
        recount: Counter[str] = Counter()
        for file in files:
            case = file.case
            recount[f"team:{case.team}"] += 1
            recount[f"mine:{case.handler}" if case.handler else f"unassigned:{case.team}"] += 1
        assert {name: n for name, n in counted.items() if n} == dict(recount)

    def _sweep_finds_only_what_the_stream_lost(self) -> None:
        """A lost record of a case leaves it uncounted; nothing else is ever wrong by itself."""
        self.practice.world.log.lines.clear()
        self.practice.pass_time(BETWEEN_LOOKS)
        self.practice.ports.upkeep.keep_bookmark("")  # a sweep that was killed left its own
        report = reconcile(self.practice.ports, has_time=lambda: True)
        said = [facts for _, message, facts in self.practice.world.log.lines]
        assert (report.failed, report.recounted, report.complete) == (0, 0, True), said
        assert all(facts.get("unlike") == [keys.TALLY] for facts in said), said


_TOLD = {
    MessageState.DELIVERED: {NoticeKind.DELIVERED, NoticeKind.COMPLAINED},
    MessageState.BOUNCED: {NoticeKind.BOUNCED},
}
"""What the mail service must have told of a message that ends so."""


def _gave_up_the_address(file: CaseFile) -> bool:
    """Whether the person's address takes no mail of ours any more: the next one has nowhere to go."""
    return file.complainant is not None and file.complainant.email_fails


def _confirmed(file: CaseFile, message: str) -> bool:
    return any(
        event.type is EventType.MESSAGE_CONFIRMED and event.facts["message"] == message
        for event in file.events
    )


def _told_otherwise(file: CaseFile, message: str) -> bool:
    return any(
        event.type is EventType.MESSAGE_REPLACED and event.facts["message"] == message
        for event in file.events
    )


def _reads(call: Call, number: str) -> bool:
    """Whether this is the read that comes between the sending and its record."""
    return call.operation == "Query" and f"'CASE#{number}'" in str(call.asked)
