"""The stream shows that something changed: what is owed is delivered, where it stands is counted."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.answer_asking import answer_asking
from chalicelib.application.answer_contribution import owe_code
from chalicelib.application.carry_out import carry_out
from chalicelib.application.deliver_message import deliver_message
from chalicelib.application.erase_case import erase_case
from chalicelib.application.find_alike import find_alike
from chalicelib.application.find_theirs import look_for_theirs
from chalicelib.application.follow_directory import follow_directory
from chalicelib.application.forget_files import discard_bytes, forget_files_of
from chalicelib.application.keep_for_later import send_code
from chalicelib.application.keep_words import keep_words
from chalicelib.application.link_case import link_back, unlink_back
from chalicelib.application.look_ahead import look_at
from chalicelib.application.make_copy import make_copies
from chalicelib.application.ports import Ports
from chalicelib.application.print_letter import print_letter
from chalicelib.application.settle_file import settle_named
from chalicelib.application.split_case import split_off
from chalicelib.application.warn_of_mail import warn_of_mail
from chalicelib.domain.coming_back import KeptDraft
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.identity.access import Asking
from chalicelib.domain.letters.printed import is_for_paper
from chalicelib.domain.looks import Piece
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.messages import Message
from chalicelib.domain.organisation_history import Entry
from chalicelib.domain.publication import Part
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.said_words import MOVES_WORDS


@dataclass(frozen=True, slots=True)
class Changed:
    """What a record of the stream is about: a message, something that happened to a document, a draft
    that is gone or empty, a form that was left half-way, somebody who asks to be let in, a mail that
    may not wait, a part of a publication, a decision about staff, a piece of a look, a case
    whose people are sought in others, an event that the system acts upon, or the case itself; nothing
    of ours where all is empty.
    """

    number: CaseNumber | None = None
    message: Message | None = None
    asking: Asking | None = None
    kept: KeptDraft | None = None
    part: Part | None = None
    piece: Piece | None = None
    document: DocumentId | None = None
    happened: EventType | None = None
    event: Event | None = None
    draft_gone: str = ""
    decided: Entry | None = None
    mail: MailId | None = None
    sought: CaseNumber | None = None


def take_up(changed: Changed, ports: Ports) -> None:
    """Deliver a message that is fresh; count a case that moved; answer who asks; send the code of a
    form that was left; warn of a mail; carry out a part that is not done; bring together files and
    what is known of them; look for cases that are like a new one; erase what is to be erased; put
    copies together. Safe to run twice.
    """
    if changed.asking is not None:
        _answer(changed.asking, ports)
    if changed.kept is not None:
        send_code(changed.kept, ports)
    if changed.mail is not None:
        warn_of_mail(changed.mail, ports)
    if changed.part is not None and not changed.part.done:
        carry_out(changed.part, ports)
    if changed.decided is not None:
        follow_directory(changed.decided, ports)
    if changed.piece is not None:
        look_at(changed.piece, ports)
    if changed.sought is not None:
        look_for_theirs(changed.sought, ports)
    if changed.draft_gone:
        forget_files_of(changed.draft_gone, ports)
    if changed.document is not None:
        _take_up_document(changed.document, changed.happened, ports)
    elif changed.event is not None and changed.number is not None:
        _take_up_event(changed.number, changed.event, ports)
    elif changed.number is not None:
        _take_up_case(changed.number, changed.message, ports)


def _take_up_case(number: CaseNumber, message: Message | None, ports: Ports) -> None:
    if message is None:
        ports.cases.tally(number)
        return
    if message.is_fresh:
        deliver_message(number, message, ports)
    if is_for_paper(message):
        print_letter(number, message, ports)


def _answer(asking: Asking, ports: Ports) -> None:
    """By a link, a contributor asks; by claims, one of the people of a case."""
    if asking.link:
        owe_code(asking, ports)
    else:
        answer_asking(asking, ports)


def _take_up_document(document: DocumentId, happened: EventType | None, ports: Ports) -> None:
    if happened is EventType.DOCUMENT_RECEIVED:
        settle_named(document, ports)
    elif happened is EventType.DOCUMENT_DISCARDED:
        discard_bytes(document, ports)


def _take_up_event(number: CaseNumber, event: Event, ports: Ports) -> None:
    if event.type in MOVES_WORDS:
        keep_words(number, ports)
    if event.type is EventType.CASE_RECEIVED:
        find_alike(number, ports)
    elif event.type is EventType.CASE_LINKED:
        link_back(number, event, ports)
    elif event.type is EventType.DEED_UNDONE:
        unlink_back(number, event, ports)
    elif event.type is EventType.CASE_SPLIT:
        split_off(number, event, ports)
    elif event.type is EventType.ERASURE_ORDERED:
        erase_case(number, ports)
    elif event.type is EventType.SUBJECT_REQUEST_RECEIVED:
        look_for_theirs(number, ports)
    elif event.type is EventType.COPY_ORDERED:
        make_copies(number, ports)
