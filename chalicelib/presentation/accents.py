"""The colours of an organisation's pages and mails, by name. Each is dark enough for white text on it
(7:1 and more): a test works out the contrast of every one, and compares them with the style sheet.
"""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.staff import Accent

COLOURS: Mapping[Accent, str] = {
    Accent.GREEN: "#14433f",
    Accent.BLUE: "#1d3a6e",
    Accent.PURPLE: "#4a2a63",
    Accent.RED: "#6e1f28",
    Accent.GREY: "#33424f",
}

NAMES: Mapping[Accent, str] = {
    Accent.GREEN: "Green",
    Accent.BLUE: "Blue",
    Accent.PURPLE: "Purple",
    Accent.RED: "Red",
    Accent.GREY: "Grey",
}
