"""Texts stand in the local mailbox beside the mails, each once."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from infra.local.mail import MailFolder
from infra.local.place import HOST, Place, place_apart
from infra.local.texts import TextTray

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
SENT = {
    "+447700900123": [
        {
            "MessageId": "text-1",
            "Message": "Twój kod: 123456",
            "MessageAttributes": {"AWS.SNS.SMS.SenderID": {"Type": "String", "Value": "Candour"}},
        }
    ]
}


class _Emulator(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/_ministack/sns/sms-messages" else 404)
        self.end_headers()
        self.wfile.write(json.dumps({"sms_messages": SENT}).encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = place_apart("run", tmp_path)
    server = HTTPServer((HOST, place.aws_port), _Emulator)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield place
    server.shutdown()
    server.server_close()


def test_a_text_is_kept_once_beside_the_mails_even_over_a_restart(place: Place, tmp_path: Path):
    mails = MailFolder(tmp_path / "mail")
    (tmp_path / "mail").mkdir()
    tray = TextTray(place, mails, lambda: NOW)
    tray.empty()
    tray.empty()
    TextTray(place, mails, lambda: NOW).empty()

    (kept,) = mails.all("+447700900123")
    assert (kept.sender, kept.text.strip(), kept.received) == ("Candour", "Twój kod: 123456", NOW)


def test_without_an_emulator_the_mailbox_still_opens(tmp_path: Path):
    mails = MailFolder(tmp_path)
    TextTray(place_apart("run", tmp_path), mails, lambda: NOW).empty()

    assert mails.all() == []
