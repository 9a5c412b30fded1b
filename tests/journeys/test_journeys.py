"""Whole journeys, over HTTP in, DynamoDB, its stream, and mail out: each in this process on an AWS in
memory, and through the gateway of the packaged deployment with its permissions enforced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from chalicelib.domain.calendar import london_date
from chalicelib.presentation.dates import full_date
from infra.demo.staff import DEMO_PASSWORD
from tests.builders import CHRISTMAS_EVE, ENGLAND
from tests.journeys.in_process import town_in_process
from tests.journeys.town import Program, Town, complain, sign_in, today
from tests.visitor import ANSWERS, Visitor

ASHA = ANSWERS["contact"]["email"]
GRACE = "complaints.manager@willow-lane.example"
DANIEL = "case.handler@willow-lane.example"


@pytest.fixture(params=["in process", pytest.param("packaged", marks=pytest.mark.packaged)])
def town(request: pytest.FixtureRequest) -> Iterator[Town]:
    if request.param == "in process":
        with town_in_process(CHRISTMAS_EVE) as in_process:
            yield in_process
    else:
        yield request.getfixturevalue("packaged_town")


def acknowledge_by(town: Town) -> str:
    return full_date(ENGLAND.add_working_days(today(town), 3))


def test_a_patient_complains_and_is_told_the_date_and_gets_a_receipt(town: Town):
    _, seen, number = complain(town)

    assert acknowledge_by(town) in seen.text
    (receipt,) = town.mails(ASHA, number, expected=1)
    assert receipt.subject.endswith("We have received your message")
    assert acknowledge_by(town) in receipt.text
    assert "blood test" not in receipt.text


def test_a_second_press_and_a_resend_lead_to_the_same_case_and_no_second_mail(town: Town):
    visitor, seen, number = complain(town)

    again = visitor.post("/complain/check")

    assert again.path == seen.path
    assert len(town.mails(ASHA, number, expected=1)) == 1
    assert len(town.mails(GRACE, number, expected=1)) == 1


def test_nobody_else_sees_the_confirmation(town: Town):
    _, seen, number = complain(town)

    stranger = Visitor(town.browser).get(seen.path)

    assert number not in stranger.text


def is_listed(staff: Visitor, number: str, path: str) -> bool:
    """Whether the case is on the list, on this page of it or a further one."""
    page = staff.get(path).html
    further = re.search(r'href="([^"]+)" rel="next"', page)
    return number in page or bool(further and is_listed(staff, number, unescape(further[1])))


def test_the_complaints_manager_is_alerted_signs_in_and_deals_with_the_complaint(town: Town):
    _, _, number = complain(town)
    (alert,) = town.mails(GRACE, number, expected=1)
    assert "Verity" not in alert.text
    assert f"/staff/cases/WLP-{number}" in alert.text

    grace = sign_in(town, "complaints.manager")
    assert is_listed(grace, number, "/staff/cases?view=unassigned")
    case = grace.get(f"/staff/cases/WLP-{number}")
    assert "Nobody rang me about my blood test" in case.text
    assert acknowledge_by(town) in case.text

    version = case.value("version")
    path = f"/staff/cases/WLP-{number}"
    given = grace.post(f"{path}/do/assignment", version=version, handler="case.handler")
    assert f"DOK/{number}" in given.text
    town.mails(DANIEL, number, expected=1)

    daniel = sign_in(town, "case.handler")
    mine = daniel.get(f"/staff/cases/DOK-{number}")
    done = daniel.send(
        f"/staff/cases/DOK-{number}/do/acknowledgement",
        {
            "version": mine.value("version"),
            "how": "email",
            "words": "I am sorry that nobody rang you.",
            "offered": ["telephone", "meeting"],
            "when": "now",
        },
    )
    assert done.status == 200
    letters = town.mails(ASHA, number, expected=2)
    assert "I am sorry that nobody rang you." in letters[-1].text
    after = daniel.get(f"/staff/cases/DOK-{number}")
    assert "Not acknowledged yet" not in after.text
    assert "Acknowledged" in after.text

    noted = daniel.post(
        f"/staff/cases/DOK-{number}/do/notes",
        version=after.value("version"),
        text="Rang her. She asks for the date of the test.",
    )
    assert "She asks for the date of the test" in noted.text


def test_an_acknowledgement_without_the_offer_leaves_the_date_standing(town: Town):
    _, _, number = complain(town)
    grace = sign_in(town, "complaints.manager")
    path = f"/staff/cases/WLP-{number}"

    for part in ({"how": "telephone"}, {"how": "", "offered": ["meeting"]}):
        seen = grace.get(path)
        assert "Not acknowledged yet" in seen.text
        form = {"version": seen.value("version"), "when": "now", **part}
        grace.send(f"{path}/do/acknowledgement", form)

    assert "Not acknowledged yet" not in grace.get(path).text


def test_the_second_of_two_people_is_told_what_the_first_did_and_keeps_what_they_typed(town: Town):
    _, _, number = complain(town)
    town.mails(GRACE, number, expected=1)
    path = f"/staff/cases/WLP-{number}"
    grace, susan = sign_in(town, "complaints.manager"), sign_in(town, "office.manager")
    seen_by_both = grace.get(path).value("version")
    susan.get(path)
    grace.post(f"{path}/do/notes", version=seen_by_both, text="Grace was first")

    told = susan.post(f"{path}/do/notes", version=seen_by_both, text="Susan typed this")

    assert told.status == 409
    assert "Grace was first" in told.text
    assert told.value("text") == "Susan typed this"
    kept = susan.post(f"{path}/do/notes", version=told.value("version"), text=told.value("text"))
    assert "Susan typed this" in kept.text
    assert "Grace was first" in kept.text


@pytest.mark.parametrize(
    ("username", "password", "said"),
    [
        ("complaints.manager", "wrong", "is not right"),
        ("nobody.at.all", DEMO_PASSWORD, "is not right"),
    ],
    ids=["a wrong password", "an unknown name"],
)
def test_a_wrong_sign_in_is_answered_alike_whatever_was_wrong(town: Town, username, password, said):
    visitor = Visitor(town.browser)
    visitor.get("/staff/sign-in")

    seen = visitor.post("/staff/sign-in", username=username, password=password, next="")

    assert said in seen.text
    assert "session" not in visitor.cookies


def test_a_program_does_through_the_api_what_staff_do_on_pages(town: Town):
    grace = Program(town).sign_in("complaints.manager")
    contact = {
        "urgent_need": False,
        "contact_type": "complaint",
        "received_via": "phone",
        "callback_offered": True,
        "meeting_offered": False,
        "subject": "appointments",
        "what_happened": "She has rung every morning for a week.",
        "first_name": "Petra",
        "last_name": "Examplova",
        "mobile": "07700 900456",
        "channels": ["telephone"],
    }
    key = f"call-{town.now().timestamp()}"

    status, case = grace.post("/api/cases", contact, **{"Idempotency-Key": key})
    assert status == 201
    _, again = grace.post("/api/cases", contact, **{"Idempotency-Key": key})
    assert again["reference"] == case["reference"]
    deadline = next(each for each in case["deadlines"] if each["clock"] == "ACK")
    assert deadline["due"] == ENGLAND.add_working_days(today(town), 3).isoformat()
    assert sum(step["counted"] for step in deadline["steps"]) == 3

    href = case["href"]
    body = {"version": case["version"], "how": "telephone", "offered": ["meeting"]}
    status, case = grace.post(f"{href}/acknowledgement", body)
    assert (status, case["state"]) == (200, "acknowledged")
    status, case = grace.post(
        f"{href}/assignment", {"version": case["version"], "handler": "case.handler"}
    )
    assert case["handler"]["name"] == "Daniel Okafor"
    status, problem = grace.post(f"{href}/notes", {"version": 1, "text": "Seen too long ago"})
    assert (status, problem["type"]) == (409, "urn:candour:problem:case_changed")
    note = {"version": case["version"], "text": "Rang back"}
    status, case = grace.post(f"{case['href']}/notes", note)
    assert status == 200
    status, timeline = grace.get(f"{case['href']}/timeline")
    kinds = [entry["type"] for entry in timeline["items"]]
    assert {"ack.sent", "discussion.offered", "handler.assigned", "note.added"} <= set(kinds)
    assert kinds[-1] == "case.received"


def test_the_reminders_come_the_day_before_and_on_the_day_and_the_breach_the_day_after(town: Town):
    _, _, number = complain(town)
    due = ENGLAND.add_working_days(london_date(town.now()), 3)

    town.morning_of(ENGLAND.add_working_days(due, -1))
    assert [m.subject for m in town.mails(GRACE, number, expected=2)][1:] == [
        f"[WLP/{number}] Reminder: due on {due.day} {due:%B %Y}"
    ]
    town.morning_of(due)
    assert len(town.mails(GRACE, number, expected=3)) == 3
    town.morning_of(ENGLAND.add_working_days(due, 1))
    last = town.mails(GRACE, number, expected=4)

    assert last[-1].subject.startswith(f"[WLP/{number}] Late")
    town.morning_of(ENGLAND.add_working_days(due, 3))
    assert len(town.mails(GRACE, number, expected=4)) == 4
    assert len(town.mails(ASHA, number, expected=1)) == 1


def test_somebody_follows_their_complaint_with_a_code_from_their_postbox(town: Town):
    visitor, _, number = complain(town)
    (receipt,) = town.mails(ASHA, number, expected=1)
    assert "/follow" in receipt.text

    visitor.get("/follow/without-reference")
    born = {"date_of_birth-day": "27", "date_of_birth-month": "3", "date_of_birth-year": "1957"}
    visitor.send("/follow", {"way": "reference", "reference": f"WLP-{number}",
                             "full_name": "VERITY EXAMPLE, Mrs Asha", **born})  # fmt: skip
    code = town.mails(ASHA, number, expected=2)[-1]
    digits = re.search(r"\b\d{6}\b", code.text.partition("Your code")[2])
    assert code.subject.endswith("Your code")
    assert digits
    seen = visitor.send("/follow/code", {"code": digits[0]})

    assert acknowledge_by(town) in seen.text
    seen = visitor.send("/follow/complaint/messages", {"about": "message", "text": "Any news?"})
    assert "Any news?" in seen.text
    assert any("The person wrote" in mail.subject for mail in town.mails(GRACE, number, expected=2))
