"""Mail that belongs in no case and was put away goes, once its time is over: from the inbox, and with
every version of it from the store of raw mails.
"""

from __future__ import annotations

from chalicelib.application.letterbox import Box
from chalicelib.application.ports import Ports
from chalicelib.domain.calendar import london_date
from chalicelib.domain.inbox_keeping import goes_on, inbox_terms
from chalicelib.domain.staff import Organisation

MOST_AT_ONCE = 100
"""Mails of one organisation that go in one run: the next run goes on."""


def forget_mail(ports: Ports) -> int:
    """How many mails went. Safe to run twice, or to stop in between: the raw mail goes first, and what
    is in the inbox still is found again.

    Source: UK GDPR Article 5(1)(e); nothing that waits, or is in a case, is ever among them.
    """
    return sum(_forgotten(each, ports) for each in ports.policies.organisations())


def _forgotten(organisation: Organisation, ports: Ports) -> int:
    try:
        return _forget(organisation, ports)
    except Exception as error:  # one organisation's inbox must not hold up the others'
        ports.log.error("mail not forgotten", error=type(error).__name__)
        return 0


def _forget(organisation: Organisation, ports: Ports) -> int:
    rules = inbox_terms(ports.policies.current(organisation).pack)
    today = london_date(ports.clock.now())
    inbox = ports.letterbox.inbox
    rows = inbox.page(organisation.id, Box.AWAY, limit=MOST_AT_ONCE).rows
    over = [row.id for row in rows if goes_on(row.done_at or row.received_at, rules) <= today]
    for mail in over:
        ports.letterbox.raw.erase(mail)
        inbox.forget(mail)
    return len(over)
