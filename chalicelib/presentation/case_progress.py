"""How far a case has come, as its page shows it: where it stands, its issues, the staff concerned, the
actions that were promised.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.calendar import london_date
from chalicelib.domain.calls import APPOINTMENT, CALLBACK, open_ones
from chalicelib.domain.case import CaseFile
from chalicelib.domain.contact import ContactType
from chalicelib.domain.contributions import contributions_of
from chalicelib.domain.endings import ending_of
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.grading import grade_of
from chalicelib.domain.history import last_of
from chalicelib.domain.investigations import Involved, involved_in
from chalicelib.domain.issues import Finding, findings_of, issues_of, outcome_of
from chalicelib.domain.learning import AuditResult, LearningAction, actions_of
from chalicelib.domain.letters.drafts import draft_of
from chalicelib.domain.plans import Plan, plan_of
from chalicelib.domain.restrictions import restriction_of
from chalicelib.domain.staff_papers import Paper, PaperOf, papers_of
from chalicelib.domain.time_limits import TimeLimit, time_limit_of
from chalicelib.presentation import involvement_words
from chalicelib.presentation.agenda_page import meeting_words
from chalicelib.presentation.case_facts import Fact
from chalicelib.presentation.claim_section import ClaimSection, claim_section
from chalicelib.presentation.contribution_lines import PartLine, parts_of
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.due import due_tag
from chalicelib.presentation.labels import Tag
from chalicelib.presentation.people import REMOVED, People
from chalicelib.presentation.stage_words import stage_standing, turns_to
from chalicelib.presentation.work_labels import (
    CONCERNED,
    FINDINGS,
    GRADES,
    OUTCOMES,
    PLAN_ANSWERS,
    PROCEDURES,
    TIME_LIMITS,
)

_FINDING_COLOURS = {
    Finding.UPHELD: "orange",
    Finding.NOT_UPHELD: "grey",
    Finding.CANNOT_DETERMINE: "grey",
}


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One issue, what it is about, and what was found."""

    number: str
    text: str
    about: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class StaffLine:
    """Somebody of the staff, and what was done for them."""

    name: str
    concerned: str
    done: str
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """What they were given in writing, whether they opened it, what they said to it; and where it is
    printed for whoever has no account (`told`, 0 for who has one).
    """

    text: str
    told: int
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One promised action."""

    text: str
    owner: str
    due: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Progress:
    """What the page shows of the work; empty parts are left out. `letter` is the response so far."""

    standing: tuple[Fact, ...]
    issues: tuple[IssueLine, ...]
    staff: tuple[StaffLine, ...]
    parts: tuple[PartLine, ...]
    actions: tuple[ActionLine, ...]
    letter: str
    claim: ClaimSection | None


def progress_of(opened: OpenFile, people: People, now: datetime) -> Progress:
    """How far this case has come."""
    events = opened.file.events
    return Progress(
        standing=tuple(fact for fact in _standing(opened, people) if fact.text),
        issues=tuple(_issues(opened)),
        staff=tuple(_staff(person, papers_of(events)) for person in involved_in(events)),
        parts=parts_of(events, london_date(now)),
        actions=tuple(_action(action, people, now) for action in actions_of(events)),
        letter=_letter(events),
        claim=claim_section(opened, people),
    )


def _letter(events: Sequence[Event]) -> str:
    """The response: its version, or when it was sent; empty while nobody has written one."""
    draft, sent = draft_of(events), last_of(events, EventType.RESPONSE_SENT)
    if sent:
        return f"The response, sent on {full_date(london_date(sent.happened_at))}"
    return f"The response, version {draft.version}" if draft else ""


def _standing(opened: OpenFile, people: People) -> Iterator[Fact]:
    file, events = opened.file, opened.file.events
    grade, outcome, ending = grade_of(events), outcome_of(events), ending_of(events)
    yield Fact("Level", GRADES[grade] if grade else "")
    yield Fact("Stage", stage_standing(events, opened.terms.pack))
    yield Fact("They can turn to", turns_to(events, opened.terms.pack), typed=True)
    yield Fact("Time limit", _time_limit(opened))
    yield Fact("Other procedures", _linked(file))
    yield from _plan(plan_of(events), people)
    yield Fact("Call back", _slots(file, CALLBACK))
    yield Fact("Appointment", _slots(file, APPOINTMENT))
    yield from involvement_words.facts(events)
    yield Fact("Awaited from", ", ".join(c.name for c in contributions_of(events) if c.awaited))
    yield Fact("Outcome", OUTCOMES[outcome] if outcome else "")
    yield Fact("Answered", _on(ending.resolved_at))
    yield Fact("Closed", _on(ending.closed_at))
    yield Fact("Monthly meeting", meeting_words(events))
    restriction = restriction_of(events)
    if restriction:
        words = f"{restriction.text}\nLooked at again on {full_date(restriction.review_on)}"
        yield Fact("Contact is limited", words, typed=True)


def _slots(file: CaseFile, kind: str) -> str:
    return ", ".join(date_and_time(each.slot) for each in open_ones(file.events, kind))


def _on(instant: datetime | None) -> str:
    return full_date(london_date(instant)) if instant else ""


def _time_limit(opened: OpenFile) -> str:
    limit = time_limit_of(opened.file, opened.terms)
    asked = opened.file.case.contact_type is ContactType.COMPLAINT and limit is not TimeLimit.UNKNOWN
    return TIME_LIMITS[limit] if asked else ""


def _linked(file: CaseFile) -> str:
    answered = last_of(file.events, EventType.TRIAGE_ANSWERED)
    if answered is None:
        return ""
    return ", ".join(PROCEDURES[code] for code in answered.facts["linked"]) or "None applies"


def _plan(plan: Plan | None, people: People) -> Iterator[Fact]:
    if plan is None:
        return
    yield Fact("Plan", f"Version {plan.version}: {_answer(plan)}")
    yield Fact("Looked into by", full_date(plan.investigate_by))
    yield Fact("Partner on the plan", people.handler(plan.partner) if plan.partner else "")
    yield Fact("What will be done", plan.steps, typed=True)
    yield Fact("What can be achieved", plan.achievable, typed=True)
    yield Fact("What cannot", plan.not_achievable, typed=True)


def _answer(plan: Plan) -> str:
    return PLAN_ANSWERS[plan.answer].lower() if plan.answer else "no answer yet"


def _issues(opened: OpenFile) -> Iterator[IssueLine]:
    found = findings_of(opened.file.events)
    for issue in issues_of(opened.file.events).issues:
        finding = found.get(issue.id)
        tag = Tag(FINDINGS[finding], _FINDING_COLOURS[finding]) if finding else Tag("Open", "blue")
        about = opened.terms.pack.subject_title(issue.subject)
        yield IssueLine(issue.id, issue.text or REMOVED, about, tag)


def _staff(person: Involved, papers: Sequence[Paper]) -> StaffLine:
    done = {
        "saw the complaint": person.was_shown,
        "was offered support": person.was_offered,
        "was heard": person.was_heard,
        "saw the findings": person.has_seen,
    }
    words = [what for what, is_done in done.items() if is_done]
    sentence = ", ".join(words).capitalize() or "Nothing was done for them yet"
    theirs = tuple(_paper(each) for each in papers if each.person.id == person.id)
    return StaffLine(person.name or REMOVED, CONCERNED[person.concerned], sentence, theirs)


def _paper(paper: Paper) -> PaperLine:
    opened = "they opened it" if paper.is_open else "not opened yet"
    state = opened if paper.person.staff else "to be handed over on paper"
    by = f", comment by {full_date(paper.reply_by)}" if paper.reply_by else ""
    given = full_date(london_date(paper.at))
    told = 0 if paper.person.staff or not paper.words else paper.told
    return PaperLine(f"{TITLES[paper.what]}, {given}: {state}{by}", told, paper.comments)


TITLES = {
    PaperOf.COMPLAINT: "What the complaint says about them",
    PaperOf.FINDINGS: "What was found",
}


def _action(action: LearningAction, people: People, now: datetime) -> ActionLine:
    return ActionLine(
        text=action.text or REMOVED,
        owner=people.handler(action.owner),
        due=full_date(action.due),
        tag=_state(action, now),
    )


def _state(action: LearningAction, now: datetime) -> Tag:
    if not action.done:
        return due_tag(action.due, london_date(now))
    if action.audited is AuditResult.WORKS:
        return Tag("Done, and it works", "green")
    return Tag("Done, to be checked", "green")
