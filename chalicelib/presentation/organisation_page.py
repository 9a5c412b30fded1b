"""Organisation, "Details and contacts": what people see of it, where it sends them, who changed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.application.read_settings import HeldContact, HeldSettings
from chalicelib.domain.organisation_history import Decision, Entry
from chalicelib.domain.organisation_settings import DETAILS, Standing, details_of
from chalicelib.domain.policy import Contact
from chalicelib.domain.staff import Accent
from chalicelib.presentation.accents import NAMES
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.labels import Tag
from chalicelib.presentation.people import People
from chalicelib.presentation.typed import Choice, Typed

PATH = "/staff/organisation/details"
CONTACTS = "/staff/organisation/contacts"

_STANDINGS: Mapping[Standing, Tag] = {
    Standing.VERIFIED: Tag("Checked", "green"),
    Standing.STALE: Tag("Checked over a year ago", "red"),
    Standing.NEVER: Tag("Never checked", "red"),
    Standing.INVENTED: Tag("Invented for the demonstration", "yellow"),
}
_FIELDS = {
    "name": "Name",
    "phone": "Telephone",
    "email": "Email",
    "address": "Address",
    "complaints_manager": "Whom people ask for",
    "accent": "Colour",
}
_DONE = {"details": "The details were saved.", "contact": "The contact was saved as checked today."}


@dataclass(frozen=True, slots=True)
class Look:
    """How the top of a public page and of a mail would look."""

    accent: str
    name: str
    phone: str
    complaints_manager: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact: how far it can be trusted, and its form with what stands or was typed in it."""

    code: str
    name: str
    tag: Tag
    checked: str
    blocks: bool
    typed: Typed
    path: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change: what, who, when."""

    what: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """Everything that the template repeats."""

    version: int
    typed: Typed
    accents: tuple[Choice, ...]
    look: Look | None
    contacts: tuple[ContactLine, ...]
    changes: tuple[ChangeLine, ...]
    done: str


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed into which form of the page: `contact` names one; empty for the details."""

    typed: Typed
    contact: str = ""
    looking: bool = False
    done: str = ""


def organisation_page(held: HeldSettings, people: People, said: Said) -> OrganisationPage:
    """The page, with what holds or what was typed."""
    own = said.typed if said.typed.values and not said.contact else _as_it_is(held)
    chosen = own.value("accent")
    return OrganisationPage(
        version=held.version,
        typed=own,
        accents=tuple(Choice(each, NAMES[each], each == chosen) for each in Accent),
        look=_look(own) if said.looking else None,
        contacts=tuple(_contact(each, said) for each in held.contacts),
        changes=tuple(_change(each, people) for each in held.changes),
        done=_DONE.get(said.done, ""),
    )


def _as_it_is(held: HeldSettings) -> Typed:
    details = details_of(held.organisation)
    return Typed("details", {field: (details[field],) for field in DETAILS})


def _look(typed: Typed) -> Look:
    accent = typed.value("accent")
    fields = ("phone", "email", "address")
    return Look(
        accent=accent if accent in set(Accent) else Accent.GREEN,
        name=typed.value("name"),
        phone=typed.value("phone"),
        complaints_manager=typed.value("complaints_manager"),
        ways=tuple(f"{_FIELDS[f]}: {typed.value(f)}" for f in fields if typed.value(f)),
    )


def _contact(held: HeldContact, said: Said) -> ContactLine:
    contact = held.contact
    return ContactLine(
        code=contact.code,
        name=contact.name,
        tag=_STANDINGS[held.standing],
        checked=full_date(contact.verified_on) if contact.verified_on else "",
        blocks=held.standing in (Standing.STALE, Standing.NEVER),
        typed=said.typed if said.contact == contact.code else _contact_as_it_is(contact),
        path=f"{CONTACTS}/{contact.code}",
    )


def _contact_as_it_is(contact: Contact) -> Typed:
    values = {
        "name": contact.name,
        "phone": contact.phone,
        "url": contact.url,
        "address": contact.address,
        "source": contact.source,
    }
    return Typed(contact.code, {field: (value,) for field, value in values.items()})


def _change(entry: Entry, people: People) -> ChangeLine:
    return ChangeLine(_what(entry), people.handler(entry.by), date_and_time(entry.at))


def _what(entry: Entry) -> str:
    was, to = entry.facts["was"], entry.facts["to"]
    if entry.decision is Decision.CONTACT_VERIFIED:
        return f"Checked the contact {to['name']}"
    if entry.decision is Decision.CONTACT_CHANGED:
        return f"Changed and checked the contact {to['name']}"
    changed = (f"{_FIELDS[field]}: {was[field]} → {to[field]}" for field in to)
    return "; ".join(changed)
