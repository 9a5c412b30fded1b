"""Which ways of talking a person can take part in, and which they never want (S2-28, S2-29, SC-13).

Kept once with the person, obeyed by whatever is agreed with them: a promise to call somebody who cannot
hear is one that we break. A person may still ask for it themselves.
"""

from __future__ import annotations

import re

from chalicelib.domain.calls import Means
from chalicelib.domain.happy_to_be_contacted import WANTS_NONE, wants_no_contact
from chalicelib.domain.needs import Format
from chalicelib.domain.parties import Channel, Party

_SIGNS = re.compile(r"\b(?:BSL|sign(?:s|ed|ing)?|lip[ -]?speak(?:er|ing)?)\b", re.IGNORECASE)
"""How staff and people write that somebody talks in signs, and not by ear."""

_BY: dict[Means, Channel] = {Means.TELEPHONE: Channel.TELEPHONE, Means.IN_PERSON: Channel.MEETING}


def why_not_meet(person: Party, means: Means) -> str:
    """Why nothing should be agreed with this person by these means, in words; empty where it may be.

    >>> from chalicelib.domain.parties import COMPLAINANT
    >>> why_not_meet(Party(COMPLAINANT, "Ann", "Other", never=(Channel.TELEPHONE,)), Means.TELEPHONE)
    'They said that we must never call them'
    """
    if wants_no_contact(person):
        return WANTS_NONE
    if _BY.get(means) in person.never:
        return _NEVER[means]
    if means is Means.TELEPHONE and not hears_calls(person):
        return "They sign, and cannot take part in a call"
    return ""


_NEVER = {
    Means.TELEPHONE: "They said that we must never call them",
    Means.IN_PERSON: "They said that we must never ask them to a meeting",
}


def hears_calls(person: Party) -> bool:
    """Whether somebody can be called, as far as what they need says."""
    signs = Format.BSL_VIDEO in person.needs.formats
    return not signs and not _SIGNS.search(person.needs.interpreter)
