"""Somebody who is not happy asks for the next stage or appeals, from the page of their complaint."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.application.open_case import open_case
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.appealing import AppealVerdict, decide_appeal
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.casework.staging import Escalation, StageReply, escalate, reply_at_stage
from chalicelib.domain.events import PUBLIC, EventType, Happening
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.letters.printed import printed_in
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import Channel
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.stages import StageOutcome
from chalicelib.domain.states import State
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.followed_way import OURS, PROMISES
from chalicelib.presentation.urls import Urls
from tests.builders import (
    POLICIES,
    PRACTICE,
    SCHEME,
    STAGED,
    TERMS,
    a_member_of_staff,
    an_intake,
    an_occasion,
    by_staff,
)
from tests.clockwork import PACKS, pack
from tests.entry.test_follow import code_in
from tests.fakes import FakeWorld
from tests.visitor import Seen, Visitor

NUMBER = CaseNumber("100001")


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))


def at(world: FakeWorld, visitor: Visitor, organisation: str) -> Seen:
    """The page of a complaint to this organisation, for Asha, who complained."""
    of = POLICIES.organisation(OrganisationId(organisation))
    reference = open_case(an_intake(), organisation=of, by=PUBLIC, ports=world.ports).reference
    return let_in(world, visitor, organisation, reference)


def let_in(world: FakeWorld, visitor: Visitor, organisation: str, reference: Reference) -> Seen:
    base = f"/o/{organisation}"
    visitor.get(f"{base}/follow")
    who = {"way": "reference", "reference": str(reference), "full_name": "Asha Verity-Example"}
    visitor.send(f"{base}/follow", who)
    world.deliver()
    return visitor.send(f"{base}/follow/code", {"code": code_in(world)})


def wish(visitor: Visitor, organisation: str, about: str = "next_stage", text: str = "") -> Seen:
    return visitor.send(f"/o/{organisation}/follow/complaint/messages", {"about": about, "text": text})


def replied(
    world: FakeWorld, number: int, *, way: Channel = Channel.LETTER, already: bool = True
) -> None:
    """We answer at this stage, on paper of our own if it went already."""
    stage = next(each for each in STAGED.pack.stages if each.number == number)
    owner = a_member_of_staff(f"Stage {number}", roles=(stage.owner,))
    when = {"terms": STAGED, "occasion": an_occasion(world.clock.now(), by_staff(owner.id))}
    file = world.cases.load(NUMBER)
    if number > 1:
        world.cases.save(escalate(file, Escalation("Still not right", owner.id), owner, **when))
        file = world.cases.load(NUMBER)
    went_at = world.clock.now() if already else None
    reply = StageReply("It is late, and we are sorry", StageOutcome.UPHELD, way, True, went_at)
    world.cases.save(reply_at_stage(file, reply, owner, **when))


def test_s3_12_the_next_stage_is_refused_while_the_first_may_still_answer(
    visitor: Visitor, world: FakeWorld
):
    seen = at(world, visitor, "kestrel-reports")
    assert "We will answer you first" in seen.text
    assert "by Thursday 31 December 2026" in seen.text
    assert "Ask for the next stage" not in seen.text

    refused = wish(visitor, "kestrel-reports")
    assert refused.status == 409
    assert "We have not answered you at this stage yet" in refused.text
    assert not _wished(world)


def _wished(world: FakeWorld) -> list[object]:
    events = world.cases.load(NUMBER).events
    return [each for each in events if each.type is EventType.PERSON_WROTE]


def test_s3_12_the_next_stage_can_be_asked_for_after_the_answer(visitor: Visitor, world: FakeWorld):
    at(world, visitor, "kestrel-reports")
    replied(world, 1)

    assert "Ask for the next stage" in visitor.get("/o/kestrel-reports/follow/complaint").text
    assert "wish for the next stage" in wish(visitor, "kestrel-reports").text
    assert _wished(world)


def test_s3_12_the_next_stage_can_be_asked_for_when_the_date_has_passed(
    visitor: Visitor, world: FakeWorld
):
    at(world, visitor, "kestrel-reports")
    world.clock.forward(timedelta(days=8))
    reference = world.cases.load(NUMBER).case.reference
    seen = let_in(world, visitor, "kestrel-reports", reference)

    assert "Ask for the next stage" in seen.text
    assert "wish for the next stage" in wish(visitor, "kestrel-reports").text


def test_t15_whoever_was_answered_opens_it_again_by_themselves_and_says_what_was_left_out(
    visitor: Visitor, world: FakeWorld
):
    reference = open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    before = let_in(world, visitor, "willow-lane", reference)
    assert "Ask us to look again" not in before.text
    assert wish(visitor, "willow-lane", "not_answered", "The second visit").status == 409
    world.cases.files[reference.number] = answered(world.cases.load(reference.number))

    page = visitor.get("/o/willow-lane/follow/complaint").text
    assert "Ask us to look again" in page
    assert "You can also go to the ombudsman now" in page
    assert wish(visitor, "willow-lane", "not_answered", " ").status == 422
    seen = wish(visitor, "willow-lane", "not_answered", "You left out the second visit")

    assert "We look into it again" in seen.text
    file = world.cases.load(reference.number)
    assert file.case.state is State.REOPENED
    assert "You left out the second visit" in seen.text
    assert MessageKind.PERSON_WROTE in [each.kind for each in file.messages]
    assert wish(visitor, "willow-lane", "not_answered", "And again").status == 409


def answered(file: CaseFile) -> CaseFile:
    """The response was sent."""
    facts = {"outcome": "upheld", "copies": [], "how": "letter", "media": []}
    sent = Happening(EventType.RESPONSE_SENT, facts)
    return changed(file, [sent], terms=TERMS, occasion=an_occasion(file.case.received_at)).file


def test_c_14_whoever_was_answered_at_every_stage_is_told_where_else_to_go(
    visitor: Visitor, world: FakeWorld
):
    at(world, visitor, "kestrel-reports")
    for number in (1, 2, 3):
        replied(world, number)
    seen = visitor.get("/o/kestrel-reports/follow/complaint")

    told = "Everybody here who can look at it has answered you. Our last answer was on"
    assert f"{told} Thursday 24 December 2026." in seen.text
    assert "Exampleton Advice Centre" in seen.text
    assert wish(visitor, "kestrel-reports").status == 409


def test_c_5_a_stage_s_reply_by_mail_stands_on_the_page_with_its_pdf(
    visitor: Visitor, world: FakeWorld
):
    at(world, visitor, "kestrel-reports")
    replied(world, 1, way=Channel.EMAIL, already=False)
    world.deliver()
    seen = visitor.get("/o/kestrel-reports/follow/complaint")

    assert "We have answered you." in seen.text
    assert "It is late, and we are sorry" in seen.text
    assert "Save our answer as a PDF" in seen.text
    (printed,) = printed_in(world.cases.load(NUMBER).events)
    assert b"Reply at a stage" in world.bucket.kept[printed.document]


def test_s1_54_a_member_appeals_from_their_page_and_is_told_by_when_it_is_decided(
    visitor: Visitor, world: FakeWorld
):
    assert "Why do you not agree?" in at(world, visitor, "beacon-indemnity").text
    assert "Say why you do not agree" in wish(visitor, "beacon-indemnity", "appeal").text
    seen = wish(visitor, "beacon-indemnity", "appeal", "It leaves out my letter")

    assert "We have your appeal" in seen.text
    assert "By Tuesday 26 January 2027 we will decide about your appeal" in seen.text
    assert "You appealed" in seen.text
    assert wish(visitor, "beacon-indemnity", "appeal", "Again").status == 409


def test_s1_54_the_next_rung_is_open_after_a_decision_and_the_ladder_ends(
    visitor: Visitor, world: FakeWorld
):
    at(world, visitor, "beacon-indemnity")
    for rung in SCHEME.pack.ladders["appeals"]:
        assert wish(visitor, "beacon-indemnity", "appeal", "Still wrong").status == 200
        decider = a_member_of_staff(f"Rung {rung.number}", roles=rung.roles)
        when = {"terms": SCHEME, "occasion": an_occasion(world.clock.now(), by_staff(decider.id))}
        verdict = AppealVerdict(rung.number, upheld=False, text="It came late")
        decided = decide_appeal(world.cases.load(NUMBER), verdict, decider, **when)
        world.cases.files[NUMBER] = decided.file

    refused = wish(visitor, "beacon-indemnity", "appeal", "And again")
    assert refused.status == 409
    assert "Everybody here who can look at it has answered you" in refused.text


def test_there_is_no_appeal_where_there_is_no_ladder_and_no_stage_where_there_are_appeals(
    visitor: Visitor, world: FakeWorld
):
    at(world, visitor, "beacon-indemnity")
    assert "You can appeal" in wish(visitor, "beacon-indemnity").text

    other = Visitor(visitor.client)
    reference = open_case(
        an_intake(key="2"), organisation=PRACTICE, by=PUBLIC, ports=world.ports
    ).reference
    let_in(world, other, "willow-lane", reference)
    assert "Ask for the next stage" in wish(other, "willow-lane", "appeal", "No").text


def test_c_14_the_commissioner_is_named_before_our_answer_and_the_ombudsman_for_later(
    visitor: Visitor, world: FakeWorld
):
    seen = at(world, visitor, "willow-lane")

    assert "Exampleshire Integrated Care Board" in seen.text
    assert "One of us looks into it, not both" in seen.text
    assert "once you have had our final answer" in seen.text
    assert "Care Quality Commission" in seen.text


@pytest.mark.parametrize("code", PACKS)
def test_every_clock_is_promised_to_the_person_or_named_as_our_own_affair(code: str):
    codes = {rule.code for rule in pack(code).clocks}

    assert codes <= PROMISES.keys() | OURS
    assert not PROMISES.keys() & OURS
