"""Asking whoever has a case to look at it."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_too_long
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.history import last_of
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class Nudge:
    """What is said with it, if anything. It is kept with the case and stands in no mail."""

    text: str = ""


def nudge(file: CaseFile, asked: Nudge, *, terms: Terms, occasion: Occasion) -> Change:
    """Ask the handler to look at the case: once a day, and never oneself.

    Source: issue 6, point 8. Raises: RuleBroken, Invalid.
    """
    if file.case.handler == occasion.by.id:
        raise RuleBroken("You have this case yourself")
    last = last_of(file.events, EventType.HANDLER_NUDGED)
    same_handler = last is not None and last.facts["handler"] == file.case.handler
    if last and same_handler and london_date(last.at) == london_date(occasion.at):
        raise RuleBroken("They were asked to look at it today already")
    not_too_long("text", asked.text)
    nudged = Happening(
        EventType.HANDLER_NUDGED,
        {"handler": file.case.handler},
        sealed={"text": asked.text} if asked.text.strip() else None,
    )
    return changed(file, [nudged], terms=terms, occasion=occasion)
