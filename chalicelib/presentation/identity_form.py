"""The fields in which somebody says who they are, as the design system draws them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.identity.forms import Item
from chalicelib.presentation.language import ENGLISH, Language, marked
from chalicelib.presentation.typed import Typed


@dataclass(frozen=True, slots=True)
class Question:
    """One field. `kind` says which macro draws it: `line` or `date`."""

    kind: str
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Line:
    """An input: its name, what it is called, and what helps to fill it in."""

    name: str
    label: str
    hint: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


_LINES: Mapping[Item, tuple[_Line, ...]] = {
    Item.REFERENCE: (
        _Line(
            "reference",
            marked("Your reference"),
            marked("It is in the email or letter that we sent you, and looks like ABC/123456"),
            {"classes": "nhsuk-input--width-10", "spellcheck": False},
        ),
    ),
    Item.FULL_NAME: (
        _Line(
            "full_name",
            marked("Full name"),
            marked("As it is on the complaint, with first name and last name"),
            {"autocomplete": "name", "spellcheck": False},
        ),
    ),
    Item.MEMBERSHIP_NUMBER: (
        _Line(
            "membership_number", marked("Membership number"), "", {"classes": "nhsuk-input--width-10"}
        ),
    ),
    Item.NHS_NUMBER: (
        _Line(
            "nhs_number",
            marked("NHS number"),
            marked("10 digits, on letters from the NHS"),
            {"classes": "nhsuk-input--width-10", "inputmode": "numeric"},
        ),
    ),
    Item.ADDRESS: (
        _Line("address", marked("First line of the address"), "", {"autocomplete": "address-line1"}),
        _Line(
            "postcode",
            marked("Postcode"),
            "",
            {"classes": "nhsuk-input--width-10", "autocomplete": "postal-code"},
        ),
    ),
    Item.EMAIL: (
        _Line(
            "email",
            marked("Email address"),
            "",
            {"type": "email", "autocomplete": "email", "spellcheck": False},
        ),
    ),
    Item.TELEPHONE: (
        _Line(
            "telephone",
            marked("Phone number"),
            "",
            {"type": "tel", "autocomplete": "tel", "classes": "nhsuk-input--width-20"},
        ),
    ),
}

_FOR_STAFF: Mapping[Item, tuple[_Line, ...]] = {
    Item.REFERENCE: (
        _Line(
            "reference",
            "Case reference",
            "Like ABC/123456",
            {"classes": "nhsuk-input--width-10", "spellcheck": False},
        ),
    ),
    Item.FULL_NAME: (_Line("full_name", "Full name", "First name and last name, as they say it"),),
}
"""What staff are asked in other words than the person would be."""
_NOT_YOUR_OWN = {"autocomplete": "off"}
"""On a staff page the browser would offer the details of the member of staff."""

_PARTS = (
    ("day", marked("Day"), "nhsuk-input--width-2"),
    ("month", marked("Month"), "nhsuk-input--width-2"),
    ("year", marked("Year"), "nhsuk-input--width-4"),
)


def questions(items: Iterable[Item], typed: Typed, language: Language) -> tuple[Question, ...]:
    """The fields of these items, with what was typed and what is wrong with it."""
    return tuple(question for item in items for question in _questions(item, typed, language))


def questions_for_staff(items: Iterable[Item], typed: Typed) -> tuple[Question, ...]:
    """The fields as staff fill them in for somebody who speaks."""
    return tuple(
        Question(each.kind, _not_your_own(each.settings))
        for item in items
        for each in _questions(item, typed, ENGLISH, {**_LINES, **_FOR_STAFF})
    )


def _not_your_own(settings: Mapping[str, Any]) -> dict[str, Any]:
    parts = [{**part, **_NOT_YOUR_OWN} for part in settings.get("items", ())]
    return {**settings, **_NOT_YOUR_OWN, **({"items": parts} if parts else {})}


def _questions(
    item: Item,
    typed: Typed,
    language: Language,
    lines: Mapping[Item, tuple[_Line, ...]] = _LINES,
) -> tuple[Question, ...]:
    if item is Item.DATE_OF_BIRTH:
        return (Question("date", _date(typed, language)),)
    return tuple(Question("line", _line(line, typed, language)) for line in lines[item])


def _line(line: _Line, typed: Typed, language: Language) -> dict[str, Any]:
    _ = language.said
    return {
        "id": line.name,
        "name": line.name,
        "label": {"text": _(line.label), "classes": "nhsuk-label--s"},
        "value": typed.value(line.name),
        **({"hint": {"text": _(line.hint)}} if line.hint else {}),
        **_error(line.name, typed, language),
        **line.more,
    }


def _date(typed: Typed, language: Language) -> dict[str, Any]:
    _, name = language.said, Item.DATE_OF_BIRTH.value
    wrong = " nhsuk-input--error" if name in typed.errors else ""
    return {
        "id": name,
        "fieldset": {"legend": {"text": _("Date of birth"), "classes": "nhsuk-fieldset__legend--s"}},
        "hint": {"text": _("For example, 27 3 1985")},
        **_error(name, typed, language),
        "items": [
            {
                "id": f"{name}-{part}",
                # Not by the macro's prefix, which would call it `date_of_birth[day]`.
                "name": f"{name}-{part}",
                "label": _(label),
                "classes": classes + wrong,
                "value": typed.value(f"{name}-{part}"),
                "autocomplete": f"bday-{part}",
            }
            for part, label, classes in _PARTS
        ],
    }


def _error(name: str, typed: Typed, language: Language) -> dict[str, Any]:
    if name not in typed.errors:
        return {}
    message = {"text": typed.errors[name], "visuallyHiddenText": language.said("Error")}
    return {"errorMessage": message}


def summary(typed: Typed) -> list[dict[str, str]]:
    """The links of the error summary, each to its field."""
    return [{"text": fault.message, "href": f"#{_first(fault.field)}"} for fault in typed.faults]


def _first(name: str) -> str:
    return f"{name}-day" if name == Item.DATE_OF_BIRTH else name or "maincontent"
