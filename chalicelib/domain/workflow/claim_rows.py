"""When the work of a claim is done, and a regulator answered: in every state of a complaint, because
their dates do not end with it (S1-36, SI 2014/2936 regulation 16(3)).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chalicelib.domain import claims, regulator
from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Event
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.policy_scope import answers_regulator, has_claims
from chalicelib.domain.states import CONCERNS, State
from chalicelib.domain.workflow.rows import ANY_STATE, ONLY_A_COMPLAINT, Guard, Row, Table


def _knows_claims(file: CaseFile, terms: Terms) -> str:
    return "" if has_claims(terms.pack) else "There are no claims under this policy"


def _knows_regulator(file: CaseFile, terms: Terms) -> str:
    known = answers_regulator(terms.pack)
    return "" if known else "No regulator asks for summaries under this policy"


def _needs(waiting: Callable[[Sequence[Event]], object], words: str) -> Guard:
    """Something must wait for it."""
    return Guard(lambda file, terms: "" if waiting(file.events) else words)


def _no_list_is_out(file: CaseFile, terms: Terms) -> str:
    return "A list is out already" if claims.checklist_of(file.events) else ""


KNOWS_CLAIMS = Guard(_knows_claims)


def _of_a_claim(*guards: Guard) -> Row:
    states = ANY_STATE - CONCERNS - {State.RESOLVED_INFORMALLY}
    return Row(states, otherwise=ONLY_A_COMPLAINT, guards=(KNOWS_CLAIMS, *guards))


CLAIM_ROWS: Table = {
    Action.RECEIVE_DEADLINE_DOCUMENT: _of_a_claim(),
    Action.FORWARD_DOCUMENT: _of_a_claim(
        _needs(claims.to_forward, "No document waits to be forwarded")
    ),
    Action.ACKNOWLEDGE_DOCUMENT: _of_a_claim(
        _needs(claims.to_acknowledge, "No letter of claim waits to be acknowledged")
    ),
    Action.ANSWER_DOCUMENT: _of_a_claim(_needs(claims.to_answer, "No document waits for an answer")),
    Action.ISSUE_CHECKLIST: _of_a_claim(Guard(_no_list_is_out)),
    Action.ANSWER_CHECKLIST: _of_a_claim(_needs(claims.checklist_of, "No list of documents is out")),
    Action.REQUEST_INSTRUCTION: _of_a_claim(),
    Action.GIVE_INSTRUCTION: _of_a_claim(
        _needs(claims.open_instructions, "No instruction is asked for")
    ),
    Action.RECEIVE_REGULATOR_QUESTION: Row(ANY_STATE, guards=(Guard(_knows_regulator),)),
    Action.GIVE_REGULATOR_SUMMARY: Row(
        ANY_STATE,
        guards=(_needs(regulator.unanswered, "The regulator waits for nothing about this case"),),
    ),
}
