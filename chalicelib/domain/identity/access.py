"""The way of a member of the public to their own complaint: asked, sent a code, let in for a while.

Knowing facts about somebody is not enough: the code goes to the address or to the mobile that we hold
(S0-14, issue 4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.events import Actor
from chalicelib.domain.identifiers import OrganisationId, PartyId
from chalicelib.domain.identity.engine import Claim
from chalicelib.domain.identity.forms import Item
from chalicelib.domain.media import Medium
from chalicelib.domain.reference import CaseNumber

CODE_LASTS = timedelta(minutes=15)
"""From asking to typing the code. Source: NIST SP 800-63B, 5.1.3.2 allows ten; mail can be slow."""
CODE_TRIES = 5
"""Wrong codes before a new one must be asked for: one in 200,000 guesses lets in. Source: S0-6."""
CODES_AN_HOUR = 5
"""Codes that one case is sent in an hour, so that nobody can fill somebody's postbox. [D]"""
UNPLACED_KEPT = timedelta(days=365)
"""How long a check that fits no case is kept. [D]"""
FOLLOWING_LASTS = timedelta(minutes=30)
"""How long one can look and write without asking for a new code. Computers are shared."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody asks to be let in. What they claimed is kept as fingerprints only, and not for long.

    `key` names the asking; the browser that asked holds the secret which the key is made of.
    `number` is the case whose reference was given; None where there was none. `older` are the same
    claims under secrets that were replaced, to find what was written down before. `medium` is how they
    want the code: by mail or by text. `link` is that of a contributor, who claims nothing: its code
    goes to the address that the link went to.
    """

    key: str
    organisation: OrganisationId
    asked_at: datetime
    claims: tuple[Claim, ...]
    number: CaseNumber | None = None
    older: tuple[Claim, ...] = ()
    link: str = ""
    medium: Medium = Medium.EMAIL

    @property
    def ends_at(self) -> datetime:
        """When its code stops working, if there is one."""
        return self.asked_at + CODE_LASTS


@dataclass(frozen=True, slots=True)
class UnplacedCheck:
    """A check by staff that fits no case: who made it, when, how, with which kinds of items (S0-6)."""

    id: str
    organisation: OrganisationId
    by: Actor
    at: datetime
    channel: str
    items: tuple[Item, ...]

    @property
    def kept_until(self) -> datetime:
        """Long enough to see a pattern, no longer."""
        return self.at + UNPLACED_KEPT


@dataclass(frozen=True, slots=True)
class Place:
    """One person of one case."""

    number: CaseNumber
    party: PartyId


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code opens: one case, and the others of the same person among which they can choose."""

    place: Place
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Following:
    """Somebody who is let in to one case as one of its people, or to one page of it. `draft` names what
    they typed so far, where that is kept; `others` are more cases of theirs, to which they may change.
    """

    place: Place
    ends_at: datetime
    draft: str = ""
    others: tuple[Place, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """All that they may see, the one that is open first."""
        return (self.place, *self.others)

    def changed_to(self, number: CaseNumber) -> Following | None:
        """The same with this case open; None where it is none of theirs."""
        chosen = next((each for each in self.places if each.number == number), None)
        if chosen is None:
            return None
        others = tuple(each for each in self.places if each != chosen)
        return replace(self, place=chosen, others=others)

    def has_ended(self, now: datetime) -> bool:
        """Whether a new code is needed."""
        return now >= self.ends_at
