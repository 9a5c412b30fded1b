"""Somebody types the code that we sent them."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from chalicelib.application.limits import TYPE_A_CODE, require_within
from chalicelib.application.ports import Ports
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.identity.access import CODE_LASTS, CODE_TRIES, FOLLOWING_LASTS, Following, Grant

CODE_REFUSED = "This code is not right, or it does not work any more"
"""The one text for a wrong, old, used or never sent code."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A code as somebody typed it, for the asking of their browser, from their source."""

    code: str
    asking: str
    source: str


def enter_code(typed: Typed, key: str, ports: Ports) -> Following:
    """Let them in under `key`, for a while, to one case of theirs, from which they may change to their
    others; the code is then used up.

    The same work for every code that is not right: two counts and one look. A code that was granted
    after its mail was written opens nothing before, and none opens twice.
    Raises: Invalid, with one text for every cause; TooManyTries, StoreBusy.
    """
    grant = take_code(typed, ports)
    following = Following(grant.place, ports.clock.now() + FOLLOWING_LASTS, others=grant.others)
    ports.identity.doorkeeper.begin(key, following)
    return following


def take_code(typed: Typed, ports: Ports) -> Grant:
    """What the code opens; it is used up. Raises: as above."""
    require_within(TYPE_A_CODE, typed.source, ports)
    now, doorkeeper = ports.clock.now(), ports.identity.doorkeeper
    tries = doorkeeper.tried(typed.asking, now + CODE_LASTS)
    granted = doorkeeper.granted(typed.asking, now)
    right = _same(ports.identity.prints.code_of(typed.asking), typed.code)
    if granted is None or not right or tries > CODE_TRIES:
        raise _refused()
    grant = doorkeeper.take(typed.asking, now)
    if grant is None:
        raise _refused()
    return grant


def _same(code: str, typed: str) -> bool:
    digits = "".join(each for each in typed if not each.isspace() and each != "-")
    return hmac.compare_digest(code.encode(), digits.encode())


def _refused() -> Invalid:
    return Invalid([Fault("code", CODE_REFUSED)])
