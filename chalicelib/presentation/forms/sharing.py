"""What staff are asked before anything of a case is given to others (S4-4, S4-5, S4-6, S1-52)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.policy import Action
from chalicelib.domain.sharing import (
    LAWFUL_BASES,
    PURPOSES,
    Confidentiality,
    SharingPurpose,
    permitted,
    unused_approvals,
)
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import WHEN, from_case, one_of, text

PURPOSE_WORDS: Mapping[str, str] = {
    SharingPurpose.COMPLAINTS: "To look into this complaint",
    SharingPurpose.SAFEGUARDING: "To keep somebody safe",
}
BASIS_WORDS: Mapping[str, str] = {
    "public_task": "It is our public task",
    "legal_obligation": "The law requires it",
    "legitimate_interests": "Legitimate interests",
    "contract": "A contract with the person",
}
CONFIDENTIALITY_WORDS: Mapping[Confidentiality, str] = {
    Confidentiality.DIRECT_CARE: "It is for the patient’s own care",
    Confidentiality.CONSENT: "The patient agrees to this",
    Confidentiality.PUBLIC_INTEREST: "The public interest outweighs it",
    Confidentiality.LEGAL_REQUIREMENT: "The law or a court requires it",
}
_PUBLIC_INTEREST = ("confidentiality_basis", Confidentiality.PUBLIC_INTEREST)


def _purposes(opened: OpenFile) -> Iterable[tuple[str, str]]:
    codes = permitted(opened.terms.pack, PURPOSES)
    return ((code, PURPOSE_WORDS.get(code, code)) for code in codes)


def lawful_bases(opened: OpenFile) -> Iterable[tuple[str, str]]:
    """The bases in data protection law that the pack knows, in words."""
    codes = permitted(opened.terms.pack, LAWFUL_BASES)
    return ((code, BASIS_WORDS.get(code, code)) for code in codes)


def _approvals(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return ((each.id, each.with_whom) for each in unused_approvals(opened.file.events))


APPROVE_SHARING = Form(
    action=Action.APPROVE_SHARING,
    name="disclosure-approval",
    title="Approve sharing in the public interest",
    why="To keep somebody safe or to prevent a serious crime. The approval serves once.",
    button="Approve it",
    done="It is approved",
    fields=(
        text("with_whom", "Who may get it?", "Name who may get it", lines=1),
        text("what", "What may they get?", "Say what they may get", lines=2),
        text("text", "Why does the public interest outweigh confidence?", "Give your reasons"),
    ),
)

SHARE = Form(
    action=Action.SHARE,
    name="disclosure",
    title="Share something with others",
    why="Only what is needed, and only with a basis in law. It stands in the register of who got what.",
    button="Record that it was shared",
    done="It stands in the register",
    fields=(
        text("with_whom", "Who gets it?", "Name who gets it", lines=1),
        text("what", "What do they get?", "Say what they get", lines=2),
        Field(
            Kind.LIST,
            "purpose",
            "What for?",
            missing="Choose what for",
            choices=from_case(_purposes),
        ),
        Field(
            Kind.LIST,
            "lawful_basis",
            "What is the basis in data protection law?",
            missing="Choose the basis",
            choices=from_case(lawful_bases),
        ),
        one_of(
            "confidentiality_basis",
            "What lifts the duty of confidence?",
            CONFIDENTIALITY_WORDS,
            missing="Choose what lifts it",
        ),
        Field(
            Kind.LIST,
            "approval",
            "Which approval of the Caldicott Guardian?",
            hint="The list is empty until the Guardian has approved it.",
            optional=True,
            choices=from_case(_approvals),
            shown_if=_PUBLIC_INTEREST,
        ),
        *WHEN,
    ),
)
