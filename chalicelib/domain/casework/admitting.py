"""Admitting liability: recommended, authorised by the member in so many words, only then served (S1-15,
S1-16; domain.md 4.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.admissions import (
    Element,
    Recommendation,
    recommendations_of,
    revocable,
    to_authorise,
    without_authority,
)
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past
from chalicelib.domain.casework.claim_letters import answered, letter_to_claimant
from chalicelib.domain.casework.claim_opening import require_member
from chalicelib.domain.claim_members import (
    Development,
    MemberContact,
    binds,
    contacts_of,
    members_of,
    told,
    who_binds,
)
from chalicelib.domain.claims import open_instructions
from chalicelib.domain.errors import Fault, Invalid, NotAllowed, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.history import each_of
from chalicelib.domain.policy import Terms

WORDS = {Element.BREACH: "breach of duty", Element.CAUSATION: "causation"}
"""What the elements are called in a refusal."""


@dataclass(frozen=True, slots=True)
class AdmissionAdvice:
    """What a member is advised to admit, why, by when it should answer, and its view if it differs."""

    member: str
    elements: tuple[Element, ...]
    text: str
    due: date
    member_view: str = ""


def recommend_admission(
    file: CaseFile, advice: AdmissionAdvice, *, terms: Terms, occasion: Occasion
) -> Change:
    """Advise a member to admit, and ask whoever binds it. A recommendation is no authority.

    Source: S1-11, S1-15, S1-43. Raises: Invalid.
    """
    require_member(file, advice.member)
    _require_elements(advice.elements)
    person = who_binds(file.events, advice.member)
    if person is None:
        raise Invalid([Fault("member", "Record first who may authorise an admission for this member")])
    instruction = str(len(each_of(file.events, EventType.INSTRUCTION_REQUESTED)) + 1)
    facts = {
        "recommendation": str(len(recommendations_of(file.events)) + 1),
        "member": advice.member,
        "elements": list(advice.elements),
        "instruction": instruction,
    }
    asked = {
        "instruction": instruction,
        "person": person,
        "member": advice.member,
        "due": not_past(advice.due, occasion, "due"),
    }
    # Whoever is asked hears with the question.
    theirs = (each for each in _who_speaks_for(file, advice.member) if each.staff != person)
    sealed = {"text": advice.text, "member_view": advice.member_view}
    happenings = [
        Happening(EventType.ADMISSION_RECOMMENDED, facts, sealed),
        Happening(EventType.INSTRUCTION_REQUESTED, asked, {"text": advice.text}),
        *told(theirs, Development.ADMISSION_RECOMMENDED),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


def _who_speaks_for(file: CaseFile, member: str) -> Sequence[MemberContact]:
    return [each for each in contacts_of(file.events) if each.member == member]


def _require_elements(elements: Sequence[Element]) -> None:
    if not elements:
        raise Invalid([Fault("elements", "Choose what is admitted, each element by itself")])


@dataclass(frozen=True, slots=True)
class AdmissionAuthority:
    """Which elements of a recommendation the member authorises; those not chosen are not authorised."""

    recommendation: str
    elements: tuple[Element, ...]
    text: str = ""


def authorise_admission(
    file: CaseFile, authority: AdmissionAuthority, *, terms: Terms, occasion: Occasion
) -> Change:
    """Authorise an admission, element by element, as somebody who binds the member.

    Source: S1-15. Raises: Invalid; NotAllowed, where the asker does not bind this member.
    """
    advice = _waiting(file, authority.recommendation)
    _require_elements(authority.elements)
    require_binding(file, advice.member, occasion)
    beyond = set(authority.elements) - advice.elements
    if beyond:
        raise Invalid([Fault("elements", f"Nobody recommended to admit {_named(beyond)}")])
    facts = {
        "recommendation": advice.id,
        "member": advice.member,
        "elements": list(authority.elements),
    }
    sealed = {"text": authority.text} if authority.text else None
    happenings = [
        Happening(EventType.ADMISSION_AUTHORISED, facts, sealed),
        *_instruction_given(file, advice),
        *told(_who_speaks_for(file, advice.member), Development.ADMISSION_AUTHORISED),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


def _waiting(file: CaseFile, recommendation: str) -> Recommendation:
    known = {each.id: each for each in to_authorise(file.events)}
    if recommendation not in known:
        raise Invalid([Fault("recommendation", "Choose from the list")])
    return known[recommendation]


def _instruction_given(file: CaseFile, advice: Recommendation) -> list[Happening]:
    recommended = each_of(file.events, EventType.ADMISSION_RECOMMENDED)
    instruction = recommended[int(advice.id) - 1].facts["instruction"]
    waits = instruction in {each.id for each in open_instructions(file.events)}
    facts = {"instruction": instruction}
    return [Happening(EventType.INSTRUCTION_GIVEN, facts)] if waits else []


def require_binding(file: CaseFile, member: str, occasion: Occasion) -> None:
    """Raises: NotAllowed, unless it is recorded that the asker may decide for this member (S1-15)."""
    if not binds(file.events, member, occasion.by.id):
        raise NotAllowed(
            "Only whoever may authorise admissions for this member can do this. The claims team "
            "records who that is"
        )


@dataclass(frozen=True, slots=True)
class AuthorityRevoked:
    """Which elements a member authorises no longer, and why."""

    member: str
    elements: tuple[Element, ...]
    text: str


def revoke_admission(
    file: CaseFile, revoked: AuthorityRevoked, *, terms: Terms, occasion: Occasion
) -> Change:
    """Take an authority back before it was used. Source: S1-15. Raises: Invalid, NotAllowed."""
    require_member(file, revoked.member)
    _require_elements(revoked.elements)
    require_binding(file, revoked.member, occasion)
    fixed = set(revoked.elements) - revocable(revoked.member, file.events)
    if fixed:
        words = f"{_named(fixed).capitalize()}: there is no authority that could be taken back"
        raise Invalid([Fault("elements", words)])
    facts = {"member": revoked.member, "elements": list(revoked.elements)}
    happening = Happening(EventType.ADMISSION_REVOKED, facts, {"text": revoked.text})
    return changed(file, [happening], terms=terms, occasion=occasion)


class ServedIn(StrEnum):
    """The document in which an admission is served (S1-16, S1-17, S1-43)."""

    LETTER_OF_RESPONSE = "letter_of_response"
    DEFENCE = "defence"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class AdmissionServed:
    """What is admitted, in which document, and its words to the claimant's side, for all members."""

    elements: tuple[Element, ...]
    served_in: ServedIn
    text: str


