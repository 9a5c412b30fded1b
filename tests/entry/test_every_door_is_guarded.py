"""What issue 7, point 3 asks of every door, every form and every kind of link: each test goes through
all that there are, so that a new one fails until somebody has decided about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from chalice.test import HTTPResponse

from chalicelib.application.sign_in_afresh import AFRESH
from chalicelib.entry import drafts
from chalicelib.entry.doors import ANYONE, STATEMENTS, Kind, Statement
from tests.entry.test_wrong_person import Case, case, knocks
from tests.entry.visitors import Browser, said

__all__ = ["case"]

ROOT = Path(__file__).resolve().parents[2]
BY_A_MAILBOX = "chalicelib.entry.survey.stop"
"""The one POST without a form's token: its address is nobody's to guess (RFC 8058)."""


# Forms that may be forged.


def test_no_form_of_any_door_is_taken_without_the_token_of_its_visit(case: Case):
    """OWASP ASVS 4.0.3, 4.2.2: signed in as somebody who may do it all, from another website's page."""
    doors = [each for each in STATEMENTS if each.method == "POST" and each.kind is Kind.PAGE]
    before = case.file.case.version
    taken = {
        door.path: answer.status_code
        for door in doors
        if door.view != BY_A_MAILBOX and (answer := forged(case, door)).status_code != 403
    }

    assert len(doors) > 150
    assert taken == {}
    assert case.file.case.version == before


