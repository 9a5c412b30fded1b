"""Giving something of a case to others: with a basis in law and in confidence, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_too_long, stated
from chalicelib.domain.casework.consenting import require_sharing
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms
from chalicelib.domain.sharing import (
    CONFIDENTIALITY_BASES,
    LAWFUL_BASES,
    PURPOSES,
    Confidentiality,
    permitted,
    unused_approvals,
)


@dataclass(frozen=True, slots=True)
class SharingApproval:
    """What may be given to whom in the public interest, and why that outweighs confidence."""

    with_whom: str
    what: str
    text: str


def approve_sharing(
    file: CaseFile, approval: SharingApproval, *, terms: Terms, occasion: Occasion
) -> Change:
    """The Caldicott Guardian allows one sharing in the public interest. Source: S4-5, S4-11."""
    not_too_long("text", approval.text)
    sealed = {"with_whom": approval.with_whom, "what": approval.what, "text": approval.text}
    facts = {"approval": str(file.case.version + 1)}
    approved = Happening(EventType.SHARING_APPROVED, facts, sealed)
    return changed(file, [approved], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Who gets what, what for, and what allows it. `approval` is needed in the public interest only."""

    with_whom: str
    what: str
    purpose: str
    lawful_basis: str
    confidentiality_basis: Confidentiality
    approval: str = ""
    happened_at: datetime | None = None


def share(file: CaseFile, sharing: Disclosure, *, terms: Terms, occasion: Occasion) -> Change:
    """Give something of the case to somebody outside, and keep in the register who got what and why.

    Source: S1-52, S4-4, S4-5, S4-6. Raises: Invalid, where a basis is missing or is not the pack's;
    ConsentMissing or RuleBroken, without consent or the Guardian's approval where that is the basis.
    """
    _check_bases(sharing, terms)
    if sharing.confidentiality_basis is Confidentiality.CONSENT:
        require_sharing(file, day=london_date(occasion.at))
    facts = {
        "purpose": sharing.purpose,
        "lawful_basis": sharing.lawful_basis,
        "confidentiality_basis": sharing.confidentiality_basis,
        **_approval(file, sharing),
        "happened_at": stated(sharing.happened_at, file, occasion),
    }
    sealed = {"with_whom": sharing.with_whom, "what": sharing.what}
    shared = Happening(EventType.INFORMATION_SHARED, facts, sealed)
    return changed(file, [shared], terms=terms, occasion=occasion)


def _check_bases(sharing: Disclosure, terms: Terms) -> None:
    asked = (
        ("purpose", sharing.purpose, PURPOSES),
        ("lawful_basis", sharing.lawful_basis, LAWFUL_BASES),
        ("confidentiality_basis", sharing.confidentiality_basis, CONFIDENTIALITY_BASES),
    )
    faults = [
        Fault(field, "Choose from the list: nothing is shared without a basis")
        for field, code, key in asked
        if code not in permitted(terms.pack, key)
    ]
    if faults:
        raise Invalid(faults)


def _approval(file: CaseFile, sharing: Disclosure) -> dict[str, str]:
    if sharing.confidentiality_basis is not Confidentiality.PUBLIC_INTEREST:
        return {}
    if sharing.approval not in [each.id for each in unused_approvals(file.events)]:
        raise RuleBroken("In the public interest only what the Caldicott Guardian approved is shared")
    return {"approval": sharing.approval}
