"""Whatever colour an organisation chooses, white words can be read on it."""

from __future__ import annotations

import re

import pytest

from chalicelib.domain.staff import Accent
from chalicelib.presentation.accents import COLOURS, NAMES
from chalicelib.presentation.pages import STATIC

WHITE = "#ffffff"


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("accent", list(Accent))
def test_white_on_every_accent_has_a_contrast_of_seven(accent: Accent):
    assert contrast(WHITE, COLOURS[accent]) >= 7
    assert NAMES[accent]


@pytest.mark.parametrize("accent", list(Accent))
def test_the_style_sheet_draws_each_accent_in_its_colour(accent: Accent):
    css = (STATIC / "candour.css").read_text()

    drawn = re.search(rf"\.candour-accent-{accent} \{{\s*--candour-accent: (#\w+);", css)

    assert drawn
    assert drawn[1] == COLOURS[accent]
