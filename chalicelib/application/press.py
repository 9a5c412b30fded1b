"""A letter ready to be set on paper, and the press that sets it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class BlockKind(StrEnum):
    """How a block of a sheet is set, and what a screen reader calls it."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LISTING = "listing"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph with its line breaks, or a list of items. An `address` is a link's."""

    kind: BlockKind
    text: str = ""
    items: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter of what goes into an envelope; each begins on a page of its own."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Printout:
    """Everything that a press needs. `head` are the groups of lines above each letter: letterhead, day,
    to whom; `name` is what staff call it, which names nobody. `language` is a code of BCP 47.
    """

    name: str
    reference: str
    language: str
    direction: str
    large: bool
    head: tuple[tuple[str, ...], ...]
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Pdf:
    """A letter that was set. `accessible` is whether it keeps PDF/UA-1 throughout: one with characters
    for which we have no typeface has tags like any other, and does not claim to.
    """

    content: bytes = field(repr=False)
    accessible: bool = True


class Press(Protocol):
    """Setting letters."""

    def pdf(self, printout: Printout) -> Pdf:
        """The letter as a PDF: the same bytes for the same letter."""
