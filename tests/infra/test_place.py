"""A local stack says clearly why it cannot start, and leaves nothing half-written."""

import json
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.local.emulator import damaged_files
from infra.local.mail import MailFolder
from infra.local.place import HOST, Place, free_port, place_of_run
from infra.local.supervisor import own_folder, refuse_damaged_data
from infra.steps import Refusal

TODAY = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(
        mode="run",
        folder=tmp_path / "run",
        announcement=tmp_path / "stack.json",
        app_port=free_port(),
        mailbox_port=free_port(),
        aws_port=free_port(),
        mail_port=free_port(),
    )


def test_a_busy_port_is_named_with_the_way_out(place: Place):
    told = rf"Port {place.mailbox_port} is already in use.*CANDOUR_MAILBOX_PORT"

    with socket.create_server((HOST, place.mailbox_port)), pytest.raises(Refusal, match=told):
        place.refuse_busy_ports()


def test_a_port_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CANDOUR_PORT", "eighty")

    with pytest.raises(Refusal, match="CANDOUR_PORT must be the number of a port"):
        place_of_run()


def test_a_second_stack_on_the_same_folder_is_refused(place: Place):
    with own_folder(place), pytest.raises(Refusal, match="running already"), own_folder(place):
        pass


def test_a_damaged_state_file_is_named_with_the_way_out(place: Place):
    place.prepare()
    (place.aws_state / "dynamodb.json").write_text('{"payload": {"tab')

    with pytest.raises(Refusal, match=r"dynamodb\.json.*make reset"):
        refuse_damaged_data(place)


def test_whole_state_files_are_accepted(place: Place):
    place.prepare()
    (place.aws_state / "dynamodb.json").write_text('{"__ministack_format__": 2, "payload": {}}')

    assert damaged_files(place.aws_state) == []


def test_an_announcement_of_another_stack_is_left_alone(place: Place):
    place.announcement.write_text(json.dumps({"pid": -1}))

    place.withdraw()

    assert place.announcement.exists()


def test_mails_come_back_newest_first_with_whom_they_reached(tmp_path: Path):
    mails = MailFolder(tmp_path)
    mails.keep(b"Subject: One\r\nTo: a@example.org\r\n\r\nfirst", ["a@example.org"], TODAY)
    mails.keep(b"Subject: Two\r\n\r\nsecond", ["a@example.org", "hidden@example.org"], TODAY)

    assert [mail.subject for mail in mails.all()] == ["Two", "One"]
    assert [mail.subject for mail in mails.all("HIDDEN@")] == ["Two"]
    assert mails.all()[0].text == "second"
    assert mails.all()[0].received == TODAY
