"""Staff open a letter to a person of the case, to print it or to have it put into Braille."""

from __future__ import annotations

from chalicelib.application.ask_for_survey import survey_link
from chalicelib.application.casework import permitted_file
from chalicelib.application.outgoing import Addressee
from chalicelib.application.ports import Correspondent, Reading
from chalicelib.domain.errors import NotFound
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.identity.opening import require_checked
from chalicelib.domain.policy import Action
from chalicelib.domain.reads import require_reason
from chalicelib.domain.recipients import RecipientKind
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff


def read_letter(reference: Reference, key: str, reader: Staff, reading: Reading) -> Correspondent:
    """Everything that the words of the letter draw on.

    Raises: NotFound, also for a message that is no letter to a person; NotAllowed;
    CheckNeeded; ReasonNeeded.
    """
    file, terms = permitted_file(
        reference, reader, Action.READ_CASE, cases=reading.cases, policies=reading.policies
    )
    now = reading.clock.now()
    require_checked(file, reader, terms.pack, now)
    require_reason(file, reader.id, terms.pack, now)
    message = file.message(key)
    person = file.party(PartyId(message.to.id)) if message else None
    if message is None or person is None or message.to.kind is not RecipientKind.PARTY:
        raise NotFound("This case has no such document")
    case = file.case
    handler = reading.directory.find(case.organisation, case.handler) if case.handler else None
    return Correspondent(
        message=message,
        file=file,
        clocks=file.clocks(terms),
        terms=terms,
        organisation=reading.policies.organisation(case.organisation),
        to=(Addressee(person.full_name, ""),),
        handler=handler,
        code=survey_link(file, message, reading.surveys),
    )
