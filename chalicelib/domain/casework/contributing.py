"""Other organisations' parts of one coordinated response (S2-25, S2-74; regulation 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past, stated
from chalicelib.domain.casework.consenting import require_sharing
from chalicelib.domain.contributions import contributions_of
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class ContributionRequest:
    """Which organisation is asked for what, by when, and that the person agreed to share it."""

    organisation: str
    text: str
    due: date
    consented: bool


def ask_contribution(
    file: CaseFile, asked: ContributionRequest, *, terms: Terms, occasion: Occasion
) -> Change:
    """Ask another organisation for its part, if whoever it is about lets us.

    Source: S2-25, S0-7; regulation 9. Raises: Invalid, ConsentMissing.
    """
    if not asked.consented:
        raise Invalid([Fault("consented", "Ask the person first whether we may share it with them")])
    require_sharing(file, day=london_date(occasion.at))
    facts = {
        "organisation": str(len(contributions_of(file.events)) + 1),
        "due": not_past(asked.due, occasion, "due"),
    }
    sealed = {"organisation": asked.organisation, "text": asked.text}
    happening = Happening(EventType.CONTRIBUTION_REQUESTED, facts, sealed)
    return changed(file, [happening], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class ContributionReceived:
    """What an organisation answered."""

    organisation: str
    text: str
    happened_at: datetime | None = None


def receive_contribution(
    file: CaseFile, received: ContributionReceived, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep what the organisation answered. Source: S2-25. Raises: Invalid."""
    if received.organisation not in [c.id for c in contributions_of(file.events) if c.awaited]:
        raise Invalid([Fault("organisation", "Choose from the list")])
    facts = {
        "organisation": received.organisation,
        "happened_at": stated(received.happened_at, file, occasion),
    }
    happening = Happening(EventType.CONTRIBUTION_RECEIVED, facts, {"text": received.text})
    return changed(file, [happening], terms=terms, occasion=occasion)
