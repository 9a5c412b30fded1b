"""What whoever took a contact did with it there and then: the rest of the contact record sheet.

Source: S2-62 to S2-67, S2-69, S2-104 (Appendices A and B of the practice's policy).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from chalicelib.domain.contact import ContactType
from chalicelib.domain.events import Event, EventType, Facts, Happening
from chalicelib.domain.grading import Grade
from chalicelib.domain.history import last_of

TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class FirstContact:
    """`level` is the view of whoever took it: the level of the case is set by others (S2-71 to S2-74).

    Saying sorry admits nothing (S2-64, S1-8). Both offers are made on the telephone (S2-62), and None
    where it came in otherwise and nobody was asked. `passed_on` means that the office manager has it,
    and that the caller was told so (S2-67, S2-104).
    """

    level: Grade | None = None
    read_back: bool = False
    said_sorry: bool = False
    callback_offered: bool | None = None
    meeting_offered: bool | None = None
    passed_on: bool = False

    @property
    def facts(self) -> Facts:
        """As the first event of the case keeps it."""
        return {**asdict(self), "level": int(self.level or 0)}


NOTHING_MORE = FirstContact()


def passed_on_at_once(taken: FirstContact | None, contact_type: ContactType) -> Iterator[Happening]:
    """That the office manager has it from the first moment; a complaint reaches them anyway."""
    if taken and taken.passed_on and contact_type is not ContactType.COMPLAINT:
        yield Happening(EventType.CONTACT_PASSED_ON, {"caller_told": True})


def first_contact_of(received: Event) -> FirstContact | None:
    """What was done at once; None where the person wrote to us themselves, or nobody said."""
    kept = received.facts.get(TAKEN)
    if kept is None:
        return None
    level = kept["level"]
    return FirstContact(**{**kept, "level": Grade(level) if level else None})


def passed_on_at(events: Iterable[Event]) -> datetime | None:
    """When the office manager got it; None where nobody passed it on."""
    passed = last_of(events, EventType.CONTACT_PASSED_ON)
    return passed.at if passed else None
