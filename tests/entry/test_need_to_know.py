"""Who may know of a case, through every door: lists, search, pages, programs, mails, the inbox."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from chalice.test import Client

from chalicelib.application.find_alike import find_alike
from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.open_case import open_case
from chalicelib.domain.casework.investigating import NamedStaff, name_staff
from chalicelib.domain.casework.responding import ResponseSent
from chalicelib.domain.events import PUBLIC, EventType
from chalicelib.domain.investigations import Concerned
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.parties import Channel
from chalicelib.entry.mail_in import on_mail
from infra.local.mail_door import object_created
from tests import way
from tests.builders import (
    MANAGER,
    PARTNER,
    PRACTICE,
    TERMS,
    a_member_of_staff,
    a_party,
    an_intake,
    london,
)
from tests.entry.practice import ADA, HIDDEN, Practice, practice_of, tells
from tests.entry.visitors import said
from tests.fakes import FakeWorld


@pytest.fixture
def practice(world: FakeWorld, app_client: Client) -> Practice:
    return practice_of(world, app_client)


DOORS = ("", "/answer", "/letters/receipt.1", "/documents/new", "/do/notes", "/do/interview", "/why")


@pytest.mark.parametrize("door", DOORS)
def test_s4_10_a_restricted_case_shows_nothing_but_its_existence_behind_every_page(
    practice: Practice, door: str
):
    practice.restricted()

    answer = practice.browser("case.handler").get(f"{practice.page}{door}")

    assert answer.status_code == 403
    assert not tells(answer)
    assert "This case is restricted" in said(answer)
    assert "Complaints manager" in said(answer)


def test_s4_10_lists_and_search_show_of_a_restricted_case_that_it_exists_and_whom_to_ask(
    practice: Practice,
):
    practice.restricted()
    outside = practice.browser("case.handler")

    for answer in (
        outside.get("/staff/cases?view=team"),
        outside.get("/staff/cases?view=unassigned"),
        outside.post("/staff/cases/find", sought="Verity-Example 27 March 1957"),
    ):
        words = said(answer)
        assert str(practice.current) in words
        assert "Restricted" in words
        assert "Ask: Complaints manager, Partner" in words
        shown = answer.body.decode().partition("<table")[2]
        assert not [word for word in HIDDEN if word in shown]


@pytest.mark.parametrize(
    "narrowed", ["subject=clinical_treatment", "contact_type=complaint", "due=week", "state=received"]
)
def test_s4_10_nobody_finds_out_about_a_restricted_case_by_narrowing_a_list(
    practice: Practice, narrowed: str
):
    practice.restricted()
    practice.world.clock.move_to(london(date(2026, 12, 30)))

    outside = practice.program("case.handler").get(f"/api/cases?view=team&{narrowed}").json_body

    assert outside["items"] == []
    inside = practice.program("partner").get(f"/api/cases?view=team&{narrowed}").json_body["items"]
    # What a sensitive case is about nobody is told by a list, not even who may open it (S4-9).
    theirs = [] if narrowed.startswith("subject") else [str(practice.current)]
    assert [each["reference"] for each in inside] == theirs


def test_s4_10_programs_get_no_more_of_a_restricted_case_than_people(practice: Practice):
    practice.restricted()
    outside = practice.program("case.handler")

    (row,) = outside.get("/api/cases?view=team").json_body["items"]
    (found,) = outside.post("/api/cases/search", {"sought": "Verity-Example"}).json_body["items"]
    refused = outside.get(practice.api)

    assert row == found
    assert row["restricted"] is True
    assert row["ask"] == ["Complaints manager", "Partner"]
    known = {"reference", "href", "restricted", "sensitive", "ask", "handler"}
    assert {name for name, value in row.items() if value is not None} <= known
    assert (refused.status_code, refused.json_body["type"]) == (
        403,
        "urn:candour:problem:case_restricted",
    )
    assert refused.json_body["who_can"] == ["Complaints manager", "Partner"]
    for path in ("timeline", "documents"):
        assert outside.get(f"{practice.api}/{path}").status_code == 403
    assert practice.does("case.handler", "notes", text="Let me in").status_code == 403


def test_s2_14_whoever_is_named_opens_it_and_nobody_else_of_their_role(practice: Practice):
    practice.restricted("office.manager")

    named = practice.program("office.manager")
    read = named.post(f"{practice.api}/reads", {"reason": "works_on_it"})

    assert read.status_code == 200
    assert read.json_body["party"]["first_name"] == "Asha"
    assert practice.program("case.handler").get(practice.api).status_code == 403


def test_s2_14_its_handler_opens_it_and_it_opens_to_all_again_when_that_is_decided(
    practice: Practice,
):
    practice.restricted()
    practice.program("complaints.manager").post(f"{practice.api}/reads", {"reason": "supervises"})
    practice.did("complaints.manager", "assignment", handler="case.handler")
    handler = practice.program("case.handler")
    assert handler.post(f"{practice.api}/reads", {"reason": "works_on_it"}).status_code == 200

    practice.did("complaints.manager", "open-access", text="It is settled")

    assert practice.program("office.manager").get(practice.api).status_code == 200


def test_only_those_whose_role_it_is_restrict_a_case(practice: Practice):
    refused = practice.does("case.handler", "restricted-access", text="-", named=[])

    assert refused.status_code == 403
    assert refused.json_body["who_can"] == ["Complaints manager"]


def test_nobody_is_named_who_does_not_work_here(practice: Practice):
    refused = practice.does("complaints.manager", "restricted-access", text="-", named=["a.stranger"])

    assert refused.status_code == 422
    assert refused.json_body["errors"][0]["field"] == "named"


# Whom it is about.


def test_4_2_whoever_a_case_is_about_never_sees_it_in_a_list_or_a_search(practice: Practice):
    practice.is_about_ada()
    ada = practice.browser(ADA.id)

    for answer in (
        ada.get("/staff/cases"),
        ada.get("/staff/cases?view=team"),
        ada.get("/staff/cases?view=unassigned"),
        ada.post("/staff/cases/find", sought="Verity-Example"),
    ):
        assert str(practice.current) not in answer.body.decode()
    assert practice.program(ADA.id).get("/api/cases?view=team").json_body["items"] == []


@pytest.mark.parametrize("door", DOORS)
def test_4_2_whoever_a_case_is_about_never_opens_it(practice: Practice, door: str):
    practice.is_about_ada()

    answer = practice.browser(ADA.id).get(f"{practice.page}{door}")

    assert answer.status_code == 403
    assert not tells(answer)


@pytest.mark.parametrize(
    ("command", "asked", "field"),
    [
        ("assignment", {"handler": ADA.id}, "handler"),
        ("callback", {"person": ADA.id, "question": "When?"}, "person"),
        (
            "appointment",
            {
                "person": ADA.id,
                "slot": "2026-12-29T10:00:00Z",
                "minutes": 30,
                "means": "telephone",
            },
            "person",
        ),
    ],
)
def test_4_2_nobody_is_given_a_part_in_a_case_that_is_about_them(
    practice: Practice, command: str, asked: dict[str, Any], field: str
):
    practice.is_about_ada()

    refused = practice.does("complaints.manager", command, **asked)

    assert refused.status_code == 422, refused.json_body
    assert refused.json_body["errors"] == [
        {"field": field, "message": "This complaint is about them. Choose somebody else"}
    ]


def test_4_2_whom_it_is_about_is_not_offered_as_its_handler(practice: Practice):
    page = f"{practice.page}/do/assignment"
    assert ADA.name in said(practice.browser("complaints.manager").get(page))

    practice.is_about_ada()

    assert ADA.name not in said(practice.browser("complaints.manager").get(page))


def test_4_2_whoever_has_a_case_gives_it_away_before_it_is_said_to_be_about_them(practice: Practice):
    practice.did("complaints.manager", "assignment", handler=ADA.id)
    asked = {"name": "Ada Accused", "concerned": "staff_subject", "staff": ADA.id}

    refused = practice.does("complaints.manager", "staff-concerned", **asked)

    assert refused.status_code == 422
    assert "Give it to somebody else first" in refused.json_body["detail"]


def test_4_2_a_concern_can_be_about_somebody_from_its_first_minute(
    practice: Practice, world: FakeWorld
):
    intake = an_intake(key="concern", party=a_party(last_name="Other"), contact_type="concern")
    reference = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    concern = Practice(world, practice.client, reference)

    concern.is_about_ada()

    assert concern.program(ADA.id).get(concern.api).status_code == 403


def test_4_2_mail_about_a_case_goes_to_nobody_whom_it_is_about_nor_to_outsiders(
    practice: Practice, world: FakeWorld
):
    """Ada is a complaints manager too, and would be reminded as one."""
    ada = a_member_of_staff("Ada Accused", roles=("complaints_manager",))
    world.directory.people = (*(p for p in world.directory.people if p != ADA), ada)
    practice.is_about_ada()
    practice.restricted()
    told = len(world.mail.sent)

    world.clock.move_to(london(date(2026, 12, 30), 9, 5))
    look_after_due(world.ports)
    world.deliver()

    reminded = {to.address for mail in world.mail.sent[told:] for to in mail.to}
    assert reminded == {MANAGER.email}


def test_s2_14_where_nobody_of_a_role_may_know_those_hear_who_may_open_any_case(
    practice: Practice, world: FakeWorld
):
    """The only complaints manager is whom it is about: what was theirs goes up, to the partner."""
    asked = {"name": "Mira", "concerned": "staff_subject", "staff": MANAGER.id}
    practice.did("case.handler", "staff-concerned", **asked)
    told = len(world.mail.sent)

    world.clock.move_to(london(date(2026, 12, 30), 9, 5))
    look_after_due(world.ports)
    world.deliver()

    reminded = {to.address for mail in world.mail.sent[told:] for to in mail.to}
    assert reminded == {PARTNER.email}


def test_4_2_whom_it_is_about_confirms_no_caller_for_it_and_learns_of_no_case(practice: Practice):
    practice.is_about_ada()
    asked = {
        "channel": "they_rang",
        "reference": str(practice.current),
        "full_name": "Asha Verity-Example",
    }

    theirs = practice.program(ADA.id).post("/api/callers/checks", asked)
    others = practice.program("reception").post("/api/callers/checks", asked)

    assert theirs.json_body["passed"] is False
    assert theirs.json_body["reference"] is None
    assert others.json_body["passed"] is True


# The inbox.


def in_the_inbox(practice: Practice, subject: str) -> MailId:
    """A mail of Asha's comes in with this subject, and is told twice."""
    raw = (
        f"From: asha@patients.example\nTo: complaints@willow-lane.example\nSubject: {subject}\n\nMore."
    )
    mail = practice.world.letterbox.raw.put("01M", raw.encode())
    for _ in range(2):
        on_mail(object_created("mails", f"mail/{mail}"), None)
    practice.world.deliver()
    return mail


