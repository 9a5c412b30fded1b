"""Organisation, "Policy and calendar": what is live, what could be, what became of each publication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.application.read_versions import Offered, Versions
from chalicelib.domain.organisation_history import Decision, Entry
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.publication import Progress
from chalicelib.domain.what_if import Subject
from chalicelib.presentation.clock_steps import rule_words
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.people import People
from chalicelib.presentation.urls import Urls

PATH = "/staff/organisation/policy"
PREVIEW = f"{PATH}/preview"

SUBJECTS: Mapping[Subject, str] = {Subject.POLICY: "Policy", Subject.CALENDAR: "Bank holidays"}
_DECIDED: Mapping[Decision, Subject] = {
    Decision.POLICY_PUBLISHED: Subject.POLICY,
    Decision.CALENDAR_PUBLISHED: Subject.CALENDAR,
}


@dataclass(frozen=True, slots=True)
class Promise:
    """One clock of the live policy: what is promised, and where that comes from."""

    title: str
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """A version that could go live. `path` leads to its preview; empty where faults forbid it."""

    what: str
    version: str
    path: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """A publication: what went live, who decided, and how far its open cases are."""

    what: str
    by: str
    at: str
    effect: str
    progress: str
    waiting: bool


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """Everything that the template repeats."""

    policy: str
    policy_version: str
    calendar: str
    known_until: str
    promises: tuple[Promise, ...]
    offered: tuple[OfferedLine, ...]
    published: tuple[PublishedLine, ...]
    done: bool


def versions_page(found: Versions, people: People, urls: Urls, *, done: bool = False) -> VersionsPage:
    """The page; `done` says that something was published a moment ago."""
    pack, calendar = found.live.pack, found.live.calendar
    return VersionsPage(
        policy=pack.title,
        policy_version=str(pack.ref),
        calendar=calendar.version,
        known_until=full_date(calendar.last),
        promises=_promises(pack),
        offered=tuple(_offered(each, urls) for each in found.offered),
        published=tuple(
            _published(each, found.progress.get(each.seq), people) for each in found.publications
        ),
        done=done,
    )


def _promises(pack: PolicyPack) -> tuple[Promise, ...]:
    return tuple(Promise(rule.title, rule_words(rule), rule.source) for rule in pack.clocks)


def _offered(offered: Offered, urls: Urls) -> OfferedLine:
    asked = offered.candidate
    path = urls.path(PREVIEW, **{asked.subject: asked.version}) if offered.publishable else ""
    faults = tuple(fault.message for fault in offered.faults if fault.stops)
    return OfferedLine(SUBJECTS[asked.subject], asked.version, path, faults)


def _published(entry: Entry, progress: Progress | None, people: People) -> PublishedLine:
    facts, subject = entry.facts, _DECIDED[entry.decision]
    return PublishedLine(
        what=f"{SUBJECTS[subject]}: from {facts['from']} to {facts['to']}",
        by=people.handler(entry.by),
        at=date_and_time(entry.at),
        effect=_effect_words(facts["later"], moving=facts["moves_open_cases"]),
        progress=_progress_words(progress) if progress else "",
        waiting=bool(progress and progress.waiting),
    )


def _effect_words(later: int, *, moving: bool) -> str:
    if not moving:
        return "Open cases kept the version that they were received under."
    return f"Open cases that were to get a later date: {later}."


def _progress_words(progress: Progress) -> str:
    left = f" {progress.left} had changed meanwhile and kept their dates." if progress.left else ""
    if progress.waiting:
        return f"{progress.moved} of {progress.cases} have it; {progress.waiting} to go.{left}"
    return f"{progress.moved} of {progress.cases} have it.{left}"
