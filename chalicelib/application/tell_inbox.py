"""Mail waits in the inbox: those who look after it hear of it, without having asked for a list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chalicelib.application.letterbox import Box, InboxRow
from chalicelib.application.outgoing import Addressee, OutgoingMail
from chalicelib.application.ports import Ports
from chalicelib.application.reach_staff import staff_holding, staff_reached_outside
from chalicelib.domain.calendar import london_date
from chalicelib.domain.digest import Turn
from chalicelib.domain.inbox_keeping import (
    INBOX,
    SOON,
    InboxNotice,
    InboxTerms,
    goes_on,
    has_a_notice_now,
    inbox_terms,
    is_late,
    is_told_alone,
    turn_after_arrival,
)
from chalicelib.domain.policy import Terms
from chalicelib.domain.recipients import Recipient, RecipientKind
from chalicelib.domain.staff import Organisation

MOST_COUNTED = 100
"""Mails that a notice counts. Where there are more, it says so."""


def expect_notice(organisation: Organisation, ports: Ports) -> None:
    """Let the clock look at the inbox soon, because a mail waits. Safe to run twice: a turn that was
    moved or claimed meanwhile is left, and looks at the inbox anyway.
    """
    turn = ports.turns.of(organisation.id, INBOX)
    if turn and turn.claimed:
        return
    calendar = ports.policies.current(organisation).calendar
    wanted = turn_after_arrival(turn, organisation.id, ports.clock.now(), calendar)
    if turn is None or wanted.at < turn.at:
        ports.turns.exchange(turn, wanted)


def inbox_notice(turn: Turn, terms: Terms, ports: Ports) -> OutgoingMail | None:
    """What is told today; None where there is nothing to tell, or today has been told.

    Source: S0-12: mail stays until somebody said where it belongs.
    """
    now = ports.clock.now()
    if not has_a_notice_now(turn, now, terms.calendar):
        return None
    organisation = ports.policies.organisation(turn.organisation)
    rules = inbox_terms(terms.pack)
    told = _found(organisation, rules, terms, ports)
    if not told.waiting and not (told.going and is_told_alone(turn, london_date(now))):
        return None
    to = tuple(_readers(rules, terms, organisation, ports, late=told.late_after is not None))
    return ports.words.inbox(to, told, organisation)


def _readers(
    rules: InboxTerms, terms: Terms, organisation: Organisation, ports: Ports, *, late: bool
) -> Iterator[Addressee]:
    """Who looks after the inbox; besides, or where nobody does, those who are alerted of complaints."""
    people = staff_holding(rules.told, organisation.id, ports)
    if late or not people:
        role = rules.told_late
        whom = Recipient(RecipientKind.ROLE, role)
        people += staff_reached_outside(whom, role, organisation.id, terms, ports)
    for person in dict.fromkeys(people):
        yield Addressee(person.name, person.email, person.id)


def _found(organisation: Organisation, rules: InboxTerms, terms: Terms, ports: Ports) -> InboxNotice:
    today, inbox = london_date(ports.clock.now()), ports.letterbox.inbox
    waiting = inbox.page(organisation.id, Box.WAITING, limit=MOST_COUNTED)
    away = inbox.page(organisation.id, Box.AWAY, limit=MOST_COUNTED)
    oldest = waiting.rows[0].received_at if waiting.rows else None
    late = oldest is not None and is_late(oldest, today, rules, terms.calendar)
    going = [row for row in away.rows if _goes_on(row, rules) <= today + SOON]
    return InboxNotice(
        waiting=len(waiting.rows),
        oldest=oldest,
        late_after=rules.late_after if late else None,
        going=len(going),
        more=bool(waiting.after),
    )


def _goes_on(row: InboxRow, rules: InboxTerms) -> date:
    return goes_on(row.done_at or row.received_at, rules)
