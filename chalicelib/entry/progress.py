"""How far a case has come, as programs get it: every reading of its events, in the API's shapes."""

from __future__ import annotations

from datetime import date

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.contributions import contributions_of
from chalicelib.domain.endings import ending_of
from chalicelib.domain.grading import Grade, grade_of
from chalicelib.domain.investigations import Concerned, involved_in
from chalicelib.domain.involvement import (
    CommissionerHas,
    OrganisationKind,
    commissioner_has,
    lead_of,
    organisations_of,
    suggested_leads,
)
from chalicelib.domain.issues import (
    Finding,
    Outcome,
    StaffGroup,
    findings_of,
    issues_of,
    outcome_of,
)
from chalicelib.domain.learning import AuditResult, actions_of
from chalicelib.domain.plans import PlanAnswer, plan_of
from chalicelib.domain.restrictions import restriction_of
from chalicelib.domain.sharing import register_of
from chalicelib.domain.stages import exhausted_on, stage_of
from chalicelib.domain.time_limits import TimeLimit, time_limit_of
from chalicelib.entry.claim_answers import ClaimOut, claim_out


class IssueOut(BaseModel):
    """One issue, and what was found of it; null while nothing was."""

    id: str
    text: str
    subject: str
    staff_group: StaffGroup
    finding: Finding | None


class PlanOut(BaseModel):
    """The plan as it stands. `answer` is null until the person said something of it."""

    version: int
    investigate_by: date
    respond_by: date
    partner: str | None
    achievable: str
    not_achievable: str
    steps: str
    answer: PlanAnswer | None


class ConcernedOut(BaseModel):
    """A member of staff whom it concerns, and what was done for them."""

    id: str
    name: str
    concerned: Concerned
    was_shown: bool
    was_offered: bool
    was_heard: bool
    has_seen: bool


class LearningOut(BaseModel):
    """A promised action. `done` is false again after a check that failed."""

    id: str
    text: str
    owner: str
    due: date
    done: bool
    audited: AuditResult | None


class OrganisationOut(BaseModel):
    """An organisation that the complaint concerns."""

    id: str
    name: str
    kind: OrganisationKind
    issues: tuple[str, ...]
    grade: Grade


class ContributionOut(BaseModel):
    """Another organisation's part."""

    id: str
    name: str
    due: date
    awaited: bool


class SharedOut(BaseModel):
    """An entry of the register: who outside got what of this case, what for, and what allowed it."""

    at: AwareDatetime
    with_whom: str
    what: str
    purpose: str
    lawful_basis: str
    confidentiality_basis: str


class StageOut(BaseModel):
    """Where it stands on the ladder of stages. `exhausted_on` is when the last one answered; null while
    one is left.
    """

    number: int
    answered: bool
    exhausted_on: date | None


class Progress(BaseModel):
    """How far the case has come. Resolved and closed are two ends: answered, and all done and told."""

    grade: Grade | None
    stage: StageOut | None = Field(description="Null where the policy knows no stages")
    time_limit: TimeLimit
    outcome: Outcome | None = Field(description="Follows from the findings; never chosen")
    resolved_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    copies: tuple[str, ...] = Field(description="The staff who get a copy of the response")
    issues: tuple[IssueOut, ...]
    plan: PlanOut | None
    staff_concerned: tuple[ConcernedOut, ...]
    learning: tuple[LearningOut, ...]
    organisations: tuple[OrganisationOut, ...]
    suggested_leads: tuple[str, ...] = Field(description="By the rule; several where they are even")
    lead: str = Field(description="Who leads, as a person confirmed it: `us`, or an organisation")
    commissioner_has: CommissionerHas | None
    contributions: tuple[ContributionOut, ...]
    shared: tuple[SharedOut, ...] = Field(description="The register of who got what")
    claim: ClaimOut | None
    restricted_until: date | None = Field(description="When the limits on contact are looked at again")


def progress_of(opened: OpenFile) -> Progress:
    """How far this case has come."""
    events = opened.file.events
    ending, restriction = ending_of(events), restriction_of(events)
    return Progress(
        grade=grade_of(events),
        stage=_stage(opened),
        time_limit=time_limit_of(opened.file, opened.terms),
        outcome=outcome_of(events),
        resolved_at=ending.resolved_at,
        closed_at=ending.closed_at,
        copies=ending.copied,
        issues=_issues(opened),
        plan=_plan(opened),
        staff_concerned=tuple(
            ConcernedOut.model_validate(each, from_attributes=True) for each in involved_in(events)
        ),
        learning=tuple(
            LearningOut.model_validate(each, from_attributes=True) for each in actions_of(events)
        ),
        organisations=tuple(
            OrganisationOut.model_validate(each, from_attributes=True)
            for each in organisations_of(events)
        ),
        suggested_leads=tuple(each.id for each in suggested_leads(events)),
        lead=lead_of(events),
        commissioner_has=commissioner_has(events),
        contributions=tuple(
            ContributionOut.model_validate(each, from_attributes=True)
            for each in contributions_of(events)
        ),
        shared=tuple(
            SharedOut.model_validate(each, from_attributes=True) for each in register_of(events)
        ),
        claim=claim_out(events),
        restricted_until=restriction.review_on if restriction else None,
    )


def _stage(opened: OpenFile) -> StageOut | None:
    events = opened.file.events
    reached = stage_of(events)
    if reached is None:
        return None
    on = exhausted_on(events, opened.terms.pack)
    return StageOut(number=reached.number, answered=reached.answered, exhausted_on=on)


def _issues(opened: OpenFile) -> tuple[IssueOut, ...]:
    found = findings_of(opened.file.events)
    return tuple(
        IssueOut(
            id=issue.id,
            text=issue.text,
            subject=issue.subject,
            staff_group=issue.staff_group,
            finding=found.get(issue.id),
        )
        for issue in issues_of(opened.file.events).issues
    )


def _plan(opened: OpenFile) -> PlanOut | None:
    plan = plan_of(opened.file.events)
    return PlanOut.model_validate(plan, from_attributes=True) if plan else None
