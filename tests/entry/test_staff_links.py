"""Nothing on a staff page leads nowhere, and nothing on it needs what the security policy forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import urlsplit

import pytest
from chalice.test import Client

from chalicelib.domain.errors import MailRefused
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff
from chalicelib.entry.doors import STATEMENTS
from chalicelib.presentation.forms import BY_NAME
from tests.builders import a_member_of_staff
from tests.claim_way import ONE, claims_on_their_way
from tests.domain.permission_table import written_roles
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld

BEACON = OrganisationId("beacon-indemnity")
EACH_ORGANISATION = {
    "willow-lane": "gp-practice",
    "kestrel-reports": "three-stage",
    "harbour-defence": "medical-defence",
    "beacon-indemnity": "claims-scheme",
    "exampleshire-board": "commissioner",
}
"""The pack of each organisation of the demonstration."""


@pytest.fixture
def pages(world: FakeWorld, manager: Browser, reference: Reference) -> dict[str, str]:
    """Every staff page, with a message that failed so that all its forms are there."""
    case = f"/staff/cases/{reference.in_url}"
    manager.post(
        f"{case}/do/acknowledgement",
        version=version_of(world, reference),
        how="email",
        offered="telephone",
    )
    world.mail.failing = [MailRefused("no")]
    world.deliver()
    paths = (
        "/staff/sign-in",
        "/staff/cases?view=team",
        "/staff/figures",
        "/staff/figures/cases",
        "/staff/cases/find?reference=x",
        "/staff/contacts/new",
        "/staff/my-settings",
        "/staff/organisation/policy",
        "/staff/organisation/details",
        "/staff/organisation/surveys",
        "/staff/organisation/policy/preview?policy=v2",
        case,
        *(f"{case}/do/{name}" for name in BY_NAME),
    )
    return {path: manager.get(path).body.decode() for path in paths}


def leads(page: str) -> Iterator[tuple[str, str]]:
    """Every method and path that a page leads to."""
    for address in re.findall(r'<a [^>]*href="([^"#][^"]*)"', page):
        yield "GET", urlsplit(unescape(address)).path
    for form in re.findall(r"<form ([^>]*)>", page):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', form))
        yield attributes["method"].upper(), urlsplit(unescape(attributes["action"])).path


def is_a_door(method: str, path: str) -> bool:
    return any(
        each.method == method and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", each.path), path)
        for each in STATEMENTS
    )


def test_every_link_and_every_form_leads_to_a_door(pages: dict[str, str]):
    lost = {
        (name, method, path)
        for name, page in pages.items()
        for method, path in leads(page)
        if not is_a_door(method, path)
    }

    assert not lost


def test_every_link_within_a_page_has_its_target(pages: dict[str, str]):
    for name, page in pages.items():
        for target in re.findall(r'href="[^"]*#([^"]+)"', page):
            assert f'id="{target}"' in page, (name, target)


def test_no_page_holds_a_style_or_a_script_of_its_own(pages: dict[str, str]):
    for name, page in pages.items():
        assert not re.search(r'\sstyle="|<style|\son\w+="|<script(?![^>]* src=)', page), name


def test_every_form_that_changes_something_carries_the_visits_token(pages: dict[str, str]):
    for name, page in pages.items():
        for form in re.findall(r'<form [^>]*method="post".*?</form>', page, re.DOTALL):
            assert 'name="csrf"' in form, name


def test_no_two_things_on_a_page_have_one_name(pages: dict[str, str]):
    for name, page in pages.items():
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), (name, {each for each in ids if ids.count(each) > 1})


def test_every_field_has_its_label(pages: dict[str, str]):
    for name, page in pages.items():
        for field in re.findall(r"<(?:input|textarea|select) [^>]*>", page):
            if 'type="hidden"' in field:
                continue
            [identity] = re.findall(r'\sid="([^"]+)"', field)
            assert f'for="{identity}"' in page, (name, identity)


def everybody() -> Iterator[Staff]:
    """Somebody of each role of each organisation."""
    for organisation, pack in EACH_ORGANISATION.items():
        for role in written_roles(pack):
            person = a_member_of_staff(f"{organisation} {role}".title(), roles=(role,))
            yield replace(person, organisation=OrganisationId(organisation))


@pytest.mark.parametrize("person", tuple(everybody()), ids=lambda person: person.name)
def test_whoever_signs_in_can_open_their_first_page_and_each_page_of_their_menu(
    app_client: Client, world: FakeWorld, person: Staff
):
    world.directory.enrol(person)
    world.sign_in.enrol(person)
    browser = Browser(app_client, person.id)

    first = browser.get("/staff/cases")
    if first.status_code == 303:
        first = browser.get(first.headers["Location"])

    assert first.status_code == 200
    menu = re.search(r"<nav aria-label=\"Casework\">.*?</nav>", first.body.decode(), re.DOTALL)
    assert menu
    for path in re.findall(r'href="([^"]+)"', menu[0]):
        assert browser.get(path).status_code in (200, 303), path


def test_whoever_may_list_no_cases_opens_one_by_its_reference_and_searches_for_nobody(
    app_client: Client, world: FakeWorld
):
    settled = claims_on_their_way()[-1]
    file = replace(settled, case=replace(settled.case, organisation=BEACON))
    world.cases.files[file.case.number] = file
    world.cases.clocks[file.case.number] = ()
    ruth = replace(
        a_member_of_staff("Ruth Sandys", roles=("member_contact",)), id=ONE, organisation=BEACON
    )
    world.directory.enrol(ruth)
    world.sign_in.enrol(ruth)
    browser, reference = Browser(app_client, ruth.id), file.case.reference

    page = said(browser.get("/staff/cases/find"))
    assert "Open a case" in page
    assert "Record a contact" not in page
    assert "Check a caller" not in page
    opened = browser.post("/staff/cases/find", sought=str(reference))
    assert opened.headers["Location"] == f"/staff/cases/{reference.in_url}"
    by_name = browser.post("/staff/cases/find", sought="Example")
    assert (by_name.status_code, "like ABC/123456" in said(by_name)) == (422, True)
    by_program = Program(app_client, ruth.id).post("/api/cases/search", {"sought": "Example"})
    assert by_program.status_code == 403
