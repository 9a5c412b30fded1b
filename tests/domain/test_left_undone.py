"""The sweep finds what the stream never did, once the stream has had its time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.casework.printing import SetLetter, letter_set
from chalicelib.domain.erasures import Part
from chalicelib.domain.events import EventType, Happening
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.left_undone import NOTHING, PATIENCE, Undone, left_undone
from chalicelib.domain.letters.printed import Printed
from chalicelib.domain.messages import MessageKind, MessageState
from tests.builders import CHRISTMAS_EVE, TERMS, a_file, an_occasion

LATER = CHRISTMAS_EVE + PATIENCE
FILE = a_file(received_at=CHRISTMAS_EVE)


def with_letter(state: MessageState, kind: MessageKind = MessageKind.RECEIPT) -> CaseFile:
    """A case that owes its complainant one message, in a state."""
    (receipt,) = (each for each in FILE.messages if each.kind is MessageKind.RECEIPT)
    owed = replace(receipt, state=state, kind=kind, owed_at=CHRISTMAS_EVE)
    return replace(FILE, messages=(owed,))


def after(file: CaseFile, kind: EventType, **facts: object) -> CaseFile:
    happened = Happening(kind, facts)
    return changed(file, [happened], terms=TERMS, occasion=an_occasion(CHRISTMAS_EVE)).file


def ordered(file: CaseFile) -> CaseFile:
    return after(file, EventType.ERASURE_ORDERED, ground="retention_over")


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (MessageState.TO_SEND, MessageKind.RECEIPT),
        (MessageState.SENT, MessageKind.RESPONSE),
        (MessageState.DELIVERED, MessageKind.RESPONSE),
    ],
)
def test_a_letter_that_was_never_set_is_undone_after_an_hour(state: MessageState, kind: MessageKind):
    file = with_letter(state, kind)

    assert left_undone(file, at=LATER) == Undone(messages=(file.messages[0].key,))
    assert left_undone(file, at=LATER - timedelta(seconds=1)) == NOTHING, "the stream still tries"


def test_a_mail_that_went_needs_no_paper():
    assert left_undone(with_letter(MessageState.SENT), at=LATER) == NOTHING


def test_a_letter_that_was_set_is_done():
    file = with_letter(MessageState.TO_SEND)
    printed = Printed(file.messages[0].key, DocumentId("D1"), "0" * 64, 9_000, True)
    made = letter_set(file, SetLetter(printed, "Letter"), terms=TERMS, occasion=an_occasion())
    assert made is not None

    assert left_undone(made.file, at=LATER) == NOTHING


def test_a_copy_that_was_ordered_and_never_made_is_undone():
    file = after(FILE, EventType.COPY_ORDERED, request="one", named=[], files=[])
    order = file.events[-1].seq

    assert left_undone(file, at=LATER) == Undone(events=(order,))
    made = after(file, EventType.COPY_MADE, order=order, texts=0, files=0, left_out={})
    assert left_undone(made, at=LATER) == NOTHING


def test_an_erasure_that_was_never_carried_out_is_undone_and_nothing_else_of_the_case_is():
    file = ordered(with_letter(MessageState.TO_SEND))

    assert left_undone(file, at=LATER) == Undone(events=(file.events[-1].seq,))


def test_of_an_erased_case_no_letter_is_owed_on_paper():
    file = ordered(with_letter(MessageState.TO_SEND))
    order = file.events[-1].seq
    done = after(file, EventType.ERASURE_DONE, order=order, **{str(part): 0 for part in Part})

    assert left_undone(done, at=LATER) == NOTHING
