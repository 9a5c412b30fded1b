"""Following one's own complaint through the public pages, and what everybody else sees: nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle

import pytest

from chalicelib.application.limits import ASK_TO_FOLLOW
from chalicelib.application.open_case import open_case
from chalicelib.domain.casework import Acknowledgement, acknowledge, changed
from chalicelib.domain.events import PUBLIC, EventType, Happening
from chalicelib.domain.parties import Channel, Party
from chalicelib.domain.reference import Reference
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.builders import PRACTICE, TERMS, a_party, an_intake, an_occasion, by_staff
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld
from tests.visitor import Seen, Visitor

ASHA = a_party()
BORN = {
    "date_of_birth-day": "27", "date_of_birth-month": "3", "date_of_birth-year": "1957",
}  # fmt: skip
EMAIL = {"email": "asha@patients.example"}


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))


@pytest.fixture
def reference(world: FakeWorld) -> Reference:
    """A complaint of Christmas Eve, received a moment ago."""
    return a_case(world)


def a_case(world: FakeWorld, party: Party = ASHA, key: str = "intake-1") -> Reference:
    intake = an_intake(key=key, party=party)
    received = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()
    return received.reference


def ask(visitor: Visitor, **fields: str) -> Seen:
    visitor.get("/follow")
    return visitor.send("/follow", {"way": "reference", **fields})


def ask_without(visitor: Visitor, fields: dict[str, str]) -> Seen:
    visitor.get("/follow/without-reference")
    return visitor.send("/follow", {"way": "items", **fields})


def code_in(world: FakeWorld, address: str = "asha@patients.example") -> str:
    mails = [mail for mail in world.mail.to(address) if "Your code" in mail.subject]
    found = re.search(r"\b\d{6}\b", mails[-1].text) if mails else None
    return found[0] if found else ""


def let_in(visitor: Visitor, world: FakeWorld, reference: Reference) -> Seen:
    ask(visitor, reference=str(reference), full_name="Asha Verity-Example")
    world.deliver()
    return visitor.send("/follow/code", {"code": code_in(world)})


def test_reference_name_and_code_lead_to_ones_own_complaint(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    seen = let_in(visitor, world, reference)

    assert (seen.status, seen.path) == (200, "/follow/complaint")
    assert str(reference) in seen.text
    assert "Asha Verity-Example, this is your complaint" in seen.text
    assert "By Thursday 31 December 2026 we will reply to you" in seen.text
    assert "We count 3 working days after 24 December 2026" in seen.text


def test_two_items_and_the_code_do_without_the_reference(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    ask_without(visitor, {**BORN, "email": "ASHA@patients.example"})
    world.deliver()
    seen = visitor.send("/follow/code", {"code": code_in(world)})

    assert str(reference) in seen.text


def test_the_page_tells_what_we_do_and_not_what_others_wrote(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    file = world.cases.load(reference.number)
    note = Happening(EventType.NOTE_ADDED, sealed={"text": "She sounded upset to me"})
    occasion = an_occasion(by=by_staff())
    world.cases.save(changed(file, [note], terms=TERMS, occasion=occasion))
    seen = let_in(visitor, world, reference)

    assert "upset" not in seen.html
    assert "blood test" not in seen.html


def test_an_acknowledged_complaint_is_being_looked_into(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    file = world.cases.load(reference.number)
    now = world.clock.now()
    done = Acknowledgement(Channel.TELEPHONE, (Channel.MEETING,), now)
    world.cases.save(acknowledge(file, done, terms=TERMS, occasion=an_occasion(now, by_staff())))
    seen = let_in(visitor, world, reference)

    assert "We are looking into what happened" in seen.text
    assert "We reply and offer to talk with you Done on 24 December 2026" in seen.text


def test_a_date_that_has_passed_is_owned_up_to(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    world.clock.forward(timedelta(days=10))
    seen = let_in(visitor, world, reference)

    assert "We are late, and we are sorry" in seen.text


def test_a_message_is_kept_shown_and_told_to_whoever_has_the_case(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    let_in(visitor, world, reference)
    seen = visitor.send(
        "/follow/complaint/messages", {"about": "message", "text": "May I bring my sister? <b>"}
    )
    world.deliver()

    assert "We have your message" in seen.text
    assert "May I bring my sister? <b>" in seen.text
    assert world.cases.load(reference.number).events[-3].type is not None
    alerts = [mail for mail in world.mail.sent if "The person wrote to us" in mail.subject]
    assert len(alerts) == 1
    assert "sister" not in alerts[0].text


def test_sc_13_a_message_that_cannot_wait_calls_the_people_on_duty_and_shows_where_help_is(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    let_in(visitor, world, reference)
    message = {"about": "message", "text": "Nobody answers. I want to die."}
    seen = visitor.send("/follow/complaint/messages", message)
    world.deliver()

    assert "We have your message" in seen.text
    assert "Do you need help now?" in seen.text
    assert "116 123" in seen.text
    (alarm,) = (mail for mail in world.mail.sent if "Read this now" in mail.subject)
    assert "die" not in alarm.text.split()

    body = {"version": version_of(world, reference), "outcome": "they_are_safe", "text": "She is safe"}
    program = Program(visitor.client, "complaints.manager")
    assert program.post(f"/api/cases/{reference.in_url}/alarm-answer", body).status_code == 200
    assert "Do you need help now?" not in visitor.get("/follow/complaint").text


@pytest.mark.parametrize(
    ("about", "answer"),
    [("next_stage", "wish for the next stage"), ("withdrawal", "wish to withdraw")],
)
def test_a_wish_needs_no_reason_and_goes_to_staff(
    visitor: Visitor, world: FakeWorld, reference: Reference, about: str, answer: str
):
    let_in(visitor, world, reference)
    seen = visitor.send("/follow/complaint/messages", {"about": about, "text": ""})

    assert answer in seen.text
    wish = world.cases.load(reference.number).events[-1]
    assert (wish.type, wish.facts["about"]) == (EventType.PERSON_WROTE, about)


def test_an_empty_message_is_asked_for_beside_the_field(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    let_in(visitor, world, reference)
    seen = visitor.send("/follow/complaint/messages", {"about": "message", "text": " "})

    assert seen.status == 422
    assert "Write your message" in seen.text


def test_a_message_that_is_too_long_is_not_lost(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    let_in(visitor, world, reference)
    seen = visitor.send("/follow/complaint/messages", {"about": "message", "text": "a" * 20_001})

    assert seen.status == 422
    assert seen.value("text") == "a" * 20_001


def test_what_was_typed_when_the_time_ended_can_be_copied(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    let_in(visitor, world, reference)
    world.clock.forward(timedelta(minutes=31))
    seen = visitor.send("/follow/complaint/messages", {"about": "message", "text": "A long thought"})

    assert seen.status == 404
    assert "A long thought" in seen.text
    assert "has not been sent" in seen.text


def test_s0_23_how_to_keep_in_touch_is_theirs_to_say(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    let_in(visitor, world, reference)
    seen = visitor.send(
        "/follow/complaint/contact", {"channel": "letter", "may_email": "no", "rhythm": "monthly"}
    )
    file = world.cases.load(reference.number)

    assert "We will keep in touch in this way" in seen.text
    assert file.complainant.channels[0] is Channel.LETTER
    assert file.complainant.may_email is False
    assert file.events[-1].facts["rhythm"] == "monthly"


def test_s2_28_a_way_that_must_never_be_used_is_theirs_to_say_and_to_take_back(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    let_in(visitor, world, reference)
    wish = {"channel": "email", "may_email": "yes", "rhythm": "news_only"}
    seen = visitor.send("/follow/complaint/contact", {**wish, "never": ["telephone", "meeting"]})
    person = world.cases.load(reference.number).complainant
    assert "We will keep in touch in this way" in seen.text
    assert set(person.never) == {Channel.TELEPHONE, Channel.MEETING}
    assert not set(person.channels) & set(person.never)

    refused = visitor.send("/follow/complaint/contact", {**wish, "never": ["email"]})
    assert refused.status == 422
    assert "You chose this way above" in refused.text
    visitor.send("/follow/complaint/contact", {**wish, "channel": "telephone"})
    person = world.cases.load(reference.number).complainant
    assert (person.never, person.channels[0]) == ((), Channel.TELEPHONE)


def test_a_way_to_keep_in_touch_that_we_cannot_take_is_said_beside_it(
    visitor: Visitor, world: FakeWorld
):
    reference = a_case(world, a_party(address="", postcode=""))
    let_in(visitor, world, reference)
    seen = visitor.send(
        "/follow/complaint/contact", {"channel": "letter", "may_email": "yes", "rhythm": "weekly"}
    )

    assert seen.status == 422
    assert "Choose another way" in seen.text


def test_a_proposed_plan_can_be_agreed_or_questioned(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    file = world.cases.load(reference.number)
    sent = Happening(EventType.PLAN_SENT, {"respond_by": "2027-02-12"}, {"steps": "We ask the nurse"})
    world.cases.save(changed(file, [sent], terms=TERMS, occasion=an_occasion(by=by_staff())))
    seen = let_in(visitor, world, reference)
    assert "We would answer by Friday 12 February 2027" in seen.text
    assert "We ask the nurse" in seen.text

    seen = visitor.send("/follow/complaint/messages", {"about": "plan", "text": "Why so long?"})
    assert "We have your question about the plan" in seen.text
    seen = visitor.send("/follow/complaint/plan", {})
    assert "You have agreed to the plan" in seen.text
    assert "Tell us if you agree" not in seen.text
    accepted = world.cases.load(reference.number).events[-1]
    assert accepted.type is EventType.PLAN_ACCEPTED


def test_without_a_plan_there_is_nothing_to_agree(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    let_in(visitor, world, reference)
    seen = visitor.send("/follow/complaint/plan", {})

    assert seen.status == 409
    assert "There is no plan to agree" in seen.text


def test_whoever_leaves_is_out(visitor: Visitor, world: FakeWorld, reference: Reference):
    let_in(visitor, world, reference)
    cookies = dict(visitor.cookies)
    visitor.send("/follow/leave", {})
    visitor.cookies |= cookies

    assert visitor.get("/follow/complaint").status == 404


def test_the_cookies_hold_a_secret_that_scripts_cannot_read_and_the_address_holds_nothing(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    visitor.get("/follow")
    answer = visitor.client.http.post(
        "/follow",
        headers={**visitor._headers(), "Content-Type": "application/x-www-form-urlencoded"},
        body=f"csrf={visitor.token}&way=reference&reference={reference}&full_name=A".encode(),
    )
    (cookie,) = answer.headers["Set-Cookie"]

    assert cookie.startswith("asking=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Max-Age=900" in cookie
    assert answer.headers["Location"] == "/follow/code"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reference": "", "full_name": "Asha Verity-Example"}, "Enter your reference"),
        ({"reference": "WLP/100001", "full_name": " "}, "Enter your full name"),
        ({"reference": "12", "full_name": "Asha Verity-Example"}, "Enter a reference like"),
        ({"reference": "WLP/100001", "full_name": "A" * 500}, "This is too long"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_kept(
    visitor: Visitor, fields: dict[str, str], message: str
):
    seen = ask(visitor, **fields)

    assert seen.status == 422
    assert message in seen.text
    assert seen.value("full_name") == fields["full_name"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (EMAIL, "Answer at least 2"),
        ({**EMAIL, "address": "2 Testing Row"}, "Enter the postcode as well"),
        ({**EMAIL, "postcode": "ZZ99 3VZ"}, "Enter the first line of the address as well"),
        ({**EMAIL, "telephone": "call me"}, "Enter a phone number in the right format"),
        ({**EMAIL, "date_of_birth-day": "31", "date_of_birth-month": "2",
          "date_of_birth-year": "1957"}, "must be a real date"),
        ({**BORN, "email": "asha"}, "Enter an email address in the right format"),
        ({**BORN, "nhs_number": "12"}, "Enter an NHS number of 10 digits"),
    ],
)  # fmt: skip
def test_two_items_are_asked_for_in_a_form_that_can_be_read(
    visitor: Visitor, fields: dict[str, str], message: str
):
    seen = ask_without(visitor, fields)

    assert seen.status == 422
    assert message in seen.text


OTHER = a_party(
    first_name="Ravi", email="ravi@patients.example", born_on=date(1955, 1, 2), mobile="",
    landline="+441632960444",
)  # fmt: skip
"""Asha's husband, who has a complaint of his own: the same home, the same last name."""

