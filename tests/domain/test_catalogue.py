"""The whole catalogue of domain.md 4.7, row by row, as every pack keeps it: how each clock counts, and
when it tells somebody. What a pack adds beside the catalogue stands in a table of its own.
"""

from __future__ import annotations

from datetime import time

import pytest

from chalicelib.domain.clocks import Anchor, ClockKind, ClockRule, MilestoneRule, Notice, Unit
from tests.clockwork import PACKS, pack

WD, HOURS, PERIOD, AGREED = (
    ClockKind.WORKING_DAYS,
    ClockKind.ELAPSED_HOURS,
    ClockKind.CALENDAR_PERIOD,
    ClockKind.NEGOTIATED,
)
NOBODY = ""

CATALOGUE: dict[str, tuple[ClockKind, str]] = {
    "ACK": (WD, "T-1wd T late"),
    "ORAL": (WD, "T@12 late promoted@T+1wd@16"),
    "CALLBACK": (AGREED, "T-30min missed@T+15min"),
    "PLAN": (WD, "T-2wd late"),
    "UPDATE": (WD, "T"),
    "INACTIVITY": (PERIOD, "T T+7d"),
    "CONSENT": (WD, "S+10wd T"),
    "RESP": (AGREED, "T-5wd T-1wd T late"),
    "6M": (PERIOD, "S+5months T-10wd T-1wd late"),
    "6M-REVIEW": (PERIOD, "T"),
    "6M-REVIEW-MONTHLY": (PERIOD, "T"),
    "S3-1": (WD, "T-1wd T late"),
    "S3-2": (WD, "T-1wd T late"),
    "S3-3": (WD, "T-1wd T late"),
    "SIGNOFF": (WD, "T late"),
    "CONTRIB": (AGREED, "T-3wd T"),
    "ACTION": (AGREED, "T-5wd T late"),
    "AUDIT": (PERIOD, "T-5wd T"),
    "FORWARD-24H": (HOURS, "S+1h S+12h S+20h late@T"),
    "URGENT": (HOURS, "late@T"),
    "SAR": (PERIOD, "T-5wd T late"),
    "DPC": (PERIOD, "T-5wd T late"),
    "CQC28": (PERIOD, "T-5wd T late"),
    "MONTHLY": (AGREED, "T-5wd T"),
    "ANNUAL": (PERIOD, "T-5wd T late"),
    "RETENTION": (PERIOD, NOBODY),
}
"""Of a date that somebody promised, the first working day after it is its breach (SC-1)."""

BESIDE: dict[str, tuple[ClockKind, str]] = {
    "ALARM": (HOURS, "late@T"),
    "APPEAL": (AGREED, "T-3wd T late"),
    "APPOINTMENT": (AGREED, "T-30min missed@T+15min"),
    "ARRANGEMENT": (WD, "T"),
    "CHECKLIST": (AGREED, "T-3wd T late"),
    "COURT": (AGREED, "T-5wd T"),
    "INSTRUCTION": (AGREED, "T-3wd T late"),
    "KEEPING": (PERIOD, NOBODY),
    "LIMITS": (AGREED, "T-5wd T late"),
    "MEETING": (PERIOD, "T-5wd T late"),
    "OMBUDSMAN": (AGREED, "T-5wd T late"),
    "OM-REVIEW": (WD, "T late"),
    "OWN-DATE": (AGREED, "T-5wd T late"),
    "PAP-ACK": (PERIOD, "T-5wd T late"),
    "PAP-RESPONSE": (PERIOD, "T-5wd T late"),
    "PART36": (PERIOD, "T-5wd T late"),
    "SURVEY": (WD, "asked@T"),
    "SURVEY-REMINDER": (WD, "asked@T"),
    "TALK": (WD, "T late"),
    "WISH": (WD, "T-1wd T late"),
}
"""What packs time beside it, each with its source there."""

RULES = [(code, rule) for code in PACKS for rule in pack(code).clocks]
_UNITS = {
    Unit.WORKING_DAYS: "wd",
    Unit.DAYS: "d",
    Unit.MONTHS: "months",
    Unit.HOURS: "h",
    Unit.MINUTES: "min",
}


_ELSE = {Notice.PROMOTION: "promoted", Notice.SURVEY: "asked", Notice.SURVEY_REMINDER: "asked"}


def moment(row: MilestoneRule) -> str:
    anchor = "S" if row.anchor is Anchor.START else "T"
    away = f"{row.offset:+}{_UNITS[row.unit]}" if row.offset else ""
    hour = f"@{row.at.hour}" if row.at and row.at != time(9) else ""
    return anchor + away + hour


def word(row: MilestoneRule) -> str:
    """One milestone, as the tables above write it."""
    when = moment(row)
    if row.notice is Notice.REMINDER:
        return when
    if row.notice is not Notice.BREACH:
        return f"{_ELSE[row.notice]}@{when}"
    if when == "T+1wd":
        return "late"
    return f"missed@{when}" if row.unit is Unit.MINUTES else f"late@{when}"


@pytest.mark.parametrize(("code", "rule"), RULES, ids=[f"{code} {rule.code}" for code, rule in RULES])
def test_issue_3_every_clock_of_every_pack_counts_and_reminds_as_the_catalogue_says(
    code: str, rule: ClockRule
):
    kept = (rule.kind, " ".join(map(word, rule.milestones)))

    assert kept == {**CATALOGUE, **BESIDE}[rule.code]


def test_issue_3_no_row_of_the_catalogue_is_in_no_pack():
    assert set(CATALOGUE) | set(BESIDE) == {rule.code for _, rule in RULES}
