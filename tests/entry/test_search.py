"""Finding a case without its reference (S0-4): who is found, what is shown, and what is never told."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from chalice.test import Client

from chalicelib.application.open_case import open_case
from chalicelib.domain.errors import Invalid
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.reference import Reference
from chalicelib.entry.sought import read_clues
from tests.builders import PRACTICE, a_party, an_intake
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld

FIND = "/staff/cases/find"


def received(world: FakeWorld, key: str, **person: object) -> Reference:
    intake = an_intake(key=key, party=a_party(**person))
    reference = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    world.deliver()
    return reference


def listed(answer) -> list[str]:
    return re.findall(r'href="/staff/cases/[A-Z]+-\d+">([A-Z]+/\d{6})<', answer.body.decode())


def test_a_reference_in_the_search_box_opens_its_case(manager: Browser, reference: Reference):
    answer = manager.post(FIND, sought=" wlp 100001")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/cases/WLP-100001")


def test_s0_4_a_name_alone_lists_its_case_and_never_opens_it(manager: Browser, reference: Reference):
    answer = manager.post(FIND, sought="verity-example")

    assert answer.status_code == 200
    assert listed(answer) == [str(reference)]
    assert "1 case fits" in said(answer)


@pytest.mark.parametrize(
    "known",
    [
        pytest.param("Example, ASHA", id="the words of a name in any order"),
        pytest.param("27/03/1957", id="a date of birth"),
        pytest.param("27 March 1957 verity", id="a date of birth and a word of a name"),
        pytest.param("Asha@Patients.example", id="an email address"),
        pytest.param("07700 900123", id="a telephone number"),
        pytest.param("943 476 5919", id="an NHS number"),
    ],
)
def test_a_case_is_found_by_what_is_known_of_its_person(world: FakeWorld, manager: Browser, known: str):
    asha = received(world, "asha", nhs_number="9434765919")
    received(
        world,
        "other",
        first_name="Ravi",
        last_name="Other",
        born_on=date(1960, 1, 2),
        email="ravi@patients.example",
        mobile="+447700900999",
    )

    assert listed(manager.post(FIND, sought=known)) == [str(asha)]


def test_every_clue_must_fit_the_same_person(manager: Browser, reference: Reference):
    answer = manager.post(FIND, sought="verity 28 March 1957")

    assert listed(answer) == []
    assert "No case fits" in said(answer)


@pytest.mark.parametrize("nothing", ["", "  ", "A", "31 February 1957", "x" * 201])
def test_what_cannot_be_looked_for_is_answered_beside_the_box_and_kept_in_it(
    manager: Browser, nothing: str
):
    answer = manager.post(FIND, sought=nothing)

    assert answer.status_code == 422
    assert 'id="sought-error"' in answer.body.decode()
    assert f'value="{nothing.strip()}"' in answer.body.decode()


def test_a_program_finds_the_same_cases(program: Program, reference: Reference):
    answer = program.post("/api/cases/search", {"sought": "asha 1957-03-27"})

    assert [each["reference"] for each in answer.json_body["items"]] == [str(reference)]
    assert answer.json_body["is_all"] is True


def test_what_was_looked_for_stands_in_no_address_and_no_log(
    manager: Browser, reference: Reference, capsys: pytest.CaptureFixture[str]
):
    page = manager.post(FIND, sought="verity").body.decode()

    assert 'method="get"' not in page
    assert "verity" not in capsys.readouterr().out.casefold()


def test_a_fault_of_a_date_says_nothing_of_what_was_typed(world: FakeWorld):
    with pytest.raises(Invalid) as refused:
        read_clues("99/99/1957", world.ports.fields, today=date(2026, 12, 24))

    assert "99" not in refused.value.faults[0].message


def test_the_keys_come_with_a_box_that_switches_them_off(manager: Browser, reference: Reference):
    page = manager.get("/staff/cases").body.decode()

    assert re.search(r'<script type="module" src="/static/shortcuts\.js\?v=\w+">', page)
    assert 'id="shortcuts-on" type="checkbox" checked' in page


@pytest.mark.parametrize("name", ["candour.css", "staff.css"])
def test_every_rule_of_a_stylesheet_is_closed(manager: Browser, name: str):
    # A merge once lost a brace: everything after it became part of the rule before it.
    sheet = manager.get(f"/static/{name}").body.decode()

    assert sheet.count("{") == sheet.count("}")


def wrote(world: FakeWorld, key: str, story: str, **person: object) -> Reference:
    intake = an_intake(key=key, what_happened=story, party=a_party(**person))
    reference = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    world.deliver()
    return reference


def test_a_case_is_found_by_words_of_what_people_wrote_and_more_words_find_fewer(
    world: FakeWorld, manager: Browser
):
    one = wrote(world, "1", "My prescription went to another pharmacy", last_name="Shah")
    other = wrote(world, "2", "The prescription had the wrong name", last_name="Other")

    assert set(listed(manager.post(FIND, sought="prescriptions"))) == set()
    assert set(listed(manager.post(FIND, sought="prescription"))) == {str(one), str(other)}
    assert listed(manager.post(FIND, sought="pharmacy prescription")) == [str(one)]
    assert listed(manager.post(FIND, sought="shah prescription")) == [str(one)]


def test_a_note_and_an_issue_find_their_case_and_an_undone_note_does_not(
    world: FakeWorld, manager: Browser
):
    case = wrote(world, "1", "Nobody rang me")
    path = f"/staff/cases/{case.in_url}/do"
    world.clock.forward(timedelta(minutes=1))
    issues = {"issues-1-text": "The ambulance was late", "issues-1-subject": "clinical_treatment"}
    manager.post(f"{path}/issues", version=version_of(world, case), **issues)
    world.clock.forward(timedelta(minutes=1))
    manager.post(f"{path}/notes", version=version_of(world, case), text="Rang the hospice")
    world.deliver()

    assert listed(manager.post(FIND, sought="ambulance")) == [str(case)]
    assert listed(manager.post(FIND, sought="hospice")) == [str(case)]
    manager.post(f"{path}/undo", version=version_of(world, case))
    world.deliver()
    assert listed(manager.post(FIND, sought="hospice")) == []


def test_s2_14_no_word_of_a_restricted_case_is_told_by_its_being_found(
    app_client: Client, world: FakeWorld, manager: Browser
):
    case = wrote(world, "1", "The locum shouted", last_name="Shah")
    path = f"/staff/cases/{case.in_url}/do/restricted-access"
    manager.post(path, version=version_of(world, case), text="It is about a colleague")
    world.deliver()
    office = Browser(app_client, "office.manager")

    assert "No case fits" in said(office.post(FIND, sought="locum"))
    assert "No case fits" in said(manager.post(FIND, sought="locum"))
    assert listed(office.post(FIND, sought="shah")) == [str(case)], "that there is one may be known"


def test_s4_9_a_sensitive_case_is_not_found_by_its_words_before_somebody_said_why_they_open_it(
    world: FakeWorld, manager: Browser
):
    case = wrote(world, "1", "The bruises were ignored", last_name="Shah")
    answers = dict.fromkeys(
        ("patient_safety", "adult_safeguarding", "counter_fraud", "duty_of_candour"), "no"
    )
    manager.post(
        f"/staff/cases/{case.in_url}/do/triage",
        version=version_of(world, case),
        child_safeguarding="yes",
        text="The team was told today",
        **answers,
    )
    world.deliver()

    assert "No case fits" in said(manager.post(FIND, sought="bruises"))
    assert listed(manager.post(FIND, sought="shah")) == [str(case)]


def test_s0_1_whoever_must_confirm_callers_first_finds_people_and_no_words(
    app_client: Client, world: FakeWorld
):
    case = wrote(world, "1", "My prescription was lost", last_name="Shah")
    reception = Browser(app_client, "reception")

    assert "No case fits" in said(reception.post(FIND, sought="prescription"))
    assert listed(reception.post(FIND, sought="shah")) == [str(case)]


def test_whoever_a_case_is_about_does_not_find_it_by_what_was_written(
    app_client: Client, world: FakeWorld, manager: Browser
):
    case = wrote(world, "1", "The manager was rude")
    office = Browser(app_client, "office.manager")
    assert listed(office.post(FIND, sought="rude")) == [str(case)]
    path = f"/staff/cases/{case.in_url}/do/staff-concerned"
    named = {"name": "The manager", "staff": "office.manager", "concerned": "staff_subject"}
    manager.post(path, version=version_of(world, case), **named)
    world.deliver()

    assert "No case fits" in said(office.post(FIND, sought="rude"))


def test_a_program_finds_by_words_as_well(program: Program, world: FakeWorld):
    case = wrote(world, "1", "My prescription was lost")

    answer = program.post("/api/cases/search", {"sought": "prescription lost"})

    assert [each["reference"] for each in answer.json_body["items"]] == [str(case)]
