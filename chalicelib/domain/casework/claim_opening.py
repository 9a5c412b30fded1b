"""How a claim begins: opened with its first member, joined by others, notified, covered (4.6)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.claim_members import (
    Development,
    MemberContact,
    contacts_of,
    members_of,
    rules_under,
    schemes_under,
    told,
)
from chalicelib.domain.claim_standing import HighProfile
from chalicelib.domain.contact import ReceivedVia, record_of
from chalicelib.domain.errors import Fault, Invalid, NotAllowed
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.holds import is_on_hold
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import PolicyPack, Terms

KEPT_FOR = "A claim is expected, or here."
"""Why everything is kept, where the claim itself puts the case on hold (S1-42)."""


class WhyClaim(StrEnum):
    """Why a claim is expected (S1-7, S1-35)."""

    LETTER_OF_CLAIM = "letter_of_claim"
    LEGAL_IMPLICATIONS = "legal_implications"
    EARLY_NOTIFICATION = "early_notification"


@dataclass(frozen=True, slots=True)
class ClaimOpening:
    """Why a claim is expected, the first member behind it with its scheme, and who speaks for it.

    `contact` is the account of that person; `may_authorise` says whether they can bind the member.
    """

    why: WhyClaim
    member: str
    scheme: str
    contact: StaffId
    may_authorise: bool
    text: str = ""


def open_claim(file: CaseFile, opening: ClaimOpening, *, terms: Terms, occasion: Occasion) -> Change:
    """A claim is expected, or here: everything is kept from now on.

    Source: S1-1, S1-2, S1-35, S1-42. Raises: Invalid.
    """
    sealed = {"text": opening.text} if opening.text else None
    happenings = [
        Happening(EventType.CLAIM_OPENED, {"why": opening.why}, sealed),
        *_joined("1", opening.member, opening.scheme, terms.pack),
        _named(MemberContact("1", opening.contact, opening.may_authorise)),
    ]
    if not is_on_hold(file.events):
        happenings.append(Happening(EventType.HOLD_PLACED, sealed={"text": KEPT_FOR}))
    if _came_through_an_mp(file):
        happenings.append(Happening(EventType.CLAIM_HIGH_PROFILE, {"reasons": [HighProfile.MP]}))
    return changed(file, happenings, terms=terms, occasion=occasion)


def _came_through_an_mp(file: CaseFile) -> bool:
    record = record_of(file.events[0])
    return record is not None and record.received_via is ReceivedVia.MP


def _joined(number: str, name: str, scheme: str, pack: PolicyPack) -> list[Happening]:
    if scheme not in schemes_under(pack):
        raise Invalid([Fault("scheme", "Choose one of the schemes")])
    facts = {"member": number, "scheme": scheme, "rules": rules_under(pack)}
    return [Happening(EventType.CLAIM_MEMBER_JOINED, facts, {"name": name})]


def _named(contact: MemberContact) -> Happening:
    facts = {
        "member": contact.member,
        "contact": contact.staff,
        "may_authorise": contact.may_authorise,
    }
    return Happening(EventType.CLAIM_CONTACT_NAMED, facts)


@dataclass(frozen=True, slots=True)
class MemberJoining:
    """Another member behind the claim, and whether it is investigated jointly with the others."""

    member: str
    scheme: str
    contact: StaffId
    may_authorise: bool
    joint: bool


def join_member(file: CaseFile, joining: MemberJoining, *, terms: Terms, occasion: Occasion) -> Change:
    """Another member is behind the claim: all of them hear of it at once, and of nothing else.

    Source: S1-14, S1-29. Raises: Invalid.
    """
    number = str(len(members_of(file.events)) + 1)
    contact = MemberContact(number, joining.contact, joining.may_authorise)
    happenings = [
        *_joined(number, joining.member, joining.scheme, terms.pack),
        _named(contact),
        *told((*contacts_of(file.events), contact), Development.OTHER_MEMBER, joint=joining.joint),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class ContactNamed:
    """Who speaks for a member, and whether they can bind it."""

    member: str
    contact: StaffId
    may_authorise: bool


def name_contact(file: CaseFile, named: ContactNamed, *, terms: Terms, occasion: Occasion) -> Change:
    """Record who speaks for a member from now on, or that they no longer bind it. Source: S1-15.

    Raises: Invalid.
    """
    require_member(file, named.member)
    happening = _named(MemberContact(named.member, named.contact, named.may_authorise))
    return changed(file, [happening], terms=terms, occasion=occasion)


def require_member(file: CaseFile, member: str) -> None:
    """Raises: Invalid, where no such member is behind the claim."""
    if member not in {each.id for each in members_of(file.events)}:
        raise Invalid([Fault("member", "Choose the member")])


@dataclass(frozen=True, slots=True)
class MemberHeard:
    """What concerns a member before the claim is investigated jointly; no words where nothing does."""

    member: str
    has_concerns: bool
    text: str = ""


def hear_member(file: CaseFile, heard: MemberHeard, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep what a member said, or that nothing concerns it. Nobody says it for another member.

    Source: S1-30. Raises: Invalid; NotAllowed.
    """
    require_member(file, heard.member)
    _refuse_for_another(file, heard.member, occasion)
    if heard.has_concerns and not heard.text.strip():
        raise Invalid([Fault("text", "Say what concerns them")])
    facts = {"member": heard.member, "has_concerns": heard.has_concerns}
    sealed = {"text": heard.text} if heard.text else None
    happening = Happening(EventType.CLAIM_MEMBER_HEARD, facts, sealed)
    return changed(file, [happening], terms=terms, occasion=occasion)


