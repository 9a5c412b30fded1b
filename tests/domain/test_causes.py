"""Root causes in codes, counted by the quarter in which they were recorded (S3-14, S3-15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.casework.investigating import RootCause, record_root_cause
from chalicelib.domain.causes import Cause, cause_of, quarterly_lines
from chalicelib.domain.errors import Invalid
from chalicelib.domain.events import EventType, Happening
from chalicelib.domain.stages import StageOutcome
from tests.builders import CHRISTMAS_EVE, STAGED, an_occasion, by_staff
from tests.domain.test_stages import HANNA, REPLY, WHEN, received, staging

TOO_FEW = RootCause("Nobody was on the desk", Cause.STAFFING, systemic=True)
NOT_UPHELD = replace(REPLY, outcome=StageOutcome.NOT_UPHELD)


def answered() -> CaseFile:
    return staging.reply_at_stage(received(), NOT_UPHELD, HANNA, **WHEN).file


def found(file: CaseFile, *, days: int = 1, cause: RootCause = TOO_FEW) -> CaseFile:
    occasion = an_occasion(CHRISTMAS_EVE + timedelta(days=days), by_staff())
    return record_root_cause(file, cause, terms=STAGED, occasion=occasion).file


def test_s3_14_a_complaint_that_was_not_upheld_is_counted_with_its_cause():
    assert quarterly_lines(found(answered())) == (
        "2026-12-31/cause:staffing:not_upheld",
        "2026-12-31/about:staffing:clinical_treatment",
        "2026-12-31/systemic:staffing",
    )


def test_an_answer_without_a_cause_is_missing_in_its_own_quarter_until_there_is_one():
    assert quarterly_lines(received()) == ()
    assert quarterly_lines(answered()) == ("2026-12-31/missing",)


def test_a_cause_counts_in_the_quarter_in_which_it_was_recorded_last():
    again = found(found(answered()), days=60, cause=replace(TOO_FEW, cause=Cause.PROCESS))

    assert cause_of(again.events).found_on == date(2027, 2, 22)
    assert quarterly_lines(again)[0] == "2027-03-31/cause:process:not_upheld"


def test_a_cause_that_was_recorded_before_there_were_codes_is_counted_as_that():
    told = Happening(EventType.ROOT_CAUSE_RECORDED, sealed={"text": "Nobody rang"})
    file = changed(answered(), [told], **WHEN).file

    assert quarterly_lines(file)[0] == "2026-12-31/cause:not_said:not_upheld"


def test_nobody_records_a_cause_without_saying_which():
    with pytest.raises(Invalid, match="what kind of cause"):
        found(answered(), cause=replace(TOO_FEW, cause=Cause.NOT_SAID))
