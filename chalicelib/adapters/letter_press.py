"""Letters as PDF/UA-1, set by Typst. What is set looks the same everywhere: only our own typefaces are
used, and no clock is asked.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from chalicelib.application.press import Pdf, Printout

TEMPLATE = Path(__file__).with_name("letter.typ")
FONTS = Path(__file__).with_name("fonts")
"""Fetched by the build (infra/build/styles.py)."""

_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
"""In place of when it was set: the letter has its day, and the same letter has the same bytes."""


class TypstPress:
    """The press. Its library is heavy, and in the layer of one function: it is imported when needed."""

    def pdf(self, printout: Printout) -> Pdf:
        """The PDF; one that keeps no standard where a character is in none of our typefaces."""
        import typst

        try:
            return Pdf(_set(printout, "ua-1"))
        except typst.TypstError:
            return Pdf(_set(printout, "1.7"), accessible=False)


def _set(printout: Printout, standard: Literal["ua-1", "1.7"]) -> bytes:
    import typst

    # Handed over as data: nothing that a person wrote is ever read as a command.
    said: dict[str, str] = {"letter": json.dumps(asdict(printout))}
    return typst.compile(
        TEMPLATE,
        sys_inputs=said,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_standards=[standard],
        timestamp=_ALWAYS,
    )
