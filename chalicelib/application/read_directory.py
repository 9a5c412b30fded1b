"""Everybody in the directory, and what was decided about them."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.organisation_history import ABOUT_STAFF, Entry
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.staff import Organisation, Staff


@dataclass(frozen=True, slots=True)
class HeldDirectory:
    """The directory as it stands at this moment. `version` is what a change is made on; newest changes
    first.
    """

    organisation: Organisation
    pack: PolicyPack
    version: int
    people: tuple[Staff, ...]
    changes: tuple[Entry, ...]

    @property
    def teams(self) -> tuple[str, ...]:
        """Every team that anybody is in, and the one that takes complaints in."""
        return tuple(sorted({self.organisation.intake_team, *(each.team for each in self.people)}))


def read_directory(reader: Staff, world: Reading | Ports) -> HeldDirectory:
    """The directory of the reader's organisation. Raises: Unavailable."""
    organisation = world.policies.organisation(reader.organisation)
    history = world.organisations.history(organisation.id)
    return HeldDirectory(
        organisation=organisation,
        pack=world.policies.current(organisation).pack,
        version=history[-1].seq if history else 0,
        people=world.directory.now(organisation.id),
        changes=tuple(each for each in reversed(history) if each.decision in ABOUT_STAFF),
    )