def test_s4_10_the_inbox_shows_of_a_mail_in_a_restricted_case_only_the_case(practice: Practice):
    practice.restricted()
    mail = in_the_inbox(practice, f"[{practice.current}] the blood test")
    secretary = practice.browser(ADA.id)

    listed = secretary.get("/staff/inbox?box=done")
    (row,) = practice.program(ADA.id).get("/api/inbox?box=done").json_body["items"]

    assert str(practice.current) in said(listed)
    assert "Restricted: only a few can read this" in said(listed)
    assert not tells(listed)
    assert (row["restricted"], row["subject"], row["sender"]) == (True, "", "")
    assert secretary.get(f"/staff/inbox/{mail}").status_code == 403
    assert practice.program(ADA.id).get(f"/api/inbox/{mail}").status_code == 403


def test_4_2_the_inbox_shows_nothing_of_a_mail_in_a_case_that_is_about_the_reader(
    practice: Practice,
):
    practice.is_about_ada()
    mail = in_the_inbox(practice, f"[{practice.current}] the blood test")

    assert practice.program(ADA.id).get("/api/inbox?box=done").json_body["items"] == []
    assert practice.browser(ADA.id).get(f"/staff/inbox/{mail}").status_code == 403


def test_s0_12_a_secretary_files_a_mail_in_a_restricted_case_and_sees_nothing_of_it(
    practice: Practice,
):
    practice.restricted()
    mail = in_the_inbox(practice, "something without a reference")
    secretary = practice.browser(ADA.id)

    filed = secretary.post(f"/staff/inbox/{mail}/filing", reference=str(practice.current))
    after = secretary.get(filed.headers["Location"])

    held = practice.world.cases.load(practice.reference.number).events
    assert [event.type for event in held].count(EventType.MAIL_RECEIVED) == 1
    assert after.headers["Location"] == "/staff/inbox"


