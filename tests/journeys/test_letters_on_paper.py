"""Letters on paper: sent or prepared, set by the stream, kept, opened (issue 6, point 5)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

import boto3
import pytest

from chalicelib import wiring
from chalicelib.domain.letters.printed import printed_in
from chalicelib.domain.reference import CaseNumber
from chalicelib.entry.schedules import sweep
from infra.local.pump import schedule_event
from tests.aws import BUCKET as FILES
from tests.builders import london
from tests.journeys.desk import MANAGER, OFFICE, PARTNER, Desk, letter_for
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.stories.sc_9 import shared
from tests.printed import told_of


@pytest.fixture(scope="module")
def town() -> Iterator[InProcess]:
    with town_in_process(london(date(2027, 1, 6), 10)) as made:
        yield made


@pytest.fixture(scope="module")
def answered(town: InProcess) -> Desk:
    """A response with a short letter on top, sent by email to whoever complained."""
    desk = shared(town, subject=None)
    letter = letter_for(desk.case["issues"]) | {"covering": "This is hard to read. We are here."}
    desk.does("letter-draft", **letter)
    desk.does("letter", second_reader=OFFICE)
    desk.does("approval", MANAGER, role="complaints_manager")
    desk.does("approval", PARTNER, role="partner")
    desk.does("response", sent_by="email", signed_as="partner")
    town.carry()
    return desk


def documents(desk: Desk) -> list[dict[str, Any]]:
    status, listed = desk.program(MANAGER).get(f"{desk.href}/documents")
    assert status == 200
    return list(listed["items"])


def opened(desk: Desk, document: str) -> tuple[str, bytes]:
    """The address that opens it, and the bytes that stand there."""
    status, answer = desk.program(MANAGER).post(f"{desk.href}/documents/{document}/opening", {})
    assert status == 200, answer
    address = urlsplit(answer["url"])
    assert address.path.endswith(f"kept/{document}")
    kept = boto3.client("s3").get_object(Bucket=FILES, Key=f"kept/{document}")
    return unquote(answer["url"]), kept["Body"].read()


def test_s2_92_the_response_is_kept_as_an_accessible_pdf_with_its_hash(answered: Desk):
    (letter,) = documents(answered)
    address, content = opened(answered, letter["document"])

    assert letter["title"] == "Response"
    assert "Response.pdf" in address
    told = told_of(content)
    assert (told.standard, told.language, told.tagged) == ("PDF/UA-1", "en", True)
    assert told.title == "Our response to your complaint"
    assert told.texts("H1") == ["Before you read our response", "Our response to your complaint"]
    assert told.texts("H2")[0] == "What you asked us to look into"
    assert told.texts("H2")[-1] == "If you are not happy with our answer"
    number = CaseNumber(answered.href.rpartition("-")[2])
    (printed,) = printed_in(wiring.world().ports.cases.load(number).events)
    assert printed.digest == hashlib.sha256(content).hexdigest()
    assert printed.accessible


def test_s2_34_a_letter_for_the_post_is_ready_with_its_task(town: InProcess):
    desk = shared(town, subject=None)
    desk.signed_off()

    desk.does("response", sent_by="letter", signed_as="partner")
    town.carry()

    (letter,) = documents(desk)
    assert letter["title"] == "Response, letter on paper"
    _, content = opened(desk, letter["document"])
    assert "Dear " in told_of(content).page_text
    assert desk.case["state"] == "awaiting_signoff"
    assert desk.posted()["state"] == "responded"


def test_a_letter_that_the_stream_never_set_is_set_after_the_sweep(town: InProcess):
    desk = shared(town, subject=None)
    desk.signed_off()
    town.carry()
    desk.does("response", sent_by="letter", signed_as="partner")
    town.lose_what_the_stream_shows()

    assert documents(desk) == []
    assert repaired(town, after=timedelta(hours=2)) == 1
    town.carry()

    (letter,) = documents(desk)
    assert letter["title"] == "Response, letter on paper"
    assert repaired(town, after=timedelta(hours=2)) == 0


def repaired(town: InProcess, after: timedelta) -> int:
    """How many cases a sweep puts right that runs after a while."""
    town.clock.forward(after)
    report: dict[str, int] = sweep(schedule_event(), None)
    return report["repaired"]
