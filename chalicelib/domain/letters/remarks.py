"""What is remarked on a letter: the item of the list, the line that it is about, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.letters.sections import Section

LONGEST_QUOTE = 120
"""Characters of a line that are quoted."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is wrong, or could be better. `quote` is the offending line; empty where the
    trouble is that nothing stands there. A letter with a remark that `stops` cannot go forward.
    """

    section: Section
    advice: str
    quote: str = ""
    stops: bool = True

    def __str__(self) -> str:
        """The remark with its item and its quotation, fit to show.

        >>> str(Remark(Section.APOLOGY, "Say what you are sorry for", "We are sorry if you waited"))
        'Item 2: Say what you are sorry for: “We are sorry if you waited”'
        """
        quoted = f": “{shortened(self.quote)}”" if self.quote else ""
        return f"Item {self.section.number}: {self.advice}{quoted}"


def shortened(line: str) -> str:
    """A line short enough to quote."""
    text = " ".join(line.split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"
