"""What staff are asked when a person's details are wrong, or more is known of them."""

from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Field, Form, Kind

CORRECT = Form(
    action=Action.CORRECT_PERSON,
    name="details",
    title="Correct the person’s details",
    why="Fill in only what is wrong or missing; what you leave empty stays as it is. From now on the "
    "person is found, and confirmed on the phone, by what is right.",
    button="Correct them",
    done="The details are corrected",
    fields=(
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
    ),
)
