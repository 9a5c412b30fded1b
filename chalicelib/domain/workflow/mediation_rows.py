"""When mediation can be asked for, agreed to, begun and ended (S2-60, S2-103)."""

from __future__ import annotations

from chalicelib.domain.case import CaseFile
from chalicelib.domain.mediations import Mediation, mediation_of
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.workflow.complaint_rows import while_open
from chalicelib.domain.workflow.rows import Guard, Table

_NAMES = {"person": "the person", "organisation": "we"}


def _open(file: CaseFile) -> Mediation | None:
    mediation = mediation_of(file.events)
    return None if mediation is None or mediation.ended else mediation


def _none_is_open(file: CaseFile, terms: Terms) -> str:
    return "Mediation was asked for already. End it before you begin another" if _open(file) else ""


def _wanted(file: CaseFile, terms: Terms) -> str:
    return "" if _open(file) else "Nobody asked for mediation yet"


def _not_begun(file: CaseFile, terms: Terms) -> str:
    mediation = _open(file)
    return "The mediation has begun. Record how it ends" if mediation and mediation.begun else ""


def _both_agreed(file: CaseFile, terms: Terms) -> str:
    mediation = _open(file)
    missing = mediation.still_to_agree if mediation else ()
    if not missing:
        return ""
    who = " and ".join(_NAMES[side] for side in missing)
    return f"Both must agree to mediation. Still to agree: {who}"


NONE_IS_OPEN = Guard(_none_is_open, Action.END_MEDIATION)
WANTED = Guard(_wanted, Action.PROPOSE_MEDIATION)
NOT_BEGUN = Guard(_not_begun, Action.END_MEDIATION)
BOTH_AGREED = Guard(_both_agreed, Action.ANSWER_MEDIATION)

MEDIATION_ROWS: Table = {
    Action.PROPOSE_MEDIATION: while_open(NONE_IS_OPEN),
    Action.ANSWER_MEDIATION: while_open(WANTED, NOT_BEGUN),
    Action.BEGIN_MEDIATION: while_open(WANTED, BOTH_AGREED, NOT_BEGUN),
    Action.END_MEDIATION: while_open(WANTED),
}
