"""What every use case finds around it: the time, chance, reading of fields, helping hands, a log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, TypeVar

from chalicelib.domain.identifiers import CaseId, DocumentId
from chalicelib.domain.reference import CaseNumber

T = TypeVar("T")
R = TypeVar("R")


class WallClock(Protocol):
    """What time it is. Never asked by the domain."""

    def now(self) -> datetime:
        """This instant, in UTC."""


class Chance(Protocol):
    """Everything that must be unpredictable or unique."""

    def case_id(self) -> CaseId:
        """A new ULID."""

    def document_id(self) -> DocumentId:
        """A new ULID, for a file."""

    def case_number(self) -> CaseNumber:
        """Six random digits: saying nothing about how many cases there are."""

    def nonce(self) -> str:
        """Random text that cannot be guessed."""


class FieldReader(Protocol):
    """Reading what people write into fields, as libraries know it. Each raises ValueError, without
    the text in its message, where it cannot be what it should be.
    """

    def email(self, text: str) -> str:
        """An email address that could exist, in its normal form."""

    def phone(self, text: str) -> str:
        """A telephone number in E.164 form; national numbers are of the United Kingdom."""

    def postcode(self, text: str) -> str:
        """A postcode of the United Kingdom, in capitals, with its space."""


class Crew(Protocol):
    """Doing many things of the same kind, none of which waits for another."""

    def each(self, act: Callable[[T], R], things: Iterable[T]) -> list[R]:
        """What `act` gives for each thing, in their order. `act` must not raise."""


class Log(Protocol):
    """Telling the people who run this what happened: never who, never what was said."""

    def about(self, **facts: object) -> AbstractContextManager[None]:
        """Let every line within carry these facts; they lead from a request to its mail."""

    def info(self, message: str, **facts: object) -> None:
        """Something worth counting."""

    def error(self, message: str, **facts: object) -> None:
        """Something that somebody must look at."""

    def measure(self, message: str, *, at: datetime, function: str, **numbers: float) -> None:
        """Numbers that are drawn and alarmed upon, of one function, each under its metric's name."""
