"""A second factor, a password of one's own, a forgotten one, and leaving everywhere, on the pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from chalice.test import Client, HTTPResponse

from app import app
from chalicelib import wiring
from tests.entry.visitors import Browser, Program, cookies_of, said
from tests.fake_sign_in import FakeSignIn
from tests.fakes import FakeWorld

MANAGER, NEW = "complaints.manager", "four words apart here"


class Newcomer(Browser):
    """A browser that keeps what signing in gives it."""

    def __init__(self, client: Client) -> None:
        super().__init__(client)
        self.kept: dict[str, str] = {}

    def post(self, path: str, **fields: object) -> HTTPResponse:
        answer = super().post(path, **fields)
        for cookie in cookies_of(answer):
            name, _, value = cookie.split(";")[0].partition("=")
            self.kept[name] = value
        return answer

    def sign_in(self, password: str = "right", **more: str) -> HTTPResponse:
        return self.post("/staff/sign-in", username=MANAGER, password=password, **more)

    @property
    def is_in(self) -> bool:
        return bool(self.kept.get("session"))

    def _cookies(self) -> str:
        return "; ".join(f"{n}={v}" for n, v in self.kept.items() if n != "visit" and v)


@pytest.fixture
def newcomer(app_client: Client) -> Newcomer:
    return Newcomer(app_client)


@pytest.fixture
def strict(world: FakeWorld) -> Iterator[Newcomer]:
    """A browser in front of a stage that insists on a second factor."""
    world.second_factor = True
    with wiring.visiting(world.behind_doors()), Client(app) as client:
        yield Newcomer(client)


def test_who_has_an_app_is_in_only_after_its_code(newcomer: Newcomer, world: FakeWorld):
    world.sign_in.with_app.add(MANAGER)

    asked = newcomer.sign_in(next="/staff/contacts/new")
    assert (asked.headers["Location"], newcomer.is_in) == ("/staff/sign-in/code", False)
    assert "6 digits, from your authenticator app" in said(newcomer.get("/staff/sign-in/code"))
    wrong = newcomer.post("/staff/sign-in/code", code="000000")
    assert (wrong.status_code, newcomer.is_in) == (401, False)
    right = newcomer.post("/staff/sign-in/code", code="123 456")

    assert (right.headers["Location"], newcomer.is_in) == ("/staff/contacts/new", True)


def test_a_role_that_needs_a_second_factor_sets_one_up_before_it_comes_in(
    strict: Newcomer, world: FakeWorld
):
    asked = strict.sign_in()

    assert (asked.headers["Location"], strict.is_in) == ("/staff/sign-in/set-up", False)
    page = strict.get("/staff/sign-in/set-up")
    assert "JBSW Y3DP EHPK 3PXP" in said(page)
    assert "<svg" in page.body.decode()
    assert "code is not right" in said(strict.post("/staff/sign-in/set-up", code="999999"))
    done = strict.post("/staff/sign-in/set-up", code="123456")
    assert (done.headers["Location"], strict.is_in) == ("/staff/sign-in?because=set", False)
    assert world.sessions.begun == []
    assert strict.sign_in().headers["Location"] == "/staff/sign-in/code"


def test_who_wants_an_app_of_their_own_accord_is_led_there(newcomer: Newcomer):
    offered = newcomer.get("/staff/sign-in?because=app")

    assert 'name="app" value="yes"' in offered.body.decode()
    assert newcomer.sign_in(app="yes").headers["Location"] == "/staff/sign-in/set-up"


def test_a_password_that_an_administrator_chose_is_changed_on_the_way_in(
    newcomer: Newcomer, world: FakeWorld
):
    world.sign_in.newcomers.add(MANAGER)

    assert newcomer.sign_in().headers["Location"] == "/staff/sign-in/new-password"
    short = newcomer.post("/staff/sign-in/new-password", password="short")
    assert (short.status_code, newcomer.is_in) == (422, False)
    assert "at least 14 characters" in said(short)
    assert newcomer.post("/staff/sign-in/new-password", password=NEW).status_code == 303

    assert newcomer.is_in


@pytest.mark.parametrize(
    ("password", "why"),
    [
        pytest.param("qwertyuiop12345", "in a list of stolen passwords", id="one of every list"),
        pytest.param("Qwertyuiop12345", "in a list of stolen passwords", id="in capitals"),
        pytest.param("my-Complaints.Manager", "without your user name", id="the user name in it"),
    ],
)
def test_a_password_that_others_guess_first_is_refused_wherever_one_is_chosen(
    newcomer: Newcomer, world: FakeWorld, password: str, why: str
):
    """OWASP ASVS 4.0.3, 2.1.7."""
    newcomer.post("/staff/forgotten-password", username=MANAGER)
    forgotten = newcomer.post("/staff/forgotten-password/new", code=FakeSignIn.CODE, password=password)
    world.sign_in.newcomers.add(MANAGER)
    newcomer.sign_in()
    chosen = newcomer.post("/staff/sign-in/new-password", password=password)

    for answer in (forgotten, chosen):
        assert answer.status_code == 422
        assert why in said(answer)
        assert password not in answer.body.decode()
    assert MANAGER not in world.sign_in.passwords


@pytest.mark.parametrize("page", ["code", "new-password", "set-up"])
def test_nobody_enters_a_step_without_the_one_before(newcomer: Newcomer, page: str):
    newcomer.kept["step"] = "forged.step.value"

    assert newcomer.get(f"/staff/sign-in/{page}").headers["Location"].endswith("because=over")
    sent = newcomer.post(f"/staff/sign-in/{page}", code="123456", password=NEW)

    assert sent.headers["Location"].endswith("because=over")
    assert not newcomer.is_in


def test_one_step_is_not_another(newcomer: Newcomer, world: FakeWorld):
    world.sign_in.with_app.add(MANAGER)
    newcomer.sign_in()

    skipped = newcomer.post("/staff/sign-in/new-password", password=NEW)

    assert skipped.headers["Location"].endswith("because=over")
    assert not newcomer.is_in


def test_a_forgotten_password_is_renewed_by_a_mailed_code_and_ends_every_session(
    newcomer: Newcomer, world: FakeWorld
):
    asked = newcomer.post("/staff/forgotten-password", username=" Complaints.Manager ")
    assert asked.headers["Location"] == "/staff/forgotten-password/new"
    assert "we have sent a code" in said(newcomer.get("/staff/forgotten-password/new"))
    wrong = newcomer.post("/staff/forgotten-password/new", code="000000", password=NEW)
    assert (wrong.status_code, NEW in wrong.body.decode()) == (401, False)

    done = newcomer.post("/staff/forgotten-password/new", code="123456", password=NEW)

    assert done.headers["Location"].endswith("because=renewed")
    assert not world.sessions.stands(MANAGER, "complaints.manager", idle=timedelta(minutes=30))
    assert newcomer.sign_in(password=NEW).headers["Location"] == "/staff/cases"


def test_a_name_that_is_nobodys_is_answered_like_one_that_is_somebodys(newcomer: Newcomer):
    theirs = newcomer.post("/staff/forgotten-password", username="nobody")

    assert theirs.headers["Location"] == "/staff/forgotten-password/new"
    assert "we have sent a code" in said(newcomer.get("/staff/forgotten-password/new"))


def test_nobody_can_have_mails_sent_to_somebody_for_ever(newcomer: Newcomer):
    answers = [newcomer.post("/staff/forgotten-password", username=MANAGER) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [303] * 5 + [429]


def test_after_ten_failures_even_the_right_password_waits_for_the_quarter_of_an_hour(
    newcomer: Newcomer, world: FakeWorld
):
    for _ in range(10):
        newcomer.sign_in(password="wrong")

    locked = newcomer.sign_in()
    assert (locked.status_code, newcomer.is_in) == (429, False)
    assert "Wait 15 minutes" in said(locked)
    world.clock.forward(timedelta(minutes=15))
    newcomer.sign_in()
    assert newcomer.is_in


def test_a_name_that_is_nobodys_locks_like_one_that_is_somebodys(newcomer: Newcomer):
    tries = [
        newcomer.post("/staff/sign-in", username="nobody", password="x").status_code for _ in range(11)
    ]

    assert tries == [401] * 10 + [429]


def test_guessing_codes_locks_too(newcomer: Newcomer, world: FakeWorld):
    world.sign_in.with_app.add(MANAGER)
    newcomer.sign_in()
    for _ in range(10):
        newcomer.post("/staff/sign-in/code", code="000000")

    assert newcomer.post("/staff/sign-in/code", code=FakeSignIn.CODE).status_code == 429


def test_v2_8_a_code_of_an_app_lets_in_once_and_then_reads_like_a_wrong_one(
    newcomer: Newcomer, world: FakeWorld
):
    """Whoever saw it typed, and knows the password, comes too late, also within its half minute."""
    world.sign_in.with_app.add(MANAGER)
    newcomer.sign_in()
    assert newcomer.post("/staff/sign-in/code", code=FakeSignIn.CODE).status_code == 303

    newcomer.sign_in()
    again = newcomer.post("/staff/sign-in/code", code=FakeSignIn.CODE)

    newcomer.sign_in()
    wrong = newcomer.post("/staff/sign-in/code", code="000000")
    assert (again.status_code, said(again)) == (wrong.status_code, said(wrong))
    assert "code used twice" in [message for _, message, _ in world.log.lines]


def test_refused_sign_ins_are_counted_for_the_alarm_without_a_name(
    newcomer: Newcomer, world: FakeWorld
):
    newcomer.sign_in(password="wrong")

    measured = [facts for kind, _, facts in world.log.lines if kind == "measure"]
    assert measured == [{"SignInsRefused": 1}]


def test_signing_out_ends_the_session_wherever_its_token_was_kept(manager: Browser, app_client: Client):
    manager.post("/staff/sign-out")

    assert manager.get("/staff/cases").headers["Location"].startswith("/staff/sign-in")
    assert Program(app_client, MANAGER).get("/api/cases").status_code == 401


def test_signing_out_everywhere_ends_every_session(manager: Browser, app_client: Client):
    left = manager.post("/staff/sign-out-everywhere")

    assert "signed out everywhere" in said(manager.get(left.headers["Location"]))
    assert Program(app_client, MANAGER).get("/api/cases").status_code == 401


def test_a_program_brings_the_code_with_the_password(app_client: Client, world: FakeWorld):
    world.sign_in.with_app.add(MANAGER)
    program, known = Program(app_client), {"username": MANAGER, "password": "right"}

    without = program.post("/api/sign-in", known)
    assert (without.status_code, "code" in without.json_body["detail"]) == (401, True)
    assert program.post("/api/sign-in", {**known, "code": "000000"}).status_code == 401

    assert program.post("/api/sign-in", {**known, "code": "123456"}).json_body["token"] == MANAGER


@pytest.mark.parametrize("everywhere", [True, False])
def test_a_program_signs_out(program: Program, everywhere: bool):
    assert program.post("/api/sign-out", {"everywhere": everywhere}).status_code == 200

    assert program.get("/api/cases").status_code == 401
