"""Checking a caller: what staff and programs are told, and what may be said then (S0-1 to S0-11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.adapters.pace import SteadyPace
from chalicelib.application.check_caller import REFUSED_AFTER
from chalicelib.application.limits import CHECK_CALLERS
from chalicelib.domain.events import EventType
from chalicelib.domain.identity.checks import NOT_CONFIRMED
from chalicelib.domain.reference import Reference
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld

RIGHT = {"full_name": "Asha Verity-Example"}
PAIR = {"email": "asha@patients.example", "date_of_birth": "1957-03-27"}


def asked(program: Program, channel: str = "they_rang", **said_by_them: str):
    return program.post("/api/callers/checks", {"channel": channel, **said_by_them})


def told(program: Program, world: FakeWorld, reference: Reference, **fields: Any):
    body = {"version": version_of(world, reference), "end": "spoke", "text": "It is on time", **fields}
    return program.post(f"/api/cases/{reference.in_url}/told", body)


def checks(world: FakeWorld, reference: Reference):
    events = world.cases.load(reference.number).events
    return [event for event in events if event.type is EventType.IDENTITY_CHECKED]


def test_s0_1_reference_and_full_name_confirm_a_caller(
    program: Program, world: FakeWorld, reference: Reference
):
    answer = asked(program, reference=str(reference), **RIGHT)

    assert answer.status_code == 200
    assert answer.json_body == {
        "passed": True,
        "ask_next": [],
        "reference": str(reference),
        "until": (world.clock.now() + timedelta(hours=1)).isoformat().replace("+00:00", "Z"),
    }


def test_s0_5_two_items_confirm_a_caller_without_a_reference(
    program: Program, world: FakeWorld, reference: Reference
):
    assert asked(program, **PAIR).json_body["reference"] == str(reference)


EVERYTHING = (
    *("reference", "full_name", "nhs_number", "date_of_birth", "address", "email", "telephone"),
)
WRONG = {
    "the wrong name": {"reference": "RIGHT", "full_name": "Ravi Verity-Example"},
    "a reference that is not there": {"reference": "WLP/999999", **RIGHT},
    "a name only": RIGHT,
    "a wrong email": {**PAIR, "email": "other@patients.example"},
    "a wrong birthday": {**PAIR, "date_of_birth": "1958-03-27"},
    "one item": {"email": "asha@patients.example"},
    "nothing right": {"email": "a@elsewhere.example", "date_of_birth": "1901-01-01"},
}


@pytest.mark.parametrize("fields", WRONG.values(), ids=WRONG.keys())
def test_s0_6_every_failure_reads_alike_and_asks_only_for_what_was_not_asked(
    program: Program, reference: Reference, fields: dict[str, str]
):
    fields = {name: str(reference) if value == "RIGHT" else value for name, value in fields.items()}
    answer = asked(program, **fields)
    body = answer.json_body

    assert answer.status_code == 200
    assert (body["passed"], body["reference"], body["until"]) == (False, None, None)
    everything = [
        "reference",
        "full_name",
        "nhs_number",
        "date_of_birth",
        "address",
        "email",
        "telephone",
    ]
    assert body["ask_next"] == [item for item in everything if item not in fields]


def test_s0_6_the_record_says_who_when_how_and_which_kinds_and_no_value(
    program: Program, world: FakeWorld, reference: Reference
):
    asked(program, **PAIR)
    asked(program, **{**PAIR, "email": "other@patients.example"})
    passed, failed = checks(world, reference)

    assert passed.by.id == "complaints.manager"
    assert passed.facts["channel"] == "they_rang"
    assert passed.facts["items"] == failed.facts["items"] == ["date_of_birth", "email"]
    assert [passed.facts["result"], failed.facts["result"]] == ["passed", "failed"]
    assert "patients" not in str((passed.facts, failed.facts))


def test_a_check_that_fits_no_case_is_kept_with_the_organisation(
    program: Program, world: FakeWorld, reference: Reference
):
    asked(program, email="a@elsewhere.example", date_of_birth="1901-01-01")
    (kept,) = world.doorkeeper.unplaced

    assert kept.by.id == "complaints.manager"
    assert [str(item) for item in kept.items] == ["date_of_birth", "email"]
    assert "elsewhere" not in str(kept)


def test_sc_4_five_failures_lock_the_case_for_callers_too(
    program: Program, world: FakeWorld, reference: Reference
):
    for _ in range(5):
        asked(program, reference=str(reference), full_name="Ravi Verity-Example")
    locked = asked(program, reference=str(reference), **RIGHT)
    world.deliver()

    assert (locked.status_code, locked.json_body["type"]) == (
        409,
        "urn:candour:problem:identity_locked",
    )
    assert len(checks(world, reference)) == 5
    alerts = [mail for mail in world.mail.sent if "identity_locked" in mail.subject]
    assert len(alerts) == 1


def test_s0_11_on_a_call_of_ours_two_items_are_not_enough(program: Program, reference: Reference):
    answer = asked(program, "we_rang", **PAIR)

    assert answer.json_body["passed"] is False
    assert answer.json_body["ask_next"] == ["reference", "full_name"]
    assert asked(program, "we_rang", reference=str(reference), **RIGHT).json_body["passed"] is True


def test_s0_1_nothing_can_be_recorded_as_told_before_a_pass(
    program: Program, world: FakeWorld, reference: Reference
):
    answer = told(program, world, reference)

    assert answer.status_code == 403
    assert answer.json_body["type"] == "urn:candour:problem:identity_not_verified"


def test_after_a_pass_what_was_told_is_kept_with_whom_and_which_check(
    program: Program, world: FakeWorld, reference: Reference
):
    asked(program, reference=str(reference), **RIGHT)
    assert told(program, world, reference).status_code == 200

    event = world.cases.load(reference.number).events[-1]
    (check,) = checks(world, reference)
    assert event.type is EventType.PERSON_TOLD
    assert event.facts == {"party": "complainant", "channel": "they_rang", "check": check.seq}
    assert event.sealed.content == {"text": "It is on time"}


def test_the_window_closes_after_an_hour_and_with_the_next_caller(
    program: Program, world: FakeWorld, reference: Reference
):
    asked(program, reference=str(reference), **RIGHT)
    asked(program, reference=str(reference), full_name="Ravi Verity-Example")
    assert told(program, world, reference).status_code == 403

    asked(program, reference=str(reference), **RIGHT)
    world.clock.forward(timedelta(hours=1))
    assert told(program, world, reference).status_code == 403


def test_the_window_is_of_whoever_made_the_check(
    program: Program, world: FakeWorld, reference: Reference
):
    asked(program, reference=str(reference), **RIGHT)
    colleague = Program(program.client, "case.handler")

    assert told(colleague, world, reference).status_code == 403


def test_s0_11_nothing_is_told_to_a_voicemail(program: Program, world: FakeWorld, reference: Reference):
    asked(program, "we_rang", reference=str(reference), **RIGHT)
    answer = told(program, world, reference, end="voicemail")

    assert answer.status_code == 403
    assert "voicemail" in answer.json_body["detail"]


def test_a_colleague_of_another_organisation_finds_nobody(program: Program, reference: Reference):
    elsewhere = Program(program.client, "operations.manager")
    answer = asked(elsewhere, reference=str(reference), **RIGHT)

    assert answer.status_code != 200 or answer.json_body["passed"] is False


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"reference": "12"}, "reference"),
        ({"email": "asha"}, "email"),
        ({"telephone": "call me"}, "telephone"),
        ({"date_of_birth": "31 February 1957"}, "date_of_birth"),
        ({"address": "2 Testing Row"}, "postcode"),
        ({}, "reference"),
    ],
)
def test_what_cannot_be_read_is_named(program: Program, fields: dict[str, str], field: str):
    answer = asked(program, **{"channel": "they_rang", **fields})

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json_body["errors"]] == [field]


def test_one_member_of_staff_cannot_try_for_ever(program: Program):
    for _ in range(CHECK_CALLERS.most):
        asked(program, **PAIR)

    assert asked(program, **PAIR).status_code == 429


def test_s0_6_found_or_not_the_check_is_one_write(
    program: Program, world: FakeWorld, reference: Reference
):
    def writes(**fields: str) -> int:
        before = world.cases.saves + len(world.doorkeeper.unplaced)
        asked(program, **fields)
        return world.cases.saves + len(world.doorkeeper.unplaced) - before

    assert writes(reference=str(reference), **RIGHT) == 1
    assert writes(reference=str(reference), full_name="Ravi Verity-Example") == 1
    assert writes(reference="WLP/999999", **RIGHT) == 1


def test_s0_6_every_refusal_waits_for_the_same_moment_and_a_pass_for_none(
    program: Program, world: FakeWorld, reference: Reference
):
    """No timed test: it is counted what each answer waits for. A lock is a refusal like the others."""
    for fields in WRONG.values():
        said_so = {n: str(reference) if v == "RIGHT" else v for n, v in fields.items()}
        asked(program, **said_so)
    for _ in range(5):
        asked(program, reference=str(reference), full_name="Ravi Verity-Example")
    assert asked(program, reference=str(reference), **RIGHT).status_code == 409

    assert set(world.pace.waited) == {REFUSED_AFTER}
    assert len(world.pace.waited) == len(WRONG) + 6

    world.clock.forward(timedelta(days=2))
    world.pace.waited.clear()
    assert asked(program, reference=str(reference), **RIGHT).json_body["passed"] is True
    assert world.pace.waited == []


def test_a_steady_pace_waits_until_the_moment_and_never_for_one_that_is_past(
    monkeypatch: pytest.MonkeyPatch,
):
    slept: list[float] = []
    monkeypatch.setattr("time.monotonic", lambda: 10.0)
    monkeypatch.setattr("time.sleep", slept.append)

    for begun in (9.9, 10.0, 2.0):
        SteadyPace().wait(begun, timedelta(milliseconds=600))

    assert slept == [pytest.approx(0.5), pytest.approx(0.6), 0.0]


def on_page(manager: Browser, **fields: str):
    return manager.post("/staff/callers", channel="they_rang", **fields)


def test_the_page_shows_nothing_of_a_case_before_a_pass(manager: Browser, reference: Reference):
    before = manager.get(f"/staff/callers?reference={reference.in_url}")
    refused = on_page(manager, reference=str(reference), full_name="Ravi Verity-Example")

    for page in (before, refused):
        assert "Asha" not in page.body.decode()
        assert "7700" not in page.body.decode().replace("07700 900 982", "")
    assert NOT_CONFIRMED in said(refused)
    assert "Tell them nothing" in said(refused)
    assert "Date of birth" in said(refused)


def test_the_page_shows_after_a_pass_whom_one_may_tell_until_when(
    manager: Browser, reference: Reference
):
    passed = on_page(manager, reference=str(reference), **RIGHT)
    page = manager.get(passed.headers["Location"])

    assert passed.status_code == 303
    assert f"This is Asha Verity-Example, of case {reference}" in said(page)
    assert "Until 4:10pm you may talk with them" in said(page)
    assert f"/staff/cases/{reference.in_url}/do/told" in page.body.decode()


def test_what_was_typed_stays_on_the_page_with_what_is_wrong(manager: Browser):
    page = on_page(manager, reference="12", full_name="Ravi Verity-Example")

    assert page.status_code == 422
    assert "Enter a reference like ABC/123456" in said(page)
    assert 'value="Ravi Verity-Example"' in page.body.decode()


def test_the_page_to_record_what_was_told_says_what_is_missing_and_keeps_the_words(
    manager: Browser, world: FakeWorld, reference: Reference
):
    path = f"/staff/cases/{reference.in_url}/do/told"
    page = manager.post(path, version=version_of(world, reference), end="spoke", text="On time")

    assert page.status_code == 403
    assert "Confirm first who you are speaking with" in said(page)
    assert "On time" in page.body.decode()


def test_the_case_shows_that_somebody_was_checked(
    manager: Browser, program: Program, reference: Reference
):
    asked(program, **PAIR)
    page = said(manager.get(f"/staff/cases/{reference.in_url}"))

    assert "Identity check" in page
    assert "Confirmed. They rang us. Asked: date of birth, email address" in page


def corrected(program: Program, world: FakeWorld, reference: Reference, **fields: str):
    body = {"version": version_of(world, reference), **fields}
    return program.post(f"/api/cases/{reference.in_url}/details", body)


def test_a_person_is_confirmed_by_what_was_corrected_and_no_more_by_what_was_wrong(
    program: Program, world: FakeWorld, reference: Reference
):
    answer = corrected(program, world, reference, nhs_number="943 476 5919", mobile="07700 900999")

    assert answer.status_code == 200
    event = world.cases.load(reference.number).events[-1]
    assert event.facts == {"party": "complainant", "details": ["mobile", "nhs_number"]}
    both = {"telephone": "07700 900999", "nhs_number": "9434765919"}
    assert asked(program, **both).json_body["reference"] == str(reference)
    old = {"telephone": "07700 900123", "nhs_number": "9434765919"}
    assert asked(program, **old).json_body["passed"] is False


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "asha"}, "email"),
        ({"nhs_number": "12"}, "nhs_number"),
        ({"postcode": "nowhere"}, "postcode"),
        ({"mobile": "call me"}, "mobile"),
        ({}, ""),
        ({"first_name": "Asha"}, ""),
    ],
)
def test_what_is_no_correction_is_named(
    program: Program, world: FakeWorld, reference: Reference, fields: dict[str, str], field: str
):
    answer = corrected(program, world, reference, **fields)

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json_body["errors"]] == [field]
