"""Stopping half-way and coming back on another device, with a reference and a code by mail."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.domain.coming_back import KEPT_FOR, MOST_MAILS, MOST_TRIES, KeptDraft
from tests.fakes import FakeWorld
from tests.visitor import ANSWERS, Seen, Visitor

ADDRESS = "asha@patients.example"


def left(visitor: Visitor, world: FakeWorld, address: str = ADDRESS) -> KeptDraft:
    """Somebody fills in half the form, then asks for the code."""
    visitor.fill_in(until="name")
    visitor.send("/complain/name", {"first_name": "Asha", "later": "1"})
    seen = visitor.send("/save-for-later", {"address": address})
    assert seen.path == "/save-for-later/done"
    world.deliver()
    (kept,) = world.cases.kept.values()
    return kept


def other_device(visitor: Visitor) -> Visitor:
    return Visitor(visitor.client)


def comes_back(device: Visitor, reference: str, code: str) -> Seen:
    device.get("/come-back")
    return device.send("/come-back", {"reference": reference, "code": code})


def test_whoever_stops_half_way_goes_on_with_the_code_on_another_device(
    visitor: Visitor, world: FakeWorld
):
    kept = left(visitor, world)
    (mail,) = world.mail.to(ADDRESS)
    phone = other_device(visitor)

    seen = comes_back(phone, kept.reference, kept.code)

    assert kept.code in mail.text
    assert seen.path == "/complain/name"
    assert seen.value("first_name") == "Asha"
    assert phone.get("/complain/what-happened").value("what_happened")


def test_what_was_typed_on_the_page_is_kept_when_somebody_stops(visitor: Visitor, world: FakeWorld):
    left(visitor, world)

    assert visitor.get("/complain/name").value("first_name") == "Asha"


def test_it_is_one_form_on_both_devices(visitor: Visitor, world: FakeWorld):
    kept = left(visitor, world)
    phone = other_device(visitor)
    comes_back(phone, kept.reference, kept.code)
    phone.send("/complain/name", ANSWERS["name"])

    assert visitor.get("/complain/name").value("last_name") == "Verity-Example"


def test_a_form_that_came_back_can_be_sent(visitor: Visitor, world: FakeWorld):
    kept = left(visitor, world)
    phone = other_device(visitor)
    comes_back(phone, kept.reference, kept.code)
    for step in list(ANSWERS)[list(ANSWERS).index("name") :]:
        phone.send(f"/complain/{step}", ANSWERS[step])

    assert "We have received your complaint" in phone.post("/complain/check").text
    assert len(world.cases.files) == 1


def test_the_reference_may_be_typed_as_it_is_heard(visitor: Visitor, world: FakeWorld):
    kept = left(visitor, world)
    heard = kept.reference.lower().replace("-", " ").replace("0", "o")

    seen = comes_back(other_device(visitor), heard, f" {kept.code[:3]} {kept.code[3:]} ")

    assert seen.path == "/complain/name"


def test_everybody_who_cannot_come_back_reads_the_same(visitor: Visitor, world: FakeWorld):
    kept = left(visitor, world)
    device = other_device(visitor)
    wrong = "000000" if kept.code != "000000" else "000001"

    answers = [
        comes_back(device, kept.reference, wrong),
        comes_back(device, "FFFF-FFFF", kept.code),
        comes_back(device, "", ""),
    ]

    assert {seen.status for seen in answers} == {422}
    assert len({seen.text for seen in answers}) == 1


def test_after_five_wrong_codes_the_right_one_waits_until_tomorrow(visitor: Visitor, world: FakeWorld):
    kept = left(visitor, world)
    device = other_device(visitor)
    for _ in range(MOST_TRIES):
        comes_back(device, kept.reference, "12345")

    assert comes_back(device, kept.reference, kept.code).status == 422
    world.clock.move_to(world.clock.now() + timedelta(days=1))
    assert comes_back(device, kept.reference, kept.code).path == "/complain/name"


def test_on_day_fourteen_nobody_can_come_back(visitor: Visitor, world: FakeWorld):
    kept = left(visitor, world)
    world.clock.move_to(kept.kept_at + KEPT_FOR)

    assert comes_back(other_device(visitor), kept.reference, kept.code).status == 422


def test_a_new_code_ends_the_old_one_under_the_same_reference(visitor: Visitor, world: FakeWorld):
    first = left(visitor, world)
    visitor.send("/save-for-later", {"address": ADDRESS})
    (second,) = world.cases.kept.values()

    assert second.reference == first.reference
    assert second.code != first.code
    assert comes_back(other_device(visitor), first.reference, first.code).status == 422


def test_one_form_does_not_fill_anybodys_mailbox(visitor: Visitor, world: FakeWorld):
    left(visitor, world)
    for _ in range(MOST_MAILS):
        seen = visitor.send("/save-for-later", {"address": ADDRESS})
        world.deliver()

    assert seen.status == 409
    assert len(world.mail.to(ADDRESS)) == MOST_MAILS


def test_the_mail_goes_once_however_often_the_stream_shows_it(visitor: Visitor, world: FakeWorld):
    left(visitor, world)
    world.deliver()

    assert len(world.mail.to(ADDRESS)) == 1


def test_the_mail_tells_nothing_of_what_was_written(visitor: Visitor, world: FakeWorld):
    left(visitor, world)
    (mail,) = world.mail.to(ADDRESS)

    assert "blood test" not in mail.text
    assert "Asha" not in mail.text


@pytest.mark.parametrize("address", ["", "asha@", "no address"])
def test_an_address_that_is_none_is_told_beside_its_field(
    visitor: Visitor, world: FakeWorld, address: str
):
    visitor.fill_in(until="name")

    seen = visitor.send("/save-for-later", {"address": address})

    assert seen.status == 422
    assert seen.title.startswith("Error: ")
    assert seen.value("address") == address


@pytest.mark.parametrize("path", ["/save-for-later", "/save-for-later/done"])
def test_whoever_typed_nothing_yet_has_nothing_to_keep(visitor: Visitor, path: str):
    assert visitor.get(path).path == "/complain"


def test_the_code_is_on_no_page(visitor: Visitor, world: FakeWorld):
    kept = left(visitor, world)

    assert kept.code not in visitor.get("/save-for-later/done").html
    assert kept.reference in visitor.get("/save-for-later/done").text
