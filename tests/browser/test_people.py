"""Each kind of person goes their whole way, on a phone and at a desk, with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chalicelib.domain.case import CaseFile
from chalicelib.domain.needs import Format
from chalicelib.domain.parties import Channel
from chalicelib.domain.representation import Basis, Standing, representation_of
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.browser.conftest import DESKTOP, PHONE, Size, barriers_at, sideways
from tests.fakes import FakeWorld
from tests.visitor import ANSWERS

OpenPage = Callable[..., Page]
Steps = Mapping[str, Mapping[str, Any]]

SEEN = pytest.mark.parametrize(
    ("size", "scripts"),
    [
        pytest.param(PHONE, True, id="phone"),
        pytest.param(DESKTOP, True, id="desktop"),
        pytest.param(PHONE, False, id="phone without scripts"),
    ],
)


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))


def for_another(basis: Mapping[str, str], relationship: str, **their: Any) -> Steps:
    """What somebody answers who speaks for somebody else."""
    return {
        "who": {"standing": "representative"},
        "basis": {"basis": basis["basis"]},
        "child": {key: value for key, value in basis.items() if key == "child_basis"},
        "relationship": {"relationship": relationship, "authority": their.pop("authority", "")},
        "their-name": {"patient_first_name": "Nell", "patient_last_name": "Olderly"},
        "their-birth": {"patient_born-day": "1 2 1931", **their},
        "their-contact": {"patient_address": "3 Testing Row", "patient_postcode": "ZZ99 3VZ"},
    }


BORN_2018 = {"patient_born-day": "1 2 2018"}
BY_POST = {
    "contact": {"email": "", "mobile": "", "address": "2 Testing Row", "postcode": "ZZ99 3VZ"},
    "keep-in-touch": {"best_channel": "letter", "never": ["telephone", "email"]},
    "formats": {"formats": ["braille"]},
    "support": {"interpreter": "Polish", "other_language": "Polish", "support": ""},
}


@dataclass(frozen=True)
class Person:
    """Somebody who complains: what they answer otherwise than Asha does, and who they then are."""

    answers: Steps
    standing: Standing = Standing.REPRESENTATIVE
    basis: Basis | None = None
    language: str = "en"
    at_once: tuple[str, ...] = field(default=())


PEOPLE = {
    "her own complaint": Person({}, Standing.SELF),
    "a daughter with her mother's consent": Person(
        for_another({"basis": "asked"}, "I am her daughter"), basis=Basis.ASKED
    ),
    "a bereaved son": Person(for_another({"basis": "died"}, "I am her son"), basis=Basis.DIED),
    "a parent": Person(
        for_another({"basis": "child", "child_basis": "child_parent"}, "I am his mother", **BORN_2018),
        basis=Basis.CHILD_PARENT,
    ),
    "an advocate": Person(
        for_another(
            {"basis": "asked"}, "I am her advocate", authority="She signed a letter on 3 December"
        ),
        basis=Basis.ASKED,
    ),
    "somebody who reads Polish in Braille and wants post only": Person(
        BY_POST, Standing.SELF, language="pl"
    ),
}


def fill(page: Page, answers: Mapping[str, Any]) -> None:
    """Answer what the page asks."""
    for name, value in answers.items():
        control = page.locator(f"[name='{name}']")
        if not control.count():
            continue
        if control.first.get_attribute("type") in ("radio", "checkbox"):
            for each in [value] if isinstance(value, str) else value:
                page.locator(f"[name='{name}'][value='{each}']").check()
        else:
            control.fill(str(value))


def press(page: Page) -> None:
    """The green button of the page."""
    with page.expect_navigation():
        page.locator("main .nhsuk-button").first.click()


def go(page: Page, person: Person, *, until: str = "check", sizes: tuple[Size, ...] = ()) -> list[str]:
    """Fill in the form as this person, as far as this step; which pages had to be scrolled sideways in
    windows of these sizes.
    """
    answers, wide = {**ANSWERS, **person.answers}, []
    page.goto(f"/complain?language={person.language}")
    page.locator("main a.nhsuk-button").click()
    for _ in range(30):
        step = page.url.partition("/complain/")[2].partition("?")[0]
        wide += [f"{step} at {size[0]} pixels" for size in sizes if sideways_of(page, size) > 0]
        if step == until:
            return wide
        fill(page, answers[step])
        press(page)
    raise AssertionError(f"{page.url} is the end of the way")


def sideways_of(page: Page, size: Size) -> int:
    """By how many pixels the page is too wide for the window, also where it runs no scripts."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    box = page.locator("main").bounding_box()
    assert box
    return int(box["x"] + box["width"] - size[0])


