"""What was promised to change, who does it by when, whether it works, and who was told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, last_of, since_last, words_of
from chalicelib.domain.identifiers import StaffId


class AuditResult(StrEnum):
    """Whether a change is in place and works (S2-98)."""

    WORKS = "works"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class LearningAction:
    """One promised change. `done` is False again after an audit that failed."""

    id: str
    text: str
    owner: StaffId
    due: date
    done: bool
    audited: AuditResult | None


def actions_of(events: Iterable[Event]) -> tuple[LearningAction, ...]:
    """Every action, as it stands now, in the order in which they were promised."""
    held = each_of(events, EventType.ACTION_SET, EventType.ACTION_COMPLETED, EventType.ACTION_AUDITED)
    ids = dict.fromkeys(event.facts["action"] for event in held)
    return tuple(_action([event for event in held if event.facts["action"] == id_]) for id_ in ids)


def _action(events: list[Event]) -> LearningAction:
    promised = last_of(events, EventType.ACTION_SET)
    assert promised is not None, "an action begins with its promise"
    audited = last_of(events, EventType.ACTION_AUDITED)
    first = words_of(events[0])
    return LearningAction(
        id=promised.facts["action"],
        text=str(words_of(promised).get("text") or first.get("text", "")),
        owner=StaffId(promised.facts["owner"]),
        due=date.fromisoformat(promised.facts["due"]),
        done=last_of(events, EventType.ACTION_SET, EventType.ACTION_COMPLETED) is not promised,
        audited=AuditResult(audited.facts["result"]) if audited else None,
    )


def open_actions(events: Iterable[Event]) -> tuple[LearningAction, ...]:
    """What is still to be done (S2-89)."""
    return tuple(action for action in actions_of(events) if not action.done)


def to_audit(events: Iterable[Event]) -> tuple[LearningAction, ...]:
    """What is done and not yet shown to work."""
    return tuple(a for a in actions_of(events) if a.done and a.audited is not AuditResult.WORKS)


def outcome_was_reported(events: Iterable[Event]) -> bool:
    """Whether the person was told what changed, after the last action was done (S2-89)."""
    held = tuple(events)
    return last_of(since_last(held, EventType.ACTION_COMPLETED), EventType.OUTCOME_REPORTED) is not None


def was_minuted(events: Iterable[Event]) -> bool:
    """Whether the outcome stands in the minutes of a meeting after the response (S2-99)."""
    held = tuple(events)
    return last_of(since_last(held, EventType.RESPONSE_SENT), EventType.MEETING_MINUTED) is not None
