"""From the answers of a form or a program to what the domain receives."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib.adapters.field_reader import LibraryFieldReader
from chalicelib.domain.casework import Intake
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.errors import Invalid
from chalicelib.domain.parties import Channel
from chalicelib.entry.intake import ORDER, read_intake
from chalicelib.presentation.questions import STEPS
from tests.builders import CHRISTMAS_EVE, TERMS
from tests.visitor import ANSWERS

WHOLE = {
    name: ",".join(value) if isinstance(value, list) else value
    for step in ANSWERS.values()
    for name, value in step.items()
}


def read(via: ReceivedVia = ReceivedVia.WEB_FORM, **changed: str) -> Intake:
    return read_exactly({**WHOLE, **changed}, via)


def read_exactly(answers: dict[str, str], via: ReceivedVia = ReceivedVia.WEB_FORM) -> Intake:
    return read_intake(
        answers,
        contact_type=None if via is ReceivedVia.WEB_FORM else ContactType.COMPLAINT,
        received_via=via,
        received_at=CHRISTMAS_EVE,
        key="key",
        fields=LibraryFieldReader(),
        subjects=TERMS.pack.subjects,
        today=date(2026, 12, 24),
    )


def faults(call: Any, *arguments: Any, **changed: str) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        call(*arguments, **changed)
    return {fault.field: fault.message for fault in refused.value.faults}


def test_a_whole_form_becomes_an_intake():
    intake = read()

    (person,) = intake.parties
    assert intake.record.occurred_on == date(2026, 3, 1)
    assert (person.full_name, person.born_on) == ("Asha Verity-Example", date(1957, 3, 27))
    assert (person.email, person.mobile) == ("asha@patients.example", "+447700900123")
    assert person.can_be_mailed()


def test_the_best_way_to_be_reached_comes_first():
    (person,) = read(best_channel="telephone", channels="email,telephone,meeting").parties

    assert person.channels == (Channel.TELEPHONE, Channel.EMAIL, Channel.MEETING)


def test_an_empty_form_is_told_everything_that_is_missing_in_the_order_of_its_pages():
    told = faults(read_exactly, {"contact_type": "complaint"})

    assert list(told) == [
        *("urgent_need", "standing", "subject", "what_happened", "happened_on"),
        *("first_name", "last_name", "date_of_birth", "email", "best_channel"),
    ]


def test_s2_1_thanks_need_no_more_than_a_name_and_what_was_good():
    (person,) = read_exactly(
        {
            "urgent_need": "no",
            "contact_type": "compliment",
            "subject": "staff_attitude",
            "what_happened": "The nurse was so kind.",
            "first_name": "Asha",
            "last_name": "Verity-Example",
        }
    ).parties

    assert not person.can_be_mailed()


FOR_HER_MOTHER = {
    "standing": "representative",
    "basis": "asked",
    "relationship": "I am her daughter",
    "authority": "She signed a letter",
    "patient_first_name": "Nell",
    "patient_last_name": "Verity-Example",
    "patient_born-day": "1",
    "patient_born-month": "2",
    "patient_born-year": "1931",
    "patient_phone": "01632 960 123",
    "patient_same_address": "yes",
}


def test_s2_3_a_patient_is_a_person_of_her_own_beside_whoever_speaks_for_her():
    intake = read(**FOR_HER_MOTHER, address="2 Testing Row", postcode="ZZ99 3VZ")

    daughter, mother = intake.parties
    assert (intake.record.standing, intake.record.basis) == ("representative", "asked")
    assert daughter.relationship == "I am her daughter"
    assert daughter.authority == "She signed a letter"
    assert (mother.id, mother.full_name) == ("patient", "Nell Verity-Example")
    assert mother.landline == "+441632960123"


def test_whoever_lives_with_the_patient_types_the_address_once():
    _, mother = read(**FOR_HER_MOTHER, address="2 Testing Row", postcode="ZZ99 3VZ").parties

    assert (mother.address, mother.postcode) == ("2 Testing Row", "ZZ99 3VZ")


def test_the_patients_own_consent_to_mail_is_never_given_by_somebody_else():
    _, mother = read(**FOR_HER_MOTHER).parties

    assert not mother.may_email


@pytest.mark.parametrize(
    ("answered", "basis"),
    [
        ({"basis": "child", "child_basis": "child_parent"}, "child_parent"),
        ({"basis": "child", "child_basis": "child_carer"}, "child_carer"),
        ({"basis": "child", "child_basis": "child_local_authority"}, "child_local_authority"),
        ({"basis": "child", "child_basis": "child_voluntary"}, "child_voluntary"),
        ({"basis": "lacks_capacity"}, "lacks_capacity"),
        ({"basis": "died"}, "died"),
    ],
)
def test_s2_22_each_basis_is_kept_as_a_code(answered: dict[str, str], basis: str):
    year = {"patient_born-year": "2018"} if answered["basis"] == "child" else {}

    assert read(**{**FOR_HER_MOTHER, **answered, **year}).record.basis == basis


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"basis": ""}, "basis", id="no reason to speak for somebody"),
        pytest.param({"basis": "child"}, "child_basis", id="a child and none of the four bases"),
        pytest.param(
            {"basis": "child", "child_basis": "died"}, "child_basis", id="a basis that is no child’s"
        ),
        pytest.param(
            {"basis": "child", "child_basis": "child_parent"}, "patient_born", id="a child born in 1931"
        ),
        pytest.param(
            {
                "basis": "child",
                "child_basis": "child_parent",
                **dict.fromkeys(("patient_born-day", "patient_born-month", "patient_born-year"), ""),
            },
            "patient_born",
            id="a child whose age nobody knows",
        ),
        pytest.param({"patient_last_name": ""}, "patient_last_name", id="a patient without a name"),
    ],
)
def test_s2_22_who_speaks_for_another_is_told_what_is_missing(changed: dict[str, str], field: str):
    assert field in faults(read, **{**FOR_HER_MOTHER, **changed})


def test_s2_2_a_visitor_may_complain_and_s2_24_nobody_is_asked_whether_they_are_a_patient():
    assert read(standing="affected").record.standing == "affected"


def test_s2_29_what_somebody_needs_is_kept_once_on_the_person():
    (person,) = read(
        formats="braille,audio",
        interpreter="BSL",
        other_language="Urdu",
        never="letter",
        support="Time",
    ).parties

    assert person.needs.formats == ("braille", "audio")
    assert (person.needs.interpreter, person.needs.other_language) == ("BSL", "Urdu")
    assert person.never == ("letter",)
    assert person.needs.support == "Time"


def test_faults_come_in_the_order_in_which_the_form_asks():
    assert [question.field for step in STEPS for question in step.questions] == list(ORDER[:-1])
    assert ORDER[-1] == "language"


@pytest.mark.parametrize(
    ("field", "longest"),
    [("first_name", 200), ("happened_where", 2_000), ("what_happened", 20_000)],
)
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(field: str, longest: int):
    read(**{field: "é" * longest})

    told = faults(read, **{field: "😀" * (longest + 5)})

    assert f"{longest:,} characters or fewer: take out 5" in told[field]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("<script>alert(1)</script> & {{ 7 * 7 }} %s {0}", id="markup and templates"),
        pytest.param("مرحبا 😀 ñ\u200d", id="right to left and emoji"),
        pytest.param("  two\n\n   lines  ", id="white space"),
    ],
)
def test_a_story_is_kept_exactly_as_it_was_typed(typed: str):
    assert read(what_happened=typed).record.what_happened == typed


@pytest.mark.parametrize(
    "name",
    ["See https://evil.example", "www.evil.example", "evil.example/win Asha", "asha@patients.example"],
)
@pytest.mark.parametrize("field", ["title", "first_name", "last_name"])
def test_a_name_cannot_bring_a_link_into_a_mail_to_an_address_that_nobody_checked(
    field: str, name: str
):
    """The receipt greets whoever is named, and goes to whatever address was typed."""
    assert "must not have an email or web address" in faults(read, **{field: name})[field]


@pytest.mark.parametrize("name", ["J.Smith", "Anne-Marie", "O’Neil", "St. John", "Smith c/o", "Dr."])
def test_a_name_as_people_have_them_is_taken(name: str):
    assert read(last_name=name).parties[0].last_name == name


def test_a_name_cannot_bring_line_breaks_with_it():
    (person,) = read(first_name="Asha\r\nBcc: everyone").parties

    assert person.first_name == "Asha Bcc: everyone"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"email": "asha@"}, "email", id="half an address"),
        pytest.param({"mobile": "12"}, "mobile", id="too short to dial"),
        pytest.param({"postcode": "nowhere"}, "postcode", id="no postcode"),
        pytest.param({"subject": "hacked"}, "subject", id="a subject that is not offered"),
        pytest.param({"channels": "pigeon"}, "channels", id="a way that is not offered"),
        pytest.param({"date_of_birth-year": "1796"}, "date_of_birth", id="born too long ago"),
        pytest.param({"date_of_birth-year": "2027"}, "date_of_birth", id="not born yet"),
        pytest.param({"email": ""}, "email", id="mail wanted and no address"),
        pytest.param({"may_email": "no"}, "best_channel", id="mail wanted and refused"),
        pytest.param({"may_email": ""}, "may_email", id="an address and no consent either way"),
        pytest.param({"never": "telephone"}, "never", id="a way wanted and never to be used"),
        pytest.param({"formats": "scroll"}, "formats", id="a form of letter that is not offered"),
        pytest.param({"mobile": ""}, "mobile", id="a call wanted and no number"),
        pytest.param({"best_channel": "letter"}, "address", id="a letter wanted and no address"),
        pytest.param({"happened_on-month": ""}, "happened_on", id="a day without its month"),
    ],
)
def test_what_cannot_be_is_told_beside_its_question(changed: dict[str, str], field: str):
    assert field in faults(read, **changed)


def test_a_month_that_is_remembered_is_kept_with_the_words_beside_it():
    parts = {"happened_on-day": "", "happened_on-month": "3", "happened_on-year": "2026"}
    record = read(**parts, happened_when="every Monday").record

    assert (record.occurred_on, record.happened_when) == (None, "March 2026, every Monday")


def test_staff_can_record_a_call_with_a_name_a_number_and_what_it_is_about():
    call = {"last_name": "Okafor", "landline": "01632 960111", "what_happened": "Waited an hour"}

    (person,) = read_exactly(call, ReceivedVia.PHONE).parties

    assert (person.last_name, person.landline, person.may_email) == ("Okafor", "+441632960111", False)


def test_staff_too_must_say_who_it_was_and_how_to_reach_them():
    told = faults(read_exactly, {"what_happened": "Waited an hour"}, ReceivedVia.PHONE)

    assert set(told) == {"last_name", "email"}
