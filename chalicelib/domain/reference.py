"""The case reference that people read out: the file handler's initials and a six-digit number.

Source: S0-2, S0-3, C-19. The number is the key; the initials are those of the present handler, and
any initials that the case ever had still find it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NewType

from chalicelib.domain.errors import Fault, Invalid

CaseNumber = NewType("CaseNumber", str)
"""Six digits, unique in a deployment, for ever."""

_WRITTEN = re.compile(r"^\s*([A-Za-z]{2,4})\s*[/\- ]\s*(\d{6})\s*$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it is printed today, such as `ABC/123456`.

    >>> str(Reference("ABC", CaseNumber("123456")))
    'ABC/123456'
    >>> Reference("ABC", CaseNumber("123456")).in_url
    'ABC-123456'
    """

    initials: str
    number: CaseNumber

    def __str__(self) -> str:
        return f"{self.initials}/{self.number}"

    @property
    def in_url(self) -> str:
        """The form for addresses and file names, where a slash would split the path (C-19)."""
        return f"{self.initials}-{self.number}"


def read_reference(text: str) -> Reference:
    """The reference that somebody wrote, in its one canonical form.

    Source: S0-2.
    Raises: Invalid, if it is not two to four letters, then six digits.

    >>> str(read_reference(" abc 123456 ")), str(read_reference("ABC-123456"))
    ('ABC/123456', 'ABC/123456')
    """
    written = _WRITTEN.match(text)
    if written is None:
        raise Invalid([Fault("reference", "Enter a reference like ABC/123456")])
    return Reference(written[1].upper(), CaseNumber(written[2]))
