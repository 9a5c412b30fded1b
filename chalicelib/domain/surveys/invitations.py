"""What a survey's link stands for. It leads to no case: it knows whose surveys are to stop, by keyed
fingerprints, and whether it was used.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.surveys.asking import OPEN_DAYS

STOPS_FOR = timedelta(days=730)
"""How long the link of an old mail still stops surveys: mail is kept, and "no more" has no end date."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One person asked to answer. `marks` are fingerprints of everything by which they are known;
    `open_until` is when answers are taken no more, `ends_at` when the link is forgotten.
    """

    organisation: OrganisationId
    marks: tuple[str, ...]
    open_until: datetime
    ends_at: datetime
    answered: bool = False

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be answered."""
        return not self.answered and now < self.open_until


def invitation_for(
    organisation: OrganisationId, marks: tuple[str, ...], *, at: datetime, pack: PolicyPack
) -> Invitation:
    """The invitation that goes out now, open for as long as the pack says."""
    days = int(str(pack.settings[OPEN_DAYS].value))
    return Invitation(organisation, marks, at + timedelta(days=days), at + STOPS_FOR)
