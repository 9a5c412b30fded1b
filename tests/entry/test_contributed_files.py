"""Files of contributors without an account: through the same checks as every other file, seen by them
and by staff, and by nobody else (S2-25, S0-16, S0-17). And our mails in the language that they read.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace

from chalicelib.application.check_file import check_file
from chalicelib.domain.casework.contributing import (
    ask_contribution,
)
from chalicelib.domain.contributions import Contribution, contributor
from chalicelib.domain.copies import LeftOut, _is_their_own, _why_not
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.reading import documents_that_came
from chalicelib.domain.identifiers import DocumentId
from tests.entry.test_contribute import (
    ANSWERS,
    ASKED,
    QUESTIONS,
    case,
    does,
    link_in,
    mails,
    opens,
    sends,
    world,
)
from tests.entry.test_contribute import asked as asked
from tests.fakes import FakeWorld
from tests.samples import a_pdf
from tests.visitor import Visitor

FILES = f"{QUESTIONS}-files"
FILE = {"title": "The chart of the ward", "purpose": "document"}

__all__ = ["world"]


def adds(visitor: Visitor, world: FakeWorld, content: bytes) -> DocumentId:
    form = visitor.send(FILES, FILE).html
    key = html.unescape(re.findall(r'name="key" value="([^"]+)"', form)[0])
    document = DocumentId(key.rpartition("/")[2])
    world.bucket.put(document, content)
    check_file(document, world.ports)
    return document


def test_s2_25_a_contributor_adds_a_file_to_their_answers_without_losing_what_they_typed(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    opens(visitor, world)
    page = visitor.send(QUESTIONS, {"do": "files", **ANSWERS})
    assert page.path == FILES

    document = adds(visitor, world, a_pdf("Taken at nine"))

    questions = visitor.get(QUESTIONS).html
    assert "The chart of the ward" in questions
    assert "Nurse Example" in questions
    (kept,) = documents_that_came(case(world).events)
    assert (kept.id, kept.by, kept.state) == (document, contributor(asked), DocumentState.SAFE)
    assert "Thank you" in sends(visitor).text


def test_s0_16_a_file_of_a_contributor_is_shut_until_it_was_checked_and_held_where_it_names_a_patient(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    opens(visitor, world)
    form = visitor.send(FILES, FILE).html
    key = html.unescape(re.findall(r'name="key" value="([^"]+)"', form)[0])
    assert "Being checked" in visitor.get(f"{FILES}?key={key}").text
    world.bucket.put(DocumentId(key.rpartition("/")[2]), a_pdf("NHS number 943 476 5919"))

    check_file(DocumentId(key.rpartition("/")[2]), world.ports)

    (kept,) = documents_that_came(case(world).events)
    assert kept.state is DocumentState.HELD
    assert "It shows an NHS number, on page 1" in visitor.get(FILES).text


def test_a_contributor_sees_no_other_file_of_the_case(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    from tests.entry.test_documents import with_file

    other = with_file(world, case(world).case.reference, a_pdf())
    opens(visitor, world)

    seen = visitor.get(f"{FILES}?key=quarantine/{other}")

    assert "Letter from the clinic" not in seen.text
    assert "Safe" not in seen.text


def test_nobody_who_is_not_let_in_reaches_the_page_or_gets_a_form(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    assert visitor.get(FILES).status == 404
    assert visitor.send(FILES, FILE).status == 404
    assert not world.uploads.held


def test_after_the_answer_was_sent_no_file_can_be_added(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    opens(visitor, world)
    sends(visitor)

    assert visitor.get(FILES).status == 404


def test_what_is_wrong_with_a_file_stands_beside_its_field(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    opens(visitor, world)

    refused = visitor.send(FILES, {"title": "", "purpose": "document"})

    assert refused.status == 422
    assert "Say what it is" in refused.text


def test_s2_13_what_a_contributor_sent_is_not_the_own_word_of_whoever_complained(
    visitor: Visitor, world: FakeWorld, asked: Contribution
):
    """A copy for whoever speaks for a patient who has not agreed holds what they wrote themselves."""
    opens(visitor, world)
    document = adds(visitor, world, a_pdf())
    sends(visitor)

    events = case(world).events
    (file,) = documents_that_came(events)
    assert _why_not(file, {document}, [document], file.size, only_own=True) is LeftOut.PATIENT
    told = [event for event in events if event.type == "contribution.received"]
    assert [_is_their_own(event) for event in told] == [False]


def test_issue_6_point_4_a_contributor_reads_our_mails_and_our_page_in_their_language(
    visitor: Visitor, world: FakeWorld, reference: object
):
    does(world, ask_contribution, replace(ASKED, language="pl"))

    (mail,) = mails(world, "Pytania")
    assert "Otwórz pytania" in mail
    link = re.search(r"http://candour\.test(\S*/contribute/\S+)", mail)
    assert link is not None
    assert link[1].endswith("?language=pl")
    page = visitor.get(link[1])
    assert 'lang="pl"' in page.html


def test_who_reads_english_or_was_never_asked_gets_a_link_without_a_language(
    world: FakeWorld, asked: Contribution
):
    assert "?language" not in link_in(world)
