"""What somebody needs so that they can read what we write and talk with us.

Source: S2-29, S3-16; Accessible Information Standard DAPB1605 (domain.md 3.4); Equality Act 2010 s. 20.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """How a letter must be made so that its reader can read it."""

    LARGE_PRINT = "large_print"
    EASY_READ = "easy_read"
    BRAILLE = "braille"
    AUDIO = "audio"
    BSL_VIDEO = "bsl_video"


@dataclass(frozen=True, slots=True)
class AccessNeeds:
    """One person's needs, kept once and shown on every view of the case. Texts are as typed.

    `other_language` is one in which our texts do not exist: letters are then translated. `interpreter`
    is the language, or the way of signing, in which the person talks.
    """

    formats: tuple[Format, ...] = ()
    other_language: str = ""
    interpreter: str = ""
    support: str = ""

    @property
    def any(self) -> bool:
        """Whether there is anything to heed."""
        return bool(self.formats or self.other_language or self.interpreter or self.support)


NO_NEEDS = AccessNeeds()
