"""What a list of cases shows of each: few fields, none of them the story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.domain.case import CaseFile
from chalicelib.domain.clocks import Clock, earliest
from chalicelib.domain.contact import ContactType
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.need_to_know import OPEN_TO_ALL, Circle, Knowledge, circle_of
from chalicelib.domain.news import News, news_of
from chalicelib.domain.on_agenda import NOTHING_TO_SAY, OnAgenda, on_agenda
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff
from chalicelib.domain.stages import stage_of
from chalicelib.domain.states import State
from chalicelib.domain.waiting import waits_on_others
from chalicelib.domain.workflow import NextStep, next_step


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a worklist. `due` is the earliest date still to be met, None if none is; `waiting`
    says that somebody else's answer is awaited; `circle` who may know of it; `news` what its handler
    has not done themselves. `sensitive` where it is shown without whose it is and what it is about;
    `stage` is the code of `stages.StageReached`, empty where there are none. `version` is what somebody
    decides upon who has seen the row: mails that go do not move it.

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
    circle: Circle = OPEN_TO_ALL
    news: News | None = None
    sensitive: bool = False
    stage: str = ""
    agenda: OnAgenda = NOTHING_TO_SAY

    @property
    def rank(self) -> str:
        """What lists are sorted by: what is due first, then what came first."""
        due = self.due.isoformat() if self.due else "9999-12-31"
        return f"{due}#{self.received_at:%Y-%m-%dT%H:%M:%SZ}#{self.reference.number}"


def row_of(file: CaseFile, clocks: Iterable[Clock]) -> Row:
    """How the case stands in a list now."""
    read = tuple(clocks)
    first, stage = earliest(read), stage_of(file.events)
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
        version=file.decided_version,
        calendar_version=case.calendar_version,
        waiting=waits_on_others(file.events, read),
        circle=circle_of(file),
        news=news_of(file.events, case.handler),
        stage=stage.code if stage else "",
        agenda=on_agenda(file.events, read),
    )


@dataclass(frozen=True, slots=True)
class Existence:
    """What a list shows of a restricted case to whoever may not open it: that there is one (S4-10)."""

    reference: Reference
    handler: StaffId | None


Shown = Row | Existence
"""A case in a list as one reader sees it."""


def shown_to(reader: Staff, pack: PolicyPack, rows: Iterable[Row]) -> tuple[Shown, ...]:
    """The rows as this reader may know them: a case that is about them is not among them (4.2)."""
    known = ((row, row.circle.knowledge(reader, pack)) for row in rows)
    return tuple(
        _listed(row, pack) if knows is Knowledge.ALL else Existence(row.reference, row.handler)
        for row, knows in known
        if knows is not Knowledge.NOTHING
    )


def known_rows(reader: Staff, pack: PolicyPack, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Those rows that this reader may know all of: for lists of what they have to do."""
    return tuple(
        _listed(row, pack) for row in rows if row.circle.knowledge(reader, pack) is Knowledge.ALL
    )


def _listed(row: Row, pack: PolicyPack) -> Row:
    """The row as any list shows it: of a sensitive case what is to be done and by when, no more."""
    if not row.circle.sensitivity(pack):
        return row
    return replace(row, person="", subject="", sensitive=True)
