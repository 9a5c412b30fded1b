"""What people are told before they give something away: an address at work, and other people's details
(S0-18 to S0-21); how to keep in touch while others are awaited, and what keeps us (S0-23, S0-24).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from chalice.test import Client

from chalicelib.application.look_after_due import look_after_due
from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import EventType
from chalicelib.domain.parties import Channel
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.presentation.delay_words import DELAYS
from chalicelib.presentation.language import LANGUAGES
from tests.builders import london
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld
from tests.visitor import ANSWERS, Seen, Visitor


def told(visitor: Visitor, address: str = "a.nurse@nhs.net", **choice: str) -> Seen:
    """The form filled in with this address; where somebody is told of it, this is their choice."""
    answers: dict[str, dict[str, Any]] = {}
    for step, given in ANSWERS.items():
        answers[step] = given | {"email": address} if step == "contact" else given
        if step == "contact" and choice:
            answers["work-email"] = choice
    return visitor.answer(answers)


def sent(visitor: Visitor, world: FakeWorld) -> CaseFile:
    seen = visitor.post("/complain/check")
    return world.cases.load(CaseNumber(seen.path.split("/")[2].partition("-")[2]))


def after_contact(visitor: Visitor, address: str) -> Seen:
    """What comes after somebody gave this address."""
    before = list(ANSWERS)[: list(ANSWERS).index("contact")]
    visitor.answer({step: ANSWERS[step] for step in before})
    return visitor.send("/complain/contact", ANSWERS["contact"] | {"email": address})


def test_s0_18_s0_19_an_address_of_the_nhs_leads_to_a_warning(visitor: Visitor):
    page = after_contact(visitor, "a.nurse@nhs.net")

    assert page.path == "/complain/work-email"
    assert "may be able to read mail" in page.text
    assert "If somebody asks them for details that they hold" in page.text
    assert "give parts of it away" in page.text


def test_s0_18_an_address_of_the_very_organisation_leads_to_it_too(visitor: Visitor):
    page = after_contact(visitor, "a.nurse@willow-lane.example")

    assert page.path == "/complain/work-email"


def test_s0_18_no_other_address_does(visitor: Visitor):
    assert after_contact(visitor, "asha@patients.example").path == "/complain/email"


def test_s0_20_who_wants_the_address_at_work_keeps_it_and_was_told(visitor: Visitor, world: FakeWorld):
    told(visitor, email_kind="work")

    file = sent(visitor, world)

    assert file.events[0].facts["email_kind"] == "work"
    assert "nhs.net" not in str(file.events[0].facts)
    assert file.complainant is not None
    assert file.complainant.email == "a.nurse@nhs.net"


def test_s0_20_who_gives_an_address_of_their_own_is_written_to_there(
    visitor: Visitor, world: FakeWorld
):
    told(visitor, email_kind="own", own_email="ann@patients.example")

    file = sent(visitor, world)
    world.deliver()

    assert file.complainant is not None
    assert file.complainant.email == "ann@patients.example"
    assert file.events[0].facts["email_kind"] == "own"
    assert world.mail.to("ann@patients.example")
    assert not world.mail.to("a.nurse@nhs.net")


def test_s0_20_who_chooses_nothing_is_stopped_by_nothing(visitor: Visitor, world: FakeWorld):
    told(visitor, email_kind="")

    file = sent(visitor, world)

    assert file.events[0].facts["email_kind"] == "work"


def test_s0_20_an_own_address_that_is_missing_is_asked_for_beside_its_field(visitor: Visitor):
    after_contact(visitor, "a.nurse@nhs.net")

    refused = visitor.send("/complain/work-email", {"email_kind": "own", "own_email": ""})

    assert refused.status == 422
    assert "Enter your own address, or choose your address at work" in refused.text


def test_s0_18_staff_are_told_to_warn_whoever_was_not(app_client: Client, world: FakeWorld):
    program, browser = (
        Program(app_client, "complaints.manager"),
        Browser(app_client, "complaints.manager"),
    )
    asked = {
        "urgent_need": False,
        "contact_type": "complaint",
        "received_via": "phone",
        "callback_offered": True,
        "meeting_offered": True,
        "what_happened": "Nobody rang back.",
        "last_name": "Examplova",
        "email": "a.nurse@nhs.net",
    }

    untold = program.post("/api/cases", asked, Idempotency_Key="1").json_body["reference"]
    knows = program.post("/api/cases", asked | {"email_kind": "work"}, Idempotency_Key="2").json_body[
        "reference"
    ]

    form = said(browser.get("/staff/contacts/new"))
    pages = [said(browser.get(f"/staff/cases/{each.replace('/', '-')}")) for each in (untold, knows)]
    assert "such as nhs.net" in form
    assert "Tell them so, and offer to use an address of their own" in pages[0]
    assert "They know, and want us to use it" in pages[1]


def test_s0_21_people_are_asked_to_leave_out_private_things_about_others(visitor: Visitor):
    before = list(ANSWERS)[: list(ANSWERS).index("what-happened")]

    page = visitor.answer({step: ANSWERS[step] for step in before})

    assert page.path == "/complain/what-happened"
    assert "private things about other people" in page.text


def does(client: Client, world: FakeWorld, reference: Reference, command: str, **asked: Any) -> Any:
    program = Program(client, "complaints.manager")
    body = {"version": version_of(world, reference), **asked}
    answer = program.post(f"/api/cases/{reference.in_url}/{command}", body)
    assert answer.status_code == 200, answer.json_body
    return answer.json_body


def clocks(case: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["clock"]: each for each in case["deadlines"]}


def test_s0_23_waiting_for_others_without_an_arrangement_asks_for_one(
    app_client: Client, world: FakeWorld, reference: Reference
):
    case = does(app_client, world, reference, "third-party-wait", text="The hospital", delay="expert")
    assert clocks(case)["ARRANGEMENT"]["due"] == "2026-12-30"

    world.clock.move_to(london(date(2026, 12, 30), 9, 5))
    look_after_due(world.ports)
    told = [e.facts["clock"] for e in world.cases.load(reference.number).events if "clock" in e.facts]
    assert "ARRANGEMENT" in told

    case = does(
        app_client,
        world,
        reference,
        "contact-arrangement",
        channel="telephone",
        may_email=True,
        rhythm="weekly",
    )
    assert clocks(case)["ARRANGEMENT"]["stopped_at"]


def test_s0_23_who_said_already_how_to_keep_in_touch_is_not_asked_again(
    app_client: Client, world: FakeWorld, reference: Reference
):
    wish = {"channel": "telephone", "may_email": True, "rhythm": "monthly"}
    does(app_client, world, reference, "contact-arrangement", **wish)

    case = does(app_client, world, reference, "third-party-wait", text="The hospital", delay="court")

    assert "ARRANGEMENT" not in clocks(case)


def test_s0_22_the_waiting_and_the_arrangement_are_two_clocks(
    app_client: Client, world: FakeWorld, reference: Reference
):
    case = does(app_client, world, reference, "third-party-wait", text="The hospital", delay="expert")

    assert {"ARRANGEMENT", "INACTIVITY"} <= clocks(case).keys()
    world.clock.forward(timedelta(days=1))
    case = does(app_client, world, reference, "third-party-answer", text="They wrote")
    assert clocks(case)["ARRANGEMENT"]["stopped_at"]


def test_s0_24_the_reason_for_a_delay_is_told_in_every_language():
    for language in LANGUAGES[1:]:
        for sentence in DELAYS.values():
            assert language.said(sentence) != sentence, (language.code, sentence)


def test_s0_24_the_case_holds_the_reason_as_a_code(
    app_client: Client, world: FakeWorld, reference: Reference
):
    does(app_client, world, reference, "third-party-wait", text="Dr X of the hospital", delay="expert")

    (event,) = [
        each
        for each in world.cases.load(reference.number).events
        if each.type is EventType.THIRD_PARTY_AWAITED
    ]
    assert event.facts["delay"] == "expert"
    assert "Dr X" not in str(event.facts)


def test_s2_28_agreeing_how_to_keep_in_touch_takes_no_never_back(
    app_client: Client, world: FakeWorld, reference: Reference
):
    ruled_out = {"channel": "telephone", "may_email": True, "rhythm": "monthly", "never": ["letter"]}
    does(app_client, world, reference, "contact-arrangement", **ruled_out)

    again = {"channel": "telephone", "may_email": True, "rhythm": "weekly"}
    does(app_client, world, reference, "contact-arrangement", **again)

    person = world.cases.load(reference.number).complainant
    assert person
    assert person.never == (Channel.LETTER,)
