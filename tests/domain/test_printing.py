"""A letter that was set on paper is kept once, and stays as it was sent."""

from __future__ import annotations

import pytest

from chalicelib.domain.casework.printing import SetLetter, letter_set
from chalicelib.domain.documents.deeds import DocumentVerdict, Verdict, decide_document
from chalicelib.domain.documents.kinds import DocumentState, MediaType
from chalicelib.domain.documents.reading import documents_of, documents_to_decide
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.letters.printed import Printed, document_printed, printed_of
from chalicelib.domain.messages import MessageKind
from tests.builders import TERMS, a_file, an_occasion

MADE = SetLetter(Printed("response.9", DocumentId("D1"), "0" * 64, 9_000, True), "Response")
FILE = letter_set(a_file(), MADE, terms=TERMS, occasion=an_occasion())


def test_a_letter_on_paper_is_a_document_of_the_case_that_anybody_who_may_open_them_opens():
    assert FILE is not None

    (document,) = documents_of(FILE.file.events)

    assert (document.title, document.state, document.media_type) == (
        "Response",
        DocumentState.SAFE,
        MediaType.PDF,
    )
    assert printed_of(FILE.file.events, "response.9") == MADE.printed


def test_the_second_delivery_of_the_stream_records_no_second_letter():
    assert FILE is not None

    assert letter_set(FILE.file, MADE, terms=TERMS, occasion=an_occasion()) is None


def test_a_letter_that_we_wrote_is_not_deleted_by_hand():
    assert FILE is not None
    deleting = DocumentVerdict("D1", Verdict.DELETE, "Not needed")

    with pytest.raises(RuleBroken, match="letter of ours"):
        decide_document(FILE.file, deleting, terms=TERMS, occasion=an_occasion())

    assert documents_to_decide(FILE.file.events) == ()


def test_the_name_of_a_letter_in_the_store_is_the_same_each_time_and_says_nothing():
    file = a_file()
    message = next(each for each in file.messages if each.kind is MessageKind.RECEIPT)

    first, second = (document_printed(message, file.case.number) for _ in range(2))

    assert first == second
    assert len(first) == 26
    assert file.case.number not in first
