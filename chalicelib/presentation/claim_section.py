"""The claim on the page of its case: where it stands, what comes next and from whom, its members and
what each of them authorised (S1-59, domain.md 4.6).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.admissions import authorised_by, served_for, to_authorise
from chalicelib.domain.casework.claim_opening import WhyClaim
from chalicelib.domain.claim_evidence import is_defensible, nominations_of, reports_of
from chalicelib.domain.claim_members import Member, contacts_of, members_of
from chalicelib.domain.claim_staff import outcome_of_claim, without_outcome
from chalicelib.domain.claim_standing import ClaimState, claim_state_of, high_profile_of
from chalicelib.domain.damages import apportionment_of, damages_of, routes_of
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import last_of
from chalicelib.presentation.case_facts import Fact
from chalicelib.presentation.claim_labels import (
    CLAIM_OUTCOMES,
    CLAIM_STATES,
    HIGH_PROFILE,
    NOMINEES,
    WHY_CLAIM,
    per_cent,
    pounds,
)
from chalicelib.presentation.claim_steps import CLAIM_STEPS
from chalicelib.presentation.claim_way_words import elements_title, member_title
from chalicelib.presentation.labels import Tag
from chalicelib.presentation.people import REMOVED, People


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member behind the claim, its cover, and what is known of it."""

    title: str
    cover: Tag
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ClaimSection:
    """What the page shows of the claim. `next_owner` is empty where nothing comes next."""

    state: Tag
    high_profile: str
    next_step: str
    next_owner: str
    facts: tuple[Fact, ...]
    members: tuple[MemberLine, ...]


def claim_section(opened: OpenFile, people: People) -> ClaimSection | None:
    """The claim that the case carries; None where it carries none."""
    events = opened.file.events
    state = claim_state_of(events)
    if state is None:
        return None
    words, action = CLAIM_STEPS[state]
    owners = opened.terms.pack.who_can(action)
    return ClaimSection(
        state=Tag(CLAIM_STATES[state], "grey" if state is ClaimState.CLOSED else "blue"),
        high_profile=", ".join(HIGH_PROFILE[each] for each in high_profile_of(events)),
        next_step=words,
        next_owner="" if state is ClaimState.CLOSED else " or ".join(owners),
        facts=tuple(fact for fact in (*_facts(events), _unseen(opened)) if fact.text),
        members=tuple(_member(each, events, people) for each in members_of(events)),
    )


def _facts(events: Sequence[Event]) -> Iterator[Fact]:
    damages, outcome = damages_of(events), outcome_of_claim(events)
    nominated = (f"{each.name or REMOVED} ({NOMINEES[each.kind]})" for each in nominations_of(events))
    opened = last_of(events, EventType.CLAIM_OPENED)
    yield Fact("Opened because", WHY_CLAIM[WhyClaim(opened.facts["why"])] if opened else "")
    yield Fact("Lawyers and experts", "\n".join(nominated), typed=True)
    yield Fact("Evidence", _evidence(events))
    yield Fact("Ways to resolve it", "All seven were considered" if routes_of(events) else "")
    yield Fact("Damages", f"{pounds(damages)}, final" if damages else "")
    yield Fact("Who bears how much", _shares(events), typed=True)
    yield Fact("How it ended", CLAIM_OUTCOMES[outcome] if outcome else "")
    left = len(without_outcome(events)) if outcome else 0
    yield Fact("Staff to tell", str(left) if left else "")


def _unseen(opened: OpenFile) -> Fact:
    """That others are behind it is said; who they are, and what they say, is not (S1-29)."""
    count = opened.members_unseen
    words = "1 other member" if count == 1 else f"{count} other members"
    return Fact("Also behind it", f"{words}. What they say and do is not shown to you" if count else "")


def _evidence(events: Sequence[Event]) -> str:
    if not reports_of(events):
        return ""
    return "It supports a defence" if is_defensible(events) else "It does not support a defence"


def _shares(events: Sequence[Event]) -> str:
    known = apportionment_of(events)
    if known is None:
        return ""
    titles = {each.id: member_title(each) for each in members_of(events)}
    lines = [f"{titles[member]}: {per_cent(share)}" for member, share in known.shares.items()]
    standing = "Decided" if known.decided else "Proposed, not decided"
    return "\n".join([*lines, f"{standing}. The claimant’s side never learns it"])


_COVER = {
    True: Tag("Covered", "green"),
    False: Tag("Not covered", "red"),
    None: Tag("Cover not decided", "yellow"),
}


def _member(member: Member, events: Sequence[Event], people: People) -> MemberLine:
    facts = (
        Fact("Who speaks for it", _contacts(member, events, people)),
        Fact("Asked to authorise", _asked(member, events)),
        Fact("Authorised", elements_title(authorised_by(member.id, events))),
        Fact("Admitted", elements_title(served_for(member.id, events))),
    )
    return MemberLine(
        member_title(member), _COVER[member.covered], tuple(fact for fact in facts if fact.text)
    )


def _asked(member: Member, events: Sequence[Event]) -> str:
    given = authorised_by(member.id, events)
    waiting = (each for each in to_authorise(events) if each.member == member.id)
    left = [elements_title(each.elements - given) for each in waiting]
    return f"{left[-1]}. No answer is no authority" if left else ""


def _contacts(member: Member, events: Sequence[Event], people: People) -> str:
    theirs = (each for each in contacts_of(events) if each.member == member.id)
    return ", ".join(
        people.handler(each.staff) + ("" if each.may_authorise else " (may not authorise)")
        for each in theirs
    )
