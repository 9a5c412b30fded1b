"""The wrong person at every door there is: nothing is told and nothing is done (S0-1, S0-7, S2-14).

The doors come from what they state of themselves, so a new one is knocked at too; a new part of an
address needs its value in `Case.places`. What is sent fits the door's own model, so that the refusal is
one of the person and not of the form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from chalice.test import Client, HTTPResponse
from pydantic import BaseModel

from app import app
from chalicelib import wiring
from chalicelib.application.open_case import open_case
from chalicelib.application.receive_mail import receive_mail
from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import PUBLIC, EventType
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Organisation, Staff
from chalicelib.entry.doors import ANYONE, STATEMENTS, Kind, Statement
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.builders import POLICIES, PRACTICE, RECEPTION, a_member_of_staff, a_party, an_intake
from tests.entry.practice import Practice
from tests.entry.test_follow import ask, code_in
from tests.entry.visitors import Browser
from tests.fakes import FakeWorld
from tests.raw_mails import mail
from tests.visitor import Visitor

CORA = a_party(
    title="Ms",
    first_name="Coraline",
    last_name="Canaryfield",
    born_on=date(1931, 10, 19),
    email="coraline@canary.example",
    mobile="+447700900817",
    landline="+441632960433",
    address="7 Songbird Mews\nExampleton",
    postcode="ZZ97 1QX",
    nhs_number="9991234567",
    membership_number="",
)
TOLD = {
    "what_happened": "Nobody told me about the yellow tablets",
    "happened_when": "The last week of harvest",
    "happened_where": "At the green door",
    "who_was_involved": "The tall nurse",
    "desired_outcome": "A candid answer",
}
HIDDEN = (
    *("Coraline", "Canaryfield", "canary.example", "900817", "900 817", "960433", "960 433"),
    *("1931", "Songbird", "ZZ97", "999 123 4567", "9991234567", *TOLD.values()),
    *("She rang twice", "A private letter"),
)
"""What would tell of the case: every field of its person, and each text that stands in it."""

LISTS = {"/staff/cases", "/api/cases", "/staff/cases/find", "/api/cases/search"}
"""Where whoever takes calls sees people by an initial and a surname, which opens nothing (S0-4)."""


@dataclass(frozen=True)
class Case:
    """Asha's case with a letter, a note, a mail and a document, and what its addresses are made of."""

    world: FakeWorld
    practice: Practice
    mail: str

    @property
    def places(self) -> Mapping[str, str]:
        """What stands at each place of an address: what there is, and for a secret a guess."""
        return {
            "reference": self.practice.current.in_url,
            "key": "receipt.1",
            "mail": self.mail,
            "document": "01K00000000000000000000001",
            "copy": "01K00000000000000000000002",
            "paper": "1",
            "organisation": PRACTICE.id,
            "member": "case.handler",
            "staff": "case.handler",
            "act": "end",
            "code": "advocacy",
            "look": "01K00000000000000000000003",
            "link": "guessed",
            "token": "guessed",
            "step": "name",
            "name": "candour.css",
            "folder": "nhsuk",
            "kind": "assets",
            "group": "images",
        }

    def address(self, door: Statement) -> str:
        """Where the door is, in this case."""
        return re.sub(r"\{(\w+)\}", lambda part: self.places[part[1]], door.path)

    @property
    def file(self) -> CaseFile:
        return self.world.cases.load(self.practice.reference.number)


@pytest.fixture
def case() -> Iterator[Case]:
    world = FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))
    with wiring.visiting(world.behind_doors()), Client(app) as client:
        intake = an_intake(party=CORA, **TOLD)
        received = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports)
        world.deliver()
        practice = Practice(world, client, received.reference)
        practice.did("complaints.manager", "assignment", handler="case.handler")
        practice.did("complaints.manager", "notes", text="She rang twice")
        private = mail(f"Re: {practice.current}", "A private letter")
        receive_mail(world.letterbox.raw.put("01mail", private), world.ports)
        world.deliver()
        yield Case(world, practice, "01mail")


def test_the_right_person_sees_what_is_hidden_from_the_others(case: Case):
    """Else nothing below could fail."""
    page = case.practice.browser("complaints.manager").get(case.practice.page).body.decode()
    inbox = case.practice.browser("complaints.manager").get(f"/staff/inbox/{case.mail}").body.decode()

    unseen = [word for word in HIDDEN if word not in page + inbox]
    assert unseen == SPACED, "of the two ways to write a number, pages have the other"


