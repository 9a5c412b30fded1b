"""The two questions about when something was, which many forms ask."""

from __future__ import annotations

from chalicelib.presentation.forms.form import Field, Kind, offered

EARLIER = "earlier"
"""The choice that something happened before now."""

EARLIER_OR_NOW = Field(
    Kind.ONE,
    "when",
    "When was that?",
    optional=True,
    choices=offered({"now": "Just now", EARLIER: "Earlier"}),
    steers=True,
)


def happened_at(name: str = "happened_at") -> Field:
    """The date and time, for whoever says that it was earlier."""
    return Field(
        Kind.MOMENT,
        name,
        "Date and time",
        missing="Enter the date and time",
        shown_if=("when", EARLIER),
    )
