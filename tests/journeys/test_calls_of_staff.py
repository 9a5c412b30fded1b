"""At most two calls to AWS for every page and every command of staff: issue 6, "How it is shown"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest

from app import app
from tests.journeys.desk import MANAGER, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.test_erasure_everywhere import MORE, opened
from tests.journeys.town import complain, sign_in
from tests.raw_mails import mail

Calls = Counter[str]
MOST = 2
A_COPY = {"wants": "copy", "identity_known": True, "text": "All of it"}
LEAD_AWAY = ("/staff/sign-", "/staff/forgotten")
"""Whoever asks for these is signed in no more."""


@pytest.fixture
def calls() -> Calls:
    return Counter()


@pytest.fixture
def town(calls: Calls) -> Iterator[InProcess]:
    with town_in_process(datetime(2026, 11, 26, 10, 0, tzinfo=UTC)) as town:
        boto3.setup_default_session()
        session: Any = boto3.DEFAULT_SESSION
        session.events.register("before-call.*.*", lambda model, **_: calls.update([model.name]))
        yield town


def test_every_page_of_staff_is_two_calls_at_most_also_of_a_case_that_names_others(
    town: InProcess, calls: Calls
):
    _, _, number = complain(town)
    _, _, other = complain(town)
    town.carry()  # the two look alike: each page of the one asks who may know of the other
    desk = Desk(town, f"/api/cases/WLP-{number}")
    desk.does("subject-request", **A_COPY)
    stray = town.arrives(mail())
    town.carry()  # what else is held of the person is looked for
    grace = sign_in(town, MANAGER)
    grace.get("/staff/cases?view=team")
    pages = [path for path, methods in sorted(app.routes.items()) if "GET" in methods]
    found: dict[str, Calls] = {}

    for path in pages:
        real = path.replace("{reference}", f"WLP-{number}")
        if path.startswith("/staff") and "{" not in real and not path.startswith(LEAD_AWAY):
            grace.get(real)  # the first of a process reads what is live, and keeps it for a minute
            calls.clear()
            seen = grace.get(real)
            found[path] = Counter(calls)
            assert not seen.path.startswith(LEAD_AWAY), path

    assert len(found) > 150
    assert {path: each for path, each in found.items() if each.total() > MOST} == {}
    copy = "/staff/cases/{reference}/do/copy"
    assert found[copy] == {"Query": 1, "ExecuteStatement": 1}
    form = copy.replace("{reference}", f"WLP-{number}")
    seen = grace.get(form)
    assert f"WLP/{other}, received on" in seen.text
    order = {"version": desk.case["version"], "request": "1", "cases": [other], "mails": [stray]}
    calls.clear()
    assert "The copy is being put together" in grace.send(form, order).text
    ordered, case_after = (
        {"ExecuteStatement": 1, "TransactWriteItems": 1},
        {"Query": 1, "BatchGetItem": 1},
    )
    assert calls == {**ordered, **case_after}


def test_to_keep_what_is_typed_is_a_read_and_a_write_and_to_bring_it_back_costs_no_call(
    town: InProcess, calls: Calls
):
    _, _, number = complain(town)
    grace = sign_in(town, MANAGER)
    form = f"/staff/cases/WLP-{number}/do/notes"
    alone = grace.get(form)
    version = alone.value("version")

    calls.clear()
    grace.send(form, {"version": version, "keep": "now", "text": "She rang, and"})
    kept_and_shown = Counter(calls)
    calls.clear()
    again = grace.get(form)

    assert again.value("text") == "She rang, and"
    assert calls == {"Query": 1}
    assert kept_and_shown == {"Query": 2, "PutItem": 1}
    calls.clear()
    grace.send(form, {"version": version, "text": "She rang, and asked for a call"})
    assert "She rang, and" not in grace.get(form).value("text")
    assert calls["TransactWriteItems"] == 1
    assert calls["DeleteItem"] == 0


def test_every_command_is_a_read_and_a_transaction(town: InProcess, calls: Calls):
    desk = opened(town, "call.handler", address="4 Testing Row", postcode="ZZ993WZ")
    desk.reader = MANAGER
    desk.does("contact", how="letter", substantive=True, text="The first of a process reads more")
    found: dict[str, Calls] = {}

    for name, body in MORE:
        calls.clear()
        desk.does(name, **body)
        found[name] = Counter(calls)

    assert len(found) > 15
    assert {name: each for name, each in found.items() if each.total() > MOST} == {}


def test_a_command_on_a_case_that_names_others_is_a_read_and_a_transaction_too(
    town: InProcess, calls: Calls
):
    _, _, number = complain(town)
    _, _, other = complain(town)
    town.carry()  # the two look alike
    desk = Desk(town, f"/api/cases/WLP-{number}")
    desk.does("contact", how="letter", substantive=True, text="The first of a process reads more")
    version = desk.does("link", other=f"WLP-{other}", how="related", text="The same day")["version"]
    program = desk.program(MANAGER)
    calls.clear()

    status, answer = program.post(
        f"{desk.href}/notes", {"version": version, "text": "They are siblings"}
    )

    assert status == 200, answer
    assert other not in str(answer), "who may know of it was not asked"
    assert calls == {"Query": 1, "TransactWriteItems": 1}
