"""The code to follow a complaint, sent to the mobile that we hold (issue 4, point 7)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from chalicelib.application.outgoing import OutgoingText
from chalicelib.domain.errors import MailRefused
from chalicelib.domain.identity.access import CODES_AN_HOUR
from chalicelib.domain.messages import MessageState
from chalicelib.domain.parties import Channel
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.follow_mail import ONE_TEXT
from chalicelib.presentation.urls import Urls
from tests.builders import a_party
from tests.entry.test_follow import a_case, ask, bare
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld
from tests.visitor import Visitor

TEXTED: dict[str, Any] = {"may_text": True, "may_email": False}


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))


def ask_by_text(visitor: Visitor, world: FakeWorld, reference: object) -> None:
    ask(visitor, reference=str(reference), full_name="Asha Verity-Example", send="text")
    world.deliver()


def code_in(text: OutgoingText) -> str:
    (code,) = re.findall(r"\b\d{6}\b", text.text)
    return str(code)


def test_a_code_goes_to_the_mobile_that_we_hold_and_lets_in_who_gave_no_email(
    visitor: Visitor, world: FakeWorld
):
    reference = a_case(world, a_party(**TEXTED))
    ask_by_text(visitor, world, reference)
    (text,) = world.texts.sent
    seen = visitor.send("/follow/code", {"code": code_in(text)})

    assert text.number == "+447700900123"
    assert (seen.status, seen.path) == (200, "/follow/complaint")
    assert str(reference) in seen.text
    assert [mail for mail in world.mail.sent if "Your code" in mail.subject] == []


@pytest.mark.parametrize("language", ["en", "cy", "pl"])
def test_the_text_is_one_text_and_says_nothing_of_anybody(
    visitor: Visitor, world: FakeWorld, language: str
):
    reference = a_case(world, a_party(**TEXTED, language=language))
    ask_by_text(visitor, world, reference)
    (text,) = world.texts.sent

    assert len(text.text) <= ONE_TEXT
    private = ("Asha", "Verity", "Willow", str(reference), "compl", "http")
    assert not [word for word in private if word.casefold() in text.text.casefold()]


@pytest.mark.parametrize(
    "held",
    [
        {"may_text": False},
        {"may_text": True, "mobile": ""},
        {"may_text": True, "mobile": "+447012345678"},
        {"may_text": True, "mobile": "+48512345678"},
        {"may_text": True, "channels": (Channel.LETTER,)},
    ],
    ids=["no consent", "no mobile", "no real mobile", "a mobile abroad", "paper only"],
)
def test_no_text_goes_without_agreement_and_a_mobile_and_the_page_does_not_tell(
    visitor: Visitor, world: FakeWorld, held: dict[str, Any]
):
    reference = a_case(world, a_party(**{"may_email": True, **held}))
    visitor.get("/follow")
    fields = {"way": "reference", "full_name": "Asha Verity-Example", "send": "text"}
    seen = visitor.send("/follow", {**fields, "reference": str(reference)})
    nobody = Visitor(visitor.client)
    nobody.get("/follow")
    strange = nobody.send("/follow", {**fields, "reference": "WLP/765432"})
    world.deliver()

    assert world.texts.sent == []
    assert [mail for mail in world.mail.sent if "Your code" in mail.subject] == []
    assert bare(seen) == bare(strange)


def test_who_cannot_hear_and_must_never_be_called_can_still_be_texted(
    visitor: Visitor, world: FakeWorld
):
    ask_by_text(visitor, world, a_case(world, a_party(**TEXTED, never=(Channel.TELEPHONE,))))

    assert len(world.texts.sent) == 1


def test_texts_and_mails_with_codes_are_limited_together(visitor: Visitor, world: FakeWorld):
    reference = a_case(world, a_party(may_text=True))
    for _ in range(CODES_AN_HOUR - 1):
        ask(visitor, reference=str(reference), full_name="Asha Verity-Example")
        world.deliver()
    for _ in range(3):
        ask_by_text(visitor, world, reference)

    assert len(world.texts.sent) == 1


def test_a_text_has_its_life_on_the_timeline_as_a_mail_has(visitor: Visitor, world: FakeWorld):
    reference = a_case(world, a_party(**TEXTED))
    world.texts.failing = [MailRefused("no")]
    ask_by_text(visitor, world, reference)
    lost = [m for m in world.cases.load(reference.number).messages if m.needs_a_person]
    assert [(m.kind, m.state) for m in lost] == [("code", MessageState.FAILED)]

    ask_by_text(visitor, world, reference)
    page = said(Browser(visitor.client, "complaints.manager").get(f"/staff/cases/{reference.in_url}"))
    assert "Code to follow the complaint, by text, to Asha Verity-Example" in page
    assert "Agreed to a code by text" in page


def test_whether_we_may_text_is_theirs_to_say_and_shows_three_digits_only(
    visitor: Visitor, world: FakeWorld
):
    reference = a_case(world, a_party(**TEXTED))
    ask_by_text(visitor, world, reference)
    seen = visitor.send("/follow/code", {"code": code_in(world.texts.sent[0])})
    assert "May we text a code to the number that ends with 123?" in seen.text
    assert "900123" not in seen.html

    wish = {"channel": "letter", "may_email": "no", "rhythm": "news_only", "may_text": "no"}
    visitor.send("/follow/complaint/contact", wish)
    assert world.cases.load(reference.number).complainant.may_text is False
    ask_by_text(Visitor(visitor.client), world, reference)
    assert len(world.texts.sent) == 1


def test_staff_record_what_they_agree_and_what_is_left_out_stays(visitor: Visitor, world: FakeWorld):
    reference = a_case(world, a_party(**TEXTED))
    program = Program(visitor.client, "complaints.manager")
    wish = {"channel": "letter", "may_email": False, "rhythm": "weekly"}
    for said_now, then in (({}, True), ({"may_text": False}, False), ({}, False)):
        body = {"version": version_of(world, reference), **wish, **said_now}
        answer = program.post(f"/api/cases/{reference.in_url}/contact-arrangement", body)

        assert answer.status_code == 200
        assert world.cases.load(reference.number).complainant.may_text is then


def test_nothing_of_a_number_is_logged(visitor: Visitor, world: FakeWorld):
    ask_by_text(visitor, world, a_case(world, a_party(**TEXTED)))

    assert "900123" not in str(world.log.lines)
