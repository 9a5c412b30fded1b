"""Asking whoever complained how we handled it: decided once, reminded of once, never again once they
said no.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.clocks import Clock, Milestone
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.media import Medium, media_for
from chalicelib.domain.policy import Terms
from chalicelib.domain.surveys.asking import ASKED, WhyNot


class ReminderOutcome(StrEnum):
    """What became of the one reminder. That nobody was reminded has one word for every reason: it must
    not tell whoever has the case that somebody answered.
    """

    REMINDED = "reminded"
    NOT_NEEDED = "not_needed"


def decide_survey(
    file: CaseFile,
    told: tuple[Clock, Milestone],
    why_not: WhyNot | None,
    *,
    lot: int,
    terms: Terms,
    occasion: Occasion,
) -> Change:
    """Ask whoever complained, or record why not. One that is asked names what its link is made from.
    Source: S0-25, issue 4, point 9.
    """
    facts = {**_of_clock(told), "outcome": why_not or ASKED, "lot": lot}
    if why_not is None:
        media = media_for(file.complainant) if file.complainant else ()
        facts |= {"asking": occasion.nonce, "media": list(media)}
    decided = Happening(EventType.SURVEY_DECIDED, facts)
    return changed(file, [decided], terms=terms, occasion=occasion)


def remind_of_survey(
    file: CaseFile,
    told: tuple[Clock, Milestone],
    outcome: ReminderOutcome,
    *,
    asking: str,
    terms: Terms,
    occasion: Occasion,
) -> Change:
    """Remind of it once, by mail only, or let it be. Source: issue 4, point 9."""
    facts = {**_of_clock(told), "outcome": outcome}
    if outcome is ReminderOutcome.REMINDED:
        facts |= {"asking": asking, "media": [Medium.EMAIL]}
    reminded = Happening(EventType.SURVEY_REMINDED, facts)
    return changed(file, [reminded], terms=terms, occasion=occasion)


def _of_clock(told: tuple[Clock, Milestone]) -> dict[str, object]:
    clock, milestone = told
    return {"clock": clock.code, "milestone": milestone.code, "due": clock.due.isoformat()}


@dataclass(frozen=True, slots=True)
class SurveyOptOut:
    """That the person wants no survey, as they said it to us."""

    text: str = ""


def opt_out_of_surveys(
    file: CaseFile, asked: SurveyOptOut, *, terms: Terms, occasion: Occasion
) -> Change:
    """Record that whoever complained wants no survey, about this case or any other. Source: S0-26."""
    sealed = {"text": asked.text} if asked.text else None
    stopped = Happening(EventType.SURVEY_STOPPED, {"how": "staff"}, sealed)
    return changed(file, [stopped], terms=terms, occasion=occasion)


def opt_out_by_reply(file: CaseFile, mail: str, *, terms: Terms, occasion: Occasion) -> Change | None:
    """Record that they said so in answer to a survey; None where the case knows of this mail's word."""
    said = any(
        event.type is EventType.SURVEY_STOPPED and event.facts.get("mail") == mail
        for event in file.events
    )
    if said:
        return None
    stopped = Happening(EventType.SURVEY_STOPPED, {"how": "reply", "mail": mail})
    return changed(file, [stopped], terms=terms, occasion=occasion)
