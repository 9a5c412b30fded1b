"""What staff type into a form of a case is kept on the server, for whoever types it (issue 6.5)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from chalice.test import Client, HTTPResponse

from chalicelib.domain.begun import KEPT_FOR, MOST_TYPED
from chalicelib.domain.case import CaseFile
from chalicelib.domain.letters.drafts import draft_of
from chalicelib.domain.states import State
from tests.builders import TERMS
from tests.entry.visitors import Browser, said
from tests.fakes import FakeWorld
from tests.way import in_every_state

EDITOR = "/staff/cases/HAL-123456/do/letter-draft"
NOTE = "/staff/cases/HAL-123456/do/notes"
WORDS = "We are sorry that nobody rang you back."
BEGUN = "You began this on"


@pytest.fixture
def file(world: FakeWorld) -> CaseFile:
    """A case whose letter is being written."""
    file = in_every_state()[State.SHARED_WITH_STAFF]
    world.cases.files[file.case.number] = file
    world.cases.clocks[file.case.number] = file.clocks(TERMS)
    return file


def kept(visitor: Browser, world: FakeWorld, path: str = EDITOR, **typed: object) -> HTTPResponse:
    (file,) = world.cases.files.values()
    return visitor.post(path, version=file.case.version, keep="now", **typed)


def apology(page: HTTPResponse) -> str:
    found = re.search(r'<textarea[^>]* id="apology"[^>]*>\n(.*?)</textarea>', page.body.decode(), re.S)
    assert found
    return found[1]


def test_issue_6_5_what_was_typed_into_the_letter_is_there_again_on_another_computer(
    app_client: Client, world: FakeWorld, file: CaseFile
):
    answer = kept(Browser(app_client, "complaints.manager"), world, apology=WORDS, bereaved="yes")

    assert (answer.status_code, answer.headers["Location"]) == (303, EDITOR)
    again = Browser(app_client, "complaints.manager").get(EDITOR)
    assert apology(again) == WORDS
    assert BEGUN in said(again)
    assert re.search(r'name="bereaved"[^>]*value="yes" checked', again.body.decode())
    (after,) = world.cases.files.values()
    assert after.events == file.events, "to keep is not to save"


def test_nobody_else_reads_what_was_typed_but_they_hear_who_is_at_it(
    app_client: Client, world: FakeWorld, file: CaseFile
):
    kept(Browser(app_client, "complaints.manager"), world, apology=WORDS)

    other = Browser(app_client, "case.handler").get(EDITOR)

    assert WORDS not in other.body.decode()
    assert BEGUN not in said(other)
    assert "typed here on" in said(other)
    assert "Ask before you both write the same" in said(other)


def test_the_page_of_the_case_says_where_to_go_on_to_whoever_began(
    app_client: Client, world: FakeWorld, file: CaseFile
):
    kept(Browser(app_client, "complaints.manager"), world, apology=WORDS)

    mine, other = (
        Browser(app_client, who).get(EDITOR.partition("/do/")[0]).body.decode()
        for who in ("complaints.manager", "case.handler")
    )

    assert f'<a href="{EDITOR}">Write the response: you began on' in mine
    assert "you began on" not in other


def test_what_was_saved_is_kept_no_longer(manager: Browser, world: FakeWorld, file: CaseFile):
    kept(manager, world, apology="Half a sentence")
    text = draft_of(file.events)
    assert text is not None
    typed = {each.value: words for each, words in text.text.written.items()} | {"apology": WORDS}

    saved = manager.post(EDITOR, version=file.case.version, bereaved="no", **typed)

    assert "done=letter-draft" in saved.headers["Location"]
    again = manager.get(EDITOR)
    assert BEGUN not in said(again)
    assert apology(again) == WORDS
    (after,) = world.cases.files.values()
    assert after.begun == ()


def test_what_is_thrown_away_is_gone_and_the_form_is_as_it_was_saved(
    manager: Browser, world: FakeWorld, file: CaseFile
):
    before = apology(manager.get(EDITOR))
    kept(manager, world, apology=WORDS)

    manager.post(EDITOR, version=file.case.version, keep="no")

    again = manager.get(EDITOR)
    assert apology(again) == before
    assert BEGUN not in said(again)


def test_after_two_weeks_it_is_gone(manager: Browser, world: FakeWorld, file: CaseFile):
    kept(manager, world, NOTE, text=WORDS)
    world.clock.forward(KEPT_FOR - timedelta(minutes=1))
    assert WORDS in manager.get(NOTE).body.decode()

    world.clock.forward(timedelta(minutes=1))

    assert WORDS not in manager.get(NOTE).body.decode()


def test_what_others_changed_meanwhile_stands_beside_what_was_typed(
    app_client: Client, manager: Browser, world: FakeWorld, file: CaseFile
):
    kept(manager, world, apology=WORDS)
    text = draft_of(file.events)
    assert text is not None
    typed = {each.value: words for each, words in text.text.written.items()}
    typed |= {"apology": "We are sorry for the long silence."}
    other = Browser(app_client, "case.handler")
    saved = other.post(EDITOR, version=file.case.version, bereaved="no", **typed)
    assert saved.status_code == 303

    again = manager.get(EDITOR)

    assert apology(again) == WORDS
    assert "Somebody else changed this case" in said(again)
    assert "We are sorry for the long silence." in said(again).partition("What differs")[2]


def test_what_cannot_be_saved_any_more_is_shown_to_be_copied(
    manager: Browser, world: FakeWorld, file: CaseFile
):
    kept(manager, world, apology=WORDS)
    ended = in_every_state()[State.CLOSED]
    (now,) = world.cases.files.values()
    world.cases.files[file.case.number] = CaseFile(
        ended.case, ended.events, ended.parties, ended.messages, begun=now.begun
    )

    page = manager.get(EDITOR)

    assert "What you typed was not saved. Here it is, to be copied" in said(page)
    assert WORDS in said(page)
    manager.post(EDITOR, version=1, keep="no")
    assert WORDS not in said(manager.get(EDITOR))


def test_who_may_not_write_the_letter_keeps_nothing_of_it(
    app_client: Client, world: FakeWorld, file: CaseFile
):
    refused = kept(Browser(app_client, "reception"), world, apology=WORDS)

    assert refused.status_code == 403
    (after,) = world.cases.files.values()
    assert after.begun == ()


def test_what_is_too_long_to_be_kept_is_said_and_stays_on_the_page(
    manager: Browser, world: FakeWorld, file: CaseFile
):
    refused = kept(manager, world, apology="x" * (MOST_TYPED + 1))

    assert refused.status_code == 422
    assert "too long to be kept" in said(refused)
    assert apology(refused).startswith("xxx")
