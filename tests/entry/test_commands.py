"""Every command is one row: from it follow its door, its page, its permission and its words."""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

import pytest
from chalice.test import Client

from chalicelib.application.casework import pinned
from chalicelib.application.open_case import open_case
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Organisation
from chalicelib.domain.workflow import CASE_ACTIONS
from chalicelib.entry.commands import COMMANDS
from chalicelib.entry.commands.command import Command
from chalicelib.entry.doors import STATEMENTS
from chalicelib.presentation.forms import BY_NAME, FORMS, TITLES
from chalicelib.presentation.forms.form import Field, Form, Kind
from tests.builders import POLICIES, TERMS, a_file, a_member_of_staff, an_intake
from tests.entry.visitors import Browser, Program, said
from tests.fakes import FakeWorld

every_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.form.name)


def asked(form: Form) -> list[Field]:
    """The questions whose answers a command is given."""
    return [field for field in form.fields if not field.steers]


def place_of(action: Action) -> Organisation:
    """The first organisation in which somebody may do it: not every policy knows every work."""
    return next(
        each for each in POLICIES.organisations() if POLICIES.current(each).pack.who_can(action)
    )


@dataclass
class Place:
    """A case of an organisation, and the account of somebody who may do this to it."""

    account: str
    reference: Reference


@pytest.fixture
def place(command: Command[Any], world: FakeWorld, app_client: Client) -> Place:
    organisation = place_of(command.action)
    pack = POLICIES.current(organisation).pack
    roles = [role for role in pack.roles.values() if command.action in role.may]
    # Whoever takes calls sees no case before a check: their forms have tests of their own.
    able = next((r for r in roles if Action.READ_UNCHECKED in r.may), roles[0]).code
    person = replace(a_member_of_staff("Abel Able", roles=(able,)), organisation=organisation.id)
    world.directory.enrol(person)
    world.sign_in.enrol(person)
    received = open_case(an_intake(), organisation=organisation, by=PUBLIC, ports=world.ports)
    return Place(person.id, received.reference)


def test_every_action_on_a_case_is_one_command_with_one_form():
    assert sorted(command.action for command in COMMANDS) == sorted(CASE_ACTIONS)
    assert set(FORMS) == set(CASE_ACTIONS)
    assert len(BY_NAME) == len(FORMS)


@every_command
def test_a_command_has_one_door_for_programs_and_a_page_for_people_with_one_permission(
    command: Command[Any],
):
    name = command.form.name
    stated = {(s.method, s.path): s.who for s in STATEMENTS}

    assert stated["POST", f"/api/cases/{{reference}}/{name}"] is command.action
    assert stated["GET", f"/staff/cases/{{reference}}/do/{name}"] is command.action
    assert stated["POST", f"/staff/cases/{{reference}}/do/{name}"] is command.action


@every_command
def test_somebody_is_permitted_to_do_it(command: Command[Any]):
    assert place_of(command.action)


@every_command
def test_the_form_asks_for_what_the_command_needs_and_for_nothing_else(command: Command[Any]):
    assert {field.name for field in asked(command.form)} == {f.name for f in fields(command.asks)}


@every_command
def test_what_must_be_answered_says_so_in_words_of_its_own(command: Command[Any]):
    required = {f.name for f in fields(command.asks) if _has_no_default(f)}
    silent = [field.name for field in asked(command.form) if not (field.optional or field.missing)]

    assert not silent
    assert not required & {field.name for field in asked(command.form) if field.optional}


def _has_no_default(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@every_command
def test_a_question_that_is_shown_for_one_choice_stands_below_a_question_that_offers_choices(
    command: Command[Any],
):
    for field in command.form.fields:
        if field.shown_if:
            above = command.form.field(field.shown_if[0])
            assert above is not None
            assert above.kind in (Kind.ONE, Kind.SOME, Kind.YES_NO)


@every_command
def test_every_command_has_its_words(command: Command[Any]):
    form = command.form

    assert all((form.title, form.why, form.button, form.done, TITLES[form.action]))
    assert form.why.endswith(".")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", form.name)


@every_command
def test_the_page_asks_every_question_of_the_form_or_says_why_it_is_not_possible_now(
    command: Command[Any], app_client: Client, place: Place
):
    answer = Browser(app_client, place.account).get(
        f"/staff/cases/{place.reference.in_url}/do/{command.form.name}"
    )

    page, refused = answer.body.decode(), "nhsuk-inset-text" in answer.body.decode()
    assert answer.status_code == 200
    assert command.form.title in said(answer)
    for field in asked(command.form):
        of_others = field.kind is Kind.ROWS or field.asked_of is not None
        assert refused or f'name="{field.name}' in page or of_others


@every_command
def test_a_program_that_sends_nothing_is_told_every_field_that_it_must_send(
    command: Command[Any], app_client: Client, place: Place
):
    answer = Program(app_client, place.account).post(
        f"/api/cases/{place.reference.in_url}/{command.form.name}", {}
    )

    required = {f.name for f in fields(command.asks) if _has_no_default(f)}
    assert answer.status_code == 422
    assert {each["field"] for each in answer.json_body["errors"]} == {"version", *required}


def test_what_a_role_may_do_is_what_it_may_do_today():
    """A case keeps the limits that it was received under; a permission that was taken away is gone."""
    nobody = {code: replace(role, may=frozenset()) for code, role in TERMS.pack.roles.items()}

    class StricterToday(type(POLICIES)):
        def current(self, organisation: Organisation) -> Terms:
            return replace(TERMS, pack=replace(TERMS.pack, roles=nobody))

    terms = pinned(a_file().case, StricterToday())

    assert TERMS.pack.permits([RoleCode("complaints_manager")], Action.ASSIGN)
    assert not terms.pack.permits([RoleCode("complaints_manager")], Action.ASSIGN)
    assert terms.pack.clocks == TERMS.pack.clocks
