"""Calls back and appointments through the doors (S0-8 to S0-11, S2-71, SC-4)."""

from __future__ import annotations

from datetime import date

import pytest
from chalice.test import Client

from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.open_case import open_case
from chalicelib.domain.calls import CALLBACK, open_ones
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.recipients import Recipient, RecipientKind
from chalicelib.domain.reference import Reference
from tests.builders import HANDLER, OFFICE, PRACTICE, TERMS, an_intake, london
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld

FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)


@pytest.fixture
def friday(world: FakeWorld) -> Reference:
    """SC-4: a contact of Friday 27 November 2026, a few minutes before 4pm."""
    world.clock.move_to(london(FRIDAY, 15, 50))
    intake = an_intake(received_at=london(FRIDAY, 15, 45))
    received = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()
    world.clock.move_to(london(FRIDAY, 16))
    return received.reference


def agree(browser: Browser, world: FakeWorld, reference: Reference, **given: str):
    fields = {
        "person": HANDLER.id, "question": "When will the letter come?",
        "slot-day": "30", "slot-month": "11", "slot-year": "2026", "slot-time": "10:30",
    } | given  # fmt: skip
    path = f"/staff/cases/{reference.in_url}/do/callback"
    return browser.post(path, version=version_of(world, reference), **fields)


def tick(world: FakeWorld, *moments) -> None:
    for at in moments:
        world.clock.move_to(at)
        look_after_due(world.ports)
        world.deliver()


def kinds(world: FakeWorld, address: str) -> list[str]:
    return [mail.subject.split()[-1] for mail in world.mail.to(address)]


def test_sc4_whoever_promised_to_call_is_reminded_at_ten_and_told_at_a_quarter_to_eleven(
    world: FakeWorld, manager: Browser, friday: Reference
):
    assert agree(manager, world, friday).status_code == 303
    world.deliver()

    tick(world, london(MONDAY, 9, 59), london(MONDAY, 10), london(MONDAY, 10, 44))
    assert kinds(world, HANDLER.email) == ["invitation", "reminder"]

    tick(world, london(MONDAY, 10, 45), london(MONDAY, 11))
    assert kinds(world, HANDLER.email) == ["invitation", "reminder", "breach"]


def test_a_call_that_was_made_in_time_is_not_missed(
    world: FakeWorld, manager: Browser, friday: Reference
):
    agree(manager, world, friday)
    world.deliver()
    world.clock.move_to(london(MONDAY, 10, 35))

    answer = manager.post(
        f"/staff/cases/{friday.in_url}/do/callback-end",
        version=version_of(world, friday), callback="1", outcome="spoken", when="now",
    )  # fmt: skip
    tick(world, london(MONDAY, 10, 45))

    assert answer.status_code == 303
    assert kinds(world, HANDLER.email) == ["invitation"]


def test_nobody_is_booked_twice_and_nothing_typed_is_lost(
    world: FakeWorld, manager: Browser, friday: Reference
):
    other = open_case(
        an_intake(key="two", received_at=london(FRIDAY, 15, 45)),
        organisation=PRACTICE, by=PUBLIC, ports=world.ports,
    ).reference  # fmt: skip
    agree(manager, world, friday)

    refused = agree(manager, world, other, question="Another question")

    assert refused.status_code == 422
    assert "There is something else at that time already" in said(refused)
    assert "Another question" in said(refused)
    assert 'value="10:30"' in refused.body.decode()
    assert agree(manager, world, other, person=OFFICE.id).status_code == 303


def test_what_is_wrong_with_a_slot_stands_beside_it(
    world: FakeWorld, manager: Browser, friday: Reference
):
    for time, words in (("10:40", "quarter of the hour"), ("99", "time")):
        refused = agree(manager, world, friday, **{"slot-time": time})
        assert refused.status_code == 422
        assert words in said(refused) or "quarter of an hour" in said(refused)


@pytest.mark.parametrize(
    ("day", "month", "year", "why"),
    [
        pytest.param("28", "3", "2027", "There is no such time that night", id="clocks go forward"),
        pytest.param("25", "10", "2027", "", id="an ordinary night"),
        pytest.param("31", "10", "2027", "This time comes twice that night", id="clocks go back"),
    ],
)
def test_a_time_that_there_is_not_or_twice_is_asked_again(
    world: FakeWorld, manager: Browser, friday: Reference, day: str, month: str, year: str, why: str
):
    answer = agree(
        manager, world, friday,
        **{"slot-day": day, "slot-month": month, "slot-year": year, "slot-time": "1:30am"},
    )  # fmt: skip

    assert answer.status_code == (422 if why else 303)
    assert why in said(answer)


