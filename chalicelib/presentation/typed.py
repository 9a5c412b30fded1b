"""What somebody typed into a form, to be shown again beside what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.domain.errors import Fault


@dataclass(frozen=True, slots=True)
class Typed:
    """The form that was sent, its values by field, and the faults. Empty before anything was sent."""

    form: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def value(self, name: str, default: str = "") -> str:
        """The one value of a field."""
        return self.values.get(name, (default,))[0]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field that can be chosen more than once."""
        return self.values.get(name, ())

    @property
    def errors(self) -> Mapping[str, str]:
        """The first fault of each field."""
        return {fault.field: fault.message for fault in reversed(self.faults)}


NOTHING_TYPED = Typed()


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button, tick box or entry of a list."""

    value: str
    text: str
    chosen: bool = False
    hint: str = ""
