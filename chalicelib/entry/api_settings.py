"""The JSON API of what an organisation says of itself and whom it sends people to."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib.application.change_settings import change_details, check_contact
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.read_settings import HeldContact, read_settings
from chalicelib.domain.policy import Action
from chalicelib.entry.api_organisation import entry_out
from chalicelib.entry.doors import Request, resource
from chalicelib.entry.organisation_models import (
    ContactChecked,
    ContactOut,
    DetailsIn,
    EntryOut,
    SettingsOut,
)

doors = Blueprint(__name__)

SETTINGS = "/api/organisation/settings"


@resource(doors, "GET", SETTINGS, who=Action.CHANGE_ORGANISATION, gives=SettingsOut)
def settings(request: Request, reading: Reading) -> SettingsOut:
    """What holds now, and who changed what of it."""
    held = read_settings(request.staff, reading)
    organisation = held.organisation
    return SettingsOut(
        version=held.version,
        name=organisation.name,
        phone=organisation.phone,
        email=organisation.email,
        address=organisation.address,
        complaints_manager=organisation.complaints_manager,
        accent=organisation.accent,
        contacts=tuple(map(_contact, held.contacts)),
        changes=tuple(entry_out(entry) for entry in held.changes),
    )


@resource(
    doors,
    "POST",
    f"{SETTINGS}/details",
    who=Action.CHANGE_ORGANISATION,
    takes=DetailsIn,
    gives=EntryOut,
    status=201,
)
def details(request: Request, ports: Ports, body: DetailsIn) -> EntryOut:
    """Change how the organisation is called, reached and looks."""
    asked = body.model_dump(exclude={"version"}, exclude_none=True)
    return entry_out(change_details(asked, request.staff, version=body.version, ports=ports))


@resource(
    doors,
    "POST",
    f"{SETTINGS}/contacts/{{code}}",
    who=Action.CHANGE_ORGANISATION,
    takes=ContactChecked,
    gives=EntryOut,
    status=201,
)
def contact_checked(request: Request, ports: Ports, body: ContactChecked, code: str) -> EntryOut:
    """Keep a contact as somebody checked it today."""
    asked = body.model_dump(exclude={"version"}, exclude_none=True)
    return entry_out(check_contact(code, asked, request.staff, version=body.version, ports=ports))


def _contact(held: HeldContact) -> ContactOut:
    contact = held.contact
    return ContactOut(
        code=contact.code,
        name=contact.name,
        phone=contact.phone,
        url=contact.url,
        address=contact.address,
        source=contact.source,
        verified_on=contact.verified_on,
        standing=held.standing,
    )
