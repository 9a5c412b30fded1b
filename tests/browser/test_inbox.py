"""The inbox in a real browser: narrow and wide, with axe looking, and a mail that would act."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from chalicelib import wiring
from chalicelib.application.open_case import open_case
from chalicelib.domain.events import PUBLIC
from chalicelib.entry.mail_in import on_mail
from infra.local.mail_door import object_created
from tests.browser.conftest import DESKTOP, NARROWEST, barriers, sideways
from tests.builders import PRACTICE, an_intake
from tests.fakes import FakeWorld
from tests.raw_mails import file, mail, multipart, part

OpenPage = Callable[..., Page]

HOSTILE = '<h1>Hello</h1><script>document.title="run"</script><img src="https://track.example/x">'


@pytest.fixture
def world() -> FakeWorld:
    """An inbox with a mail of each kind."""
    world = FakeWorld()
    about = open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    raws = (
        mail("My complaint", f"It is about {about}. I have written twice and nobody answers."),
        mail("Hello " + "averylongwordwithoutanend" * 12, sender="x@elsewhere.example"),
        mail("Look at this", HOSTILE, content="Content-Type: text/html", sender="y@elsewhere.example"),
        multipart(part("See the letter"), file(b"%PDF-1.7", "A letter from the hospital.pdf")),
        mail(str(about), headers="Authentication-Results: amazonses.com; dmarc=fail\n"),
    )
    with wiring.visiting(world.behind_doors()):
        for n, raw in enumerate(raws):
            world.letterbox.raw.put(f"mail{n}", raw)
            on_mail(object_created("mails", f"mail/mail{n}"), None)
    return world


@pytest.mark.parametrize("size", [NARROWEST, DESKTOP], ids=["phone", "desktop"])
def test_the_inbox_and_each_mail_stand_in_nobodys_way_and_do_nothing(
    open_page: OpenPage, served: str, size: tuple[int, int]
):
    page = open_page(size)
    page.context.add_cookies(
        [{"name": "session", "value": "complaints.manager", "url": served, "httpOnly": True}]
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for path in ("", "?box=done", "/mail0", "/mail1", "/mail2", "/mail3", "/mail4"):
        page.goto(f"/staff/inbox{path}")
        assert barriers(page) == [], path
        assert sideways(page) <= 0, path
        assert page.title() != "run"

    assert [url for url in asked if "track.example" in url] == []
