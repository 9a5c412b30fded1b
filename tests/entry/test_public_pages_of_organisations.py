"""Every organisation of a deployment has its own public pages; the first one's stand at the top too.

Source: issue 3, point 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest

from chalicelib import wiring
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Accent
from chalicelib.entry.doors import STATEMENTS
from chalicelib.presentation.accents import COLOURS
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import OF_AN_ORGANISATION, Urls
from tests.fakes import FakeWorld
from tests.visitor import ANSWERS, Seen, Visitor

KESTREL = "/o/kestrel-reports"
STORY = "The report about me names somebody else."
CHANGED = {"subject": {"subject": "service"}, "what-happened": {"what_happened": STORY}}


def complain(visitor: Visitor, *, below: str = KESTREL, until: str = "") -> Seen:
    """Answer every step at this address, up to one of them; without one, send it."""
    visitor.get(f"{below}/complain")
    seen = None
    for step, answers in ANSWERS.items():
        if step == until:
            break
        seen = visitor.send(f"{below}/complain/{step}", {**answers, **CHANGED.get(step, {})})
    assert seen is not None
    return seen if until else visitor.send(f"{below}/complain/check", {})


def links(page: Seen) -> Iterator[str]:
    """Every path that a page leads or sends to, but its styles and scripts."""
    for address in re.findall(r'<(?:a|form) [^>]*(?:href|action)="([^"#][^"]*)"', page.html):
        yield urlsplit(unescape(address)).path


def test_a_complaint_on_an_organisations_own_pages_is_its_case_under_its_policy(
    visitor: Visitor, world: FakeWorld
):
    sent = complain(visitor)

    file = world.cases.files[CaseNumber("100001")]
    assert sent.path == f"{KESTREL}/complaints/KMR-100001/received"
    assert "We have received your complaint" in sent.text
    assert (file.case.organisation, str(file.case.policy)) == ("kestrel-reports", "three-stage v1")
    assert str(file.case.reference) == "KMR/100001"


def test_its_mails_come_from_it_and_lead_to_its_pages(visitor: Visitor, world: FakeWorld):
    world.words = Correspondence(Urls("http://candour.test"), demonstration=True)
    with wiring.visiting(world.behind_doors()):
        complain(visitor)
        world.deliver()

    receipt = world.mail.to("asha@patients.example")[0]
    assert receipt.from_name == "Kestrel Medical Reports"
    assert f"http://candour.test{KESTREL}/follow" in receipt.text
    assert COLOURS[Accent.BLUE] in receipt.html


@pytest.mark.parametrize(
    "page",
    ["", "/complain", "/complain/help-first", "/privacy", "/follow", "/follow/code", "/come-back"],
)
def test_its_pages_bear_its_name_and_colour_and_lead_nowhere_else(visitor: Visitor, page: str):
    seen = visitor.get(KESTREL + page)

    assert "Kestrel Medical Reports" in seen.title
    assert '<body class="candour-accent-blue ' in seen.html
    assert "Willow Lane" not in seen.html
    public = [path for path in links(seen) if not path.startswith("/staff")]
    assert public
    assert {path for path in public if not path.startswith(KESTREL)} == set()


def test_every_link_of_its_pages_leads_to_a_door(visitor: Visitor):
    doors = [re.sub(r"\{\w+\}", "[^/]+", each.path) for each in STATEMENTS]
    pages = [visitor.get(KESTREL), visitor.get(f"{KESTREL}/complain"), complain(visitor)]

    lost = {
        path
        for page in pages
        for path in links(page)
        if not any(re.fullmatch(door, path) for door in doors)
    }

    assert lost == set()


def test_the_first_organisation_keeps_its_pages_at_the_top(visitor: Visitor):
    at_the_top, below = visitor.get("/complain"), visitor.get("/o/willow-lane/complain")

    assert "Willow Lane Medical Practice" in at_the_top.title
    assert "/complain/help-first" in set(links(at_the_top))
    assert below.title == at_the_top.title


def test_what_was_typed_for_one_organisation_is_never_shown_by_another(visitor: Visitor):
    complain(visitor, until="when")

    assert STORY in visitor.get(f"{KESTREL}/complain/what-happened").html
    assert STORY not in visitor.get("/complain/what-happened").html
    assert STORY not in visitor.get("/o/harbour-defence/complain/what-happened").html


def test_a_browser_can_complain_to_two_organisations(visitor: Visitor, world: FakeWorld):
    complain(visitor, until="when")
    practice = visitor.complain()
    kestrel = complain(visitor)

    assert practice.path == "/complaints/WLP-100001/received"
    assert kestrel.path == f"{KESTREL}/complaints/KMR-100002/received"
    assert visitor.get(practice.path).text == practice.text


def test_a_confirmation_is_shown_to_nobody_else(visitor: Visitor, world: FakeWorld):
    sent = complain(visitor)

    visitor.cookies.clear()

    assert "This page is private" in visitor.get(sent.path).text


@pytest.mark.parametrize("named", ["nobody", "..", "%2e%2e", "WILLOW-LANE", "kestrel-reports%00"])
def test_an_organisation_that_is_not_here_has_no_pages(visitor: Visitor, named: str):
    assert visitor.get(f"/o/{named}/complain").status == 404


def test_the_addresses_that_each_organisation_has_are_those_that_its_doors_have():
    below = OF_AN_ORGANISATION.format(organisation="x")
    own = {
        each.path.removeprefix(OF_AN_ORGANISATION) or "/"
        for each in STATEMENTS
        if each.path.startswith(OF_AN_ORGANISATION)
    }
    named = Urls("http://candour.test", "x")

    assert {path for path in own if not named.path(path).startswith(below)} == set()
    others = {each.path for each in STATEMENTS} - own
    assert {path for path in others if named.path(path) != path} == set()


def test_only_a_practices_number_is_given_to_whoever_needs_medical_help(visitor: Visitor):
    """S2-65: nobody who is ill is sent to a telephone that no clinician answers."""
    assert "for your own GP practice: call 01632 960 010" in visitor.get("/complain").text
    assert "GP practice" not in visitor.get(f"{KESTREL}/complain").text.partition("This form")[0]
