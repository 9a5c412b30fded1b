"""Keeping a case to few: who may open it is named, for a reason, until it is opened to all again."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.investigations import subjects_of
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class Confinement:
    """Why the case is kept to few, and to whom, beside its handler and the roles of the pack."""

    text: str
    named: tuple[StaffId, ...] = ()


def restrict_access(file: CaseFile, asked: Confinement, *, terms: Terms, occasion: Occasion) -> Change:
    """Let only those open it who are named, its handler, and whoever the pack lets in. All others see
    that it exists. Once more, it names others. Source: S2-14, S4-10. Raises: Invalid.
    """
    about = set(subjects_of(file.events))
    if about & set(asked.named):
        raise Invalid([Fault("named", "This complaint is about one of them. Leave them out")])
    named = sorted({*asked.named, StaffId(occasion.by.id)})
    restricted = Happening(EventType.ACCESS_RESTRICTED, {"named": named}, {"text": asked.text})
    return changed(file, [restricted], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class ConfinementEnd:
    """Why the case need not be kept to few any more."""

    text: str


def open_access(file: CaseFile, asked: ConfinementEnd, *, terms: Terms, occasion: Occasion) -> Change:
    """Let everybody open it whose role reads cases. Source: S2-14."""
    opened = Happening(EventType.ACCESS_OPENED, sealed={"text": asked.text})
    return changed(file, [opened], terms=terms, occasion=occasion)
