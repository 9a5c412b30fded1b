"""POST /api/clocks/preview: by when would it be, if this happened?"""

from __future__ import annotations

from typing import Any

import pytest
from chalice.test import Client
from jsonschema import Draft202012Validator

from chalicelib.domain.reference import Reference
from tests.entry.visitors import Program
from tests.fakes import FakeWorld

PREVIEW = "/api/clocks/preview"


def asked(
    clock: str = "ACK", received_at: str = "2026-12-24T15:10:00Z", **given: Any
) -> dict[str, Any]:
    return {"pack": "gp-practice", "clock": clock, "received_at": received_at, **given}


def preview(program: Program, clock: str = "ACK", **given: Any) -> dict[str, Any]:
    answer = program.post(PREVIEW, asked(clock, **given))
    assert answer.status_code == 200, answer.json_body
    body: dict[str, Any] = answer.json_body
    return body


def happening(type: str, happened_at: str, **facts: Any) -> dict[str, Any]:
    return {"type": type, "happened_at": happened_at, "facts": facts}


def test_a_preview_tells_the_date_its_milestones_and_every_step(program: Program):
    told = preview(program)

    assert (told["due"], told["due_original"], told["policy"]) == (
        "2026-12-31",
        "2026-12-31",
        "gp-practice v1",
    )
    assert [(each["at"], each["notice"]) for each in told["milestones"]] == [
        ("2026-12-30T09:00:00Z", "reminder"),
        ("2026-12-31T09:00:00Z", "reminder"),
        ("2027-01-04T09:00:00Z", "breach"),
        ("2027-01-07T09:00:00Z", "escalation"),
    ]
    assert len([step for step in told["steps"] if step["counted"]]) == 3
    assert told["calendar"].startswith("england-and-wales/")
    assert told["working"][0].startswith("Rule: 3 working days after the day of receipt. Source: S2-19")
    assert told["working"][-1] == "Due: Thursday 31 December 2026"


def test_six_months_tell_the_last_day_of_the_law_and_the_working_day_before_it(program: Program):
    told = preview(program, "6M", received_at="2026-11-30T09:00:00Z")

    assert (told["last_day"], told["due"]) == ("2027-05-29", "2027-05-28")


def test_a_clock_of_hours_tells_its_instant(program: Program):
    told = preview(program, "FORWARD-24H", pack="claims-scheme", received_at="2027-03-27T10:00:00Z")

    assert told["due_at"] == "2027-03-28T10:00:00Z"
    assert told["working"][-1] == "Due: Sunday 28 March 2027 at 11am"


def test_pauses_and_extensions_that_have_not_happened_are_counted_in(program: Program):
    told = preview(
        program,
        "SAR",
        received_at="2026-06-01T09:00:00Z",
        events=[
            happening("clock.paused", "2026-06-03T09:00:00Z", clock="SAR:1"),
            happening("clock.resumed", "2026-06-05T09:00:00Z", clock="SAR:1"),
            happening("clock.extended", "2026-06-10T09:00:00Z", clock="SAR:1", added=2),
        ],
    )

    assert (told["due"], told["due_original"]) == ("2026-09-03", "2026-07-01")
    assert told["pauses"] == [{"start": "2026-06-03T09:00:00Z", "end": "2026-06-05T09:00:00Z"}]
    assert told["changes"][0]["unmoved"] is None


def test_a_date_asked_for_after_it_has_passed_is_told_to_move_nothing(program: Program):
    late = happening(
        "clock.extended", "2027-07-01T09:00:00Z", clock="6M", due="2027-09-01", agreed=True
    )

    told = preview(program, "6M", events=[late])

    assert told["due"] == "2027-06-23"
    assert told["changes"][0]["unmoved"] == "late"


def test_a_clock_that_starts_later_starts_with_its_own_event(program: Program):
    agreed = happening("plan.accepted", "2026-12-30T11:00:00Z", respond_by="2027-02-04")

    told = preview(program, "RESP", events=[agreed])

    assert (told["day_zero"], told["due"]) == ("2026-12-30", "2027-02-04")


FAULTS = [
    pytest.param({"pack": "no-such-pack"}, "pack", "no policy pack no-such-pack", id="unknown pack"),
    pytest.param({"pack": "../../settings"}, "pack", "no policy pack", id="a pack that is a path"),
    pytest.param({"version": "v99"}, "pack", "There is no", id="unknown version"),
    pytest.param({"version": "../v1"}, "pack", "named like", id="a version that is a path"),
    pytest.param({"clock": "NONE"}, "clock", "It has: ACK", id="unknown clock"),
    pytest.param({"clock": "RESP"}, "events", "respond_by", id="an agreement without its date"),
    pytest.param({"received_at": "2031-01-01T09:00:00Z"}, "events", "Bank holidays", id="too late"),
    pytest.param(
        {
            "clock": "SAR",
            "events": [happening("clock.extended", "2026-12-25T09:00:00Z", clock="SAR:1", added=10**9)],
        },
        "events",
        "too far away",
        id="an absurd extension",
    ),
]


@pytest.mark.parametrize(("given", "field", "words"), FAULTS)
def test_what_cannot_be_answered_is_a_fault_of_a_field(
    program: Program, given: dict[str, Any], field: str, words: str
):
    answer = program.post(PREVIEW, {**asked(), **given})

    assert answer.status_code == 422
    (fault,) = answer.json_body["errors"]
    assert fault["field"] == field
    assert words in fault["message"]


@pytest.mark.parametrize(
    "given",
    [{"surprise": 1}, {"received_at": "2026-12-24T15:10:00"}, {"events": [{"type": "no.such"}]}],
    ids=["an unknown field", "a time without its zone", "an unknown event"],
)
def test_a_question_out_of_shape_is_refused(program: Program, given: dict[str, Any]):
    assert program.post(PREVIEW, {**asked(), **given}).status_code == 422


def test_a_preview_changes_nothing_and_is_for_those_who_read_cases(
    world: FakeWorld, app_client: Client
):
    before = world.cases.saves

    assert Program(app_client, "partner").post(PREVIEW, asked()).status_code == 200
    assert Program(app_client, "").post(PREVIEW, asked()).status_code == 401
    assert world.cases.saves == before


def test_a_preview_of_a_case_that_exists_tells_what_the_case_tells(
    program: Program, reference: Reference
):
    case = program.get(f"/api/cases/{reference.in_url}").json_body
    asked_about = {"received_at": case["received_at"]}

    for deadline in case["deadlines"]:
        told = preview(program, deadline["clock"], **asked_about)
        assert told == deadline


def test_the_description_of_the_api_is_true_of_the_preview(program: Program):
    description = program.get("/api/openapi.json").json_body
    schema = {"$ref": "#/components/schemas/DeadlineOut", "components": description["components"]}

    Draft202012Validator(schema).validate(preview(program))
    assert description["paths"][PREVIEW]["post"]["x-action"] == "read_case"
