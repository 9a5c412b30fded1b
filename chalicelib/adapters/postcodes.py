"""What a postcode of the United Kingdom looks like."""

from __future__ import annotations

import re

_AREA = "[A-PR-UWYZ]"
_SECOND = "[A-HK-Y]"
_INWARD = "[0-9][ABD-HJLNP-UW-Z]{2}"
_OUTWARD = "|".join(
    (
        f"{_AREA}[1-9][0-9]?",
        f"{_AREA}{_SECOND}(?:[0-9]|[1-9][0-9])",
        f"{_AREA}[1-9][A-HJKPSTUW]",
        f"{_AREA}{_SECOND}[1-9][ABEHMNPRVWXY]",
    )
)
_WRITTEN = re.compile(rf"(?:{_OUTWARD}){_INWARD}|GIR0AA")


def is_postcode(written: str) -> bool:
    """Whether it has the form of one: capitals, without a space. That it exists, nobody says.

    Source: the forms that Royal Mail publishes: six of the outward half, letters that are never
    used in their places, and one of its own.

    >>> [is_postcode(each) for each in ("M11AE", "SW1A1AA", "QQ11AA", "SW1A1A", "GIR0AA")]
    [True, True, False, False, True]
    """
    return _WRITTEN.fullmatch(written) is not None
