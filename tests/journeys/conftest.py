"""The packaged deployment as a town."""

from __future__ import annotations

import http.client
import json
import smtplib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from email import message_from_bytes
from email.policy import default
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from chalicelib.domain.calendar import LONDON
from infra.local.clock import LocalClock
from infra.local.place import HOST
from tests.journeys.overheard import CANARIES, overhearing
from tests.journeys.town import Arrived, Found
from tests.packaged.rig import PackagedStack, eventually

pytest.register_assert_rewrite("tests.journeys.stories")


@dataclass(frozen=True)
class Response:
    """What came back over HTTP."""

    status_code: int
    headers: dict[str, Any]
    body: bytes


class OverHttp:
    """HTTP to the front of the packaged deployment."""

    def __init__(self, base_url: str) -> None:
        self._address = urlsplit(base_url).netloc

    @property
    def http(self) -> OverHttp:
        """As Chalice's test client has it."""
        return self

    def get(self, path: str, headers: dict[str, str] | None = None) -> Response:
        return self._ask("GET", path, headers, None)

    def post(self, path: str, headers: dict[str, str], body: bytes) -> Response:
        return self._ask("POST", path, headers, body)

    def _ask(self, method: str, path: str, headers: Any, body: bytes | None) -> Response:
        connection = http.client.HTTPConnection(self._address, timeout=40)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            given = dict(answer.getheaders())
            cookies = answer.headers.get_all("Set-Cookie") or []
            return Response(answer.status, given | {"Set-Cookie": cookies}, answer.read())
        finally:
            connection.close()


@dataclass(frozen=True)
class Packaged:
    """A town that runs by itself: one waits for its stream and moves its clock."""

    stack: PackagedStack

    @property
    def browser(self) -> OverHttp:
        return OverHttp(self.stack.base_url)

    def now(self) -> datetime:
        return LocalClock(self.stack.place.clock_file, lambda _: None).now()

    def mails(self, address: str, about: str, *, expected: int) -> list[Arrived]:
        def arrived() -> list[Arrived]:
            mails = reversed(self.stack.mails(address))
            return [Arrived(m.subject, m.text) for m in mails if about in m.subject]

        eventually(lambda: len(arrived()) >= expected)
        return arrived()

    def becomes(self, address: str, about: str, kind: str) -> None:
        mail = next(mail for mail in self.stack.mails(address) if about in mail.subject)
        OverHttp(self.stack.place.mailbox_url).post(
            f"/mail/{mail.id}/notices",
            {"Content-Type": "application/json"},
            json.dumps({"kind": kind}).encode(),
        )

    def arrives(self, raw: bytes) -> None:
        """A mail comes in at the door of this machine."""
        written = message_from_bytes(raw, policy=default)
        with smtplib.SMTP(HOST, self.stack.place.mail_port) as sender:
            sender.sendmail(str(written["From"]), [str(written["To"])], raw)

    def morning_of(self, day: date) -> None:
        moment = datetime.combine(day, time(9, 5), LONDON)
        if moment > self.now():
            self.stack.move_clock(to=moment.strftime("%Y-%m-%dT%H:%M"))

    def until(self, moment: datetime) -> None:
        if moment > self.now():
            LocalClock(self.stack.place.clock_file, lambda _: None).straight_to(moment)
        assert self.stack.call("Tick")["failed"] == 0

    def sees(self, look: Callable[[], Found]) -> Found:
        return eventually(look)

    def sends_file(self, form: Mapping[str, Any], content: bytes) -> None:
        sent = requests.post(form["url"], data=form["fields"], files={"file": content}, timeout=20)
        assert sent.status_code == 201


@pytest.fixture(autouse=True)
def nobody_is_named_in_logs_and_addresses(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Every journey in this process is listened to, and fails if it leaves a name behind (S4-10)."""
    if "packaged_town" in request.fixturenames or request.node.path.stem == "test_privacy":
        yield
        return
    with overhearing(monkeypatch) as heard:
        yield
    assert heard.told() == []


@pytest.fixture
def packaged_town(packaged_stack: PackagedStack) -> Iterator[Packaged]:
    """The packaged deployment, with its demonstration data. Its functions log nobody's name (S4-10)."""
    yield Packaged(packaged_stack)
    lines = packaged_stack.logged()
    assert lines
    assert [line for line in lines if any(canary in line for canary in CANARIES)] == []
