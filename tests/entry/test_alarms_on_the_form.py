"""Words that cannot wait: the person sees where to get help, the people on call are told at once, and
somebody says what was done.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from chalice.test import Client, HTTPResponse

from chalicelib.application.look_after_due import look_after_due
from chalicelib.domain.events import EventType
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.reference import Reference
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld
from tests.visitor import ANSWERS, Visitor

OWN_LIFE = {"what_happened": "Nobody rings me back. I will end my life."}


def test_sc_13_whoever_writes_of_ending_their_life_sees_at_once_where_to_get_help(visitor: Visitor):
    visitor.fill_in(until="what-happened")

    seen = visitor.send("/complain/what-happened", OWN_LIFE)

    assert seen.path == "/complain/get-help"
    assert "Samaritans" in seen.text
    assert "116 123" in seen.text
    assert "999" in seen.text


def test_s2_65_urgent_need_is_the_first_question(visitor: Visitor):
    assert 'href="/complain/help-first"' in visitor.get("/complain").html
    seen = visitor.send("/complain/help-first", {})

    assert seen.status == 422
    assert "Say whether anyone needs medical help now" in seen.text


def test_s2_65_whoever_needs_help_is_told_what_to_do_before_anything_else_is_asked(visitor: Visitor):
    seen = visitor.send("/complain/help-first", {"urgent_need": "yes"})

    assert seen.path == "/complain/get-help?after=help-first"
    assert "Call 999 now for chest pain" in seen.text
    assert "call 111" in seen.text
    assert 'href="/complain/kind"' in seen.html


def test_s2_65_a_need_that_was_said_raises_the_alarm_when_the_form_is_sent(
    visitor: Visitor, world: FakeWorld
):
    visitor.answer(ANSWERS | {"help-first": {"urgent_need": "yes"}})
    visitor.post("/complain/check")
    world.deliver()

    (file,) = world.cases.files.values()
    (raised,) = (each for each in file.events if each.type is EventType.ALARM_RAISED)
    assert raised.facts["kinds"] == ["health"]
    assert [each for each in world.mail.sent if "alarm" in each.subject.lower()]


def test_whoever_changes_their_mind_about_help_is_shown_it_and_goes_back_to_the_check(
    visitor: Visitor,
):
    visitor.fill_in()
    seen = visitor.send("/complain/help-first", {"urgent_need": "yes", "change": "1"})

    assert seen.path == "/complain/get-help?after=help-first&change=1"
    assert 'href="/complain/check"' in seen.html


def test_nobody_is_stopped_by_an_alarm(visitor: Visitor, world: FakeWorld):
    visitor.answer(ANSWERS | {"what-happened": OWN_LIFE})
    seen = visitor.post("/complain/check")

    assert "We have received your complaint" in seen.text


def test_sc_13_the_people_on_call_are_told_in_the_night_to_saturday_not_on_monday(
    visitor: Visitor, world: FakeWorld
):
    night = datetime(2026, 7, 10, 23, 20, tzinfo=UTC)  # Saturday 00:20 in London
    world.clock.move_to(night)
    visitor.answer(ANSWERS | {"what-happened": OWN_LIFE, "when": _in_june()})
    visitor.post("/complain/check")
    world.deliver()

    (file,) = world.cases.files.values()
    (alarm,) = (each for each in file.messages if each.kind is MessageKind.ALARM)
    assert alarm.owed_at == night
    (mail,) = (each for each in world.mail.sent if "alarm" in each.subject.lower())
    assert "end my life" not in mail.text


def _in_june() -> dict[str, str]:
    return {"happened_on-day": "1 6 2026", "happened_when": ""}


def test_staff_who_open_the_case_cannot_overlook_the_alarm(
    visitor: Visitor, world: FakeWorld, manager: Browser
):
    visitor.answer(ANSWERS | {"what-happened": OWN_LIFE})
    visitor.post("/complain/check")
    (file,) = world.cases.files.values()

    page = said(manager.get(f"/staff/cases/{file.case.reference.in_url}"))

    assert "What they wrote cannot wait: somebody may take their own life" in page


@pytest.mark.parametrize("step", ["get-help", "get-help?change=1"])
def test_the_page_of_help_leads_on_for_whoever_wrote_nothing_alarming(visitor: Visitor, step: str):
    visitor.fill_in()

    assert visitor.get(f"/complain/{step}").path in ("/complain/when", "/complain/check")


def test_a_changed_story_that_alarms_leads_by_help_back_to_the_check(visitor: Visitor):
    visitor.fill_in()

    seen = visitor.send("/complain/what-happened", OWN_LIFE | {"change": "1"})

    assert seen.path == "/complain/get-help?change=1"
    assert 'href="/complain/check"' in seen.html


def alarmed(visitor: Visitor, world: FakeWorld) -> Reference:
    """A complaint whose writer may take their own life, and its reference."""
    visitor.answer(ANSWERS | {"what-happened": OWN_LIFE})
    visitor.post("/complain/check")
    (file,) = world.cases.files.values()
    return file.case.reference


def settle(client: Client, world: FakeWorld, reference: Reference, **given: str) -> HTTPResponse:
    asked = {"outcome": "they_are_safe", "text": "I rang her at 10:20. Her sister is with her."}
    body = {"version": version_of(world, reference), **asked, **given}
    program = Program(client, "complaints.manager")
    return program.post(f"/api/cases/{reference.in_url}/alarm-answer", body)


def test_sc_13_an_alarm_is_the_next_step_until_somebody_says_what_was_done(
    visitor: Visitor, world: FakeWorld, manager: Browser
):
    reference = alarmed(visitor, world)
    page = f"/staff/cases/{reference.in_url}"
    assert "See to the alarm: somebody may be in danger" in said(manager.get(page))

    assert settle(visitor.client, world, reference).status_code == 200
    after = said(manager.get(page))
    assert "See to the alarm: somebody" not in after
    assert "What they wrote cannot wait" not in after
    assert "Alarm seen to" in after


def test_what_was_done_about_an_alarm_must_be_said(visitor: Visitor, world: FakeWorld):
    reference = alarmed(visitor, world)

    assert settle(visitor.client, world, reference, text=" ").status_code == 422
    assert settle(visitor.client, world, reference, outcome="not_reached").status_code == 422


def test_no_alarm_that_was_never_raised_is_seen_to(visitor: Visitor, world: FakeWorld):
    visitor.complain()
    (file,) = world.cases.files.values()
    refused = settle(visitor.client, world, file.case.reference)

    assert refused.status_code == 409
    assert "No alarm waits" in refused.json_body["detail"]


def test_s2_65_an_alarm_that_nobody_sees_to_within_the_hour_calls_again_and_then_others(
    visitor: Visitor, world: FakeWorld
):
    alarmed(visitor, world)
    started = world.clock.now()
    for hours in (1, 3):
        world.clock.move_to(started + timedelta(hours=hours, minutes=1))
        look_after_due(world.ports)
    (file,) = world.cases.files.values()
    told = [each.type for each in file.events if each.facts.get("clock") == "ALARM"]

    assert told == [EventType.CLOCK_BREACHED, EventType.CLOCK_ESCALATED]


def test_an_alarm_that_was_seen_to_calls_nobody_any_more(visitor: Visitor, world: FakeWorld):
    reference = alarmed(visitor, world)
    settle(visitor.client, world, reference)
    world.clock.forward(timedelta(hours=1, minutes=1))
    look_after_due(world.ports)
    (file,) = world.cases.files.values()

    assert not [each for each in file.events if each.type is EventType.CLOCK_BREACHED]