def test_a_program_books_moves_and_cancels_with_the_same_commands(
    world: FakeWorld, program: Program, friday: Reference
):
    def do(name: str, **asked: object):
        body = {"version": version_of(world, friday), **asked}
        return program.post(f"/api/cases/{friday.in_url}/{name}", body)

    booked = do(
        "appointment", person=HANDLER.id, slot="2026-12-01T14:00:00Z", minutes=30, means="telephone"
    )
    moved = do("appointment-move", appointment="1", slot="2026-12-01T14:15:00Z")
    taken = do("appointment", person=HANDLER.id, slot="2026-12-01T14:30:00Z", minutes=15, means="video")
    cancelled = do("appointment-cancel", appointment="1", reason="They are away")
    free = do("appointment", person=HANDLER.id, slot="2026-12-01T14:30:00Z", minutes=15, means="video")

    statuses = [each.status_code for each in (booked, moved, taken, cancelled, free)]
    assert statuses == [200, 200, 422, 200, 200]
    assert taken.json_body["errors"][0]["field"] == "slot"
    world.deliver()
    assert kinds(world, "asha@patients.example").count("appointment") == 4


def test_the_case_page_offers_only_what_can_be_done(
    world: FakeWorld, manager: Browser, friday: Reference
):
    page = f"/staff/cases/{friday.in_url}/do/callback-end"

    assert "Nobody was promised a call back" in said(manager.get(page))
    agree(manager, world, friday)
    assert "30 November 2026 at 10:30am, Hal Handler" in said(manager.get(page))


def test_somebody_unknown_cannot_be_booked(program: Program, world: FakeWorld, friday: Reference):
    answer = program.post(
        f"/api/cases/{friday.in_url}/callback",
        {"version": version_of(world, friday), "person": "nobody.here", "question": "?"},
    )

    assert answer.status_code == 422
    assert answer.json_body["errors"][0]["field"] == "person"


def test_a_secretary_agrees_calls_and_receptionists_may_too(app_client: Client, friday: Reference):
    reception = Browser(app_client, "reception")

    assert reception.get(f"/staff/cases/{friday.in_url}/do/callback").status_code == 200


def acknowledged_and_given(world: FakeWorld, program: Program, reference: Reference) -> None:
    """The duty by law is done and somebody has the case: what comes next is between them."""
    where = f"/api/cases/{reference.in_url}"
    program.post(
        f"{where}/acknowledgement",
        {"version": version_of(world, reference), "how": "telephone", "offered": ["telephone"]},
    )
    program.post(
        f"{where}/assignment", {"version": version_of(world, reference), "handler": HANDLER.id}
    )


def test_s2_71_a_call_of_today_takes_the_last_quarters_that_are_free_and_then_none_is_left(
    world: FakeWorld, program: Program, friday: Reference
):
    """It is ten past four on a Friday, and calls of today are made by five."""
    world.clock.move_to(london(FRIDAY, 16, 10))
    asked = {"person": HANDLER.id, "question": "When?"}
    answers = [does(world, program, friday, "callback", **asked) for _ in range(5)]

    assert [each.status_code for each in answers] == [200, 200, 200, 200, 422]
    assert "no quarter of an hour left" in answers[-1].json_body["errors"][0]["message"]
    agreed = open_ones(world.cases.load(friday.number).events, CALLBACK)
    hours = [f"{each.entry.slot:%H:%M}" for each in agreed]
    assert hours == ["16:45", "16:30", "16:15", "16:00"]
    assert {f"{each.slot:%H:%M}" for each in agreed} == {"17:00"}, "the promise is the hour"
    booked = {"person": HANDLER.id, "slot": "2026-11-27T16:30:00Z", "minutes": 15}
    taken = does(world, program, friday, "appointment", **booked, means="telephone")
    assert taken.json_body["errors"][0]["field"] == "slot"


