"""Contributors without an account, on the pages of their link: what they see, and what nobody sees."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from chalicelib.application.open_case import open_case
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.contributing import (
    ContributionAgain,
    ContributionRequest,
    LinkTakenBack,
    ask_contribution,
    receive_contribution,
    renew_contribution,
    revoke_contribution,
)
from chalicelib.domain.casework.contributing import ContributionReceived as Received
from chalicelib.domain.casework.ending import Withdrawal, withdraw
from chalicelib.domain.casework.own_consents import OwnAnswer, decide_for_oneself
from chalicelib.domain.casework.own_contributions import LONGEST_ANSWER
from chalicelib.domain.contributions import LINK_STANDS, Contribution, answers_of, contributions_of
from chalicelib.domain.events import PUBLIC, EventType
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.reference import Reference
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.builders import PRACTICE, TERMS, an_intake, an_occasion, by_staff
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld
from tests.visitor import Seen, Visitor

WARD = "ward@hospital.example"
DUE = date(2027, 1, 20)
CONTEXT = "Bloods were taken on your ward on 2 November."
ASKED = ContributionRequest(
    "A hospital",
    CONTEXT,
    DUE,
    consented=True,
    contact="Wanda Examplova",
    email=WARD,
    questions="Who took them?\n\nWhen did the result reach you?",
)
ANSWERS = {"answer-1": "Nurse Example", "answer-2": "On the third"}
QUESTIONS = f"/o/{PRACTICE.id}/contribute"
NOT_NOW, WRONG_CODE = "You cannot answer here now", "This code is not right"
OF_THE_CASE = ("Asha", "Verity", "blood test", "Bloods", "Who took them")


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))


def case(world: FakeWorld) -> CaseFile:
    return next(iter(world.cases.files.values()))


def does(world: FakeWorld, decide: Callable[..., Change], *asked: Any, **given: Any) -> None:
    occasion = given.pop("occasion", an_occasion(world.clock.now(), by_staff()))
    world.cases.save(decide(case(world), *asked, terms=TERMS, occasion=occasion))
    world.deliver()


@pytest.fixture
def asked(world: FakeWorld, reference: Reference) -> Contribution:
    """A hospital was asked two questions by mail."""
    does(world, ask_contribution, ASKED)
    return contributions_of(case(world).events)[0]


def mails(world: FakeWorld, about: str = "Questions for you") -> list[str]:
    return [mail.text for mail in world.mail.to(WARD) if about in mail.subject]


def link_in(world: FakeWorld) -> str:
    found = re.search(r"http://candour\.test(\S*/contribute/\S+)", mails(world)[-1])
    assert found
    return found[1]


def code_in(world: FakeWorld) -> str:
    codes = [re.search(r"\b(\d{6})\b", text) for text in mails(world, "Your code")]
    return codes[-1][1] if codes and codes[-1] else "000000"


def knocks(visitor: Visitor, world: FakeWorld, link: str) -> Seen:
    """Somebody opens a link and asks for its code; the stream answers."""
    visitor.get(link)
    page = visitor.send(link, {})
    world.deliver()
    return page


def opens(visitor: Visitor, world: FakeWorld) -> Seen:
    page = knocks(visitor, world, link_in(world))
    return visitor.send(page.path, {"code": code_in(world)})


def sends(visitor: Visitor, **answers: str) -> Seen:
    return visitor.send(QUESTIONS, {"do": "send", **(answers or ANSWERS)})


def test_s2_25_the_mails_to_a_contributor_name_no_patient_and_nothing_of_the_case(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    opens(visitor, world)

    for mail in world.mail.to(WARD):
        assert [word for word in OF_THE_CASE if word in f"{mail.subject}{mail.text}"] == []
    assert "Wednesday 20 January 2027" in mails(world)[0]


def test_s2_25_they_see_their_questions_and_nothing_else_of_the_case(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    page = opens(visitor, world)

    assert CONTEXT in page.text
    assert all(question in page.text for question in asked.questions)
    assert [word for word in ("Asha", "Verity", "blood test") if word in page.html] == []


def test_s2_25_the_answer_is_sealed_on_the_case_with_who_gave_it(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    opens(visitor, world)
    done = sends(visitor)
    world.deliver()

    (received,) = (e for e in case(world).events if e.type is EventType.CONTRIBUTION_RECEIVED)
    assert "Thank you. We have your answers" in done.text
    assert dict(answers_of(received)) == dict(zip(asked.questions, ANSWERS.values(), strict=True))
    assert received.sealed
    assert received.sealed.content["email"] == WARD
    assert "Nurse" not in str(received.facts)
    told = [m for m in case(world).messages if m.cause == received.seq]
    assert [each.kind for each in told] == [MessageKind.NOTICE]


def test_staff_read_each_question_with_its_answer(
    visitor: Visitor, world: FakeWorld, asked: Contribution, manager: Browser, reference: Reference
):
    opens(visitor, world)
    sends(visitor)

    page = manager.get(f"/staff/cases/{reference.in_url}").body.decode()

    assert "Who took them?" in page
    assert "Nurse Example" in page


def test_a_link_opens_nothing_without_the_code_that_went_to_the_same_address(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    page = knocks(visitor, world, link_in(world))

    wrong = visitor.send(page.path, {"code": "123456"})

    assert WRONG_CODE in wrong.text
    assert NOT_NOW in visitor.get(QUESTIONS).text


def used(visitor: Visitor, world: FakeWorld) -> str:
    opens(visitor, world)
    sends(visitor)
    return link_in(world)


def too_old(visitor: Visitor, world: FakeWorld) -> str:
    world.clock.move_to(datetime.combine(DUE + LINK_STANDS, time(23, tzinfo=UTC)) + timedelta(hours=2))
    return link_in(world)


def taken_back(visitor: Visitor, world: FakeWorld) -> str:
    does(world, revoke_contribution, LinkTakenBack("1", "The wrong ward"))
    return link_in(world)


def replaced(visitor: Visitor, world: FakeWorld) -> str:
    link = link_in(world)
    does(world, renew_contribution, ContributionAgain("1", WARD))
    return link


def recorded_by_staff(visitor: Visitor, world: FakeWorld) -> str:
    does(world, receive_contribution, Received("1", "They rang"))
    return link_in(world)


def of_another_case(visitor: Visitor, world: FakeWorld) -> str:
    intake = an_intake(key="intake-2")
    other = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    return re.sub(r"/contribute/\d+", f"/contribute/{other.number}", link_in(world))


def invented(visitor: Visitor, world: FakeWorld) -> str:
    return f"{link_in(world)[:-4]}0000"


def of_a_case_at_its_end(visitor: Visitor, world: FakeWorld) -> str:
    does(world, withdraw, Withdrawal(in_writing=True, text="They have had enough"))
    return link_in(world)


def says_no(world: FakeWorld) -> None:
    """Whoever complained does not want anything shared with others any more."""
    own = an_occasion(world.clock.now(), PUBLIC)
    does(world, decide_for_oneself, COMPLAINANT, OwnAnswer(agrees=False), occasion=own)


def after_a_no(visitor: Visitor, world: FakeWorld) -> str:
    says_no(world)
    return link_in(world)


SPOILED = (
    *(used, too_old, taken_back, replaced, recorded_by_staff, of_another_case, invented),
    *(of_a_case_at_its_end, after_a_no),
)


@pytest.mark.parametrize("spoiled", SPOILED)
def test_a_link_that_does_not_work_brings_no_code_and_reads_like_one_that_does(
    visitor: Visitor, world: FakeWorld, asked: Contribution, spoiled: Callable[..., str]
):
    right = knocks(visitor, world, link_in(world))
    first = visitor.get(link_in(world))
    link = spoiled(visitor, world)
    codes = len(mails(world, "Your code"))

    page = knocks(visitor, world, link)

    assert (page.status, page.text) == (right.status, right.text)
    assert visitor.get(link).text == first.text
    assert len(mails(world, "Your code")) == codes
    assert WRONG_CODE in visitor.send(page.path, {"code": code_in(world)}).text


@pytest.mark.parametrize("spoiled", [taken_back, replaced, after_a_no, of_a_case_at_its_end])
def test_what_is_spoiled_shuts_the_questions_that_were_open_and_gives_the_words_back(
    visitor: Visitor, world: FakeWorld, asked: Contribution, spoiled: Callable[..., str]
):
    opens(visitor, world)
    spoiled(visitor, world)

    assert CONTEXT not in visitor.get(QUESTIONS).text
    seen = sends(visitor)

    assert (seen.status, NOT_NOW in seen.text) == (404, True)
    assert "Nurse Example" in seen.text
    assert not [e for e in case(world).events if e.type is EventType.CONTRIBUTION_RECEIVED]


def test_an_answer_counts_once_though_the_questions_were_open_twice(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    second = Visitor(visitor.client)
    opens(visitor, world)
    opens(second, world)
    sends(visitor)

    seen = sends(second, **{"answer-1": "Somebody", "answer-2": "Else"})

    assert NOT_NOW in seen.text
    assert [e.type for e in case(world).events].count(EventType.CONTRIBUTION_RECEIVED) == 1


def test_after_two_hours_another_code_is_needed_and_what_was_typed_comes_back(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    opens(visitor, world)
    world.clock.forward(timedelta(hours=2))

    seen = sends(visitor)

    assert "What you wrote was not sent" in seen.text
    assert "Nurse Example" in seen.text


def test_what_was_kept_for_later_waits_behind_the_next_code(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    opens(visitor, world)
    kept = visitor.send(QUESTIONS, {"do": "keep", **ANSWERS, "answer-2": ""})
    assert "We have kept what you wrote" in kept.text

    again = opens(Visitor(visitor.client), world)

    assert "Nurse Example" in again.text


def test_somebody_who_was_asked_in_anothers_place_reads_nothing_that_the_first_one_kept(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    opens(visitor, world)
    visitor.send(QUESTIONS, {"do": "keep", **ANSWERS})
    replaced(visitor, world)

    assert "Nurse Example" not in opens(Visitor(visitor.client), world).text


def test_a_missing_answer_and_one_that_is_too_long_are_named_beside_their_questions(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    opens(visitor, world)

    seen = sends(visitor, **{"answer-1": " ", "answer-2": "x" * (LONGEST_ANSWER + 1)})

    assert seen.status == 422
    assert "Answer this question. If you do not know, say so" in seen.text
    assert "Your answer is too long" in seen.text
    assert 'href="#answer-2"' in seen.html


def test_a_contributor_is_sent_five_codes_in_an_hour_and_no_more(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    for _ in range(7):
        knocks(visitor, world, link_in(world))

    assert len(mails(world, "Your code")) == 5


def test_five_wrong_codes_end_an_asking(visitor: Visitor, world: FakeWorld, asked: Contribution):
    page = knocks(visitor, world, link_in(world))
    for _ in range(5):
        visitor.send(page.path, {"code": "000001"})

    assert WRONG_CODE in visitor.send(page.path, {"code": code_in(world)}).text


def test_whoever_contributes_is_let_in_to_no_complaint(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    opens(visitor, world)

    assert "Asha" not in visitor.get("/follow/complaint").text


BODY = {
    "contributor": "organisation",
    "organisation": "A hospital",
    "email": WARD,
    "text": CONTEXT,
    "questions": "Who took them?",
    "due": DUE.isoformat(),
    "consented": True,
}
OURS = f"locum@{PRACTICE.email.partition('@')[2]}"


def asking(program: Program, world: FakeWorld, reference: Reference, **asked: object) -> Any:
    body = {"version": version_of(world, reference), **BODY, **asked}
    return program.post(f"/api/cases/{reference.in_url}/contribution-request", body)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"consented": False}, "consented"),
        ({"contributor": "own_staff"}, "email"),
        ({"email": "asha@patients.example"}, "email"),
        ({"email": "nobody"}, "email"),
        ({"questions": " \n "}, "questions"),
        ({"questions": "Why?\n" * 21}, "questions"),
        ({"due": "2026-12-01"}, "due"),
    ],
)
def test_what_is_wrong_with_a_request_stands_beside_its_field(
    program: Program, world: FakeWorld, reference: Reference, given: dict[str, Any], field: str
):
    answer = asking(program, world, reference, **given)

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json_body["errors"]] == [field]


def test_s0_7_our_own_staff_are_asked_at_our_own_address_without_anybodys_leave(
    program: Program, world: FakeWorld, reference: Reference
):
    answer = asking(program, world, reference, contributor="own_staff", email=OURS, consented=False)

    assert answer.status_code == 200
    world.deliver()
    assert len(world.mail.to(OURS)) == 1


def test_s0_7_own_staff_are_still_asked_where_nothing_may_be_shared_with_others(
    program: Program, world: FakeWorld, reference: Reference
):
    says_no(world)

    assert asking(program, world, reference).status_code == 409
    own = asking(program, world, reference, contributor="own_staff", email=OURS, consented=False)
    assert own.status_code == 200


def test_staff_see_on_the_case_what_each_was_asked_and_whether_it_is_here(
    manager: Browser, world: FakeWorld, asked: Contribution
):
    page = manager.get(f"/staff/cases/{case(world).case.reference.in_url}")

    assert 'href="#contributions">Contributions <span class="candour-count">1</span>' in (
        page.body.decode()
    )
    words = said(page)
    assert "A hospital , by Wednesday 20 January 2027 Due in" in words
    assert "Who took them?" in words
    does(world, receive_contribution, Received(asked.id, "A nurse took them"))
    after = said(manager.get(f"/staff/cases/{case(world).case.reference.in_url}"))
    assert "A hospital , by Wednesday 20 January 2027 Received" in after
