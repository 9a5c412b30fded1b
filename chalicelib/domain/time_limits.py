"""Whether a complaint came in time: by law, by the organisation's longer promise, or neither. Nothing
is turned away by itself: whoever is late is asked about, by a person, with reasons (C-1).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.clocks.calendar_periods import months_after
from chalicelib.domain.contact import record_of
from chalicelib.domain.events import EventType
from chalicelib.domain.history import last_of, words_of
from chalicelib.domain.policy import PolicyPack, Terms


class TimeLimit(StrEnum):
    """How a complaint stands to the limits (C-1). `UNKNOWN`: nobody knows yet when it happened."""

    IN_TIME_STATUTORY = "in_time_statutory"
    IN_TIME_LOCAL_ONLY = "in_time_local_only"
    OUT_OF_TIME = "out_of_time"
    UNKNOWN = "unknown"


def classify(received: date, occurred: date, noticed: date | None, pack: PolicyPack) -> TimeLimit:
    """The class of a complaint about this day, of which the person knew from `noticed` on.

    Months are counted after the day, so that 12 months after 23 November is 23 November.

    Source: C-1, S2-26; SI 2009/309 regulation 12.
    """
    if received <= _last_day(pack, "time_limit.from", "time_limit.statutory_months", occurred, noticed):
        return TimeLimit.IN_TIME_STATUTORY
    local = _last_day(pack, "time_limit.local_from", "time_limit.local_months", occurred, noticed)
    return TimeLimit.IN_TIME_LOCAL_ONLY if received <= local else TimeLimit.OUT_OF_TIME


def _last_day(
    pack: PolicyPack, counted_from: str, months: str, occurred: date, noticed: date | None
) -> date:
    known = noticed or occurred
    starts = {
        "occurred": occurred,
        "noticed": known,
        "later_of_occurred_and_noticed": max(occurred, known),
    }
    start = starts[str(pack.settings[counted_from].value)]
    return months_after(start, int(str(pack.settings[months].value)))


def time_limit_of(file: CaseFile, terms: Terms) -> TimeLimit:
    """How the case stands to the limits: as somebody decided, or else by the day that was told."""
    decided = last_of(file.events, EventType.TIME_LIMIT_DECIDED)
    if decided:
        return TimeLimit(decided.facts["class"])
    record = record_of(file.events[0])
    if record is None or record.occurred_on is None or "time_limit.from" not in terms.pack.settings:
        return TimeLimit.UNKNOWN
    received = london_date(file.case.received_at)
    return classify(received, record.occurred_on, None, terms.pack)


def days_told(file: CaseFile) -> tuple[str, str]:
    """When it happened and when it was noticed, as far as that was written down, in ISO form."""
    decided = last_of(file.events, EventType.TIME_LIMIT_DECIDED)
    if decided:
        words = words_of(decided)
        return str(words.get("occurred_on", "")), str(words.get("noticed_on", ""))
    record = record_of(file.events[0])
    occurred = record.occurred_on if record else None
    return (occurred.isoformat() if occurred else ""), ""
