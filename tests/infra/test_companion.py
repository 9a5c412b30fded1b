"""The mailbox and the clock answer people and scripts of this machine, and nobody else's pages."""

import http.client
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from infra.local.clock import LocalClock
from infra.local.companion import Companion
from infra.local.mail import MailFolder
from infra.local.place import HOST, free_port

MAIL = (
    b"From: Willow Lane <complaints@example.org>\r\nTo: Zo\xc3\xab <zoe@example.org>\r\n"
    b"Subject: We have received your message\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<p>Thank you</p><script>alert(1)</script>"
)


class Visitor:
    """Asks the companion's pages."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.told: list[tuple[str, str]] = []

    def ask(
        self, path: str, *, body: str | None = None, **headers: str
    ) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection(HOST, self._port, timeout=10)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("POST" if body is not None else "GET", path, body, named)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), dict(answer.getheaders())
        finally:
            connection.close()

    def json(self, path: str) -> Any:
        return json.loads(self.ask(path)[1])


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    mails = MailFolder(tmp_path)
    mails.keep(MAIL, ["zoe@example.org"], datetime(2026, 11, 23, 9, 5, tzinfo=UTC))
    port = free_port()
    clock = LocalClock(tmp_path / "clock.json", lambda _: None)
    visitor = Visitor(port)
    companion = Companion(
        port,
        mails=mails,
        clock=clock,
        base_url="http://127.0.0.1:1",
        tell=lambda mail, kind: visitor.told.append((mail.id, kind)),
    )
    companion.open()
    yield visitor
    companion.close()


def test_the_mailbox_lists_mail_by_whom_it_reached(visitor: Visitor):
    assert "We have received your message" in visitor.ask("/?to=ZOE")[1]
    assert "No mail" in visitor.ask("/?to=somebody-else")[1]


def test_a_script_reads_mail_as_json(visitor: Visitor):
    [mail] = visitor.json("/mail.json")

    assert mail["to"] == ["zoe@example.org"]
    assert mail["received"] == "2026-11-23T09:05:00+00:00"
    assert "<p>Thank you</p>" in mail["html"]


def test_a_mail_may_run_nothing(visitor: Visitor):
    [mail] = visitor.json("/mail.json")

    _, page, headers = visitor.ask(f"/mail/{mail['id']}/html")

    assert "<p>Thank you</p>" in page
    assert headers["Content-Security-Policy"].startswith("sandbox;")


def test_a_script_moves_the_clock_forward(visitor: Visitor):
    status, _, _ = visitor.ask("/clock", body='{"hours": 48}', Content_Type="application/json")

    assert status == 200
    assert visitor.json("/clock.json")["moved"] is True


def test_a_person_moves_the_clock_with_a_form(visitor: Visitor):
    status, _, headers = visitor.ask("/clock", body="working_days=1")

    assert (status, headers["Location"]) == (303, "/clock")
    assert "The clock has been moved forward" in visitor.ask("/clock")[1]


@pytest.mark.parametrize("asked", ["working_days=soon", "to=2020-01-01T09:00", "hours=-1", "nothing=1"])
def test_what_cannot_be_done_is_said(visitor: Visitor, asked: str):
    status, page, _ = visitor.ask("/clock", body=asked)

    assert status == 400
    assert 'role="alert"' in page


def test_what_becomes_of_a_mail_is_chosen_on_its_page(visitor: Visitor):
    [mail] = visitor.json("/mail.json")

    status, _, headers = visitor.ask(f"/mail/{mail['id']}/notices", body="kind=bounce")

    assert (status, visitor.told) == (303, [(mail["id"], "bounce")])
    assert "Told to Candour: It comes back" in visitor.ask(headers["Location"])[1]


def test_a_mail_cannot_become_what_the_mail_service_never_tells(visitor: Visitor):
    [mail] = visitor.json("/mail.json")

    assert visitor.ask(f"/mail/{mail['id']}/notices", body="kind=eaten")[0] == 404
    assert visitor.told == []


def test_a_page_from_elsewhere_cannot_move_the_clock(visitor: Visitor):
    status, _, _ = visitor.ask("/clock", body="hours=1", Sec_Fetch_Site="cross-site")

    assert status == 403
    assert visitor.json("/clock.json")["moved"] is False


def test_another_name_for_this_machine_is_not_answered(visitor: Visitor):
    assert visitor.ask("/", Host="attacker.example:8001")[0] == 403
