"""Giving a case to a handler."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.errors import NotFound, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.need_to_know import refuse_subject
from chalicelib.domain.policy import Terms
from chalicelib.domain.staff import Staff


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who shall have the case."""

    handler: StaffId


def assign(file: CaseFile, handler: Staff, *, terms: Terms, occasion: Occasion) -> Change:
    """Give the case to a handler; the reference takes their initials (S0-3).

    Source: domain.md 4.2 (nobody handles a complaint about themselves).
    Raises: NotFound, Invalid, RuleBroken where their role does not handle cases.
    """
    if handler.organisation != file.case.organisation:
        raise NotFound("There is nobody of this name in the directory")
    refuse_subject(file, handler.id, field="handler")
    if not handler.holds_any(terms.pack.handler_roles()):
        raise RuleBroken(f"{handler.name} has no role that handles cases")
    if handler.id == file.case.handler:
        raise RuleBroken(f"{handler.name} has this case already")
    return changed(file, given_to(file, handler), terms=terms, occasion=occasion)


def given_to(file: CaseFile, handler: Staff) -> list[Happening]:
    """That somebody has the case now; nothing where they had it before."""
    if handler.id == file.case.handler:
        return []
    facts = {"handler": handler.id, "initials": handler.initials, "team": handler.team}
    return [Happening(EventType.HANDLER_ASSIGNED, facts)]