def only(world: FakeWorld) -> CaseFile:
    (file,) = world.cases.files.values()
    return file


WITHOUT_SCRIPTS = ("somebody who reads Polish in Braille and wants post only",)


@pytest.mark.parametrize(
    ("who", "scripts"), [*((who, True) for who in PEOPLE), *((who, False) for who in WITHOUT_SCRIPTS)]
)
def test_somebody_complains_from_the_first_page_to_the_reference(
    open_page: OpenPage, world: FakeWorld, who: str, scripts: bool
):
    person, page = PEOPLE[who], open_page(DESKTOP, scripts=scripts)
    wide = go(page, person, sizes=(PHONE, DESKTOP))
    found = {"check": barriers_at(page, DESKTOP, PHONE)} if scripts else {}
    press(page)
    found |= {"received": barriers_at(page, PHONE, DESKTOP)} if scripts else {}
    file = only(world)
    world.deliver()

    assert wide == []
    assert not {name: what for name, what in found.items() if what}
    assert str(file.case.reference) in page.inner_text("main")
    assert page.locator("html").get_attribute("lang") == person.language
    represented = representation_of(file.events)
    assert (represented.standing, represented.basis) == (person.standing, person.basis)


def test_sc_13_who_reads_polish_in_braille_by_post_is_neither_mailed_nor_rung(
    open_page: OpenPage, world: FakeWorld
):
    page = open_page(PHONE)
    go(page, PEOPLE["somebody who reads Polish in Braille and wants post only"])
    press(page)
    world.deliver()
    person = only(world).complainant

    assert person is not None
    assert (person.language, person.needs.formats) == ("pl", (Format.BRAILLE,))
    assert set(person.never) == {Channel.TELEPHONE, Channel.EMAIL}
    assert not [mail for mail in world.mail.sent if "patients.example" in str(mail.to)]


@SEEN
def test_who_stops_half_way_goes_on_with_another_device_and_loses_nothing(
    open_page: OpenPage, world: FakeWorld, size: tuple[int, int], scripts: bool
):
    page = open_page(size, scripts=scripts)
    go(page, Person({}), until="when")
    with page.expect_navigation():
        page.locator("button[name='later']").click()
    page.get_by_label("Where shall we send the code?").fill("asha@patients.example")
    press(page)
    world.deliver()
    (mail,) = (each for each in world.mail.sent if "asha@patients.example" in str(each.to))
    reference = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", mail.text)
    code = re.search(r"\b\d{6}\b", mail.text)
    assert reference
    assert code

    other = open_page(DESKTOP if size == PHONE else PHONE, scripts=scripts)
    other.goto("/come-back")
    other.get_by_label("Reference").fill(reference[0])
    other.get_by_label("Code").fill(code[0])
    press(other)
    go(other, Person({}))
    press(other)
    expect(other.get_by_role("heading", level=1)).to_have_text("We have received your complaint")
    assert "blood test" in str(only(world).events[0].sealed)


def test_the_reference_and_what_happens_next_can_be_printed(open_page: OpenPage, world: FakeWorld):
    page = open_page(DESKTOP)
    go(page, PEOPLE["her own complaint"])
    press(page)
    page.emulate_media(media="print")

    page.get_by_text("WLP/100001").wait_for()
    assert page.get_by_text("Thursday 31 December 2026").is_visible()
    assert not page.get_by_role("button", name="Print this page").is_visible()
    assert sideways(page) <= 0
