"""The clock strikes somebody's hour: their list of the day goes, if there is anything in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from functools import partial

from chalicelib.application.letterbox import Box, InboxRow
from chalicelib.application.outgoing import Addressee, OutgoingMail
from chalicelib.application.ports import Ports, View, ViewKind
from chalicelib.application.tell_inbox import inbox_notice
from chalicelib.application.tell_kept_files import kept_files_notice
from chalicelib.application.tell_timetable import tell_timetable
from chalicelib.application.warn_again import warn_again
from chalicelib.domain.arrangements import Arrangements
from chalicelib.domain.calendar import london_date, london_instant
from chalicelib.domain.casework.changing import audience_of
from chalicelib.domain.digest import (
    DayList,
    DigestTerms,
    Turn,
    claimed,
    grouped,
    next_turn,
    put_back,
)
from chalicelib.domain.errors import MailRefused, MailUnavailable, MailUnproven
from chalicelib.domain.inbox_keeping import ALARMED, INBOX, OPENS
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.retention import KEPT
from chalicelib.domain.staff import Staff
from chalicelib.domain.timetable import TIMETABLE
from chalicelib.domain.worklist import Row, known_rows

LONGEST = 100
"""Cases in one list. Whoever has more sees the most urgent and is sent to the worklist."""


def send_digests(ports: Ports, *, has_time: Callable[[], bool] = lambda: True) -> int:
    """Send every list whose hour has come; how many turns were looked at. With no time left the others
    keep their turn for the next tick.

    One query finds the turns that are due, and each costs one page of its owner's worklist, two for
    those who look after new cases, and one of the inbox for those who look after that: the cost follows
    the people whose hour it is. Safe to run
    twice, late or at once in two places: a turn is claimed before its list is sent. Source: issue 3.6.
    """
    turns = tuple(ports.turns.due(ports.clock.now()))
    return sum(ports.crew.each(lambda turn: has_time() and _looked_after(turn, ports), turns))


def _looked_after(turn: Turn, ports: Ports) -> bool:
    try:
        _take(turn, ports)
    except Exception as error:  # one person's list must not hold up the others'
        ports.log.error("digest failed", error=type(error).__name__)
    return True


def _take(turn: Turn, ports: Ports) -> None:
    if turn.staff == TIMETABLE:
        tell_timetable(turn, ports)
        return
    terms = ports.policies.current(ports.policies.organisation(turn.organisation))
    if turn.staff == ALARMED:
        warn_again(turn, terms, ports)
        return
    if turn.staff == KEPT:
        _give(turn, OPENS, lambda: kept_files_notice(turn, terms, ports), terms, ports)
        return
    if turn.staff == INBOX:
        _give(turn, OPENS, lambda: inbox_notice(turn, terms, ports), terms, ports)
        return
    arranged = ports.arrangements.of(turn.organisation, turn.staff)
    person = ports.directory.find(turn.organisation, turn.staff)
    if person is None or arranged.digest_hour is None:
        ports.turns.drop(turn)
        return
    compose = partial(_composed, person, turn, arranged, terms, ports)
    _give(turn, arranged.digest_hour, compose, terms, ports)


def _give(
    turn: Turn, hour: int, compose: Callable[[], OutgoingMail | None], terms: Terms, ports: Ports
) -> None:
    """Send what there is to send and wait for the next day's hour."""
    mail = None if turn.claimed else compose()
    if turn.claimed:
        # Somebody stopped between sending and noting it: to send again might be to send twice.
        ports.log.error("digest unproven")
    if mail is None:
        _move_on(turn, hour, terms, ports)
    else:
        _send(turn, mail, hour, terms, ports)


