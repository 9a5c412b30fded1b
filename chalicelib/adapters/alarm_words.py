"""The words that must not wait, and where to get help, from `policies/alarm_words.toml`."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from chalicelib.domain.alarms import Alarm, Alarms, AlarmWords, Helpline


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Words(_Shape):
    alarm: Alarm
    language: str
    phrases: tuple[str, ...]
    unless: tuple[str, ...]
    source: str


class _Help(_Shape):
    alarm: Alarm
    name: str
    phone: str
    source: str
    verified_on: date | None = None


class _File(_Shape):
    alarms: tuple[_Words, ...]
    help: tuple[_Help, ...]


@cache
def alarms_held(file: Path) -> Alarms:
    """The file as the domain knows it, read once in a process. Raises: pydantic.ValidationError."""
    held = _File.model_validate(tomllib.loads(file.read_text("utf-8")))
    return Alarms(
        words=tuple(AlarmWords(**each.model_dump()) for each in held.alarms),
        helplines=tuple(Helpline(**each.model_dump()) for each in held.help),
    )
