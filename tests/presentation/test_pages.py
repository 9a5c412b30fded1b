"""The frame of every page, and the pages of refusal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chalicelib.domain.errors import CandourError, Fault, Invalid, NotAllowed
from chalicelib.presentation.compiling import compile_templates
from chalicelib.presentation.frame import Frame
from chalicelib.presentation.pages import REFUSALS, TEMPLATES, error_page, new_environment
from chalicelib.presentation.urls import Urls
from tests.builders import MANAGER, PRACTICE

PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if path.parent.name != "mail")
FRAME = Frame(Urls("https://complaints.example/live"), PRACTICE, csrf="token")


@pytest.mark.parametrize("template", PAGES, ids=lambda path: path.name)
def test_no_page_holds_script_or_style_of_its_own(template: Path):
    source = template.read_text("utf-8")

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", source)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", source))


@pytest.mark.parametrize("template", PAGES, ids=lambda path: path.name)
def test_no_page_writes_an_address_of_ours_by_hand(template: Path):
    written = re.findall(r'(?:href|src|action)="(/[^"]*)"', template.read_text("utf-8"))

    assert not written


@pytest.mark.parametrize("status", REFUSALS)
def test_every_refusal_says_what_it_is_and_whom_to_ring(status: int):
    page = error_page(status, FRAME, CandourError("The reason"))

    assert "<h1>" in page
    assert PRACTICE.phone in page
    assert "/live/static/" in page


def test_a_refusal_is_escaped():
    page = error_page(422, FRAME, Invalid([Fault("name", "<script>x</script>")]))

    assert "<script>x" not in page


def test_staff_who_may_not_are_told_who_may():
    frame = Frame(FRAME.urls, PRACTICE, csrf="token", staff=MANAGER)

    page = error_page(403, frame, NotAllowed("Your role does not allow this", who_can=["Partner"]))

    assert "<li>Partner</li>" in page
    assert "Sign out" in page


def test_a_page_reads_the_same_from_compiled_templates(tmp_path: Path):
    from jinja2 import ModuleLoader

    compile_templates(tmp_path)
    compiled = new_environment(ModuleLoader(tmp_path)).get_template("errors/refused.html")

    page = compiled.render(frame=FRAME, urls=FRAME.urls, status=404, error="", faults=(), who_can=())
    assert page == error_page(404, FRAME, CandourError(""))
