"""Files of a complaint that is still being written, at the public doors."""

from __future__ import annotations

import html
import json
import re

import pytest

from chalicelib.application.ask_for_file import (
    NO_PICTURES,
    NO_PURPOSE,
    NO_ROOM,
    TELLS_TOO_MUCH,
)
from chalicelib.application.check_file import check_file
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.reading import documents_of
from chalicelib.domain.documents.titles import SAY_WHAT_IT_IS, SAYS_NOTHING, TOO_LONG
from chalicelib.domain.identifiers import DocumentId
from chalicelib.presentation.documents import FAULTS
from tests.fakes import FakeWorld
from tests.samples import EICAR, a_jpeg, a_pdf
from tests.visitor import Seen, Visitor

TITLE = "Letter from the clinic"


@pytest.fixture
def writer(visitor: Visitor) -> Visitor:
    """Somebody who has answered everything and is about to check it."""
    visitor.fill_in()
    return visitor


def prepared(writer: Visitor, title: str = TITLE, purpose: str = "document") -> Seen:
    return writer.send("/complain/files", {"title": title, "purpose": purpose})


def add(
    writer: Visitor, world: FakeWorld, content: bytes, purpose: str = "document"
) -> tuple[str, Seen]:
    """A file of the draft, sent and checked; the page that the browser comes back to."""
    form = prepared(writer, purpose=purpose).html
    key = html.unescape(re.findall(r'name="key" value="([^"]+)"', form)[0])
    document = DocumentId(key.rpartition("/")[2])
    world.bucket.put(document, content)
    check_file(document, world.ports)
    return document, writer.get(f"/complain/files?key={key}")


def test_the_check_page_offers_to_add_files_and_nobody_has_to(writer: Visitor, world: FakeWorld):
    assert "Add a letter or another file" in writer.get("/complain/check").text

    writer.post("/complain/check")

    assert len(world.cases.files) == 1


def test_the_page_says_what_can_be_sent_before_it_asks_s0_21(writer: Visitor):
    page = writer.get("/complain/files").text

    assert "PDF, Word, OpenDocument and text files" in page
    assert "up to 25 MB" in page
    assert "cover the names, NHS numbers, dates of birth and addresses of other people" in page
    assert "You can post us a copy" in page


@pytest.mark.parametrize("title", ["IMG_1234.jpg", "scan001.pdf", "untitled", ""])
def test_a_name_that_says_nothing_is_asked_for_again_and_not_lost_s0_15(writer: Visitor, title: str):
    seen = prepared(writer, title=title)

    assert seen.status == 422
    assert 'href="#title"' in seen.html
    assert 'id="title-error"' in seen.html
    assert seen.value("title") == title


def test_the_form_for_the_file_comes_back_to_the_list_and_works_without_scripts(writer: Visitor):
    page = prepared(writer).html

    assert 'method="post" action="https://files.test/" enctype="multipart/form-data"' in page
    back = 'name="success_action_redirect" value="http://candour.test/complain/files"'
    assert back in page
    assert page.index('name="key"') < page.index('type="file"')
    by_script = json.loads(html.unescape(re.findall(r'data-send="([^"]*)"', page)[0]))
    assert "success_action_redirect" not in by_script
    assert TITLE not in json.dumps(by_script)


def test_a_file_that_was_just_sent_is_being_checked_before_the_store_has_told_anybody(writer: Visitor):
    page = prepared(writer).html
    key = html.unescape(re.findall(r'name="key" value="([^"]+)"', page)[0])

    assert "Being checked" in writer.get(f"/complain/files?bucket=b&key={key}&etag=e").text
    assert "Being checked" not in writer.get("/complain/files").text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (a_pdf(), "Safe"),
        (a_pdf("NHS number 943 476 5919"), "It shows an NHS number, on page 1"),
        (EICAR, "It has a virus in it"),
        (b"", "There is nothing in it"),
        (a_jpeg(make="Apple"), "It is a photo. A photo of a paper is hard to read"),
    ],
    ids=["safe", "held", "harmful", "empty", "photo"],
)
def test_each_state_is_told_in_words(writer: Visitor, world: FakeWorld, content: bytes, words: str):
    _, seen = add(writer, world, content)

    assert TITLE in seen.text
    assert words in seen.text


def test_a_photo_of_a_wound_is_taken_and_waits_for_a_handler_c_18(writer: Visitor, world: FakeWorld):
    _, seen = add(writer, world, a_jpeg(make="Apple"), purpose="clinical_photograph")

    assert "Held until somebody has looked" in seen.text


def test_what_was_added_is_on_the_check_page_and_then_on_the_case(writer: Visitor, world: FakeWorld):
    document, _ = add(writer, world, a_pdf())
    assert TITLE in writer.get("/complain/check").text

    writer.post("/complain/check")

    (file,) = world.cases.files.values()
    (kept,) = documents_of(file.events)
    assert (kept.id, kept.state, kept.title) == (document, DocumentState.SAFE, TITLE)


def test_a_file_is_removed_before_anything_is_sent(writer: Visitor, world: FakeWorld):
    document, _ = add(writer, world, a_pdf())

    seen = writer.post(f"/complain/files/{document}/removal")

    assert TITLE not in seen.text
    assert not world.bucket.kept
    writer.post("/complain/check")
    (file,) = world.cases.files.values()
    assert documents_of(file.events) == ()


def test_another_browser_neither_sees_nor_removes_nor_reaches_the_page(
    writer: Visitor, world: FakeWorld
):
    document, _ = add(writer, world, a_pdf())
    stranger = Visitor(writer.client)
    stranger.fill_in()

    assert TITLE not in stranger.get("/complain/files").text
    assert stranger.post(f"/complain/files/{document}/removal").status == 404
    assert world.bucket.kept
    assert Visitor(writer.client).get("/complain/files").path == "/complain"


def test_an_eleventh_file_is_refused_in_words(writer: Visitor):
    for _ in range(10):
        prepared(writer)

    seen = prepared(writer)

    assert seen.status == 409
    assert "as many files as we can take here" in seen.text


def test_a_file_of_a_complaint_that_was_sent_is_not_removed_with_an_old_page(
    writer: Visitor, world: FakeWorld
):
    document, _ = add(writer, world, a_pdf())
    before = dict(writer.cookies)
    writer.post("/complain/check")
    writer.cookies = before

    writer.post(f"/complain/files/{document}/removal")

    assert document in world.bucket.kept


def test_everything_that_a_rule_says_of_a_file_can_be_said_in_every_language():
    by_rules = {SAY_WHAT_IT_IS, SAYS_NOTHING, TOO_LONG, TELLS_TOO_MUCH, NO_PURPOSE, NO_PICTURES}

    assert by_rules | {NO_ROOM} == set(FAULTS)
