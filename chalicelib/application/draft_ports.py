"""What keeping half-filled forms needs of the world. Adapters answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.coming_back import KeptDraft
from chalicelib.domain.identifiers import DocumentId


@dataclass(frozen=True, slots=True)
class WholeDraft:
    """The answers of a draft, and the files that were asked for with it, the first one first."""

    answers: dict[str, str]
    files: tuple[DocumentId, ...] = ()


class DraftReader(Protocol):
    """What somebody has typed so far, kept under a secret that only their browser has."""

    def load(self, draft: str) -> dict[str, str]:
        """The answers so far; empty where there are none or they have expired."""

    def whole(self, draft: str) -> WholeDraft:
        """The answers so far with the names of the files, in one look."""

    def kept(self, reference: str) -> KeptDraft | None:
        """How to come back under this reference; None where there is no such way."""


class DraftStore(DraftReader, Protocol):
    """Reading and keeping what somebody has typed so far."""

    def save(self, draft: str, answers: Mapping[str, str]) -> None:
        """Keep the answers for as long as a draft is kept."""

    def keep(self, kept: KeptDraft) -> None:
        """Keep a way to come back, until its end."""

    def exchange(self, seen: KeptDraft, after: KeptDraft) -> bool:
        """Put one in the place of the other; False where it is not there any more as it was seen."""
