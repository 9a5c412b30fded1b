"""A real browser in front of the whole app on a world in memory."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from chalice.config import Config
from chalice.local import ChaliceRequestHandler, LocalDevServer
from playwright.sync_api import Browser, Page, sync_playwright

from app import app
from chalicelib import wiring
from chalicelib.presentation.language import LANGUAGES, Language
from chalicelib.presentation.urls import Urls
from infra.build.browser import find_browser
from infra.build.styles import AXE, make_styles
from tests.fakes import FakeWorld

Size = tuple[int, int]
PHONE, DESKTOP, NARROWEST = (375, 667), (1280, 900), (320, 568)


class _Quiet(ChaliceRequestHandler):
    """Chalice's own handler, without a line for each request and without waiting for more to send."""

    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one named in CANDOUR_CHROMIUM, else whatever is installed."""
    path = find_browser()
    with sync_playwright() as playwright:
        # Root, as in a container, has no sandbox to give.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def languages() -> tuple[Language, ...]:
    """The languages that the doors offer."""
    return LANGUAGES


@pytest.fixture
def served(world: FakeWorld, languages: tuple[Language, ...]) -> Iterator[str]:
    """Where the app is served; its world is `world`."""
    make_styles()
    server = LocalDevServer(app, Config.create(), "127.0.0.1", 0, handler_cls=_Quiet)
    base = f"http://127.0.0.1:{server.server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    doors = replace(world.behind_doors(), urls=Urls(base), languages=languages)
    with wiring.visiting(doors):
        thread.start()
        yield base
        server.shutdown()
        thread.join(timeout=10)
        server.server.server_close()


@pytest.fixture
def open_page(browser: Browser, served: str) -> Iterator[Callable[..., Page]]:
    """Opens pages of one size; afterwards nothing may have broken the security policy."""
    contexts = []
    complaints: list[str] = []

    def open_one(size: tuple[int, int], *, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=served,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: _note(said.text, complaints))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not complaints


def _note(said: str, complaints: list[str]) -> None:
    # A form with faults is answered with 422, one that came too late with 409, who is not let in with
    # 404, and a test may cut the connection: to Chromium, failures.
    if not any(known in said for known in _NO_FAILURES):
        complaints.append(said)


_NO_FAILURES = ("Unprocessable Entity", "Conflict", "Not Found", "ERR_INTERNET_DISCONNECTED")


def barriers(page: Page) -> list[str]:
    """What axe finds on the page that would stand in somebody's way; empty is what we want."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{each['id']}: {each['help']}" for each in found["violations"]]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window, once it is there."""
    page.wait_for_load_state()
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def resize(page: Page, size: Size) -> None:
    """The same page in another window, once settled: to go there again takes longer than to look."""
    if page.viewport_size != {"width": size[0], "height": size[1]}:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def barriers_at(page: Page, *sizes: Size) -> list[str]:
    """What axe finds on the page in windows of these sizes, each with its width."""
    found = []
    for size in sizes:
        resize(page, size)
        found += [f"{each} (at {size[0]} pixels)" for each in barriers(page)]
    return found
