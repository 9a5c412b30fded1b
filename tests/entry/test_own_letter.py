"""Our answer as a PDF on the page of one's own complaint: for whoever complained, and nobody else."""

from __future__ import annotations

import pytest

from chalicelib.application.open_case import open_case
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.events import PUBLIC, EventType, Happening
from chalicelib.domain.letters.kept import Passage, SentLetter
from chalicelib.domain.letters.printed import printed_in
from chalicelib.domain.reference import Reference
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.builders import PRACTICE, TERMS, an_intake, an_occasion, by_staff
from tests.entry.test_follow import let_in
from tests.fakes import FakeWorld
from tests.visitor import Visitor

LETTER = SentLetter("Willow Lane", (Passage("Dear Ms Example"),))
FACTS = {
    "outcome": "upheld",
    "how": "email",
    "media": ["email", "large_print"],
    "signed_as": "partner",
    "copies": [],
    "actions": 0,
    "letter": LETTER.digest,
}


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))


@pytest.fixture
def reference(world: FakeWorld) -> Reference:
    """A complaint that was answered by mail and in large print."""
    received = open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    number = received.reference.number
    sent = Happening(EventType.RESPONSE_SENT, FACTS, LETTER.sealed)
    occasion = an_occasion(by=by_staff())
    world.cases.save(changed(world.cases.load(number), [sent], terms=TERMS, occasion=occasion))
    world.deliver()
    return received.reference


def test_whoever_complained_saves_our_answer_as_a_pdf_in_each_print(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    page = let_in(visitor, world, reference)
    plain, large = printed_in(world.cases.load(reference.number).events)

    assert "Save our answer as a PDF" in page.text
    assert "Save our answer in large print, as a PDF" in page.text
    for each in (plain, large):
        saved = visitor.send(f"/follow/complaint/letters/{each.document}", {})
        assert saved.path == f"/kept/{each.document}?as=Our response to your complaint.pdf"
        assert each.document in world.bucket.kept


def test_nobody_who_is_not_let_in_gets_the_letter(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    printed, *_ = printed_in(world.cases.load(reference.number).events)

    assert visitor.send(f"/follow/complaint/letters/{printed.document}", {}).status == 404


def test_another_document_of_the_case_is_not_opened_from_there(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    let_in(visitor, world, reference)

    assert visitor.send("/follow/complaint/letters/01HZZZZZZZZZZZZZZZZZZZZZZZ", {}).status == 404
