"""Reading what a browser or a program sends, before anybody believes it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import TypeVar
from urllib.parse import parse_qs

from pydantic import BaseModel, ValidationError

from chalicelib.domain.errors import Fault, Invalid

FORM_TYPE = "application/x-www-form-urlencoded"
MOST_FIELDS = 200

Model = TypeVar("Model", bound="BaseModel")


class Form(Mapping[str, str]):
    """The fields of a form. A missing field reads as empty text: a browser sends no unticked box."""

    def __init__(self, fields: Mapping[str, list[str]]) -> None:
        self._fields = fields

    def __getitem__(self, name: str) -> str:
        return self._fields.get(name, [""])[0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __contains__(self, name: object) -> bool:
        return name in self._fields

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field that can be ticked more than once."""
        return tuple(self._fields.get(name, ()))

    def typed(self) -> tuple[tuple[str, str], ...]:
        """Every field and value as sent, without the form's own token."""
        pairs = ((name, value) for name, values in self._fields.items() for value in values)
        return tuple(pair for pair in pairs if pair[0] != "csrf")


def form_of(body: bytes, content_type: str) -> Form:
    """The form in a body; line ends are as people mean them. Raises: Invalid."""
    if not content_type.startswith(FORM_TYPE):
        return Form({})
    try:
        fields = parse_qs(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise Invalid([Fault("", "This form has more fields than we can read")]) from error
    return Form({name: [_typed(value) for value in values] for name, values in fields.items()})


def _typed(value: str) -> str:
    # Browsers end lines with CR LF; NUL has no meaning that anybody typed.
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def cookies_of(header: str, *, prefix: str = "") -> dict[str, str]:
    """The cookies of a header whose names begin with `prefix`, without it: others are not ours. One
    that is malformed costs only itself.

    >>> cookies_of("__Host-visit=a; visit=b", prefix="__Host-")
    {'visit': 'a'}
    """
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return {
        name.strip().removeprefix(prefix): value.strip().strip('"')
        for name, found, value in pairs
        if found and name.startswith(prefix)
    }


def model_of(body: bytes, model: type[Model]) -> Model:
    """The body as the model. Raises: Invalid, with a fault for each field, never its value."""
    # Strict: a `false` is no hour of the day, and the number 0 no moment.
    try:
        return model.model_validate_json(body, strict=True)
    except ValidationError as error:
        raise Invalid([_fault(detail) for detail in error.errors(include_input=False)]) from None


def _fault(detail: Mapping[str, object]) -> Fault:
    location = detail["loc"]
    assert isinstance(location, tuple)
    return Fault(".".join(str(part) for part in location), str(detail["msg"]))


def new_visit() -> str:
    """An unguessable name for one browser's visit."""
    return secrets.token_urlsafe(32)