NAMES = {
    "her husband's name": "Ravi Verity-Example",
    "a nickname": "Ash Verity-Example",
    "an initial": "A Verity-Example",
    "the last name only": "Verity-Example",
    "the first name only": "Asha",
    "half of the last name": "Asha Verity",
    "a second name": "Asha Maya Verity-Example",
    "the last name with a title": "Mrs Verity-Example",
    "somebody else": "Olga Anybody",
    "a name in code": "' OR 1=1 --",
    "a script": "<script>alert(1)</script>",
    "no letters": "???",
    "Junior": "Asha Verity-Example Junior",
    "another script": "Аша Верити",
    "a very long name": "Asha " * 60,
}
BY_NAME = {
    f"her reference with {what}": {"reference": "HERS", "full_name": name}
    for what, name in NAMES.items()
}
BY_REFERENCE = {
    "his reference with her name": {"reference": "HIS", "full_name": "Asha Verity-Example"},
    **{
        f"her name with {what}": {"reference": text, "full_name": "Asha Verity-Example"}
        for what, text in {
            "a number that is not taken": "WLP/999999",
            "her number under other initials": "ABC/100001",
            "a number nearby": "WLP/100003",
            "another organisation's initials": "KMR/100001",
            "zeros": "WLP/000000",
        }.items()
    },
}
HOME = {"address": "2 Testing Row", "postcode": "ZZ99 3VZ"}
PHONE = {"telephone": "07700 900123"}
WRONG_BORN = {**BORN, "date_of_birth-year": "1958"}
WRONG_EMAIL = {"email": "asha@elsewhere.example"}
WRONG_PHONE = {"telephone": "07700 900124"}
WRONG_HOME = {"address": "3 Testing Row", "postcode": "ZZ99 3VZ"}
WRONG_CODE = {"address": "2 Testing Row", "postcode": "ZZ99 3WZ"}
HIS_BORN = {"date_of_birth-day": "2", "date_of_birth-month": "1", "date_of_birth-year": "1955"}
HIS_EMAIL, HIS_PHONE = {"email": "ravi@patients.example"}, {"telephone": "01632 960444"}
BY_ITEMS = {
    "her birthday and another email": {**BORN, **WRONG_EMAIL},
    "her email and another birthday": {**EMAIL, **WRONG_BORN},
    "her email and another telephone": {**EMAIL, **WRONG_PHONE},
    "her telephone and another birthday": {**PHONE, **WRONG_BORN},
    "her telephone and another home": {**PHONE, **WRONG_HOME},
    "her home and another birthday": {**HOME, **WRONG_BORN},
    "her home and another telephone": {**HOME, **WRONG_PHONE},
    "her birthday and the house next door": {**BORN, **WRONG_HOME},
    "her birthday and another postcode": {**BORN, **WRONG_CODE},
    "her birthday and his email": {**BORN, **HIS_EMAIL},
    "his birthday and her email": {**HIS_BORN, **EMAIL},
    "her telephone and his birthday": {**PHONE, **HIS_BORN},
    "his telephone and her birthday": {**HIS_PHONE, **BORN},
    "her email and his telephone": {**EMAIL, **HIS_PHONE},
    "his email and her telephone": {**HIS_EMAIL, **PHONE},
    "two right and one wrong": {**BORN, **EMAIL, **WRONG_PHONE},
    "one right and two wrong": {**BORN, **WRONG_EMAIL, **WRONG_PHONE},
    "all wrong": {**WRONG_BORN, **WRONG_EMAIL, **WRONG_PHONE, **WRONG_HOME},
    "hers and his together": {**EMAIL, **BORN, **HIS_PHONE},
    "an NHS number that is not held, and her email": {"nhs_number": "9434765919", **EMAIL},
    "an NHS number that is not held, and nothing right": {"nhs_number": "9434765919", **WRONG_EMAIL},
}  # fmt: skip
WRONG_PEOPLE: dict[str, dict[str, str]] = {
    who: {**fields, "send": send}
    for (who, fields), send in zip(
        {**BY_NAME, **BY_REFERENCE, **BY_ITEMS}.items(), cycle(("email", "text")), strict=False
    )
}
"""Each second one asks for the code by text."""


