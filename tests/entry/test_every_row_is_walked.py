"""Every row of the workflow table is walked by its command, through the API, in every state that allows
it, from a case that commands brought there (issue 6, "path coverage"). A new row without a walk is red.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from chalice.test import Client

from chalicelib.application.casework import pinned
from chalicelib.application.read_case import OpenFile, as_it_stands
from chalicelib.domain import permission
from chalicelib.domain.case import CaseFile
from chalicelib.domain.issues import issues_of
from chalicelib.domain.plans import plan_of
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.staff import Staff
from chalicelib.domain.states import State
from chalicelib.domain.workflow import CASE_ACTIONS, why_not
from chalicelib.presentation.forms import FORMS
from chalicelib.presentation.forms.form import Field, Kind
from tests.builders import PARTNER, a_member_of_staff
from tests.domain.test_workflow import everything_met
from tests.entry.visitors import Program
from tests.fakes import FakeWorld
from tests.way import NOW

ABEL = a_member_of_staff("Abel Able")
"""Of every role that the policy of the case has."""

PLAIN: Mapping[Kind, Any] = {
    Kind.LINE: "Words",
    Kind.TEXT: "Words",
    Kind.DAY: "2027-02-01",
    Kind.MOMENT: "2027-01-29T10:00:00Z",
    Kind.YES_NO: True,
}
"""What is answered where a form asks for nothing special."""

ESPECIALLY: Mapping[Action, Mapping[str, Any]] = {
    Action.ACKNOWLEDGE: {"how": "letter", "offered": ["telephone"]},
    Action.GRADE: {"grade": 2},
    Action.ANSWER_TRIAGE: {"text": "The lead was told today"},
    Action.DECIDE_TIME_LIMIT: {"occurred_on": "2026-12-01", "noticed_on": None},
    Action.SEND_PLAN: {"partner": PARTNER.id, "sent_by": "meeting"},
    Action.ANSWER_PLAN: {"reason": "They said so"},
    Action.SHARE_FINDINGS: {"people": ["1"]},
    Action.INVOLVE_ORGANISATION: {"organisation": "The trust", "grade": 2},
    Action.RENEW_CONTRIBUTION: {"organisation": "1", "email": "ward@hospital.example"},
    Action.FORWARD_COMPLAINT: {"email": "ward@hospital.example"},
    Action.RECORD_CONTACT: {"text": "She rang"},
    Action.CORRECT_PERSON: {"person": "complainant", "first_name": "Aisha"},
    Action.BOOK_APPOINTMENT: {"minutes": 30},
    Action.TAKE_MORE_TIME: {"months": 1},
}
"""Where more must be true of an answer than its kind."""


STORIES, CLAIMS, APPEALS = "journeys/stories", "journeys/test_claims.py", "entry/test_appeals.py"
ELSEWHERE: Mapping[Action, str] = {
    # Three ladders and a scheme, which are rows of other policies than the practice's.
    **dict.fromkeys(
        (Action.REPLY_AT_STAGE, Action.EXPLAIN_DELAY, Action.ESCALATE), f"{STORIES}/sc_6.py"
    ),
    **dict.fromkeys((Action.RAISE_APPEAL, Action.DECIDE_APPEAL), APPEALS),
    **dict.fromkeys(
        (
            *(Action.RECEIVE_DEADLINE_DOCUMENT, Action.FORWARD_DOCUMENT, Action.ACKNOWLEDGE_DOCUMENT),
            *(Action.ANSWER_DOCUMENT, Action.ISSUE_CHECKLIST, Action.ANSWER_CHECKLIST),
            *(Action.REQUEST_INSTRUCTION, Action.GIVE_INSTRUCTION),
        ),
        CLAIMS,
    ),
    **dict.fromkeys(
        (
            *(Action.OPEN_CLAIM, Action.JOIN_MEMBER, Action.NAME_CONTACT, Action.HEAR_MEMBER),
            *(Action.MARK_HIGH_PROFILE, Action.NOTIFY_CLAIM, Action.DECIDE_COVER, Action.NOMINATE),
            *(Action.INVESTIGATE_CLAIM, Action.RECORD_EVIDENCE, Action.ASSESS_LIABILITY),
            *(Action.REPUDIATE, Action.RECOMMEND_ADMISSION, Action.AUTHORISE_ADMISSION),
            *(Action.REVOKE_ADMISSION, Action.SERVE_ADMISSION, Action.CONSIDER_ROUTES),
            *(Action.RECORD_OFFER, Action.SETTLE_CLAIM, Action.APPORTION, Action.SIGN_OWN_EXPENSE),
            *(Action.DEFEND_CLAIM, Action.CONCLUDE_CLAIM, Action.TELL_STAFF_OUTCOME),
            *(Action.SHARE_LEARNING, Action.CLOSE_CLAIM),
        ),
        f"{STORIES}/sc_12.py",
    ),
    Action.FORWARD_COMPLAINT: "journeys/test_forwarding.py",
    # What needs another case, a caller who was confirmed, a later day or what one just did.
    Action.LINK_CASE: f"{STORIES}/sc_13.py",
    Action.TELL_APART: "journeys/test_alike_cases.py",
    Action.TELL_PERSON: f"{STORIES}/sc_4.py",
    Action.END_APPOINTMENT: "entry/test_calls.py",
    Action.DECIDE_DISPOSAL: "entry/test_retention.py",
    Action.EXTEND: f"{STORIES}/sc_9.py",
    Action.OPEN_ACCESS: "entry/test_need_to_know.py",
    Action.UNDO: "journeys/test_undo.py",
}
"""The rows whose walk is a story of its own, and where it is told."""


def answer_to(field: Field, opened: OpenFile, nth: int) -> Any:
    """The plainest answer; of several choices the `nth`."""
    if field.kind is Kind.ROWS:
        return [{each.name: answer_to(each, opened, nth) for each in field.rows if not each.optional}]
    if field.choices is None:
        return PLAIN.get(field.kind)
    choices = [each.value for each in field.choices(opened) if each.value]
    if field.kind is Kind.SOME:
        return choices[:1]
    return choices[min(nth, len(choices) - 1)] if choices else None


def body_of(action: Action, opened: OpenFile, nth: int) -> dict[str, Any]:
    """What a program sends: what must be answered, in the plainest way."""
    asked = (each for each in FORMS[action].fields if not (each.steers or each.optional))
    needed = [each for each in asked if each.asked_of is None or each.asked_of(opened)]
    answers = {f.name: answer_to(f, opened, nth) for f in needed if f.name != "happened_at"}
    own = BY_THE_CASE[action](opened) if action in BY_THE_CASE else {}
    return {"version": opened.file.case.version, **answers, **ESPECIALLY.get(action, {}), **own}


def _as_listed(opened: OpenFile) -> Mapping[str, Any]:
    """What stands in a plan stays; a list grows by one."""
    rows = [{"text": i.text, "subject": i.subject} for i in issues_of(opened.file.events).issues]
    return {"issues": [*rows, {"text": "One more", "subject": opened.terms.pack.subjects[0].code}]}


def _as_promised(opened: OpenFile) -> Mapping[str, Any]:
    """A new version of a plan keeps the date that was promised."""
    plan = plan_of(opened.file.events)
    return {"respond_by": plan.respond_by.isoformat()} if plan else {}


BY_THE_CASE: Mapping[Action, Callable[[OpenFile], Mapping[str, Any]]] = {
    Action.LIST_ISSUES: _as_listed,
    Action.SEND_PLAN: _as_promised,
}
"""Where the answer follows from what stands in the case."""

Met = tuple[CaseFile, Terms]


def by_state(action: Action) -> Mapping[State, Sequence[Met]]:
    """Every case that we meet in which the action can be done now, by where it stands."""
    found: dict[State, list[Met]] = {}
    for file, terms in everything_met():
        if not why_not(file, action, terms):
            found.setdefault(file.case.state, []).append((file, terms))
    return found


def on_the_desk(world: FakeWorld, file: CaseFile, terms: Terms) -> Staff:
    """Put the case where commands look, a minute later; somebody who may do everything to it."""
    person = replace(ABEL, roles=frozenset(terms.pack.roles))
    world.directory.enrol(person)
    world.sign_in.enrol(person)
    world.cases.files[file.case.number] = file
    world.cases.clocks[file.case.number] = file.clocks(terms)
    world.cases.diary.clear()
    world.clock.move_to(max(NOW, file.events[-1].at) + timedelta(minutes=1))
    return person


def tries(action: Action, met: Met, world: FakeWorld, client: Client) -> Iterator[str]:
    """What is said to each try; empty where it was done, and where nobody there may."""
    person = on_the_desk(world, *met)
    if permission.why_not(met[0], action, person, pinned(met[0].case, world.ports.policies)):
        return
    opened = as_it_stands(met[0], person, world.ports)
    path = f"/api/cases/{met[0].case.reference.in_url}/{FORMS[action].name}"
    for nth in range(3):
        answer = Program(client, person.id).post(path, body_of(action, opened, nth))
        said = answer.json_body.get("errors") or answer.json_body.get("detail")
        yield "" if answer.status_code == 200 else str(said)


def last_words(action: Action, here: Sequence[Met], world: FakeWorld, client: Client) -> str | None:
    """What was said in one state: nothing once it was done, else the last refusal; None where no role
    of the organisation may do it.
    """
    said = None
    for met in here:
        for said in tries(action, met, world, client):
            if not said:
                return said
    return said


@pytest.mark.parametrize("action", [action for action in CASE_ACTIONS if action not in ELSEWHERE])
def test_the_command_of_every_row_is_done_in_every_state_in_which_the_table_allows_it(
    action: Action, world: FakeWorld, app_client: Client
):
    everywhere = by_state(action)

    said = {state: last_words(action, here, world, app_client) for state, here in everywhere.items()}

    assert "" in said.values(), "nobody has walked it"
    assert {state: refused for state, refused in said.items() if refused} == {}


@pytest.mark.parametrize("action", ELSEWHERE)
def test_the_story_that_walks_a_row_sends_its_command(action: Action):
    told = (Path(__file__).parents[1] / ELSEWHERE[action]).read_text()

    assert re.search(rf"[\"/]{FORMS[action].name}\"", told)
