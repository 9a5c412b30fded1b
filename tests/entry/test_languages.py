"""The public pages in another language: chosen by a link, remembered for the visit, and whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from chalice.test import Client

from app import app
from chalicelib import wiring
from chalicelib.presentation.language import ENGLISH
from tests.builders import PRACTICE, TERMS
from tests.fakes import FakeWorld
from tests.pseudo import PSEUDO
from tests.visitor import ANSWERS, Visitor

READ_ALOUD = ("aria-label", "alt", "title", "placeholder")


@pytest.fixture
def reader(world: FakeWorld) -> Iterator[Visitor]:
    """Somebody who chose the language in brackets on the first page."""
    doors = replace(world.behind_doors(), languages=(ENGLISH, PSEUDO))
    with wiring.visiting(doors), Client(app) as client:
        visitor = Visitor(client)
        visitor.get("/?language=en-XB")
        yield visitor


class _Texts(HTMLParser):
    """Every text of a page that is seen or read aloud and stands in no brackets."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unread = 0
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in ("script", "style", "textarea")
        for name, value in attrs:
            if name in READ_ALOUD:
                self.handle_data(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in ("script", "style", "textarea")

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        outside = ""
        for letter in data:
            self._depth += letter == "⟦"
            outside += letter if not self._depth else ""
            self._depth -= letter == "⟧"
        self.texts.append(outside)


def left_in_english(html: str) -> list[str]:
    """The texts of a page that stand in no brackets and are nobody's own."""
    parser = _Texts()
    parser.feed(html)
    return [text for text in parser.texts if re.search(r"[A-Za-z]{2}", _without_own(text))]


def _without_own(text: str) -> str:
    """A text without names, numbers and what the person typed."""
    typed = [str(each) for answers in ANSWERS.values() for each in answers.values() if str(each)]
    contacts = [value for each in TERMS.pack.contacts.values() for value in (each.name, each.url)]
    own = {
        *(PRACTICE.name, PRACTICE.email, PRACTICE.address, *contacts, *typed),
        *("WLP/100001", ENGLISH.name, PSEUDO.name),
    }
    for each in sorted(own, key=len, reverse=True):
        text = text.replace(each, "")
    return text


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
    seen += [reader.get("/complain"), reader.get("/complain/check"), reader.post("/complain/check")]
    reader.cookies.pop("receipt")
    seen += [reader.get(seen[-1].path), reader.get("/complain/nowhere")]

    assert {page.path: left_in_english(page.html) for page in seen if left_in_english(page.html)} == {}


def test_a_date_that_is_no_date_is_a_fault_in_the_readers_language(reader: Visitor):
    reader.fill_in(until="about-you")
    wrong = ANSWERS["about-you"] | {"date_of_birth-day": "", "first_name": "x" * 201}

    seen = reader.send("/complain/about-you", wrong)

    assert "⟦⟦Date of birth⟧ must include a day⟧" in seen.text
    assert "⟦⟦First name⟧ must be 200 characters or fewer: take out 1⟧" in seen.text


def test_the_language_is_remembered_on_the_case(reader: Visitor, world: FakeWorld):
    reader.complain()

    (file,) = world.cases.files.values()
    assert file.complainant is not None
    assert file.complainant.language == "en-XB"
