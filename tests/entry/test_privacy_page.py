"""What the page about personal details tells people (S4-1, domain.md 3.5, C-26)."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace

import pytest

from chalicelib import entry
from chalicelib.domain.identity.access import CODE_LASTS, FOLLOWING_LASTS
from chalicelib.domain.policy import Setting
from chalicelib.entry.staff.sign_in_step import LASTS as STEP_LASTS
from chalicelib.presentation.cookies import cookies
from chalicelib.presentation.language import ENGLISH, LANGUAGES, Language
from chalicelib.presentation.privacy import grounds, how_long, how_to_complain
from tests.builders import TERMS
from tests.clockwork import PACKS, pack
from tests.visitor import Visitor

PACK = TERMS.pack


def test_the_page_says_how_long_how_to_ask_and_who_looks_at_complaints_s4_1(visitor: Visitor):
    page = " ".join(visitor.get("/privacy").html.split())

    assert "For how many years: 10." in page
    assert "The law gives us one month to answer." in page
    assert "within 30 days that we have your complaint" in page
    assert "Information Commissioner" in page


def test_the_numbers_on_the_page_are_those_of_the_policy_pack_3_5():
    longer = {**PACK.settings, "retention.months": Setting(18, "a test")}

    assert "1.5" in how_long(replace(PACK, settings=longer), ENGLISH)


def test_a_pack_that_does_not_say_how_long_makes_the_page_promise_nothing():
    silent = replace(PACK, settings={})

    assert (how_long(silent, ENGLISH), how_to_complain(silent, ENGLISH)) == ("", "")


@pytest.mark.parametrize(
    "language", [each for each in LANGUAGES if each is not ENGLISH], ids=lambda each: each.code
)
def test_the_notice_is_said_in_every_language(language: Language):
    assert how_to_complain(PACK, language) != how_to_complain(PACK, ENGLISH)
    assert "30" in how_to_complain(PACK, language)


def test_the_notice_says_on_what_grounds_by_the_codes_of_the_pack_c10(visitor: Visitor):
    page = visitor.get("/privacy").text

    assert "Article 6(1)(e)" in page
    assert "Article 9(2)(h)" in page
    private = {**PACK.settings, "privacy.art6": Setting(("legitimate_interests",), "a test")}
    (first, *_) = grounds(replace(PACK, settings=private), ENGLISH)
    assert "6(1)(f)" in first


@pytest.mark.parametrize("code", PACKS)
def test_every_ground_that_a_pack_states_has_words_c10(code: str):
    stated = pack(code).settings
    codes = [stated[key].value for key in ("privacy.art6", "privacy.art9") if key in stated]

    assert len(grounds(pack(code), ENGLISH)) == sum(map(len, codes)) > 0


def test_each_organisation_names_its_own_officer_and_whom_to_complain_to_3_6(visitor: Visitor):
    ours, theirs = visitor.get("/privacy").text, visitor.get("/o/kestrel-reports/privacy").text

    assert "Exampleton Data Protection Office: 01632 960 021" in ours
    assert "Kestrel Data Protection Office: 01632 960 042" in theirs
    assert "https://ico.org.uk" in ours
    assert "https://ico.org.uk" in theirs


@pytest.mark.parametrize("path", ["/privacy", "/cookies", "/accessibility", "/your-information"])
def test_every_public_page_leads_to_the_notices_of_its_own_organisation(visitor: Visitor, path: str):
    for page, root in (("/", ""), ("/complain/kind", ""), ("/o/kestrel-reports", "/o/kestrel-reports")):
        footer = visitor.get(page).html.partition("<footer")[2]
        assert f'href="{root}{path}"' in footer
        assert visitor.get(root + path).status == 200


def test_the_page_about_cookies_names_every_cookie_that_a_door_can_set(visitor: Visitor):
    named = {each.name for each in cookies(ENGLISH)}

    assert named == cookies_that_doors_name()
    assert all(name in visitor.get("/cookies").text for name in named)


def cookies_that_doors_name() -> set[str]:
    """The value of every constant `…_COOKIE` of the doors."""
    names = (each.name for each in pkgutil.walk_packages(entry.__path__, "chalicelib.entry."))
    modules = [importlib.import_module(name) for name in names]
    return {
        value
        for module in modules
        for name, value in vars(module).items()
        if name.endswith("_COOKIE") and isinstance(value, str)
    }


def test_a_cookie_lasts_no_longer_than_the_page_says():
    lasts = {each.name: each.lasts for each in cookies(ENGLISH)}

    assert lasts["asking"] == f"{CODE_LASTS.total_seconds() / 60:.0f} minutes"
    assert lasts["step"] == f"{STEP_LASTS / 60:.0f} minutes"
    assert lasts["answering"] == lasts["following"]
    assert lasts["following"] == f"{FOLLOWING_LASTS.total_seconds() / 60:.0f} minutes"


def test_the_accessibility_statement_says_what_was_not_tested_and_who_else_helps(visitor: Visitor):
    page = visitor.get("/accessibility").text

    assert "Nobody who uses a screen reader has tried these pages for us yet" in page
    assert "Equality Advisory and Support Service" in page
    assert "01632 960 010" in page
