"""Email addresses at work: an employer may be able to read what is sent there, and may have to give
parts of it to others who ask for their own details. People are told so; what they choose is theirs.

Source: S0-18 to S0-20.
"""

from __future__ import annotations

from enum import StrEnum

NHS_MAIL = ("nhs.net", "nhs.uk", "nhs.scot", "hscni.net")
"""Where people who work for the health services of the four nations have their mail. Source: S0-18."""


class EmailKind(StrEnum):
    """Which address somebody chose once they were told (S0-20)."""

    WORK = "work"
    OWN = "own"


def is_at_work(address: str) -> bool:
    """Whether this is an address that an employer gave.

    >>> is_at_work("a.nurse@NHS.net"), is_at_work("b@trust.nhs.uk"), is_at_work("c@patients.example")
    (True, True, False)
    """
    domain = address.strip().rpartition("@")[2].casefold()
    return any(domain == each or domain.endswith(f".{each}") for each in NHS_MAIL)
