"""Every clock that a pack lets move can be moved by somebody (domain.md 4.7, S3-13)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import claiming, improving
from chalicelib.domain.casework.moving_dates import DateMove, movable, move_date
from chalicelib.domain.claims import DocumentClass
from chalicelib.domain.clocks import Unmoved
from chalicelib.domain.errors import Invalid
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.states import State
from tests.builders import OFFICE, SCHEME, TERMS, a_receipt, an_occasion, by_staff, london
from tests.way import NOW, in_every_state

WHEN: dict[str, Any] = {"terms": SCHEME, "occasion": an_occasion(NOW, by_staff())}
MOVED = date(2027, 2, 8)


def clock(file: CaseFile, code: str, terms: Any = SCHEME) -> Any:
    return next(each for each in file.clocks(terms) if each.code == code)


def with_offer() -> CaseFile:
    offer = claiming.DocumentReceived(DocumentClass.PART36_OFFER, "An offer")
    return claiming.receive_document(a_receipt(terms=SCHEME).file, offer, **WHEN).file


def with_list() -> CaseFile:
    asked = claiming.ChecklistAsked(date(2027, 1, 15))
    return claiming.issue_checklist(a_receipt(terms=SCHEME).file, asked, **WHEN).file


def test_the_date_of_a_list_moves_and_its_first_date_stays_in_the_working():
    moved = move_date(with_list(), DateMove("CHECKLIST:1", MOVED, "The archive is slow"), **WHEN)

    after = clock(moved.file, "CHECKLIST:1")
    assert (after.due, after.due_original) == (MOVED, date(2027, 1, 15))


def test_a_date_of_the_protocol_moves_by_agreement_only():
    """Domain.md 3.9: the other side must have said yes."""
    with pytest.raises(Invalid, match="other side agrees"):
        move_date(with_offer(), DateMove("PART36:1", MOVED, "More time"), **WHEN)

    agreed = DateMove("PART36:1", MOVED, "More time", agreed=True)
    assert clock(move_date(with_offer(), agreed, **WHEN).file, "PART36:1").due == MOVED


def test_s2_52_a_date_that_is_moved_after_it_passed_is_kept_as_late():
    late: dict[str, Any] = {
        "terms": SCHEME,
        "occasion": an_occasion(london(date(2027, 1, 20)), by_staff()),
    }

    moved = move_date(with_list(), DateMove("CHECKLIST:1", MOVED, "Too late"), **late)

    after = clock(moved.file, "CHECKLIST:1")
    assert after.due == date(2027, 1, 15)
    assert [change.unmoved for change in after.changes] == [Unmoved.LATE]


def test_a_promised_action_can_be_given_more_time():
    promise = improving.ActionPromise("A new routine", StaffId(OFFICE.id), date(2027, 1, 29))
    when: dict[str, Any] = {"terms": TERMS, "occasion": an_occasion(NOW, by_staff())}
    file = improving.set_action(in_every_state()[State.RESPONDED], promise, **when).file

    moved = move_date(file, DateMove("ACTION:1", MOVED, "The supplier is late"), **when).file

    assert clock(moved, "ACTION:1", TERMS).due == MOVED


@pytest.mark.parametrize("code", ["RESP", "6M", "ACK", "FORWARD-24H:1", "NONE"])
def test_what_has_a_way_of_its_own_or_may_not_move_is_not_offered(code: str):
    offered = {each.code for each in movable(with_offer().clocks(SCHEME), SCHEME.pack)}

    assert code not in offered
    with pytest.raises(Invalid):
        move_date(with_offer(), DateMove(code, MOVED, "More time", agreed=True), **WHEN)
