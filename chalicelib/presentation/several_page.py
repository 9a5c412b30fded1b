"""Doing the same to several cases: what is offered below a list, what would come of it, what came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chalicelib.application.several_cases import ACTIONS, Deed, Outcome, Picked, Several
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.staff import Staff
from chalicelib.domain.undoing import window
from chalicelib.presentation.people import People
from chalicelib.presentation.typed import Choice
from chalicelib.presentation.urls import Urls

PREVIEW, DO = "/staff/several", "/staff/several/done"


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done to the chosen cases of a list by its reader: `handlers` can be given cases, none
    where the reader may not give them; `may_nudge` says whether they may ask handlers to look.
    """

    handlers: tuple[Choice, ...]
    may_nudge: bool

    @property
    def is_any(self) -> bool:
        """Whether anything can be done."""
        return bool(self.handlers) or self.may_nudge


NOTHING_OFFERED = Offer((), may_nudge=False)


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One case: its link, what goes on with the form, and why not."""

    reference: str
    path: str
    value: str
    refusal: str


@dataclass(frozen=True, slots=True)
class SeveralPage:
    """Everything that the template repeats. `list_path` leads back to the list. `minutes` is for how
    long it can be undone, and a mail about it waits.
    """

    title: str
    button: str
    possible: tuple[OutcomeLine, ...]
    refused: tuple[OutcomeLine, ...]
    deed: str
    handler: str
    asked: str
    list_path: str
    minutes: int


def offer_to(reader: Staff, staff: Iterable[Staff], pack: PolicyPack) -> Offer:
    """What this reader may do to several cases."""
    may_assign = pack.permits(reader.roles, ACTIONS[Deed.ASSIGN])
    able = (each for each in staff if each.holds_any(pack.handler_roles()))
    handlers = tuple(Choice(each.id, each.name) for each in able) if may_assign else ()
    return Offer(handlers, pack.permits(reader.roles, ACTIONS[Deed.NUDGE]))


def value_of(picked: Picked) -> str:
    """How a form names a case and the version that was seen."""
    return f"{picked.reference.in_url}:{picked.version}"


def preview_page(
    asked: Several, outcomes: Iterable[Outcome], people: People, urls: Urls, back: str
) -> SeveralPage:
    """What would come of it."""
    lines = [_line(each, urls) for each in outcomes]
    possible = tuple(line for line in lines if not line.refusal)
    return SeveralPage(
        title=_to_do(asked, people, "the cases"),
        button=_to_do(asked, people, _cases(len(possible))),
        possible=possible,
        refused=tuple(line for line in lines if line.refusal),
        deed=asked.deed,
        handler=asked.handler or "",
        asked=back,
        list_path=urls.path("/staff/cases") + f"?{back}",
        minutes=int(window(people.pack).total_seconds() // 60),
    )


def done_page(
    asked: Several, outcomes: Iterable[Outcome], people: People, urls: Urls, back: str
) -> SeveralPage:
    """What came of it, and the button that undoes it where it can be undone."""
    came = [replace(each, picked=each.now or each.picked) for each in outcomes]
    shown = preview_page(asked, came, people, urls, back)
    title = _was_done(asked, people, len(shown.possible))
    again = shown.minutes and asked.deed is not Deed.UNDO
    return replace(shown, title=title, button="", deed=Deed.UNDO if again else "")


def _was_done(asked: Several, people: People, done: int) -> str:
    were = f"{_cases(done).capitalize()} {'was' if done == 1 else 'were'}"
    if asked.deed is Deed.UNDO:
        return f"{_cases(done).capitalize()} {'is' if done == 1 else 'are'} as before"
    if asked.deed is Deed.NUDGE:
        return f"{were} brought to their handler’s attention"
    return f"{were} given to {people.handler(asked.handler)}"


def _to_do(asked: Several, people: People, cases: str) -> str:
    if asked.deed is Deed.UNDO:
        return f"Undo what you did last to {cases}"
    if asked.deed is Deed.NUDGE:
        return f"Ask the handlers to look at {cases}"
    return f"Give {cases} to {people.handler(asked.handler)}"


def _cases(count: int) -> str:
    return f"{count or 'no'} case{'' if count == 1 else 's'}"


def _line(outcome: Outcome, urls: Urls) -> OutcomeLine:
    reference = outcome.picked.reference
    path = urls.path(urls.staff_case(reference))
    return OutcomeLine(str(reference), path, value_of(outcome.picked), outcome.refusal)
