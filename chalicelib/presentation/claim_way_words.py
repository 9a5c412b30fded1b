"""What staff read in the history of each step of a claim (domain.md 4.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from chalicelib.domain.admissions import Element
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.admitting import ServedIn
from chalicelib.domain.casework.claim_opening import CoverReason, WhyClaim
from chalicelib.domain.casework.defending import Court
from chalicelib.domain.casework.settling import OfferStep
from chalicelib.domain.claim_evidence import Nominee, nominations_of
from chalicelib.domain.claim_members import Member, members_of
from chalicelib.domain.claim_staff import ClaimOutcome
from chalicelib.domain.claim_standing import HighProfile
from chalicelib.domain.damages import Route, RouteAnswer
from chalicelib.domain.documents.reading import document_of
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import words_of
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.investigations import involved_person
from chalicelib.presentation.claim_labels import (
    CLAIM_OUTCOMES,
    COURTS,
    COVER_REASONS,
    ELEMENTS,
    HIGH_PROFILE,
    NOMINEES,
    OFFER_STEPS,
    ROUTE_ANSWERS,
    ROUTES,
    SERVED_IN,
    WHY_CLAIM,
    per_cent,
    pounds,
)
from chalicelib.presentation.claim_mail import news_for_member
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.people import REMOVED, People

Sentence = Callable[[Event, CaseFile, People], str]


def member_title(member: Member) -> str:
    """What a member is called where one is chosen."""
    return f"{member.name or REMOVED} ({member.scheme})"


def elements_title(elements: Iterable[Element]) -> str:
    """Some elements of liability in words, always in the same order."""
    held = set(elements)
    return " and ".join(words for each, words in ELEMENTS.items() if each in held)


def _member(event: Event, file: CaseFile) -> str:
    known = {each.id: each for each in members_of(file.events)}
    return member_title(known[event.facts["member"]])


def _opened(event: Event, file: CaseFile, people: People) -> str:
    return WHY_CLAIM[WhyClaim(event.facts["why"])]


def _joined(event: Event, file: CaseFile, people: People) -> str:
    return f"{event.facts['scheme']}, under its rules of {event.facts['rules']}"


def _contact(event: Event, file: CaseFile, people: People) -> str:
    may = "may authorise admissions" if event.facts["may_authorise"] else "may not authorise admissions"
    return f"{people.handler(StaffId(event.facts['contact']))} for {_member(event, file)}: {may}"


def _told(event: Event, file: CaseFile, people: People) -> str:
    who = people.handler(StaffId(event.facts["contact"]))
    return f"{who}, of {_member(event, file)}: {news_for_member(event)}"


def _heard(event: Event, file: CaseFile, people: People) -> str:
    said = "something concerns them" if event.facts["has_concerns"] else "nothing concerns them"
    return f"{_member(event, file)}: {said}"


def _high_profile(event: Event, file: CaseFile, people: People) -> str:
    return ", ".join(HIGH_PROFILE[HighProfile(each)] for each in event.facts["reasons"])


def _cover(event: Event, file: CaseFile, people: People) -> str:
    answer = "covered" if event.facts["covered"] else "not covered"
    why = COVER_REASONS[CoverReason(event.facts["why"])]
    return f"{_member(event, file)} is {answer}: {why.lower()}"


def _nominated(event: Event, file: CaseFile, people: People) -> str:
    portal = ". They may accept proceedings" if event.facts["accepts_proceedings"] else ""
    return f"{NOMINEES[Nominee(event.facts['kind'])]}{portal}"


def _reported(event: Event, file: CaseFile, people: People) -> str:
    known = {each.id: each.name for each in nominations_of(file.events)}
    says = "supports the defence" if event.facts["supportive"] else "speaks against the defence"
    return f"{known[event.facts['nominee']] or REMOVED} {says}{_file(event.facts['file'], file)}"


def _file(named: str, file: CaseFile) -> str:
    document = document_of(file.events, named)
    return f", in {document.title or REMOVED}" if document else ""


def _assessed(event: Event, file: CaseFile, people: People) -> str:
    breach = "a breach" if event.facts["breach"] else "no breach"
    causation = "it caused harm" if event.facts["causation"] else "it caused no harm"
    return f"There was {breach} of duty, and {causation}"


def _repudiated(event: Event, file: CaseFile, people: People) -> str:
    return f"On evidence{''.join(_file(each, file) for each in event.facts['evidence'])}"


def _admission(event: Event, file: CaseFile, people: People) -> str:
    return f"{_member(event, file)}: {elements_title(map(Element, event.facts['elements']))}"


def _served(event: Event, file: CaseFile, people: People) -> str:
    words = elements_title(map(Element, event.facts["elements"]))
    return f"{words}, in {SERVED_IN[ServedIn(event.facts['in'])].lower()}"


def _routes(event: Event, file: CaseFile, people: People) -> str:
    answers = event.facts["routes"].items()
    return "; ".join(
        f"{ROUTES[Route(route)]}: {ROUTE_ANSWERS[RouteAnswer(answer)].lower()}"
        for route, answer in answers
    )


def _offer(event: Event, file: CaseFile, people: People) -> str:
    part36 = ", under Part 36" if event.facts["part36"] else ""
    return f"{_amount(event)}{part36}. {OFFER_STEPS[OfferStep(event.facts['step'])]}"


def _amount(event: Event) -> str:
    amount = str(words_of(event).get("amount", ""))
    return pounds(amount) if amount else REMOVED


def _settled(event: Event, file: CaseFile, people: People) -> str:
    return f"{_amount(event)}, final"


def _apportioned(event: Event, file: CaseFile, people: People) -> str:
    known = {each.id: member_title(each) for each in members_of(file.events)}
    shares = event.facts["shares"].items()
    words = ", ".join(f"{known[member]} {per_cent(share)}" for member, share in shares)
    return words if event.facts["decided"] else f"{words}. Not decided yet"


def _own_expense(event: Event, file: CaseFile, people: People) -> str:
    return f"{_member(event, file)} defends it against advice"


def _defended(event: Event, file: CaseFile, people: People) -> str:
    against = ", against advice" if event.facts["against_advice"] else ""
    day = full_date(date.fromisoformat(event.facts["due"]))
    return f"{COURTS[Court(event.facts['to'])]}{against}. The court’s next date is {day}"


def _staff_told(event: Event, file: CaseFile, people: People) -> str:
    person = involved_person(file.events, event.facts["person"])
    return (person.name if person else "") or REMOVED


def _concluded(event: Event, file: CaseFile, people: People) -> str:
    return CLAIM_OUTCOMES[ClaimOutcome(event.facts["outcome"])]


SENTENCES: Mapping[EventType, Sentence] = {
    EventType.CLAIM_OPENED: _opened,
    EventType.CLAIM_MEMBER_JOINED: _joined,
    EventType.CLAIM_CONTACT_NAMED: _contact,
    EventType.CLAIM_MEMBER_TOLD: _told,
    EventType.CLAIM_MEMBER_HEARD: _heard,
    EventType.CLAIM_HIGH_PROFILE: _high_profile,
    EventType.CLAIM_COVER_DECIDED: _cover,
    EventType.CLAIM_NOMINATED: _nominated,
    EventType.CLAIM_REPORTED: _reported,
    EventType.CLAIM_ASSESSED: _assessed,
    EventType.CLAIM_REPUDIATED: _repudiated,
    EventType.ADMISSION_RECOMMENDED: _admission,
    EventType.ADMISSION_AUTHORISED: _admission,
    EventType.ADMISSION_REVOKED: _admission,
    EventType.ADMISSION_SERVED: _served,
    EventType.CLAIM_ROUTES_CONSIDERED: _routes,
    EventType.CLAIM_OFFERED: _offer,
    EventType.CLAIM_SETTLED: _settled,
    EventType.CLAIM_APPORTIONED: _apportioned,
    EventType.CLAIM_OWN_EXPENSE: _own_expense,
    EventType.CLAIM_DEFENDED: _defended,
    EventType.CLAIM_STAFF_TOLD: _staff_told,
    EventType.CLAIM_CONCLUDED: _concluded,
}
"""One row for each event that says more than its title."""
