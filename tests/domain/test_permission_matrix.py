"""Roles by states by actions by how one stands to the case: every combination is decided, as the table
says that was written from the rules (S2-14, S4-9, S4-10; domain.md 4.2).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from chalicelib.domain import permission, workflow
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import assign
from chalicelib.domain.casework.confining import Confinement, restrict_access
from chalicelib.domain.casework.investigating import NamedStaff, name_staff
from chalicelib.domain.errors import CaseRestricted, NotAllowed
from chalicelib.domain.events import EventType, Happening, link
from chalicelib.domain.folding import evolve
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.investigations import Concerned
from chalicelib.domain.need_to_know import circle_of
from chalicelib.domain.policy import Action, PolicyRef, Terms
from chalicelib.domain.staff import Staff
from chalicelib.domain.states import State
from chalicelib.domain.workflow import CASE_ACTIONS
from tests.builders import MANAGER, POLICIES, TERMS, a_file, a_member_of_staff
from tests.domain.permission_table import DECIDED, Relation, has_its_place, lets_in, written_roles
from tests.domain.who_table import BEYOND, WHO
from tests.way import in_every_state, occasion

READER = a_member_of_staff("Remy Reader", id="remy.reader")
COLLEAGUE = a_member_of_staff("Cora Colleague", id="cora.colleague", roles=("case_handler",))
PACKS = ("gp-practice", "medical-defence", "three-stage", "commissioner", "claims-scheme")
NAMED = NamedStaff("Remy Reader", Concerned.SUBJECT, READER.id)


def given_to_reader(file: CaseFile) -> CaseFile:
    handler = replace(READER, roles=frozenset({RoleCode("case_handler")}))
    return assign(file, handler, terms=TERMS, occasion=occasion()).file


def about_reader(file: CaseFile) -> CaseFile:
    return name_staff(file, NAMED, terms=TERMS, occasion=occasion()).file


def kept_to_few(file: CaseFile, *named: str) -> CaseFile:
    asked = Confinement("About a colleague", tuple(named))
    return restrict_access(file, asked, terms=TERMS, occasion=occasion(COLLEAGUE.id)).file


def as_older_code_left_it(file: CaseFile) -> CaseFile:
    """About its own handler, which no command brings about any more."""
    facts = {"person": "9", "concerned": Concerned.SUBJECT, "staff": READER.id}
    happening = Happening(EventType.STAFF_NAMED, facts, {"name": "Remy"})
    events = link(file.case.id, file.case.head, occasion(), [happening])
    return replace(file, case=evolve(file.case, events[0]), events=(*file.events, *events))


MAKE = {
    Relation.HANDLER: given_to_reader,
    Relation.OTHER: lambda file: file,
    Relation.SUBJECT: about_reader,
    Relation.SUBJECT_WHO_HANDLES: lambda file: as_older_code_left_it(given_to_reader(file)),
    Relation.SUBJECT_WHO_IS_NAMED: lambda file: as_older_code_left_it(kept_to_few(file, READER.id)),
    Relation.RESTRICTED_HANDLER: lambda file: kept_to_few(given_to_reader(file)),
    Relation.RESTRICTED_NAMED: lambda file: kept_to_few(file, READER.id),
    Relation.RESTRICTED_OUT: kept_to_few,
}


@cache
def standing(state: State, relation: Relation) -> CaseFile:
    return MAKE[relation](in_every_state()[state])


@cache
def is_guarded(action: Action, state: State, relation: Relation) -> bool:
    """Whether something must be there first, in a state that allows it. Guards know not who asks."""
    file = standing(state, relation)
    return any(guard.missing(file, TERMS) for guard in workflow.TABLE[action].guards)


def test_the_table_decides_in_which_states_each_action_has_its_place():
    assert set(CASE_ACTIONS) == DECIDED, "say in tests/domain/permission_table.py where they belong"


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("role", written_roles("gp-practice"))
def test_s2_14_every_action_of_every_role_in_every_state_is_decided_as_the_table_says(
    role: str, relation: Relation
):
    reader = replace(READER, roles=frozenset({RoleCode(role)}))
    permitted = written_roles("gp-practice")[role] if lets_in(relation, "gp-practice", role) else ()

    for state in State:
        file = standing(state, relation)
        for action in map(Action, DECIDED):
            let_in = _is_let_in(file, action, reader, TERMS)
            assert let_in == (action in permitted), (state, action)
            # Asking the guards takes long, and whoever is not let in is refused whatever they say.
            refused = permission.why_not(file, action, reader, TERMS) if let_in else "by the circle"
            expected = let_in and has_its_place(action, state)
            assert bool(refused) == (not expected or is_guarded(action, state, relation))


ROLES_OF_ALL_PACKS = [(pack, role) for pack in PACKS for role in written_roles(pack)]


@cache
def terms_of(pack: str) -> Terms:
    return replace(TERMS, pack=POLICIES.pack(PolicyRef(pack, "v1")))


@pytest.mark.parametrize(("pack", "role"), ROLES_OF_ALL_PACKS)
def test_every_role_of_every_pack_is_let_in_or_kept_out_by_how_it_stands_to_the_case(
    pack: str, role: str
):
    reader = replace(READER, roles=frozenset({RoleCode(role)}))
    for relation in Relation:
        file = standing(State.RECEIVED, relation)
        for action in Action:
            expected = lets_in(relation, pack, role) and action in written_roles(pack)[role]
            assert _is_let_in(file, action, reader, terms_of(pack)) == expected, (relation, action)


def _is_let_in(file: CaseFile, action: Action, reader: Staff, terms: Terms) -> bool:
    try:
        permission.require(file, action, reader, terms)
    except NotAllowed:
        return False
    return True


def test_nobody_learns_from_a_refusal_that_a_restricted_case_is_about_them():
    reader = replace(READER, roles=frozenset({RoleCode("case_handler")}))
    about_them, about_another = kept_to_few(about_reader(a_file())), kept_to_few(a_file())

    with pytest.raises(CaseRestricted) as theirs:
        permission.require(about_them, Action.READ_CASE, reader, TERMS)
    with pytest.raises(CaseRestricted) as anothers:
        permission.require(about_another, Action.READ_CASE, reader, TERMS)

    assert str(theirs.value) == str(anothers.value)
    assert theirs.value.who_can == anothers.value.who_can


def test_whoever_restricts_a_case_is_named_on_it_themselves():
    file = restrict_access(a_file(), Confinement("-"), terms=TERMS, occasion=occasion()).file

    assert circle_of(file).named == (MANAGER.id,)


@pytest.mark.parametrize("relation", [Relation.SUBJECT, Relation.RESTRICTED_OUT])
def test_whoever_is_not_let_in_reads_why_of_every_action(relation: Relation):
    reader = replace(READER, roles=frozenset({RoleCode("case_handler")}))
    file = standing(State.INVESTIGATING, relation)

    assert all(permission.why_not(file, action, reader, TERMS) for action in CASE_ACTIONS)


@pytest.mark.parametrize(
    ("pack", "action"), [(pack, action) for pack, actions in WHO.items() for action in actions]
)
def test_who_does_it_is_whom_the_domain_names_and_nobody_whom_nothing_explains(pack: str, action: str):
    may = {role for role, actions in written_roles(pack).items() if action in actions}
    named, beyond = (set(table.get(pack, {}).get(action, "").split()) for table in (WHO, BEYOND))

    assert may == named | beyond
    assert not named & beyond
