"""What staff are asked about the patient's consent (S0-7, S2-13, S2-22, S2-23)."""

from __future__ import annotations

from chalicelib.domain.casework.consenting import PatientAnswer
from chalicelib.domain.consent import Scope
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Action
from chalicelib.domain.representation import Basis
from chalicelib.presentation.consent_labels import PURPOSES, SCOPES
from chalicelib.presentation.forms.form import Field, Form, Kind, offered
from chalicelib.presentation.forms.questions import WHEN, by_any_channel, one_of, text, yes_no
from chalicelib.presentation.labels_of_people import BASES

ANSWERS = {
    PatientAnswer.AGREES: "They agree",
    PatientAnswer.REFUSES: "They do not agree",
    PatientAnswer.NO_ANSWER: "There was no answer in time",
}
_AGREED = ("answer", PatientAnswer.AGREES)

ASK = Form(
    action=Action.ASK_CONSENT,
    name="consent-request",
    title="Ask the patient to agree",
    why="The patient is asked directly, not through the person who complains for them. Until they "
    "agree, that person is told nothing.",
    button="Ask them",
    done="The patient is asked. The date for their answer is running",
    fields=(
        Field(
            Kind.SOME,
            "purposes",
            "What are they asked to agree to?",
            missing="Choose at least one",
            choices=offered(PURPOSES),
        ),
        by_any_channel(
            "asked_by",
            "How are they asked?",
            hint="By email they get a link of their own, which needs their date of birth. By letter, a "
            "page to print waits under Messages. Otherwise ask them first, then record it here.",
        ),
        Field(
            Kind.LINE,
            "email",
            "The patient’s email address",
            hint="From our own records, if they agreed to email. Never from the person who complains.",
            optional=True,
            shown_if=("asked_by", Channel.EMAIL),
        ),
        *WHEN,
    ),
)

RECORD = Form(
    action=Action.RECORD_CONSENT,
    name="consent",
    title="Record the patient’s answer",
    why="Only what the patient themselves said or signed counts.",
    button="Record the answer",
    done="The answer is recorded. It is looked at again before anything is told or sent",
    fields=(
        one_of("answer", "What did the patient answer?", ANSWERS, missing="Choose the answer"),
        Field(
            Kind.SOME,
            "purposes",
            "What do they agree to?",
            optional=True,
            choices=offered(PURPOSES),
            shown_if=_AGREED,
        ),
        Field(
            Kind.ONE,
            "scope",
            "How much may be told?",
            missing="Choose how much",
            choices=offered(SCOPES),
            shown_if=_AGREED,
        ),
        Field(
            Kind.TEXT,
            "limits",
            "Which parts?",
            hint="In the patient’s own words. Needed where they name parts.",
            optional=True,
            shown_if=("scope", Scope.NAMED_PARTS),
        ),
        Field(
            Kind.DAY,
            "until",
            "Until when does it hold?",
            hint="Leave it empty if it has no end.",
            optional=True,
            shown_if=_AGREED,
        ),
        by_any_channel("answered_by", "How do you know?"),
        text("text", "What shows it?", "Say what shows it", hint="A signed form, a call, a letter."),
        *WHEN,
    ),
)

WITHDRAW = Form(
    action=Action.WITHDRAW_CONSENT,
    name="consent-withdrawal",
    title="The patient takes their consent back",
    why="Nothing is told or sent to the person who complained from now on.",
    button="Record it",
    done="The consent is taken back",
    fields=(
        text("text", "What did the patient say?", "Say what the patient said"),
        by_any_channel("said_by", "How did they say it?"),
    ),
)

SUBSTITUTE = Form(
    action=Action.SUBSTITUTE_CONSENT,
    name="consent-substitution",
    title="Decide for a patient who cannot be asked",
    why="For a child, for somebody who cannot decide this, or for somebody who has died. If this is "
    "not the right person, a letter tells them so, and confirms nothing about anybody.",
    button="Decide",
    done="The decision is recorded",
    fields=(
        one_of(
            "basis",
            "Why can the patient not be asked?",
            {basis: words for basis, words in BASES.items() if basis is not Basis.ASKED},
        ),
        text("evidence", "What shows it?", "Say what shows it", lines=2),
        yes_no(
            "right_person",
            "Does this person care for the patient’s welfare, and are they right for this?",
        ),
        text("text", "Why do you decide so?", "Give your reasons"),
    ),
)
