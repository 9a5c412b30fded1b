"""Nothing on a staff page leads nowhere, and nothing on it needs what the security policy forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest

from chalicelib.domain.errors import MailRefused
from chalicelib.domain.reference import Reference
from chalicelib.entry.doors import STATEMENTS
from chalicelib.presentation.forms import BY_NAME
from tests.entry.visitors import Browser, version_of
from tests.fakes import FakeWorld


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
