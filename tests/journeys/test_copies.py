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
from tests.entry.test_any_contact import FOR_HER_MOTHER, sent
from tests.journeys.desk import Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.stories.told import by_web
from tests.journeys.test_files import add
from tests.journeys.town import complain, sign_in
from tests.raw_mails import file, mail, multipart, part
from tests.samples import a_pdf
from tests.visitor import ANSWERS, Visitor

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


def number_of(desk: Desk) -> str:
    return desk.href.rpartition("-")[2]


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
    ruth = f"{number_of(desk)}:staff.1"

    assert "Nurse Ruth Mentioned rang" in index(archive(town, desk, named=[ruth]))


def test_what_is_left_out_is_listed_with_its_reason_and_is_not_there_3_6(town: InProcess, desk: Desk):
    zipped = archive(town, desk)

    page = index(zipped)
    assert "It is legal advice, or about a claim: 2" in page
    assert "It is about members of staff: 1" in page
    assert "It is a file that may be about other people too: 2" in page  # theirs, and the receipt
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


# Everything of one person (issue 5, point 9).


def second_case(town: InProcess) -> Desk:
    """Asha complained a second time, and wrote a mail about that."""
    other = by_web(town)
    about = f"WLP/{number_of(other)}"
    town.arrives(mail(subject=about, body="I also waited for my prescription in May."))
    other.version = 0
    other.does("notes", text="Nurse Nora Unconcerned was on duty.")
    other.does("staff-concerned", name="Nora Unconcerned", concerned="staff_witness")
    return other


def copies_kept() -> list[str]:
    s3: Any = boto3.client("s3")
    answer = s3.list_object_versions(Bucket=BUCKET, Prefix="copies/")
    return [each["Key"] for each in answer.get("Versions", ())]


def test_3_6_everything_of_one_person_in_all_their_cases_is_one_file_with_one_index(
    town: InProcess, desk: Desk
):
    other, stranger = second_case(town), Desk(town, somebody_elses(town))
    town.carry()
    form = sign_in(town, "complaints.manager").get(f"{desk.page}/do/copy").text
    assert "were looked for on 24 December 2026" in form
    assert "Asha Verity-Example, born on 27 March 1957" in form
    assert f"WLP/{number_of(other)}, received on" in form
    assert f"WLP/{number_of(stranger)}" not in form
    assert "Nora Unconcerned" in form

    page = index(archive(town, desk, cases=[number_of(other)]))

    assert "It is of 2 cases" in page
    assert "Nobody rang me about my blood test" in page
    assert "I also waited for my prescription in May." in page
    assert "Nurse [name removed] was on duty." in page
    assert "Unconcerned" not in page
    assert "copy.drawn" in [each["type"] for each in history(other)]

    # Once somebody must say why they open one of the cases, so must who opens the copy (S4-9).
    other.version = 0
    other.does("restricted-access", text="About a colleague", named=[])
    program, copies = desk.program("complaints.manager"), f"{desk.href}/copies"
    (copy,) = program.get(copies)[1]["items"]
    status, refused = program.post(f"{copies}/{copy['copy_id']}/opening", {})
    assert (status, refused["ask"]["href"]) == (403, f"{other.href}/reads")
    assert program.post(f"{other.href}/reads", {"reason": "data_rights"})[0] == 200
    assert program.post(f"{copies}/{copy['copy_id']}/opening", {})[0] == 200

    # What is erased is erased wherever it went.
    assert len(copies_kept()) == 1
    other.version = 0
    other.does("withdrawal", in_writing=True, text="She does not want it any more")
    other.does("erasure", ground="not_needed", sure=True)
    town.carry()
    assert copies_kept() == []


def test_3_6_mail_of_theirs_that_is_in_no_case_goes_into_the_copy_and_nobody_elses(
    town: InProcess, desk: Desk
):
    """UK GDPR Article 15: what waits or was put away is held of them too (docs/decisions/0089)."""
    asks = "Nurse Ruth Mentioned was kind.\nWhen do you open?"
    waits = town.arrives(multipart(part(asks), file(LETTER, "a.pdf"), subject="A question"))
    away = town.arrives(mail("Cheap pills", "Write to me"))
    filed = town.arrives(mail(f"About WLP/{number_of(desk)}", "In the case already"))
    other = town.arrives(mail("Hello", "From somebody else", sender="bo@patients.example"))
    program = desk.program("complaints.manager")
    assert program.post(f"/api/inbox/{away}/spam", {})[0] == 200
    form = looked_again(town, desk)
    assert "A question, received on" in form
    assert "Cheap pills, received on" in form
    assert "Hello, received on" not in form
    desk.version = 0
    for theirs in (other, filed):
        refused = desk.refused("copy", request="1", mails=[theirs])
        assert "Choose only mail from an address of this person" in str(refused)

    zipped = archive(town, desk, mails=[waits, away])

    page = index(zipped)
    assert "Mails that came from your address and are in no complaint" in page
    assert "Nurse [name removed] was kind." in page
    assert "When do you open?" in page
    assert "It came with a file that nobody has opened" in page
    assert "Cheap pills" in page
    assert zipped.namelist() == ["index.html"]
    timeline = str([each["facts"] for each in history(desk) if each["type"] == "copy.made"])
    assert "'mails': 2" in timeline


