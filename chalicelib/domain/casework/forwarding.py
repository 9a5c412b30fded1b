"""A complaint that is for another organisation, or for the commissioner, goes to them (SI 2009/309
regulations 6 and 7): with consent, on a basis, into the register of sharings, and until they answer.

Whether they take it over is theirs to say. Until they do, it is ours; then it is passed on, or one of
us is confirmed to lead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past
from chalicelib.domain.casework.consenting import require_sharing
from chalicelib.domain.casework.contributing import not_of_the_case
from chalicelib.domain.contact import record_of
from chalicelib.domain.contributions import Contributor, contributions_of
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.parties import PATIENT, Party
from chalicelib.domain.policy import Terms
from chalicelib.domain.sharing import LAWFUL_BASES, Confidentiality, SharingPurpose, permitted

QUESTIONS = (
    "Do you take this complaint over and answer the person yourselves?",
    "Under which reference do you deal with it, and whom can we call?",
    "If you do not take it over, why not, and what is your part in it?",
)
"""What they answer on the page of their link. Source: SI 2009/309 regulations 6, 7 and 9."""


@dataclass(frozen=True, slots=True)
class SendingOn:
    """To whom the complaint goes, at which address in its normal form, by when they say whether they
    take it over, on which basis in law, and that the person agreed. `text` is what staff write to them.
    """

    organisation: str
    email: str
    text: str
    due: date
    lawful_basis: str
    consented: bool
    contact: str = ""
    language: str = ""


def forward_complaint(file: CaseFile, asked: SendingOn, *, terms: Terms, occasion: Occasion) -> Change:
    """Send the complaint, in the words of whoever made it, and ask whether they take it over.

    It waits behind a link and a code to that address, like the questions to any contributor; the same
    clock reminds them. Raises: Invalid, ConsentMissing, RuleBroken once the words were erased.
    """
    _check(asked, terms)
    require_sharing(file, day=london_date(occasion.at))
    not_of_the_case(file, asked.email)
    shared = {
        "purpose": SharingPurpose.COMPLAINTS,
        "lawful_basis": asked.lawful_basis,
        "confidentiality_basis": Confidentiality.CONSENT,
        "happened_at": occasion.at.isoformat(),
    }
    what = {"with_whom": asked.organisation, "what": "The complaint, and how to reach the person"}
    happenings = [
        Happening(EventType.INFORMATION_SHARED, shared, what),
        _asked(file, asked, occasion),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


def _check(asked: SendingOn, terms: Terms) -> None:
    faults = []
    if not asked.consented:
        faults.append(Fault("consented", "Ask the person first: it goes only with their consent"))
    if asked.lawful_basis not in permitted(terms.pack, LAWFUL_BASES):
        message = "Choose from the list: nothing is shared without a basis"
        faults.append(Fault("lawful_basis", message))
    if faults:
        raise Invalid(faults)


def _asked(file: CaseFile, asked: SendingOn, occasion: Occasion) -> Happening:
    facts = {
        "organisation": str(len(contributions_of(file.events)) + 1),
        "contributor": Contributor.ORGANISATION,
        "due": not_past(asked.due, occasion, "due"),
        "linked": True,
        "forwarded": True,
        **({"language": asked.language} if asked.language else {}),
    }
    sealed = {
        "organisation": asked.organisation,
        "text": "\n\n".join(_handed_over(file, asked)),
        "questions": list(QUESTIONS),
        "contact": asked.contact,
        "email": asked.email,
    }
    return Happening(EventType.CONTRIBUTION_REQUESTED, facts, sealed)


def _handed_over(file: CaseFile, asked: SendingOn) -> Iterator[str]:
    """What they read: who complains and about whom, in whose words, and what staff add."""
    record, person, patient = record_of(file.events[0]), file.complainant, file.party(PATIENT)
    if record is None or person is None:
        raise RuleBroken("What was written has been erased: there is nothing left to send")
    yield asked.text
    yield f"From: {_reached(person)}"
    if patient is not None:
        yield f"About: {patient.full_name}"
    yield record.what_happened


def _reached(person: Party) -> str:
    ways = (person.full_name, person.email, person.landline, person.mobile, person.address)
    return ", ".join(filter(None, (*ways, person.postcode)))
