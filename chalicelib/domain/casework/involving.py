"""Other organisations in one complaint: which, who leads, and the commissioner (S2-25, S2-74, C-30)."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.grading import Grade
from chalicelib.domain.involvement import (
    US,
    CommissionerHas,
    OrganisationKind,
    organisations_of,
    others_of,
    suggested_leads,
)
from chalicelib.domain.issues import issues_of
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class Involvement:
    """Which organisation is concerned, by which issues, and how grave its part is. Recorded again under
    the same name, the later one holds. Our own part has no name.
    """

    kind: OrganisationKind
    grade: Grade
    issues: tuple[str, ...]
    organisation: str = ""


def involve_organisation(
    file: CaseFile, involved: Involvement, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep which organisation the complaint concerns. Nothing is sent to it yet.

    Source: S2-25, S2-74; regulation 9. Raises: Invalid.
    """
    ours = involved.kind is OrganisationKind.OURSELVES
    if not ours and not involved.organisation.strip():
        raise Invalid([Fault("organisation", "Name the organisation")])
    known = {issue.id for issue in issues_of(file.events).issues}
    if not involved.issues or not known.issuperset(involved.issues):
        raise Invalid([Fault("issues", "Choose the issues that concern it")])
    facts = {
        "organisation": US if ours else _id(file, involved.organisation),
        "kind": involved.kind,
        "grade": int(involved.grade),
        "issues": list(involved.issues),
    }
    sealed = None if ours else {"organisation": involved.organisation.strip()}
    happening = Happening(EventType.ORGANISATION_INVOLVED, facts, sealed)
    return changed(file, [happening], terms=terms, occasion=occasion)


def _id(file: CaseFile, name: str) -> str:
    others = others_of(file.events)
    same = (each.id for each in others if each.name.casefold() == name.strip().casefold())
    return next(same, str(len(others) + 1))


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads the one response, as the organisations agreed."""

    lead: str
    text: str = ""


def confirm_lead(file: CaseFile, lead: Lead, *, terms: Terms, occasion: Occasion) -> Change:
    """A person confirms who leads. The rule only suggests it: where it suggests another, or is even
    between several, they say why.

    Source: S2-25. Raises: Invalid.
    """
    if lead.lead not in {US, *(each.id for each in organisations_of(file.events))}:
        raise Invalid([Fault("lead", "Choose from the list")])
    suggested = [each.id for each in suggested_leads(file.events)]
    if suggested != [lead.lead] and not lead.text.strip():
        raise Invalid([Fault("text", "Say why: the rule does not suggest it by itself")])
    facts = {"lead": lead.lead, "suggested": suggested}
    sealed = {"text": lead.text} if lead.text else None
    confirmed = Happening(EventType.LEAD_CONFIRMED, facts, sealed)
    return changed(file, [confirmed], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class CommissionerCheck:
    """Whether the commissioner has it too, how we know, and under which reference of theirs."""

    has: CommissionerHas
    text: str
    reference: str = ""


def check_commissioner(
    file: CaseFile, check: CommissionerCheck, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep whether the person complained to the commissioner too. What the commissioner investigates is
    linked here by its reference and not looked into a second time.

    Source: C-30; SI 2009/309 regulation 7. Raises: Invalid.
    """
    if check.has is not CommissionerHas.NOT and not check.reference.strip():
        raise Invalid([Fault("reference", "Enter their reference, or write that there is none")])
    facts = {"has": check.has}
    sealed = {"text": check.text, "reference": check.reference}
    checked = Happening(EventType.COMMISSIONER_CHECKED, facts, sealed)
    return changed(file, [checked], terms=terms, occasion=occasion)
