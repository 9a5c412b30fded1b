"""Staff prepare the monthly meeting: what there is to talk about, made when somebody looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.application.ports import Reading, View, ViewKind
from chalicelib.domain.agenda import Item, agenda_of
from chalicelib.domain.calendar import london_date
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Staff
from chalicelib.domain.worklist import Row, known_rows

MOST_CASES = 500
"""More than one meeting could talk about; what is due first is among them."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The cases to talk about, by why. `is_all` is false where there are more than were looked at."""

    today: date
    items: Mapping[Item, tuple[Row, ...]]
    is_all: bool


def read_agenda(reader: Staff, reading: Reading) -> Agenda:
    """The agenda of the reader's team, as far as the reader may know of its cases: those that are about
    them are not on theirs. Two calls to the store.

    Source: S2-99, S2-98; S2-14, S4-10. Raises: NotAllowed.
    """
    organisation = reading.policies.organisation(reader.organisation)
    pack = reading.policies.current(organisation).pack
    pack.require(reader.roles, Action.MINUTE)
    team = View(ViewKind.TEAM, reader.organisation, reader.id, reader.team)
    still_open = reading.cases.worklist(team, limit=MOST_CASES)
    closed = reading.cases.to_audit(reader.organisation, limit=MOST_CASES)
    rows = known_rows(reader, pack, (*still_open.rows, *closed.rows))
    today = london_date(reading.clock.now())
    return Agenda(today, agenda_of(rows, today), not (still_open.after or closed.after))
