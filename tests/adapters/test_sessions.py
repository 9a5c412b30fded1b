"""A session is a row in the table: what is ended there opens nothing, whoever kept its token."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from chalicelib.adapters import personal_keys, session_table
from chalicelib.adapters.session_table import SessionTable
from chalicelib.adapters.table import Table
from chalicelib.application.sign_in import Session
from chalicelib.domain.identifiers import StaffId
from tests.aws import TABLE, aws_in_memory, make_table

IDLE = timedelta(minutes=30)
GRACE, DANIEL = StaffId("complaints.manager"), StaffId("case.handler")


@pytest.fixture
def table():
    with aws_in_memory():
        make_table()
        yield Table(TABLE)


def begun(table: Table, *tokens: str, staff: StaffId = GRACE) -> SessionTable:
    sessions = SessionTable(table)
    for token in tokens:
        sessions.begin(staff, Session(token, expires_in=3600))
    return sessions


def test_a_token_whose_session_was_never_begun_here_opens_nothing(table: Table):
    assert not begun(table).stands(GRACE, "good.for.the.pool", idle=IDLE)


def test_a_session_that_was_begun_stands_in_every_process(table: Table):
    begun(table, "t")

    assert SessionTable(table).stands(GRACE, "t", idle=IDLE)


def test_who_signs_out_is_out_and_their_other_sessions_stand(table: Table):
    sessions = begun(table, "phone", "desk")

    sessions.end(GRACE, "phone")

    assert not sessions.stands(GRACE, "phone", idle=IDLE)
    assert sessions.stands(GRACE, "desk", idle=IDLE)


def test_who_signs_out_everywhere_is_out_and_nobody_else_is(table: Table):
    sessions = begun(table, "phone", "desk")
    begun(table, "theirs", staff=DANIEL)

    sessions.end_all(GRACE)

    assert not any(SessionTable(table).stands(GRACE, token, idle=IDLE) for token in ("phone", "desk"))
    assert SessionTable(table).stands(DANIEL, "theirs", idle=IDLE)


def test_a_session_ended_elsewhere_is_out_here_within_half_a_minute(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    here = begun(table, "t")
    assert here.stands(GRACE, "t", idle=IDLE)
    SessionTable(table).end_all(GRACE)
    half_a_minute_later = time.monotonic() + 30.1

    monkeypatch.setattr(session_table.time, "monotonic", lambda: half_a_minute_later)

    assert not here.stands(GRACE, "t", idle=IDLE)


def test_a_process_remembers_so_many_sessions_and_no_more(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(session_table, "MOST_REMEMBERED", 2)
    tokens = ("a", "b", "c")
    sessions = begun(table, *tokens)

    assert all(sessions.stands(GRACE, token, idle=IDLE) for token in tokens)
    assert len(sessions._stood_at) == 2


def test_the_table_holds_no_token_and_the_row_ends_with_it(table: Table):
    begun(table, "a.secret.token")

    (row,) = table.partition(personal_keys.sessions_key(GRACE))
    assert "a.secret.token" not in str(row)
    assert abs(row["expires_at"] - time.time() - 3600) < 5


def test_a_session_that_nobody_uses_for_half_an_hour_ends_and_one_in_use_stands_for_hours(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    """OWASP ASVS 4.0.3, 3.3.2."""
    begun(table, "used", "left")
    began = time.time()

    def stands(token: str, minutes: int) -> bool:
        monkeypatch.setattr(session_table.time, "time", lambda: began + 60 * minutes)
        return SessionTable(table).stands(GRACE, token, idle=IDLE)

    assert all(stands("used", minutes) for minutes in range(2, 120, 27))
    assert not stands("left", 31)
    assert not stands("left", 32), "asking again does not wake it"


def test_a_use_is_noted_once_in_a_while_and_wakes_no_session_that_was_ended(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    here = begun(table, "t")
    began, put = time.time(), table.exchange
    written = []

    def ended_meanwhile(item, **more):
        SessionTable(table).end_all(GRACE)
        written.append(item)
        return put(item, **more)

    monkeypatch.setattr(table, "exchange", ended_meanwhile)
    monkeypatch.setattr(session_table.time, "time", lambda: began + 60)
    assert SessionTable(table).stands(GRACE, "t", idle=IDLE)
    assert written == []
    monkeypatch.setattr(session_table.time, "time", lambda: began + 240)
    here.stands(GRACE, "t", idle=IDLE)

    assert len(written) == 1
    assert not SessionTable(table).stands(GRACE, "t", idle=IDLE)
