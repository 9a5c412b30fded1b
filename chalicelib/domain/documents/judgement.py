"""What is to be done with a file, from what it is and what was found in it. Pure: what looks into the
bytes is an adapter.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.alarms import Alarm
from chalicelib.domain.documents.kinds import (
    BLOCKING,
    HOLDING,
    IMAGES,
    DocumentState,
    Finding,
    MediaType,
    Purpose,
)
from chalicelib.domain.errors import CannotBeKnown
from chalicelib.domain.policy import PolicyPack

MEGABYTE = 1_000_000
"""Bytes, as people and file managers count them."""


class ImagePolicy(StrEnum):
    """What is done with pictures (C-18): never taken, or taken where somebody needs to send one."""

    DENY = "deny"
    ADJUSTMENT = "adjustment"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the organisation takes. Sizes in bytes, counts in files."""

    largest: int
    most_in_form: int
    most_in_case: int
    images: ImagePolicy
    identifiers: frozenset[Finding]

    @property
    def ceiling(self) -> int:
        """What the store takes before it hangs up: more than the limit, so that somebody who is a
        little over it hears so from us and not from a machine.
        """
        return 2 * self.largest


def limits_of(pack: PolicyPack) -> Limits:
    """The limits that a pack states. Raises: CannotBeKnown, for a pack that says nothing of files."""
    try:
        values = {key: pack.settings[f"attachments.{key}"].value for key in _KEYS}
    except KeyError:
        raise CannotBeKnown("This organisation has not said which files it takes") from None
    identifiers = values["identifiers"]
    assert isinstance(identifiers, tuple)
    return Limits(
        largest=int(str(values["largest_megabytes"])) * MEGABYTE,
        most_in_form=int(str(values["most_in_form"])),
        most_in_case=int(str(values["most_in_case"])),
        images=ImagePolicy(str(values["image_policy"])),
        identifiers=frozenset(map(Finding, identifiers)),
    )


_KEYS = ("largest_megabytes", "most_in_form", "most_in_case", "image_policy", "identifiers")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something was found: its page, counted from 1; 0 for its title."""

    finding: Finding
    page: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen in a file. `found` are identifiers, as pages only: never what they say.

    `located` is whether a picture tells where it was taken, `place_removed` whether it told and can do
    without. `alarms` are the dangers of which its words seem to tell.
    """

    size: int
    media_type: MediaType | None = None
    problems: frozenset[Finding] = frozenset()
    located: bool = False
    place_removed: bool = False
    found: tuple[Place, ...] = ()
    alarms: tuple[Alarm, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """Where the file goes, and everything that was found, in the order in which it is told."""

    state: DocumentState
    findings: tuple[Finding, ...] = ()
    media_type: MediaType | None = None
    size: int = 0
    places: tuple[Place, ...] = ()
    alarms: tuple[Alarm, ...] = ()


NOT_JUDGED = Judgement(DocumentState.CHECKING)
"""Nobody has looked yet."""


def judge(looked: Looked, purpose: Purpose, limits: Limits, *, from_staff: bool) -> Judgement:
    """Whether the file may be opened, waits for a handler, or is never opened.

    Source: S0-16, S0-17, C-18. Fails closed: what is not known to be good is not safe.
    """
    found = set(looked.problems) | _sized(looked, limits) | _pictured(looked, purpose, limits)
    if not from_staff and looked.media_type in IMAGES:
        found.add(Finding.IMAGE_TO_ALLOW)
    found |= {place.finding for place in looked.found} & limits.identifiers
    if looked.located:
        found.add(Finding.LOCATION)
    if looked.place_removed:
        found.add(Finding.LOCATION_REMOVED)
    if looked.media_type is None and not found & BLOCKING:
        found.add(Finding.TYPE_NOT_TAKEN)
    return _judged(looked, found)


def _sized(looked: Looked, limits: Limits) -> set[Finding]:
    if looked.size == 0:
        return {Finding.EMPTY}
    return {Finding.TOO_LARGE} if looked.size > limits.largest else set()


def _pictured(looked: Looked, purpose: Purpose, limits: Limits) -> set[Finding]:
    """A picture of a paper is refused, and any picture where the organisation takes none (S0-17)."""
    refused = purpose is Purpose.DOCUMENT or limits.images is ImagePolicy.DENY
    return {Finding.IMAGE_OF_DOCUMENT} if looked.media_type in IMAGES and refused else set()


def _judged(looked: Looked, found: set[Finding]) -> Judgement:
    if found & BLOCKING:
        state, told = DocumentState.BLOCKED, found & BLOCKING
    else:
        state = DocumentState.HELD if found & HOLDING else DocumentState.SAFE
        told = found
    return Judgement(
        state=state,
        findings=tuple(each for each in Finding if each in told),
        media_type=looked.media_type,
        size=looked.size,
        places=tuple(place for place in looked.found if place.finding in told),
        alarms=looked.alarms,
    )
