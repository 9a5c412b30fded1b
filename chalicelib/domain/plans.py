"""The plan: what will be looked into, by when, what can be achieved, and whether the person agreed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, last_of, since_last, words_of
from chalicelib.domain.identifiers import StaffId


class PlanAnswer(StrEnum):
    """What the person said of the plan (S2-83)."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    REFUSED_PROCEED = "refused_proceed"
    NOT_REACHABLE = "not_reachable"


AGREED = frozenset({PlanAnswer.ACCEPTED})
"""Answers with which the response date is agreed; with others we set it, and write so (S2-47)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan sent last. `version` counts the plans, `issues_version` is the list that it is about.

    `answer` is None until the person, or somebody for want of them, has said something.
    """

    version: int
    issues_version: int
    investigate_by: date
    respond_by: date
    partner: StaffId | None
    external: bool
    achievable: str
    not_achievable: str
    steps: str
    wishes: str
    organisations: str
    answer: PlanAnswer | None

    @property
    def stands(self) -> bool:
        """Whether work goes on by it."""
        return self.answer is not None and self.answer is not PlanAnswer.REFUSED


def plan_of(events: Iterable[Event]) -> Plan | None:
    """The plan as it stands; None before the first one, and again once the case was reopened."""
    held = tuple(events)
    sent = last_of(since_last(held, EventType.CASE_REOPENED), EventType.PLAN_SENT)
    if sent is None:
        return None
    facts, words = sent.facts, words_of(sent)
    return Plan(
        version=len(each_of(held, EventType.PLAN_SENT)),
        issues_version=facts["issues"],
        investigate_by=date.fromisoformat(facts["investigate_by"]),
        respond_by=date.fromisoformat(facts["respond_by"]),
        partner=StaffId(facts["partner"]) if facts["partner"] else None,
        external=facts["external"],
        achievable=str(words.get("achievable", "")),
        not_achievable=str(words.get("not_achievable", "")),
        steps=str(words.get("steps", "")),
        wishes=str(words.get("wishes", "")),
        organisations=str(words.get("organisations", "")),
        answer=_answer(since_last(held, EventType.PLAN_SENT)),
    )


def _answer(events: Iterable[Event]) -> PlanAnswer | None:
    answered = last_of(events, EventType.PLAN_ACCEPTED, EventType.PLAN_REFUSED)
    return PlanAnswer(answered.facts["answer"]) if answered else None
