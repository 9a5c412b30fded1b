"""The eleven sections of a response, in the order in which they are read (S2-92)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """One section of the letter. The apology comes early and again at the end, by their order."""

    THANKS = "thanks"
    APOLOGY = "apology"
    CONDOLENCES = "condolences"
    ISSUES = "issues"
    METHOD = "method"
    EXPLANATION = "explanation"
    CONCLUSIONS = "conclusions"
    LEARNING = "learning"
    FOLLOW_UP = "follow_up"
    OMBUDSMAN = "ombudsman"
    CLOSING = "closing"

    @property
    def number(self) -> int:
        """Its item in the list of S2-92.

        >>> Section.OMBUDSMAN.number
        10
        """
        return list(Section).index(self) + 1


MAY_BE_LEFT_OUT = frozenset({Section.CONDOLENCES, Section.LEARNING})
"""Sections that a letter may lack for a reason: nobody died, or nothing is to be learned (S2-92)."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A section that this letter does not need, and why."""

    section: Section
    reason: str


@dataclass(frozen=True, slots=True)
class LetterText:
    """One version of the letter, section by section.

    `bereaved` says that somebody died, so that condolences are owed; `covering` is the text of a short
    letter that goes on top where the answer is hard to read (S2-92, item 3).
    """

    bereaved: bool
    thanks: str = ""
    apology: str = ""
    condolences: str = ""
    issues: str = ""
    method: str = ""
    explanation: str = ""
    conclusions: str = ""
    learning: str = ""
    follow_up: str = ""
    ombudsman: str = ""
    closing: str = ""
    left_out: tuple[LeftOut, ...] = ()
    covering: str = ""

    def of(self, section: Section) -> str:
        """What stands in a section."""
        return str(getattr(self, section))

    @property
    def written(self) -> Mapping[Section, str]:
        """The sections in which something stands, in order."""
        return {section: self.of(section) for section in Section if self.of(section).strip()}

    @property
    def reasons(self) -> Mapping[Section, str]:
        """Why sections are left out."""
        return {each.section: each.reason for each in self.left_out if each.reason.strip()}