# What is shared with whoever it is about (S2-34).


@pytest.fixture
def answered(practice: Practice) -> Practice:
    """The response went out, and Ada is whom it was about."""
    steps = (*way.ACKNOWLEDGE[:1], *way.ASSESS, *way.PLAN, *way.INVESTIGATE, *way.FIND)
    held = practice.world.cases
    file = way.after(held.load(practice.reference.number), *steps)
    about = NamedStaff("Ada Accused", Concerned.SUBJECT, ADA.id)
    file = name_staff(file, about, terms=TERMS, occasion=way.occasion()).file
    asked = ResponseSent(Channel.EMAIL, way.PARTNER_ROLE)
    held.files[practice.reference.number] = way.send(
        file, asked, terms=TERMS, occasion=way.occasion()
    ).file
    practice.world.deliver()
    return practice


def test_s2_34_whom_it_is_about_gets_and_reads_their_copy_and_nothing_else(answered: Practice):
    assert len(answered.world.mail.to(ADA.email)) == 1

    copy = answered.browser(ADA.id).get(f"/staff/copies/{answered.current.in_url}")
    by_program = answered.program(ADA.id).get(f"/api/copies/{answered.current.in_url}")

    assert "Your copy of the response" in said(copy)
    assert "Dear reader" in said(copy)
    assert "Dear reader" in by_program.json_body["text"]
    assert answered.browser(ADA.id).get(answered.page).status_code == 403


