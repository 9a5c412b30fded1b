"""A form as its page shows it: the choices of this case, what was typed, what each choice reveals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.application.read_case import OpenFile
from chalicelib.presentation.forms.form import Field, Form, Kind, row_name
from chalicelib.presentation.typed import Choice, Typed

YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))
MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question as drawn. `below` are the questions that its choices reveal, by the choice."""

    field: Field
    name: str
    choices: tuple[Choice, ...] = ()
    below: tuple[tuple[str, tuple[Drawn, ...]], ...] = ()
    rows: tuple[tuple[Drawn, ...], ...] = ()

    def revealed_by(self, choice: str) -> tuple[Drawn, ...]:
        """The questions that are asked of whoever makes this choice."""
        return next((drawn for value, drawn in self.below if value == choice), ())


def drawn(form: Form, opened: OpenFile, typed: Typed) -> tuple[Drawn, ...]:
    """The questions of the form for this case, with what was typed into them."""
    return tuple(
        _question(field, form.fields, opened, typed)
        for field in form.fields
        if field.shown_if is None and _is_asked_of(field, opened)
    )


def _is_asked_of(field: Field, opened: OpenFile) -> bool:
    return field.asked_of is None or field.asked_of(opened)


def _question(field: Field, all_fields: Sequence[Field], opened: OpenFile, typed: Typed) -> Drawn:
    below: dict[str, tuple[Drawn, ...]] = {}
    for other in all_fields:
        below_this = other.shown_if is not None and other.shown_if[0] == field.name
        if below_this and other.shown_if and _is_asked_of(other, opened):
            question = _question(other, all_fields, opened, typed)
            below[other.shown_if[1]] = (*below.get(other.shown_if[1], ()), question)
    return Drawn(
        field=field,
        name=field.name,
        choices=_choices(field, field.name, opened, typed),
        below=tuple(below.items()),
        rows=_rows(field, opened, typed),
    )


def _choices(field: Field, name: str, opened: OpenFile, typed: Typed) -> tuple[Choice, ...]:
    offers = YES_NO if field.kind is Kind.YES_NO else field.choices(opened) if field.choices else ()
    # A question that only steers the form begins with its first choice.
    made = typed.all(name) or tuple(choice.value for choice in offers[:1] if field.steers)
    return tuple(replace(choice, chosen=choice.value in made) for choice in offers)


def _rows(field: Field, opened: OpenFile, typed: Typed) -> tuple[tuple[Drawn, ...], ...]:
    if field.kind is not Kind.ROWS:
        return ()
    count = min(_filled_rows(field, typed) + field.spare, MOST_ROWS)
    return tuple(_row(field, number, opened, typed) for number in range(1, count + 1))


def _row(field: Field, number: int, opened: OpenFile, typed: Typed) -> tuple[Drawn, ...]:
    names = [(part, row_name(field.name, number, part.name)) for part in field.rows]
    return tuple(Drawn(part, name, _choices(part, name, opened, typed)) for part, name in names)


def _filled_rows(field: Field, typed: Typed) -> int:
    """How many rows hold anything: the number of the last one that does."""
    numbers = (
        int(part[1])
        for name, values in typed.values.items()
        if any(values)
        and len(part := name.split("-")) >= 3
        and part[0] == field.name
        and part[1].isdigit()
    )
    return max(numbers, default=0)
