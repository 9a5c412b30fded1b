"""The clock strikes for an organisation's own dates: their owners are reminded, then the next rung."""

from __future__ import annotations

from chalicelib.application.outgoing import Addressee, OutgoingMail
from chalicelib.application.plan_timetable import JOB
from chalicelib.application.ports import Ports
from chalicelib.application.reach_staff import staff_reached_outside
from chalicelib.application.timetable_ports import OwnNotice
from chalicelib.domain.casework.telling import notice_of
from chalicelib.domain.clocks import Clock, Milestone
from chalicelib.domain.digest import Turn, claimed, put_back
from chalicelib.domain.errors import MailRefused, MailUnavailable, MailUnproven
from chalicelib.domain.events import Event
from chalicelib.domain.policy import Terms
from chalicelib.domain.recipients import Recipient, RecipientKind, to_rungs
from chalicelib.domain.staff import Organisation
from chalicelib.domain.timetable import chained, next_look, own_clocks, reached

Due = tuple[tuple[Clock, Milestone], ...]


def tell_timetable(turn: Turn, ports: Ports) -> None:
    """Tell what the organisation owes by now, each milestone once, after an outage the latest.

    Safe to run twice, late or at once: the turn is claimed before anything is sent. Whoever dies in
    between loses that notice, which an error line says, and never doubles it. Source: domain.md 4.7.
    """
    organisation = ports.policies.organisation(turn.organisation)
    terms = ports.policies.current(organisation)
    events = ports.timetable.of(organisation.id)
    # One at a time: what went is written down before anything else is sent.
    due = reached(own_clocks(events, terms), ports.clock.now())[:1]
    if turn.claimed:
        ports.log.error("timetable unproven")
    elif due:
        taken = claimed(turn, ports.clock.now())
        if not ports.turns.exchange(turn, taken):
            return
        if not _sent(due, organisation, terms, ports):
            _try_later(turn, taken, ports)
            return
        turn = taken
    _move_on(turn, _told(events, due, organisation, ports), terms, ports)


def _sent(due: Due, organisation: Organisation, terms: Terms, ports: Ports) -> bool:
    """Whether every notice went; False where the mail service is away. What it refused is lost."""
    for clock, milestone in due:
        try:
            ports.mail.send(_mail(clock, milestone, organisation, terms, ports))
        except MailUnavailable:
            return False
        except (MailUnproven, MailRefused) as error:
            ports.log.error("timetable unproven", error=type(error).__name__)
    return True


def _mail(
    clock: Clock, milestone: Milestone, organisation: Organisation, terms: Terms, ports: Ports
) -> OutgoingMail:
    rungs = clock.rungs_by(milestone) if milestone.rung else ()
    owner = Recipient(RecipientKind.ROLE, clock.rule.owner)
    whom = to_rungs(rungs) if rungs else owner
    people = staff_reached_outside(whom, clock.rule.owner, organisation.id, terms, ports)
    to = tuple(Addressee(person.name, person.email, person.id) for person in people)
    notice = OwnNotice(clock.rule.title, clock.due, milestone.notice)
    return ports.words.timetable(to, notice, organisation)


def _try_later(before: Turn, taken: Turn, ports: Ports) -> None:
    again = put_back(taken, ports.clock.now(), sent_on=before.sent_on)
    if again is None:
        ports.log.error("timetable given up")
    ports.turns.exchange(taken, again or taken)


def _told(
    events: tuple[Event, ...], due: Due, organisation: Organisation, ports: Ports
) -> tuple[Event, ...]:
    """The history with what was told; as it was where somebody else lengthened it meanwhile."""
    happenings = [notice_of(clock, milestone, clock.rule.owner) for clock, milestone in due]
    told = chained(organisation.id, events, happenings, ports.occasion(JOB))
    kept = bool(told) and ports.timetable.add(organisation.id, told)
    return (*events, *told) if kept else events


def _move_on(turn: Turn, events: tuple[Event, ...], terms: Terms, ports: Ports) -> None:
    wanted = next_look(turn, own_clocks(events, terms), turn.organisation)
    if wanted is None:
        ports.turns.drop(turn)
    else:
        ports.turns.exchange(turn, wanted)
