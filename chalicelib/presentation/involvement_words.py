"""Other organisations in a case, as staff read of them: which, who leads, and the commissioner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Event
from chalicelib.domain.involvement import (
    US,
    CommissionerHas,
    Involved,
    OrganisationKind,
    commissioner_has,
    lead_of,
    organisations_of,
    others_of,
    suggested_leads,
)
from chalicelib.domain.mediations import Side
from chalicelib.presentation.case_facts import Fact
from chalicelib.presentation.people import REMOVED, People
from chalicelib.presentation.work_labels import GRADES

KINDS = {
    OrganisationKind.PROVIDER: "A provider of care",
    OrganisationKind.COMMISSIONER: "The commissioner of the service",
    OrganisationKind.LOCAL_AUTHORITY: "A local authority",
    OrganisationKind.OMBUDSMAN: "The ombudsman",
    OrganisationKind.OURSELVES: "Our own part",
}
COMMISSIONER_HAS = {
    CommissionerHas.NOT: "No, they have complained to us only",
    CommissionerHas.LEFT_TO_US: "Yes, and the commissioner leaves it to us",
    CommissionerHas.INVESTIGATES: "Yes, and the commissioner investigates it",
}


def facts(events: Sequence[Event]) -> Iterator[Fact]:
    """Where it stands with others; each fact is empty where there is nothing to say."""
    yield Fact("Other organisations", "; ".join(_part(each) for each in organisations_of(events)))
    yield Fact("Who leads", _lead(events))
    has = commissioner_has(events)
    yield Fact("With the commissioner too", COMMISSIONER_HAS[has] if has else "")


def _part(each: Involved) -> str:
    return f"{_named(each)}: issue {' and '.join(each.issues)}, {GRADES[each.grade].lower()}"


def _named(each: Involved) -> str:
    return (each.name or REMOVED) if each.is_external else "Our own part"


def lead_words(lead: str, events: Sequence[Event]) -> str:
    """Who leads, by the id that was confirmed."""
    if lead == US:
        return "We do"
    return next((each.name or REMOVED for each in others_of(events) if each.id == lead), REMOVED)


def _lead(events: Sequence[Event]) -> str:
    confirmed = lead_of(events)
    return lead_words(confirmed, events) if confirmed else suggestion(events)


def suggestion(events: Sequence[Event]) -> str:
    """Whom the rule suggests, until a person confirms somebody (S2-25); a tie is told, not decided."""
    names = [lead_words(each.id, events) for each in suggested_leads(events)]
    if len(names) > 1:
        return f"Not confirmed. By the rule these are even: {', '.join(names)}"
    return f"Not confirmed. By the rule: {names[0]}" if names else ""


def involved(event: Event, file: CaseFile, people: People) -> str:
    """Which organisation was recorded, and with what."""
    kind, issues = OrganisationKind(event.facts["kind"]), " and ".join(event.facts["issues"])
    return f"{KINDS[kind]}, issue {issues}"


def confirmed(event: Event, file: CaseFile, people: People) -> str:
    """Who leads, and whether the rule had suggested it."""
    lead, suggested = event.facts["lead"], event.facts["suggested"]
    how = "as the rule suggests" if suggested == [lead] else "decided by people"
    return f"{lead_words(lead, file.events)}, {how}"


def checked(event: Event, file: CaseFile, people: People) -> str:
    """What was found out of the commissioner."""
    return COMMISSIONER_HAS[CommissionerHas(event.facts["has"])]


_SIDES = {Side.PERSON: "Whoever complained", Side.ORGANISATION: "We"}


def mediation_wanted(event: Event, file: CaseFile, people: People) -> str:
    """Which side asked for mediation."""
    return f"Asked for by: {_SIDES[Side(event.facts['wanted_by'])].lower()}"


def mediation_answered(event: Event, file: CaseFile, people: People) -> str:
    """Which side agreed to it, or did not."""
    side, agreed = _SIDES[Side(event.facts["side"])], event.facts["agreed"]
    return f"{side}: {'agreed' if agreed else 'did not agree'}"


def mediation_ended(event: Event, file: CaseFile, people: People) -> str:
    """Whether the two came to an agreement."""
    return "Both came to an agreement" if event.facts["settled"] else "Without an agreement"
