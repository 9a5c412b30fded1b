"""Where journeys happen: people at browsers and programs, a postbox for each, and a clock that can be
moved. One town is this process on an AWS in memory, the other is the packaged deployment: a journey
is the same in both.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from chalicelib.domain.calendar import london_date
from infra.demo.staff import DEMO_PASSWORD
from tests.visitor import Seen, Visitor

Found = TypeVar("Found")


@dataclass(frozen=True)
class Arrived:
    """A mail in somebody's postbox."""

    subject: str
    text: str


class Browser(Protocol):
    """What a visitor drives: Chalice's test client, or HTTP to the gateway."""

    @property
    def http(self) -> Any:
        """`get(path, headers=)` and `post(path, headers=, body=)`."""


class Town(Protocol):
    """A place where the whole product runs."""

    @property
    def browser(self) -> Browser:
        """A browser that anybody may use."""

    def now(self) -> datetime:
        """What the clocks show."""

    def mails(self, address: str, about: str, *, expected: int) -> list[Arrived]:
        """What came for somebody about a case number, oldest first, once `expected` have come."""

    def becomes(self, address: str, about: str, kind: str) -> None:
        """Let the mail service tell what became of the last mail to somebody about a case number:
        `kind` is one of `infra.local.mail_notices.KINDS`.
        """

    def morning_of(self, day: date) -> None:
        """Let time pass to a few minutes after nine on that day, with every tick on the way."""

    def until(self, moment: datetime) -> None:
        """Let time pass until then, with one tick at its end, which finds all that is due."""

    def sees(self, look: Callable[[], Found]) -> Found:
        """What `look` finds, once the stream has carried what happened; else what it found last."""

    def sends_file(self, form: Mapping[str, Any], content: bytes) -> None:
        """A browser sends a file with the signed form, and whoever checks files has looked at it."""

    def arrives(self, raw: bytes) -> object:
        """A mail comes in."""


def complain(town: Town, **answers: Any) -> tuple[Visitor, Seen, str]:
    """Somebody complains; their browser, the confirmation, and the case number."""
    visitor = Visitor(town.browser)
    seen = visitor.complain()
    number = seen.path.split("/")[2].partition("-")[2]
    return visitor, seen, number


def sign_in(town: Town, username: str) -> Visitor:
    """A member of staff, signed in."""
    visitor = Visitor(town.browser)
    visitor.get("/staff/sign-in")
    visitor.post("/staff/sign-in", username=username, password=DEMO_PASSWORD, next="")
    assert "session" in visitor.cookies
    return visitor


@dataclass
class Program:
    """A program at the API, with a token."""

    town: Town
    token: str = ""

    def sign_in(self, username: str) -> Program:
        """The same program with a session."""
        body = {"username": username, "password": DEMO_PASSWORD}
        self.token = self.post("/api/sign-in", body)[1]["token"]
        return self

    def get(self, path: str) -> tuple[int, Any]:
        """Status and JSON."""
        return self._read(self.town.browser.http.get(path, headers=self._headers()))

    def post(self, path: str, body: dict[str, Any], **headers: str) -> tuple[int, Any]:
        """Status and JSON."""
        asked = self._headers() | {"Content-Type": "application/json"} | headers
        sent = json.dumps(body).encode()
        return self._read(self.town.browser.http.post(path, headers=asked, body=sent))

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def _read(self, response: Any) -> tuple[int, Any]:
        return response.status_code, json.loads(response.body)


def today(town: Town) -> date:
    """The date in London."""
    return london_date(town.now())
