"""What went on paper stands on the follow page as what went by mail does (issue 4, point 7)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.application.outgoing import SentAbout
from chalicelib.application.take_notice import take_notice
from chalicelib.domain.feedback import Notice, NoticeKind
from chalicelib.domain.letters.mailed import mailed_with
from chalicelib.domain.needs import AccessNeeds, Format
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.builders import a_party
from tests.entry.test_follow import a_case, let_in
from tests.entry.visitors import Program, version_of
from tests.fakes import FakeWorld
from tests.visitor import Visitor


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))


def test_a_letter_in_braille_is_listed_from_the_day_it_went_and_not_before(
    visitor: Visitor, world: FakeWorld
):
    reference = a_case(world, a_party(needs=AccessNeeds((Format.BRAILLE,))))
    program, path = Program(visitor.client, "complaints.manager"), f"/api/cases/{reference.in_url}"

    def does(name: str, **asked: object) -> None:
        body = {"version": version_of(world, reference), **asked}
        assert program.post(f"{path}/{name}", body).status_code == 200
        world.deliver()

    does("prepared-acknowledgement", offered=["meeting"])
    seen = let_in(visitor, world, reference)
    assert "Our reply to your message, by email, 24 December 2026" in seen.text
    assert "in Braille" not in seen.text

    world.clock.forward(timedelta(days=5))
    (waiting,) = (m for m in world.cases.load(reference.number).messages if m.state == "to_send")
    does("dispatch", message=waiting.key)
    seen = let_in(visitor, world, reference)
    assert "Our reply to your message, in Braille, 29 December 2026" in seen.text
    assert seen.text.index("in Braille") < seen.text.index("by email")


def test_each_mail_that_went_is_saved_just_as_it_went_by_whom_it_went_to_and_nobody_else(
    visitor: Visitor, world: FakeWorld
):
    reference = a_case(world)
    (kept,) = (
        mailed
        for message in world.cases.load(reference.number).messages
        if (mailed := mailed_with(world.cases.load(reference.number).events, message.key))
    )
    path = f"/follow/complaint/letters/{kept.document}"
    assert visitor.send(path, {}).status == 404, "nobody is let in yet"

    seen = let_in(visitor, world, reference)

    assert f'action="{path}"' in seen.html
    assert "Save the email just as it went : We have received your message, by email" in seen.text
    saved = visitor.send(path, {})
    assert saved.path == f"/kept/{kept.document}?as=We have received your message.eml"
    other = a_case(world, a_party(last_name="Else", email="else@patients.example"), "intake-2")
    theirs = next(
        mailed.document
        for message in world.cases.load(other.number).messages
        if (mailed := mailed_with(world.cases.load(other.number).events, message.key))
    )
    assert visitor.send(f"/follow/complaint/letters/{theirs}", {}).status == 404


@pytest.mark.parametrize(
    ("kind", "listed"), [(NoticeKind.DELIVERED, True), (NoticeKind.BOUNCED, False)]
)
def test_a_mail_that_is_known_to_have_arrived_stays_and_one_that_came_back_does_not(
    visitor: Visitor, world: FakeWorld, kind: NoticeKind, listed: bool
):
    reference = a_case(world)
    seen = let_in(visitor, world, reference)
    assert "We have received your message, by email" in seen.text
    message = world.cases.load(reference.number).message("receipt.1")
    assert message is not None
    notice = Notice("n1", kind, message.key, message.provider_id, world.clock.now(), lasting=True)
    assert take_notice(SentAbout(reference.number, message.key), notice, world.ports)

    seen = visitor.get("/follow/complaint")
    assert ("We have received your message, by email" in seen.text) is listed