SPACED = ["900 817", "960 433", "999 123 4567"]


def an_example(schema: Mapping[str, Any], known: Mapping[str, Any]) -> Any:
    """A value that fits a part of a JSON schema."""
    if "$ref" in schema:
        return an_example(known[schema["$ref"].rpartition("/")[2]], known)
    if "anyOf" in schema:
        return an_example(schema["anyOf"][0], known)
    if "enum" in schema or "const" in schema:
        return schema.get("const") or schema["enum"][0]
    if schema.get("type") == "object":
        wanted = schema.get("required", ())
        return {name: an_example(schema["properties"][name], known) for name in wanted}
    if schema.get("type") == "array":
        one = schema.get("items") or schema.get("prefixItems", [{}])[0]
        return [an_example(one, known)] if one else []
    plain: dict[Any, Any] = {"boolean": True, "integer": 1, "number": 1}
    dated = {"date": "2027-01-05", "date-time": "2027-01-05T10:00:00Z"}
    return plain.get(schema.get("type"), dated.get(schema.get("format", ""), "words"))


def body_of(takes: type[BaseModel] | None, version: int, account: str) -> dict[str, Any]:
    """A body that the door can read, on the version that stands; a colleague in it is whoever asks."""
    if takes is None:
        return {}
    schema = takes.model_json_schema()
    body: dict[str, Any] = an_example(schema, schema.get("$defs", {}))
    known = {"person": account, "handler": account, "email": "somebody@elsewhere.example"}
    fitting = {
        name: value
        for name, value in known.items()
        if schema["properties"].get(name, {}).get("type") == "string"
    }
    versioned = {"version": version} if "version" in schema["properties"] else {}
    return {**body, **fitting, **versioned}


def knocks(case: Case, door: Statement, account: str) -> HTTPResponse:
    """What somebody of the staff, or nobody, is answered at a door."""
    path, version = case.address(door), case.file.case.version
    if door.kind is Kind.RESOURCE:
        program = case.practice.program(account)
        return program.get(path) if door.method == "GET" else program.post(
            path, body_of(door.takes, version, account), Idempotency_Key="one"
        )  # fmt: skip
    browser: Browser = case.practice.browser(account)
    if door.method == "GET":
        return browser.get(path)
    name = path.rpartition("/do/")[2]
    takes = next((d.takes for d in STATEMENTS if d.path == f"/api/cases/{{reference}}/{name}"), None)
    return browser.post(path, **({"version": version} | body_of(takes, version, account)))


def told_to(case: Case, answers: Mapping[str, HTTPResponse]) -> dict[str, list[str]]:
    """The doors that gave something away, and what."""
    found = {
        door: [word for word in HIDDEN if word in answer.body.decode(errors="replace")]
        for door, answer in answers.items()
    }
    return {door: words for door, words in found.items() if words}


def every_door(case: Case, account: str, doors: Callable[[Statement], bool]) -> dict[str, HTTPResponse]:
    return {
        f"{door.method} {door.path}": knocks(case, door, account)
        for door in STATEMENTS
        if doors(door) and "sign-out" not in door.path and not door.path.startswith("/static")
    }


def of_staff(door: Statement) -> bool:
    return door.who is not ANYONE


def of_the_case(door: str) -> bool:
    return "/cases/{reference}" in door or "/copies/{reference}" in door


def holding_everything(name: str, organisation: Organisation = PRACTICE) -> Staff:
    """Somebody who may do all that anybody there may do."""
    roles = tuple(POLICIES.current(organisation).pack.roles)
    return replace(a_member_of_staff(name, roles=roles), organisation=organisation.id)


def enrol(case: Case, person: Staff) -> str:
    case.world.directory.enrol(person)
    case.world.sign_in.enrol(person)
    return person.id


def entered(answers: Mapping[str, HTTPResponse], statuses: set[int]) -> dict[str, int]:
    """The doors of the case that answered otherwise."""
    return {
        door: answer.status_code
        for door, answer in answers.items()
        if of_the_case(door) and answer.status_code not in statuses
    }


def test_whoever_is_not_signed_in_comes_through_no_door_of_staff(case: Case):
    before = case.file

    answers = every_door(case, "", of_staff)

    assert {each.status_code for each in answers.values()} <= {303, 401}
    assert told_to(case, answers) == {}
    assert case.file == before


