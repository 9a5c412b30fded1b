"""Coming in and going out."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from chalice.test import Client, HTTPResponse

from app import app
from chalicelib import wiring
from tests.builders import EVERYBODY, MANAGER
from tests.entry.visitors import Browser, cookies_of, said
from tests.fakes import FakeWorld


def test_the_right_password_leads_to_the_page_that_was_wanted(app_client: Client):
    wanted = "/staff/cases/ABC-123456"

    answer = Browser(app_client).post(
        "/staff/sign-in", username="complaints.manager", password="right", next=wanted
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, wanted)
    assert any(cookie.startswith("session=complaints.manager;") for cookie in cookies_of(answer))


def test_a_session_is_hidden_from_scripts_and_from_other_sites(app_client: Client):
    answer = Browser(app_client).post("/staff/sign-in", username="complaints.manager", password="right")

    session = next(cookie for cookie in cookies_of(answer) if cookie.startswith("session="))
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session


@pytest.mark.parametrize(
    ("username", "password"),
    [
        pytest.param("complaints.manager", "wrong", id="wrong password"),
        pytest.param("nobody", "right", id="unknown name"),
        pytest.param("", "", id="nothing typed"),
    ],
)
def test_a_wrong_name_and_a_wrong_password_are_answered_alike_beside_the_form(
    app_client: Client, username: str, password: str
):
    answer = Browser(app_client).post("/staff/sign-in", username=username, password=password)

    assert answer.status_code == 401
    assert "The user name or the password is not right" in said(answer)
    assert not any(cookie.startswith("session=") for cookie in cookies_of(answer))


def test_a_refused_sign_in_keeps_the_name_and_where_one_was_going_and_never_the_password(
    app_client: Client,
):
    answer = Browser(app_client).post(
        "/staff/sign-in",
        username="complaints.manager",
        password="a-secret-mistake",
        next="/staff/contacts/new",
    )

    page = answer.body.decode()
    assert 'value="complaints.manager"' in page
    assert 'value="/staff/contacts/new"' in page
    assert "a-secret-mistake" not in page


@pytest.mark.parametrize(
    "asked",
    ["https://evil.example/staff/cases", "//evil.example", "/\\evil.example", "/complaints", ""],
)
def test_nobody_is_led_away_from_the_staff_pages_after_signing_in(app_client: Client, asked: str):
    answer = Browser(app_client).post(
        "/staff/sign-in", username="complaints.manager", password="right", next=asked
    )

    assert answer.headers["Location"] == "/staff/cases"


def test_after_signing_in_a_command_is_not_repeated_but_its_form_is_shown(app_client: Client):
    answer = Browser(app_client).post(
        "/staff/sign-in",
        username="complaints.manager",
        password="right",
        next="/staff/cases/ABC-123456/do/notes",
    )

    assert answer.headers["Location"] == "/staff/cases/ABC-123456/do/notes"


def test_whoever_is_not_signed_in_is_asked_to(app_client: Client):
    browser = Browser(app_client)

    asked = browser.get("/staff/cases")

    assert (asked.status_code, asked.headers["Location"]) == (
        303,
        "/staff/sign-in?next=%2Fstaff%2Fcases",
    )
    assert "Sign in to continue" in said(browser.get(asked.headers["Location"]))


def test_a_session_that_has_ended_is_called_so(app_client: Client):
    browser = Browser(app_client, session="expired")

    asked = browser.get("/staff/cases")

    assert "Your session has ended" in said(browser.get(asked.headers["Location"]))


def test_whoever_has_no_role_is_told_so_and_gets_no_session(app_client: Client, world: FakeWorld):
    world.directory.people = (replace(MANAGER, roles=frozenset()), *EVERYBODY[1:])

    answer = Browser(app_client).post("/staff/sign-in", username="complaints.manager", password="right")

    assert answer.status_code == 403
    assert "You have no role here" in said(answer)
    assert not any(cookie.startswith("session=") for cookie in cookies_of(answer))


def test_under_https_every_cookie_is_bound_to_this_host_and_any_other_is_not_believed(world: FakeWorld):
    """OWASP ASVS 4.0.3, 3.4.4: a neighbouring host can set `visit`, and never `__Host-visit`."""
    behind = replace(world.behind_doors(), secure=True)
    with wiring.visiting(behind), Client(app) as client:
        page = client.http.get("/staff/sign-in")
        (visit,) = cookies_of(page)
        token = re.search(r'name="csrf" value="([^"]+)"', page.body.decode())
        assert token
        typed = {"csrf": token[1], "username": "complaints.manager", "password": "right"}

        def sends(cookie: str) -> HTTPResponse:
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
            return client.http.post("/staff/sign-in", headers=headers, body=urlencode(typed).encode())

        named = visit.split(";")[0]
        set_elsewhere = sends(named.removeprefix("__Host-"))
        inside = sends(named)

    assert visit.startswith("__Host-visit=")
    assert visit.endswith("; Path=/; HttpOnly; SameSite=Lax; Secure")
    assert set_elsewhere.status_code == 403
    assert any(cookie.startswith("__Host-session=") for cookie in cookies_of(inside))


def test_signing_out_makes_the_browser_forget_the_session(manager: Browser):
    answer = manager.post("/staff/sign-out")

    assert answer.headers["Location"] == "/staff/sign-in?because=out"
    assert "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0" in cookies_of(answer)
    assert "You have signed out" in said(manager.get("/staff/sign-in?because=out"))


def test_the_log_of_a_sign_in_names_neither_the_person_nor_the_password(
    app_client: Client, world: FakeWorld
):
    Browser(app_client).post("/staff/sign-in", username="complaints.manager", password="wrong")

    assert "complaints.manager" not in str(world.log.lines)
    assert "wrong" not in str(world.log.lines)
