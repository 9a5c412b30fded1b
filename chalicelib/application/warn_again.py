"""A mail with words of danger waits in the inbox though its hour is over: more people hear of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from chalicelib.application.letterbox import Box, InboxRow
from chalicelib.application.outgoing import Addressee
from chalicelib.application.ports import Ports
from chalicelib.application.reach_staff import staff_holding, staff_reached_outside
from chalicelib.domain.digest import Turn
from chalicelib.domain.errors import MailRefused, MailUnproven
from chalicelib.domain.inbox_keeping import ALARMED, inbox_terms
from chalicelib.domain.policy import Terms
from chalicelib.domain.recipients import Recipient, RecipientKind
from chalicelib.domain.staff import Organisation

MOST_LOOKED_AT = 100
"""Mails of one round: those that may not wait stand first in the inbox."""
_NEVER = datetime.max.replace(tzinfo=UTC)


def expect_decision(organisation: Organisation, since: datetime, ports: Ports) -> None:
    """Let the clock look when the hour of a mail that came at `since` is over. Safe to run twice."""
    turn = ports.turns.of(organisation.id, ALARMED)
    at = since + allowance(ports.policies.current(organisation))
    if turn is None or at < turn.at:
        ports.turns.exchange(turn, Turn(organisation.id, ALARMED, at))


def allowance(terms: Terms) -> timedelta:
    """Within how long somebody must have seen to an alarm, from its arrival (S2-65, SC-13)."""
    return timedelta(hours=int(str(terms.pack.settings["alarm.hours"].value)))


def warn_again(turn: Turn, terms: Terms, ports: Ports) -> None:
    """Tell the people on call, and whoever looks after the inbox, of each mail whose hour is over, and
    look again within another hour; never again once none waits.

    As the clock of an alarm in a case does. Told first and noted then: told twice is better than never.
    Raises: MailUnavailable, so that the next tick tries again; StoreBusy.
    """
    now, organisation = ports.clock.now(), ports.policies.organisation(turn.organisation)
    page = ports.letterbox.inbox.page(organisation.id, Box.WAITING, limit=MOST_LOOKED_AT)
    waiting = [row for row in page.rows if row.urgent]
    ends = {row.id: row.received_at + allowance(terms) for row in waiting}
    to = _readers(organisation, terms, ports)
    for row in waiting:
        if ends[row.id] <= now:
            _warn(row, to, organisation, ports)
    following = (at if at > now else now + allowance(terms) for at in ends.values())
    ports.turns.exchange(turn, replace(turn, at=min(following, default=_NEVER)))


def _readers(organisation: Organisation, terms: Terms, ports: Ports) -> tuple[Addressee, ...]:
    role = terms.pack.alerted_on_receipt
    on_call = Recipient(RecipientKind.ROLE, role)
    people = (
        *staff_reached_outside(on_call, role, organisation.id, terms, ports),
        *staff_holding(inbox_terms(terms.pack).told, organisation.id, ports),
    )
    return tuple(Addressee(each.name, each.email, each.id) for each in dict.fromkeys(people))


def _warn(row: InboxRow, to: tuple[Addressee, ...], organisation: Organisation, ports: Ports) -> None:
    ports.log.error("alarm waits in the inbox", organisation=organisation.id)
    try:
        ports.mail.send(ports.words.warning(to, row.id, organisation))
    except (MailRefused, MailUnproven) as error:
        ports.log.error("warning unproven", error=type(error).__name__)
