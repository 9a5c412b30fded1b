"""When a stage is answered, put off, or left for the next one (domain.md 4.5, S3-12)."""

from __future__ import annotations

from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import EventType
from chalicelib.domain.history import each_of
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.stages import is_exhausted, stage_in, stage_of
from chalicelib.domain.states import BEFORE_RESPONSE, CONCERNS, State
from chalicelib.domain.workflow.rows import (
    AFTER_THE_ANSWER,
    AT_AN_END,
    COMPLAINTS,
    Guard,
    Row,
    Table,
)

_URGENT = {State.URGENT_HOLD: "A medical need comes first"}


def _has_stages(file: CaseFile, terms: Terms) -> str:
    return "" if stage_of(file.events) else "There are no stages under this policy"


def _not_answered(file: CaseFile, terms: Terms) -> str:
    reached = stage_of(file.events)
    answered = reached is not None and reached.answered
    return f"Stage {reached.number} was answered already" if reached and answered else ""


def _a_stage_is_left(file: CaseFile, terms: Terms) -> str:
    exhausted = is_exhausted(file.events, terms.pack)
    return "Every stage has answered: tell them where else they can turn" if exhausted else ""


def _answered_or_missed(file: CaseFile, terms: Terms) -> str:
    reached = stage_of(file.events)
    if reached is None or reached.answered or _is_missed(file, reached.number, terms):
        return ""
    return f"Stage {reached.number} has not answered yet, and its date has not passed"


def _is_missed(file: CaseFile, number: int, terms: Terms) -> bool:
    """Whether the date of this stage passed unanswered: somebody was told so."""
    stage = stage_in(terms.pack, number)
    breaches = each_of(file.events, EventType.CLOCK_BREACHED)
    return stage is not None and any(e.facts["clock"] == stage.clock for e in breaches)


HAS_STAGES = Guard(_has_stages)
NOT_ANSWERED = Guard(_not_answered)

_UNTIL_ANSWERED = Row(
    BEFORE_RESPONSE | CONCERNS - {State.URGENT_HOLD},
    otherwise=AT_AN_END,
    refusals=_URGENT | AFTER_THE_ANSWER,
    guards=(HAS_STAGES, NOT_ANSWERED),
)

STAGE_ROWS: Table = {
    Action.REPLY_AT_STAGE: _UNTIL_ANSWERED,
    Action.EXPLAIN_DELAY: _UNTIL_ANSWERED,
    Action.ESCALATE: Row(
        COMPLAINTS | {State.CLOSED},
        otherwise=AT_AN_END,
        refusals=_URGENT
        | dict.fromkeys(CONCERNS - {State.URGENT_HOLD}, "Make it a complaint first")
        | {State.RESOLVED_INFORMALLY: "Make it a complaint first"},
        guards=(HAS_STAGES, Guard(_a_stage_is_left), Guard(_answered_or_missed, Action.REPLY_AT_STAGE)),
    ),
}
