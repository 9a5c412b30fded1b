"""Things to test with, complete and English by default; a test names only what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from chalicelib.adapters.policy_files import PolicyFiles
from chalicelib.domain.calendar import london_instant
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import Intake, receive
from chalicelib.domain.contact import ContactRecord, ContactType, ReceivedVia
from chalicelib.domain.events import PUBLIC, Actor, ActorKind, Occasion
from chalicelib.domain.identifiers import CaseId, OrganisationId, RoleCode, StaffId, TeamCode
from chalicelib.domain.parties import COMPLAINANT, Channel, Party
from chalicelib.domain.policy import PolicyRef, Terms
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Organisation, Staff

POLICIES = PolicyFiles()
PRACTICE: Organisation = POLICIES.default_organisation()
TERMS: Terms = POLICIES.current(PRACTICE)
ENGLAND = TERMS.calendar
STAGED = replace(TERMS, pack=POLICIES.pack(PolicyRef("three-stage", "v1")))
"""Terms that know stages."""
SCHEME = replace(TERMS, pack=POLICIES.pack(PolicyRef("claims-scheme", "v1")))
"""Terms that know claims and appeals."""

CHRISTMAS_EVE = datetime(2026, 12, 24, 15, 10, tzinfo=UTC)
"""SC-1: Thursday 24 December 2026, 3:10pm in London."""


def london(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """The instant at which London's clocks show this."""
    return london_instant(day, time(hour, minute))


def a_party(**given: Any) -> Party:
    """Somebody who complains for herself and agreed to email."""
    default = Party(
        id=COMPLAINANT,
        first_name="Asha",
        last_name="Verity-Example",
        born_on=date(1957, 3, 27),
        email="asha@patients.example",
        may_email=True,
        mobile="+447700900123",
        address="2 Testing Row\nExampleton",
        postcode="ZZ99 3VZ",
        channels=(Channel.TELEPHONE, Channel.EMAIL),
    )
    return replace(default, **given)


def a_record(**given: Any) -> ContactRecord:
    """A complaint by web form on Christmas Eve 2026 (SC-1)."""
    default = ContactRecord(
        contact_type=ContactType.COMPLAINT,
        received_via=ReceivedVia.WEB_FORM,
        received_at=CHRISTMAS_EVE,
        subject="clinical_treatment",
        what_happened="Nobody rang me about my blood test for three weeks.",
        happened_when="The start of December",
        happened_where="The surgery",
        who_was_involved="The nurse and the person on the phone",
        desired_outcome="An explanation, and that it is changed",
    )
    return replace(default, **given)


def an_intake(*, key: str = "intake-1", party: Party | None = None, **record: Any) -> Intake:
    """A submission of that record by that person."""
    return Intake(key=key, record=a_record(**record), parties=(party or a_party(),))


def an_occasion(at: datetime = CHRISTMAS_EVE, by: Actor = PUBLIC, nonce: str = "salt") -> Occasion:
    """Now, done by them."""
    return Occasion(at=at, by=by, nonce=nonce)


def by_staff(staff: str = "complaints.manager") -> Actor:
    """A member of staff as an event names them."""
    return Actor(ActorKind.STAFF, staff)


def a_receipt(intake: Intake | None = None, *, number: str = "123456", **occasion: Any) -> Change:
    """The change that a submission makes."""
    intake = intake or an_intake()
    return receive(
        intake,
        case_id=CaseId("01K0000000000000000000000" + number[-1]),
        number=CaseNumber(number),
        organisation=PRACTICE,
        terms=occasion.pop("terms", TERMS),
        alarms=occasion.pop("alarms", ()),
        occasion=an_occasion(at=occasion.pop("at", intake.record.received_at), **occasion),
    )


def a_file(**record: Any) -> CaseFile:
    """A case as it stands right after a submission."""
    return a_receipt(an_intake(**record)).file


def a_member_of_staff(
    name: str = "Mira Manager",
    *,
    id: str = "",
    initials: str = "",
    roles: tuple[str, ...] = ("complaints_manager",),
) -> Staff:
    """Somebody of the practice; sign-in name and initials follow from the name."""
    first, last = name.lower().split(" ", 1)
    return Staff(
        id=StaffId(id or f"{first}.{last}"),
        name=name,
        initials=initials or (first[0] + last[:1] + last[-1]).upper(),
        email=f"{first}.{last}@willow-lane.example",
        organisation=OrganisationId("willow-lane"),
        team=TeamCode("complaints"),
        roles=frozenset(RoleCode(role) for role in roles),
    )


MANAGER = a_member_of_staff(id="complaints.manager", initials="MMR")
HANDLER = a_member_of_staff("Hal Handler", id="case.handler", initials="HAL", roles=("case_handler",))
OFFICE = a_member_of_staff(
    "Oona Office", id="office.manager", initials="OFF", roles=("office_manager",)
)
RECEPTION = a_member_of_staff("Rex Reception", id="reception", initials="REX", roles=("call_handler",))
PARTNER = a_member_of_staff("Pia Partner", id="partner", initials="PIA", roles=("partner",))
EVERYBODY = (MANAGER, HANDLER, OFFICE, RECEPTION, PARTNER)