def bare(seen: Seen) -> tuple[str, int, str, dict[str, str]]:
    """An answer, byte for byte, but for the token of its form and what any answer counts."""
    # A request's own number is drawn anew for everybody, like the form's token.
    own = {"Set-Cookie", "X-Request-Id"}
    headers = {name: value for name, value in seen.headers.items() if name not in own}
    return seen.path, seen.status, seen.html.replace(seen.token, ""), headers


def try_as(visitor: Visitor, fields: dict[str, str]) -> Seen:
    return ask(visitor, **fields) if "reference" in fields else ask_without(visitor, fields)


def walk(visitor: Visitor, world: FakeWorld, fields: dict[str, str]) -> list[object]:
    """Everything that somebody sees who asks, types a code and looks at the page."""
    asked = try_as(visitor, fields)
    world.deliver()
    guessed = visitor.send("/follow/code", {"code": "123456"})
    looked = visitor.get("/follow/complaint")
    wrote = visitor.send("/follow/complaint/messages", {"about": "message", "text": ""})
    return [bare(seen) for seen in (asked, guessed, looked, wrote)]


@pytest.fixture
def couple(world: FakeWorld) -> dict[str, str]:
    """Asha's complaint and her husband's."""
    return {"HERS": str(a_case(world)), "HIS": str(a_case(world, OTHER, "intake-2"))}


