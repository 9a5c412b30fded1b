"""Mail for us on this machine: by SMTP and from a folder, into the bucket of raw mails."""

from __future__ import annotations

import smtplib
from pathlib import Path
from typing import Any

import pytest

from infra.local.mail_door import MailDoor, new_mail_id
from infra.local.place import HOST, free_port

RAW = b"From: asha@patients.example\r\nSubject: WLP/123456\r\n\r\nHello\r\n"


class Bucket:
    """An S3 that keeps what it is given."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def put_object(self, **given: Any) -> None:
        self.held[given["Key"]] = given["Body"]


@pytest.fixture
def bucket() -> Bucket:
    return Bucket()


def test_a_mail_that_is_sent_by_smtp_is_kept_with_its_envelope(bucket: Bucket, tmp_path: Path):
    port = free_port()
    door = MailDoor(port, tmp_path / "inbox", s3=bucket, bucket="mails")
    door.open()
    try:
        with smtplib.SMTP(HOST, port) as sender:
            sender.sendmail("asha@patients.example", ["complaints@willow-lane.example"], RAW)
    finally:
        door.close()

    ((key, content),) = bucket.held.items()
    assert key.startswith("mail/")
    assert content.startswith(b"Return-Path: <asha@patients.example>\r\nDelivered-To: complaints@")
    assert content.endswith(b"\r\n\r\nHello\r\n")


def test_a_mail_that_lies_in_the_folder_is_taken_in_once(bucket: Bucket, tmp_path: Path):
    door = MailDoor(free_port(), tmp_path, s3=bucket, bucket="mails")
    (tmp_path / "one.eml").write_bytes(RAW)

    door.empty_folder()
    door.empty_folder()

    assert list(bucket.held.values()) == [RAW]
    assert list(tmp_path.iterdir()) == []


def test_what_a_mail_is_called_sorts_by_time_and_says_nothing():
    first, second = new_mail_id(), new_mail_id()

    assert len(first) == 26
    assert first.isalnum()
    assert first[:6] == second[:6]
    assert first != second
