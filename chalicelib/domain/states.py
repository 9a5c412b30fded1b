"""Where a case can be, and which of these places are alike."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a case is (domain.md 4.3 and 4.4). Grade and stage are other axes."""

    LOGGED = "logged"
    URGENT_HOLD = "urgent_hold"
    WITH_OFFICE_MANAGER = "with_office_manager"
    CALLBACK_AGREED = "callback_agreed"
    RESOLVED_INFORMALLY = "resolved_informally"
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ASSESSED = "assessed"
    PLAN_AGREED = "plan_agreed"
    INVESTIGATING = "investigating"
    FINDINGS_DRAFTED = "findings_drafted"
    SHARED_WITH_STAFF = "shared_with_staff"
    AWAITING_SIGNOFF = "awaiting_signoff"
    RESPONDED = "responded"
    ACTIONS_OPEN = "actions_open"
    CLOSED = "closed"
    REOPENED = "reopened"
    ON_OMBUDSMAN = "on_ombudsman"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"


CONCERNS = frozenset(
    {State.LOGGED, State.URGENT_HOLD, State.WITH_OFFICE_MANAGER, State.CALLBACK_AGREED}
)
"""Contacts that are no complaint, or not yet, and that somebody still looks after (4.3)."""

BEFORE_RESPONSE = frozenset(
    {
        State.RECEIVED,
        State.ACKNOWLEDGED,
        State.ASSESSED,
        State.PLAN_AGREED,
        State.INVESTIGATING,
        State.FINDINGS_DRAFTED,
        State.SHARED_WITH_STAFF,
        State.AWAITING_SIGNOFF,
        State.REOPENED,
    }
)
"""Complaints to which the person still awaits our answer (4.4)."""

AFTER_RESPONSE = frozenset({State.RESPONDED, State.ACTIONS_OPEN, State.ON_OMBUDSMAN})
"""Complaints that are answered and not closed: resolved and closed are two ends (C-22)."""

ENDED = frozenset(
    {
        State.RESOLVED_INFORMALLY,
        State.CLOSED,
        State.DECLINED,
        State.WITHDRAWN,
        State.TRANSFERRED,
    }
)
"""Where nobody waits for anything: such a case stands in no worklist."""
