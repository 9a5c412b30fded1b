"""Renewing the secret by which people are found: everybody comes under the new word, and is found
throughout (docs/decisions/0022, 0069).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import boto3
import pytest

from chalicelib.adapters.case_table import CaseTable
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.inbox_table import InboxTable
from chalicelib.adapters.lookup_table import LookupTable
from chalicelib.adapters.renewal import Renewal
from chalicelib.adapters.search_table import SearchTable
from chalicelib.adapters.survey_table import SurveyTable
from chalicelib.adapters.table import Table
from chalicelib.domain.errors import CaseChanged
from chalicelib.domain.events import system
from chalicelib.domain.inbox import Deed, InboxMail, MailState, done
from chalicelib.domain.mail_in import MailId, ReceivedMail
from chalicelib.domain.reference import Reference
from chalicelib.domain.searching import clues_of
from infra.fingerprints import renew_all
from infra.operated import Operated
from infra.steps import Refusal
from tests.adapters.test_identity_tables import (
    ASHA,
    KESTREL,
    PRINTS,
    SOON,
    WILLOW,
    change_of,
    prints_of,
    received,
)
from tests.aws import TABLE

SYSTEM = system("post room")
BOTH, NEW = prints_of("second first"), prints_of("second")


@pytest.fixture
def cases(table: Table) -> CaseTable:
    """One case, written under the first word."""
    made = CaseTable(table, LookupTable(table, PRINTS))
    made.save(received())
    return made


def finds(table: Table, prints: KeyedFingerprints) -> list[bool]:
    """Whether each clue finds her case by these words of the secret."""
    search = SearchTable(table, prints)
    return [bool(search.find(WILLOW, frozenset({clue})).rows) for clue in clues_of(ASHA)]


def test_everybody_is_found_by_the_new_word_alone_after_that_and_by_both_before(cases, table):
    assert all(finds(table, BOTH))
    assert not any(finds(table, NEW))

    assert Renewal(table, BOTH).renew(received().file, SOON)

    assert all(finds(table, NEW))
    assert not any(finds(table, PRINTS))


def test_a_second_run_writes_nothing(cases, table, monkeypatch):
    renewal = Renewal(table, BOTH)
    renewal.renew(received().file, SOON)
    monkeypatch.setattr(table, "transact", lambda writes: pytest.fail("nothing was left to write"))

    assert not renewal.renew(received().file, SOON)


def test_a_case_that_was_changed_meanwhile_keeps_what_is_true_of_it(cases, table):
    before = received().file
    cases.save(change_of(before, replace(ASHA, mobile="+447700900999")))

    with pytest.raises(CaseChanged):
        Renewal(table, BOTH).renew(before, SOON)

    assert not any(finds(table, NEW))


def test_s0_26_who_wants_no_survey_is_known_as_such_by_the_new_word_alone(cases, table):
    old = SurveyTable(table, PRINTS)
    old.stop(old.marks_of(ASHA, WILLOW), SOON)

    Renewal(table, BOTH).renew(received().file, SOON)

    new = SurveyTable(table, NEW)
    assert new.stopped(new.marks_of(ASHA, WILLOW))


@pytest.fixture
def here(table: Table) -> Operated:
    """A deployment whose secret has two words."""
    secrets: Any = boto3.client("secretsmanager")
    secrets.create_secret(Name="identity", SecretString="second first")
    names = {"table_name": TABLE, "identity_secret_id": "identity"}
    return Operated("", type("Settings", (), names)())  # type: ignore[arg-type]


def test_the_command_goes_through_all_cases_says_how_far_it_is_and_can_be_run_again(
    cases, table, here, capsys: pytest.CaptureFixture[str]
):
    cases.save(received(replace(ASHA, first_name="Ravi"), number="123457"))

    renew_all(here)
    first = capsys.readouterr().out
    renew_all(here)

    assert "2 cases looked at, 2 renewed, 0 left as they were" in first
    assert "2 cases looked at, 0 renewed" in capsys.readouterr().out
    assert all(finds(table, NEW))


def test_mail_in_no_case_is_found_by_its_sender_and_by_the_new_word_alone_after_that(
    table, here, cases
):
    """UK GDPR Article 15: whoever asks for everything has a right to it (docs/decisions/0089)."""
    one, filed = in_an_inbox("01", "asha@patients.example"), in_an_inbox("02", "ASHA@patients.example")
    old, new = InboxTable(table, PRINTS), InboxTable(table, NEW)
    for mail in (one, filed, in_an_inbox("03", "bo@patients.example")):
        old.enter(mail)
    old.exchange(filed, done(filed, Deed(MailState.FILED, SYSTEM, SOON, Reference("WLP", "123456"))))
    assert [row.id for row in old.in_no_case(WILLOW, "Asha@patients.example")] == ["01"]

    renew_all(here)

    assert [row.id for row in new.in_no_case(WILLOW, "asha@patients.example")] == ["01"]
    assert old.in_no_case(WILLOW, "asha@patients.example") == ()
    assert new.in_no_case(KESTREL, "asha@patients.example") == ()
    stored = str(table.get("MAIL#01", "MAIL"))
    assert "asha" not in stored.split("SENDER#")[1][:40]


def in_an_inbox(name: str, sender: str) -> InboxMail:
    """A mail that waits at Willow Lane."""
    read = ReceivedMail(MailId(name), SOON, sender, "", ("us@willow.example",), "A question", "Words")
    return InboxMail(WILLOW, read)


def test_the_command_says_so_where_a_case_could_not_be_dealt_with(cases, table, here, monkeypatch):
    monkeypatch.setattr("infra.fingerprints.every_case", lambda name: ["999999"])

    with pytest.raises(Refusal, match="Run it again"):
        renew_all(here)
