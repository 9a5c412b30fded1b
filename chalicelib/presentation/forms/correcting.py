"""What staff are asked when a person's details are wrong, or more is known of them."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.casework.correcting import Person
from chalicelib.domain.parties import PATIENT
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import from_case


def _somebody_speaks(opened: OpenFile) -> bool:
    return opened.file.party(PATIENT) is not None


def _people(opened: OpenFile) -> Iterable[tuple[str, str]]:
    """Whoever complained, and the patient."""
    asker, patient = opened.file.complainant, opened.file.party(PATIENT)
    return (
        (Person.COMPLAINANT, f"{asker.full_name if asker else 'Whoever complained'}, who complained"),
        (Person.PATIENT, f"{patient.full_name if patient else 'The patient'}, the patient"),
    )


CORRECT = Form(
    action=Action.CORRECT_PERSON,
    name="details",
    title="Correct the person’s details",
    why="Fill in only what is wrong or missing; what you leave empty stays as it is. From now on the "
    "person is found, and confirmed on the phone, by what is right.",
    button="Correct them",
    done="The details are corrected",
    fields=(
        Field(
            Kind.ONE,
            "person",
            "Whose details are wrong?",
            missing="Choose whose details are wrong",
            choices=from_case(_people),
            asked_of=_somebody_speaks,
        ),
        Field(Kind.LINE, "title", "Title", optional=True),
        Field(Kind.LINE, "first_name", "First name", optional=True),
        Field(Kind.LINE, "last_name", "Last name", optional=True),
        Field(Kind.DAY, "born_on", "Date of birth", optional=True),
        Field(Kind.LINE, "nhs_number", "NHS number", optional=True),
        Field(Kind.LINE, "membership_number", "Membership number", optional=True),
        Field(Kind.LINE, "email", "Email address", optional=True),
        Field(Kind.LINE, "mobile", "Mobile number", optional=True),
        Field(Kind.LINE, "landline", "Landline number", optional=True),
        Field(Kind.TEXT, "address", "Address", optional=True, lines=3),
        Field(Kind.LINE, "postcode", "Postcode", optional=True),
        Field(
            Kind.TEXT,
            "told_to",
            "Who else was told what is right?",
            hint="Everybody to whom we gave what was wrong must be told. They stand in the register of "
            "sharings.",
            optional=True,
            lines=2,
        ),
    ),
)
