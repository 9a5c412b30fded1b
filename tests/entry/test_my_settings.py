"""My settings: on the page and through the API, one's own and, for managers, anybody's (issue 6.8)."""

from __future__ import annotations

import re

from chalice.test import Client

from chalicelib.domain.arrangements import Arrangements
from tests.builders import HANDLER, OFFICE, PRACTICE
from tests.entry.visitors import Browser, Program, said
from tests.fakes import FakeWorld

OWN, HANDLERS = "/staff/my-settings", f"/staff/my-settings/{HANDLER.id}"
CHRISTMAS = {
    "first-day": "24", "first-month": "12", "first-year": "2026",
    "last-day": "4", "last-month": "Jan", "last-year": "2027",
}  # fmt: skip


def kept(world: FakeWorld, staff: str = HANDLER.id) -> Arrangements:
    return world.arrangements.of(PRACTICE.id, staff)  # type: ignore[arg-type]


def test_staff_say_when_they_are_away_who_acts_for_them_and_when_their_list_comes(
    world: FakeWorld, app_client: Client
):
    handler = Browser(app_client, HANDLER.id)

    answer = handler.post(OWN, deputy=OFFICE.id, digest_hour="8", **CHRISTMAS)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{OWN}?saved=1")
    found = kept(world)
    assert (found.deputy, found.digest_hour, found.by) == (OFFICE.id, 8, HANDLER.id)
    page = said(handler.get(f"{OWN}?saved=1"))
    assert "Your changes are kept" in page
    assert "Thursday 24 December 2026 to Monday 4 January 2027" in page


def test_an_absence_is_removed_by_its_tick(world: FakeWorld, app_client: Client):
    handler = Browser(app_client, HANDLER.id)
    handler.post(OWN, deputy=OFFICE.id, digest_hour="none", **CHRISTMAS)

    handler.post(OWN, deputy=OFFICE.id, digest_hour="none", remove="2026-12-24/2027-01-04")

    assert kept(world).absences == ()
    assert kept(world).deputy == OFFICE.id


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    world: FakeWorld, app_client: Client
):
    handler = Browser(app_client, HANDLER.id)

    answer = handler.post(
        OWN, deputy=OFFICE.id, digest_hour="7", **{**CHRISTMAS, "last-day": "32", "first-year": ""}
    )

    page = answer.body.decode()
    assert answer.status_code == 422
    assert "The first day must include a year" in page
    assert "The last day must be a real date" in page
    assert 'name="last-day" type="text" autocomplete="off" value="32"' in page
    assert re.search(r'value="7" selected', page)
    assert kept(world) == Arrangements(HANDLER.id)


def test_days_in_the_wrong_order_and_days_that_are_past_are_refused(app_client: Client):
    handler = Browser(app_client, HANDLER.id)

    backwards = handler.post(OWN, deputy="", digest_hour="none", **{**CHRISTMAS, "first-year": "2027"})
    past = handler.post(
        OWN, deputy="", digest_hour="none",
        **{**CHRISTMAS, "first-month": "11", "last-month": "11", "last-year": "2026"},
    )  # fmt: skip

    assert "The last day away cannot be before the first" in said(backwards)
    assert "The last day must be today or later" in said(past)


def test_a_manager_arranges_for_others_and_others_may_not(world: FakeWorld, manager: Browser):
    handler = Browser(manager.client, HANDLER.id)

    answer = manager.post(HANDLERS, deputy=OFFICE.id, digest_hour="none", **CHRISTMAS)
    refused = handler.post(
        f"/staff/my-settings/{OFFICE.id}", deputy="", digest_hour="none", **CHRISTMAS
    )

    assert (answer.status_code, refused.status_code) == (303, 403)
    assert kept(world).by == "complaints.manager"
    assert kept(world, OFFICE.id) == Arrangements(OFFICE.id)
    assert "Settings of Hal Handler" in said(manager.get(HANDLERS))
    assert "Hal Handler" in said(manager.get(OWN))
    assert "Settings of colleagues" not in said(handler.get(OWN))


def test_a_program_reads_and_replaces_the_same(world: FakeWorld, program: Program):
    asked = {
        "deputy": OFFICE.id,
        "absences": [{"first": "2026-12-24", "last": "2027-01-04"}],
        "digest_hour": 8,
    }

    answer = program.post(f"/api/arrangements/{HANDLER.id}", asked)

    assert answer.status_code == 200
    assert program.get(f"/api/arrangements/{HANDLER.id}").json_body == asked
    assert program.get("/api/arrangements").json_body == {
        "deputy": None, "absences": [], "digest_hour": None,
    }  # fmt: skip
    assert kept(world).deputy == OFFICE.id


def test_a_program_is_told_what_is_wrong_and_who_is_unknown(program: Program):
    wrong = program.post("/api/arrangements", {"deputy": "nobody.here"})
    unknown = program.post("/api/arrangements/nobody.here", {})

    assert (wrong.status_code, unknown.status_code) == (422, 404)
    assert wrong.json_body["errors"][0]["field"] == "deputy"


def test_staff_of_another_organisation_are_not_found(program: Program):
    assert program.get("/api/arrangements/kestrel.manager").status_code == 404
