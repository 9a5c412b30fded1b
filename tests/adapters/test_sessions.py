"""A session is a row in the table: what is ended there opens nothing, whoever kept its token."""

from __future__ import annotations

import time

import pytest

from chalicelib.adapters import personal_keys, session_table
from chalicelib.adapters.session_table import SessionTable
from chalicelib.adapters.table import Table
from chalicelib.application.sign_in import Session
from chalicelib.domain.identifiers import StaffId
from tests.aws import TABLE, aws_in_memory, make_table

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
    assert not begun(table).stands(GRACE, "good.for.the.pool")


def test_a_session_that_was_begun_stands_in_every_process(table: Table):
    begun(table, "t")

    assert SessionTable(table).stands(GRACE, "t")


def test_who_signs_out_is_out_and_their_other_sessions_stand(table: Table):
    sessions = begun(table, "phone", "desk")

    sessions.end(GRACE, "phone")

    assert (sessions.stands(GRACE, "phone"), sessions.stands(GRACE, "desk")) == (False, True)


def test_who_signs_out_everywhere_is_out_and_nobody_else_is(table: Table):
    sessions = begun(table, "phone", "desk")
    begun(table, "theirs", staff=DANIEL)

    sessions.end_all(GRACE)

    assert not any(SessionTable(table).stands(GRACE, token) for token in ("phone", "desk"))
    assert SessionTable(table).stands(DANIEL, "theirs")


def test_a_session_ended_elsewhere_is_out_here_within_half_a_minute(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    here = begun(table, "t")
    assert here.stands(GRACE, "t")
    SessionTable(table).end_all(GRACE)
    half_a_minute_later = time.monotonic() + 30.1

    monkeypatch.setattr(session_table.time, "monotonic", lambda: half_a_minute_later)

    assert not here.stands(GRACE, "t")


def test_a_process_remembers_so_many_sessions_and_no_more(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(session_table, "MOST_REMEMBERED", 2)
    tokens = ("a", "b", "c")
    sessions = begun(table, *tokens)

    assert all(sessions.stands(GRACE, token) for token in tokens)
    assert len(sessions._stood_at) == 2


def test_the_table_holds_no_token_and_the_row_ends_with_it(table: Table):
    begun(table, "a.secret.token")

    (row,) = table.partition(personal_keys.sessions_key(GRACE))
    assert "a.secret.token" not in str(row)
    assert abs(row["expires_at"] - time.time() - 3600) < 5
