"""What an organisation says of itself and where else it sends people, and what may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from chalicelib.domain.clocks.calendar_periods import months_after
from chalicelib.domain.errors import ContactStale, Fault, Invalid
from chalicelib.domain.organisation_history import Decision, contact_facts
from chalicelib.domain.policy import Contact
from chalicelib.domain.policy_faults import PLACEHOLDER, VERIFIED_WITHIN_MONTHS
from chalicelib.domain.staff import Accent, Organisation

DETAILS = ("name", "phone", "email", "address", "complaints_manager", "accent")
"""The fields of an organisation that its own staff can change."""
CONTACT_FIELDS = ("name", "phone", "url", "address", "source")
"""The fields of a contact that staff can change; `source` says where they are from."""

LONGEST = 300
"""Characters of one field: an address of eight long lines."""
IN_EVERY_LETTER = ("ombudsman", "advocacy")
"""The contacts that our letters to the public name. Source: S2-59, S2-94."""

_REQUIRED = {
    "name": "Enter the name",
    "phone": "Enter the telephone number that people can call",
    "email": "Enter the email address that people can write to",
    "complaints_manager": "Say whom people should ask for, such as the complaints manager",
    "source": "Say where you checked it, such as their website",
}
_WEB_ADDRESS = re.compile(r"https://[^\s/]+\.[^\s/]+\S*")


class Standing(StrEnum):
    """How far a contact can be trusted."""

    VERIFIED = "verified"
    STALE = "stale"
    NEVER = "never"
    INVENTED = "invented"


def standing_of(contact: Contact, today: date) -> Standing:
    """Whether somebody verified it in the last twelve months. Source: S2-68 [D], SC-9."""
    if contact.invented:
        return Standing.INVENTED
    if contact.verified_on is None:
        return Standing.NEVER
    fresh = months_after(contact.verified_on, VERIFIED_WITHIN_MONTHS) >= today
    return Standing.VERIFIED if fresh else Standing.STALE


def require_verified(contacts: Mapping[str, Contact], codes: Iterable[str], today: date) -> None:
    """Raises: ContactStale, if a letter would name a contact that nobody verified in a year (S2-68).

    An invented one serves the demonstration: the linter warns of it before a pack goes live.
    """
    held = (contacts[code] for code in codes if code in contacts)
    doubtful = [
        each.name for each in held if standing_of(each, today) in (Standing.STALE, Standing.NEVER)
    ]
    if doubtful:
        raise ContactStale(doubtful)


@dataclass(frozen=True, slots=True)
class Settled:
    """A change that may be made: the decision, and what was and will be."""

    decision: Decision
    was: Mapping[str, object]
    to: Mapping[str, object]


def details_of(organisation: Organisation) -> dict[str, str]:
    """What an organisation says of itself now."""
    return {field: str(getattr(organisation, field)) for field in DETAILS}


def settle_details(organisation: Organisation, asked: Mapping[str, str]) -> Settled:
    """The details that differ from those that hold. Raises: Invalid, where none does or one may not."""
    written = {field: asked[field].strip() for field in DETAILS if field in asked}
    faults = [*_text_faults(written), *_accent_faults(written)]
    if faults:
        raise Invalid(faults)
    now = details_of(organisation)
    to = {field: value for field, value in written.items() if value != now[field]}
    if not to:
        raise Invalid([Fault("name", "Nothing was changed")])
    return Settled(Decision.DETAILS_CHANGED, {field: now[field] for field in to}, to)


def settle_contact(contact: Contact, asked: Mapping[str, str], today: date) -> Settled:
    """The contact as somebody checked it today, with what they changed. Raises: Invalid."""
    written = {field: asked[field].strip() for field in CONTACT_FIELDS if field in asked}
    faults = [*_text_faults(written), *_reach_faults(written)]
    if faults:
        raise Invalid(faults)
    checked = replace(contact, **written, verified_on=today, invented=False)
    same = all(getattr(contact, field) == value for field, value in written.items())
    decision = Decision.CONTACT_VERIFIED if same else Decision.CONTACT_CHANGED
    return Settled(decision, contact_facts(contact), contact_facts(checked))


def _text_faults(written: Mapping[str, str]) -> Iterator[Fault]:
    for field, value in written.items():
        if not value and field in _REQUIRED:
            yield Fault(field, _REQUIRED[field])
        elif len(value) > LONGEST:
            yield Fault(field, f"Use {LONGEST} characters or fewer")
        elif PLACEHOLDER.search(value):
            yield Fault(field, "Fill in what stands in brackets")


def _accent_faults(written: Mapping[str, str]) -> Iterator[Fault]:
    if "accent" in written and written["accent"] not in set(Accent):
        yield Fault("accent", "Choose one of the colours")


def _reach_faults(written: Mapping[str, str]) -> Iterator[Fault]:
    url = written.get("url", "")
    if url and not _WEB_ADDRESS.fullmatch(url):
        yield Fault("url", "Enter a web address that begins with https://")
    ways = ("phone", "url", "address")
    if all(way in written for way in ways) and not any(written[way] for way in ways):
        yield Fault("phone", "Enter at least one way to reach them")
