"""The public pages in another language: chosen by a link, remembered for the visit, and whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from chalice.test import Client

from app import app
from chalicelib import wiring
from chalicelib.presentation.language import ENGLISH
from tests.fakes import FakeWorld
from tests.pseudo import PSEUDO, left_in_english
from tests.visitor import ANSWERS, Visitor


@pytest.fixture
def reader(world: FakeWorld) -> Iterator[Visitor]:
    """Somebody who chose the language in brackets on the first page."""
    doors = replace(world.behind_doors(), languages=(ENGLISH, PSEUDO))
    with wiring.visiting(doors), Client(app) as client:
        visitor = Visitor(client)
        visitor.get("/?language=en-XB")
        yield visitor


def test_the_language_of_a_link_is_remembered_for_the_visit(reader: Visitor):
    seen = reader.get("/privacy")

    assert '<html lang="en-XB" dir="rtl">' in seen.html
    assert "⟦Cookies⟧" in seen.text


def test_the_first_page_names_every_language_in_itself(reader: Visitor):
    seen = reader.get("/")

    assert '<a href="/?language=en" lang="en" hreflang="en" dir="ltr">English</a>' in seen.html
    assert '<span lang="en-XB" aria-current="true">Pseudo</span>' in seen.html


def test_a_language_that_we_do_not_have_is_english(visitor: Visitor):
    assert '<html lang="en" dir="ltr">' in visitor.get("/?language=xx").html
    assert visitor.cookies["language"] == "en"


def test_staff_pages_stay_english(reader: Visitor):
    assert '<html lang="en" dir="ltr">' in reader.get("/staff/sign-in").html


def test_a_page_of_the_public_leaves_no_text_in_english(reader: Visitor):
    paths = ("/", "/complain", "/privacy", "/complaints/ABC-123456/received")
    seen = [reader.get(path) for path in paths]
    for step, answers in ANSWERS.items():
        seen.append(reader.get(f"/complain/{step}"))
        seen.append(reader.send(f"/complain/{step}", dict.fromkeys(answers, "")))
        reader.send(f"/complain/{step}", answers)
    seen += [reader.get(path) for path in ("/complain", "/complain/check", "/come-back")]
    seen.append(reader.send("/come-back", {"reference": "", "code": ""}))
    seen.append(reader.send("/complain/name", ANSWERS["name"] | {"later": "1"}))
    seen += [reader.send("/save-for-later", {"address": each}) for each in ("", "a@b.example")]
    story = {"what_happened": "I have chest pain, I want to die, my dad hits me, he has a knife"}
    seen.append(reader.send("/complain/what-happened", story))
    reader.send("/complain/what-happened", ANSWERS["what-happened"])
    seen += [reader.post("/complain/check")]
    reader.cookies.pop("receipt")
    seen += [reader.get(seen[-1].path), reader.get("/complain/nowhere")]

    assert {page.path: left_in_english(page.html) for page in seen if left_in_english(page.html)} == {}


def test_the_pages_of_ones_own_complaint_leave_no_text_in_english(reader: Visitor, world: FakeWorld):
    reader.complain()
    reference = str(next(iter(world.cases.files.values())).case.reference)
    wrong = [{"way": "reference"}, {"way": "items"}, {"way": "items", "email": "a", "telephone": "b"}]
    seen = [reader.get(path) for path in ("/follow", "/follow/without-reference", "/follow/complaint")]
    seen += [reader.send("/follow", fields) for fields in wrong]
    asked = {"way": "reference", "reference": reference, "full_name": "Asha Verity-Example"}
    seen.append(reader.send("/follow", asked))
    world.deliver()
    seen.append(reader.send("/follow/code", {"code": "1"}))
    granted = world.prints.code_of(next(iter(world.doorkeeper.opens)))
    seen.append(reader.send("/follow/code", {"code": granted}))
    assert seen[-1].path == "/follow/complaint"
    for about, text in SAID_AND_REFUSED:
        fields = {"about": about, "text": text}
        seen.append(reader.send("/follow/complaint/messages", fields))
    seen.append(reader.send("/follow/complaint/plan", {}))
    seen += [reader.send("/follow/complaint/contact", fields) for fields in WAYS_AND_REFUSALS]
    seen.append(reader.get("/follow/complaint/files"))
    seen.append(reader.send("/follow/complaint/files", {"title": "", "purpose": ""}))

    left = {page.path: left_in_english(page.html, *OWN_WORDS) for page in seen}
    assert {path: texts for path, texts in left.items() if texts} == {}


SAID_AND_REFUSED = (
    *(("message", "I want to die"), ("message", ""), ("message", "x" * 20_001), ("plan", "Why?")),
    *(("next_stage", ""), ("withdrawal", ""), ("appeal", ""), ("appeal", "No"), ("nothing", "")),
)
WAYS_AND_REFUSALS = (
    {},
    {"channel": "letter", "may_email": "yes", "rhythm": "weekly"},
    {"channel": "email", "may_email": "no", "rhythm": "weekly"},
    {"channel": "telephone", "may_email": "yes", "rhythm": "monthly"},
)
OWN_WORDS = ("I want to die", "x" * 20_001, "Why?", "Samaritans", "No")


def test_a_date_that_is_no_date_is_a_fault_in_the_readers_language(reader: Visitor):
    reader.fill_in(until="name")
    seen = reader.send("/complain/name", ANSWERS["name"] | {"first_name": "x" * 201})

    assert "⟦⟦First name⟧ must be 200 characters or fewer: take out 1⟧" in seen.text

    reader.send("/complain/name", ANSWERS["name"])
    seen = reader.send("/complain/birth", ANSWERS["birth"] | {"date_of_birth-day": ""})

    assert "⟦⟦Date of birth⟧ must include a day⟧" in seen.text


def test_the_language_is_remembered_on_the_case(reader: Visitor, world: FakeWorld):
    reader.complain()

    (file,) = world.cases.files.values()
    assert file.complainant is not None
    assert file.complainant.language == "en-XB"