def _refuse_for_another(file: CaseFile, member: str, occasion: Occasion) -> None:
    own = {each.member for each in contacts_of(file.events) if each.staff == occasion.by.id}
    if own and member not in own:
        raise NotAllowed("You speak for another member behind this claim")


@dataclass(frozen=True, slots=True)
class HighProfileMark:
    """Why many will look at it, and how we support the members through that."""

    reasons: tuple[HighProfile, ...]
    support: str


def mark_high_profile(
    file: CaseFile, mark: HighProfileMark, *, terms: Terms, occasion: Occasion
) -> Change:
    """Mark the claim: the team leader and the members hear of it at once. Source: S1-13.

    Raises: Invalid.
    """
    if not mark.reasons:
        raise Invalid([Fault("reasons", "Choose at least one reason")])
    facts = {"reasons": list(mark.reasons)}
    happenings = [
        Happening(EventType.CLAIM_HIGH_PROFILE, facts, {"text": mark.support}),
        *told(contacts_of(file.events), Development.HIGH_PROFILE),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class ClaimNotice:
    """What the member says with the documents that it sent on."""

    text: str = ""


def notify_claim(file: CaseFile, notice: ClaimNotice, *, terms: Terms, occasion: Occasion) -> Change:
    """Everything went on and the list of documents is out: the scheme has the claim.

    Source: S1-10, S1-36, domain.md 4.6.
    """
    sealed = {"text": notice.text} if notice.text else None
    happenings = [
        Happening(EventType.CLAIM_NOTIFIED, sealed=sealed),
        *told(contacts_of(file.events), Development.NOTIFIED),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


class CoverReason(StrEnum):
    """Why a member is covered or not. That somebody said sorry, or explained, is none (S1-8)."""

    WITHIN_SCHEME = "within_scheme"
    OUTSIDE_SCHEME = "outside_scheme"
    OUTSIDE_PERIOD = "outside_period"
    NOT_A_MEMBER = "not_a_member"


@dataclass(frozen=True, slots=True)
class CoverDecision:
    """Whether a member is covered, why, in words too; and its own view, if it has another (S1-5)."""

    member: str
    covered: bool
    reason: CoverReason
    text: str
    member_view: str = ""


def decide_cover(file: CaseFile, cover: CoverDecision, *, terms: Terms, occasion: Occasion) -> Change:
    """Say whether the scheme covers a member, and why. Source: S1-5, S1-8, S1-9. Raises: Invalid."""
    require_member(file, cover.member)
    if cover.covered is not (cover.reason is CoverReason.WITHIN_SCHEME):
        raise Invalid([Fault("reason", "Choose a reason that goes with the answer above")])
    facts = {"member": cover.member, "covered": cover.covered, "why": cover.reason}
    sealed = {"text": cover.text, "member_view": cover.member_view}
    theirs = (each for each in contacts_of(file.events) if each.member == cover.member)
    happenings = [
        Happening(EventType.CLAIM_COVER_DECIDED, facts, sealed),
        *told(theirs, Development.COVER),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)
