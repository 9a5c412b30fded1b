"""The page that asks why somebody opens a sensitive case, before it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.enter_case import Sensitive
from chalicelib.presentation.access_labels import READ_REASONS, SENSITIVE
from chalicelib.presentation.typed import Choice, Typed
from chalicelib.presentation.urls import Urls


@dataclass(frozen=True, slots=True)
class ReadPage:
    """Everything that the template repeats. Nothing of the case is in it but why it is sensitive."""

    reference: str
    path: str
    come_back_to: str
    because: tuple[str, ...]
    hours: int
    reasons: tuple[Choice, ...]
    typed: Typed


def read_page(asked: Sensitive, typed: Typed, urls: Urls, *, come_back_to: str) -> ReadPage:
    """The page of this case, with what was chosen and typed."""
    chosen = typed.value("reason")
    return ReadPage(
        reference=str(asked.reference),
        path=f"{urls.path(urls.staff_case(asked.reference))}/why",
        come_back_to=come_back_to,
        because=tuple(SENSITIVE[word] for word in asked.because),
        hours=asked.hours,
        reasons=tuple(Choice(each, text, each == chosen) for each, text in READ_REASONS.items()),
        typed=typed,
    )
