"""How every decision becomes a change: chained, folded, its clocks read again, its messages owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import reduce

from chalicelib.domain.addressees import Audience
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import Case, CaseFile, Change
from chalicelib.domain.clocks import gone, moved
from chalicelib.domain.contributions import linked_of
from chalicelib.domain.damages import refuse_shares_told
from chalicelib.domain.errors import CaseChanged, Fault, Invalid
from chalicelib.domain.events import Event, Happening, Occasion, link
from chalicelib.domain.folding import evolve
from chalicelib.domain.grading import NEEDS_A_PARTNER, Grade, grade_of
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.messages import Message, in_order
from chalicelib.domain.owing import messages_owed
from chalicelib.domain.parties import Party
from chalicelib.domain.policy import PolicyPack, Terms
from chalicelib.domain.sending import held
from chalicelib.domain.signing_off import REQUIRED, roles_under
from chalicelib.domain.states import State
from chalicelib.domain.undoing import can_be_undone, window

ROLE_BY_LEVEL = "plan.contact_role_by_level"
"""Under this key a pack names who has the matters of each level (C-8)."""

ON_CALL = "claims.oncall"
"""Under this key a pack names who acts on what a claim brings in, at any hour: all of them (S1-36)."""

LEARNING = "claims.learning_told"
"""Under this key a pack names who hears of what was learnt from a claim: all of them (S1-49)."""

URGENT = "urgent.told"
"""Under this key a pack names who hears at once of a medical need: all of them (S2-65)."""

INSTRUCTION, COURT = "INSTRUCTION", "COURT"
"""The clocks of what a member of a scheme has to decide (S1-43), and of the court's dates."""

LONGEST_TEXT = 20_000
"""Characters of a note, or of somebody's own words in a mail. Source: issue 2, "Edges"."""


def refuse_if_changed(file: CaseFile, seen_version: int) -> None:
    """Raises: CaseChanged, if a person did anything after `seen_version`, naming what; Invalid, for
    a version that the case has not reached.
    """
    if seen_version > file.case.version:
        raise Invalid([Fault("version", "The case has no such version. Read it again")])
    since = file.done_by_people_since(seen_version)
    if since:
        raise CaseChanged(file.case.reference, since)


def not_too_long(field: str, text: str) -> None:
    """Raises: Invalid, for a text longer than `LONGEST_TEXT`."""
    if len(text) > LONGEST_TEXT:
        over = len(text) - LONGEST_TEXT
        raise Invalid([Fault(field, f"Use {LONGEST_TEXT:,} characters or fewer: take out {over:,}")])


def not_in_the_future(instant: datetime, now: datetime, field: str) -> None:
    """Raises: Invalid, for what is said to have happened after now."""
    if instant > now:
        raise Invalid([Fault(field, "This cannot be in the future")])


def changed(
    file: CaseFile,
    happenings: Sequence[Happening],
    *,
    terms: Terms,
    occasion: Occasion,
    messages: Sequence[Message] = (),
    parties: Sequence[Party] = (),
) -> Change:
    """The change that these happenings make: chained, folded, clocks read again, messages owed.

    `messages` and `parties` are those that the decision itself changed. Raises: Invalid (S1-14).
    """
    refuse_shares_told(happenings, file.events)
    events = link(file.case.id, file.case.head, occasion, happenings)
    case = reduce(evolve, events, file.case)
    people = _with_changed_parties(file.parties, parties)
    history = (*file.events, *events)
    audience = replace(audience_of(people, terms.pack, grade_of(history)), linked=linked_of(history))
    owed = _held_back(messages_owed(case, events, audience), case, events, terms.pack)
    touched = (*messages, *owed)
    after = replace(
        file,
        case=case,
        events=history,
        parties=people,
        messages=_with_changed(file.messages, touched),
    )
    before, clocks = file.clocks(terms), after.clocks(terms)
    return Change(
        before=file.case.head,
        file=after,
        events=events,
        clocks=clocks,
        clocks_moved=moved(before, clocks),
        clocks_gone=gone(before, clocks),
        messages=touched,
        parties=tuple(parties),
        parties_before=tuple(old for new in parties if (old := file.party(new.id))),
    )


def _held_back(
    owed: Sequence[Message], case: Case, events: Sequence[Event], pack: PolicyPack
) -> tuple[Message, ...]:
    """Mail about what can be undone waits until it cannot; nothing waits where help is needed."""
    wait = window(pack)
    if not wait or case.state is State.URGENT_HOLD or not can_be_undone(events):
        return tuple(owed)
    until = events[-1].at + wait
    return tuple(held(each, until) if each.is_fresh else each for each in owed)


def audience_of(parties: tuple[Party, ...], pack: PolicyPack, grade: Grade | None = None) -> Audience:
    """Who is told of what happens, as the pack names them (C-7, C-8, S2-43, S2-72)."""
    return Audience(
        parties=parties,
        alerted_on_receipt=pack.alerted_on_receipt,
        first_contact=next(iter(roles_under(pack, ROLE_BY_LEVEL)), None),
        approver=next(iter(reversed(roles_under(pack, REQUIRED))), None),
        takes_over=_who_takes_over(pack, grade),
        on_call=roles_under(pack, ON_CALL),
        instructs=_owner_of(INSTRUCTION, pack),
        lawyers=_owner_of(COURT, pack),
        urgent=roles_under(pack, URGENT),
        learning=roles_under(pack, LEARNING),
        plans=_who_plans(pack, grade),
    )


def _who_plans(pack: PolicyPack, grade: Grade | None) -> RoleCode | None:
    """Up to level 2 whoever has that level, from level 3 whoever approves last (T3, C-8, S2-73)."""
    by_level = roles_under(pack, ROLE_BY_LEVEL)
    if grade is None or not by_level:
        return None
    last = next(iter(reversed(roles_under(pack, REQUIRED))), None)
    return last if grade >= NEEDS_A_PARTNER else by_level[grade - 1]


def _who_takes_over(pack: PolicyPack, grade: Grade | None) -> RoleCode | None:
    """On level 2 whoever has level 3: they are turned to at once where it is not settled (S2-72)."""
    by_level = roles_under(pack, ROLE_BY_LEVEL)
    return by_level[Grade.MAJOR - 1] if grade is Grade.SIGNIFICANT and by_level else None


def _owner_of(code: str, pack: PolicyPack) -> RoleCode | None:
    """Whoever this clock is up to; nobody where the pack has none."""
    clock = pack.clock(code)
    return clock.owner if clock else None


def _with_changed_parties(old: Sequence[Party], touched: Sequence[Party]) -> tuple[Party, ...]:
    by_id = {party.id: party for party in (*old, *touched)}
    return tuple(by_id.values())


def _with_changed(old: Sequence[Message], touched: Sequence[Message]) -> tuple[Message, ...]:
    by_key = {message.key: message for message in (*old, *touched)}
    return in_order(by_key.values())


def stated(happened_at: datetime | None, file: CaseFile, occasion: Occasion) -> str:
    """When something happened, as an event says it: now, where nobody said otherwise.

    Raises: Invalid, for a time to come, or before the case began.
    """
    at = happened_at or occasion.at
    not_in_the_future(at, occasion.at, "happened_at")
    if at < file.case.received_at:
        raise Invalid([Fault("happened_at", "This cannot be before we received it")])
    return at.isoformat()


def not_past(day: date, occasion: Occasion, field: str) -> str:
    """A London date to come, or today, as an event says it. Raises: Invalid."""
    if day < london_date(occasion.at):
        raise Invalid([Fault(field, "This date has passed")])
    return day.isoformat()