def test_s2_14_a_case_of_somebody_else_or_one_that_nobody_opened_goes_into_no_copy(
    town: InProcess, desk: Desk
):
    stranger, kept_to_few = somebody_elses(town), by_web(town)
    kept_to_few.does("restricted-access", text="About a colleague", named=[])
    for theirs in (stranger.rpartition("-")[2], number_of(kept_to_few)):
        refused = desk.refused("copy", request="1", cases=[theirs])
        assert "Choose only cases in which this person stands" in str(refused), theirs
    page = looked_again(town, desk)
    assert f"WLP/{number_of(kept_to_few)} may be the same person’s" in page


def looked_again(town: InProcess, desk: Desk) -> str:
    """The form of a copy, after staff had everything of the person looked for once more."""
    grace, form = sign_in(town, "complaints.manager"), f"{desk.page}/do/copy"
    looking = grace.send(form, {"version": desk.case["version"], "look": "again"})
    assert "are being looked for. Load this page again in a moment" in looking.text
    town.carry()
    return grace.get(form).text


def test_a_case_that_comes_after_somebody_asked_for_a_copy_is_found_by_itself(
    town: InProcess, desk: Desk
):
    town.carry()
    alone = sign_in(town, "complaints.manager").get(f"{desk.page}/do/copy").text
    assert "received on" not in alone.partition("Which of their other cases")[2]

    other = by_web(town)
    town.carry()

    again = sign_in(town, "complaints.manager").get(f"{desk.page}/do/copy").text
    assert f"WLP/{number_of(other)}, received on" in again


def somebody_elses(town: InProcess) -> str:
    """Another person of the same surname complains."""
    other = {"title": "Mr", "first_name": "Bo", "last_name": "Verity-Example"}
    contact = ANSWERS["contact"] | {"email": "bo@patients.example", "mobile": "07700 900999"}
    birth = ANSWERS["birth"] | {"date_of_birth-year": "58"}
    asked = ANSWERS | {"name": other, "contact": contact, "birth": birth}
    seen = sent(Visitor(town.browser), asked)
    return f"/api/cases/WLP-{seen.path.split('/')[2].partition('-')[2]}"


def history(desk: Desk) -> list[dict[str, Any]]:
    return list(desk.program("complaints.manager").get(f"{desk.href}/timeline")[1]["items"])


# Whoever speaks for a patient (C-16, C-17, S0-7).

EVERYTHING = {
    "answer": "agrees",
    "purposes": ["discuss"],
    "scope": "everything",
    "answered_by": "letter",
    "text": "Nell wrote: she may know, though we quarrel",
}


@pytest.fixture
def daughters(town: InProcess) -> Desk:
    """A daughter complains for her mother, and asks for a copy."""
    seen = sent(Visitor(town.browser), FOR_HER_MOTHER)
    desk = Desk(town, f"/api/cases/WLP-{seen.path.split('/')[2].partition('-')[2]}")
    desk.does("notes", text="Nell Olderly has been seen for her heart since 2019.")
    desk.does("subject-request", wants="copy", identity_known=True, text="All about my mother.")
    return desk


def test_c_17_who_speaks_for_a_patient_that_has_not_agreed_gets_only_what_they_wrote(
    town: InProcess, daughters: Desk
):
    daughters.document = add(  # type: ignore[attr-defined]
        town, sign_in(town, "complaints.manager"), daughters.href.replace("/api", "/staff"), LETTER
    )
    town.carry()
    daughters.version = 0
    asked = {"request": "1", "whose": "patient_through_complainant"}
    assert "not agreed" in daughters.refused("copy", **asked)
    assert "Choose whose details" in daughters.refused("copy", request="1")

    told = {"request": "1", "granted": True, "text": "Here it is"}
    assert "Order a copy" in daughters.refused("subject-request-answer", **told)

    own = archive(town, daughters, whose="complainant", files=[daughters.document])  # type: ignore[attr-defined]

    assert "Nobody rang me about my blood test" in index(own)
    assert "heart" not in index(own)
    assert "who has not agreed that you may see it" in index(own)
    assert own.namelist() == ["index.html"]
    daughters.version = 0
    daughters.does("subject-request-answer", **told)


def test_s0_7_a_consent_that_was_taken_back_after_the_copy_was_made_shuts_it(
    town: InProcess, daughters: Desk
):
    daughters.does("consent", **EVERYTHING)
    zipped = archive(town, daughters, whose="patient_through_complainant")
    page = index(zipped)
    assert "has been seen for her heart since 2019" in page
    assert "3 Testing Row" in page
    assert "quarrel" not in page, "what the patient said about her is not for her"
    daughters.version = 0
    daughters.does("consent-withdrawal", text="She rang", said_by="telephone")

    program = daughters.program("complaints.manager")
    (copy,) = program.get(f"{daughters.href}/copies")[1]["items"]
    status, answer = program.post(f"{daughters.href}/copies/{copy['copy_id']}/opening", {})

    told = {"request": "1", "granted": True, "text": "Here it is"}
    assert "Order a copy" in daughters.refused("subject-request-answer", **told)
    assert (status, "Do not hand the copy over" in answer["detail"]) == (409, True), answer
    browser = sign_in(town, "complaints.manager")
    path = daughters.href.replace("/api", "/staff")
    browser.get(f"{path}/copies")
    shown = browser.send(f"{path}/copies/{copy['copy_id']}/opening", {})
    assert "Do not hand the copy over" in shown.text


def test_3_6_the_patients_own_copy_holds_nothing_of_whoever_speaks_for_them(
    town: InProcess, daughters: Desk
):
    page = index(archive(town, daughters, whose="patient"))

    assert "[name removed] has been seen" not in page
    assert "Nell Olderly has been seen for her heart" in page
    assert "asha@patients.example" not in page
