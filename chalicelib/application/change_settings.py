"""Staff change what the organisation says of itself, or say that they checked a contact."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chalicelib.application.organisation_ports import Decided
from chalicelib.application.ports import FieldReader, Ports
from chalicelib.domain.calendar import london_date
from chalicelib.domain.errors import Fault, Invalid, NotFound, OrganisationChanged
from chalicelib.domain.organisation_history import Entry, after, next_entry
from chalicelib.domain.organisation_settings import Settled, settle_contact, settle_details
from chalicelib.domain.staff import Organisation, Staff

Settle = Callable[[Organisation], Settled]


def change_details(asked: Mapping[str, str], staff: Staff, *, version: int, ports: Ports) -> Entry:
    """Change how the organisation is called, reached and looks; the entry of its history.

    `version` is the one on the asker's screen. Raises: Invalid; OrganisationChanged.
    """
    require_readable(asked, ports.fields)
    return _changed(lambda organisation: settle_details(organisation, asked), staff, version, ports)


def check_contact(
    code: str, asked: Mapping[str, str], staff: Staff, *, version: int, ports: Ports
) -> Entry:
    """Keep a contact as somebody checked it today (S2-68), with what they changed of it.

    Raises: NotFound; Invalid; OrganisationChanged.
    """

    def settle(organisation: Organisation) -> Settled:
        contact = ports.policies.current(organisation).pack.contacts.get(code)
        if contact is None:
            raise NotFound("There is no such contact")
        return settle_contact(contact, asked, london_date(ports.clock.now()))

    return _changed(settle, staff, version, ports)


def require_readable(asked: Mapping[str, str], fields: FieldReader) -> None:
    """Raises: Invalid, for an email address or a telephone number that could not exist."""
    faults = []
    for field, read, message in (
        ("phone", fields.phone, "Enter a telephone number, like 01632 960 001"),
        ("email", fields.email, "Enter an email address, like name@example.com"),
    ):
        written = asked.get(field, "").strip()
        try:
            if written:
                read(written)
        except ValueError:
            faults.append(Fault(field, message))
    if faults:
        raise Invalid(faults)


def _changed(settle: Settle, staff: Staff, version: int, ports: Ports) -> Entry:
    chosen = ports.organisations.chosen(staff.organisation)
    if chosen.version != version:
        raise OrganisationChanged
    settled = settle(ports.policies.organisation(staff.organisation))
    entry = next_entry(
        chosen,
        staff.organisation,
        settled.decision,
        facts={"was": settled.was, "to": settled.to},
        by=staff.id,
        at=ports.clock.now(),
    )
    ports.organisations.save(Decided(entry, after(chosen, entry)))
    return entry