def test_an_unanswered_call_is_given_another_time_and_stays_one_promise_s0_9(
    world: FakeWorld, manager: Browser, friday: Reference
):
    agree(manager, world, friday)
    world.clock.move_to(london(MONDAY, 10, 35))
    manager.post(
        f"/staff/cases/{friday.in_url}/do/callback-end",
        version=version_of(world, friday), callback="1", outcome="no_answer", when="now",
    )  # fmt: skip

    answer = agree(manager, world, friday, instead_of="1", **{"slot-time": "14:00"})

    assert answer.status_code == 303
    (promise,) = open_ones(world.cases.load(friday.number).events, CALLBACK)
    assert (promise.id, promise.slot) == ("1", london(MONDAY, 14))
    clocks = [each for each in world.cases.clocks[friday.number] if each.code.startswith("CALLBACK")]
    assert [each.due_at for each in clocks if each.running] == [london(MONDAY, 14)]
    free = agree(manager, world, friday, question="Another call")
    assert free.status_code == 422, "10:30 of the same day has passed"


def test_a_call_that_was_made_cannot_be_given_another_time(
    world: FakeWorld, manager: Browser, friday: Reference
):
    refused = agree(manager, world, friday, instead_of="7")

    assert refused.status_code == 422
    assert "Choose one that is still to come" in said(refused)


def test_a_missed_appointment_is_the_next_step_until_another_time_is_agreed_s0_10(
    world: FakeWorld, program: Program, manager: Browser, friday: Reference
):
    def do(name: str, **asked: object) -> int:
        body = {"version": version_of(world, friday), **asked}
        return program.post(f"/api/cases/{friday.in_url}/{name}", body).status_code

    acknowledged_and_given(world, program, friday)
    now = world.cases.load(friday.number).case.reference
    at = {"slot": "2026-11-30T10:00:00Z", "minutes": 30, "means": "telephone"}
    assert do("appointment", person=HANDLER.id, **at) == 200
    world.clock.move_to(london(MONDAY, 11))
    assert do("appointment-end", appointment="1", outcome="we_missed_it") == 200

    page = said(manager.get(f"/staff/cases/{now.in_url}"))
    assert "Agree another time for the appointment that we missed" in page
    assert do("appointment-move", appointment="1", slot="2026-12-01T14:15:00Z") == 200
    page = said(manager.get(f"/staff/cases/{now.in_url}"))
    assert "the appointment that we missed" not in page


ANSWERED = {"how": "telephone", "substantive": True, "text": "The letter comes on Monday"}
NAME = {"full_name": "Asha Verity-Example"}


def does(world: FakeWorld, program: Program, reference: Reference, name: str, **asked: object):
    body = {"version": version_of(world, reference), **asked}
    return program.post(f"/api/cases/{reference.in_url}/{name}", body)


def confirmed(program: Program, reference: Reference) -> None:
    said_of_them = {"channel": "we_rang", "reference": str(reference), **NAME}
    assert program.post("/api/callers/checks", said_of_them).json_body["passed"]


def test_s0_11_what_was_told_on_a_call_of_ours_is_kept_only_after_a_passed_check(
    world: FakeWorld, program: Program, friday: Reference
):
    refused = does(world, program, friday, "contact", **ANSWERED)
    assert refused.json_body["type"] == "urn:candour:problem:identity_not_verified"

    confirmed(program, friday)
    assert does(world, program, friday, "contact", **ANSWERED).status_code == 200
    # Not for what was said before the check, however it is recorded.
    before = (london(FRIDAY, 15, 55)).isoformat()
    refused = does(world, program, friday, "contact", **ANSWERED, happened_at=before)
    assert refused.status_code == 403


def test_what_they_told_us_on_the_telephone_needs_no_check(
    world: FakeWorld, program: Program, friday: Reference
):
    heard = ANSWERED | {"substantive": False, "text": "She asks for the date"}

    assert does(world, program, friday, "contact", **heard).status_code == 200