def test_s0_7_a_stranger_at_the_public_doors_with_the_right_reference_learns_nothing(case: Case):
    before = case.file

    answers = every_door(case, "", lambda door: door.who is ANYONE and "/o/" not in door.path)

    assert told_to(case, answers) == {}
    assert {door for door, each in answers.items() if each.status_code >= 500} == set()
    assert case.file == before


def test_staff_of_another_organisation_who_may_do_everything_there_find_nothing_here(case: Case):
    before = case.file
    kestrel = next(each for each in POLICIES.organisations() if each.id == "kestrel-reports")
    outside = enrol(case, holding_everything("Olu Outside", kestrel))

    answers = every_door(case, outside, of_staff)

    assert told_to(case, answers) == {}
    assert entered(answers, {403, 404}) == {}
    assert case.file == before


def test_s4_10_whom_a_case_is_about_learns_nothing_of_it_whatever_their_roles(case: Case):
    ada = enrol(case, holding_everything("Ada Accused"))
    asked = {"name": "Ada Accused", "concerned": "staff_subject", "staff": ada}
    case.practice.did("complaints.manager", "staff-concerned", **asked)
    before = case.file

    answers = every_door(case, ada, of_staff)

    assert told_to(case, answers) == {}
    assert entered(answers, {403, 404}) == {}
    assert case.file == before


def test_s0_1_whoever_takes_calls_learns_nothing_before_a_check_and_may_only_help(case: Case):
    before = case.file

    answers = every_door(case, RECEPTION.id, of_staff)

    told = told_to(case, answers)
    assert {door for door in told if door.partition(" ")[2] not in LISTS} == set()
    assert {word for words in told.values() for word in words} <= {"Canaryfield"}
    done = {each.type for each in case.file.events[len(before.events) :]}
    assert done <= HELPFUL


HELPFUL = {
    EventType.NOTE_ADDED,
    EventType.URGENT_RAISED,
    EventType.URGENT_MET,
    EventType.CONTACT_PASSED_ON,
    EventType.CALLBACK_AGREED,
    EventType.SUBJECT_REQUEST_RECEIVED,
    EventType.DATA_COMPLAINT_RECEIVED,
}
"""What shows nothing of a case and may not wait (decision 0055)."""


def test_s4_10_a_colleague_without_the_right_learns_of_a_restricted_case_that_it_exists(case: Case):
    # The handler may open it; somebody else with the same role may not.
    other = enrol(case, a_member_of_staff("Cora Colleague", roles=("case_handler", "secretary")))
    case.practice.restricted()
    before = case.file

    answers = every_door(case, other, of_staff)

    assert told_to(case, answers) == {}
    assert entered(answers, {403, 404}) == {}
    assert case.file == before


def test_s0_7_another_patient_who_follows_their_own_complaint_sees_nothing_of_this_one(case: Case):
    bo = a_party(first_name="Bo", last_name="Sample", email="bo@members.example")
    intake = an_intake(key="bo", party=bo)
    theirs = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=case.world.ports).reference
    case.world.deliver()
    visitor = Visitor(case.practice.client)
    ask(visitor, reference=str(theirs), full_name="Bo Sample")
    case.world.deliver()
    seen = visitor.send("/follow/code", {"code": code_in(case.world, "bo@members.example")})
    assert str(theirs) in seen.text
    before = case.file

    told = {}
    for door in STATEMENTS:
        if door.who is ANYONE and door.kind is Kind.PAGE and "/o/" not in door.path:
            path = case.address(door)
            seen = visitor.get(path) if door.method == "GET" else visitor.send(path, {})
            told[f"{door.method} {door.path}"] = [word for word in HIDDEN if word in seen.html]
            if "leave" in path:
                visitor.send("/follow/code", {"code": "000000"})

    assert {door: words for door, words in told.items() if words} == {}
    assert case.file == before


def test_every_permission_has_a_door_that_somebody_knocked_at():
    """A new permission without a door would be proved by nobody."""
    assert {door.who for door in STATEMENTS if door.who is not ANYONE} >= set(Action) - WITHOUT_A_DOOR


WITHOUT_A_DOOR = {Action.ENTER_RESTRICTED, Action.READ_UNCHECKED}
"""They widen what other doors show."""
