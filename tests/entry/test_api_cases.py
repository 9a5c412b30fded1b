"""The JSON API: what the pages do, for programs."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from chalice.test import Client

from chalicelib.application.list_cases import PAGE_SIZE
from chalicelib.application.open_case import open_case
from chalicelib.domain.errors import MailRefused
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.reference import Reference
from tests.builders import PRACTICE, an_intake
from tests.entry.visitors import Program, version_of
from tests.fakes import FakeWorld

CASES = "/api/cases"


def path(reference: Reference, more: str = "") -> str:
    return f"{CASES}/{reference.in_url}{more}"


def a_call(**given: Any) -> dict[str, Any]:
    return {
        "urgent_need": False,
        "contact_type": "complaint",
        "received_via": "phone",
        "callback_offered": True,
        "meeting_offered": False,
        "last_name": "Caller",
        "mobile": "07700 900123",
        "what_happened": "My prescription was wrong.",
        **given,
    }


def test_a_name_and_a_password_give_a_token_that_opens_the_api(app_client: Client):
    session = Program(app_client).post(
        "/api/sign-in", {"username": "complaints.manager", "password": "right"}
    )

    assert session.status_code == 200
    answer = Program(app_client, session.json_body["token"]).get(CASES)
    assert answer.status_code == 200
    assert session.json_body["expires_in"] == 3600


def test_a_wrong_password_is_a_problem_that_says_nothing_more(app_client: Client):
    answer = Program(app_client).post(
        "/api/sign-in", {"username": "complaints.manager", "password": "wrong"}
    )

    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json_body["detail"] == "The user name or the password is not right"


@pytest.mark.parametrize("token", ["", "nobody"])
def test_without_a_token_of_ours_every_resource_is_closed(
    app_client: Client, reference: Reference, token: str
):
    program = Program(app_client, token)

    assert program.get(CASES).status_code == 401
    assert program.get(path(reference)).status_code == 401
    assert program.post(path(reference, "/notes"), {"version": 1, "text": "x"}).status_code == 401


def test_a_cookie_does_not_open_the_api(app_client: Client):
    answer = app_client.http.get(CASES, headers={"Cookie": "session=complaints.manager"})

    assert answer.status_code == 401


def test_a_case_tells_its_dates_with_every_step_of_their_working(
    program: Program, reference: Reference
):
    case = program.get(path(reference)).json_body

    deadline = next(each for each in case["deadlines"] if each["clock"] == "ACK")
    assert (deadline["due"], deadline["day_zero"]) == ("2026-12-31", "2026-12-24")
    assert deadline["steps"][0] == {
        "what": "skipped",
        "at": None,
        "date": "2026-12-25",
        "counted": False,
        "n": None,
        "why": "Christmas Day",
    }
    assert deadline["steps"][-1] == {
        "what": "counted",
        "at": None,
        "date": "2026-12-31",
        "counted": True,
        "n": 3,
        "why": None,
    }
    assert deadline["outstanding"] == ["ack.sent", "discussion.offered"]
    assert "SI 2009/309" in deadline["source"]


def test_a_case_tells_who_asks_what_they_may_do_and_why_not(app_client: Client, reference: Reference):
    case = Program(app_client, "partner").get(path(reference)).json_body

    actions = {each["action"]: each for each in case["actions"]}
    assert actions["add_note"] == {"action": "add_note", "allowed": True, "reason": ""}
    assert not actions["assign"]["allowed"]
    assert "Complaints manager" in actions["assign"]["reason"]


def test_a_list_has_its_rows_its_counts_and_the_way_on(world: FakeWorld, program: Program):
    for n in range(PAGE_SIZE + 1):
        open_case(an_intake(key=str(n)), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()

    first = program.get(f"{CASES}?view=team").json_body
    second = program.get(first["next"]).json_body

    assert first["counts"] == {"mine": 0, "team": PAGE_SIZE + 1, "unassigned": PAGE_SIZE + 1}
    assert len(first["items"]) == PAGE_SIZE
    assert first["items"][0]["due"]["label"] == "Due in 7 days"
    assert (len(second["items"]), second["next"]) == (1, None)


def test_a_contact_becomes_a_case_at_its_own_address(world: FakeWorld, program: Program):
    answer = program.post(CASES, a_call(date_of_birth="1980-02-01"), Idempotency_Key="call-1")

    assert (answer.status_code, answer.headers["Location"]) == (201, "/api/cases/WLP-100001")
    assert answer.json_body["party"]["date_of_birth"] == "1980-02-01"
    assert answer.json_body == program.get(answer.headers["Location"]).json_body


@pytest.mark.parametrize("key", [{"key": "call-1"}, {}], ids=["in the body", "in the header"])
def test_a_resend_with_the_same_key_makes_no_second_case(
    world: FakeWorld, program: Program, key: dict[str, str]
):
    header = {} if key else {"Idempotency_Key": "call-1"}
    first = program.post(CASES, a_call(**key), **header)
    second = program.post(CASES, a_call(**key), **header)

    assert first.json_body["reference"] == second.json_body["reference"]
    assert len(world.cases.files) == 1


def test_a_contact_without_a_key_is_refused_because_a_resend_would_double_it(
    world: FakeWorld, program: Program
):
    answer = program.post(CASES, a_call())

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json_body["errors"]] == ["key"]


def test_every_fault_of_a_contact_names_its_field(program: Program):
    answer = program.post(
        CASES,
        a_call(urgent_need=True, mobile="12", received_at="2026-12-01T09:00:00Z"),
        Idempotency_Key="call-1",
    )

    fields = [each["field"] for each in answer.json_body["errors"]]
    assert fields == ["urgent_action", "late_reason", "mobile"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"version": 3}, id="a field missing"),
        pytest.param({"version": 3, "text": "x", "txet": "y"}, id="a field we do not know"),
        pytest.param({"version": 0, "text": "x"}, id="a version that cannot be"),
        pytest.param({"version": "three", "text": "x"}, id="a version that is no number"),
        pytest.param({"version": 3, "text": "x" * 20_001}, id="too long a text"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_problem_with_fields(
    program: Program, reference: Reference, body: dict[str, Any]
):
    answer = program.post(path(reference, "/notes"), body)

    assert answer.status_code == 422
    assert answer.json_body["errors"]


def test_what_is_not_json_is_a_problem(program: Program, reference: Reference):
    answer = program.client.http.post(
        path(reference, "/notes"),
        headers={"Content-Type": "application/json", "Authorization": "Bearer complaints.manager"},
        body=b"{",
    )

    assert answer.status_code == 422


def test_a_case_goes_from_received_to_acknowledged_through_the_api(
    world: FakeWorld, program: Program, reference: Reference
):
    seen = version_of(world, reference)

    part = program.post(path(reference, "/acknowledgement"), {"version": seen, "how": "letter"})
    whole = program.post(
        path(reference, "/acknowledgement"),
        {"version": part.json_body["version"], "offered": ["telephone"]},
    )

    assert part.json_body["next_step"]["code"] == "offer_discussion"
    assert part.json_body["deadlines"][0]["outstanding"] == ["discussion.offered"]
    assert whole.json_body["state"] == "acknowledged"
    assert whole.json_body["deadlines"][0]["stopped_at"] == "2026-12-24T15:10:00Z"


def test_a_case_that_changes_hands_answers_with_its_new_reference(
    world: FakeWorld, program: Program, reference: Reference
):
    answer = program.post(
        path(reference, "/assignment"),
        {"version": version_of(world, reference), "handler": "case.handler"},
    )

    assert answer.json_body["reference"] == "HAL/100001"
    assert answer.json_body["handler"] == {"id": "case.handler", "name": "Hal Handler"}
    assert program.get(path(reference)).json_body["reference"] == "HAL/100001"


def test_the_second_of_two_programs_is_told_what_changed(
    world: FakeWorld, program: Program, reference: Reference
):
    seen = version_of(world, reference)
    program.post(path(reference, "/notes"), {"version": seen, "text": "first"})

    answer = program.post(path(reference, "/notes"), {"version": seen, "text": "second"})

    assert answer.status_code == 409
    [since] = answer.json_body["since"]
    assert (since["type"], since["seq"]) == ("note.added", seen + 1)
    assert "first" not in json.dumps(answer.json_body)


def test_a_message_that_failed_can_be_settled(world: FakeWorld, program: Program, reference: Reference):
    program.post(
        path(reference, "/acknowledgement"),
        {"version": version_of(world, reference), "how": "email", "offered": ["telephone"]},
    )
    world.mail.failing = [MailRefused("no such mailbox")]
    world.deliver()

    answer = program.post(
        path(reference, "/settlement"),
        {
            "version": version_of(world, reference),
            "message": "acknowledgement.4",
            "settlement": "it_arrived",
        },
    )

    assert answer.status_code == 200
    assert answer.json_body["state"] == "acknowledged"


def test_the_timeline_tells_everything_newest_first_with_its_chain(
    world: FakeWorld, program: Program, reference: Reference
):
    program.post(
        path(reference, "/notes"), {"version": version_of(world, reference), "text": "Rang her."}
    )

    items = program.get(path(reference, "/timeline")).json_body["items"]

    assert (items[0]["type"], items[0]["text"]) == ("note.added", "Rang her.")
    assert items[0]["by"] == {
        "kind": "staff",
        "id": "complaints.manager",
        "name": "Mira Manager",
    }
    assert items[-1]["type"] == "case.received"
    assert all(newer["previous"] == older["hash"] for newer, older in pairwise(items))


@pytest.mark.parametrize("written", ["ABC-999999", "ZZZ-100001", "nonsense"])
def test_a_case_that_is_not_there_is_a_problem(program: Program, reference: Reference, written: str):
    answer = program.get(f"{CASES}/{written}")

    assert answer.status_code == 404
    assert answer.json_body["type"] == "urn:candour:problem:not_found"


def test_whoever_may_not_is_told_who_may(app_client: Client, reference: Reference):
    answer = Program(app_client, "reception").post(
        path(reference, "/assignment"), {"version": 1, "handler": "case.handler"}
    )

    assert answer.status_code == 403
    assert answer.json_body["who_can"] == ["Office manager", "Complaints manager"]
