"""What the page of a command asks, as data: one template draws every form, one reader reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.policy import Action
from chalicelib.presentation.typed import Choice


class Kind(StrEnum):
    """How a field is drawn and read."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    ONE = "one"
    YES_NO = "yes_no"
    SOME = "some"
    LIST = "list"
    ROWS = "rows"
    CARRIED = "carried"


Offer = Callable[[OpenFile], Sequence[Choice]]
"""What can be chosen, as far as it depends on the case, its people and its policy."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `name` is the field of what the command asks for.

    `choices` are what a list, radio buttons or tick boxes offer. `shown_if` names a field of the same
    form and its value: the question is drawn below that choice, and read only where it was made.
    `missing` is said where it is left empty and may not be. A field that `steers` only shows others
    and is no part of what is asked; `nothing` is the value of a choice that means "none of these".
    `rows` are the questions of each row of a table, of which `spare` empty ones are drawn. `asked_of`
    says of which cases it is asked; None: of all.
    """

    kind: Kind
    name: str
    label: str
    hint: str = ""
    missing: str = ""
    optional: bool = False
    choices: Offer | None = None
    shown_if: tuple[str, str] | None = None
    steers: bool = False
    nothing: str = ""
    lines: int = 4
    rows: tuple[Field, ...] = ()
    spare: int = 3
    asked_of: Callable[[OpenFile], bool] | None = None


Answers = Mapping[str, tuple[str, ...]]
"""The values of a form's fields by their names in it."""


def _empty(opened: OpenFile) -> Answers:
    return {}


@dataclass(frozen=True, slots=True)
class Form:
    """The page of one command. `name` is its address: `/staff/cases/…/do/<name>` and
    `/api/cases/…/<name>`.

    `why` says what the action is for and what happens then; `done` is said after it. `filled` is what
    stands in the form before anybody typed.
    """

    action: Action
    name: str
    title: str
    why: str
    button: str
    done: str
    fields: tuple[Field, ...]
    filled: Callable[[OpenFile], Answers] = _empty

    def field(self, name: str) -> Field | None:
        """The question of this name, also one of a row, as `issues.0.text` or `text`."""
        parts = [part for part in name.split(".") if not part.isdigit()]
        known = {each.name: each for each in self.fields}
        first = known.get(parts[0])
        if len(parts) == 1 or first is None:
            return first
        return next((each for each in first.rows if each.name == parts[1]), None)


def offered(words: Mapping[Any, str], hints: Mapping[Any, str] | None = None) -> Offer:
    """The same choices for every case: codes with their words."""
    hinted = hints or {}
    choices = tuple(Choice(code, text, hint=hinted.get(code, "")) for code, text in words.items())
    return lambda opened: choices


def row_name(rows: str, number: int, name: str) -> str:
    """What a field of a row is called in the form, counted from 1.

    >>> row_name("issues", 1, "text")
    'issues-1-text'
    """
    return f"{rows}-{number}-{name}"


def rows_filled(rows: str, values: Sequence[Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """Rows that are there already, as values of the form."""
    return {
        row_name(rows, number, name): (value,)
        for number, row in enumerate(values, 1)
        for name, value in row.items()
    }


def date_filled(name: str, day: str) -> dict[str, tuple[str, ...]]:
    """The boxes of a date that is known already, given in ISO form; nothing where it is empty.

    >>> date_filled("due", "2027-02-04")
    {'due-day': ('4',), 'due-month': ('2',), 'due-year': ('2027',)}
    """
    parts = zip(("year", "month", "day"), day.split("-"), strict=False)
    typed = {f"{name}-{part}": (str(int(digits)),) for part, digits in parts if digits}
    return dict(reversed(typed.items()))
