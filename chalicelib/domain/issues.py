"""What exactly is complained about, issue by issue, and what was found of each. The outcome of a case
is never chosen: it follows from the findings (domain.md 4.1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, last_of, words_of


class Finding(StrEnum):
    """What was found of one issue."""

    UPHELD = "upheld"
    NOT_UPHELD = "not_upheld"
    CANNOT_DETERMINE = "cannot_determine"


class Outcome(StrEnum):
    """How a case ended (domain.md 4.1)."""

    UPHELD = "upheld"
    PARTIALLY_UPHELD = "partially_upheld"
    NOT_UPHELD = "not_upheld"
    WITHDRAWN = "withdrawn"
    RESOLVED_INFORMALLY = "resolved_informally"
    DECLINED_OUT_OF_SCOPE = "declined_out_of_scope"
    DECLINED_OUT_OF_TIME = "declined_out_of_time"
    TRANSFERRED = "transferred"


class StaffGroup(StrEnum):
    """Whose work an issue is about, for the year's returns."""

    DOCTOR = "doctor"
    NURSE = "nurse"
    OTHER_CLINICAL = "other_clinical"
    RECEPTION = "reception"
    MANAGEMENT = "management"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue. `id` is its number in the list: the list only grows once it was agreed (S2-101)."""

    id: str
    text: str
    subject: str
    staff_group: StaffGroup


@dataclass(frozen=True, slots=True)
class IssueList:
    """The issues as listed last. `version` counts the lists."""

    version: int = 0
    issues: tuple[Issue, ...] = ()

    def issue(self, id: str) -> Issue | None:  # noqa: A002 (the field's word)
        """The issue of this number."""
        return next((issue for issue in self.issues if issue.id == id), None)


def issues_of(events: Iterable[Event]) -> IssueList:
    """The list as it stands; a text that was erased is empty."""
    lists = each_of(events, EventType.ISSUES_LISTED)
    if not lists:
        return IssueList()
    words = words_of(lists[-1])
    return IssueList(
        version=len(lists),
        issues=tuple(
            Issue(
                id=row["issue"],
                text=str(words.get(row["issue"], "")),
                subject=row["subject"],
                staff_group=StaffGroup(row["staff_group"]),
            )
            for row in lists[-1].facts["issues"]
        ),
    )


def findings_of(events: Iterable[Event]) -> Mapping[str, Finding]:
    """The last finding of each issue, by its number."""
    found = each_of(events, EventType.ISSUE_FOUND)
    return {event.facts["issue"]: Finding(event.facts["finding"]) for event in found}


def without_finding(events: Iterable[Event]) -> tuple[Issue, ...]:
    """The issues of which nothing was found yet (S2-7)."""
    held = tuple(events)
    found = findings_of(held)
    return tuple(issue for issue in issues_of(held).issues if issue.id not in found)


def outcome_from(findings: Collection[Finding]) -> Outcome:
    """The outcome that follows: all upheld, some of several, or none.

    >>> str(outcome_from([Finding.UPHELD, Finding.UPHELD, Finding.NOT_UPHELD]))
    'partially_upheld'
    """
    upheld = sum(finding is Finding.UPHELD for finding in findings)
    if not upheld:
        return Outcome.NOT_UPHELD
    return Outcome.UPHELD if upheld == len(findings) else Outcome.PARTIALLY_UPHELD


_ENDED_AS = {
    EventType.CASE_WITHDRAWN: Outcome.WITHDRAWN,
    EventType.CASE_TRANSFERRED: Outcome.TRANSFERRED,
    EventType.CONCERN_RESOLVED: Outcome.RESOLVED_INFORMALLY,
}


def outcome_of(events: Iterable[Event]) -> Outcome | None:
    """How the case ended; None while it has not. To close it says nothing of it, except for one that
    had ended in a former system.
    """
    telling = (e for e in events if e.type is not EventType.CASE_CLOSED or "outcome" in e.facts)
    ended = last_of(
        telling,
        *(EventType.RESPONSE_SENT, EventType.CASE_DECLINED, EventType.CASE_CLOSED),
        *(EventType.CASE_REOPENED, *_ENDED_AS),
    )
    if ended is None or ended.type is EventType.CASE_REOPENED:
        return None
    return _ENDED_AS.get(ended.type) or Outcome(ended.facts["outcome"])
