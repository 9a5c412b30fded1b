"""Organisation, what a new version would do: every date that it changes, before anybody decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.application.preview_version import Preview
from chalicelib.domain.clocks import Target
from chalicelib.domain.what_if import CaseDifference, Difference, Effect, Subject, later
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.labels import Tag
from chalicelib.presentation.typed import Choice, Typed
from chalicelib.presentation.urls import Urls
from chalicelib.presentation.version_changes import VersionChange
from chalicelib.presentation.versions_page import SUBJECTS

MOST_ROWS = 300
"""Lines of the page. The API names every one of them."""

_EFFECTS: Mapping[Effect, Tag] = {
    Effect.LATER: Tag("Later", "green"),
    Effect.KEPT: Tag("Sooner: keeps its date", "grey"),
    Effect.KEPT_OR_OVERDUE: Tag("Would be overdue: keeps its date", "orange"),
}
KEEP, MOVE = "keep", "move"


@dataclass(frozen=True, slots=True)
class Row:
    """One clock of one open case."""

    reference: str
    path: str
    clock: str
    before: str
    after: str
    effect: Tag


@dataclass(frozen=True, slots=True)
class VersionPreviewPage:
    """Everything that the template repeats. `shown` are the fingerprints of what the reader sees."""

    title: str
    subject: str
    version: str
    live: str
    faults: tuple[str, ...]
    changes: tuple[VersionChange, ...]
    summary: tuple[str, ...]
    rows: tuple[Row, ...]
    more: int
    choices: tuple[Choice, ...]
    may_publish: bool
    digest: str
    shown: str
    typed: Typed
    outdated: str
    look: str = ""


def version_preview_page(
    preview: Preview,
    changes: Sequence[VersionChange],
    urls: Urls,
    *,
    cases: Sequence[CaseDifference],
    live: str,
    may_publish: bool,
    typed: Typed,
    outdated: str = "",
    look: str = "",
) -> VersionPreviewPage:
    """The page; `outdated` says what changed while somebody was deciding, `look` names the look in
    pieces that it shows: then what was shown is known without being carried by the form. `cases` are
    those that the reader may know; the others are counted.
    """
    rows = tuple(_rows(cases, urls))
    asked = preview.candidate
    return VersionPreviewPage(
        title=f"{SUBJECTS[asked.subject].lower()} {asked.version}",
        subject=asked.subject,
        version=asked.version,
        live=live,
        faults=tuple(fault.message for fault in preview.faults if fault.stops),
        changes=tuple(changes),
        summary=(*_summary(preview), *_not_named(len(preview.cases) - len(cases))),
        rows=rows[:MOST_ROWS],
        more=max(len(rows) - MOST_ROWS, 0),
        choices=_choices(preview, typed),
        may_publish=may_publish and preview.publishable,
        digest=preview.digest,
        shown="" if look else " ".join(case.fingerprint for case in cases),
        typed=typed,
        outdated=outdated,
        look=look,
    )


def _rows(cases: Sequence[CaseDifference], urls: Urls) -> Iterator[Row]:
    for case in cases:
        for each in case.differences:
            yield _row(case, each, urls)


def _row(case: CaseDifference, difference: Difference, urls: Urls) -> Row:
    return Row(
        reference=str(case.reference),
        path=urls.path(urls.staff_case(case.reference)),
        clock=difference.title,
        before=target_words(difference.before),
        after=target_words(difference.after),
        effect=_EFFECTS[difference.effect],
    )


def target_words(target: Target) -> str:
    """A date, or a moment with its time."""
    return date_and_time(target) if isinstance(target, datetime) else full_date(target)


def _summary(preview: Preview) -> tuple[str, ...]:
    found = {effect: preview.count(effect) for effect in Effect}
    running = f"{_cases(preview.open_cases)} dates that run."
    overall = f"{running} In {len(preview.cases)} a date would differ."
    lines = (f"In {found[each]} {words}" for each, words in _MEANINGS.items() if found[each])
    return (overall, *lines, "No case becomes overdue by publishing.")


def _not_named(number: int) -> Iterator[str]:
    if number:
        are = "1 of them is" if number == 1 else f"{number} of them are"
        yield f"{are} not listed here: you may not know of every case."


_MEANINGS: Mapping[Effect, str] = {
    Effect.LATER: "a date would be later.",
    Effect.KEPT: "a date would be sooner. It keeps the date that was promised.",
    Effect.KEPT_OR_OVERDUE: "a date would have passed already. It keeps the date that was promised.",
}


def _cases(number: int) -> str:
    return "1 case has" if number == 1 else f"{number} cases have"


def _choices(preview: Preview, typed: Typed) -> tuple[Choice, ...]:
    """What becomes of open cases: a question only where a policy gives one of them more time."""
    if preview.candidate.subject is Subject.CALENDAR or not any(
        later(case.differences) for case in preview.cases
    ):
        return ()
    chosen = typed.value("open_cases", KEEP)
    return (
        Choice(
            KEEP,
            "They keep the version that they were received under",
            chosen == KEEP,
            "Only cases received from now on follow the new version.",
        ),
        Choice(
            MOVE,
            "They get the later dates",
            chosen == MOVE,
            "Each date that moves is noted in its case. No date comes sooner.",
        ),
    )
