"""Adding files in a real browser: on a phone, with and without scripts, with axe looking."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from chalicelib.application.check_file import check_file
from chalicelib.domain.identifiers import DocumentId
from chalicelib.entry.drafts import key_of
from tests.browser.conftest import PHONE, barriers, sideways
from tests.fakes import FakeWorld
from tests.samples import a_pdf

OpenPage = Callable[..., Page]
SECRET = "a-secret-of-one-browser"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "scan001.pdf"
    file.write_bytes(a_pdf("NHS number 943 476 5919"))
    return file


def takes(world: FakeWorld, base: str) -> Callable[[Route], None]:
    """The store of files as S3 answers: to the script with 201, to a form with the way back."""

    def answer(route: Route) -> None:
        body = route.request.post_data_buffer or b""
        found = re.search(rb"quarantine/(01D\d+)", body)
        assert found
        document = DocumentId(found[1].decode())
        world.bucket.put(document, a_pdf("NHS number 943 476 5919"))
        check_file(document, world.ports)
        if b"success_action_redirect" in body:
            route.fulfill(status=303, headers={"Location": f"{base}/complain/files?key={document}"})
        else:
            route.fulfill(status=201, headers={"Access-Control-Allow-Origin": base})

    return answer


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_file_is_added_on_a_phone_and_each_page_is_free_of_barriers(
    world: FakeWorld, served: str, open_page: OpenPage, letter: Path, scripts: bool
):
    page = open_page(PHONE, scripts=scripts)
    world.cases.drafts[key_of(SECRET)] = {"what_happened": "I waited"}
    page.context.add_cookies([{"name": "draft", "value": SECRET, "url": served}])
    page.context.route("https://files.test/**", takes(world, served))
    seen = []

    def look() -> None:
        assert sideways(page) == 0
        seen.extend(barriers(page) if scripts else [])

    page.goto("/complain/files")
    look()
    page.get_by_label("What is the file?").fill("scan001.pdf")
    page.get_by_role("button", name="Choose the file").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what is in the file")
    look()
    page.get_by_label("What is the file?").fill("Letter from the clinic")
    page.get_by_role("button", name="Choose the file").click()
    look()
    page.get_by_label("Choose the file").set_input_files(letter)
    page.get_by_role("button", name="Send the file").click()
    page.wait_for_url(re.compile("/complain/files[?]key="))

    expect(page.get_by_text("It shows an NHS number, on page 1.")).to_be_visible()
    look()
    assert seen == []


def test_a_file_that_is_too_large_is_told_before_it_is_sent(
    world: FakeWorld, served: str, open_page: OpenPage, tmp_path: Path
):
    page = open_page(PHONE)
    world.cases.drafts[key_of(SECRET)] = {"what_happened": "I waited"}
    page.context.add_cookies([{"name": "draft", "value": SECRET, "url": served}])
    large = tmp_path / "large.pdf"
    large.write_bytes(bytes(25_000_001))
    page.goto("/complain/files")
    page.get_by_label("What is the file?").fill("Letter from the clinic")
    page.get_by_role("button", name="Choose the file").click()

    page.get_by_label("Choose the file").set_input_files(large)
    page.get_by_role("button", name="Send the file").click()

    expect(page.locator("#file-error")).to_have_text(re.compile("over 25 MB|larger than 25 MB"))
    assert barriers(page) == []
