"""A mail came in: it is read, entered into the inbox, and filed where its subject leaves no doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from chalicelib.application.bring_in_attachments import POST_ROOM, bring_in_attachments
from chalicelib.application.casework import act_for_system
from chalicelib.application.opt_out_of_surveys import heed_reply
from chalicelib.application.ports import CaseReader, Ports
from chalicelib.application.tell_inbox import expect_notice
from chalicelib.application.warn_again import expect_decision
from chalicelib.domain import inbox, mail_in
from chalicelib.domain.alarms import Alarm
from chalicelib.domain.errors import NotFound
from chalicelib.domain.inbox import Deed, InboxMail, MailState
from chalicelib.domain.mail_in import Machine, MailId, ReceivedMail, Route
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.staff import Organisation

MOST_LOOKED_UP = 20
"""How many cases one mail can make us look up: whoever lists a thousand references gets no further."""


def receive_mail(mail: MailId, ports: Ports) -> MailState:
    """What became of the mail: waiting for a secretary, filed, or recognised as our own.

    Safe to run twice, or again after it was cut short: the mail waits in the inbox from the first step
    on, its case takes it in once, and its deeds are known by their case. Nothing is answered.
    Source: S0-12, S0-13, S0-14. Raises: NotFound, where there is no such mail; StoreBusy.
    """
    received = ports.letterbox.reader.read(mail, ports.letterbox.raw.read(mail))
    read = _recognised(received, ports.cases)
    organisation = addressee_of(read.to, ports)
    way = _route(read, organisation, ports)
    alarms = _heard_in(read, ports)
    entered = ports.letterbox.inbox.enter(
        InboxMail(organisation.id, read, way.suggestions, alarms=alarms)
    )
    if entered.state is not MailState.WAITING:
        return entered.state
    heed_reply(read, ports)
    if read.machine is Machine.OURS:
        return _settled(entered, MailState.LOOP, None, ports)
    if way.case is None:
        expect_notice(organisation, ports)
        if alarms:
            expect_decision(organisation, read.received_at, ports)
        return MailState.WAITING
    _file(way.case.number, entered, ports)
    return _settled(entered, MailState.FILED, way.case, ports)


def addressee_of(addresses: Iterable[str], ports: Ports) -> Organisation:
    """The organisation whose address a mail was sent to, with or without a label; ours by default."""
    plain = {_without_label(address) for address in addresses}
    ours = (each for each in ports.policies.organisations() if each.email.lower() in plain)
    return next(ours, ports.policies.default_organisation())


def _without_label(address: str) -> str:
    name, _, domain = address.partition("@")
    return f"{name.partition('+')[0]}@{domain}"


def _recognised(mail: ReceivedMail, cases: CaseReader) -> ReceivedMail:
    """The mail, known as our own where it is one that we sent and that went in a circle."""
    sent_by_us = mail.message_id and cases.sent_as(mail.message_id)
    return replace(mail, machine=Machine.OURS) if sent_by_us else mail


def _route(mail: ReceivedMail, organisation: Organisation, ports: Ports) -> Route:
    known = _known(organisation, ports.cases)
    return mail_in.route(mail, known, _threaded(mail, ports.cases))


def _known(organisation: Organisation, cases: CaseReader) -> Callable[[Reference], bool]:
    """Whether a case of this organisation answers to a reference. Each number is looked up once."""
    looked_up: set[CaseNumber] = set()

    @cache
    def known(reference: Reference) -> bool:
        looked_up.add(reference.number)
        if len(looked_up) > MOST_LOOKED_UP:
            return False
        try:
            case = cases.load(reference.number).case
        except NotFound:
            return False
        return case.organisation == organisation.id and case.answers_to(reference)

    return known


def _threaded(mail: ReceivedMail, cases: CaseReader) -> tuple[Reference, ...]:
    """The cases of ours that the mail says it answers."""
    ids = mail.answers[-MOST_LOOKED_UP:]
    numbers = dict.fromkeys(number for each in ids if (number := cases.sent_as(each)))
    return tuple(cases.load(number).case.reference for number in numbers)


def _heard_in(mail: ReceivedMail, ports: Ports) -> tuple[Alarm, ...]:
    """What a person's words may tell of. A machine is in no danger; what it quotes was heard before."""
    if mail.machine is not None:
        return ()
    return ports.policies.alarms().heard_in([mail.subject, mail.text])


def _file(number: CaseNumber, entered: InboxMail, ports: Ports) -> None:
    occasion, mail, alarms = ports.occasion(POST_ROOM), entered.mail, entered.alarms
    act_for_system(
        number,
        lambda file, terms: mail_in.take_in(file, mail, terms=terms, occasion=occasion, alarms=alarms),
        ports,
    )
    bring_in_attachments(mail, number, ports)


def _settled(seen: InboxMail, state: MailState, case: Reference | None, ports: Ports) -> MailState:
    deed = Deed(state, POST_ROOM, ports.clock.now(), case)
    if not ports.letterbox.inbox.exchange(seen, inbox.done(seen, deed)):
        # Somebody was faster: what they decided about the mail stands beside what its case holds.
        ports.log.info("mail moved meanwhile")
    return state
