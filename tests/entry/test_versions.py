"""Organisation, "Policy and calendar", and its API: look, publish what was seen, see how far it is.

Source: issue 3, points 2 and 5.
"""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest
from chalice.test import Client

from chalicelib.domain.reference import Reference
from tests.builders import PRACTICE, london
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld
from tests.packs import FAULTY, ONE_MORE_DAY, QUICKER, SLOWER, files_with_candidates

PAGE = "/staff/organisation/policy"
API = "/api/organisation/policy"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return files_with_candidates(tmp_path_factory.mktemp("files"))


@pytest.fixture
def world(files: Path) -> FakeWorld:
    """A world that holds candidates."""
    return FakeWorld(files=files)


def field_of(page: str, name: str) -> str:
    [value] = re.findall(rf'name="{name}" value="([^"]*)"', page)
    return html.unescape(value)


def publish_as_seen(browser: Browser, version: str = SLOWER, **fields: str):
    page = browser.get(f"{PAGE}/preview?policy={version}").body.decode()
    carried = {name: field_of(page, name) for name in ("subject", "version", "digest", "shown")}
    return browser.post(f"{PAGE}/publications", **{**carried, **fields})


def test_the_page_says_what_is_live_where_it_comes_from_and_what_could_be(manager: Browser):
    shown = said(manager.get(PAGE))

    assert "gp-practice v1" in shown
    assert "SI 2009/309 regulation 13(3)" in shown
    assert f"See what {SLOWER} would change" in shown
    assert f"See what {ONE_MORE_DAY} would change" in shown
    assert f"{FAULTY} It cannot go live" in shown
    assert f"See what {FAULTY}" not in shown


def test_the_preview_names_the_values_that_differ_and_every_date_with_a_link(
    manager: Browser, reference: Reference
):
    page = manager.get(f"{PAGE}/preview?policy={SLOWER}")

    assert "3 working days after the day of receipt" in said(page)
    assert "5 working days after the day of receipt" in said(page)
    assert "Thursday 31 December 2026" in said(page)
    assert "Tuesday 5 January 2027" in said(page)
    assert f"/staff/cases/{reference.in_url}" in page.body.decode()


def test_the_preview_of_a_calendar_names_the_day_that_was_added(manager: Browser, reference: Reference):
    shown = said(manager.get(f"{PAGE}/preview?calendar={ONE_MORE_DAY}"))

    assert "Wednesday 30 December 2026 Now A working day Then A day declared" in shown
    assert "Monday 4 January 2027" in shown


def test_what_is_published_on_the_page_is_live_and_the_case_says_why_its_date_moved(
    world: FakeWorld, manager: Browser, reference: Reference
):
    answer = publish_as_seen(manager, open_cases="move")
    world.deliver()

    assert answer.status_code == 303
    settings = said(manager.get(PAGE))
    assert f"Policy: from v1 to {SLOWER} Mira Manager" in settings
    assert "1 of 1 have it." in settings
    case = said(manager.get(f"/staff/cases/{reference.in_url}"))
    assert "because a new version of the policy gives more time" in case
    assert "Tuesday 5 January 2027" in case


def test_a_preview_that_is_out_of_date_is_refused_names_the_cases_and_shows_itself_anew(
    world: FakeWorld, manager: Browser, program: Program, reference: Reference
):
    from chalicelib.application.open_case import open_case
    from chalicelib.domain.events import PUBLIC
    from tests.builders import an_intake

    page = manager.get(f"{PAGE}/preview?policy={SLOWER}").body.decode()
    carried = {name: field_of(page, name) for name in ("subject", "version", "digest", "shown")}
    open_case(an_intake(key="another"), organisation=PRACTICE, by=PUBLIC, ports=world.ports)

    answer = manager.post(f"{PAGE}/publications", **carried, open_cases="move")

    assert answer.status_code == 409
    assert "Case 100002 is no longer as you saw, so nothing was published" in said(answer)
    assert field_of(answer.body.decode(), "digest") != carried["digest"]
    assert 'value="move" checked' in answer.body.decode()
    assert program.get(API).json_body["policy_version"] == "v1"


