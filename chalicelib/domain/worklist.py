"""What a list of cases shows of each: few fields, none of them the story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.case import CaseFile
from chalicelib.domain.clocks import Clock, earliest
from chalicelib.domain.contact import ContactType
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.reference import Reference
from chalicelib.domain.states import State
from chalicelib.domain.waiting import waits_on_others
from chalicelib.domain.workflow import NextStep, next_step


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a worklist. `due` is the earliest date still to be met, None if none is; `waiting`
    says that somebody else's answer is awaited.

    `calendar_version` is the one that the case pinned; empty in rows written before it was kept.
    """

    reference: Reference
    contact_type: ContactType
    state: State
    person: str
    subject: str
    next_step: NextStep
    due: date | None
    due_clock: str
    handler: StaffId | None
    received_at: datetime
    version: int
    calendar_version: str = ""
    waiting: bool = False

    @property
    def rank(self) -> str:
        """What lists are sorted by: what is due first, then what came first."""
        due = self.due.isoformat() if self.due else "9999-12-31"
        return f"{due}#{self.received_at:%Y-%m-%dT%H:%M:%SZ}#{self.reference.number}"


def row_of(file: CaseFile, clocks: Iterable[Clock]) -> Row:
    """How the case stands in a list now."""
    read = tuple(clocks)
    first = earliest(read)
    complainant = file.complainant
    case = file.case
    return Row(
        reference=case.reference,
        contact_type=case.contact_type,
        state=case.state,
        person=complainant.in_list if complainant else "",
        subject=case.subject,
        next_step=next_step(file),
        due=first.due if first else None,
        due_clock=first.code if first else "",
        handler=case.handler,
        received_at=case.received_at,
        version=case.version,
        calendar_version=case.calendar_version,
        waiting=waits_on_others(file.events, read),
    )
