"""What contributors without an account do themselves: ask for their code, and answer, once (S2-25)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.contributions import Contribution, codes_since, is_open
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identity.access import CODES_AN_HOUR
from chalicelib.domain.policy import Terms


def answer_field(number: int) -> str:
    """What the answer to a question is called on its page, counted from 1.

    >>> answer_field(2)
    'answer-2'
    """
    return f"answer-{number}"


def can_be_answered(file: CaseFile, asked: Contribution, *, terms: Terms, day: date) -> bool:
    """Whether its link opens something on this day."""
    clocks = file.clocks(terms)
    return is_open(asked, file.events, state=file.case.state, clocks=clocks, day=day)


def ask_for_code(
    file: CaseFile, asked: Contribution, asking: str, *, terms: Terms, occasion: Occasion
) -> Change | None:
    """They are owed the code of this asking; None where they are sent none: once for each asking, five
    in an hour, and only while they can answer.
    """
    known = any(event.facts.get("asking") == asking for event in file.events)
    sent = codes_since(file.events, asked, occasion.at - timedelta(hours=1))
    can = can_be_answered(file, asked, terms=terms, day=london_date(occasion.at))
    if known or sent >= CODES_AN_HOUR or not can:
        return None
    facts = {"organisation": asked.id, "asking": asking}
    happening = Happening(EventType.CONTRIBUTION_CODE_ASKED, facts)
    return changed(file, [happening], terms=terms, occasion=occasion)


def answer_questions(
    file: CaseFile,
    asked: Contribution,
    answers: Sequence[str],
    *,
    terms: Terms,
    occasion: Occasion,
) -> Change:
    """Keep the answers of whoever was asked, sealed, each with its question. They answer once.

    Source: S2-25. Raises: RuleBroken, where it cannot be answered now; Invalid.
    """
    if not can_be_answered(file, asked, terms=terms, day=london_date(occasion.at)):
        raise RuleBroken("This was answered already, or the time to answer it is over")
    faults = [*too_long(answers), *_unanswered(answers)]
    if faults or len(answers) != len(asked.questions):
        raise Invalid(faults or [Fault("", ANSWER_THIS)])
    pairs = zip(asked.questions, answers, strict=True)
    said = [{"question": question, "answer": answer.strip()} for question, answer in pairs]
    facts = {"organisation": asked.id, "happened_at": occasion.at.isoformat(), "how": "own_page"}
    sealed = {"answers": said, "contact": asked.contact, "email": asked.email}
    received = Happening(EventType.CONTRIBUTION_RECEIVED, facts, sealed)
    return changed(file, [received], terms=terms, occasion=occasion)


LONGEST_ANSWER = 5_000
"""Characters of one answer: as many as the most questions can have in one item of the table. [D]"""
ANSWER_THIS = "Answer this question. If you do not know, say so"
TOO_LONG = f"Use {LONGEST_ANSWER:,} characters or fewer"


def too_long(answers: Sequence[str]) -> list[Fault]:
    """A fault for each answer that is longer than can be kept."""
    numbered = enumerate(answers, 1)
    return [Fault(answer_field(n), TOO_LONG) for n, answer in numbered if len(answer) > LONGEST_ANSWER]


def _unanswered(answers: Sequence[str]) -> list[Fault]:
    numbered = enumerate(answers, 1)
    return [Fault(answer_field(n), ANSWER_THIS) for n, answer in numbered if not answer.strip()]
