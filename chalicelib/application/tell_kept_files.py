"""Files that were kept for as long as they must be wait for a decision: whoever answers for that hears
of them once a week, without having asked for a list.
"""

from __future__ import annotations

from chalicelib.application.outgoing import Addressee, OutgoingMail
from chalicelib.application.ports import Ports
from chalicelib.application.reach_staff import staff_reached_outside
from chalicelib.domain.calendar import london_date
from chalicelib.domain.digest import Turn, next_turn
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.inbox_keeping import OPENS, is_told_alone
from chalicelib.domain.policy import Terms
from chalicelib.domain.recipients import Recipient, RecipientKind
from chalicelib.domain.retention import KEPT, RETENTION
from chalicelib.domain.staff import Organisation

MOST_COUNTED = 100
"""Files that a notice counts. Where there are more, it says so."""


def expect_kept_files_notices(ports: Ports) -> None:
    """Let the clock look at the kept files of every organisation each working morning. Safe to run
    twice: a turn that is there is left.
    """
    for organisation in ports.policies.organisations():
        if ports.turns.of(organisation.id, KEPT) is None:
            _expect(organisation, ports)


def _expect(organisation: Organisation, ports: Ports) -> None:
    now = ports.clock.now()
    calendar = ports.policies.current(organisation).calendar
    first = next_turn(Turn(organisation.id, KEPT, now), OPENS, now, calendar)
    ports.turns.exchange(None, first)


def kept_files_notice(turn: Turn, terms: Terms, ports: Ports) -> OutgoingMail | None:
    """What is told today; None where nothing waits for a decision, or this week was told.

    Source: domain.md 3.5, "review then delete", and 4.7 RETENTION.
    """
    today = london_date(ports.clock.now())
    if not is_told_alone(turn, today):
        return None
    page = ports.cases.kept_files(turn.organisation, today, limit=MOST_COUNTED)
    if not page.rows:
        return None
    organisation = ports.policies.organisation(turn.organisation)
    to = _responsible(organisation, terms, ports)
    return ports.words.kept_files(to, len(page.rows), organisation, more=bool(page.after))


def _responsible(organisation: Organisation, terms: Terms, ports: Ports) -> tuple[Addressee, ...]:
    """Whoever owns the clock of keeping, or acts for them today."""
    rule = terms.pack.clock(RETENTION)
    role = RoleCode(rule.owner) if rule else terms.pack.alerted_on_receipt
    whom = Recipient(RecipientKind.ROLE, role)
    people = staff_reached_outside(whom, role, organisation.id, terms, ports)
    return tuple(Addressee(each.name, each.email, each.id) for each in people)