@pytest.mark.parametrize("fields", WRONG_PEOPLE.values(), ids=WRONG_PEOPLE.keys())
def test_the_wrong_person_sees_what_everybody_sees_and_gets_nothing(
    visitor: Visitor, world: FakeWorld, couple: dict[str, str], fields: dict[str, str]
):
    fields = {name: couple.get(value, value) for name, value in fields.items()}
    seen = walk(visitor, world, fields)

    other = Visitor(visitor.client)
    nobody = walk(other, world, {"reference": "WLP/765432", "full_name": "Nobody At All"})

    assert seen == nobody
    assert [mail for mail in world.mail.sent if "Your code" in mail.subject] == []
    assert world.texts.sent == []


def test_at_least_forty_wrong_people_were_tried():
    assert len(WRONG_PEOPLE) >= 40


def test_the_right_person_sees_the_same_until_the_code_is_typed(
    visitor: Visitor, world: FakeWorld, couple: dict[str, str]
):
    right = walk(visitor, world, {"reference": couple["HERS"], "full_name": "Asha Verity-Example"})
    other = Visitor(visitor.client)
    nobody = walk(other, world, {"reference": "WLP/765432", "full_name": "Nobody At All"})

    assert right == nobody
    assert code_in(world) != ""


def test_a_used_an_old_and_a_forwarded_code_read_alike(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    nobody = Visitor(visitor.client)
    ask(nobody, reference="WLP/765432", full_name="Nobody At All")
    strange = bare(nobody.send("/follow/code", {"code": "123456"}))

    ask(visitor, reference=str(reference), full_name="Asha Verity-Example")
    world.deliver()
    code = code_in(world)
    forwarded = Visitor(visitor.client)
    ask(forwarded, reference=str(reference), full_name="Ravi Verity-Example")
    assert bare(forwarded.send("/follow/code", {"code": code})) == strange

    before = dict(visitor.cookies)
    assert visitor.send("/follow/code", {"code": code}).status == 200
    visitor.cookies = before
    assert bare(visitor.send("/follow/code", {"code": code})) == strange

    again = Visitor(visitor.client)
    ask(again, reference=str(reference), full_name="Asha Verity-Example")
    world.deliver()
    world.clock.forward(timedelta(minutes=16))
    assert bare(again.send("/follow/code", {"code": code_in(world)})) == strange


def test_a_link_that_was_passed_on_opens_nothing(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    let_in(visitor, world, reference)
    stranger = Visitor(visitor.client)

    for path in ("/follow/complaint", "/follow/complaint?done=message"):
        seen = stranger.get(path)
        assert seen.status == 404
        assert str(reference) not in seen.html
        assert "Asha" not in seen.html


def test_one_is_let_in_to_one_case_and_to_no_other(
    visitor: Visitor, world: FakeWorld, couple: dict[str, str]
):
    ask(visitor, reference=couple["HERS"], full_name="Asha Verity-Example")
    world.deliver()
    seen = visitor.send("/follow/code", {"code": code_in(world)})

    assert couple["HERS"] in seen.text
    assert couple["HIS"] not in seen.html


@pytest.mark.parametrize("way", ["reference", "items"])
def test_another_organisations_pages_know_nothing_of_her(
    visitor: Visitor, world: FakeWorld, reference: Reference, way: str
):
    by_reference = {"reference": str(reference), "full_name": "Asha Verity-Example"}
    visitor.get("/o/kestrel-reports/follow")
    asked = {"way": way, **(by_reference if way == "reference" else {**BORN, **EMAIL})}
    seen = visitor.send("/o/kestrel-reports/follow", asked)
    world.deliver()

    assert (seen.status, seen.path) == (200, "/o/kestrel-reports/follow/code")
    assert code_in(world) == ""


def test_who_is_let_in_here_sees_nothing_on_another_organisations_pages(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    let_in(visitor, world, reference)
    seen = visitor.get("/o/kestrel-reports/follow/complaint")

    assert seen.status == 404
    assert str(reference) not in seen.html


def test_whoever_knocks_too_often_is_asked_to_wait_and_keeps_what_they_typed(visitor: Visitor):
    for _ in range(ASK_TO_FOLLOW.most):
        ask(visitor, reference="WLP/765432", full_name="Nobody At All")
    seen = ask(visitor, reference="WLP/765432", full_name="Nobody At All")

    assert seen.status == 429
    assert "Wait an hour" in seen.text
    assert seen.value("full_name") == "Nobody At All"


def test_the_receipt_leads_to_the_page_and_holds_no_secret(world: FakeWorld, reference: Reference):
    (receipt,) = world.mail.to("asha@patients.example")

    assert "http://candour.test/o/willow-lane/follow" in receipt.text
    assert "follow/" not in receipt.text.replace("http://candour.test/o/willow-lane/follow\n", "")


def test_nothing_of_a_person_is_logged(visitor: Visitor, world: FakeWorld, reference: Reference):
    let_in(visitor, world, reference)
    ask_without(visitor, {**BORN, **EMAIL, **HOME, **PHONE})
    world.deliver()
    logged = str(world.log.lines).casefold()

    for private in ("asha", "verity", "1957", "900123", "testing", "zz99", str(reference).casefold()):
        assert private not in logged


def test_a_person_who_complained_for_another_is_not_the_patient(visitor: Visitor, world: FakeWorld):
    patient = replace(ASHA, id="patient", first_name="Mina", email="mina@patients.example",
                      mobile="", born_on=date(1990, 5, 6))  # type: ignore[arg-type]  # fmt: skip
    intake = replace(an_intake(party=ASHA), parties=(ASHA, patient))
    case = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    ask(visitor, reference=str(case), full_name="Mina Verity-Example")
    world.deliver()
    seen = visitor.send("/follow/code", {"code": code_in(world, "mina@patients.example")})

    assert "Mina Verity-Example, this is your complaint" in seen.text


@pytest.mark.parametrize(
    ("about", "step", "command"),
    [
        ("withdrawal", "See to their wish to withdraw", "/do/withdrawal"),
        ("next_stage", "Answer their wish for the next stage", "/do/writing"),
    ],
)
def test_a_wish_is_the_next_step_of_whoever_has_the_case_until_it_is_answered(
    visitor: Visitor, world: FakeWorld, reference: Reference, about: str, step: str, command: str
):
    program = Program(visitor.client, "complaints.manager")
    manager = Browser(visitor.client, "complaints.manager")

    let_in(visitor, world, reference)
    visitor.send("/follow/complaint/messages", {"about": about, "text": ""})
    visitor.send("/follow/complaint/messages", {"about": "message", "text": "Thank you"})

    page = manager.get(f"/staff/cases/{reference.in_url}")
    assert step not in said(page), "the duty by law comes first"
    case = world.cases.load(reference.number).case.reference
    for name, asked in DUTIES:
        body = {"version": version_of(world, case), **asked}
        assert program.post(f"/api/cases/{case.in_url}/{name}", body).status_code == 200
        case = world.cases.load(reference.number).case.reference
    page = manager.get(f"/staff/cases/{case.in_url}")
    assert step in said(page)
    assert command in page.body.decode()

    body = {"version": version_of(world, case), "text": "We have seen to it"}
    assert program.post(f"/api/cases/{case.in_url}/writing", body).status_code == 200
    assert step not in said(manager.get(f"/staff/cases/{case.in_url}"))


DUTIES = (
    ("acknowledgement", {"how": "telephone", "offered": ["telephone"]}),
    ("assignment", {"handler": "case.handler"}),
)


def test_what_staff_write_stands_on_the_page_and_not_in_the_mail(
    visitor: Visitor, world: FakeWorld, reference: Reference
):
    let_in(visitor, world, reference)
    visitor.send("/follow/complaint/messages", {"about": "withdrawal", "text": "Any news?"})
    program = Program(visitor.client, "complaints.manager")
    manager = Browser(visitor.client, "complaints.manager")
    path = f"/staff/cases/{reference.in_url}"
    waiting = "wait for an answer: wants to withdraw the complaint"
    assert waiting in said(manager.get(path))
    sent = program.post(
        f"/api/cases/{reference.in_url}/writing",
        {"version": version_of(world, reference), "text": "We spoke with the nurse"},
    )
    world.deliver()
    seen = visitor.get("/follow/complaint")
    (told,) = (mail for mail in world.mail.sent if "We have written to you" in mail.subject)

    assert sent.status_code == 200
    assert waiting not in said(manager.get(path))
    assert "nurse" not in told.text
    assert "/o/willow-lane/follow" in told.text
    assert "We wrote to you" in seen.text
    assert "We spoke with the nurse" in seen.text


def test_nobody_is_written_to_on_a_page_that_they_cannot_open(visitor: Visitor, world: FakeWorld):
    reference = a_case(world, a_party(may_email=False))
    program = Program(visitor.client, "complaints.manager")
    refused = program.post(
        f"/api/cases/{reference.in_url}/writing",
        {"version": version_of(world, reference), "text": "We spoke with the nurse"},
    )

    assert refused.status_code == 409
    assert "not agreed to email" in refused.json_body["detail"]
