"""What putting a copy together needs of the world, stated as it would say it. Adapters answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from chalicelib.domain.copies import Contents
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.policy import Terms
from chalicelib.domain.staff import Organisation, Staff
from chalicelib.domain.stray_mail import CopiedMail


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the archive."""

    name: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept, under the name that it has in the archive."""

    name: str
    document: DocumentId


@dataclass(frozen=True, slots=True)
class Copied:
    """Everything that the index page of a copy draws on: what of each case is in it, that of the order
    first. `names` are those of its files; `mails` are in no case.
    """

    contents: tuple[Contents, ...]
    terms: Terms
    organisation: Organisation
    staff: tuple[Staff, ...]
    names: Mapping[DocumentId, str]
    at: datetime
    mails: tuple[CopiedMail, ...] = ()


class Archives(Protocol):
    """ZIP files that are made of pages and kept files, and forgotten a month later."""

    def make(self, archive: DocumentId, parts: Iterable[Page | Kept]) -> None:
        """Put it together part by part, no part held in memory as a whole. Safe to run twice.

        Raises: StoreBusy.
        """

    def link(self, archive: DocumentId) -> str:
        """An address that opens it for one minute."""

    def erase(self, archive: DocumentId) -> None:
        """Away for good. Safe to run twice."""
