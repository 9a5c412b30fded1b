"""What a reader brings out of a file."""

from __future__ import annotations

from dataclasses import dataclass, field

from chalicelib.domain.documents.kinds import Finding


@dataclass(slots=True)
class Content:
    """The text by pages, what is wrong, and whether it says where it was made."""

    pages: list[str] = field(default_factory=list)
    problems: set[Finding] = field(default_factory=set)
    located: bool = False
