"""The frame of every door: who may enter, what is read, and how a refusal is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from chalice.app import Blueprint, Chalice
from chalice.test import Client
from pydantic import BaseModel

from app import app
from chalicelib import wiring
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.errors import NotFound
from chalicelib.domain.policy import Action
from chalicelib.entry import doors as frame
from chalicelib.entry.doors import ANYONE, Request, page, resource
from chalicelib.entry.guards import LARGEST_BODY
from chalicelib.entry.responses import html
from tests.builders import MANAGER, PARTNER
from tests.fakes import FakeWorld
from tests.visitor import Visitor


class Said(BaseModel):
    words: str


@pytest.fixture
def client(world: FakeWorld) -> Iterator[Client]:
    known = list(frame.STATEMENTS)
    doors = Blueprint(__name__)

    @page(doors, "GET", "/form", who=ANYONE)
    def form(request: Request, reading: Reading):
        """A page with a form."""
        return html(f"token={request.csrf} saves={hasattr(reading.cases, 'save')}")

    @page(doors, "POST", "/form", who=ANYONE)
    def typed(request: Request, ports: Ports):
        """A form that says what was typed."""
        return html(f"{request.form['words']}|{'+'.join(request.form.all('tick'))}")

    @page(doors, "GET", "/staff/things/{name}", who=Action.ASSIGN)
    def thing(request: Request, reading: Reading, name: str):
        """A page for those who may assign."""
        return html(f"{request.staff.name}: {name}")

    @page(doors, "GET", "/broken", who=ANYONE)
    def broken(request: Request, reading: Reading):
        """A page that fails."""
        raise KeyError("a name that somebody typed")

    @resource(doors, "POST", "/api/said", who=Action.ADD_NOTE, takes=Said, gives=Said, status=201)
    def said(request: Request, ports: Ports, body: Said) -> Said:
        """Say something."""
        if body.words == "nowhere":
            raise NotFound("There is no such thing")
        return body

    house = Chalice(app_name="doors")
    house.register_blueprint(doors)
    with wiring.visiting(world.behind_doors()), Client(house) as client:
        yield client
    frame.STATEMENTS[:] = known


def post_form(client: Client, fields: dict[str, object], cookie: str = ""):
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    return client.http.post("/form", headers=headers, body=urlencode(fields, doseq=True).encode())


def visit(client: Client) -> tuple[str, str]:
    """The cookie and the token that a first page gives."""
    answer = client.http.get("/form")
    cookie = answer.headers["Set-Cookie"]
    cookie = cookie[0] if isinstance(cookie, list) else cookie
    return cookie.split(";")[0], answer.body.decode().split()[0].removeprefix("token=")


def call(client: Client, body: object, token: str = MANAGER.id):
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    return client.http.post("/api/said", headers=headers, body=json.dumps(body).encode())


def test_a_get_is_given_nothing_that_can_save(client: Client):
    assert b"saves=False" in client.http.get("/form").body


def test_a_form_with_the_token_of_its_visit_is_read(client: Client):
    cookie, token = visit(client)

    answer = post_form(client, {"csrf": token, "words": "líne\r\none", "tick": ["a", "b"]}, cookie)

    assert answer.status_code == 200
    assert answer.body.decode() == "líne\none|a+b"


@pytest.mark.parametrize("which", ["no token", "no cookie", "another visit's token"])
def test_a_form_that_may_be_forged_is_refused(client: Client, which: str):
    cookie, token = visit(client)
    _, another = visit(client)
    fields = {"csrf": {"no token": "", "another visit's token": another}.get(which, token)}

    answer = post_form(client, fields, "" if which == "no cookie" else cookie)

    assert answer.status_code == 403


def test_more_than_a_megabyte_is_refused_politely(client: Client):
    cookie, token = visit(client)

    answer = post_form(client, {"csrf": token, "words": "x" * LARGEST_BODY}, cookie)

    assert answer.status_code == 413
    assert "20,000 characters" in answer.body.decode()


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(client: Client):
    answer = client.http.get("/staff/things/one")

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/staff/sign-in?next=%2Fstaff%2Fthings%2Fone"


def test_a_role_without_the_permission_is_told_who_has_it(client: Client):
    answer = client.http.get("/staff/things/one", headers={"Cookie": f"session={PARTNER.id}"})

    assert answer.status_code == 403
    assert "Complaints manager" in answer.body.decode()


def test_a_role_with_the_permission_enters_and_the_path_is_read_once(client: Client):
    answer = client.http.get("/staff/things/a%20b%2525", headers={"Cookie": f"session={MANAGER.id}"})

    assert answer.body.decode() == "Mira Manager: a b%25"


def test_what_nobody_foresaw_is_a_page_and_its_words_are_not_logged(client: Client, world: FakeWorld):
    answer = client.http.get("/broken")

    assert answer.status_code == 500
    assert "somebody typed" not in answer.body.decode() + str(world.log.lines)
    assert ("error", "unexpected") in [line[:2] for line in world.log.lines]


def test_every_page_forbids_scripts_and_frames_and_is_not_kept(client: Client):
    headers = client.http.get("/form").headers

    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_visit_cookie_is_out_of_reach_of_scripts(client: Client):
    cookie = str(client.http.get("/form").headers["Set-Cookie"])

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("secure", [True, False], ids=["https", "http"])
def test_the_cookies_are_for_https_only_where_the_pages_are(world: FakeWorld, secure: bool):
    doors = replace(world.behind_doors(), secure=secure)

    with wiring.visiting(doors), Client(app) as visitor:
        answer = visitor.http.get("/staff/sign-in")

    assert ("; Secure" in str(answer.headers["Set-Cookie"])) == secure
    assert ("Strict-Transport-Security" in answer.headers) == secure


def test_a_resource_answers_in_json_with_its_status(client: Client):
    answer = call(client, {"words": "yes"})

    assert (answer.status_code, answer.json_body) == (201, {"words": "yes"})


@pytest.mark.parametrize(
    ("body", "token", "status", "code"),
    [
        pytest.param({"words": "x"}, "", 401, "sign_in_required", id="nobody"),
        pytest.param({"words": "x"}, "stranger", 401, "sign_in_required", id="a stranger"),
        pytest.param({"words": "nowhere"}, MANAGER.id, 404, "not_found", id="not found"),
        pytest.param({"word": "x"}, MANAGER.id, 422, "invalid", id="a field is missing"),
        pytest.param([], MANAGER.id, 422, "invalid", id="not an object"),
    ],
)
def test_a_refusal_is_a_problem_that_says_what_and_where(client, body, token, status, code):
    answer = call(client, body, token)

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json_body["type"] == f"urn:candour:problem:{code}"


def test_a_fault_names_the_field_and_never_repeats_its_value(client: Client):
    answer = call(client, {"words": ["a secret"]})

    assert answer.json_body["errors"][0]["field"] == "words"
    assert "a secret" not in answer.body.decode()


def test_a_request_is_logged_by_its_route_and_never_by_its_path(client: Client, world: FakeWorld):
    client.http.get("/staff/things/ABC-123456", headers={"Cookie": f"session={MANAGER.id}"})

    (line,) = [facts for level, message, facts in world.log.lines if message == "request"]
    assert line["route"] == "/staff/things/{name}"
    assert "ABC-123456" not in str(world.log.lines)


def test_what_was_typed_before_a_session_ended_can_be_sent_after_signing_in(world: FakeWorld):
    with wiring.visiting(world.behind_doors()), Client(app) as client:
        visitor = Visitor(client)
        visitor.complain()
        visitor.cookies["session"] = "of somebody whose session ended"
        note = {"version": "1", "text": "First line\nsecond <b>line</b>"}

        ended = visitor.send("/staff/cases/WLP-100001/do/notes", note)

        assert ended.status == 401
        assert "second <b>line</b>" in ended.text
        visitor.cookies["session"] = MANAGER.id
        kept = visitor.post(
            "/staff/cases/WLP-100001/do/notes", version=ended.value("version"), text=ended.value("text")
        )
        assert "second <b>line</b>" in kept.text


def test_a_program_without_a_token_is_told_which_kind_to_bring(client: Client):
    assert call(client, {"words": "x"}, "").headers["WWW-Authenticate"] == "Bearer"