def forged(case: Case, door: Statement) -> HTTPResponse:
    """What somebody's browser is answered that another website made send this form."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": "visit=theirs; session=complaints.manager",
    }
    return case.practice.client.http.post(case.address(door), headers=headers, body=b"csrf=guessed")


def test_every_form_that_a_template_draws_carries_the_token():
    forms = [
        (path.name, form)
        for path in sorted((ROOT / "chalicelib" / "templates").rglob("*.html"))
        for form in re.findall(r'<form[^>]*method="post".*?</form>', path.read_text(), re.DOTALL)
    ]
    bare = [name for name, form in forms if not _has_token(form)]

    assert len(forms) > 50
    # The form of a file goes to the store, which looks for the signature that it gave; the way out of
    # surveys to a door that a mailbox can use too.
    assert set(bare) == {"send.html", "stop.html"}, bare


def _has_token(form: str) -> bool:
    return any(sign in form for sign in ('name="csrf"', "hidden(frame", "token()"))


# What is done only shortly after signing in.


def test_what_cannot_be_taken_back_asks_for_a_new_sign_in_and_loses_nothing(case: Case):
    """OWASP ASVS 4.0.3, 3.7.1: whoever sits down at an open screen erases nothing and takes no copy."""
    doors = [each for each in STATEMENTS if each.who in AFRESH and each.changes]
    before, account = case.file.case.version, "complaints.manager"
    case.world.sessions.ages[account] = timedelta(minutes=16)

    answers = {door.path: knocks(case, door, account) for door in doors}

    assert "/staff/organisation/policy/publications" in answers
    refused = {path: answer.status_code for path, answer in answers.items()}
    # The manager of this practice may not do all of it: who may not is refused before that.
    assert {path for path, status in refused.items() if status not in (401, 403)} == set()
    assert list(refused.values()).count(401) > 4
    assert "Sign in again to do this" in said(answers["/staff/cases/{reference}/do/erasure"])
    assert answers["/api/cases/{reference}/erasure"].json_body["type"].endswith("sign_in_again")
    assert case.file.case.version == before


def test_what_was_typed_is_still_there_to_be_sent_after_signing_in_again(case: Case):
    path = f"{case.practice.page}/do/disposal"
    manager = case.practice.browser("complaints.manager")
    case.world.sessions.ages[manager.session] = timedelta(minutes=16)

    asked = manager.post(path, version=case.file.case.version, decision="keep", text="An inquiry asks")

    assert asked.status_code == 401
    assert 'value="An inquiry asks"' in asked.body.decode()
    case.world.sessions.ages.clear()
    again = manager.post(path, version=case.file.case.version, decision="keep", text="An inquiry asks")
    assert again.status_code != 401


def test_everything_else_goes_on_in_a_session_of_hours(case: Case):
    case.world.sessions.ages["complaints.manager"] = timedelta(hours=7)

    case.practice.did("complaints.manager", "notes", text="She rang again")


# How often one place may knock.

OWN, LET_IN, TYPED, SECRET = "own limit", "let in first", "own draft", "secret address"
PUBLIC: Mapping[str, str] = {
    "/api/sign-in": OWN,
    "/staff/sign-in": OWN,
    "/staff/sign-in/code": LET_IN,
    "/staff/sign-in/new-password": LET_IN,
    "/staff/sign-in/set-up": LET_IN,
    "/staff/forgotten-password": OWN,
    "/staff/forgotten-password/new": LET_IN,
    "/api/sign-out": LET_IN,
    "/staff/sign-out": LET_IN,
    "/save-for-later": OWN,
    "/come-back": OWN,
    "/follow": OWN,
    "/follow/code": OWN,
    "/consent/{token}": OWN,
    "/consent": LET_IN,
    "/contribute/{link}": OWN,
    "/contribute-code": OWN,
    "/contribute": LET_IN,
    "/contribute-files": LET_IN,
    "/follow/complaint/messages": LET_IN,
    "/follow/complaint/plan": LET_IN,
    "/follow/complaint/contact": LET_IN,
    "/follow/complaint/consent": LET_IN,
    "/follow/complaint/letters/{document}": LET_IN,
    "/follow/complaint/files": LET_IN,
    "/follow/complaints": LET_IN,
    "/follow/leave": LET_IN,
    "/complain": TYPED,
    "/complain/{step}": TYPED,
    "/complain/check": TYPED,
    "/complain/files": TYPED,
    "/complain/files/{document}/removal": TYPED,
    "/your-information": TYPED,
    "/your-information/{step}": TYPED,
    "/survey/{link}": SECRET,
    "/survey/{link}/more": SECRET,
    "/survey/{link}/stop": SECRET,
}
"""Every door of the public through which something comes in. All of them are counted by the wall; those
that take guesses or send mails have a limit of their own besides.
"""
FIELDS = {
    "date_of_birth-day": "1",
    "date_of_birth-month": "2",
    "date_of_birth-year": "1970",
    "address": "nobody@patients.example",
    "reference": "ABC/123456",
    "code": "000000",
    "username": "complaints.manager",
    "password": "wrong",
    "full_name": "A Guess",
}


def test_every_door_of_the_public_is_decided_about():
    doors = {each.path for each in posts_of_the_public()}

    assert {path for path in doors if not path.startswith("/o/")} == set(PUBLIC)
    theirs = {path.removeprefix("/o/{organisation}") for path in doors if path.startswith("/o/")}
    assert theirs <= set(PUBLIC)


def posts_of_the_public() -> list[Statement]:
    return [each for each in STATEMENTS if each.who is ANYONE and each.method == "POST"]


@pytest.mark.parametrize("path", sorted(path for path, why in PUBLIC.items() if why == OWN))
def test_a_door_that_takes_guesses_or_sends_mails_turns_one_place_away_in_time(case: Case, path: str):
    door = next(each for each in posts_of_the_public() if each.path == path)
    browser = WithADraft(case.practice.client, "")
    drafts.keep("secret", {"what_happened": "It hurt"}, case.world.ports.drafts)
    statuses = [knock(case, door, browser) for _ in range(61)]

    assert statuses[0] != 429
    assert 429 in statuses, set(statuses)


class WithADraft(Browser):
    """A browser in which somebody began to fill in the form."""

    def _cookies(self) -> str:
        return "draft=secret"


def knock(case: Case, door: Statement, browser: Browser) -> int:
    if door.kind is Kind.RESOURCE:
        typed = {"username": "complaints.manager", "password": "wrong"}
        return int(case.practice.program("").post(case.address(door), typed).status_code)
    return int(browser.post(case.address(door), **FIELDS).status_code)


def test_the_wall_counts_every_post_to_a_public_door_and_everything_from_one_place():
    rules = yaml.safe_load((ROOT / "infra" / "edge.yaml").read_text())["Resources"]["Wall"]
    rates = {
        rule["Name"]: rule["Statement"]["RateBasedStatement"]
        for rule in rules["Properties"]["Rules"]
        if "RateBasedStatement" in rule["Statement"]
    }
    strict = {name: rate for name, rate in rates.items() if "ScopeDownStatement" in rate}
    uncounted = [
        door.path
        for door in posts_of_the_public()
        if not any(fits(rate["ScopeDownStatement"], door) for rate in strict.values())
        and "/sign-out" not in door.path
    ]

    assert uncounted == []
    assert "ScopeDownStatement" not in rates["everything"]
    assert {rate["AggregateKeyType"] for rate in rates.values()} == {"IP"}


def fits(statement: Mapping[str, Any], door: Statement) -> bool:
    """Whether a statement of the firewall holds for a request to this door."""
    ((kind, body),) = statement.items()
    if kind == "AndStatement":
        return all(fits(each, door) for each in body["Statements"])
    if kind == "OrStatement":
        return any(fits(each, door) for each in body["Statements"])
    if kind == "NotStatement":
        return not fits(body["Statement"], door)
    asked = door.method if "Method" in body["FieldToMatch"] else door.path
    wanted = body["SearchString"]
    return wanted == asked if body["PositionalConstraint"] == "EXACTLY" else wanted in asked


# Links that open something by themselves.

LINKS: Mapping[str, tuple[str, ...]] = {
    "/consent/{token}": (
        "test_a_link_that_does_not_work_reads_like_one_that_was_sent_on",
        "test_an_answer_counts_once_whoever_was_let_in_twice",
    ),
    "/contribute/{link}": (
        "test_a_link_that_does_not_work_brings_no_code_and_reads_like_one_that_does",
        "test_an_answer_counts_once_though_the_questions_were_open_twice",
    ),
    "/survey/{link}": (
        "test_a_link_opens_once_it_was_sent_and_until_its_end",
        "test_a_link_takes_one_answer_and_the_same_one_again",
    ),
    "/survey/{link}/thanks": ("test_a_link_opens_once_it_was_sent_and_until_its_end",),
    # One click that stops surveys does the same however often it comes, and must work (RFC 8058).
    "/survey/{link}/stop": ("test_domain_3_16_opening_the_way_out_changes_nothing",),
    # It only reads, for as long as its owner keeps it: calendars ask for it for ever.
    "/calendar/{token}": ("test_a_new_address_ends_the_old_one_and_stopping_ends_it_too",),
    "generate_presigned_post": ("test_a_form_is_for_one_file_of_one_size_and_one_way_back",),
    "generate_presigned_url": ("test_an_address_lasts_a_minute_and_saves_the_file_without_showing_it",),
}
"""Each kind of link, and the tests that it ends and, where it changes something, counts once."""


def test_every_kind_of_link_ends_and_counts_once_where_it_changes_something():
    public = {each.path for each in STATEMENTS if each.who is ANYONE and each.method == "GET"}
    with_secret = {path for path in public if re.search(r"\{(token|link)\}", path)}
    signed = {name for source in _adapters() for name in re.findall(r"generate_presigned_\w+", source)}
    tests = {name for path in (ROOT / "tests").rglob("test_*.py") for name in _tests_in(path)}

    here = {path for path in with_secret if not path.startswith("/o/")}
    assert here | signed == set(LINKS)
    assert {path.removeprefix("/o/{organisation}") for path in with_secret} <= set(LINKS)
    assert {name for names in LINKS.values() for name in names} <= tests


def _adapters() -> Iterator[str]:
    return (path.read_text() for path in (ROOT / "chalicelib" / "adapters").glob("*.py"))


def _tests_in(path: Path) -> list[str]:
    return re.findall(r"^def (test_\w+)", path.read_text(), re.MULTILINE)
