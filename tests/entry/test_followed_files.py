"""Files from the page of one's own complaint: for whoever is let in, and for nobody else."""

from __future__ import annotations

import html
import re

import pytest

from chalicelib.application.check_file import check_file
from chalicelib.application.open_case import open_case
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.reading import documents_of
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.reference import Reference
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.builders import PRACTICE, an_intake
from tests.entry.test_follow import let_in
from tests.fakes import FakeWorld
from tests.samples import a_pdf
from tests.visitor import Visitor

FILES = "/follow/complaint/files"
ASKED = {"title": "Letter from the clinic", "purpose": "document"}


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))


@pytest.fixture
def reference(world: FakeWorld) -> Reference:
    received = open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()
    return received.reference


def test_whoever_follows_a_complaint_sends_a_file_and_sees_what_became_of_it(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    assert "Send us a file" in let_in(visitor, world, reference).text
    form = visitor.send(FILES, ASKED).html
    key = html.unescape(re.findall(r'name="key" value="([^"]+)"', form)[0])
    document = DocumentId(key.rpartition("/")[2])
    assert "Being checked" in visitor.get(f"{FILES}?key={key}").text
    world.bucket.put(document, a_pdf("NHS number 943 476 5919"))

    check_file(document, world.ports)

    seen = visitor.get(f"{FILES}?key={key}")
    assert "It shows an NHS number, on page 1" in seen.text
    assert "One of us looks at it first" in seen.text
    (kept,) = documents_of(world.cases.load(reference.number).events)
    assert (kept.by, kept.state) == (PUBLIC, DocumentState.HELD)


def test_nobody_else_reaches_the_page_or_gets_a_form(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    asked_by_nobody = visitor.send(FILES, ASKED)

    assert visitor.get(FILES).status == asked_by_nobody.status == 404
    assert not world.uploads.held


def test_what_staff_added_is_not_told_to_whoever_guesses_its_name(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    from tests.entry.test_documents import with_file

    document = with_file(world, reference, a_pdf())
    let_in(visitor, world, reference)

    seen = visitor.get(f"{FILES}?key=quarantine/{document}")

    assert "Letter from the clinic" not in seen.text
    assert "Safe" not in seen.text


def test_a_name_that_says_nothing_is_asked_for_again_here_too_s0_15(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    let_in(visitor, world, reference)

    seen = visitor.send(FILES, {"title": "untitled", "purpose": "document"})

    assert seen.status == 422
    assert seen.value("title") == "untitled"
