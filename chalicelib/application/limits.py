"""How often one place may knock at a public door. A row for each door; any public door can have one.

A source is the address that a request came from. It is counted under a keyed fingerprint which changes
with every window, so that nobody's visits can be put together later. Source: S0-6; issue 7, point 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from chalicelib.application.ports import Ports
from chalicelib.domain.errors import TooManyTries


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many in a window of time, from one source, for one purpose."""

    purpose: str
    most: int
    within: timedelta


ASK_TO_FOLLOW = Limit("follow", 20, timedelta(hours=1))
"""A family behind one router, or a library, asks less often than this."""
TYPE_A_CODE = Limit("code", 60, timedelta(hours=1))
KEEP_FOR_LATER = Limit("keep", 20, timedelta(hours=1))
COME_BACK = Limit("back", 60, timedelta(hours=1))
"""Besides, one form sends few codes and takes few wrong ones: `domain.coming_back`."""
ANSWER_CONSENT = Limit("consent", 60, timedelta(hours=1))
"""Besides, one link takes few wrong dates of birth: `application.answer_consent`."""
ANSWER_CONTRIBUTION = Limit("contribute", 60, timedelta(hours=1))
"""Besides, one contributor is sent few codes: `domain.casework.own_contributions`."""
CHECK_CALLERS = Limit("caller", 60, timedelta(hours=1))
"""Checks by one member of staff: one every minute is no conversation."""
FAILED_EVERYWHERE = Limit("failed", 100, timedelta(hours=1))
"""Failed checks in a whole deployment, after which somebody should look. It turns nobody away."""

FAILED_SIGN_INS = Limit("sign-in", 10, timedelta(minutes=15))
"""Failed sign-ins of one name, after which nobody gets in under it until the window is over."""
ONE_CODE = Limit("one-code", 1, timedelta(days=1))
"""How often one code of an authenticator app lets one name in: each half minute has another."""
FORGET_A_PASSWORD = Limit("forgotten", 20, timedelta(hours=1))
FORGET_ONES_PASSWORD = Limit("forgotten-one", 5, timedelta(hours=1))
"""Each asking sends a mail."""

EVERYBODY = "everybody"


def require_within(limit: Limit, source: str, ports: Ports) -> None:
    """Count this knock. Raises: TooManyTries, once there were more than the limit allows."""
    if _count(limit, source, ports) > limit.most:
        ports.log.info("limit reached", purpose=limit.purpose)
        raise TooManyTries("This was tried too often. Wait an hour and try again, or contact us")


def reached(limit: Limit, source: str, ports: Ports) -> bool:
    """Whether as many were noted in this window as the limit allows. Counts nothing."""
    now = ports.clock.now()
    counted = ports.identity.counts.counted(limit.purpose, source, at=now, within=limit.within)
    return counted >= limit.most


def note(limit: Limit, source: str, ports: Ports) -> None:
    """Count one more, and turn nobody away yet; the log says when the limit is reached."""
    if _count(limit, source, ports) == limit.most:
        ports.log.info("limit reached", purpose=limit.purpose)


def is_within(limit: Limit, source: str, ports: Ports) -> bool:
    """Count this one, and say whether the limit allows it."""
    return _count(limit, source, ports) <= limit.most


def note_failure(ports: Ports) -> None:
    """Count a failed check of anybody; many of them are an attempt to guess, and raise an alarm."""
    if _count(FAILED_EVERYWHERE, EVERYBODY, ports) == FAILED_EVERYWHERE.most:
        ports.log.error("identity checks fail too often", within=str(FAILED_EVERYWHERE.within))


def _count(limit: Limit, source: str, ports: Ports) -> int:
    now = ports.clock.now()
    return ports.identity.counts.count(limit.purpose, source, at=now, within=limit.within)
