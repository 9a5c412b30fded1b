"""The page on which staff check a caller: what to ask, what was said, and the answer. Nothing on it
comes from a case before a pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.application.check_caller import Answer, OpenWindow
from chalicelib.domain.identity.checks import CheckChannel
from chalicelib.domain.identity.engine import Rules
from chalicelib.domain.identity.forms import Item
from chalicelib.domain.policy import Action
from chalicelib.presentation.case_actions import command_path
from chalicelib.presentation.dates import clock_time
from chalicelib.presentation.forms import FORMS
from chalicelib.presentation.identity_form import Question, questions_for_staff, summary
from chalicelib.presentation.labels import CHECK_CHANNELS, IDENTITY_ITEMS
from chalicelib.presentation.typed import Choice, Typed


@dataclass(frozen=True, slots=True)
class Passed:
    """Whom one may tell what, until when."""

    name: str
    reference: str
    path: str
    tell_path: str
    until: str


@dataclass(frozen=True, slots=True)
class CallerPage:
    """The page. `refusal` is one constant text; `ask_next` follows from what was asked alone;
    `meanwhile` are forms that show nothing of the case.
    """

    channels: tuple[Choice, ...]
    by_reference: tuple[Question, ...]
    by_items: tuple[Question, ...]
    fewest: int
    passed: Passed | None
    refusal: str
    ask_next: tuple[str, ...]
    typed: Typed
    faults: list[dict[str, str]]
    first: bool
    meanwhile: tuple[Choice, ...]


def caller_page(
    rules: Rules,
    typed: Typed,
    *,
    opened: OpenWindow | None = None,
    answer: Answer | None = None,
    refusal: str = "",
    first: bool = False,
    meanwhile: Iterable[Action] = (),
) -> CallerPage:
    """The page, before a check or after one. `first` where it stands before a case that was asked for;
    `meanwhile` is what can be done with that case before anybody is confirmed.
    """
    asked = typed.value("reference").replace("/", "-")
    return CallerPage(
        channels=_channels(typed),
        by_reference=questions_for_staff(rules.with_reference, typed),
        by_items=questions_for_staff(rules.items, typed),
        fewest=rules.fewest,
        passed=_passed(opened) if opened else None,
        refusal=refusal,
        ask_next=_ask_next(answer.verdict.ask_next) if answer else (),
        typed=typed,
        faults=summary(typed),
        first=first,
        meanwhile=tuple(
            Choice(command_path(f"/staff/cases/{asked}", action), FORMS[action].title)
            for action in meanwhile
        ),
    )


def _channels(typed: Typed) -> tuple[Choice, ...]:
    chosen = typed.value("channel") or CheckChannel.THEY_RANG
    return tuple(
        Choice(channel, CHECK_CHANNELS[channel], channel == chosen)
        for channel in CheckChannel
        if channel is not CheckChannel.WEB
    )


def _passed(opened: OpenWindow) -> Passed:
    reference = opened.file.case.reference
    return Passed(
        name=opened.person.full_name if opened.person else "",
        reference=str(reference),
        path=f"/staff/cases/{reference.in_url}",
        tell_path=f"/staff/cases/{reference.in_url}/do/told",
        until=clock_time(opened.window.until),
    )


def _ask_next(items: tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(IDENTITY_ITEMS[item] for item in items)
