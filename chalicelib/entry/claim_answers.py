"""How far a claim has come, as programs get it (domain.md 4.6)."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, Field

from chalicelib.domain.admissions import Element, authorised_by, served_for
from chalicelib.domain.claim_evidence import is_defensible
from chalicelib.domain.claim_members import contacts_of, members_of
from chalicelib.domain.claim_staff import ClaimOutcome, outcome_of_claim, without_outcome
from chalicelib.domain.claim_standing import (
    ClaimState,
    HighProfile,
    claim_state_of,
    high_profile_of,
)
from chalicelib.domain.damages import (
    Route,
    RouteAnswer,
    apportionment_of,
    damages_of,
    routes_of,
)
from chalicelib.domain.events import Event


class MemberContactOut(BaseModel):
    """Who speaks for a member of a scheme."""

    member: str
    staff: str
    may_authorise: bool


class MemberOut(BaseModel):
    """One member behind the claim. `covered` is null while nobody decided; `was_heard`: it said what
    concerns it, or that nothing does.
    """

    id: str
    name: str
    scheme: str
    covered: bool | None
    was_heard: bool
    authorised: tuple[Element, ...] = Field(description="What it authorised and has not taken back")
    served: tuple[Element, ...] = Field(description="What was admitted in its name")


class SharesOut(BaseModel):
    """Who bears how much, in hundredths of a per cent by member; never for the claimant's side."""

    shares: dict[str, int]
    decided: bool


class ClaimOut(BaseModel):
    """The claim that the case carries. `defensible`: every expert who reported supports a defence."""

    state: ClaimState
    high_profile: tuple[HighProfile, ...]
    members: tuple[MemberOut, ...]
    contacts: tuple[MemberContactOut, ...]
    defensible: bool
    routes: dict[Route, RouteAnswer]
    damages: str = Field(description="In pounds; empty while none are agreed")
    apportionment: SharesOut | None
    outcome: ClaimOutcome | None
    staff_to_tell: int = Field(description="Staff concerned who have not heard how it ended")


def claim_out(events: Sequence[Event]) -> ClaimOut | None:
    """The claim; None where the case carries none."""
    state, shares = claim_state_of(events), apportionment_of(events)
    if state is None:
        return None
    return ClaimOut(
        state=state,
        high_profile=high_profile_of(events),
        members=tuple(_members(events)),
        contacts=tuple(
            MemberContactOut.model_validate(each, from_attributes=True) for each in contacts_of(events)
        ),
        defensible=is_defensible(events),
        routes=dict(routes_of(events)),
        damages=damages_of(events),
        apportionment=SharesOut(shares=dict(shares.shares), decided=shares.decided) if shares else None,
        outcome=outcome_of_claim(events),
        staff_to_tell=len(without_outcome(events)),
    )


def _members(events: Sequence[Event]) -> list[MemberOut]:
    return [
        MemberOut(
            id=each.id,
            name=each.name,
            scheme=each.scheme,
            covered=each.covered,
            was_heard=each.was_heard,
            authorised=_in_order(authorised_by(each.id, events)),
            served=_in_order(served_for(each.id, events)),
        )
        for each in members_of(events)
    ]


def _in_order(elements: frozenset[Element]) -> tuple[Element, ...]:
    return tuple(each for each in Element if each in elements)
