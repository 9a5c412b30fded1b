"""Issue 6, point 5: every mail of substance is kept exactly as it went, with its hash (S2-92)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from chalicelib import wiring
from chalicelib.domain.case import CaseFile
from chalicelib.domain.letters.mailed import mailed_with
from chalicelib.domain.reference import CaseNumber
from tests.aws import BUCKET as FILES
from tests.builders import CHRISTMAS_EVE
from tests.journeys.desk import MANAGER, PLAN, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import complain, sign_in
from tests.visitor import ANSWERS

ADDRESS = ANSWERS["contact"]["email"]
DATES = {"investigate_by": "2027-01-22", "respond_by": "2027-02-04"}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as made:
        yield made


@pytest.fixture
def desk(town: InProcess) -> Desk:
    """A case whose plan went by mail."""
    desk = Desk(town, f"/api/cases/WLP-{complain(town)[2]}")
    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    desk.assessed(1, "Nobody rang back")
    desk.does("plan", **{**PLAN, **DATES, "sent_by": "email"})
    town.carry()
    return desk


def file_of(desk: Desk) -> CaseFile:
    return wiring.world().ports.cases.load(CaseNumber(desk.href[-6:]))


def message_of(desk: Desk, kind: str) -> Any:
    file = file_of(desk)
    return next(each for each in file.messages if each.kind == kind)


def in_the_store(document: str) -> bytes:
    body = boto3.client("s3").get_object(Bucket=FILES, Key=f"kept/{document}")["Body"]
    return bytes(body.read())


def test_issue_6_point_5_a_plan_by_mail_is_kept_byte_for_byte_with_its_hash(
    town: InProcess, desk: Desk
):
    kept = mailed_with(file_of(desk).events, message_of(desk, "plan").key)

    assert kept is not None
    stored = in_the_store(kept.document)
    assert hashlib.sha256(stored).hexdigest() == kept.digest
    assert len(stored) == kept.size
    sent = [raw for _, raw in town.raw_mails(ADDRESS) if "Our plan" in raw]
    assert [raw.encode() for raw in sent] == [stored]


def test_s2_92_what_went_is_opened_and_not_written_anew(town: InProcess, desk: Desk):
    staff, reference = sign_in(town, MANAGER), desk.href.rpartition("/")[2]
    message = message_of(desk, "plan")
    kept = mailed_with(file_of(desk).events, message.key)
    assert kept is not None

    case = staff.get(f"/staff/cases/{reference}")
    page = staff.get(f"/staff/cases/{reference}/letters/{message.key}").html

    assert f"/letters/{message.key}" in case.html
    assert "just as it went" in page
    assert kept.digest in page
    assert PLAN["achievable"] not in page
    assert f"/documents/{kept.document}/opening" in page
    told = next(each for each in desk.case["messages"] if each["key"] == message.key)
    assert (told["document"], told["sha256"]) == (kept.document, kept.digest)
    opening = f"{desk.href}/documents/{kept.document}/opening"
    status, opened = desk.program(MANAGER).post(opening, {})
    assert status == 200, opened
    assert [event.type for event in file_of(desk).events][-1] == "document.opened"


def test_a_code_is_kept_nowhere(town: InProcess, desk: Desk):
    file = file_of(desk)
    told = {each.key: each.kind for each in file.messages}
    kept = {kind for key, kind in told.items() if mailed_with(file.events, key)}

    assert {"receipt", "plan"} <= kept
    assert not kept & {"code", "consent_question", "survey", "alert", "assignment"}
