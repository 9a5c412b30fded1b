"""A file's journey over the real roads: a form signed for S3, quarantine, check, stream, opening."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from tests.aws import BUCKET, TABLE
from tests.builders import CHRISTMAS_EVE
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import Program, complain, sign_in
from tests.samples import EICAR, a_jpeg, a_pdf
from tests.visitor import Visitor

DANIEL = "case.handler@willow-lane.example"
GRACE = "complaints.manager@willow-lane.example"


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as town:
        yield town


def send(town: InProcess, key: str, content: bytes) -> None:
    """A file comes through a form and is looked at."""
    town.sends_file({"fields": {"key": key}}, content)


def add(town: InProcess, grace: Visitor, path: str, content: bytes) -> str:
    """Staff add a file on the pages; its id."""
    asked = {"title": "Letter from the clinic", "purpose": "document"}
    page = grace.send(f"{path}/documents/new", asked)
    key = html.unescape(re.findall(r'name="key" value="([^"]+)"', page.html)[0])
    send(town, key, content)
    return key.rpartition("/")[2]


def bytes_of(address: str) -> bytes:
    """What a browser gets at an address that was signed for it."""
    key = re.findall(r"/(kept/[0-9A-Z]+)\?", address)[0]
    s3: Any = boto3.client("s3")
    content: bytes = s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
    return content


def test_a_file_is_added_checked_opened_and_every_step_stands_on_the_timeline(town: InProcess):
    _, _, number = complain(town)
    grace, path = sign_in(town, "complaints.manager"), f"/staff/cases/WLP-{number}"
    letter = a_pdf("The clinic writes")

    document = add(town, grace, path, letter)

    assert "Safe" in grace.get(path).text
    program = Program(town).sign_in("complaints.manager")
    _, opened = program.post(f"/api/cases/WLP-{number}/documents/{document}/opening", {})
    assert bytes_of(opened["url"]) == letter
    timeline = grace.get(path).text
    for words in ("Document added", "Letter from the clinic: safe", "Document opened"):
        assert words in timeline


def files_in_the_store() -> list[str]:
    """What people sent: our own mails, which are kept as they went, begin with their subject."""
    store = boto3.client("s3")
    keys = [each["Key"] for each in store.list_objects_v2(Bucket=BUCKET).get("Contents", [])]
    bodies = {key: store.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in keys}
    return [key for key, body in bodies.items() if not body.startswith(b"Subject:")]


def test_eicar_is_blocked_its_bytes_are_nowhere_and_whoever_has_the_case_is_told(town: InProcess):
    _, _, number = complain(town)
    grace, path = sign_in(town, "complaints.manager"), f"/staff/cases/WLP-{number}"

    document = add(town, grace, path, EICAR)

    page = grace.get(path)
    assert "Blocked" in page.text
    assert "It has a virus in it" in page.text
    assert files_in_the_store() == []
    assert grace.post(f"{path}/documents/{document}/opening").status == 409
    (told,) = [mail for mail in town.mails(GRACE, number, expected=1) if "document" in mail.subject]
    assert "A document was blocked" in told.text
    assert "clinic" not in told.subject + told.text


def test_sc_4_a_photo_is_refused_and_a_letter_with_a_valid_nhs_number_is_held(town: InProcess):
    _, _, number = complain(town)
    grace, path = sign_in(town, "complaints.manager"), f"/staff/cases/WLP-{number}"

    add(town, grace, path, a_jpeg(make="Apple"))
    photo = grace.get(path).text
    add(town, grace, path, a_pdf("NHS number 943 476 5919"))
    held = grace.get(path).text
    add(town, grace, path, a_pdf("Number 485 777 3456"))
    after = grace.get(path).text

    assert "It is a photo. A photo of a paper is hard to read" in photo
    assert "It shows an NHS number, on page 1" in held
    assert after.count("It shows an NHS number") == held.count("It shows an NHS number") == 1
    assert "Safe" in after


def added_to_form(town: InProcess, visitor: Visitor, content: bytes) -> None:
    asked = {"title": "My own notes of that day", "purpose": "document"}
    page = visitor.send("/complain/files", asked)
    send(town, html.unescape(re.findall(r'name="key" value="([^"]+)"', page.html)[0]), content)


def test_a_file_that_was_added_to_the_form_is_on_the_case_when_the_form_is_sent(town: InProcess):
    visitor = Visitor(town.browser)
    visitor.fill_in()
    added_to_form(town, visitor, a_pdf("They did not ring"))
    assert "My own notes of that day Safe" in visitor.get("/complain/files").text

    sent = visitor.post("/complain/check")
    town.carry()

    number = sent.path.split("/")[2].partition("-")[2]
    case = sign_in(town, "complaints.manager").get(f"/staff/cases/WLP-{number}")
    assert "My own notes of that day Safe" in case.text
    assert [each.partition("/")[0] for each in files_in_the_store()] == ["kept"]
    items = boto3.client("dynamodb").scan(TableName=TABLE)["Items"]
    assert not [each for each in items if each["pk"]["S"].startswith(("FILE#", "DRAFT#"))]


@pytest.mark.parametrize("how", ["it expired", "it was emptied"])
def test_the_files_of_an_abandoned_draft_are_gone_with_it(town: InProcess, how: str):
    visitor = Visitor(town.browser)
    visitor.fill_in()
    added_to_form(town, visitor, a_pdf("They did not ring"))

    if how == "it was emptied":
        visitor.post("/complain")
    else:
        table: Any = boto3.client("dynamodb")
        (draft,) = (each for each in table.scan(TableName=TABLE)["Items"] if each["sk"]["S"] == "DRAFT")
        table.delete_item(TableName=TABLE, Key={"pk": draft["pk"], "sk": draft["sk"]})
    town.carry()

    assert files_in_the_store() == []
    items = boto3.client("dynamodb").scan(TableName=TABLE)["Items"]
    assert not [each for each in items if each["pk"]["S"].startswith("FILE#")]


def test_a_file_that_is_taken_off_the_form_is_gone_from_the_store_at_once(town: InProcess):
    visitor = Visitor(town.browser)
    visitor.fill_in()
    added_to_form(town, visitor, a_pdf("They did not ring"))
    (kept,) = files_in_the_store()

    visitor.post(f"/complain/files/{kept.rpartition('/')[2]}/removal")

    assert files_in_the_store() == []
    assert "My own notes of that day" not in visitor.get("/complain/files").text


def test_a_deleted_document_is_gone_from_the_store_as_soon_as_the_stream_has_carried_it(
    town: InProcess,
):
    _, _, number = complain(town)
    grace, path = sign_in(town, "complaints.manager"), f"/staff/cases/WLP-{number}"
    document = add(town, grace, path, a_pdf())

    page = grace.get(f"{path}/do/document-decision")
    why = {"document": document, "verdict": "delete", "why": "Sent by mistake"}
    grace.send(f"{path}/do/document-decision", why | {"version": page.value("version")})
    town.carry()

    assert files_in_the_store() == []
    assert "Sent by mistake" in grace.get(path).text
