"""Somebody with several complaints chooses which of their own they look at."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.application.follow_case import Followed, following_of, opened
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.errors import Fault, Invalid, NotLetIn
from chalicelib.domain.identity.access import Following
from chalicelib.domain.reference import CaseNumber

CHOOSE_ONE = "Choose the one that you want to see"


def read_own_cases(key: str, reading: Reading) -> tuple[Followed, ...]:
    """Every case that their code opened, the latest first. Raises: NotLetIn."""
    cases = _each_case(following_of(key, reading.let_in, reading), reading)
    return tuple(sorted(cases, key=lambda each: each.file.case.received_at, reverse=True))


def _each_case(following: Following, reading: Reading) -> Iterator[Followed]:
    for place in following.places:
        there = following.changed_to(place.number)
        try:
            yield opened(there or following, reading.cases, reading.policies, reading.directory)
        except NotLetIn:
            continue  # erased since: they choose among what is left


def choose_followed(key: str, number: str, ports: Ports) -> None:
    """Open this case instead, until the same end as before.

    Raises: NotLetIn; Invalid, for whatever is none of theirs, whether or not there is such a case.
    """
    doorkeeper = ports.identity.doorkeeper
    chosen = following_of(key, doorkeeper, ports).changed_to(CaseNumber(number))
    if chosen is None:
        raise Invalid([Fault("number", CHOOSE_ONE)])
    doorkeeper.begin(key, chosen)
