"""The members who stand behind one claim, each under its own scheme, and who speaks for them.

Source: S1-1, S1-2, S1-14, S1-15.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.events import Event, EventType, Happening
from chalicelib.domain.history import each_of, words_of
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import PolicyPack

SCHEMES = "claims.schemes"
"""Under this key a pack names the schemes under which it covers its members (S1-2)."""

RULES = "claims.rules_version"
"""Under this key a pack says which edition of the schemes' rules prevails (S1-3)."""


class Development(StrEnum):
    """What a member is told of as it happens, one mail for each contact (S1-25, S1-29, S1-31)."""

    NOTIFIED = "notified"
    OTHER_MEMBER = "other_member"
    HIGH_PROFILE = "high_profile"
    COVER = "cover"
    NOMINATED = "nominated"
    INVESTIGATING = "investigating"
    REPORT = "report"
    LIABILITY = "liability"
    REPUDIATED = "repudiated"
    ADMISSION_RECOMMENDED = "admission_recommended"
    ADMISSION_AUTHORISED = "admission_authorised"
    ADMISSION_SERVED = "admission_served"
    OFFER = "offer"
    DAMAGES = "damages"
    APPORTIONED = "apportioned"
    OWN_EXPENSE = "own_expense"
    PROCEEDINGS = "proceedings"
    TRIAL = "trial"
    COURT_NOTICE = "court_notice"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class MemberContact:
    """Who speaks for a member. Only one who may authorise binds it (S1-15)."""

    member: str
    staff: StaffId
    may_authorise: bool


@dataclass(frozen=True, slots=True)
class Member:
    """One member behind the claim. `name` is empty once it was erased; `covered` is None while nobody
    decided about its cover; it `was_heard` once it said what concerns it, or that nothing does (S1-30).
    """

    id: str
    name: str
    scheme: str
    covered: bool | None
    was_heard: bool


def members_of(events: Sequence[Event]) -> tuple[Member, ...]:
    """Every member behind the claim, in the order in which they joined."""
    return tuple(_member(joined, events) for joined in each_of(events, EventType.CLAIM_MEMBER_JOINED))


def _member(joined: Event, events: Sequence[Event]) -> Member:
    number = joined.facts["member"]
    theirs = [each for each in events if each.facts.get("member") == number]
    decided = each_of(theirs, EventType.CLAIM_COVER_DECIDED)
    return Member(
        id=number,
        name=str(words_of(joined).get("name", "")),
        scheme=joined.facts["scheme"],
        covered=decided[-1].facts["covered"] if decided else None,
        was_heard=bool(each_of(theirs, EventType.CLAIM_MEMBER_HEARD)),
    )


def contacts_of(events: Iterable[Event]) -> tuple[MemberContact, ...]:
    """Who speaks for the members now; what was recorded last of somebody holds."""
    named = each_of(events, EventType.CLAIM_CONTACT_NAMED)
    last = {(each.facts["member"], each.facts["contact"]): each.facts for each in named}
    return tuple(
        MemberContact(member, StaffId(staff), bool(facts["may_authorise"]))
        for (member, staff), facts in last.items()
    )


def binds(events: Iterable[Event], member: str, staff: str) -> bool:
    """Whether this person may decide for this member, as it is recorded (S1-15)."""
    return any(
        each.member == member and each.staff == staff and each.may_authorise
        for each in contacts_of(events)
    )


def who_binds(events: Iterable[Event], member: str) -> StaffId | None:
    """Whoever decides for this member; None where nobody may."""
    able = (each.staff for each in contacts_of(events) if each.member == member and each.may_authorise)
    return next(able, None)


def told(
    contacts: Iterable[MemberContact], of: Development, amount: str = "", **facts: object
) -> list[Happening]:
    """That each contact is told of a development. Only who may authorise hears an amount (S1-12)."""
    return [
        Happening(
            EventType.CLAIM_MEMBER_TOLD,
            {"member": each.member, "contact": each.staff, "of": of, **facts},
            {"amount": amount} if amount and each.may_authorise else None,
        )
        for each in contacts
    ]


def schemes_under(pack: PolicyPack) -> tuple[str, ...]:
    """The schemes that a member can have."""
    return _words(pack, SCHEMES)


def rules_under(pack: PolicyPack) -> str:
    """The edition of the rules that prevail; empty where the pack has none."""
    return ", ".join(_words(pack, RULES))


def _words(pack: PolicyPack, key: str) -> tuple[str, ...]:
    setting = pack.settings.get(key)
    return setting.value if setting and isinstance(setting.value, tuple) else ()
