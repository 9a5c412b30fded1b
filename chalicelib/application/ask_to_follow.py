"""Somebody asks to see how their complaint is going."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.application.confirming import older_claims, printed_claims
from chalicelib.application.limits import ASK_TO_FOLLOW, require_within
from chalicelib.application.ports import Ports
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.identity.access import Asking
from chalicelib.domain.identity.engine import Claim
from chalicelib.domain.media import Medium
from chalicelib.domain.reference import CaseNumber


def ask_to_follow(
    key: str,
    claims: Sequence[Claim],
    *,
    number: CaseNumber | None,
    organisation: OrganisationId,
    source: str,
    ports: Ports,
    medium: Medium = Medium.EMAIL,
) -> None:
    """Write down who asks, and how they want the code; nothing is looked up, nobody is answered here.

    The same work for everybody: one count and one write, whether or not there is such a case, so that
    neither the answer nor its time says anything. The stream answers. What was claimed is kept as
    fingerprints. Source: S0-6. Raises: TooManyTries, StoreBusy.
    """
    require_within(ASK_TO_FOLLOW, source, ports)
    prints = ports.identity.prints
    ports.identity.doorkeeper.ask(
        Asking(
            key=key,
            organisation=organisation,
            asked_at=ports.clock.now(),
            claims=printed_claims(claims, organisation, prints),
            number=number,
            older=older_claims(claims, organisation, prints),
            medium=medium,
        )
    )
