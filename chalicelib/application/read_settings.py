"""What an organisation says of itself, where else it sends people, and who changed what of it."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.calendar import london_date
from chalicelib.domain.organisation_history import Decision, Entry
from chalicelib.domain.organisation_settings import Standing, standing_of
from chalicelib.domain.policy import Contact, PolicyPack
from chalicelib.domain.staff import Organisation, Staff

CHANGES = (Decision.DETAILS_CHANGED, Decision.CONTACT_CHANGED, Decision.CONTACT_VERIFIED)


@dataclass(frozen=True, slots=True)
class HeldContact:
    """A contact and how far it can be trusted today."""

    contact: Contact
    standing: Standing


@dataclass(frozen=True, slots=True)
class HeldSettings:
    """Everything that can be set. `version` is what a change is made on; newest changes first."""

    organisation: Organisation
    pack: PolicyPack
    version: int
    contacts: tuple[HeldContact, ...]
    changes: tuple[Entry, ...]


def read_settings(reader: Staff, world: Reading | Ports) -> HeldSettings:
    """The settings of the reader's organisation. Raises: Unavailable."""
    organisation = world.policies.organisation(reader.organisation)
    pack, today = world.policies.current(organisation).pack, london_date(world.clock.now())
    history = world.organisations.history(organisation.id)
    return HeldSettings(
        organisation=organisation,
        pack=pack,
        version=history[-1].seq if history else 0,
        contacts=tuple(
            HeldContact(contact, standing_of(contact, today)) for contact in pack.contacts.values()
        ),
        changes=tuple(each for each in reversed(history) if each.decision in CHANGES),
    )
