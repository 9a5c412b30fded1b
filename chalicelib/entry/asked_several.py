"""Which cases were chosen and what shall be done to them, read the same way for pages and programs."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.application.several_cases import Deed, Picked
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.reference import read_reference
from chalicelib.entry.asked import typed_version


def read_deed(text: str) -> Deed:
    """What shall be done. Raises: Invalid."""
    if text not in set(Deed):
        raise Invalid([Fault("deed", "Choose what to do with the cases")])
    return Deed(text)


def read_handler(deed: str, text: str) -> StaffId | None:
    """Who shall have the cases, where they are given to somebody."""
    return StaffId(text) if deed == Deed.ASSIGN and text else None


def read_picked(values: Iterable[str]) -> tuple[Picked, ...]:
    """The cases, each with the version that was seen, such as `ABC-123456:7`. Raises: Invalid."""
    return tuple(_picked(value) for value in dict.fromkeys(values))


def _picked(value: str) -> Picked:
    reference, _, version = value.partition(":")
    return Picked(read_reference(reference), typed_version(version))