def _composed(
    person: Staff, turn: Turn, arranged: Arrangements, terms: Terms, ports: Ports
) -> OutgoingMail | None:
    """The mail; None where today has none: too early, away, a holiday, sent, or nothing to do."""
    if not _has_a_list_now(turn, arranged, terms, ports):
        return None
    today = london_date(ports.clock.now())
    pages = [ports.cases.worklist(view, limit=LONGEST) for view in _views(person, terms)]
    listed = known_rows(person, terms.pack, (row for page in pages for row in page.rows))
    rows = sorted(listed, key=lambda row: row.rank)
    groups = grouped(rows, today, digest_terms(terms), terms.calendar)
    mails = _mails_waiting(person, terms, ports)
    kept = _kept_files(person, today, terms, ports)
    if not groups and not mails and not kept:
        return None
    to = Addressee(person.name, person.email, person.id)
    organisation = ports.policies.organisation(person.organisation)
    more = any(page.after for page in pages)
    oldest = min(each.received_at for each in mails) if mails else None
    day = DayList(today, groups, more=more, mails=len(mails), oldest_mail=oldest, kept_files=len(kept))
    return ports.words.digest(to, day, organisation)


def _mails_waiting(person: Staff, terms: Terms, ports: Ports) -> tuple[InboxRow, ...]:
    """The mails for which nobody has said where they belong, for whoever can say so (S0-12)."""
    if not terms.pack.permits(person.roles, Action.TRIAGE_MAIL):
        return ()
    inbox = ports.letterbox.inbox
    return inbox.page(person.organisation, Box.WAITING, limit=LONGEST).rows


def _kept_files(person: Staff, today: date, terms: Terms, ports: Ports) -> tuple[Row, ...]:
    """The files that were kept for long enough, for whoever decides about them (domain.md 3.5)."""
    if not terms.pack.permits(person.roles, Action.DECIDE_DISPOSAL):
        return ()
    page = ports.cases.kept_files(person.organisation, today, limit=LONGEST)
    return known_rows(person, terms.pack, page.rows)


def _views(person: Staff, terms: Terms) -> Iterator[View]:
    """Their own cases, and for those who hear of new ones also the team's that nobody has taken."""
    told = audience_of((), terms.pack)
    kinds = [ViewKind.MINE]
    if {told.alerted_on_receipt, told.first_contact} & set(person.roles):
        kinds.append(ViewKind.UNASSIGNED)
    for kind in kinds:
        yield View(kind, person.organisation, person.id, person.team)


def _has_a_list_now(turn: Turn, arranged: Arrangements, terms: Terms, ports: Ports) -> bool:
    now = ports.clock.now()
    today = london_date(now)
    sent = turn.sent_on is not None and turn.sent_on >= today
    early = london_instant(today, time(arranged.digest_hour or 0)) > now
    away = arranged.is_away(today)
    return not (sent or early or away) and terms.calendar.is_working(today)


def digest_terms(terms: Terms) -> DigestTerms:
    """What the pack calls urgent."""
    settings = terms.pack.settings
    return DigestTerms(
        critical_after=int(str(settings["digest.critical_working_days"].value)),
        soon_within=int(str(settings["digest.soon_working_days"].value)),
    )


def _send(turn: Turn, mail: OutgoingMail, hour: int, terms: Terms, ports: Ports) -> None:
    taken = claimed(turn, ports.clock.now())
    if not ports.turns.exchange(turn, taken):
        return
    try:
        ports.mail.send(mail)
    except MailUnavailable:
        _try_later(taken, turn, hour, terms, ports)
        return
    except MailUnproven:
        ports.log.error("digest unproven")
    except MailRefused:
        ports.log.error("digest refused")
    else:
        ports.log.info("digest sent")
    _move_on(taken, hour, terms, ports)


def _try_later(taken: Turn, before: Turn, hour: int, terms: Terms, ports: Ports) -> None:
    again = put_back(taken, ports.clock.now(), sent_on=before.sent_on)
    if again is None:
        ports.log.error("digest given up")
        _move_on(taken, hour, terms, ports)
    else:
        ports.turns.exchange(taken, again)


def _move_on(turn: Turn, hour: int, terms: Terms, ports: Ports) -> None:
    ports.turns.exchange(turn, next_turn(turn, hour, ports.clock.now(), terms.calendar))
