"""Finding out who is liable: lawyers and experts, their reports, the analysis, the repudiation (S1-11,
S1-18 to S1-20, S1-44; domain.md 4.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.casework.claim_letters import answered, letter_to_claimant
from chalicelib.domain.claim_evidence import Nominee, experts_of, nominations_of, reports_of
from chalicelib.domain.claim_members import Development, contacts_of, told
from chalicelib.domain.documents.reading import documents_here
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class Nominated:
    """Who works for us, and whether they are told to accept proceedings at the portal (S1-18)."""

    kind: Nominee
    name: str
    accepts_proceedings: bool = False


def nominate(file: CaseFile, nominated: Nominated, *, terms: Terms, occasion: Occasion) -> Change:
    """Nominate a firm of the panel, an expert, or counsel; the members hear of it.

    Source: S1-18, S1-19, S1-25. Raises: Invalid.
    """
    if nominated.accepts_proceedings and nominated.kind is not Nominee.PANEL_FIRM:
        words = "Only a firm of the panel can be instructed to accept proceedings"
        raise Invalid([Fault("accepts_proceedings", words)])
    facts = {
        "nominee": str(len(nominations_of(file.events)) + 1),
        "kind": nominated.kind,
        "accepts_proceedings": nominated.accepts_proceedings,
    }
    happenings = [
        Happening(EventType.CLAIM_NOMINATED, facts, {"name": nominated.name}),
        *told(contacts_of(file.events), Development.NOMINATED),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class ClaimInvestigation:
    """Who looks into it, and where they begin."""

    text: str


def investigate_claim(
    file: CaseFile, begun: ClaimInvestigation, *, terms: Terms, occasion: Occasion
) -> Change:
    """Begin to look into the claim: all members and the lawyers hear of it. Source: S1-25, S1-31."""
    happenings = [
        Happening(EventType.CLAIM_INVESTIGATED, sealed={"text": begun.text}),
        *told(contacts_of(file.events), Development.INVESTIGATING),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class ExpertReport:
    """Which expert says whether the care can be defended, and the file in which it stands."""

    expert: str
    supportive: bool
    file: str
    text: str


def record_evidence(
    file: CaseFile, report: ExpertReport, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep what an independent expert says. Their last report counts. Source: S1-25, S1-44, S1-45.

    Raises: Invalid.
    """
    faults = list(_faults_of_report(file, report))
    if faults:
        raise Invalid(faults)
    facts = {"nominee": report.expert, "supportive": report.supportive, "file": report.file}
    happenings = [
        Happening(EventType.CLAIM_REPORTED, facts, {"text": report.text}),
        *told(contacts_of(file.events), Development.REPORT),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


def _faults_of_report(file: CaseFile, report: ExpertReport) -> Iterator[Fault]:
    if report.expert not in {each.id for each in experts_of(file.events)}:
        yield Fault("expert", "Choose the expert")
    if report.file not in {each.id for each in documents_here(file.events)}:
        yield Fault("file", "Choose the file. Add it to the case first")


@dataclass(frozen=True, slots=True)
class LiabilityAnalysis:
    """What the evidence says of both elements, why, and what the member thinks of it (S1-6, S1-11)."""

    breach: bool
    causation: bool
    text: str
    member_view: str = ""


def assess_liability(
    file: CaseFile, analysis: LiabilityAnalysis, *, terms: Terms, occasion: Occasion
) -> Change:
    """Say what the evidence shows; the members read it with its reasons. It is no admission.

    Source: S1-11, S1-15, domain.md 4.6.
    """
    facts = {
        "breach": analysis.breach,
        "causation": analysis.causation,
        "evidence": [each.file for each in reports_of(file.events)],
    }
    sealed = {"text": analysis.text, "member_view": analysis.member_view}
    happenings = [
        Happening(EventType.CLAIM_ASSESSED, facts, sealed),
        *told(contacts_of(file.events), Development.LIABILITY),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Repudiation:
    """The expert on whose report it rests, and the letter to the claimant's side."""

    expert: str
    text: str


def repudiate(file: CaseFile, repudiation: Repudiation, *, terms: Terms, occasion: Occasion) -> Change:
    """Deny liability, on evidence that supports it; the letter of claim is answered with it.

    Source: S1-20, domain.md 4.6. Raises: Invalid.
    """
    supportive = {each.nominee: each.file for each in reports_of(file.events) if each.supportive}
    if repudiation.expert not in supportive:
        raise Invalid([Fault("expert", "Choose an expert whose report supports it")])
    facts = {"evidence": [supportive[repudiation.expert]]}
    happenings = [
        Happening(EventType.CLAIM_REPUDIATED, facts, {"text": repudiation.text}),
        *answered(file, occasion),
        *letter_to_claimant(file, repudiation.text, terms=terms, occasion=occasion),
        *told(contacts_of(file.events), Development.REPUDIATED),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)
