"""Reading what a command asks for, from JSON or from its form: one model, one set of messages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from chalicelib.domain.casework import LONGEST_TEXT
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.entry.api_models import OnVersion
from chalicelib.entry.commands.command import Command
from chalicelib.entry.reading_requests import Form as Sent
from chalicelib.entry.typed_dates import Misread, exact_date, typed_date
from chalicelib.entry.typed_moments import london_moment, time_of_day
from chalicelib.presentation.forms import Form
from chalicelib.presentation.forms.drawing import MOST_ROWS
from chalicelib.presentation.forms.form import Field, Kind, row_name

Asked = TypeVar("Asked")
Json = dict[str, Any]

NOT_CHOSEN = "Choose from the list"
LATEST = date(2099, 12, 31)
"""No promise reaches further; two digits of a year are of this century."""


def asked_by_program(command: Command[Asked], body: OnVersion) -> Asked:
    """What a program asks for. Raises: Invalid."""
    given = {field.name: getattr(body, field.name) for field in fields(_any(command.asks))}
    asked = command.asks(**given)
    faults = list(_faults_of_texts(asked, command.form))
    if faults:
        raise Invalid(faults)
    return asked


def asked_by_form(command: Command[Asked], sent: Sent) -> Asked:
    """What somebody typed and chose. Raises: Invalid, with every fault beside its field."""
    typed, faults = _read(command.form, sent)
    try:
        body = command.model.model_validate_json(json.dumps({"version": 1, **typed}))
    except ValidationError as error:
        refused = [faulty(detail, command.form) for detail in error.errors(include_input=False)]
        raise Invalid(_in_order([*faults, *refused], command.form)) from None
    if faults:
        raise Invalid(faults)
    return asked_by_program(command, body)


def _any(asks: Any) -> Any:
    return asks


def faulty(detail: Mapping[str, Any], form: Form) -> Fault:
    """A fault of the model in the words of the form."""
    name = ".".join(str(part) for part in detail["loc"])
    field = form.field(name) if name else None
    if detail["type"] == "missing":
        return Fault(name, field.missing if field and field.missing else str(detail["msg"]))
    chosen = detail["type"] in ("enum", "literal_error", "int_parsing", "bool_parsing")
    return Fault(name, NOT_CHOSEN if chosen else str(detail["msg"]))


def _in_order(faults: list[Fault], form: Form) -> list[Fault]:
    """One fault for each field, as the fields stand on the page."""
    places = {field.name: place for place, field in enumerate(form.fields)}
    first = {fault.field: fault for fault in reversed(faults)}
    return sorted(first.values(), key=lambda fault: places.get(fault.field.split(".")[0], -1))


def _faults_of_texts(asked: Any, form: Form, within: str = "") -> Iterator[Fault]:
    """Texts that must be there and say nothing, and texts that say too much."""
    for field in fields(asked):
        value, name = getattr(asked, field.name), f"{within}{field.name}"
        if isinstance(value, tuple):
            for number, row in enumerate(value):
                if is_dataclass(row):
                    yield from _faults_of_texts(row, form, f"{name}.{number}.")
        elif isinstance(value, str):
            yield from _faults_of_text(value, name, form, required=field.default is MISSING)


def _faults_of_text(text: str, name: str, form: Form, *, required: bool) -> Iterator[Fault]:
    question = form.field(name)
    if required and not text.strip():
        yield Fault(name, (question.missing if question else "") or "Fill this in")
    if len(text) > LONGEST_TEXT:
        over = len(text) - LONGEST_TEXT
        yield Fault(name, f"Use {LONGEST_TEXT:,} characters or fewer: take out {over:,}")


def _read(form: Form, sent: Sent) -> tuple[Json, list[Fault]]:
    """The form as JSON, without what was left empty or not asked, and the dates that are none."""
    read: Json = {}
    faults: list[Fault] = []
    for field in form.fields:
        if field.steers or not _is_asked(field, form, sent):
            continue
        try:
            value = _value(field, field.name, sent)
        except Misread as misread:
            faults.append(Fault(field.name, misread.why))
            read[field.name] = None
            continue
        if value not in (None, "", []):
            read[field.name] = value
    return read, faults


def _is_asked(field: Field, form: Form, sent: Sent) -> bool:
    """Whether the choice was made below which the question stands, and that one was asked too."""
    if field.shown_if is None:
        return True
    above, choice = field.shown_if
    question = form.field(above)
    return choice in sent.all(above) and (question is None or _is_asked(question, form, sent))


def _value(field: Field, name: str, sent: Sent) -> Any:
    if field.kind is Kind.SOME:
        return list(sent.all(name))
    if field.kind is Kind.ROWS:
        return [row for row in (_row(field, n, sent) for n in range(1, MOST_ROWS + 1)) if row]
    if field.kind in (Kind.DAY, Kind.MOMENT):
        return _moment_or_day(field, name, sent)
    value = sent[name]
    if field.kind is Kind.YES_NO:
        return {"yes": True, "no": False}.get(value, value)
    return None if value == field.nothing else value


def _row(field: Field, number: int, sent: Sent) -> Json:
    names = ((part, row_name(field.name, number, part.name)) for part in field.rows)
    values = {part.name: _value(part, name, sent) for part, name in names}
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _moment_or_day(field: Field, name: str, sent: Sent) -> str | None:
    typed, at = typed_date(sent, name), sent[f"{name}-time"].strip()
    if typed.is_blank:
        if field.kind is Kind.MOMENT and (at or not field.optional):
            raise Misread(field.missing)
        return None
    with_time = field.kind is Kind.MOMENT
    try:
        day = exact_date(typed, latest=LATEST)
        if with_time:
            return london_moment(day, time_of_day(at)).isoformat()
    except Misread as misread:
        subject = "The date and time" if with_time else "The date"
        raise Misread(misread.of(subject)) from None
    return day.isoformat()