def serve_admission(
    file: CaseFile, served: AdmissionServed, *, terms: Terms, occasion: Occasion
) -> Change:
    """Serve what every member has authorised; anything else is blocked, whoever asks.

    Source: S1-15, S1-16, domain.md 4.6. Raises: Invalid, ConsentMissing; RuleBroken, without authority.
    """
    _require_elements(served.elements)
    members = [each.id for each in members_of(file.events)]
    _refuse_without_authority(file, served.elements, members)
    facts = {"elements": list(served.elements), "members": members, "in": served.served_in}
    happenings = [
        Happening(EventType.ADMISSION_SERVED, facts, {"text": served.text}),
        *answered(file, occasion),
        *letter_to_claimant(file, served.text, terms=terms, occasion=occasion),
        *told(contacts_of(file.events), Development.ADMISSION_SERVED),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


def _refuse_without_authority(
    file: CaseFile, elements: Sequence[Element], members: Sequence[str]
) -> None:
    missing = without_authority(elements, members, file.events)
    if missing:
        words = ", ".join(f"{WORDS[element]} by member {member}" for member, element in missing)
        raise RuleBroken(f"Not authorised: {words}. Silence is no authority")


def _named(elements: set[Element]) -> str:
    return " and ".join(WORDS[each] for each in Element if each in elements)
