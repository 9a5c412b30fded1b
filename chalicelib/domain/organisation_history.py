"""What an organisation decided about itself since its files were written: which versions are live, how
it can be reached, whom it sends people to. Each decision is an entry of its history, which only grows;
what holds now is the fold of the entries, so that nothing holds that nobody decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from typing import Any

from chalicelib.domain.identifiers import OrganisationId, StaffId
from chalicelib.domain.policy import Contact


class Decision(StrEnum):
    """What can be decided. Never renamed: old histories are read for ten years."""

    POLICY_PUBLISHED = "policy.published"
    CALENDAR_PUBLISHED = "calendar.published"
    DETAILS_CHANGED = "details.changed"
    CONTACT_CHANGED = "contact.changed"
    CONTACT_VERIFIED = "contact.verified"
    STAFF_JOINED = "staff.joined"
    STAFF_CHANGED = "staff.changed"
    STAFF_INVITED = "staff.invited"
    ACCESS_ENDED = "staff.access_ended"
    APP_FORGOTTEN = "staff.app_forgotten"


ABOUT_STAFF = frozenset(
    {
        Decision.STAFF_JOINED,
        Decision.STAFF_CHANGED,
        Decision.STAFF_INVITED,
        Decision.ACCESS_ENDED,
        Decision.APP_FORGOTTEN,
    }
)
"""The decisions about one member of staff. What holds after them stands in the directory."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision: `seq` counts from 1 without gaps, `facts` hold what was and what is instead."""

    organisation: OrganisationId
    seq: int
    at: datetime
    by: StaffId
    decision: Decision
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What holds instead of the files. Empty text and missing keys: what the files say.

    `version` is the number of the last entry; a decision is made on exactly one version.
    """

    version: int = 0
    policy_version: str = ""
    calendar_version: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)


NOTHING_CHOSEN = Chosen()
"""An organisation that lives by its files."""


def next_entry(
    chosen: Chosen,
    organisation: OrganisationId,
    decision: Decision,
    *,
    facts: Mapping[str, Any],
    by: StaffId,
    at: datetime,
) -> Entry:
    """The decision as the next entry of the history."""
    return Entry(organisation, chosen.version + 1, at, by, decision, facts)


def chosen_by(entries: Iterable[Entry]) -> Chosen:
    """What holds after these entries."""
    return reduce(after, entries, NOTHING_CHOSEN)


def after(chosen: Chosen, entry: Entry) -> Chosen:
    """What holds after one more decision."""
    return replace(_EFFECTS[entry.decision](chosen, entry.facts), version=entry.seq)


def _policy_published(chosen: Chosen, facts: Mapping[str, Any]) -> Chosen:
    return replace(chosen, policy_version=facts["to"])


def _calendar_published(chosen: Chosen, facts: Mapping[str, Any]) -> Chosen:
    return replace(chosen, calendar_version=facts["to"])


def _details_changed(chosen: Chosen, facts: Mapping[str, Any]) -> Chosen:
    return replace(chosen, details={**chosen.details, **facts["to"]})


def _in_the_directory(chosen: Chosen, _: Mapping[str, Any]) -> Chosen:
    return chosen


def _contact_held(chosen: Chosen, facts: Mapping[str, Any]) -> Chosen:
    contact = contact_from(facts["to"])
    return replace(chosen, contacts={**chosen.contacts, contact.code: contact})


_EFFECTS: Mapping[Decision, Callable[[Chosen, Mapping[str, Any]], Chosen]] = {
    Decision.POLICY_PUBLISHED: _policy_published,
    Decision.CALENDAR_PUBLISHED: _calendar_published,
    Decision.DETAILS_CHANGED: _details_changed,
    Decision.CONTACT_CHANGED: _contact_held,
    Decision.CONTACT_VERIFIED: _contact_held,
    **dict.fromkeys(ABOUT_STAFF, _in_the_directory),
}


def contact_facts(contact: Contact) -> dict[str, Any]:
    """A contact as an entry keeps it."""
    return {
        "code": contact.code,
        "name": contact.name,
        "phone": contact.phone,
        "url": contact.url,
        "address": contact.address,
        "verified_on": contact.verified_on.isoformat() if contact.verified_on else "",
        "source": contact.source,
        "invented": contact.invented,
    }


def contact_from(facts: Mapping[str, Any]) -> Contact:
    """The contact that an entry keeps."""
    stated = facts["verified_on"]
    return Contact(**{**facts, "verified_on": date.fromisoformat(stated) if stated else None})
