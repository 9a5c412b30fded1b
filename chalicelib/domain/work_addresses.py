"""Email addresses at work: an employer may be able to read what is sent there, and may have to give
parts of it to others who ask for their own details. People are told so; what they choose is theirs.

Source: S0-18 to S0-20.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from chalicelib.domain.policy import PolicyPack

NHS_MAIL = ("nhs.net", "nhs.uk", "nhs.scot", "hscni.net")
"""Where people who work for the health services of the four nations have their mail. Source: S0-18."""


class EmailKind(StrEnum):
    """Which address somebody chose once they were told (S0-20)."""

    WORK = "work"
    OWN = "own"


EMPLOYERS = "email.employer_domains"
"""Under this key a pack names the mail of other employers whose people turn to us (S0-18)."""


def employers_in(pack: PolicyPack) -> tuple[str, ...]:
    """The domains of employers that the pack names; none where it names none."""
    named = pack.settings.get(EMPLOYERS)
    return tuple(map(str, cast("Sequence[object]", named.value))) if named else ()


def is_at_work(address: str, employers: Iterable[str] = ()) -> bool:
    """Whether this is an address that an employer gave: the NHS, or one of these domains.

    >>> is_at_work("d@clinics.example", ["clinics.example"])
    True
    >>> is_at_work("a.nurse@NHS.net"), is_at_work("b@trust.nhs.uk"), is_at_work("c@patients.example")
    (True, True, False)
    """
    domain = address.strip().rpartition("@")[2].casefold()
    return any(domain == each or domain.endswith(f".{each}") for each in (*NHS_MAIL, *employers))
