"""Mediation: somebody independent helps both sides to talk. Either may ask for it, both must agree; it
stops no clock and takes nobody's rights away. Source: S2-60, S2-103.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, last_of


class Side(StrEnum):
    """The two who must agree."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Mediation:
    """The mediation that was proposed last, and how far it has come."""

    wanted_by: Side
    agreed_by: frozenset[Side]
    begun: bool
    ended: bool

    @property
    def still_to_agree(self) -> tuple[Side, ...]:
        """Which of the two has not agreed, or has said no since."""
        return tuple(side for side in Side if side not in self.agreed_by)


def mediation_of(events: Iterable[Event]) -> Mediation | None:
    """How it stands; None where nobody asked for it."""
    held = tuple(events)
    proposed = last_of(held, EventType.MEDIATION_PROPOSED)
    if proposed is None:
        return None
    since = [event for event in held if event.seq > proposed.seq]
    answered = each_of(since, EventType.MEDIATION_ANSWERED)
    answers = {Side(each.facts["side"]): each.facts["agreed"] for each in answered}
    return Mediation(
        wanted_by=Side(proposed.facts["wanted_by"]),
        agreed_by=frozenset(side for side, agreed in answers.items() if agreed),
        begun=last_of(since, EventType.MEDIATION_BEGUN) is not None,
        ended=last_of(since, EventType.MEDIATION_ENDED) is not None,
    )