def test_a_program_looks_and_publishes_as_the_page_does(
    world: FakeWorld, program: Program, reference: Reference
):
    listed = program.get(API).json_body
    offered = {each["version"]: each for each in listed["candidates"]}
    preview = program.get(offered[SLOWER]["preview"]).json_body

    body = {"subject": "policy", "version": SLOWER, "digest": preview["digest"]}
    published = program.post(f"{API}/publications", {**body, "move_open_cases": True})
    world.deliver()

    assert (listed["policy_version"], offered[FAULTY]["publishable"]) == ("v1", False)
    assert [each["before"] for each in preview["cases"][0]["differences"]] == ["2026-12-31"]
    assert published.status_code == 201
    assert published.json_body["facts"]["to"] == SLOWER
    after = program.get(API).json_body
    assert after["policy_version"] == SLOWER
    assert after["publications"][0]["progress"] == {
        "cases": 1, "moved": 1, "left": 0, "waiting": 0,
    }  # fmt: skip


def test_a_program_with_an_old_digest_is_told_the_new_one(program: Program, reference: Reference):
    body = {"subject": "policy", "version": SLOWER, "digest": "0" * 32}

    refused = program.post(f"{API}/publications", body)

    assert refused.status_code == 409
    fresh = program.get(f"{API}/preview?policy={SLOWER}").json_body["digest"]
    assert refused.json_body["digest"] == fresh


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 422),
        ("policy=v77", 422),
        ("policy=v1", 422),
        ("policy=../v1", 422),
        (f"policy={SLOWER}&calendar={ONE_MORE_DAY}", 422),
        (f"policy={FAULTY}", 200),
    ],
)
def test_an_address_that_names_no_candidate_is_answered_in_words(
    manager: Browser, program: Program, query: str, status: int
):
    assert manager.get(f"{PAGE}/preview?{query}").status_code == status
    assert program.get(f"{API}/preview?{query}").status_code == status


@pytest.mark.parametrize(
    ("who", "looks", "publishes"),
    [
        ("complaints.manager", 200, 303),
        ("partner", 200, 403),
        ("reception", 403, 403),
        ("case.handler", 403, 403),
    ],
)
def test_only_who_the_policy_names_can_look_or_publish(
    app_client: Client, manager: Browser, who: str, looks: int, publishes: int
):
    page = manager.get(f"{PAGE}/preview?policy={QUICKER}").body.decode()
    carried = {name: field_of(page, name) for name in ("subject", "version", "digest", "shown")}
    person = Browser(app_client, who)

    assert person.get(f"{PAGE}/preview?policy={QUICKER}").status_code == looks
    assert person.post(f"{PAGE}/publications", **carried).status_code == publishes


def test_settings_are_offered_to_those_who_may_see_them(app_client: Client, manager: Browser):
    assert 'href="/staff/organisation"' in manager.get("/staff/cases").body.decode()
    reception = Browser(app_client, "reception").get("/staff/cases").body.decode()
    assert 'href="/staff/organisation"' not in reception


def test_whoever_presses_twice_or_whose_connection_fails_reads_that_it_was_published(
    world: FakeWorld, manager: Browser, reference: Reference
):
    page = manager.get(f"{PAGE}/preview?policy={SLOWER}").body.decode()
    carried = {name: field_of(page, name) for name in ("subject", "version", "digest", "shown")}

    answers = [manager.post(f"{PAGE}/publications", **carried) for _ in range(2)]

    assert [each.headers["Location"] for each in answers] == [f"{PAGE}?done=yes"] * 2
    assert len(world.organisations.history(PRACTICE.id)) == 1


def test_another_organisation_is_not_touched(world: FakeWorld, manager: Browser):
    publish_as_seen(manager)

    kestrel = world.ports.policies.organisation("kestrel-reports")  # type: ignore[arg-type]
    assert kestrel.policy_version == "v1"
    assert list(world.organisations.entries) == [PRACTICE.id]


def test_the_page_is_shown_though_the_table_cannot_be_asked_what_is_live(
    world: FakeWorld, app_client: Client, monkeypatch: pytest.MonkeyPatch
):
    from chalicelib.domain.errors import StoreBusy
    from tests.fakes import FakeOrganisations

    def away(self: FakeOrganisations) -> None:
        raise StoreBusy("We are busy. Try again in a moment")

    monkeypatch.setattr(FakeOrganisations, "remembered", away)

    answer = app_client.http.get("/complain")

    assert answer.status_code == 503
    assert "Try again in a moment" in said(answer)


