"""What a story of the demonstration is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.identifiers import OrganisationId, StaffId
from chalicelib.domain.parties import Channel

MANAGER, OFFICE = StaffId("complaints.manager"), StaffId("office.manager")
HANDLER, PARTNER = StaffId("case.handler"), StaffId("partner")
RECEPTION = StaffId("call.handler")
BOTH = (Channel.TELEPHONE, Channel.MEETING)

Days = Callable[[int], date]
"""The date so many working days after a story began."""


@dataclass(frozen=True)
class Posted:
    """Whatever waits to be sent went out in the post."""


@dataclass(frozen=True)
class Then:
    """Something that staff did, so many working days after receipt, at an hour in London: `asked` is
    what a command asks for, or makes it of the story's days.
    """

    days_later: int
    hour: int
    by: str
    asked: object | Callable[[Days], object]


@dataclass(frozen=True)
class Story:
    """One contact, from its receipt to what was done about it: `organisation` is the practice where
    none is named, and `taken_by` wrote down what did not come by the form.
    """

    days_ago: int
    hour: int
    contact_type: ContactType
    via: ReceivedVia
    subject: str
    first_name: str
    last_name: str
    what_happened: str
    happened_when: str = ""
    happened_where: str = ""
    who_was_involved: str = ""
    desired_outcome: str = ""
    email: str = ""
    may_email: bool = False
    mobile: str = ""
    landline: str = ""
    address: str = ""
    postcode: str = ""
    channels: tuple[Channel, ...] = (Channel.TELEPHONE,)
    organisation: OrganisationId | None = None
    taken_by: StaffId = RECEPTION
    then: tuple[Then, ...] = field(default=())
