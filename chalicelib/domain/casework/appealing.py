"""Disagreeing with us, and deciding about it rung by rung (S1-54)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.appeals import (
    DecidedBy,
    next_rung,
    verdicts_of,
    waiting_rung,
)
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past
from chalicelib.domain.casework.consenting import require_open
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.ladders import rung_to_decide
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.policy import PolicyPack, Rung, Terms
from chalicelib.domain.staff import Staff


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Why the person disagrees, and the London date by which they were told that we decide."""

    text: str
    due: date


def raise_appeal(
    file: CaseFile, disagreement: Disagreement, *, terms: Terms, occasion: Occasion
) -> Change:
    """Take an appeal to the rung whose turn it is; whoever holds it is told at once.

    Source: S1-54. Raises: Invalid, for a date that has passed; RuleBroken, where no rung is left.
    """
    rung = next_rung(file.events, terms.pack)
    if rung is None:
        raise RuleBroken("The ladder of appeals ends here")
    due = not_past(disagreement.due, occasion, "due")
    raised = Happening(EventType.APPEAL_RAISED, appeal_to(rung, due), {"text": disagreement.text})
    return changed(file, [raised], terms=terms, occasion=occasion)


def appeal_to(rung: Rung, due: str) -> dict[str, object]:
    """What the history says of an appeal: the rung before which it is, and the date of its decision."""
    return {"appeal": str(rung.number), "rung": rung.number, "due": due}


@dataclass(frozen=True, slots=True)
class AppealVerdict:
    """What a rung decides, and the reasons, which the person reads. `rung` counts from 1."""

    rung: int
    upheld: bool
    text: str
    decided_by: DecidedBy = DecidedBy.HOLDER


def decide_appeal(
    file: CaseFile, verdict: AppealVerdict, decider: Staff, *, terms: Terms, occasion: Occasion
) -> Change:
    """Decide on a rung, with reasons that the handler and the person are told.

    Source: S1-54. Raises: RuleBroken, saying whose turn it is; Invalid; ConsentMissing.
    """
    rung = _rung_of(file, verdict, decider, terms.pack)
    if verdict.decided_by is not DecidedBy.HOLDER and not rung.mediation:
        raise Invalid([Fault("decided_by", f"Rung {rung.number} does not end in mediation")])
    require_open(file, COMPLAINANT, terms=terms, at=occasion.at)
    facts = {
        "appeal": str(rung.number),
        "rung": rung.number,
        "upheld": verdict.upheld,
        "decided_by": verdict.decided_by,
    }
    decided = Happening(EventType.APPEAL_DECIDED, facts, {"text": verdict.text})
    return changed(file, [decided, *_told(file, verdict)], terms=terms, occasion=occasion)


def _rung_of(file: CaseFile, verdict: AppealVerdict, decider: Staff, pack: PolicyPack) -> Rung:
    decided = [(each.rung, each.by) for each in verdicts_of(file.events)]
    rung = rung_to_decide(verdict.rung, decider.id, decider.roles, decided=decided, pack=pack)
    if waiting_rung(file.events) != rung.number:
        raise RuleBroken("Nobody has appealed to this rung")
    return rung


def _told(file: CaseFile, verdict: AppealVerdict) -> list[Happening]:
    """The reasons on the person's own page, with a mail that says so, where they agreed to mail."""
    person = file.party(COMPLAINANT)
    if person is None or not person.can_be_mailed():
        return []
    return [Happening(EventType.PERSON_WRITTEN_TO, {"party": COMPLAINANT}, {"text": verdict.text})]
