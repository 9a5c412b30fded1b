"""Which organisations a complaint concerns, which of them leads, and whether the commissioner has it.

The person gets one response for all of them (S2-25; SI 2009/309 regulation 9).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.grading import Grade, grade_of
from chalicelib.domain.history import each_of, last_of, words_of
from chalicelib.domain.issues import issues_of

US = "us"
"""The id of our own part."""
DUPLICATE_CHECK = "duplicate_commissioner_check"
"""Under this key a pack says whether it must be known if the commissioner has it too (C-30)."""


class OrganisationKind(StrEnum):
    """What another organisation is to the person (regulations 6 to 9)."""

    PROVIDER = "provider"
    COMMISSIONER = "commissioner"
    LOCAL_AUTHORITY = "local_authority"
    OMBUDSMAN = "ombudsman"
    OURSELVES = "ourselves"


@dataclass(frozen=True, slots=True)
class Involved:
    """One organisation: which issues concern it, and how grave they are. The name of our own part is
    empty, and so is one that was erased.
    """

    id: str
    name: str
    kind: OrganisationKind
    issues: tuple[str, ...]
    grade: Grade

    @property
    def is_external(self) -> bool:
        """Whether it is somebody else than us."""
        return self.kind is not OrganisationKind.OURSELVES


def organisations_of(events: Iterable[Event]) -> tuple[Involved, ...]:
    """Every organisation as it was recorded last, in order; our own part only where it was recorded."""
    recorded = each_of(events, EventType.ORGANISATION_INVOLVED)
    return tuple({event.facts["organisation"]: _involved(event) for event in recorded}.values())


def _involved(event: Event) -> Involved:
    facts = event.facts
    return Involved(
        id=facts["organisation"],
        name=str(words_of(event).get("organisation", "")),
        kind=OrganisationKind(facts["kind"]),
        issues=tuple(facts["issues"]),
        grade=Grade(facts["grade"]),
    )


def others_of(events: Iterable[Event]) -> tuple[Involved, ...]:
    """The organisations besides us."""
    return tuple(each for each in organisations_of(events) if each.is_external)


def own_part(events: Iterable[Event]) -> Involved:
    """Our own part: as it was recorded, or else every issue that concerns nobody else, as grave as the
    case is.
    """
    held = tuple(events)
    recorded = [each for each in organisations_of(held) if not each.is_external]
    if recorded:
        return recorded[0]
    elsewhere = {issue for each in others_of(held) for issue in each.issues}
    ours = tuple(each.id for each in issues_of(held).issues if each.id not in elsewhere)
    grade = grade_of(held) if ours else None
    return Involved(US, "", OrganisationKind.OURSELVES, ours, grade or Grade.MINOR)


def suggested_leads(events: Iterable[Event]) -> tuple[Involved, ...]:
    """Who leads by the rule: the most serious complaint, then the largest number of issues. Several
    where they are even, which people decide; nobody where no other organisation is involved. The
    ombudsman leads no response. Source: S2-25.
    """
    held = tuple(events)
    others = [each for each in others_of(held) if each.kind is not OrganisationKind.OMBUDSMAN]
    if not others:
        return ()
    weighed = [(each.grade, len(each.issues), each) for each in (own_part(held), *others)]
    most = max((grade, count) for grade, count, _each in weighed)
    return tuple(each for grade, count, each in weighed if (grade, count) == most)


def lead_of(events: Iterable[Event]) -> str:
    """The id of whoever leads, as a person confirmed it; empty before that."""
    confirmed = last_of(events, EventType.LEAD_CONFIRMED)
    return str(confirmed.facts["lead"]) if confirmed else ""


class CommissionerHas(StrEnum):
    """Whether the person complained to the commissioner too, and who looks into it (C-30)."""

    NOT = "not"
    LEFT_TO_US = "left_to_us"
    INVESTIGATES = "investigates"


def commissioner_has(events: Iterable[Event]) -> CommissionerHas | None:
    """What is known of it; None before anybody asked. By law one of the two investigates, never both.

    Source: C-30; SI 2009/309 regulation 7.
    """
    checked = last_of(events, EventType.COMMISSIONER_CHECKED)
    return CommissionerHas(checked.facts["has"]) if checked else None
