"""Which column of a former system's file is which field of ours: what whoever imports says in TOML."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infra.steps import Refusal

DATES = ("received_at", "acknowledged_at", "closed_at", "date_of_birth", "happened_on")
"""The fields that are dates, in the form that the mapping names."""

Text = Annotated[str, Field(min_length=1)]


class FieldMapping(BaseModel):
    """What the file says. `number` is the column that holds the case's number in the former system;
    `columns` are ours to theirs, `always` what holds for every row, `values` their words for our codes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisation: Text
    staff: Text
    number: Text
    date_format: str = "%d/%m/%Y"
    delimiter: str = Field(",", min_length=1, max_length=1)
    encoding: str = "utf-8-sig"
    columns: dict[str, str]
    always: dict[str, str] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file, its number in the former system, what stands in it, and that in
    our fields. `misread` are the dates that are none, by column.
    """

    line: int
    number: str
    original: Mapping[str, str]
    answers: Mapping[str, str]
    misread: tuple[str, ...]


def read_mapping(file: Path) -> FieldMapping:
    """Raises: Refusal, naming what is wrong with it."""
    try:
        return FieldMapping.model_validate(tomllib.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        raise Refusal(f"There is no {file}. An example is infra/importing/example.toml.") from None
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise Refusal(f"The mapping cannot be read: {error}") from None


def rows_of(file: Path, mapping: FieldMapping) -> Iterator[Row]:
    """Every row, as the mapping reads it. Raises: Refusal, where there is no such file, where it is no
    CSV in the encoding that the mapping names, or where a column that it names is missing.
    """
    if not file.is_file():
        raise Refusal(f"There is no {file}. Say FILE=… for the CSV file of the former system.")
    with file.open(encoding=mapping.encoding, newline="") as opened:
        reader = csv.DictReader(opened, delimiter=mapping.delimiter, strict=True)
        try:
            missing = {mapping.number, *mapping.columns.values()} - set(reader.fieldnames or ())
            if missing:
                raise Refusal("The file has no column " + ", ".join(sorted(missing)))
            for original in reader:
                yield _row(reader.line_num, original, mapping)
        except (csv.Error, UnicodeDecodeError) as error:
            raise Refusal(f"The file cannot be read after line {reader.line_num}: {error}") from None


def _row(line: int, original: dict[str, str], mapping: FieldMapping) -> Row:
    held = {name: (value or "").strip() for name, value in original.items() if name is not None}
    told = {field: held[column] for field, column in mapping.columns.items()}
    answers = {**mapping.always, **{name: value for name, value in told.items() if value}}
    for field, codes in mapping.values.items():
        if answers.get(field) in codes:
            answers[field] = codes[answers[field]]
    misread = []
    for field in DATES:
        if answers.get(field):
            answers[field], fault = _as_iso(answers[field], mapping.date_format)
            misread += [mapping.columns.get(field, field)] if fault else []
    return Row(line, held[mapping.number], held, answers, tuple(misread))


def _as_iso(typed: str, date_format: str) -> tuple[str, bool]:
    try:
        return datetime.strptime(typed, date_format).date().isoformat(), False
    except ValueError:
        return typed, True
