"""Whom it is about: the person themselves, somebody whom it affects, or a patient they speak for."""

from __future__ import annotations

from chalicelib.domain.representation import Basis, Standing
from chalicelib.presentation.asking import Kind, Option, Question, Section, Step
from chalicelib.presentation.form_paths import (
    CHILD,
    is_answered,
    is_for_a_child,
    is_for_another,
    is_for_one_who_can_be_asked,
)
from chalicelib.presentation.language import marked

_STANDINGS = (
    Option(
        Standing.SELF,
        marked("Me"),
        marked("Also if you used to be a patient here, or were turned away"),
    ),
    Option(
        Standing.REPRESENTATIVE,
        marked("Someone else"),
        marked("You speak for a patient: somebody who asked you, a child, or somebody who cannot"),
    ),
    Option(
        Standing.AFFECTED,
        marked("Me, and I was not the patient"),
        marked("For example, you visited, you care for someone, or what we did affects you"),
    ),
)
"""Source: S2-2, S2-3, S2-24."""

_BASES = (
    Option(Basis.ASKED, marked("They asked me to")),
    Option(CHILD, marked("They are under 18")),
    Option(
        Basis.LACKS_CAPACITY,
        marked("They cannot decide this for themselves"),
        marked("For example, because of dementia, an injury or an illness"),
    ),
    Option(Basis.DIED, marked("They have died"), marked("We are very sorry.")),
)
"""Source: S2-3, S2-23."""

_BASES_OF_A_CHILD = (
    Option(Basis.CHILD_PARENT, marked("I am their mother or father")),
    Option(
        Basis.CHILD_CARER,
        marked("I am their guardian, or I look after them"),
        marked("Choose this if neither parent is able to do it"),
    ),
    Option(Basis.CHILD_LOCAL_AUTHORITY, marked("The council looks after them and asked me to")),
    Option(
        Basis.CHILD_VOLUNTARY,
        marked("A charity or voluntary organisation cares for them and asked me to"),
    ),
)
"""Source: S2-22; Children Act 1989."""

ABOUT_OTHERS: tuple[Step, ...] = (
    Step(
        slug="who",
        section=Section.WHOM,
        asked=is_answered,
        questions=(
            Question(
                field="standing",
                kind=Kind.CHOICE,
                label=marked("Who is it about?"),
                called=marked("Who it is about"),
                options=_STANDINGS,
            ),
        ),
    ),
    Step(
        slug="basis",
        section=Section.WHOM,
        asked=is_for_another,
        questions=(
            Question(
                field="basis",
                kind=Kind.CHOICE,
                label=marked("Why are you speaking for them?"),
                called=marked("Why you speak for them"),
                hint=marked(
                    "We can only talk with you about somebody else’s care if they agree, or if the law "
                    "lets you speak for them."
                ),
                options=_BASES,
            ),
        ),
    ),
    Step(
        slug="child",
        section=Section.WHOM,
        asked=is_for_a_child,
        questions=(
            Question(
                field="child_basis",
                kind=Kind.CHOICE,
                label=marked("Who are you to the child?"),
                called=marked("You and the child"),
                options=_BASES_OF_A_CHILD,
            ),
        ),
    ),
    Step(
        slug="relationship",
        section=Section.WHOM,
        title=marked("You and the person you speak for"),
        asked=is_for_another,
        questions=(
            Question(
                field="relationship",
                kind=Kind.LINE,
                label=marked("How do you know them?"),
                called=marked("How you know them"),
                hint=marked("For example, I am her daughter, or his social worker"),
            ),
            Question(
                field="authority",
                kind=Kind.LINES,
                label=marked("What shows that you may speak for them? (optional)"),
                called=marked("What shows it"),
                hint=marked(
                    "For example, a letter they signed, a power of attorney, or a will. You do not "
                    "need to have it now."
                ),
                rows=3,
            ),
        ),
    ),
    Step(
        slug="their-name",
        section=Section.WHOM,
        title=marked("What is their name?"),
        asked=is_for_another,
        questions=(
            Question(
                field="patient_title",
                kind=Kind.LINE,
                label=marked("Their title (optional)"),
                called=marked("Their title"),
                width="10",
            ),
            Question(
                field="patient_first_name",
                kind=Kind.LINE,
                label=marked("Their first name"),
                called=marked("Their first name"),
            ),
            Question(
                field="patient_last_name",
                kind=Kind.LINE,
                label=marked("Their last name"),
                called=marked("Their last name"),
            ),
        ),
    ),
    Step(
        slug="their-birth",
        section=Section.WHOM,
        asked=is_for_another,
        questions=(
            Question(
                field="patient_born",
                kind=Kind.DATE,
                label=marked("What is their date of birth?"),
                called=marked("Their date of birth"),
                hint=marked(
                    "For example, 27 3 1985. If you do not know it, leave this empty. For a child we "
                    "need it."
                ),
            ),
        ),
    ),
    Step(
        slug="their-contact",
        section=Section.WHOM,
        title=marked("How can we reach them?"),
        lead=marked("We ask them whether we may share anything with you. Give us what you know."),
        asked=is_for_one_who_can_be_asked,
        questions=(
            Question(
                field="patient_same_address",
                kind=Kind.CHOICES,
                label=marked("Do they live with you?"),
                called=marked("Lives with you"),
                options=(Option("yes", marked("Yes, their address is the same as mine")),),
            ),
            Question(
                field="patient_address",
                kind=Kind.LINES,
                label=marked("Their postal address (optional)"),
                called=marked("Their postal address"),
                rows=4,
            ),
            Question(
                field="patient_postcode",
                kind=Kind.LINE,
                label=marked("Their postcode (optional)"),
                called=marked("Their postcode"),
                width="10",
            ),
            Question(
                field="patient_phone",
                kind=Kind.LINE,
                label=marked("Their phone number (optional)"),
                called=marked("Their phone number"),
                keyboard="tel",
                width="20",
            ),
        ),
    ),
)
