"""Assessment and plan through the API and the page (issue 6, point 3; S2-47 to S2-50, S2-101)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.builders import london
from tests.journeys.desk import ASSESSMENT, MANAGER, PARTNER, PLAN, RECEPTION, TRIAGE, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.stories.told import at
from tests.journeys.town import complain, sign_in

DATES = {"investigate_by": "2027-01-22", "respond_by": "2027-02-04"}
FIRST = {"text": "Nobody rang back", "subject": "communications", "staff_group": "reception"}
SECOND = {"text": "The letter went astray", "subject": "administration"}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(london(date(2026, 12, 7), 10)) as made:
        yield made


def acknowledged(town: InProcess) -> Desk:
    _, _, number = complain(town)
    desk = Desk(town, f"/api/cases/WLP-{number}")
    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    return desk


def test_s2_80_nothing_is_planned_before_each_of_the_seven_questions_is_answered(town: InProcess):
    desk = acknowledged(town)
    for first in ("how grave", "other procedures", "List the issues"):
        assert first in desk.refused("assessment", **ASSESSMENT, text="Look into it")
        if first == "how grave":
            desk.does("grade", grade=1, reason="By its consequences")
        elif first == "other procedures":
            desk.does("triage", **TRIAGE)
    desk.does("issues", issues=[FIRST])

    for question in ASSESSMENT:
        left = {name: value for name, value in ASSESSMENT.items() if name != question}
        status, refused = desk.tries("assessment", **left, text="Look into it")
        assert (status, [each["field"] for each in refused["errors"]]) == (422, [question])
    assert "seven questions" in desk.refused("plan", **PLAN, **DATES)
    desk.does("assessment", **ASSESSMENT, text="Look into it")

    assert desk.does("plan", **PLAN, **DATES)["state"] == "assessed"


def test_s2_47_the_form_of_the_plan_says_who_is_away_in_its_time_and_who_acts_for_them(
    town: InProcess,
):
    desk = acknowledged(town)
    desk.assessed(1, "Nobody rang back")
    leaves = [
        {"first": "2026-12-21", "last": "2027-01-08"},
        {"first": "2027-02-15", "last": "2027-02-19"},
    ]
    away = {"deputy": MANAGER, "absences": leaves}
    assert desk.program(PARTNER).post("/api/arrangements", away)[0] == 200
    assert desk.program(RECEPTION).post("/api/arrangements", away)[0] == 200
    form = f"{desk.page}/do/plan"

    told = desk.visitor(MANAGER).get(form).text
    desk.does("plan", **PLAN, **DATES)
    within = desk.visitor(MANAGER).get(form).text

    first = "is away from 21 December 2026 to 8 January 2027"
    assert f"{first} and from 15 February 2027 to 19 February 2027; Grace" in told
    assert told.count("is away from") == 1, "who neither signs nor has the case does not matter here"
    assert f"{first}; Grace" in within, "what comes after the response is not in the plan’s time"


def test_s2_49_s2_50_a_plan_has_two_dates_and_what_can_and_cannot_be_achieved(town: InProcess):
    desk = acknowledged(town)
    desk.assessed(1, "Nobody rang back")
    whole = {**PLAN, **DATES}

    for name in ("investigate_by", "respond_by", "achievable", "not_achievable", "wishes", "steps"):
        left = {each: value for each, value in whole.items() if each != name}
        status, refused = desk.tries("plan", **left)
        assert (status, [each["field"] for each in refused["errors"]]) == (422, [name])
    late = {**whole, "respond_by": "2027-01-21"}
    assert desk.tries("plan", **late)[1]["errors"][0]["field"] == "respond_by"
    assert "Agree on the plan first" in desk.refused("investigation", text="We begin")
    desk.does("plan", **whole)
    assert "Agree on the plan first" in desk.refused("investigation", text="We begin")
    desk.does("plan-answer", answer="accepted")

    agreed = desk.deadline("RESP")
    assert agreed["due"] == "2027-02-04"
    page = sign_in(town, MANAGER).get(f"/staff/{desk.href.removeprefix('/api/')}").text
    assert "The date agreed or given" in page


def test_s2_101_what_comes_up_after_the_plan_is_a_new_version_that_goes_to_the_person(
    town: InProcess,
):
    desk = acknowledged(town)
    desk.assessed(1, "Nobody rang back")
    first = [{"text": "Nobody rang back", "subject": "clinical_treatment"}]
    desk.does("plan", **{**PLAN, **DATES, "sent_by": "email"})
    desk.does("plan-answer", answer="accepted")
    desk.does("commissioner-check", has="not", text="They were asked")
    desk.does("investigation", text="We begin")

    status, refused = desk.tries("issues", issues=[SECOND])
    assert (status, refused["errors"][0]["field"]) == (422, "issues")
    desk.does("issues", issues=[*first, SECOND])
    for issue in ("1", "2"):
        desk.does("finding", issue=issue, finding="upheld", reasons="The record shows it")
    assert "send the plan again" in desk.refused("findings", text="Upheld")
    desk.does("plan", **{**PLAN, **DATES, "sent_by": "email"})
    desk.does("plan-answer", answer="accepted")

    assert len(town.mails("asha@patients", "Our plan", expected=2)) == 2
    page = sign_in(town, MANAGER).get(f"/staff/{desk.href.removeprefix('/api/')}").text
    assert "Version 2" in page


def test_s2_48_a_word_of_substance_begins_the_twenty_days_anew_and_a_note_does_not(town: InProcess):
    desk = acknowledged(town)
    assert desk.deadline("UPDATE")["due"] == "2027-01-07"
    at(town, date(2026, 12, 14), 10)
    desk.version = 0
    desk.does("notes", text="She rang; nothing is new")
    assert desk.deadline("UPDATE")["due"] == "2027-01-07"

    desk.does("contact", how="letter", substantive=True, text="We told her how it stands")

    assert desk.deadline("UPDATE")["due"] == "2027-01-14"
