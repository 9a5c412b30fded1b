"""Every text that the public reads exists in every language of ours."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date
from babel.messages.catalog import Catalog

from chalicelib.presentation.dates import full_date
from chalicelib.presentation.language import ENGLISH, LANGUAGES, Language
from infra.build import catalogues

ROOT = Path(__file__).resolve().parents[2]
OTHERS = [language for language in LANGUAGES if language is not ENGLISH]
STAFF_ONLY = ("staff_mail.py", "labels.py", "staff_copy_mail.py")


@pytest.fixture(scope="module")
def asked() -> Any:
    """Every text that the source marks."""
    return catalogues.wanted()


@pytest.mark.parametrize("code", catalogues.CODES)
def test_a_catalogue_says_everything_and_nothing_else(code: str, asked: Any):
    """Run `make languages`, then write what is missing in chalicelib/locales/CODE/candour.po."""
    assert list(catalogues.faults(code, asked)) == []


def test_every_catalogue_is_a_language_that_people_can_choose():
    assert {language.code for language in OTHERS} == set(catalogues.CODES)


@pytest.mark.parametrize("language", OTHERS, ids=lambda each: each.in_english)
def test_a_catalogue_that_nobody_has_checked_says_so(language: Language):
    says_so = catalogues.AWAITING in catalogues.held(language.code).header_comment.replace("\n# ", " ")

    assert says_so is not language.reviewed


@pytest.mark.parametrize("language", OTHERS, ids=lambda each: each.in_english)
@pytest.mark.parametrize("month", range(1, 13))
def test_dates_are_written_as_unicode_knows_the_language(language: Language, month: int):
    day = date(2026, month, month)

    written = full_date(day, language)

    assert format_date(day, "d MMMM y", locale=language.code) in written
    assert written.startswith(format_date(day, "EEEE", locale=language.code))


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (None, "lacks"),
        ("", "does not say yet"),
        ("Zadzwoń", "has other placeholders"),
        ("Zadzwoń: {phone}", None),
    ],
)
def test_a_faulty_catalogue_is_caught(said: str | None, fault: str | None):
    asked, held = Catalog(), Catalog(locale="pl")
    asked.add("Call {phone}")
    if said is not None:
        held.add("Call {phone}", said)

    found = list(catalogues.faults_between("pl", held, asked))

    assert [fault in each for each in found] == ([True] if fault else [])


def test_a_text_that_nothing_says_any_more_is_caught():
    held = Catalog(locale="pl")
    held.add("Gone", "Nie ma")

    assert "nothing says it any more" in "".join(catalogues.faults_between("pl", held, Catalog()))


def test_only_staff_read_texts_that_are_said_in_english():
    """`said` of the module is English: who writes for the public asks a language."""
    importers = {
        path.name
        for path in (ROOT / "chalicelib").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module == "chalicelib.presentation.language"
        and any(name.name == "said" for name in node.names)
    }

    assert importers <= set(STAFF_ONLY)
