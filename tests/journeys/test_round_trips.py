"""How often each thing asks AWS. Every call is time for a person and money for the practice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import pytest

from chalicelib.entry.schedules import tick
from infra.local.pump import schedule_event
from tests.builders import CHRISTMAS_EVE, london
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import complain, sign_in
from tests.visitor import Visitor

Calls = Counter[str]


@pytest.fixture
def calls() -> Calls:
    """Every call that the app's clients make, by operation."""
    return Counter()


@pytest.fixture
def town(calls: Calls) -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as town:
        # After the AWS in memory has begun, which forgets the session; before the app makes a client.
        boto3.setup_default_session()
        session: Any = boto3.DEFAULT_SESSION
        session.events.register("before-call.*.*", lambda model, **_: calls.update([model.name]))
        yield town


@contextmanager
def counted(calls: Calls) -> Iterator[Calls]:
    """Only the calls of the block."""
    calls.clear()
    yield calls


def test_submitting_a_complaint_reads_the_draft_once_and_writes_once(town: InProcess, calls: Calls):
    # The first submission of a process reads its secret and what is live: those that follow do not.
    Visitor(town.browser).complain()
    visitor = Visitor(town.browser)
    visitor.fill_in()

    with counted(calls):
        body = f"csrf={visitor.token}".encode()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in visitor.cookies.items()),
        }
        town.client.http.post("/complain/check", headers=headers, body=body)

    assert calls["TransactWriteItems"] == 1
    assert calls.total() == 2, calls  # the draft with the names of its files, one transaction


def test_a_page_of_the_form_reads_its_draft_and_keeps_it(town: InProcess, calls: Calls):
    visitor = Visitor(town.browser)
    visitor.fill_in(until="contact")

    with counted(calls):
        visitor.get("/complain/contact")

    assert calls == {"GetItem": 1}


def test_a_case_page_is_one_query_whatever_list_it_was_reached_from(town: InProcess, calls: Calls):
    _, _, number = complain(town)
    grace = sign_in(town, "complaints.manager")
    grace.get("/staff/cases?view=team")

    with counted(calls):
        grace.get(f"/staff/cases/WLP-{number}")

    assert calls == {"Query": 1}


def test_a_worklist_is_a_query_and_its_counters(town: InProcess, calls: Calls):
    complain(town)
    grace = sign_in(town, "complaints.manager")

    with counted(calls):
        grace.get("/staff/cases?view=team")

    assert calls == {"Query": 1, "BatchGetItem": 1}


def test_a_command_is_one_read_and_one_transaction(town: InProcess, calls: Calls):
    _, _, number = complain(town)
    grace = sign_in(town, "complaints.manager")
    path = f"/staff/cases/WLP-{number}"
    version = grace.get(path).value("version")

    with counted(calls):
        grace.post(f"{path}/do/notes", version=version, text="A note")

    # The other query is of the page that one is sent to afterwards.
    assert calls == {"Query": 2, "TransactWriteItems": 1}


def test_a_mail_is_claimed_read_sent_and_recorded(town: InProcess, calls: Calls):
    _, _, number = complain(town)
    complain(town)
    town.carry()
    grace = sign_in(town, "complaints.manager")
    path = f"/staff/cases/WLP-{number}"
    version = grace.get(path).value("version")
    letter = {"how": "email", "offered": "telephone"}
    grace.post(f"{path}/do/acknowledgement", version=version, **letter)

    with counted(calls):
        town.carry()

    sent = {name: calls[name] for name in ("PutItem", "SendRawEmail")}
    # The message is claimed; that the case was acknowledged in time is counted, which is another put.
    assert sent == {"PutItem": 2, "SendRawEmail": 1}, "the repeated record finds it sent"


@pytest.mark.parametrize("cases", [1, 6])
def test_a_tick_with_nothing_due_asks_where_to_look_and_looks_at_two_days_whatever_is_open(
    town: InProcess, calls: Calls, cases: int
):
    for _ in range(cases):
        complain(town)
    town.carry()
    tick(schedule_event(), None)

    with counted(calls):
        tick(schedule_event(), None)

    # The third query asks whose list of the day is to go; at its end the tick says that it ran.
    assert calls == {"GetItem": 1, "Query": 3, "PutItem": 1}


def test_a_reminder_is_one_read_and_one_transaction_besides_its_mail(town: InProcess, calls: Calls):
    complain(town)
    town.carry()
    town.clock.move_to(london(CHRISTMAS_EVE.date().replace(day=30), 8, 59))
    tick(schedule_event(), None)
    town.clock.move_to(london(CHRISTMAS_EVE.date().replace(day=30)))

    with counted(calls):
        tick(schedule_event(), None)

    looking = {"GetItem": 1, "Query": 3, "PutItem": 1}
    assert calls == {**looking, "Query": looking["Query"] + 1, "TransactWriteItems": 1}
