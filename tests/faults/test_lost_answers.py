"""What took effect and was never answered for happened once, and is not asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.adapters import items, keys, table
from chalicelib.adapters.case_table import CaseTable, Tallied
from chalicelib.application.assign_case import assign_case
from chalicelib.application.deliver_message import deliver_message
from chalicelib.domain.casework import Assignment
from chalicelib.domain.errors import StoreBusy
from chalicelib.domain.events import EventType
from chalicelib.domain.messages import MessageState
from chalicelib.domain.reference import CaseNumber
from tests.asking import note_case
from tests.builders import HANDLER, MANAGER
from tests.faults.practice import Practice
from tests.faults.wire import Fault

NUMBER = CaseNumber("100001")
LOST = [Fault.ANSWER_LOST, Fault.ALL_ANSWERS_LOST]


def types(practice: Practice) -> list[EventType]:
    return [event.type for event in practice.load(NUMBER).events]


def test_a_transaction_that_the_client_repeats_is_the_same_transaction(practice: Practice):
    with practice.wire.failing({0: Fault.ALL_ANSWERS_LOST}):
        practice.submit()

    (transaction,) = (c for c in practice.wire.calls if c.operation == "TransactWriteItems")
    assert transaction.asked["ClientRequestToken"]
    written = {write["Put"]["Item"]["sk"]["S"] for write in transaction.asked["TransactItems"]}
    assert {item["sk"] for item in practice.kept()} == written, "its parts, once, and nothing else"


@pytest.mark.parametrize("fault", LOST)
def test_a_submission_whose_answer_was_lost_is_confirmed_with_its_reference(
    practice: Practice, fault: Fault
):
    with practice.wire.failing({0: fault}):
        received = practice.submit()

    assert str(received.reference) == "WLP/100001"
    assert practice.submit() == received


@pytest.mark.parametrize("fault", LOST)
def test_a_note_whose_answer_was_lost_is_kept_once_and_its_writer_hears_so(
    practice: Practice, fault: Fault
):
    practice.submit()
    request = practice.request(NUMBER)

    with practice.wire.failing({1: fault}):
        file = note_case(request, "Rang her", practice.ports)

    assert file == practice.load(NUMBER)
    assert types(practice) == [EventType.CASE_RECEIVED, EventType.NOTE_ADDED]


def test_a_note_that_never_reached_the_store_is_not_said_to_be_kept(practice: Practice):
    practice.submit()
    request = practice.request(NUMBER)

    with practice.wire.failing({1: Fault.AWAY}), pytest.raises(StoreBusy):
        note_case(request, "Rang her", practice.ports)

    assert types(practice) == [EventType.CASE_RECEIVED]


@pytest.mark.parametrize("fault", [Fault.ANSWER_LOST, Fault.THROTTLED])
def test_a_claim_whose_answer_was_lost_is_still_ours_and_the_mail_goes(
    practice: Practice, fault: Fault
):
    practice.submit()
    records = practice.take_from_stream()

    with practice.wire.failing({"PutItem": fault}):
        practice.show(records)

    assert sorted(practice.sent()) == [("100001", "alert.1"), ("100001", "receipt.1")]


def test_a_claim_that_another_sender_has_is_not_ours_whatever_answers_are_lost(practice: Practice):
    practice.submit()
    message = practice.load(NUMBER).messages[0]

    with practice.wire.failing({1: practice.tick_later, "PutItem": Fault.ANSWER_LOST}):
        deliver_message(NUMBER, message, practice.ports)

    assert practice.sent().count((NUMBER, message.key)) == 1


def test_a_case_that_cannot_be_read_leaves_its_mail_owed_and_asks_nobody(practice: Practice):
    practice.submit()
    records = practice.take_from_stream()
    with practice.wire.failing({"Query": Fault.AWAY}):
        practice.show(records)
    assert practice.sent() == []

    practice.pass_time(timedelta(minutes=12))
    practice.tick()

    assert sorted(practice.sent()) == [("100001", "alert.1"), ("100001", "receipt.1")]
    assert {m.state for m in practice.load(NUMBER).messages} == {MessageState.SENT}


def test_words_that_cannot_be_found_leave_the_mail_owed_and_not_in_doubt(practice: Practice):
    class NoWords:
        def mail(self, about: object) -> None:
            raise KeyError("a template")

    practice.submit()
    message = practice.load(NUMBER).messages[0]

    with pytest.raises(KeyError):
        deliver_message(NUMBER, message, replace(practice.ports, words=NoWords()))

    assert practice.load(NUMBER).messages[0].state is MessageState.OWED


def test_a_count_that_an_older_one_overtook_is_made_again(practice: Practice):
    practice.submit()
    assign_case(practice.request(NUMBER), Assignment(HANDLER.id), practice.ports)
    cases = CaseTable(practice.table)

    # It has read that nothing is counted yet, and is about to write, when the older one writes first.
    with practice.wire.failing({2: lambda: count_as_unassigned(practice)}):
        cases.tally(NUMBER)

    counted = {name: n for name, n in cases.counts(MANAGER.organisation).items() if n}
    assert counted == {"mine:case.handler": 1, "team:complaints": 1}


def count_as_unassigned(practice: Practice) -> None:
    """What a slow count, begun when the case had one event, writes at last."""
    counted = ("unassigned:complaints", "team:complaints")
    older = items.item(
        f"CASE#{NUMBER}", keys.TALLY, Tallied(MANAGER.organisation, 1, counted), version=1
    )
    counters = keys.organisation_key(MANAGER.organisation)
    moved = table.add(counters, keys.COUNTS, dict.fromkeys(counted, 1))
    assert practice.table.transact([table.put(older), moved]) == []
