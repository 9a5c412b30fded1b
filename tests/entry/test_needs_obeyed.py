"""What somebody needs is obeyed by everything that is sent (S2-28, S2-29, S3-16, SC-13)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib.application.open_case import open_case
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.media import Medium
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.needs import AccessNeeds, Format
from chalicelib.domain.parties import Channel
from chalicelib.domain.reference import Reference
from tests.builders import MANAGER, PRACTICE, a_party, an_intake, london
from tests.entry.visitors import Browser, Program, said
from tests.fakes import FakeWorld

DEAF = {"never": (Channel.TELEPHONE,), "needs": AccessNeeds((Format.BSL_VIDEO,), interpreter="BSL")}
BRAILLE_AND_POST = {
    "email": "",
    "may_email": False,
    "channels": (Channel.LETTER,),
    "language": "pl",
    "needs": AccessNeeds((Format.BRAILLE,)),
}
ON_PAPER = {"email": "", "may_email": False, "channels": (Channel.LETTER,)}


def received(world: FakeWorld, **person: Any) -> Reference:
    """A complaint by somebody with these needs."""
    intake = an_intake(party=a_party(**person))
    reference = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    world.deliver()
    return reference


def do(program: Program, reference: Reference, name: str, **asked: Any) -> Any:
    href = f"/api/cases/{reference.in_url}"
    version = program.get(href).json_body["version"]
    return program.post(f"{href}/{name}", {"version": version, **asked})


def letters(world: FakeWorld, reference: Reference) -> dict[Medium, str]:
    """The versions of the acknowledgement and how they stand."""
    return {
        message.medium: message.state
        for message in world.cases.load(reference.number).messages
        if message.kind is MessageKind.ACKNOWLEDGEMENT
    }


def running(world: FakeWorld, reference: Reference) -> bool:
    """Whether the acknowledgement is still owed."""
    return any(c.running for c in world.cases.clocks[reference.number] if c.code == "ACK")


def test_sc_13_a_deaf_person_is_never_phoned(world: FakeWorld, program: Program):
    reference = received(world, **DEAF)

    called = do(program, reference, "acknowledgement", how="telephone", offered=["meeting"])
    offered = do(program, reference, "acknowledgement", how="meeting", offered=["telephone"])

    assert [answer.status_code for answer in (called, offered)] == [422, 422]
    assert called.json_body["errors"][0]["field"] == "how"
    assert "never be contacted" in offered.json_body["errors"][0]["message"]


def test_sc_13_a_plain_mail_alone_is_no_acknowledgement_for_who_needs_a_video(
    world: FakeWorld, program: Program
):
    reference = received(world, **DEAF)

    refused = do(program, reference, "acknowledgement", how="email", offered=["meeting"])

    assert refused.status_code == 422
    assert "prepare the acknowledgement" in refused.json_body["errors"][0]["message"]


def test_sc_13_a_video_and_mail_both_go_before_it_counts(world: FakeWorld, program: Program):
    reference = received(world, **DEAF)
    do(program, reference, "prepared-acknowledgement", offered=["meeting"])
    world.deliver()

    assert letters(world, reference) == {Medium.EMAIL: "sent", Medium.BSL_VIDEO: "to_send"}
    assert running(world, reference)

    (key,) = waiting(world, reference)
    do(program, reference, "dispatch", message=key)

    assert not running(world, reference)
    assert world.cases.load(reference.number).case.state == "acknowledged"


def waiting(world: FakeWorld, reference: Reference) -> list[str]:
    """The documents that wait for a person."""
    messages = world.cases.load(reference.number).messages
    return [message.key for message in messages if message.state == "to_send"]


def test_sc_13_b_no_mail_goes_to_who_reads_braille_and_wants_post_only(
    world: FakeWorld, program: Program
):
    reference = received(world, **BRAILLE_AND_POST)
    do(program, reference, "prepared-acknowledgement", offered=["meeting"])
    world.deliver()

    assert letters(world, reference) == {Medium.BRAILLE: "to_send"}
    assert world.mail.to("asha@patients.example") == []
    assert running(world, reference)


def test_s2_29_braille_and_translation_must_both_be_dispatched(world: FakeWorld, program: Program):
    needs = AccessNeeds((Format.BRAILLE,), other_language="Urdu")
    reference = received(world, **{**BRAILLE_AND_POST, "needs": needs})
    do(program, reference, "prepared-acknowledgement", offered=["meeting"])
    braille, translation = waiting(world, reference)

    do(program, reference, "dispatch", message=braille)
    assert running(world, reference)
    do(program, reference, "dispatch", message=translation)
    assert not running(world, reference)


def test_s2_28_who_prefers_post_gets_a_letter_and_no_mail(world: FakeWorld, program: Program):
    reference = received(world, may_email=True, channels=(Channel.LETTER,))
    do(program, reference, "prepared-acknowledgement", offered=["meeting"])
    world.deliver()

    assert letters(world, reference) == {Medium.LETTER: "to_send"}
    assert world.mail.to("asha@patients.example") == []


def test_the_document_is_ready_in_the_language_of_its_reader(
    world: FakeWorld, program: Program, manager: Browser
):
    reference = received(world, **BRAILLE_AND_POST)
    do(program, reference, "prepared-acknowledgement", offered=["meeting"], words="Thank you, Asha.")
    (key,) = waiting(world, reference)

    answer = manager.get(f"/staff/cases/{reference.in_url}/letters/{key}")
    page = said(answer)

    assert '<article class="candour-letter" lang="pl" dir="ltr">' in answer.body.decode()
    assert "Numer Twojej sprawy" in page
    assert "Thank you, Asha." in page
    assert "2 Testing Row" in page
    assert "Nobody who reads Polish has checked this translation" in page
    assert "Your reference" in page
    assert "ważna jest wersja angielska" in page


def test_large_print_is_drawn_large(world: FakeWorld, program: Program, manager: Browser):
    reference = received(world, **{**ON_PAPER, "needs": AccessNeeds((Format.LARGE_PRINT,))})
    do(program, reference, "prepared-acknowledgement", offered=["meeting"])
    (key,) = waiting(world, reference)

    page = manager.get(f"/staff/cases/{reference.in_url}/letters/{key}").body.decode()

    assert "candour-letter--large" in page


def test_the_page_of_the_case_asks_for_the_document_first(
    world: FakeWorld, program: Program, manager: Browser
):
    reference = received(world, **ON_PAPER)
    do(program, reference, "prepared-acknowledgement", offered=["meeting"])

    page = said(manager.get(f"/staff/cases/{reference.in_url}"))

    assert "Send the document that is ready" in page
    assert "Acknowledgement, letter on paper, to Asha Verity-Example: to be sent by a person" in page
    assert "Open the letter" in page


def test_what_goes_without_an_offer_leaves_the_duty_to_offer(world: FakeWorld, program: Program):
    reference = received(world, **ON_PAPER)
    do(program, reference, "prepared-acknowledgement")
    (key,) = waiting(world, reference)
    do(program, reference, "dispatch", message=key)

    assert running(world, reference)
    assert program.get(f"/api/cases/{reference.in_url}").json_body["next_step"]["code"] == (
        "offer_discussion"
    )


def test_nothing_may_be_written_to_who_has_no_address_and_agreed_to_nothing(
    world: FakeWorld, program: Program
):
    reference = received(world, email="", may_email=False, address="")

    answer = do(program, reference, "prepared-acknowledgement", offered=["meeting"])

    assert answer.status_code == 409
    assert "by telephone or in person" in answer.json_body["detail"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"happened_at": "2020-01-01T10:00:00Z"}, "happened_at")],
)
def test_a_document_cannot_have_gone_before_it_was_ready(
    world: FakeWorld, program: Program, sent: dict[str, str], field: str
):
    reference = received(world, **ON_PAPER)
    do(program, reference, "prepared-acknowledgement", offered=["meeting"])
    (key,) = waiting(world, reference)

    answer = do(program, reference, "dispatch", message=key, **sent)

    assert [each["field"] for each in answer.json_body["errors"]] == [field]


def test_a_document_is_recorded_once(world: FakeWorld, program: Program):
    reference = received(world, **ON_PAPER)
    do(program, reference, "prepared-acknowledgement", offered=["meeting"])
    (key,) = waiting(world, reference)
    do(program, reference, "dispatch", message=key)

    assert do(program, reference, "dispatch", message=key).status_code == 409


@pytest.mark.parametrize("key", ["alert.1", "receipt.1.scroll", "nothing"])
def test_only_a_letter_to_a_person_is_a_document(world: FakeWorld, manager: Browser, key: str):
    reference = received(world)

    assert manager.get(f"/staff/cases/{reference.in_url}/letters/{key}").status_code == 404


def test_sc_13_no_call_is_agreed_with_a_deaf_person_unless_they_asked_for_it(
    world: FakeWorld, program: Program, manager: Browser
):
    reference = received(world, **DEAF)
    asked = {"person": MANAGER.id, "question": "When will the letter come?"}

    refused = do(program, reference, "callback", **asked)

    assert refused.status_code == 422
    assert "we must never call them" in refused.json_body["errors"][0]["message"]
    form = said(manager.get(f"/staff/cases/{reference.in_url}/do/callback"))
    assert "If they asked for this themselves" in form
    wish = "She asked us to ring through her relay service"
    agreed = do(program, reference, "callback", **asked, asked_for_it=wish)
    assert agreed.status_code == 200


def test_s2_68_a_letter_on_paper_does_not_go_that_names_a_body_unchecked_for_a_year(
    world: FakeWorld, program: Program, manager: Browser
):
    reference = received(world, **BRAILLE_AND_POST)
    do(program, reference, "prepared-acknowledgement", offered=["meeting"])
    (key,) = waiting(world, reference)
    world.clock.move_to(london(date(2027, 11, 25), 10))

    refused = do(program, reference, "dispatch", message=key)

    assert refused.status_code == 409
    page = said(manager.get(f"/staff/cases/{reference.in_url}/letters/{key}"))
    assert "Do not send this letter yet" in page
    assert waiting(world, reference) == [key]
