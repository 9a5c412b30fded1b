"""What people ask about their own details, by the form and without an account (domain.md 3.6, C-26)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from chalicelib.application.casework import pinned
from chalicelib.domain.case import CaseFile
from chalicelib.domain.contact import record_of
from chalicelib.domain.data_rights import DataMatter, begun_with, subject_requests_of, unacknowledged
from chalicelib.domain.parties import PATIENT, Channel
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.language import ENGLISH, LANGUAGES
from chalicelib.presentation.questions_about_details import DETAILS_FORM
from chalicelib.presentation.urls import Urls
from tests.builders import london
from tests.entry.test_reading_age import OLDEST, reading_age
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld
from tests.visitor import ANSWERS, Seen, Visitor

REAL_WORDS = Correspondence(Urls("https://complaints.example/live"), demonstration=True)
FORM = "/your-information"

ABOUT_ME = {
    "who": {"standing": "self"},
    **{
        step: ANSWERS[step]
        for step in ("name", "birth", "contact", "email", "keep-in-touch", "formats", "support")
    },
}
FOR_HER_MOTHER = {
    "who": {"standing": "representative"},
    "basis": {"basis": "asked"},
    "relationship": {"relationship": "I am her daughter", "authority": ""},
    "their-name": {
        "patient_title": "",
        "patient_first_name": "Nell",
        "patient_last_name": "Olderly",
    },
    "their-birth": {"patient_born-day": "", "patient_born-month": "", "patient_born-year": ""},
    "their-contact": {"patient_address": "3 Testing Row", "patient_postcode": "", "patient_phone": ""},
}
TOLD = {
    DataMatter.COPY: {"what_happened": "All letters about my complaint in May."},
    DataMatter.CORRECTION: {
        "what_happened": "My house number is wrong.",
        "desired_outcome": "It is 12.",
    },
    DataMatter.ERASURE: {"what_happened": "My old telephone number."},
    DataMatter.RESTRICTION: {"what_happened": "The note of 3 May, until you have checked it."},
    DataMatter.OBJECTION: {"what_happened": "My story in your training."},
    DataMatter.COMPLAINT: {"what_happened": "My letter went next door.", "desired_outcome": ""},
}


def asks(matter: DataMatter, about: Mapping[str, Mapping[str, Any]] = ABOUT_ME) -> dict[str, Any]:
    return {"what": {"data_matter": matter}, matter: TOLD[matter], **about}


def fill_in(visitor: Visitor, answers: Mapping[str, Mapping[str, Any]]) -> Seen:
    seen = visitor.get(f"{FORM}/what")
    for step, given in answers.items():
        assert seen.path == f"{FORM}/{step}", seen.text
        seen = visitor.send(f"{FORM}/{step}", dict(given))
    return seen


def sent(visitor: Visitor, answers: Mapping[str, Mapping[str, Any]]) -> Seen:
    seen = fill_in(visitor, answers)
    assert seen.path == f"{FORM}/check", seen.text
    return visitor.post(f"{FORM}/check")


def only(world: FakeWorld) -> CaseFile:
    (file,) = world.cases.files.values()
    return file


def due(world: FakeWorld, code: str) -> date | None:
    file = only(world)
    clocks = file.clocks(pinned(file.case, world.ports.policies))
    return next(clock.due for clock in clocks if clock.code == code)


@pytest.mark.parametrize("matter", [each for each in DataMatter if each is not DataMatter.COMPLAINT])
def test_a_request_sent_by_the_form_runs_its_month_from_that_day_3_6(
    visitor: Visitor, world: FakeWorld, matter: DataMatter
):
    world.clock.move_to(london(date(2027, 1, 4), 10))

    seen = sent(visitor, asks(matter))

    assert "We have received your request" in seen.text
    assert "We will answer you by Thursday 4 February 2027" in seen.text
    (request,) = subject_requests_of(only(world).events)
    assert (request.wants, request.waits, request.is_answered) == (matter, False, False)
    assert due(world, "SAR:1") == date(2027, 2, 4)


def test_a_complaint_about_personal_details_has_its_own_thirty_days_c26(
    visitor: Visitor, world: FakeWorld
):
    world.clock.move_to(london(date(2027, 1, 4), 10))

    seen = sent(visitor, asks(DataMatter.COMPLAINT))

    assert "We have received your complaint about your information" in seen.text
    assert "By Tuesday 2 February 2027 we will tell you who looks into it" in seen.text
    assert "Information Commissioner" in seen.text
    assert unacknowledged(only(world).events) == ("1",)
    assert due(world, "DPC:1") == date(2027, 2, 2)


def test_no_clock_of_the_complaints_regulations_starts_c26(visitor: Visitor, world: FakeWorld):
    sent(visitor, asks(DataMatter.COMPLAINT))

    file = only(world)
    clocks = {each.code for each in file.clocks(pinned(file.case, world.ports.policies))}
    assert clocks == {"DPC:1"}


def test_what_somebody_wrote_is_kept_once_and_in_their_words(visitor: Visitor, world: FakeWorld):
    sent(visitor, asks(DataMatter.CORRECTION))

    received, asked = only(world).events[:2]
    record = record_of(received)
    assert record is not None
    assert record.what_happened == "My house number is wrong."
    assert record.desired_outcome == "It is 12."
    assert asked.sealed is None
    assert "house" not in str(dict(received.facts))


def test_a_receipt_with_the_date_goes_by_mail(visitor: Visitor, world: FakeWorld):
    world.clock.move_to(london(date(2027, 1, 4), 10))
    sent(visitor, asks(DataMatter.COPY))

    mail = receipt(world)

    assert "4 February 2027" in mail
    assert "letters about my complaint" not in mail
    assert "Ombudsman" not in mail
    assert "Information Commissioner" in mail


def test_staff_are_alerted_to_what_it_is_and_by_when(visitor: Visitor, world: FakeWorld):
    world.clock.move_to(london(date(2027, 1, 4), 10))
    sent(visitor, asks(DataMatter.COMPLAINT))

    words = alert(world)

    assert "A new complaint about personal details arrived" in words
    assert "2 February 2027" in words


def test_staff_find_it_in_their_list_and_see_what_to_do_next(
    visitor: Visitor, manager: Browser, program: Program, world: FakeWorld
):
    sent(visitor, asks(DataMatter.ERASURE))
    reference = only(world).case.reference
    assign = {"version": version_of(world, reference), "handler": "case.handler"}
    assert program.post(f"/api/cases/{reference.in_url}/assignment", assign).status_code == 200

    listed = said(manager.get("/staff/cases?view=team"))
    case = said(manager.get(f"/staff/cases/{only(world).case.reference.in_url}"))

    assert "Answer the request about personal details" in listed
    assert "Something erased that we hold about them" in case
    assert "My old telephone number." in case


def test_staff_stop_the_month_once_they_ask_who_it_is_3_6(
    visitor: Visitor, program: Program, world: FakeWorld
):
    world.clock.move_to(london(date(2027, 1, 4), 10))
    sent(visitor, asks(DataMatter.COPY))
    reference = only(world).case.reference
    world.clock.move_to(london(date(2027, 1, 6), 10))

    body = {"request": "1", "why": "identity", "text": "Please bring a passport."}
    path = f"/api/cases/{reference.in_url}/subject-request-question"
    answer = program.post(path, {"version": version_of(world, reference), **body})

    assert answer.status_code == 200, answer.body
    assert subject_requests_of(only(world).events)[0].waits


def test_whoever_speaks_for_another_says_what_lets_them_and_is_told_nothing_yet(
    visitor: Visitor, world: FakeWorld
):
    seen = sent(visitor, asks(DataMatter.COPY, FOR_HER_MOTHER | dict(list(ABOUT_ME.items())[1:])))

    assert "We cannot tell you anything about another person" in seen.text
    patient = only(world).party(PATIENT)
    assert patient is not None
    assert patient.full_name == "Nell Olderly"


def test_their_needs_are_kept_as_with_a_complaint_s2_29(visitor: Visitor, world: FakeWorld):
    sent(visitor, asks(DataMatter.COPY, ABOUT_ME | {"formats": {"formats": ["large_print"]}}))

    person = only(world).complainant
    assert person is not None
    assert person.needs.formats == ("large_print",)
    assert person.channels == (Channel.TELEPHONE, Channel.EMAIL)


@pytest.mark.parametrize(
    ("step", "given", "fault"),
    [
        ("what", {"data_matter": ""}, "Choose what you would like us to do"),
        ("what", {"data_matter": "everything"}, "Choose what you would like us to do"),
        ("correction", {"what_happened": " "}, "Tell us which details are wrong"),
        ("correction", {"what_happened": "A", "desired_outcome": ""}, "Tell us what is right"),
        ("correction", {"what_happened": "a" * 20_001, "desired_outcome": "B"}, "take out 1"),
        ("who", {"standing": ""}, "Choose who it is about"),
        ("name", {"first_name": "", "last_name": "V"}, "Enter your first name"),
        ("birth", {"date_of_birth-day": "40"}, "Date of birth"),
        ("contact", {"email": "nowhere"}, "Enter an email address in the right format"),
        ("contact", {"email": ""}, "Give at least one way to reach you"),
    ],
)
def test_what_is_wrong_is_said_beside_its_question_and_nothing_typed_is_lost(
    visitor: Visitor, world: FakeWorld, step: str, given: dict[str, str], fault: str
):
    answers = asks(DataMatter.CORRECTION)
    before = {slug: answers[slug] for slug in list(answers)[: list(answers).index(step)]}
    fill_in(visitor, before)

    seen = visitor.send(f"{FORM}/{step}", given)

    assert seen.status == 422
    assert fault in seen.text
    assert not world.cases.files
    typed = next(iter(given))
    assert step in ("what", "who") or seen.value(typed) == given[typed]


def test_sending_twice_makes_one_case(visitor: Visitor, world: FakeWorld):
    first = sent(visitor, asks(DataMatter.COPY))
    again = visitor.post(f"{FORM}/check")

    assert first.text == again.text
    assert len(world.cases.files) == 1


def test_an_answer_can_be_changed_before_it_is_sent(visitor: Visitor, world: FakeWorld):
    fill_in(visitor, asks(DataMatter.COPY))

    visitor.send(f"{FORM}/what", {"data_matter": "complaint", "change": "1"})
    check = visitor.send(f"{FORM}/complaint", {**TOLD[DataMatter.COMPLAINT], "change": "1"})
    visitor.post(f"{FORM}/check")

    assert "My letter went next door." in check.text
    assert begun_with(only(world).events) is DataMatter.COMPLAINT


def test_the_form_and_a_complaint_begun_in_the_same_browser_stay_apart(
    visitor: Visitor, world: FakeWorld
):
    visitor.fill_in()
    sent(visitor, asks(DataMatter.COPY))

    complaint = visitor.post("/complain/check")

    assert "We have received your complaint" in complaint.text
    assert len(world.cases.files) == 2


def test_nobody_skips_a_question_by_its_address(visitor: Visitor):
    assert visitor.get(f"{FORM}/check").path == f"{FORM}/what"
    fill_in(visitor, {"what": {"data_matter": "copy"}})
    assert visitor.get(f"{FORM}/name").path == f"{FORM}/copy"
    assert visitor.get(f"{FORM}/nowhere").status == 404


def test_answers_can_be_deleted_on_a_shared_computer(visitor: Visitor):
    fill_in(visitor, {"what": {"data_matter": "copy"}, "copy": TOLD[DataMatter.COPY]})
    assert "Somebody has begun this form" in visitor.get(FORM).text

    visitor.post(FORM)

    assert "Somebody has begun this form" not in visitor.get(FORM).text


def test_another_organisation_has_its_own_form_and_its_own_case(visitor: Visitor, world: FakeWorld):
    base = "/o/kestrel-reports/your-information"
    seen = visitor.get(f"{base}/what")
    for step, given in asks(DataMatter.COPY).items():
        seen = visitor.send(f"{base}/{step}", dict(given))
    assert seen.path == f"{base}/check", seen.text
    visitor.post(f"{base}/check")

    assert only(world).case.organisation == "kestrel-reports"


def test_the_form_is_read_at_the_age_of_eleven(visitor: Visitor):
    pages = [visitor.get(FORM).html]
    for matter in DataMatter:
        visitor.post(FORM)
        for step, given in asks(matter).items():
            pages.append(visitor.get(f"{FORM}/{step}").html)
            visitor.send(f"{FORM}/{step}", dict(given))
    pages.append(visitor.post(f"{FORM}/check").html)

    mains = "".join(page.partition("<main")[2] for page in pages)
    assert reading_age(f"<body>{mains}") <= OLDEST
    assert reading_age(pages[0]) <= OLDEST
    assert reading_age(pages[-1]) <= OLDEST


@pytest.mark.parametrize(
    "language", [each for each in LANGUAGES if each is not ENGLISH], ids=lambda each: each.code
)
def test_the_form_is_asked_in_every_language_s2_29(visitor: Visitor, language: Any):
    visitor.get(f"{FORM}?language={language.code}")

    for step in DETAILS_FORM.steps:
        assert language.said(step.heading) != step.heading, step.heading
    assert language.said("What would you like us to do?") in visitor.get(f"{FORM}/what").text


def receipt(world: FakeWorld) -> str:
    """The receipt that went to whoever asked."""
    world.words = REAL_WORDS
    world.deliver()
    (mail,) = world.mail.to("asha@patients.example")
    return mail.text


def alert(world: FakeWorld) -> str:
    """The alert that went to the staff."""
    world.words = REAL_WORDS
    world.deliver()
    return next(mail.text for mail in world.mail.sent if "personal details" in mail.text)
