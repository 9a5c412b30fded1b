"""What the clock, and a newer policy or calendar, do to a case."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.clocks import NOTICE_EVENTS, Clock, Milestone
from chalicelib.domain.events import Happening, Occasion
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.policy import Terms
from chalicelib.domain.stages import owner_of


def tell_milestone(
    file: CaseFile, clock: Clock, milestone: Milestone, *, terms: Terms, occasion: Occasion
) -> Change:
    """Tell the owner that a milestone was reached (domain.md 4.7); earlier ones count as told."""
    owner = owner_of(clock.rule, file.case.subject, terms.pack)
    told = notice_of(clock, milestone, owner)
    return changed(file, [told], terms=terms, occasion=occasion)


def notice_of(clock: Clock, milestone: Milestone, owner: RoleCode) -> Happening:
    """That a milestone was reached, and whose it is."""
    facts: dict[str, object] = {
        "clock": clock.code,
        "milestone": milestone.code,
        "due": clock.due.isoformat(),
        "owner": owner,
    }
    if clock.due_at:
        facts["due_at"] = clock.due_at.isoformat()
    if clock.round:
        facts["round"] = clock.round
    if clock.rule.on_call:
        facts["on_call"] = list(clock.rule.on_call)
    if clock.person:
        facts["person"] = clock.person
    if milestone.rung:
        facts |= clock.climbing_to(milestone)
    return Happening(NOTICE_EVENTS[milestone.notice], facts)


def give_later_dates(
    file: CaseFile, revisions: Sequence[Happening], *, terms: Terms, occasion: Occasion
) -> Change:
    """Give clocks the later dates that a newer policy or calendar gives (`what_if.revisions`), and keep
    reminders off the days that were declared (`clocks.days_to_note`).

    Source: domain.md 2, 3.12. One revision for each clock, which names the version it follows from.
    """
    return changed(file, revisions, terms=terms, occasion=occasion)
