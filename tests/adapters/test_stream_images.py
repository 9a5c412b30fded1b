"""What the stream's function makes of the records of a case."""

from __future__ import annotations

from chalicelib.adapters.attribute_values import typed
from chalicelib.adapters.items import case_item, change_of
from chalicelib.adapters.packed import packed
from chalicelib.domain.case import Change
from chalicelib.domain.casework import Taken, assign, message_sent
from chalicelib.domain.casework.investigating import NamedStaff, name_staff
from chalicelib.domain.events import system
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.investigations import Concerned
from chalicelib.domain.sending import claimed
from tests.builders import CHRISTMAS_EVE, HANDLER, TERMS, a_receipt, an_occasion, by_staff


def image(change: Change):
    return typed(packed(case_item(change.file, change.clocks)))


def test_a_mail_that_went_asks_for_no_count_of_its_case():
    received = a_receipt()
    taken = claimed(received.messages[0], CHRISTMAS_EVE)
    occasion = an_occasion(by=system("test"))
    sent = message_sent(received.file, taken, Taken("id"), terms=TERMS, occasion=occasion)

    assert image(sent) != image(received)
    assert change_of(image(sent), image(received)).number is None
    assert change_of(image(sent)).number == received.file.case.number, "one that is new is counted"


def test_a_case_that_has_a_handler_now_is_counted():
    received = a_receipt()
    assigned = assign(
        received.file, HANDLER, terms=TERMS, occasion=an_occasion(CHRISTMAS_EVE, by_staff())
    )

    assert change_of(image(assigned), image(received)).number == received.file.case.number


def test_4_2_a_case_that_is_about_somebody_now_is_counted_for_them_apart():
    received = a_receipt()
    named = NamedStaff("Ada", Concerned.SUBJECT, StaffId("ada"))
    about = name_staff(received.file, named, terms=TERMS, occasion=an_occasion(by=by_staff()))

    assert change_of(image(about), image(received)).number == received.file.case.number


def test_a_case_whose_damaged_row_was_put_right_is_counted():
    received = a_receipt()
    damaged = {**image(received), "row": {"S": "{}"}, "holder": {"S": "?"}}

    assert change_of(image(received), damaged).number == received.file.case.number
