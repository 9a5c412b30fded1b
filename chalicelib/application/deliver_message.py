"""The stream or the tick delivers what is owed."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from chalicelib.application.answer_contribution import contribution_link
from chalicelib.application.ask_for_survey import has_opted_out, survey_link
from chalicelib.application.casework import Decision, act_for_system, pinned
from chalicelib.application.outgoing import Addressee, OutgoingMail, OutgoingText, SentAbout
from chalicelib.application.ports import Correspondent, Ports
from chalicelib.application.reach_staff import staff_reached
from chalicelib.application.sealed_links import link_of
from chalicelib.domain import casework
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import Failure, Taken
from chalicelib.domain.contributions import contribution_called
from chalicelib.domain.disclosure import may_go
from chalicelib.domain.errors import (
    ContactInDoubt,
    MailRefused,
    MailUnavailable,
    MailUnproven,
    StoreBusy,
)
from chalicelib.domain.events import Event, system
from chalicelib.domain.happy_to_be_contacted import may_be_sent
from chalicelib.domain.identifiers import PartyId, RoleCode, StaffId
from chalicelib.domain.letters.mailed import Mailed, document_mailed, is_kept
from chalicelib.domain.media import Medium
from chalicelib.domain.messages import OPTIONAL, WAITING, Message, MessageKind
from chalicelib.domain.parties import Party
from chalicelib.domain.policy import Terms
from chalicelib.domain.recipients import RecipientKind, to_owner
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.sending import claimed, put_back

DELIVERY = system("delivery")


def deliver_message(number: CaseNumber, message: Message, ports: Ports) -> None:
    """Send one owed message, if the case still owes it just so, and record what became of it."""
    deliver_from(ports.cases.load(number), message, ports)


def deliver_from(file: CaseFile, message: Message, ports: Ports) -> None:
    """Send one owed message of a case that was just read, and record what became of it.

    Safe to run twice and by two at once: the message is claimed before it is sent, and whoever
    does not get the claim does nothing. The claim is the last thing before the sending: whatever
    fails earlier leaves the message owed, and nobody is asked about a mail that cannot have gone.
    """
    if message.state not in WAITING or file.message(message.key) != message:
        return
    with ports.log.about(cause=_cause(file, message).trace):
        _deliver(file, message, ports)


def _deliver(file: CaseFile, message: Message, ports: Ports) -> None:
    number, mail = file.case.number, _written(file, message, ports)
    taken = claimed(message, ports.clock.now())
    if not ports.cases.claim(number, message, taken):
        return
    if isinstance(mail, Failure):
        _fail(number, taken, mail, ports)
        return
    _send(number, taken, mail, ports)


def _send(number: CaseNumber, taken: Message, mail: OutgoingMail | OutgoingText, ports: Ports) -> None:
    try:
        kept = _kept(number, taken, mail, ports)
        provider_id = _hand_over(mail, ports)
    except (MailUnavailable, StoreBusy):
        _try_later(number, taken, ports)
    except MailUnproven:
        # The claim stands until the tick asks a person: to send again might be to send twice.
        ports.log.error("message unproven", kind=taken.kind)
    except MailRefused:
        _fail(number, taken, Failure.REFUSED, ports)
    else:
        _note_sent(number, taken, _took(mail, provider_id, kept), ports)


def _kept(
    number: CaseNumber, taken: Message, mail: OutgoingMail | OutgoingText, ports: Ports
) -> Mailed | None:
    """The mail as it is about to go, put with the files of the case first: what cannot be kept does not
    go. Whoever holds the claim alone writes it, and writes the same in its place if it is tried again.

    Raises: StoreBusy.
    """
    if isinstance(mail, OutgoingText) or not is_kept(taken):
        return None
    raw, document = ports.mail.written(mail), document_mailed(taken, number)
    ports.filing.store.file(document, raw)
    return Mailed(document, hashlib.sha256(raw).hexdigest(), len(raw), _title(mail.subject))


def _title(subject: str) -> str:
    """The subject without the reference, which stands on everything that is shown of the case."""
    return subject.partition("] ")[2] or subject


def _took(mail: OutgoingMail | OutgoingText, provider_id: str, kept: Mailed | None) -> Taken:
    to = mail.to if isinstance(mail, OutgoingMail) else ()
    return Taken(provider_id, tuple(each.staff for each in to if each.staff), kept)


def _hand_over(mail: OutgoingMail | OutgoingText, ports: Ports) -> str:
    return ports.texts.send(mail) if isinstance(mail, OutgoingText) else ports.mail.send(mail)


def _written(file: CaseFile, message: Message, ports: Ports) -> OutgoingMail | OutgoingText | Failure:
    """The mail or the text, or why there is none: nobody to whom it may go, or words that cannot be
    trusted.

    The consent is read here and not when the message came to be owed: it may have been taken back.
    """
    terms, today = pinned(file.case, ports.policies), london_date(ports.clock.now())
    unwanted = message.kind in OPTIONAL and has_opted_out(file, ports)
    to = message.to
    person = file.party(PartyId(to.id)) if to.kind is RecipientKind.PARTY else None
    unwanted = unwanted or not may_be_sent(message.kind, person)
    if unwanted or not may_go(message, file.events, terms, today):
        return Failure.NO_CONSENT
    try:
        return _composed(file, message, ports) or Failure.NO_ADDRESS
    except ContactInDoubt:
        return Failure.CONTACT_IN_DOUBT


def _composed(file: CaseFile, message: Message, ports: Ports) -> OutgoingMail | OutgoingText | None:
    """The mail or the text, or None where there is nobody to whom it may go so."""
    case = file.case
    terms = pinned(case, ports.policies)
    to = _addressees(file, message, terms, ports)
    if not to:
        return None
    handler = ports.directory.find(case.organisation, case.handler) if case.handler else None
    correspondent = Correspondent(
        message=message,
        file=file,
        clocks=file.clocks(terms),
        terms=terms,
        organisation=ports.policies.organisation(case.organisation),
        to=to,
        handler=handler,
        code=_code(file, message, ports),
    )
    if message.medium is Medium.TEXT:
        return ports.words.text(correspondent)
    about = SentAbout(case.number, message.key)
    mail = ports.words.mail(correspondent)
    return replace(mail, follows=_earlier(file, message), about=about)


def _earlier(file: CaseFile, message: Message) -> tuple[str, ...]:
    """The mails that went to the same reader about this case: one conversation in their mailbox."""
    return tuple(
        each.provider_id
        for each in file.messages
        if each.to == message.to and each.key != message.key and each.provider_id
    )


def _code(file: CaseFile, message: Message, ports: Ports) -> str:
    """The code or the link that the mail tells, made again from its cause each time; kept nowhere."""
    facts, prints = _cause(file, message).facts, ports.identity.prints
    if message.kind in OPTIONAL:
        return survey_link(file, message, ports.surveys)
    if message.kind is MessageKind.CONSENT_QUESTION:
        # A reminder names the question by its clock: there is one for each.
        asked = facts.get("consent") or facts["clock"].partition(":")[2]
        return link_of(file.case.number, asked, prints)
    if message.kind is MessageKind.CONTRIBUTION_QUESTION:
        part = contribution_called(message.to.id, file.events)
        return contribution_link(file.case.number, part, prints) if part else ""
    return prints.code_of(facts["asking"]) if message.kind in _WITH_A_CODE else ""


_THEIR_OWN = frozenset({MessageKind.LETTER_COPY, MessageKind.STAFF_PAPER})
"""What goes to one of the staff and to nobody in their place."""

_WITH_A_CODE = frozenset({MessageKind.CODE, MessageKind.CONTRIBUTION_CODE})


def _cause(file: CaseFile, message: Message) -> Event:
    return next(event for event in file.events if event.seq == message.cause)


def _addressees(file: CaseFile, message: Message, terms: Terms, ports: Ports) -> tuple[Addressee, ...]:
    to = message.to
    if to.kind is RecipientKind.PARTY:
        return _person(file.party(PartyId(to.id)), message.medium)
    if to.kind is RecipientKind.CONTRIBUTOR:
        return _contributor(file, to.id)
    if message.kind in _THEIR_OWN:
        return _own_copy(file, message, ports)
    cause = _cause(file, message)
    role = RoleCode(cause.facts.get("owner") or terms.pack.alerted_on_receipt)
    # After an outage who owns the promise was told of nothing: they hear in the same mail.
    unheard = (to_owner(cause.facts, file.case.handler),) if "owner_unheard" in cause.facts else ()
    people = (
        person for each in (*unheard, to) for person in staff_reached(each, role, file, terms, ports)
    )
    return tuple(Addressee(one.name, one.email, one.id) for one in dict.fromkeys(people))


def _contributor(file: CaseFile, contribution: str) -> tuple[Addressee, ...]:
    """Whoever was asked for a part, while they can answer by their link."""
    asked = contribution_called(contribution, file.events)
    linked = asked is not None and asked.is_linked and bool(asked.email)
    return (Addressee(asked.contact, asked.email),) if asked and linked else ()


def _person(party: Party | None, medium: Medium) -> tuple[Addressee, ...]:
    """Somebody of the case at the address, or the mobile, that may be used."""
    if party and medium is Medium.TEXT:
        return (Addressee(party.full_name, party.mobile),) if party.can_be_texted() else ()
    mailable = party is not None and party.can_be_mailed()
    return (Addressee(party.full_name, party.email),) if party and mailable else ()


def _own_copy(file: CaseFile, message: Message, ports: Ports) -> tuple[Addressee, ...]:
    """Whoever it is for gets it, and nobody in their place: not even a case that is about them keeps it
    from them (S2-33, S2-34).
    """
    person = ports.directory.find(file.case.organisation, StaffId(message.to.id))
    return (Addressee(person.name, person.email, person.id),) if person else ()


def _note_sent(
    number: CaseNumber,
    taken: Message,
    took: Taken,
    ports: Ports,
) -> None:
    occasion = ports.occasion(DELIVERY)

    def sent(file: CaseFile, terms: Terms) -> Change:
        return casework.message_sent(file, taken, took, terms=terms, occasion=occasion)

    _record(number, taken, sent, ports)
    ports.log.info("message sent", kind=taken.kind, attempts=taken.attempts, mail=took.provider_id)


def _fail(number: CaseNumber, taken: Message, why: Failure, ports: Ports) -> None:
    occasion = ports.occasion(DELIVERY)

    def failed(file: CaseFile, terms: Terms) -> Change:
        return casework.message_failed(file, taken, why, terms=terms, occasion=occasion)

    _record(number, taken, failed, ports)
    ports.log.error("message failed", kind=taken.kind, why=why)


def _record(number: CaseNumber, taken: Message, outcome: Decision, ports: Ports) -> None:
    """Record the outcome, if the claim still stands: a person may have been asked meanwhile."""
    act_for_system(
        number,
        lambda file, terms: outcome(file, terms) if file.message(taken.key) == taken else None,
        ports,
    )


def _try_later(number: CaseNumber, taken: Message, ports: Ports) -> None:
    again = put_back(taken, ports.clock.now())
    if again is None:
        _fail(number, taken, Failure.UNAVAILABLE, ports)
    else:
        ports.cases.put_back(number, taken, again)
        ports.log.info("message put back", kind=taken.kind, attempts=taken.attempts)
