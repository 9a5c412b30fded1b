"""What somebody tries who means no good: nothing leads away, nothing breaks, nobody learns anything."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest

from tests.builders import CHRISTMAS_EVE
from tests.journeys.desk import MANAGER
from tests.journeys.in_process import town_in_process
from tests.journeys.town import Program, complain, sign_in

ELSEWHERE = (
    "//evil.example",
    "/\\evil.example",
    "https://evil.example/staff",
    "javascript:alert(1)",
    "/staff\r\nX-Evil: 1",
)
MARKUP = "\"><script>alert(1)</script>'{{7*7}}"


@dataclass
class Attacker:
    """Somebody with a session of their own, and one case of their organisation."""

    http: Any
    case: str
    page: dict[str, str]
    program: dict[str, str]

    def asks(self, path: str, **headers: str) -> Any:
        known = self.program if path.startswith("/api") else self.page
        return self.http.get(path, headers=known | headers)

    def sends(self, path: str, body: bytes) -> int:
        headers = self.program | {"Content-Type": "application/json"}
        return int(self.http.post(path, headers=headers, body=body).status_code)


@pytest.fixture(scope="module")
def attacker() -> Iterator[Attacker]:
    with town_in_process(CHRISTMAS_EVE) as town:
        _, _, number = complain(town)
        cookies = sign_in(town, MANAGER).cookies
        yield Attacker(
            town.browser.http,
            f"WLP-{number}",
            {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())},
            {"Authorization": f"Bearer {Program(town).sign_in(MANAGER).token}"},
        )


@pytest.mark.parametrize("where", ELSEWHERE)
def test_no_address_leads_to_another_site_or_brings_a_header(attacker: Attacker, where: str):
    for asks in ("/staff/sign-in?next=", f"/staff/cases/{attacker.case}/why?next=", "/?language="):
        answer = attacker.asks(asks + quote(where, safe=""))

        assert answer.status_code < 500
        assert "evil" not in str(answer.headers).lower()
        assert not re.search(r'(href|action)="(//e|https://e|java)', text(answer))


def text(answer: Any) -> str:
    return str(answer.body.decode())


def test_the_host_that_a_request_names_is_believed_by_no_page(attacker: Attacker):
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    for path in ("/", "/staff/cases", f"/staff/cases/{attacker.case}", "/api/openapi.json"):
        answer = attacker.asks(path, **forged)

        assert "evil.example" not in text(answer) + str(answer.headers)


def test_v14_5_no_other_site_is_let_in_by_a_browser_and_no_answer_is_kept(attacker: Attacker):
    for path in ("/api/cases", f"/api/cases/{attacker.case}", "/staff/cases", "/"):
        answer = attacker.asks(path, Origin="https://evil.example")

        assert not [name for name in answer.headers if name.lower().startswith("access-control")]
        assert answer.headers["Cache-Control"] == "no-store"


MADE_UP: tuple[dict[str, str], ...] = (
    {},
    {"pk": "CASE#123456"},
    {"pk": "CASE#123456", "sk": "CASE", "team": "kestrel-reports#reports", "rank": "0", "holder": "x"},
    {"anything": "x" * 5000},
)


@pytest.mark.parametrize("made_up", MADE_UP, ids=["nothing", "one part", "a part too many", "anything"])
def test_a_next_page_that_somebody_made_up_is_refused_in_words(
    attacker: Attacker, made_up: dict[str, str]
):
    after = base64.urlsafe_b64encode(json.dumps(made_up).encode()).decode().rstrip("=")
    for path in ("/staff/cases?view=team&after=", "/api/cases?view=team&after="):
        answer = attacker.asks(path + after)

        assert answer.status_code == 422
        assert "does not exist" in text(answer)


BODIES = {
    "nested": b"[" * 100_000,
    "half a character": b'{"username": "\\ud800", "password": "x"}',
    "no number": b'{"version": NaN}',
    "not UTF-8": b'{"username": "\xff"}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_that_is_built_to_break_its_reader_is_refused(attacker: Attacker, body: bytes):
    for path in ("/api/sign-in", "/api/cases", f"/api/cases/{attacker.case}/notes"):
        assert 400 <= attacker.sends(path, body) < 500


@pytest.mark.parametrize(
    "cookie",
    ["session=eyJhbGciOiJub25lIn0.e30.", "session=..", "visit=%ff", "draft=\xe9", "step=a.b.c"],
)
def test_a_cookie_that_somebody_made_up_opens_nothing_and_breaks_nothing(
    attacker: Attacker, cookie: str
):
    for path in ("/", "/complain/name", "/staff/cases", "/staff/code"):
        answer = attacker.http.get(path, headers={"Cookie": cookie})

        assert answer.status_code in (200, 303, 403)
        assert "/staff/cases/" not in text(answer)


def test_markup_in_an_address_is_text_on_the_page(attacker: Attacker):
    for asks in ("/staff/search?q=", "/staff/cases?done=", "/?language=", "/follow?reference="):
        answer = attacker.asks(asks + quote(MARKUP))

        assert answer.status_code < 500
        assert "<script>alert" not in text(answer)
        assert ">49" not in text(answer)
