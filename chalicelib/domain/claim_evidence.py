"""Who was nominated for a claim, what the experts say, and whether it can be defended on that
(S1-18 to S1-20, S1-44, S1-45, S1-50).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.claim_members import members_of
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, last_of, words_of


class Nominee(StrEnum):
    """What somebody is nominated as (S1-18, S1-19)."""

    PANEL_FIRM = "panel_firm"
    EXPERT = "expert"
    COUNSEL = "counsel"


@dataclass(frozen=True, slots=True)
class Nomination:
    """Who works on the claim for us. `name` is empty once it was erased."""

    id: str
    kind: Nominee
    name: str


def nominations_of(events: Iterable[Event]) -> tuple[Nomination, ...]:
    """Everybody who was nominated, in order."""
    return tuple(
        Nomination(e.facts["nominee"], Nominee(e.facts["kind"]), str(words_of(e).get("name", "")))
        for e in each_of(events, EventType.CLAIM_NOMINATED)
    )


def experts_of(events: Iterable[Event]) -> tuple[Nomination, ...]:
    """The independent experts."""
    return tuple(each for each in nominations_of(events) if each.kind is Nominee.EXPERT)


@dataclass(frozen=True, slots=True)
class Report:
    """What an expert said last, and the file in which it stands."""

    nominee: str
    supportive: bool
    file: str


def reports_of(events: Iterable[Event]) -> tuple[Report, ...]:
    """The last report of every expert who gave one."""
    last = {e.facts["nominee"]: e for e in each_of(events, EventType.CLAIM_REPORTED)}
    return tuple(
        Report(nominee, bool(e.facts["supportive"]), e.facts["file"]) for nominee, e in last.items()
    )


def is_defensible(events: Iterable[Event]) -> bool:
    """Whether every expert who reported supports the defence, and at least one did (S1-45)."""
    reports = reports_of(events)
    return bool(reports) and all(each.supportive for each in reports)


def without_own_expense(events: Sequence[Event]) -> tuple[str, ...]:
    """The members who have not signed that they defend against advice at their own expense (S1-50).

    A report that came since asks for a new signature: it may say something else.
    """
    signed = each_of(_since_last_report(events), EventType.CLAIM_OWN_EXPENSE)
    who = {each.facts["member"] for each in signed}
    return tuple(each.id for each in members_of(events) if each.id not in who)


def _since_last_report(events: Sequence[Event]) -> Sequence[Event]:
    last = last_of(events, EventType.CLAIM_REPORTED)
    return [each for each in events if last is None or each.seq > last.seq]


def may_be_defended(events: Sequence[Event]) -> bool:
    """Whether it may go to court: on supportive evidence, or at the members' own expense (S1-50)."""
    return is_defensible(events) or not without_own_expense(events)
