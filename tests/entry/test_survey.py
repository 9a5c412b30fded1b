"""The survey through every door, on a world in memory: who is asked, how they answer, how they say no
(issue 4, point 9; S0-25, S0-26).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from chalice.test import Client

from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.open_case import open_case
from chalicelib.application.outgoing import OutgoingMail
from chalicelib.domain.casework import changed
from chalicelib.domain.events import PUBLIC, EventType, Happening
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.parties import Channel, Party
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.surveys.questions import Answer, Degree, Overall, Question
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.builders import PRACTICE, TERMS, a_party, an_intake, an_occasion, london
from tests.entry.test_reading_age import OLDEST, reading_age
from tests.entry.visitors import Browser, Program
from tests.fakes import FakeWorld
from tests.visitor import Seen, Visitor

WILLOW = OrganisationId("willow-lane")
ASKED_ON, REMINDED_ON = date(2027, 1, 12), date(2027, 1, 26)
"""Ten working days after Christmas Eve 2026, and ten after that."""
ON_PAPER = a_party(may_email=False, channels=(Channel.LETTER,))
SUBJECT = "How did we handle your complaint?"


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))


def happens(world: FakeWorld, number: CaseNumber, type: EventType, **facts: Any) -> None:
    file = world.cases.load(number)
    now = an_occasion(at=world.clock.now())
    world.cases.save(changed(file, [Happening(type, facts)], terms=TERMS, occasion=now))


def closed(world: FakeWorld, party: Party | None = None, key: str = "intake-1") -> CaseNumber:
    """A case that was closed this moment."""
    intake = an_intake(key=key, party=party)
    received = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    happens(world, received.reference.number, EventType.CASE_CLOSED)
    return received.reference.number


def on(world: FakeWorld, day: date) -> None:
    """A tick on that morning, and what the stream carries."""
    world.clock.move_to(london(day, 9, 5))
    look_after_due(world.ports)
    world.deliver()


def surveys(world: FakeWorld) -> list[OutgoingMail]:
    return [mail for mail in world.mail.sent if SUBJECT in mail.subject]


def outcomes(world: FakeWorld, number: CaseNumber, kind: EventType) -> list[str]:
    return [e.facts["outcome"] for e in world.cases.load(number).events if e.type is kind]


def asked(world: FakeWorld, party: Party | None = None) -> tuple[CaseNumber, OutgoingMail]:
    number = closed(world, party)
    on(world, ASKED_ON)
    (survey,) = surveys(world)
    return number, survey


def path_of(mail: OutgoingMail) -> str:
    return urlsplit(mail.stop_at).path.removesuffix("/stop")


def clicked(visitor: Visitor, mail: OutgoingMail, answer: str) -> Seen:
    (url,) = re.findall(rf"https?://\S+answer={answer}\S*", mail.text)
    return visitor.get(urlsplit(url).path + "?" + urlsplit(url).query)


def given(world: FakeWorld) -> list[Answer]:
    return list(world.surveys.kept.values())


def one_click(
    client: Client, path: str, content_type: str = "application/x-www-form-urlencoded"
) -> Any:
    """What a mailbox sends by itself: no cookie, no token, no browser (RFC 8058)."""
    body = b"List-Unsubscribe=One-Click"
    return client.http.post(path, headers={"Content-Type": content_type}, body=body)


def test_sc_10_the_survey_goes_ten_working_days_after_closing(world: FakeWorld):
    number = closed(world)

    on(world, date(2027, 1, 11))
    assert surveys(world) == []
    on(world, ASKED_ON)

    assert len(surveys(world)) == 1
    assert outcomes(world, number, EventType.SURVEY_DECIDED) == ["asked"]


def test_issue_4_9_the_answer_that_was_clicked_is_chosen_and_nothing_is_recorded(
    world: FakeWorld, visitor: Visitor
):
    _, survey = asked(world)

    page = clicked(visitor, survey, "badly")

    assert re.search(r'value="badly"[^>]*checked', page.html)
    assert given(world) == []


def test_issue_4_9_one_answer_is_enough_and_more_may_be_told(world: FakeWorld, visitor: Visitor):
    _, survey = asked(world)
    page = clicked(visitor, survey, "well")

    more = visitor.post(path_of(survey), id=page.value("id"), overall="well")
    assert given(world) == [Answer(page.value("id"), "2027-01", Overall.WELL)]
    thanks = visitor.post(
        f"{path_of(survey)}/more", id=more.value("id"), listened="yes", comment="Ring back sooner."
    )

    assert "Thank you" in thanks.text
    (answer,) = given(world)
    assert answer.others == {Question.LISTENED: Degree.YES}
    assert answer.comment == "Ring back sooner."


def test_issue_4_9_a_page_sent_twice_is_one_answer_and_another_page_comes_too_late(
    world: FakeWorld, visitor: Visitor
):
    _, survey = asked(world)
    first, second = clicked(visitor, survey, "well"), clicked(visitor, survey, "badly")

    for _ in range(2):
        again = visitor.post(path_of(survey), id=first.value("id"), overall="well")
        assert "We have your answer" in again.text
    late = visitor.post(path_of(survey), id=second.value("id"), overall="badly")

    assert "This survey is over" in late.text
    assert [each.overall for each in given(world)] == [Overall.WELL]


def test_an_answer_that_was_left_out_is_asked_for_beside_the_question(
    world: FakeWorld, visitor: Visitor
):
    _, survey = asked(world)
    page = visitor.get(path_of(survey))

    refused = visitor.post(path_of(survey), id=page.value("id"))

    assert refused.status == 422
    assert refused.text.count("Choose how well we handled it") == 2
    assert refused.value("id") == page.value("id")


def test_a_comment_that_is_too_long_is_not_lost(world: FakeWorld, visitor: Visitor):
    _, survey = asked(world)
    page = clicked(visitor, survey, "well")
    visitor.post(path_of(survey), id=page.value("id"), overall="well")

    refused = visitor.post(
        f"{path_of(survey)}/more", id=page.value("id"), listened="no", comment="x" * 501
    )

    assert refused.status == 422
    assert refused.value("comment") == "x" * 501
    assert re.search(r'name="listened"[^>]*value="no"[^>]*checked', refused.html)


def test_nobody_can_add_to_an_answer_without_the_page_on_which_it_was_given(
    world: FakeWorld, visitor: Visitor
):
    _, survey = asked(world)
    page = clicked(visitor, survey, "well")
    visitor.post(path_of(survey), id=page.value("id"), overall="well")

    other = visitor.post(f"{path_of(survey)}/more", id="a" * 43, comment="Not mine.")

    assert other.status == 404
    assert given(world)[0].comment == ""


def test_a_survey_closes_after_the_days_of_the_pack(world: FakeWorld, visitor: Visitor):
    _, survey = asked(world)
    page = clicked(visitor, survey, "well")
    world.clock.move_to(london(date(2027, 3, 15), 9))

    late = visitor.post(path_of(survey), id=page.value("id"), overall="well")

    assert "This survey is over" in late.text
    assert "This survey is over" in visitor.get(path_of(survey)).text
    assert given(world) == []


def test_issue_4_9_who_does_not_answer_is_reminded_once(world: FakeWorld):
    number, _ = asked(world)

    for day in (date(2027, 1, 25), REMINDED_ON, date(2027, 2, 26)):
        on(world, day)

    assert len(surveys(world)) == 2
    assert "the only time" in surveys(world)[1].text
    assert outcomes(world, number, EventType.SURVEY_REMINDED) == ["reminded"]


def test_issue_4_9_who_answered_is_not_reminded_and_the_case_does_not_say_why(
    world: FakeWorld, visitor: Visitor
):
    number, survey = asked(world)
    page = clicked(visitor, survey, "well")
    visitor.post(path_of(survey), id=page.value("id"), overall="well")

    on(world, REMINDED_ON)

    assert len(surveys(world)) == 1
    assert outcomes(world, number, EventType.SURVEY_REMINDED) == ["not_needed"]


def test_issue_4_9_a_limit_on_contact_that_came_meanwhile_keeps_the_reminder_back(world: FakeWorld):
    number, _ = asked(world)
    happens(world, number, EventType.RESTRICTION_PROPOSED)

    on(world, REMINDED_ON)

    assert len(surveys(world)) == 1


@pytest.mark.parametrize(
    ("why", "happened"),
    [
        pytest.param("safeguarding", ("triage.answered", {"linked": ["child_safeguarding"]}), id="1"),
        pytest.param("bereaved", ("letter.drafted", {"bereaved": True, "left_out": []}), id="2"),
        pytest.param("restricted", ("restriction.applied", {"review_on": "2027-09-01"}), id="3"),
    ],
)
def test_issue_4_9_no_survey_goes_and_the_case_says_why(
    world: FakeWorld, why: str, happened: tuple[str, dict[str, Any]]
):
    number = closed(world)
    happens(world, number, EventType(happened[0]), **happened[1])

    on(world, ASKED_ON)

    assert surveys(world) == []
    assert outcomes(world, number, EventType.SURVEY_DECIDED) == [why]


def test_issue_4_9_a_case_that_is_reopened_before_the_day_is_not_asked_about(world: FakeWorld):
    number = closed(world)
    happens(world, number, EventType.CASE_REOPENED)

    on(world, ASKED_ON)

    assert surveys(world) == []


def test_issue_4_9_a_case_that_closes_twice_asks_once(world: FakeWorld):
    number, _ = asked(world)
    happens(world, number, EventType.CASE_REOPENED)
    happens(world, number, EventType.CASE_CLOSED)

    on(world, date(2027, 3, 1))

    assert len(surveys(world)) == 1
    assert outcomes(world, number, EventType.SURVEY_DECIDED) == ["asked", "asked_before"]


def test_s0_26_one_click_without_cookie_or_token_stops_surveys_in_every_later_case(
    world: FakeWorld, app_client: Client
):
    _, survey = asked(world)

    answer = one_click(app_client, f"{path_of(survey)}/stop")
    later = closed(world, key="intake-2")
    on(world, date(2027, 1, 26))

    assert (answer.status_code, "Location" in answer.headers) == (200, False)
    assert outcomes(world, later, EventType.SURVEY_DECIDED) == ["opted_out"]
    assert len(surveys(world)) == 1


def test_domain_3_16_a_mailbox_may_send_the_click_as_multipart(world: FakeWorld, app_client: Client):
    _, survey = asked(world)

    answer = one_click(app_client, f"{path_of(survey)}/stop", "multipart/form-data; boundary=x")

    assert answer.status_code == 200
    assert world.surveys.marks


def test_s0_26_who_stopped_surveys_still_gets_the_mail_of_a_new_complaint(
    world: FakeWorld, app_client: Client
):
    _, survey = asked(world)
    one_click(app_client, f"{path_of(survey)}/stop")
    before = len(world.mail.to("asha@patients.example"))

    open_case(an_intake(key="later"), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()

    assert len(world.mail.to("asha@patients.example")) == before + 1


def test_s0_26_who_stopped_surveys_is_known_again_at_another_address(
    world: FakeWorld, app_client: Client
):
    _, survey = asked(world)
    one_click(app_client, f"{path_of(survey)}/stop")

    later = closed(world, a_party(email="new@patients.example", mobile=""), key="intake-2")
    on(world, date(2027, 1, 26))

    assert outcomes(world, later, EventType.SURVEY_DECIDED) == ["opted_out"]


def test_s0_26_a_survey_that_was_owed_does_not_go_once_somebody_said_no(world: FakeWorld):
    number = closed(world)
    world.clock.move_to(london(ASKED_ON, 9, 5))
    look_after_due(world.ports)
    ports = world.ports
    party = world.cases.load(number).complainant
    assert party is not None
    ports.surveys.stop(ports.surveys.marks_of(party, WILLOW), world.clock.now())

    world.deliver()

    assert surveys(world) == []
    assert not any(message.needs_a_person for message in world.cases.load(number).messages)


def test_domain_3_16_opening_the_way_out_changes_nothing(world: FakeWorld, visitor: Visitor):
    _, survey = asked(world)

    page = visitor.get(f"{path_of(survey)}/stop")

    assert "No more surveys" in page.text
    assert not world.surveys.marks


def test_s0_26_a_person_stops_surveys_with_the_button_of_the_page(world: FakeWorld, visitor: Visitor):
    _, survey = asked(world)
    page = visitor.get(f"{path_of(survey)}/stop")

    stopped = visitor.send(page.path, {})

    assert "We will not ask you again" in stopped.text
    assert world.surveys.marks


@pytest.mark.parametrize("path", ["/survey/{link}/stop", "/o/kestrel-reports/survey/{real}/stop"])
def test_domain_3_16_a_forged_link_or_one_of_another_organisation_stops_nothing(
    world: FakeWorld, app_client: Client, path: str
):
    _, survey = asked(world)
    real = path_of(survey).rpartition("/")[2]

    refused = one_click(app_client, path.format(link="0" * 32, real=real))

    assert refused.status_code == 404
    assert not world.surveys.marks


def test_s0_26_staff_stop_surveys_for_who_tells_them(world: FakeWorld, app_client: Client):
    number = closed(world)
    reference = world.cases.load(number).case.reference
    program = Program(app_client, "case.handler")
    asked_for = {"version": world.cases.load(number).case.version, "text": "She said so on the phone"}

    answer = program.post(f"/api/cases/{reference.in_url}/no-surveys", asked_for)
    on(world, ASKED_ON)

    assert answer.status_code == 200, answer.json_body
    assert surveys(world) == []
    assert outcomes(world, number, EventType.SURVEY_DECIDED) == ["opted_out"]


def test_issue_4_9_who_wants_letters_gets_a_survey_to_be_posted(world: FakeWorld, app_client: Client):
    number = closed(world, ON_PAPER)
    on(world, ASKED_ON)
    (message,) = (m for m in world.cases.load(number).messages if m.kind == "survey")
    reference = world.cases.load(number).case.reference.in_url

    letter = Browser(app_client, "complaints.manager").get(
        f"/staff/cases/{reference}/letters/{message.key}"
    )

    assert surveys(world) == []
    assert message.state == "to_send"
    assert "☐ Very well" in letter.body.decode()
    link = re.search(r"/survey/([0-9a-f]{32})\b", letter.body.decode())
    assert link
    assert world.surveys.invitation(link[1], world.clock.now())
    assert any("A survey for the person waits to be posted" in mail.text for mail in world.mail.sent)


def test_issue_4_9_results_are_told_only_of_groups_that_hide_everybody(
    world: FakeWorld, app_client: Client
):
    program = Program(app_client, "complaints.manager")
    world.surveys.kept |= some_answers(7)
    few = program.get("/api/surveys").json_body
    world.surveys.kept |= some_answers(9)

    enough = program.get("/api/surveys").json_body
    page = Browser(app_client, "complaints.manager").get("/staff/organisation/surveys")

    assert (few["groups"], few["waits_for"]) == ([], 8)
    assert enough["groups"][0]["overall"]["well"] == 10
    assert "November 2026" in page.body.decode()


def test_issue_4_9_whoever_handles_cases_reads_no_results(world: FakeWorld, app_client: Client):
    assert Program(app_client, "case.handler").get("/api/surveys").status_code == 403
    assert Browser(app_client, "case.handler").get("/staff/organisation/surveys").status_code == 403


def some_answers(count: int) -> dict[tuple[OrganisationId, str], Answer]:
    return {
        (WILLOW, f"answer-{n:04}"): Answer(f"answer-{n:04}", "2026-11", Overall.WELL)
        for n in range(count)
    }


@pytest.mark.parametrize("language", ["cy", "pl"])
def test_issue_4_6_the_survey_speaks_the_language_of_its_reader(
    world: FakeWorld, visitor: Visitor, language: str
):
    number = closed(world, replace(a_party(), language=language))
    on(world, ASKED_ON)
    (survey,) = [m for m in world.mail.sent if m.stop_at]

    page = clicked(visitor, survey, "well")

    assert f'<html lang="{language}"' in page.html
    assert "How well did we handle" not in page.text
    assert outcomes(world, number, EventType.SURVEY_DECIDED) == ["asked"]


def test_issue_4_the_pages_of_the_survey_are_read_at_the_age_of_eleven(
    world: FakeWorld, visitor: Visitor
):
    _, survey = asked(world)
    page = clicked(visitor, survey, "well")
    stop = visitor.get(f"{path_of(survey)}/stop")
    more = visitor.post(path_of(survey), id=page.value("id"), overall="well")

    for seen in (page, stop, more, visitor.get(path_of(survey))):
        assert reading_age(seen.html) <= OLDEST