def test_s0_11_what_was_said_on_a_call_back_is_kept_only_after_a_passed_check(
    world: FakeWorld, program: Program, friday: Reference
):
    does(world, program, friday, "callback", person=HANDLER.id, question="When?")
    spoke = {"callback": "1", "outcome": "spoken"}

    refused = does(world, program, friday, "callback-end", **spoke, note="On Monday")
    assert refused.status_code == 403
    assert does(world, program, friday, "callback-end", **spoke).status_code == 200


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        pytest.param({"reached": "voicemail"}, ["left"], id="not said what was left"),
        pytest.param(
            {"reached": "voicemail", "left": "nothing", "text": "Your test"},
            ["text"],
            id="something said",
        ),
        pytest.param({"reached": "no_answer", "substantive": True}, ["substantive"], id="learned"),
        pytest.param({"reached": "no_answer", "how": "letter"}, ["reached"], id="a letter"),
        pytest.param({"reached": "spoken"}, ["text"], id="nothing said"),
    ],
)
def test_s0_11_a_call_that_reached_nobody_told_nothing(
    world: FakeWorld, program: Program, friday: Reference, asked: dict[str, object], fields: list[str]
):
    sent = {"how": "telephone", "substantive": False} | asked

    refused = does(world, program, friday, "contact", **sent)

    assert [each["field"] for each in refused.json_body["errors"]] == fields


def test_s0_11_a_voicemail_is_kept_with_what_was_left_on_it_and_the_form_says_what_may_be(
    world: FakeWorld, manager: Browser, program: Program, friday: Reference
):
    case = f"/staff/cases/{friday.in_url}"
    form = said(manager.get(f"{case}/do/contact"))
    assert "This is [your name]. Please ring me on [our number]." in form
    assert "say nothing of a complaint" in form

    answer = manager.post(
        f"{case}/do/contact", version=version_of(world, friday), how="telephone", reached="voicemail",
        left="name_and_number", substantive="no", when="now",
    )  # fmt: skip

    assert answer.status_code == 303
    words = "I reached a voicemail. Left on it: only my name and my number"
    assert words in said(manager.get(case))


def test_a_call_back_that_met_a_voicemail_says_what_was_left_and_stays_owed(
    world: FakeWorld, program: Program, friday: Reference
):
    does(world, program, friday, "callback", person=HANDLER.id, question="When?")
    met = {"callback": "1", "outcome": "voicemail"}

    assert does(world, program, friday, "callback-end", **met).json_body["errors"][0]["field"] == "left"
    kept = does(world, program, friday, "callback-end", **met, left="name_and_number")

    assert kept.status_code == 200
    assert len(open_ones(world.cases.load(friday.number).events, CALLBACK)) == 1


def test_s0_10_who_did_not_come_is_offered_another_time_and_after_the_second_asked_how_to_talk(
    world: FakeWorld, program: Program, friday: Reference
):
    """What they read changes too, and blames nobody; a talk in between begins the count anew."""
    acknowledged_and_given(world, program, friday)
    world.deliver()
    steps, subjects = [], []
    for n, day in enumerate((30, 1), 1):
        slot = f"2026-{11 if day == 30 else 12}-{day:02}T10:00:00Z"
        booked = {"person": HANDLER.id, "slot": slot, "minutes": 15, "means": "telephone"}
        assert does(world, program, friday, "appointment", **booked).status_code == 200
        world.clock.move_to(london(date(2026, 11 if day == 30 else 12, day), 11))
        ended = {"appointment": str(n), "outcome": "they_did_not_come"}
        steps.append(
            does(world, program, friday, "appointment-end", **ended).json_body["next_step"]["code"]
        )
        world.deliver()
        subjects.append(len([m for m in world.mail.sent if m.subject.endswith("appointment")]))

    assert steps == ["offer_another_time", "ask_how_to_talk"]
    file = world.cases.load(friday.number)
    (notice,) = (each for each in file.messages if each.kind is MessageKind.NOTICE)
    assert notice.to == Recipient(RecipientKind.STAFF, HANDLER.id)
    (talk,) = (clock for clock in file.clocks(TERMS) if clock.code == "TALK")
    assert talk.due == date(2026, 12, 3)
    rungs = [each.rung for each in talk.milestones if each.rung]
    assert rungs == [2, 3, 4], "nobody asked: whoever is next hears, rung by rung"
    assert subjects == [2, 4], "each was agreed with them, and each time they were written to"
    wants = {"channel": "letter", "may_email": True, "rhythm": "news_only"}
    asked = does(world, program, friday, "contact-arrangement", **wants)
    assert asked.status_code == 200, asked.json_body
    assert asked.json_body["next_step"]["code"] not in steps
    (talk,) = (c for c in world.cases.load(friday.number).clocks(TERMS) if c.code == "TALK")
    assert not talk.running
