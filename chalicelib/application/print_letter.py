"""The stream shows a letter that goes on paper: it is set, and kept as it was set."""

from __future__ import annotations

import hashlib

from chalicelib.application.ask_for_survey import survey_link
from chalicelib.application.casework import act_for_system, pinned
from chalicelib.application.outgoing import Addressee
from chalicelib.application.ports import Correspondent, Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.printing import SetLetter, letter_set
from chalicelib.domain.events import system
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.letters.printed import Printed, document_printed, printed_of
from chalicelib.domain.messages import Message
from chalicelib.domain.reference import CaseNumber

PRESS = system("press")


def print_letter(number: CaseNumber, message: Message, ports: Ports) -> None:
    """Set one letter and keep it. Safe to run twice: the same letter gives the same file, under one
    name, and is recorded once. Raises: StoreBusy.
    """
    file = ports.cases.load(number)
    if printed_of(file.events, message.key) is not None:
        return
    printout = ports.words.printout(_about(file, message, ports))
    pdf = ports.press.pdf(printout)
    document = document_printed(message, number)
    ports.filing.store.file(document, pdf.content)
    digest = hashlib.sha256(pdf.content).hexdigest()
    printed = Printed(message.key, document, digest, len(pdf.content), pdf.accessible)
    made, occasion = SetLetter(printed, printout.name), ports.occasion(PRESS)
    act_for_system(
        number, lambda file, terms: letter_set(file, made, terms=terms, occasion=occasion), ports
    )


def _about(file: CaseFile, message: Message, ports: Ports) -> Correspondent:
    case, person = file.case, file.party(PartyId(message.to.id))
    terms = pinned(case, ports.policies)
    return Correspondent(
        message=message,
        file=file,
        clocks=file.clocks(terms),
        terms=terms,
        organisation=ports.policies.organisation(case.organisation),
        to=(Addressee(person.full_name, ""),) if person else (),
        handler=ports.directory.find(case.organisation, case.handler) if case.handler else None,
        code=survey_link(file, message, ports.surveys),
    )
