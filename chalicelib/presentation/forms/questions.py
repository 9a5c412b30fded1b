"""The questions that many forms ask, in the same words everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.casework.consenting import what_may_be_told
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.parties import COMPLAINANT, Channel
from chalicelib.domain.staff import Staff
from chalicelib.presentation.forms.form import Field, Kind, Offer, offered
from chalicelib.presentation.forms.moments import EARLIER_OR_NOW, happened_at
from chalicelib.presentation.labels import CHANNELS, LEFT
from chalicelib.presentation.typed import Choice

WHEN = (EARLIER_OR_NOW, happened_at())
"""Just now, or earlier: the date and the time."""


def text(name: str, label: str, missing: str, *, hint: str = "", lines: int = 4) -> Field:
    """Words that must be there."""
    return Field(Kind.TEXT, name, label, hint=hint, missing=missing, lines=lines)


def remark(name: str, label: str, *, hint: str = "", shown_if: tuple[str, str] | None = None) -> Field:
    """Words that may be there."""
    return Field(Kind.TEXT, name, label, hint=hint, optional=True, lines=3, shown_if=shown_if)


def yes_no(name: str, label: str, *, hint: str = "") -> Field:
    """A question that is answered yes or no, and never left out."""
    return Field(Kind.YES_NO, name, label, hint=hint, missing="Choose yes or no")


def within_consent() -> Field:
    """Whether it keeps to what the patient lets be told: asked only where there is a limit."""
    return Field(
        Kind.YES_NO,
        "within_consent",
        "Does it keep to what the patient lets us tell them?",
        hint="How far that goes stands at the top of this page.",
        optional=True,
        asked_of=_is_limited,
    )


def _is_limited(opened: OpenFile) -> bool:
    return bool(what_may_be_told(opened.file, COMPLAINANT, terms=opened.terms))


def one_of(
    name: str,
    label: str,
    words: Mapping[Any, str],
    *,
    hints: Mapping[Any, str] | None = None,
    hint: str = "",
    missing: str = "Choose one",
) -> Field:
    """One of a few codes."""
    return Field(Kind.ONE, name, label, hint=hint, missing=missing, choices=offered(words, hints))


def day(name: str, label: str, missing: str, *, hint: str = "") -> Field:
    """A date that must be there."""
    return Field(Kind.DAY, name, label, hint=hint, missing=missing)


def in_writing(name: str = "sent_by", label: str = "How should it go?") -> Field:
    """By letter or by email: what must be in writing."""
    ways = {way: CHANNELS[way] for way in (Channel.LETTER, Channel.EMAIL)}
    return one_of(name, label, ways, missing="Say how it went out")


def by_any_channel(name: str, label: str, *, hint: str = "") -> Field:
    """Any way of being in touch."""
    return one_of(name, label, CHANNELS, hint=hint, missing="Say how")


def what_was_left(*, shown_if: tuple[str, str]) -> Field:
    """What a voicemail now says. Others may hear it (S0-11)."""
    return Field(
        Kind.ONE,
        "left",
        "What did you leave on it?",
        hint="You may say: “This is [your name]. Please ring me on [our number].” Others may hear it: "
        "say nothing of a complaint, of an appointment or of anybody’s health.",
        missing="Say what you left on the voicemail",
        choices=offered(LEFT),
        shown_if=shown_if,
    )


def from_case(read: Callable[[OpenFile], Iterable[tuple[str, str]]]) -> Offer:
    """What the case itself offers: pairs of a code and its words."""
    return lambda opened: [Choice(code, words) for code, words in read(opened)]


def staff_choices(people: Iterable[Staff]) -> Sequence[Choice]:
    """Staff by name, with their initials."""
    return [Choice(person.id, f"{person.name} ({person.initials})") for person in people]


def everybody(opened: OpenFile) -> Sequence[Choice]:
    """All staff of the organisation."""
    return staff_choices(opened.staff)


def holders(opened: OpenFile, roles: Iterable[RoleCode]) -> Sequence[Choice]:
    """The staff who hold any of these roles."""
    wanted = tuple(roles)
    return staff_choices(person for person in opened.staff if person.holds_any(wanted))
