"""Who passes the identity check: S0-1 to S0-6, S0-11, C-16, SC-4."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.errors import PolicyUnknown
from chalicelib.domain.identity.engine import (
    Claim,
    Rules,
    WrongItem,
    is_confirmed,
    rules_of,
    verdict,
)
from chalicelib.domain.identity.forms import (
    Item,
    address_form,
    birth_form,
    email_form,
    first_line,
    held_of,
    membership_form,
    name_form,
    names_held,
    nhs_number_form,
    reference_form,
    telephone_form,
)
from chalicelib.domain.reference import CaseNumber, Reference, read_reference
from tests.builders import POLICIES, TERMS, a_party
from tests.domain import identity_oracle

DEFENCE = next(each for each in POLICIES.organisations() if each.policy == "medical-defence")
RULES = rules_of(POLICIES.current(DEFENCE).pack)
IGNORING = replace(RULES, wrong_item=WrongItem.IGNORE)

MEMBER = a_party(
    title="Dr",
    first_name="Siân",
    last_name="O’Brien-Jones",
    born_on=date(1957, 3, 27),
    email="sian@members.example",
    landline="+441632960001",
    mobile="+447700900123",
    address="Flat 2, 14 Mill Road\nExampleton",
    postcode="ZZ99 3VZ",
    membership_number="M 0042",
)
REFERENCES = (Reference("ABC", CaseNumber("123456")), Reference("XYZ", CaseNumber("123456")))
HELD = held_of(MEMBER, REFERENCES)


def ref(text: str) -> Claim:
    return Claim(Item.REFERENCE, reference_form(read_reference(text)))


def name(text: str) -> Claim:
    return Claim(Item.FULL_NAME, name_form(text))


def born(*day: int) -> Claim:
    return Claim(Item.DATE_OF_BIRTH, birth_form(date(*day)))


def home(line: str, postcode: str) -> Claim:
    return Claim(Item.ADDRESS, address_form(line, postcode))


def mail(text: str) -> Claim:
    return Claim(Item.EMAIL, email_form(text))


def phone(e164: str) -> Claim:
    return Claim(Item.TELEPHONE, telephone_form(e164))


def member(text: str) -> Claim:
    return Claim(Item.MEMBERSHIP_NUMBER, membership_form(text))


REF, NAME = ref("ABC/123456"), name("Siân O’Brien-Jones")
DOB, HOME = born(1957, 3, 27), home("Flat 2, 14 Mill Road", "ZZ99 3VZ")
MAIL, MOBILE, LANDLINE = mail("sian@members.example"), phone("+447700900123"), phone("+441632960001")
NUMBER = member("M0042")
WRONG_DOB, WRONG_MAIL = born(1958, 3, 27), mail("sian@elsewhere.example")
WRONG_HOME, WRONG_PHONE = home("15 Mill Road", "ZZ99 3VZ"), phone("+447700900124")

PASSED = {
    "reference and full name": (REF, NAME),
    "an earlier handler's reference and full name": (ref("xyz 123456"), NAME),
    "reference and name, in capitals": (REF, name("SIAN OBRIEN JONES")),
    "reference and name with a title": (REF, name("Dr Siân O’Brien-Jones")),
    "reference and name with another title": (REF, name("Mrs. Siân O’Brien-Jones")),
    "reference and name, last name first": (REF, name("O'Brien-Jones, Siân")),
    "reference and name, last name first, with a title": (REF, name("O'Brien-Jones, Dr Siân")),
    "reference and name, without its accent": (REF, name("Sian O'Brien-Jones")),
    "reference and name, spaced otherwise": (REF, name("  siân  o brien  jones ")),
    "reference and name, and a third right item": (REF, NAME, DOB),
    "membership number and date of birth": (NUMBER, DOB),
    "membership number and address": (NUMBER, HOME),
    "membership number and email": (NUMBER, MAIL),
    "membership number and telephone": (NUMBER, MOBILE),
    "date of birth and address": (DOB, HOME),
    "date of birth and email": (DOB, MAIL),
    "date of birth and telephone": (DOB, LANDLINE),
    "address and email": (HOME, MAIL),
    "address and telephone": (HOME, MOBILE),
    "email and telephone": (MAIL, LANDLINE),
    "address on other lines": (home("Flat 2\n14 Mill Rd.", "zz993vz"), DOB),
    "address with its town": (home("Apartment 2, 14 Mill Road, Exampleton", "ZZ99 3VZ"), DOB),
    "email in capitals": (mail(" SIAN@Members.Example "), DOB),
    "all five items": (NUMBER, DOB, HOME, MAIL, MOBILE),
    "landline and mobile, and another item": (LANDLINE, MOBILE, DOB),
    "two right items, and one that is not held": (DOB, MAIL, Claim(Item.NHS_NUMBER, "9434765919")),
}

REFUSED = {
    "nothing": (),
    "reference only": (REF,),
    "name only": (NAME,),
    "name and one item": (NAME, DOB),
    "reference and one item": (REF, MAIL),
    "reference and the wrong name": (REF, name("Gwen O’Brien-Jones")),
    "reference and a nickname": (REF, name("Shan O’Brien-Jones")),
    "reference and an initial": (REF, name("S O’Brien-Jones")),
    "reference and half of the last name": (REF, name("Siân Jones")),
    "reference and a name more": (REF, name("Siân Mair O’Brien-Jones")),
    "reference and the surname with a title": (REF, name("Dr O’Brien-Jones")),
    "reference and the name with Junior": (REF, name("Siân O’Brien-Jones Jr")),
    "reference and an empty name": (REF, name("")),
    "another case's reference and the right name": (ref("ABC/123457"), NAME),
    "the right digits under initials it never had": (ref("DEF/123456"), NAME),
    "the wrong name, with two right items": (DOB, MAIL, name("Gwen O’Brien-Jones")),
    "one item": (DOB,),
    "email and email": (MAIL, MAIL),
    "landline and mobile": (LANDLINE, MOBILE),
    "first line without postcode, and date of birth": (home("Flat 2, 14 Mill Road", ""), DOB),
    "postcode without first line, and date of birth": (home("", "ZZ99 3VZ"), DOB),
    "date of birth right and email wrong": (DOB, WRONG_MAIL),
    "three items with one right": (DOB, WRONG_MAIL, WRONG_PHONE),
    "two right items and one wrong": (DOB, MAIL, WRONG_PHONE),
    "reference and name, and one wrong item": (REF, NAME, WRONG_DOB),
    "a right and a wrong telephone, and another item": (MOBILE, WRONG_PHONE, DOB),
    "the neighbour's address": (WRONG_HOME, DOB),
    "the flat without its number": (home("14 Mill Road", "ZZ99 3VZ"), DOB),
    "the address at another postcode": (home("Flat 2, 14 Mill Road", "ZZ99 3WZ"), DOB),
    "day and month exchanged": (born(1957, 7, 23), MAIL),
    "a telephone that could not be read": (phone("call me"), DOB),
    "an email that is none": (mail("sian"), DOB),
    "items that this organisation does not ask for": (
        Claim(Item.NHS_NUMBER, "9434765919"), Claim(Item.NHS_NUMBER, "9434765870"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("claims", PASSED.values(), ids=PASSED.keys())
def test_s0_5_and_sc_4_what_confirms_a_person(claims: tuple[Claim, ...]):
    assert is_confirmed(claims, HELD, RULES)


@pytest.mark.parametrize("claims", REFUSED.values(), ids=REFUSED.keys())
def test_s0_5_and_sc_4_what_does_not(claims: tuple[Claim, ...]):
    assert not is_confirmed(claims, HELD, RULES)


def test_where_the_policy_ignores_a_wrong_item_two_right_ones_are_enough():
    assert is_confirmed((DOB, MAIL, WRONG_PHONE), HELD, IGNORING)
    assert not is_confirmed((DOB, WRONG_MAIL, WRONG_PHONE), HELD, IGNORING)


def test_a_wrong_name_is_never_ignored():
    assert not is_confirmed((DOB, MAIL, name("Gwen O’Brien-Jones")), HELD, IGNORING)


def test_s0_11_on_a_call_of_ours_only_the_reference_with_the_name_will_do():
    ours = RULES.for_a_call_of_ours()

    assert is_confirmed((REF, NAME), HELD, ours)
    assert not is_confirmed((DOB, MAIL, MOBILE), HELD, ours)


RIGHT_AND_WRONG = {
    Item.REFERENCE: (REF, ref("ABC/654321")),
    Item.FULL_NAME: (NAME, name("Gwen O’Brien-Jones")),
    Item.MEMBERSHIP_NUMBER: (NUMBER, member("M0043")),
    Item.DATE_OF_BIRTH: (DOB, WRONG_DOB),
    Item.ADDRESS: (HOME, WRONG_HOME),
    Item.EMAIL: (MAIL, WRONG_MAIL),
    Item.TELEPHONE: (MOBILE, WRONG_PHONE),
}
STATES = ("absent", "right", "wrong")
EVERY_COMBINATION = [
    dict(zip(RIGHT_AND_WRONG, states, strict=True))
    for states in product(STATES, repeat=len(RIGHT_AND_WRONG))
]


def claims_of(said: dict[Item, str]) -> list[Claim]:
    return [
        RIGHT_AND_WRONG[item][state == "wrong"] for item, state in said.items() if state != "absent"
    ]


@pytest.mark.parametrize("wrong_item", list(WrongItem))
@pytest.mark.parametrize("ours", [False, True], ids=["their call", "our call"])
def test_every_combination_of_items_is_answered_as_the_oracle_answers(
    wrong_item: WrongItem, ours: bool
):
    rules = replace(RULES, wrong_item=wrong_item)
    rules = rules.for_a_call_of_ours() if ours else rules

    differing = [
        said
        for said in EVERY_COMBINATION
        if is_confirmed(claims_of(said), HELD, rules)
        is not identity_oracle.passes(said, wrong_item=wrong_item, ours=ours)
    ]

    assert len(EVERY_COMBINATION) == 2187
    assert differing == []


LETTERS = st.text("aáàçéeiłnñoöøsßuvwyzABCÉÖ", min_size=2, max_size=9)
NAME_PART = st.lists(LETTERS, min_size=1, max_size=3).flatmap(
    lambda words: st.sampled_from([" ", "-", " - "]).map(lambda between: between.join(words))
)
MARKS = st.sampled_from(["", "'", "’", "."])


@given(first=NAME_PART, last=NAME_PART, other=NAME_PART, mark=MARKS, data=st.data())
def test_any_spelling_of_a_name_is_judged_as_the_oracle_judges_it(
    first: str, last: str, other: str, mark: str, data: st.DataObject
):
    said = data.draw(
        st.sampled_from(
            [
                f"{first} {last}", f"{last}, {first}", f"Mrs {first} {last}", f"DR. {first} {last}",
                f"{first.upper()} {last.lower()}", f"{first}{mark} {last}", f"{other} {last}",
                f"{first} {other}", f"{first[:1]} {last}", f"{first} {other} {last}", last,
            ]
        )
    )  # fmt: skip
    party = a_party(first_name=first, last_name=last)

    assert (name_form(said) in names_held(party)) is identity_oracle.same_name(said, first, last)


@pytest.mark.parametrize(
    ("first", "last"),
    [("", "Verity"), ("Asha", ""), ("A", "Verity"), ("A.", "Verity"), ("", "")],
)
def test_half_a_name_or_an_initial_confirms_nobody(first: str, last: str):
    assert names_held(a_party(first_name=first, last_name=last)) == frozenset()


@pytest.mark.parametrize("said", ["رنا علوي", "Рая Пример", "कीर्ति उदाहरण", "李 娜娜"])
def test_a_name_in_any_script_confirms_its_bearer(said: str):
    first, last = said.split()

    assert name_form(said) in names_held(a_party(first_name=first, last_name=last))


def test_a_vowel_sign_is_part_of_a_name_and_no_accent():
    assert name_form("रवि उदाहरण") != name_form("रवी उदाहरण")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 High Street", "12, High St."),
        ("12a High Street", "12 A High Street, Exampleton"),
        ("Flat 3, 12 High Street", "apt 3\n12 high street\nExampleton"),
        ("Saint John’s Close", "St. Johns Cl"),
        ("Rose Cottage, Mill Lane", "ROSE COTTAGE"),
        ("No. 7 Mill Lane", "7 Mill Ln"),
    ],
)
def test_the_same_house_written_otherwise(one: str, other: str):
    assert first_line(one) == first_line(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 12 High Street", "11 2 High Street"),
        ("Flat 1, 12 High Street", "Flat 11, 2 High Street"),
        ("12 High Street", "12a High Street"),
        ("12 High Street", "12 High Road"),
        ("Flat 3, 12 High Street", "Flat 3"),
    ],
)
def test_the_house_next_door(one: str, other: str):
    assert first_line(one) != first_line(other)


def test_an_nhs_number_is_its_ten_digits():
    assert nhs_number_form("943 476 5919") == nhs_number_form("943-476-5919") == "9434765919"
    assert nhs_number_form("943 476 591") == ""


def test_what_may_be_asked_next_says_nothing_of_what_was_right():
    right = verdict(passed=False, claims=(DOB, MAIL), rules=RULES)
    wrong = verdict(passed=False, claims=(WRONG_DOB, WRONG_MAIL), rules=RULES)

    assert right == wrong
    assert right.ask_next[:2] == (Item.REFERENCE, Item.FULL_NAME)
    assert Item.EMAIL not in right.ask_next


def test_a_pack_that_does_not_say_how_lets_nobody_pass():
    silent = replace(TERMS.pack, settings={})

    with pytest.raises(PolicyUnknown):
        rules_of(silent)


@pytest.mark.parametrize("organisation", POLICIES.organisations(), ids=lambda each: each.id)
def test_every_organisation_states_its_rules(organisation):
    rules = rules_of(POLICIES.current(organisation).pack)

    assert isinstance(rules, Rules)
    assert rules.attempts == 5