def test_s2_86_whom_it_is_about_reads_what_was_found_and_comments_and_learns_nothing_else(
    practice: Practice,
):
    held = practice.world.cases
    steps = (*way.ACKNOWLEDGE[:1], *way.ASSESS, *way.PLAN, *way.INVESTIGATE, *way.FIND)
    file = way.after(held.load(practice.reference.number), *steps)
    about = NamedStaff("Ada Accused", Concerned.SUBJECT, ADA.id)
    file = name_staff(file, about, terms=TERMS, occasion=way.occasion()).file
    person = file.events[-1].facts["person"]
    held.files[practice.reference.number] = file
    practice.did("complaints.manager", "findings-shown", person=person, words="The list was not read")
    practice.world.deliver()
    own, theirs = f"/staff/copies/{practice.current.in_url}", practice.browser(ADA.id)

    (mail,) = practice.world.mail.to(ADA.email)
    assert "The list" not in mail.text
    (paper,) = practice.program(ADA.id).get(f"/api{own.removeprefix('/staff')}").json_body["papers"]
    assert (paper["what"], paper["opened"], paper["words"]) == ("findings", False, "")
    assert "The list" not in said(theirs.get(own))
    theirs.post(f"{own}/openings", paper=paper["paper"])
    assert "The list was not read" in said(theirs.get(own))
    empty = theirs.post(f"{own}/comments", paper=paper["paper"], text="")
    assert (empty.status_code, "Write your comment" in said(empty)) == (422, True)
    theirs.post(f"{own}/comments", paper=paper["paper"], text="I read it every day")
    assert "I read it every day" in said(practice.browser("complaints.manager").get(practice.page))
    assert theirs.get(practice.page).status_code == 403
    assert (
        practice.program("case.handler").get(f"/api/copies/{practice.current.in_url}").status_code
        == 404
    )


@pytest.mark.parametrize("who", ["case.handler", "complaints.manager", "reception"])
def test_nobody_reads_somebody_elses_copy(answered: Practice, who: str):
    answer = answered.program(who).get(f"/api/copies/{answered.current.in_url}")

    assert answer.status_code == 404


def test_there_is_no_copy_before_the_response_went_out(practice: Practice):
    practice.is_about_ada()

    assert practice.program(ADA.id).get(f"/api/copies/{practice.current.in_url}").status_code == 404


# Where another page or another case names it.


def test_4_2_the_number_beside_a_list_counts_no_case_that_is_about_the_reader(practice: Practice):
    ada, handler = practice.browser(ADA.id), practice.browser("case.handler")
    practice.is_about_ada()
    practice.world.cases.tally(practice.reference.number)

    assert "My team 1" in said(handler.get("/staff/cases"))
    assert "My team 0" in said(ada.get("/staff/cases"))
    assert "Nobody’s yet 0" in said(ada.get("/staff/cases"))
    counted = practice.program(ADA.id).get("/api/cases?view=team").json_body["counts"]
    assert set(counted.values()) == {0}


def test_s4_10_a_case_that_was_proposed_as_alike_is_not_named_once_it_is_kept_to_few(
    practice: Practice, world: FakeWorld
):
    second = open_case(an_intake(key="second"), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    find_alike(second.reference.number, world.ports)
    other, first = Practice(world, practice.client, second.reference), str(practice.current)
    assert first in said(other.browser("case.handler").get(other.page))

    practice.restricted()

    handler = other.browser("case.handler")
    for door in (other.page, f"{other.page}/do/not-the-same", f"{other.page}/do/link"):
        assert first not in handler.get(door).body.decode(), door
    told = other.program("case.handler").get(f"{other.api}/timeline").body.decode()
    assert first not in told
    assert first in said(other.browser("partner").get(other.page)), "she may open any"


def test_4_2_a_link_to_a_case_that_is_about_the_reader_is_not_shown_to_them(
    practice: Practice, world: FakeWorld
):
    second = open_case(
        an_intake(key="second", party=a_party(last_name="Other", email="b@patients.example")),
        organisation=PRACTICE,
        by=PUBLIC,
        ports=world.ports,
    )
    other, first = Practice(world, practice.client, second.reference), str(practice.current)
    other.did("complaints.manager", "link", other=first, how="related", text="One ward.")
    other.did("complaints.manager", "assignment", handler=ADA.id)
    ada = other.browser(ADA.id)
    assert first in ada.get(other.page).body.decode()

    practice.is_about_ada()

    assert first not in ada.get(other.page).body.decode()
