"""What confirming people needs of the world. Adapters answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.identity.access import Asking, Following, Grant, Place, UnplacedCheck
from chalicelib.domain.identity.forms import Item


class Fingerprints(Protocol):
    """Keyed fingerprints: the same form gives the same text, and the text says nothing of the form to
    anybody who has not the secret.
    """

    def of(self, organisation: OrganisationId, item: Item, form: str) -> str:
        """The fingerprint of a form, by the present secret; empty for an empty form."""

    def every(self, organisation: OrganisationId, item: Item, form: str) -> tuple[str, ...]:
        """Its fingerprints by the present secret and by those that it replaced."""

    def of_source(self, source: str, window: str) -> str:
        """Who knocks, for counting within one window of time; another window, another text."""

    def seals_of(self, what: str) -> tuple[str, ...]:
        """What shows that a link about this is ours: by the present secret, then by older ones."""

    def code_of(self, asking: str) -> str:
        """The six digits that belong to an asking: made again whenever needed, kept nowhere."""


class Lookups(Protocol):
    """Finding people without a reference."""

    def known_by(self, fingerprint: str) -> frozenset[Place]:
        """Everybody of whom the item with this fingerprint is held, in one call."""


class LetIn(Protocol):
    """Who is let in. A GET is given nothing more than this."""

    def following(self, key: str, now: datetime) -> Following | None:
        """Who is let in under this key; None where nobody is, any more or ever."""


class Doorkeeper(LetIn, Protocol):
    """Who asked to be let in, and who was. Everything in it ends by itself."""

    def ask(self, asking: Asking) -> None:
        """Keep an asking until its end. One write, whatever was claimed."""

    def grant(self, asking: Asking, grant: Grant) -> None:
        """Let the asking's code open this until the asking ends."""

    def keep_unplaced(self, check: UnplacedCheck) -> None:
        """Keep a check that fits no case, with the organisation. One write."""

    def tried(self, key: str, until: datetime) -> int:
        """Count one more code typed for an asking; how many that makes."""

    def granted(self, key: str, now: datetime) -> Grant | None:
        """What the asking's code opens; None where it opens nothing, any more or ever."""

    def take(self, key: str, now: datetime) -> Grant | None:
        """Use the code up. None where another was faster: a code opens once."""

    def begin(self, key: str, following: Following) -> None:
        """Let somebody in."""

    def end(self, key: str) -> None:
        """Let them out."""


class Pace(Protocol):
    """How long an answer takes, where that must say nothing."""

    def begun(self) -> float:
        """Now, to be handed back."""

    def wait(self, begun: float, after: timedelta) -> None:
        """Until so long after the beginning; not at all where that is past."""


class Counts(Protocol):
    """Counting within windows of time."""

    def count(self, purpose: str, source: str, *, at: datetime, within: timedelta) -> int:
        """Count one more from this source for this purpose; how many that makes in the window."""

    def counted(self, purpose: str, source: str, *, at: datetime, within: timedelta) -> int:
        """How many were counted in the window so far."""


@dataclass(frozen=True, slots=True)
class IdentityPorts:
    """All of them."""

    prints: Fingerprints
    lookups: Lookups
    doorkeeper: Doorkeeper
    counts: Counts
    pace: Pace
