"""The rest of the sheet on which staff record a contact: what they did, and what only they ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from chalicelib.application.ports import Ports
from chalicelib.domain.casework import Intake
from chalicelib.domain.contact import ReceivedVia
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.first_contact import FirstContact
from chalicelib.domain.grading import Grade
from chalicelib.domain.identity.forms import nhs_number_form
from chalicelib.domain.parties import COMPLAINANT, PATIENT, Party
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Staff

_LONGEST = 2_000
OFFERS = {
    "callback_offered": "Say whether you offered to ring them back",
    "meeting_offered": "Say whether you offered to meet them",
}
"""What is offered on the telephone, and so must be answered on the sheet of a call (S2-62)."""
_NUMBERS = {COMPLAINANT: "nhs_number", PATIENT: "patient_nhs_number"}


def require_offers(answers: Mapping[str, str]) -> None:
    """Raises: Invalid, where a call was taken and nobody says whether the offers were made (S2-62)."""
    if answers.get("received_via") != ReceivedVia.PHONE:
        return
    faults = [Fault(name, ask) for name, ask in OFFERS.items() if _offered(name, answers) is None]
    if faults:
        raise Invalid(faults)


def _offered(name: str, answers: Mapping[str, str]) -> bool | None:
    return {"yes": True, "no": False}.get(answers.get(name, ""))


def with_the_rest(intake: Intake, answers: Mapping[str, str], staff: Staff, ports: Ports) -> Intake:
    """The contact with what the public form does not ask.

    Source: S2-69. Raises: Invalid, NotAllowed.
    """
    faults: list[Fault] = []
    record = replace(
        intake.record,
        service=_text("service", answers, faults),
        action_taken=_text("action_taken", answers, faults),
    )
    people = tuple(_with_more(party, answers, faults, ports) for party in intake.parties)
    taken = _taken(answers, faults)
    if faults:
        raise Invalid(faults)
    if taken.passed_on:
        organisation = ports.policies.organisation(staff.organisation)
        ports.policies.current(organisation).pack.require(staff.roles, Action.HAND_ON)
    return replace(intake, record=record, parties=people, taken=taken)


def _text(name: str, answers: Mapping[str, str], faults: list[Fault]) -> str:
    typed = answers.get(name, "")
    if len(typed) > _LONGEST:
        faults.append(Fault(name, f"Use {_LONGEST:,} characters or fewer"))
    return typed


def _with_more(party: Party, answers: Mapping[str, str], faults: list[Fault], ports: Ports) -> Party:
    name = _NUMBERS[party.id]
    typed = answers.get(name, "").strip()
    number = nhs_number_form(typed)
    if typed and not number:
        faults.append(Fault(name, "Enter an NHS number of 10 digits, like 999 123 4567"))
    if party.id != PATIENT:
        return replace(party, nhs_number=number)
    return replace(party, nhs_number=number, email=_email_of_patient(answers, faults, ports))


def _email_of_patient(answers: Mapping[str, str], faults: list[Fault], ports: Ports) -> str:
    typed = answers.get("patient_email", "").strip()
    try:
        return ports.fields.email(typed) if typed else ""
    except ValueError:
        message = "Enter an email address in the right format, like name@example.com"
        faults.append(Fault("patient_email", message))
        return ""


def _taken(answers: Mapping[str, str], faults: list[Fault]) -> FirstContact:
    def yes(name: str) -> bool:
        return answers.get(name, "") == "yes"

    typed = answers.get("level", "")
    if typed not in ("", *(str(int(grade)) for grade in Grade)):
        faults.append(Fault("level", "Choose a level from the list"))
        typed = ""
    return FirstContact(
        level=Grade(int(typed)) if typed else None,
        read_back=yes("read_back"),
        said_sorry=yes("said_sorry"),
        callback_offered=_offered("callback_offered", answers),
        meeting_offered=_offered("meeting_offered", answers),
        passed_on=yes("passed_on"),
    )
