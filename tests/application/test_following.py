"""From asking to being let in: who gets a code, who gets nothing, and that the two look alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.application.answer_asking import answer_asking
from chalicelib.application.ask_to_follow import ask_to_follow
from chalicelib.application.choose_followed import choose_followed
from chalicelib.application.enter_code import CODE_REFUSED, Typed, enter_code
from chalicelib.application.follow_case import read_followed, write_to_case
from chalicelib.application.limits import ASK_TO_FOLLOW, FAILED_EVERYWHERE
from chalicelib.application.open_case import open_case
from chalicelib.domain.errors import Invalid, NotLetIn, TooManyTries
from chalicelib.domain.events import PUBLIC, ActorKind, EventType
from chalicelib.domain.following import About, Wrote, person_writes
from chalicelib.domain.identity.access import CODES_AN_HOUR
from chalicelib.domain.identity.checks import locked_until
from chalicelib.domain.identity.engine import Claim
from chalicelib.domain.identity.forms import (
    Item,
    address_form,
    birth_form,
    email_form,
    name_form,
    reference_form,
    telephone_form,
)
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import Party
from chalicelib.domain.reference import Reference
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.builders import PRACTICE, a_party, an_intake
from tests.fakes import FakeWorld

ASHA = a_party()
NAME = Claim(Item.FULL_NAME, name_form("Asha Verity-Example"))
WRONG_NAME = Claim(Item.FULL_NAME, name_form("Ravi Verity-Example"))
MAIL = Claim(Item.EMAIL, email_form("asha@patients.example"))
PHONE = Claim(Item.TELEPHONE, telephone_form("+447700900123"))
HOME = Claim(Item.ADDRESS, address_form("2 Testing Row", "ZZ99 3VZ"))
BORN = Claim(Item.DATE_OF_BIRTH, birth_form(date(1957, 3, 27)))


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("https://complaints.example"), demonstration=True))


def a_case(world: FakeWorld, party: Party = ASHA, key: str = "intake-1") -> Reference:
    intake = an_intake(key=key, party=party)
    return open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference


def ref(reference: Reference) -> Claim:
    return Claim(Item.REFERENCE, reference_form(reference))


def ask(
    world: FakeWorld,
    *claims: Claim,
    about: Reference | None = None,
    key: str = "asking",
    source: str = "192.0.2.1",
) -> None:
    ask_to_follow(
        key,
        claims,
        number=about.number if about else None,
        organisation=PRACTICE.id,
        source=source,
        ports=world.ports,
    )
    world.deliver()


def codes(world: FakeWorld, address: str = "asha@patients.example") -> list[str]:
    mails = (mail for mail in world.mail.to(address) if "Your code" in mail.subject)
    return [found for mail in mails for found in re.findall(r"\b\d{6}\b", mail.text)]


def enter(world: FakeWorld, code: str, *, asking: str = "asking", key: str = "visit") -> None:
    enter_code(Typed(code, asking, "192.0.2.1"), key, world.ports)


def checks(world: FakeWorld, reference: Reference):
    events = world.cases.load(reference.number).events
    return [event for event in events if event.type is EventType.IDENTITY_CHECKED]


def test_reference_and_name_bring_a_code_and_the_code_lets_in(world: FakeWorld):
    reference = a_case(world)
    ask(world, ref(reference), NAME, about=reference)
    enter(world, codes(world)[0])

    followed = read_followed("visit", world.reading)

    assert followed.file.case.reference == reference
    assert followed.person == ASHA


@pytest.mark.parametrize("pair", [(MAIL, PHONE), (BORN, HOME), (MAIL, BORN)], ids=str)
def test_s0_5_any_two_items_find_the_case_without_a_reference(world: FakeWorld, pair: Sequence[Claim]):
    reference = a_case(world)
    ask(world, *pair)
    enter(world, codes(world)[0])

    assert read_followed("visit", world.reading).file.case.reference == reference


def test_the_code_goes_to_the_address_that_we_hold_and_nowhere_else(world: FakeWorld):
    reference = a_case(world)
    ask(world, ref(reference), NAME, about=reference)

    sent = [mail for mail in world.mail.sent if "Your code" in mail.subject]
    assert [to.address for mail in sent for to in mail.to] == ["asha@patients.example"]


def test_s0_6_a_check_keeps_kinds_of_items_and_no_value(world: FakeWorld):
    reference = a_case(world)
    ask(world, ref(reference), NAME, BORN, about=reference)

    (check,) = checks(world, reference)
    assert check.facts["items"] == ["date_of_birth", "full_name", "reference"]
    assert (check.facts["channel"], check.facts["result"]) == ("web", "passed")
    assert check.by.kind is ActorKind.SYSTEM
    assert check.sealed is None
    assert "1957" not in str(check.facts) + str(world.doorkeeper.asked)
    assert "verity" not in str(check.facts) + str(world.doorkeeper.asked).casefold()


def test_a_failed_check_does_not_keep_which_item_was_wrong(world: FakeWorld):
    reference = a_case(world)
    ask(world, ref(reference), WRONG_NAME, about=reference)

    (check,) = checks(world, reference)
    assert check.facts["result"] == "failed"
    assert not {"matched", "party", "wrong"} & set(check.facts)
    assert codes(world) == []


def test_a_wrong_second_item_is_kept_on_the_one_case_that_the_first_knows(world: FakeWorld):
    reference = a_case(world)
    ask(world, MAIL, Claim(Item.DATE_OF_BIRTH, "1958-03-27"))

    assert [check.facts["result"] for check in checks(world, reference)] == ["failed"]
    assert codes(world) == []


@pytest.mark.parametrize(
    "claims", [(MAIL,), (MAIL, MAIL), (NAME,), (BORN, NAME)], ids=["one", "twice", "name", "named"]
)
def test_too_little_brings_no_code(world: FakeWorld, claims: Sequence[Claim]):
    a_case(world)
    ask(world, *claims)

    assert codes(world) == []


def test_twins_are_told_apart_or_neither_is_let_in(world: FakeWorld):
    a_case(world, ASHA, "first")
    twin = replace(ASHA, first_name="Maya", email="maya@patients.example", mobile="")
    other = a_case(world, twin, "second")
    ask(world, BORN, HOME)
    assert codes(world) + codes(world, "maya@patients.example") == []

    ask(world, BORN, Claim(Item.EMAIL, "maya@patients.example"), key="again")
    enter(world, codes(world, "maya@patients.example")[0], asking="again")
    assert read_followed("visit", world.reading).file.case.reference == other


def test_a_couple_with_one_telephone_and_one_home_is_not_told_apart_by_them(world: FakeWorld):
    a_case(world, ASHA, "first")
    husband = replace(ASHA, first_name="Ravi", email="ravi@patients.example", born_on=date(1955, 1, 2))
    a_case(world, husband, "second")
    ask(world, PHONE, HOME)

    assert codes(world) + codes(world, "ravi@patients.example") == []


def test_somebody_with_two_complaints_is_let_in_to_the_latest_and_may_change_to_the_other(
    world: FakeWorld,
):
    first = a_case(world, ASHA, "first")
    intake = an_intake(key="second", party=ASHA)
    later = replace(
        intake, record=replace(intake.record, received_at=world.clock.now() + timedelta(days=1))
    )
    world.clock.forward(timedelta(days=1))
    newest = open_case(later, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    ask(world, MAIL, BORN)
    enter(world, codes(world)[0])

    assert read_followed("visit", world.reading).file.case.reference == newest
    assert len(codes(world)) == 1
    assert [check.facts["result"] for check in checks(world, first)] == ["passed"]
    choose_followed("visit", first.number, world.ports)
    assert read_followed("visit", world.reading).file.case.reference == first


def test_whoever_agreed_to_no_email_gets_none_and_the_check_is_kept(world: FakeWorld):
    reference = a_case(world, replace(ASHA, may_email=False))
    ask(world, ref(reference), NAME, about=reference)

    assert [check.facts["result"] for check in checks(world, reference)] == ["passed"]
    assert codes(world) == []


def test_an_asking_that_the_stream_shows_twice_is_answered_once(world: FakeWorld):
    reference = a_case(world)
    ask(world, ref(reference), NAME, about=reference)
    answer_asking(world.doorkeeper.asked["asking"], world.ports)
    world.deliver()

    assert len(checks(world, reference)) == 1
    assert len(codes(world)) == 1


def test_an_asking_that_is_shown_too_late_is_not_answered(world: FakeWorld):
    reference = a_case(world)
    ask_to_follow(
        "asking", (ref(reference), NAME), number=reference.number, organisation=PRACTICE.id,
        source="192.0.2.1", ports=world.ports,
    )  # fmt: skip
    world.clock.forward(timedelta(minutes=15))
    world.deliver()

    assert checks(world, reference) == []


def test_sc_4_five_failures_lock_the_case_and_somebody_is_told(world: FakeWorld):
    reference = a_case(world)
    for n in range(6):
        ask(world, ref(reference), WRONG_NAME, about=reference, key=f"try-{n}")

    assert len(checks(world, reference)) == 5
    file = world.cases.load(reference.number)
    assert locked_until(file.events, world.clock.now()) is not None
    assert [m.kind for m in file.messages].count(MessageKind.IDENTITY_LOCKED) == 1


def test_while_a_case_is_locked_the_right_answer_brings_nothing_and_the_next_day_it_does(
    world: FakeWorld,
):
    reference = a_case(world)
    for n in range(5):
        ask(world, ref(reference), WRONG_NAME, about=reference, key=f"try-{n}")
    ask(world, ref(reference), NAME, about=reference, key="right")
    assert codes(world) == []

    world.clock.forward(timedelta(hours=24))
    ask(world, ref(reference), NAME, about=reference, key="right again")
    assert len(codes(world)) == 1


def test_a_pass_in_between_begins_the_count_again(world: FakeWorld):
    reference = a_case(world)
    for n in range(8):
        name = NAME if n == 4 else WRONG_NAME
        ask(world, ref(reference), name, about=reference, key=f"try-{n}")

    assert locked_until(world.cases.load(reference.number).events, world.clock.now()) is None


@pytest.mark.parametrize("wrong", ["000000", "", "12345", "abcdef", "1234567"])
def test_a_wrong_code_opens_nothing(world: FakeWorld, wrong: str):
    reference = a_case(world)
    ask(world, ref(reference), NAME, about=reference)

    with pytest.raises(Invalid, match=CODE_REFUSED):
        enter(world, wrong)
    with pytest.raises(NotLetIn):
        read_followed("visit", world.reading)


def test_a_code_may_be_typed_with_spaces(world: FakeWorld):
    reference = a_case(world)
    ask(world, ref(reference), NAME, about=reference)
    code = codes(world)[0]
    enter(world, f" {code[:3]} {code[3:]} ")

    assert read_followed("visit", world.reading)


def test_a_code_works_once_and_in_time_and_not_after_five_wrong_ones(world: FakeWorld):
    reference = a_case(world)
    for key in ("used", "late", "guessed"):
        ask(world, ref(reference), NAME, about=reference, key=key)
    used, late, guessed = codes(world)

    enter(world, used, asking="used")
    for _ in range(5):
        with pytest.raises(Invalid):
            enter(world, "000000", asking="guessed")
    refused = [(used, "used"), (guessed, "guessed")]
    for code, asking in refused:
        with pytest.raises(Invalid, match=CODE_REFUSED):
            enter(world, code, asking=asking, key="second")
    world.clock.forward(timedelta(minutes=15))
    with pytest.raises(Invalid, match=CODE_REFUSED):
        enter(world, late, asking="late", key="second")


def test_the_code_of_one_browser_does_not_open_another(world: FakeWorld):
    reference = a_case(world)
    ask(world, ref(reference), NAME, about=reference, key="hers")
    ask(world, ref(reference), WRONG_NAME, about=reference, key="his")

    with pytest.raises(Invalid, match=CODE_REFUSED):
        enter(world, codes(world)[0], asking="his")


def test_after_half_an_hour_a_new_code_is_needed(world: FakeWorld):
    reference = a_case(world)
    ask(world, ref(reference), NAME, about=reference)
    enter(world, codes(world)[0])
    world.clock.forward(timedelta(minutes=30))

    with pytest.raises(NotLetIn):
        read_followed("visit", world.reading)


def test_what_they_write_is_kept_and_whoever_has_the_case_is_told(world: FakeWorld):
    reference = a_case(world)
    ask(world, ref(reference), NAME, about=reference)
    enter(world, codes(world)[0])
    wrote = Wrote(About.MESSAGE, "May I bring my sister?")
    write_to_case(
        "visit",
        lambda file, party, terms, occasion: person_writes(
            file, party, wrote, terms=terms, occasion=occasion
        ),
        world.ports,
    )

    file = world.cases.load(reference.number)
    assert file.events[-1].type is EventType.PERSON_WROTE
    assert file.events[-1].sealed.content == {"text": "May I bring my sister?"}
    assert file.messages[-1].kind is MessageKind.PERSON_WROTE


def test_one_place_that_asks_too_often_is_asked_to_wait_and_others_are_not(world: FakeWorld):
    reference = a_case(world)
    for n in range(ASK_TO_FOLLOW.most):
        ask(world, MAIL, key=f"try-{n}")

    with pytest.raises(TooManyTries):
        ask(world, ref(reference), NAME, about=reference)
    ask(world, ref(reference), NAME, about=reference, source="192.0.2.2")


def test_many_failures_everywhere_raise_an_alarm_once(world: FakeWorld):
    for n in range(FAILED_EVERYWHERE.most + 5):
        ask(world, MAIL, key=f"try-{n}", source=f"192.0.2.{n}")
        world.doorkeeper.asked.clear()

    alarms = [line for line in world.log.lines if line[1] == "identity checks fail too often"]
    assert len(alarms) == 1


def test_s0_6_asking_is_the_same_work_whether_or_not_there_is_such_a_case(world: FakeWorld):
    reference = a_case(world)
    strange = Reference("WLP", reference.number.replace("1", "9"))  # type: ignore[arg-type]

    def work(*claims: Claim, about: Reference | None) -> tuple[list[str], int, set[int]]:
        world.doorkeeper.calls.clear()
        loads = world.cases.loads
        ask_to_follow(
            "asking", claims, number=about.number if about else None, organisation=PRACTICE.id,
            source="192.0.2.1", ports=world.ports,
        )  # fmt: skip
        asking = world.doorkeeper.asked["asking"]
        return (
            list(world.doorkeeper.calls),
            world.cases.loads - loads,
            {len(claim.form) for claim in asking.claims},
        )

    right = work(ref(reference), NAME, about=reference)
    assert right == work(ref(reference), WRONG_NAME, about=reference)
    assert right == work(ref(strange), NAME, about=strange)
    assert right == work(MAIL, BORN, about=None)
    assert right[:2] == (["ask"], 0)


def test_s0_6_a_code_that_is_not_right_is_the_same_work_whatever_is_wrong(world: FakeWorld):
    reference = a_case(world)
    ask(world, ref(reference), NAME, about=reference, key="granted")
    ask(world, ref(reference), WRONG_NAME, about=reference, key="refused")

    def work(asking: str) -> list[str]:
        world.doorkeeper.calls.clear()
        with pytest.raises(Invalid, match=CODE_REFUSED):
            enter(world, "000000", asking=asking)
        return list(world.doorkeeper.calls)

    assert work("granted") == work("refused") == work("never asked") == ["tried", "granted"]


def test_nobodys_postbox_is_filled_with_codes(world: FakeWorld):
    reference = a_case(world)
    for n in range(CODES_AN_HOUR + 3):
        ask(world, ref(reference), NAME, about=reference, key=f"asking-{n}", source=f"192.0.2.{n}")
    assert len(codes(world)) == CODES_AN_HOUR

    world.clock.forward(timedelta(hours=1))
    ask(world, ref(reference), NAME, about=reference, key="later")
    assert len(codes(world)) == CODES_AN_HOUR + 1
