"""Who works here: taken on, changed, shut out and let in again, on the pages and by the API.

Source: issue 6, point 8; issue 7, point 3.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from chalice.test import Client

from tests.builders import HANDLER, MANAGER, PRACTICE
from tests.entry.visitors import Browser, Program, said
from tests.fakes import FakeWorld

PAGE, API = "/staff/organisation/staff", "/api/staff"
NEW: dict[str, Any] = {
    "user_name": "nia.new",
    "name": "Nia New",
    "initials": "nne",
    "email": "nia.new@willow-lane.example",
    "team": "complaints",
    "roles": ["case_handler"],
}
WITHOUT_NAME = {key: value for key, value in NEW.items() if key != "user_name"}


def held(world: FakeWorld, who: str) -> Any:
    return world.directory.find(PRACTICE.id, who)  # type: ignore[arg-type]


def test_somebody_new_is_in_the_directory_at_once_and_invited_by_the_stream(
    manager: Browser, world: FakeWorld
):
    answer = manager.post(f"{PAGE}/new", version=0, **NEW)

    assert answer.headers["Location"] == f"{PAGE}?done=new"
    assert (held(world, "nia.new").initials, world.accounts.people) == ("NNE", {})
    world.deliver()
    assert world.accounts.people["nia.new"].roles == {"case_handler"}
    assert world.accounts.invited == ["nia.new"]
    page = said(manager.get(PAGE))
    assert "Nia New Has access Case handler" in page
    assert "Took on Nia New" in page


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        pytest.param("user_name", "Nia New", "Enter a user name of small letters", id="spaces"),
        pytest.param("user_name", "case.handler", "has this user name already", id="taken"),
        pytest.param("name", " ", "Enter the name", id="no name"),
        pytest.param("name", "N" * 101, "Use 100 characters or fewer", id="a long name"),
        pytest.param("initials", "N", "Enter 2 to 4 letters", id="one letter"),
        pytest.param("email", "", "Enter the email address", id="no address"),
        pytest.param("email", "nia at home", "Enter an email address, like", id="no such address"),
        pytest.param("team", "The Team!", "Enter a team in small letters", id="a strange team"),
        pytest.param("roles", [], "Choose at least one role", id="no role"),
        pytest.param("roles", ["emperor"], "Choose roles of your organisation", id="no such role"),
    ],
)
def test_what_cannot_stand_is_said_beside_its_field_and_nothing_typed_is_lost(
    manager: Browser, world: FakeWorld, field: str, typed: object, told: str
):
    answer = manager.post(f"{PAGE}/new", version=0, **{**NEW, field: typed})

    assert answer.status_code == 422
    assert told in said(answer)
    kept = "nia.new@willow-lane.example" if field != "email" else "Nia New"
    assert f'value="{kept}"' in answer.body.decode()
    assert world.organisations.history(PRACTICE.id) == ()


def test_a_user_name_is_nobodys_twice_in_whichever_organisation(program: Program, world: FakeWorld):
    other = next(each for each in world.ports.policies.organisations() if each.id != PRACTICE.id)
    world.directory.enrol(replace(HANDLER, id="nia.new", organisation=other.id))

    assert program.post(API, {"version": 0, **NEW}).status_code == 422


def test_a_change_is_in_the_history_with_what_was_and_what_is(
    manager: Browser, program: Program, world: FakeWorld
):
    changed = {**WITHOUT_NAME, "name": "Hal Handler", "email": HANDLER.email, "initials": "HAL"}

    answer = manager.post(
        f"{PAGE}/case.handler", version=0, **{**changed, "roles": ["case_handler", "secretary"]}
    )

    assert answer.status_code == 303
    (change,) = program.get(API).json_body["changes"]
    assert (change["decision"], change["by"]) == ("staff.changed", MANAGER.id)
    assert change["facts"]["was"]["roles"] == ["case_handler"]
    assert change["facts"]["to"]["roles"] == ["case_handler", "secretary"]
    world.deliver()
    assert world.accounts.people["case.handler"].roles == {"case_handler", "secretary"}


def test_who_leaves_is_shut_out_and_their_name_stays(
    manager: Browser, app_client: Client, world: FakeWorld
):
    theirs = Browser(app_client, "case.handler")
    assert theirs.get("/staff/cases").status_code == 200

    manager.post(f"{PAGE}/case.handler/end-access", version=0)
    world.deliver()

    assert theirs.get("/staff/cases").status_code == 303
    assert world.accounts.people["case.handler"].roles == frozenset()
    page = said(manager.get(PAGE))
    assert "Hal Handler No access" in page
    assert "Ended the access of Hal Handler" in page


def test_nobody_changes_their_own_roles_ends_their_own_access_or_forgets_their_own_app(
    program: Program, world: FakeWorld
):
    own = {"name": MANAGER.name, "initials": "MMR", "email": MANAGER.email, "team": MANAGER.team}

    more = program.post(
        f"{API}/{MANAGER.id}", {"version": 0, **own, "roles": ["complaints_manager", "partner"]}
    )
    own_page = f"{API}/{MANAGER.id}"
    refused = [
        program.post(f"{own_page}/{act}", {"version": 0}) for act in ("end-access", "forget-app")
    ]

    assert [answer.status_code for answer in (more, *refused)] == [409, 409, 409]
    assert "Ask a colleague" in more.json_body["detail"]
    assert world.organisations.history(PRACTICE.id) == ()


def test_ones_own_name_and_address_one_may_change(manager: Browser, world: FakeWorld):
    page = manager.get(f"{PAGE}/{MANAGER.id}")
    assert "Your own roles only a colleague can change" in said(page)

    own = {"name": "Mary Major", "initials": "MMR", "email": MANAGER.email, "team": MANAGER.team}
    answer = manager.post(f"{PAGE}/{MANAGER.id}", version=0, **own, roles=sorted(MANAGER.roles))

    assert answer.status_code == 303
    assert held(world, MANAGER.id).name == "Mary Major"


def test_a_lost_app_is_forgotten_and_every_session_with_it(manager: Browser, world: FakeWorld):
    manager.post(f"{PAGE}/case.handler/forget-app", version=0)
    world.deliver()

    assert world.accounts.without_app == ["case.handler"]
    assert world.sessions.ended_all == {"case.handler"}


def test_a_change_made_on_an_old_screen_is_refused_and_shown_again(manager: Browser):
    manager.post(f"{PAGE}/new", version=0, **NEW)

    late = manager.post(f"{PAGE}/new", version=0, **{**NEW, "user_name": "second.new"})

    assert late.status_code == 409
    assert 'value="second.new"' in late.body.decode()


@pytest.mark.parametrize("who", ["case.handler", "office.manager", "reception"])
def test_only_whoever_manages_staff_sees_or_changes_the_directory(app_client: Client, who: str):
    assert Browser(app_client, who).get(PAGE).status_code == 403
    assert Program(app_client, who).get(API).status_code == 403
    assert Program(app_client, who).post(API, {"version": 0, **NEW}).status_code == 403


@pytest.mark.parametrize("path", [f"{PAGE}/nobody", f"{PAGE}/nobody/end-access"])
def test_a_member_of_another_organisation_is_nobody_here(manager: Browser, path: str):
    assert manager.post(path, version=0, **WITHOUT_NAME).status_code == 404


def test_a_button_that_there_is_not_is_not_found(manager: Browser, program: Program):
    assert manager.post(f"{PAGE}/case.handler/promote", version=0).status_code == 404
    assert program.post(f"{API}/case.handler/promote", {"version": 0}).status_code == 404
