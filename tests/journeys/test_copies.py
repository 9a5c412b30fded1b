"""The copy of somebody's details, over the real roads: ordered, put together, opened for a minute."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from tests.aws import BUCKET
from tests.builders import CHRISTMAS_EVE
from tests.journeys.desk import Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.test_files import add
from tests.journeys.town import complain, sign_in
from tests.samples import a_pdf

LETTER = a_pdf("The clinic writes")


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as made:
        yield made


@pytest.fixture
def desk(town: InProcess) -> Desk:
    """A complaint with a file, a note and a request for a copy."""
    _, _, number = complain(town)
    desk = Desk(town, f"/api/cases/WLP-{number}")
    document = add(town, sign_in(town, "complaints.manager"), f"/staff/cases/WLP-{number}", LETTER)
    town.carry()
    desk.does("notes", text="Nurse Ruth Mentioned rang on 01632 960 077 about it.")
    desk.does("staff-concerned", name="Ruth Mentioned", concerned="staff_witness")
    desk.does("legal-hold", text="Our solicitor thinks that we are liable.")
    desk.does("legal-hold-end", text="It was settled.")
    desk.does("subject-request", wants="copy", identity_known=True, text="Everything, please.")
    desk.document = document  # type: ignore[attr-defined]
    return desk


def archive(town: InProcess, desk: Desk, **order: Any) -> zipfile.ZipFile:
    """What somebody saves who opens the copy."""
    desk.does("copy", request="1", **order)
    town.carry()
    program = desk.program("complaints.manager")
    (copy,) = program.get(f"{desk.href}/copies")[1]["items"]
    status, answer = program.post(f"{desk.href}/copies/{copy['copy_id']}/opening", {})
    assert status == 200, answer
    assert "X-Amz-Expires=60" in answer["url"]
    key = re.findall(r"/(copies/[0-9A-Z]+)\?", answer["url"])[0]
    s3: Any = boto3.client("s3")
    return zipfile.ZipFile(io.BytesIO(s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()))


def index(zipped: zipfile.ZipFile) -> str:
    return zipped.read("index.html").decode()


def test_everything_of_a_person_is_in_one_file_with_an_index_page_3_6(town: InProcess, desk: Desk):
    zipped = archive(town, desk, files=[desk.document])  # type: ignore[attr-defined]

    page = index(zipped)
    for held in ("Asha Verity-Example", "asha@patients.example", "Nobody rang me about my blood test"):
        assert held in page
    assert "Everything, please." in page
    assert "Article 6(1)" in page
    assert "Information Commissioner" in page
    assert zipped.read("files/001.pdf") == LETTER
    assert 'href="files/001.pdf"' in page


def test_the_details_of_others_are_taken_out_unless_they_may_stay_3_6(town: InProcess, desk: Desk):
    page = index(archive(town, desk))

    assert "Nurse [name removed] rang" in page
    assert "Ruth" not in page
    assert "Mentioned" not in page


def test_whoever_may_be_named_stays_in_the_copy(town: InProcess, desk: Desk):
    assert "Nurse Ruth Mentioned rang" in index(archive(town, desk, named=["staff.1"]))


def test_what_is_left_out_is_listed_with_its_reason_and_is_not_there_3_6(town: InProcess, desk: Desk):
    zipped = archive(town, desk)

    page = index(zipped)
    assert "It is legal advice, or about a claim: 2" in page
    assert "It is about members of staff: 1" in page
    assert "It is a file that may be about other people too: 1" in page
    assert "solicitor" not in page
    assert zipped.namelist() == ["index.html"]


def test_names_of_files_say_nothing_of_anybody(town: InProcess, desk: Desk):
    zipped = archive(town, desk, files=[desk.document])  # type: ignore[attr-defined]

    assert zipped.namelist() == ["index.html", "files/001.pdf"]


def test_only_who_answers_requests_opens_a_copy_and_it_is_recorded(town: InProcess, desk: Desk):
    archive(town, desk)
    (copy,) = desk.program("complaints.manager").get(f"{desk.href}/copies")[1]["items"]

    for other in ("case.handler", "office.manager"):
        path = f"{desk.href}/copies/{copy['copy_id']}/opening"
        assert desk.program(other).post(path, {})[0] == 403
    timeline = desk.program("complaints.manager").get(f"{desk.href}/timeline")[1]["items"]
    assert [each["type"] for each in timeline].count("copy.opened") == 1


def test_staff_find_the_copy_on_the_pages(town: InProcess, desk: Desk):
    desk.does("copy", request="1")
    town.carry()
    grace, case = sign_in(town, "complaints.manager"), desk.href.replace("/api", "/staff")

    assert "Copies of details" in grace.get(case).text
    assert "Open the copy" in grace.get(f"{case}/copies").text


def test_no_copy_is_made_while_it_is_not_clear_who_asks_3_6(town: InProcess):
    _, _, number = complain(town)
    desk = Desk(town, f"/api/cases/WLP-{number}")
    desk.does("subject-request", wants="copy", identity_known=False, text="Everything.")

    assert "not clear yet who asks" in desk.refused("copy", request="1")
