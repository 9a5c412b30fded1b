"""What a mail or a letter consists of, whatever it is written on: words once, drawn by each medium."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """What the next parts are about."""

    text: str
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences of ours."""

    text: str
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class InTheirWords:
    """What a person wrote, with their line breaks and in the direction of their script."""

    text: str
    kind: str = "words"


@dataclass(frozen=True, slots=True)
class Listing:
    """Things of one kind, one below the other."""

    items: tuple[str, ...]
    kind: str = "listing"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to find again at a glance, such as the reference."""

    name: str
    value: str
    kind: str = "fact"


@dataclass(frozen=True, slots=True)
class Link:
    """Where to go."""

    text: str
    url: str
    kind: str = "link"


Part = Heading | Paragraph | InTheirWords | Listing | Fact | Link


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. Its `subject` is neutral: no name, nothing clinical (domain 4.8)."""

    subject: str
    parts: tuple[Part, ...]
    foot: tuple[str, ...] = ()
