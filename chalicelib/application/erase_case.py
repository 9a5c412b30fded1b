"""The stream carries out an order to erase: the words by which it is found, files and mails first, then
what people wrote, then who they are, together with the certificate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chalicelib.application.answer_contribution import drafts_of
from chalicelib.application.casework import act_for_system
from chalicelib.application.find_stray_mail import find_stray_mail
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.erasing import finish_erasure
from chalicelib.domain.contributions import ever_let_in
from chalicelib.domain.copy_orders import copies_of, copies_with
from chalicelib.domain.documents.reading import files_of
from chalicelib.domain.erasures import Erasure, Part, order_to_carry_out
from chalicelib.domain.events import EventType, system
from chalicelib.domain.history import each_of
from chalicelib.domain.holds import is_on_hold
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.identity.access import Place
from chalicelib.domain.letters.mailed import document_mailed, is_kept
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.policy import Terms
from chalicelib.domain.reference import CaseNumber

ERASURE = system("erasure")


def erase_case(number: CaseNumber, ports: Ports) -> None:
    """Erase everything personal in a case, if that was ordered and nothing has stopped it since.

    Safe to run twice, or again after it was cut short: each step finds nothing left, the end is written
    once, and what is counted is read from events, which stay. Raises: StoreBusy.
    """
    file = ports.cases.load(number)
    erasure = order_to_carry_out(file.events)
    if erasure is None or is_on_hold(file.events):
        return
    ports.said.keep(number, file.case.organisation, {})
    _empty_drafts(file, ports)
    counts = {
        Part.FILES: _erase_files(file, ports),
        **_erase_mails(file, ports),
        **_erase_strays(file, ports),
        Part.PEOPLE: len(file.parties),
        Part.TEXTS: _erase_texts(file, ports),
    }
    _finish(number, erasure, counts, ports)
    ports.log.info("case erased", counts={str(part): count for part, count in counts.items()})


def _erase_files(file: CaseFile, ports: Ports) -> int:
    documents = files_of(file.events)
    for document in documents:
        ports.filing.store.erase(document.id)
        on_its_way = ports.filing.uploads.load(document.id)
        if on_its_way:
            ports.filing.uploads.forget(on_its_way)
    _erase_tried(file, ports)
    copies = _copies(file)
    for copy in copies:
        ports.archives.erase(copy)
    return len(documents) + len(copies)


def _erase_tried(file: CaseFile, ports: Ports) -> None:
    """Mails that were kept before they went, and of which nobody knows that they did."""
    known = {document.id for document in files_of(file.events)}
    tried = {document_mailed(each, file.case.number) for each in file.messages if is_kept(each)}
    for document in tried - known:
        ports.filing.store.erase(document)


def _empty_drafts(file: CaseFile, ports: Ports) -> None:
    """What contributors typed and have not sent, and staff have not saved."""
    for begun in file.begun:
        ports.cases.forget_begun(file.case.number, begun)
    for party in ever_let_in(file.events):
        for draft in drafts_of(Place(file.case.number, party), ports.identity.prints):
            if ports.drafts.load(draft):
                ports.drafts.save(draft, {})


def _copies(file: CaseFile) -> tuple[DocumentId, ...]:
    """Every copy that holds something of this case, wherever it was ordered."""
    ordered = (copy.id for copy in copies_of(file.events, file.case.number))
    return (*ordered, *copies_with(file.events))


def _erase_mails(file: CaseFile, ports: Ports) -> dict[Part, int]:
    """The mails of this case; one that another case holds as well is erased with that one."""
    named = [MailId(e.facts["mail"]) for e in each_of(file.events, EventType.MAIL_RECEIVED)]
    theirs = [mail for mail in named if _is_in_no_other(mail, file, ports)]
    for mail in theirs:
        ports.letterbox.raw.erase(mail)
        ports.letterbox.inbox.forget(mail)
    return {Part.MAILS: len(theirs), Part.MAILS_OF_OTHERS: len(named) - len(theirs)}


def _erase_strays(file: CaseFile, ports: Ports) -> dict[Part, int]:
    """Mail from their addresses that was put away goes too. What came since the order and waits stays:
    it may be a new complaint. An erasure that was cut short counts what it found when it went on.
    """
    strays = find_stray_mail(file, ports.letterbox.inbox)
    away = [each.id for each in strays if each.is_put_away]
    for mail in away:
        ports.letterbox.raw.erase(mail)
        ports.letterbox.inbox.forget(mail)
    return {Part.MAILS_PUT_AWAY: len(away), Part.MAILS_WAITING: len(strays) - len(away)}


def _is_in_no_other(mail: MailId, file: CaseFile, ports: Ports) -> bool:
    kept = ports.letterbox.inbox.load(mail)
    return kept is None or all(each.number == file.case.number for each in kept.cases)


def _erase_texts(file: CaseFile, ports: Ports) -> int:
    """Everything sealed. The count is that of the digests, which stay."""
    ports.cases.erase_texts(file.case.number, _sealed(file))
    return sum(event.sealed_digest is not None for event in file.history)


def _sealed(file: CaseFile) -> Iterable[int]:
    return [event.seq for event in file.history if event.sealed is not None]


def _finish(number: CaseNumber, erasure: Erasure, counts: Mapping[Part, int], ports: Ports) -> None:
    occasion = ports.occasion(ERASURE)

    def done(file: CaseFile, terms: Terms) -> Change | None:
        if order_to_carry_out(file.events) != erasure or is_on_hold(file.events):
            return None
        return finish_erasure(file, erasure, counts, terms=terms, occasion=occasion)

    act_for_system(number, done, ports)