def test_of_more_cases_than_fit_one_answer_none_is_left_out(
    manager: Browser, program: Program, reference: Reference, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("chalicelib.application.preview_version.MOST_CASES", 0)

    page = manager.get(f"{PAGE}/preview?policy={SLOWER}")
    answer = program.get(f"{API}/preview?policy={SLOWER}")

    assert (page.status_code, answer.status_code) == (200, 409)
    assert "too many to look at while you wait" in said(page)
    assert "Begin to look" in said(page)
    assert "too many to look at while you wait" in answer.json_body["detail"]


def test_too_many_cases_are_looked_at_in_pieces_and_published_from_there(
    world: FakeWorld, manager: Browser, reference: Reference, monkeypatch: pytest.MonkeyPatch
):
    """Issue 3, point 5: however many cases are open."""
    monkeypatch.setattr("chalicelib.application.preview_version.MOST_CASES", 0)
    page = manager.get(f"{PAGE}/preview?policy={SLOWER}").body.decode()
    asked = {name: field_of(page, name) for name in ("subject", "version")}

    begun = manager.post(f"{PAGE}/looks", **asked)
    assert begun.status_code == 303
    way = begun.headers["Location"].removeprefix("/api")
    assert "0 of 1 cases were looked at" in said(manager.get(way))
    world.deliver()
    seen = manager.get(way)
    assert "Tuesday 5 January 2027" in said(seen)

    names = ("subject", "version", "digest", "shown", "look")
    carried = {name: field_of(seen.body.decode(), name) for name in names}
    published = manager.post(f"{PAGE}/publications", **carried, open_cases="move")
    assert published.status_code == 303
    assert "Policy: from v1 to v8" in said(manager.get(PAGE))


def test_a_program_begins_a_look_asks_how_far_it_is_and_publishes_it(
    world: FakeWorld, program: Program, reference: Reference, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("chalicelib.application.preview_version.MOST_CASES", 0)
    asked = {"subject": "policy", "version": SLOWER}
    begun = program.post(f"{API}/looks", asked)
    assert (begun.status_code, begun.json_body["looked_at"]) == (201, 0)
    world.deliver()

    look = program.get(f"{API}/looks/{begun.json_body['id']}").json_body
    published = program.post(
        f"{API}/publications",
        {**asked, "digest": look["preview"]["digest"], "look": look["id"], "move_open_cases": True},
    )

    assert (look["looked_at"], look["cases"]) == (1, 1)
    assert published.status_code == 201


def test_s4_10_a_preview_counts_a_case_that_is_about_the_reader_and_does_not_name_it(
    world: FakeWorld, app_client: Client, program: Program, reference: Reference
):
    about = {"name": "Paula", "concerned": "staff_subject", "staff": "partner"}
    body = {"version": version_of(world, reference), **about}
    named = program.post(f"/api/cases/{reference.in_url}/staff-concerned", body)
    assert named.status_code == 200, named.json_body
    partner = Browser(app_client, "partner")

    shown = partner.get(f"{PAGE}/preview?policy={SLOWER}")
    answer = Program(app_client, "partner").get(f"{API}/preview?policy={SLOWER}").json_body

    assert reference.number not in shown.body.decode()
    assert "1 of them is not listed here" in said(shown)
    assert (answer["cases"], answer["not_named"], answer["later"]) == ([], 1, 1)


def test_a_publication_that_is_refused_names_no_case_that_is_about_whoever_publishes(
    world: FakeWorld, app_client: Client, manager: Browser, program: Program, reference: Reference
):
    page = manager.get(f"{PAGE}/preview?policy={SLOWER}").body.decode()
    carried = {name: field_of(page, name) for name in ("subject", "version", "digest", "shown")}
    about = {"name": "Mira", "concerned": "staff_subject", "staff": "complaints.manager"}
    body = {"version": version_of(world, reference), **about}
    assert program.post(f"/api/cases/{reference.in_url}/staff-concerned", body).status_code == 200
    world.clock.move_to(london(date(2026, 12, 29), 10))

    refused = manager.post(f"{PAGE}/publications", **carried | {"digest": "0" * 64}, open_cases="move")

    assert refused.status_code == 409
    assert reference.number not in refused.body.decode()
