"""The stream shows a mail with words of danger that is in no case: the people on call hear of it."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.application.outgoing import Addressee
from chalicelib.application.ports import Ports
from chalicelib.application.reach_staff import staff_reached_outside
from chalicelib.domain.errors import MailRefused, MailUnproven
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.recipients import Recipient, RecipientKind


def warn_of_mail(mail: MailId, ports: Ports) -> None:
    """Tell whoever is told of everything that arrives, if nobody filed the mail meanwhile.

    Told first and noted then: told twice is better than never. Source: S2-65, SC-13.
    Raises: MailUnavailable, so that the stream shows it again; StoreBusy.
    """
    found = ports.letterbox.inbox.load(mail)
    if found is None or not found.owes_a_warning:
        return
    organisation = ports.policies.organisation(found.organisation)
    terms = ports.policies.current(organisation)
    role = terms.pack.alerted_on_receipt
    on_call = Recipient(RecipientKind.ROLE, role)
    people = staff_reached_outside(on_call, role, organisation.id, terms, ports)
    to = tuple(Addressee(person.name, person.email, person.id) for person in people)
    try:
        ports.mail.send(ports.words.warning(to, mail, organisation))
    except (MailRefused, MailUnproven) as error:
        ports.log.error("warning unproven", error=type(error).__name__)
    ports.letterbox.inbox.exchange(found, replace(found, warned_at=ports.clock.now()))
