"""Understanding a complaint before anything is planned: how grave, what else it touches, its issues."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.grading import Grade, grade_of
from chalicelib.domain.issues import StaffGroup, issues_of
from chalicelib.domain.plans import plan_of
from chalicelib.domain.policy import Terms
from chalicelib.domain.time_limits import TimeLimit, classify


@dataclass(frozen=True, slots=True)
class Grading:
    """The level, and why it is this one."""

    grade: Grade
    reason: str


def grade(file: CaseFile, grading: Grading, *, terms: Terms, occasion: Occasion) -> Change:
    """Say how grave it is. Every earlier level stays in the history, every clock keeps its start.

    Source: S2-71 to S2-74, S2-76.
    """
    facts = {"grade": int(grading.grade), "before": int(grade_of(file.events) or 0)}
    graded = Happening(EventType.CASE_GRADED, facts, {"text": grading.reason})
    return changed(file, [graded], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Triage:
    """Which other procedures the matter belongs to as well, each answered (S2-38, C-15)."""

    patient_safety: bool
    adult_safeguarding: bool
    child_safeguarding: bool
    counter_fraud: bool
    duty_of_candour: bool
    text: str = ""


def answer_triage(file: CaseFile, triage: Triage, *, terms: Terms, occasion: Occasion) -> Change:
    """Answer for each linked procedure whether it must be opened too. None of them pauses a clock.

    Source: S2-38, C-15, domain.md 3.2.
    """
    answers = {name: value for name, value in asdict(triage).items() if name != "text"}
    if any(answers.values()) and not triage.text.strip():
        raise Invalid([Fault("text", "Say who was told about the other procedure, and when")])
    linked = [name for name, answer in answers.items() if answer]
    facts = {"answers": answers, "linked": linked}
    sealed = {"text": triage.text} if triage.text else None
    answered = Happening(EventType.TRIAGE_ANSWERED, facts, sealed)
    return changed(file, [answered], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class TimeLimitDecision:
    """When it happened, when the person knew, and for a late one whether it is looked into anyway."""

    occurred_on: date
    noticed_on: date | None = None
    good_reason: bool | None = None
    still_investigable: bool | None = None
    reason: str = ""


def decide_time_limit(
    file: CaseFile, decision: TimeLimitDecision, *, terms: Terms, occasion: Occasion
) -> Change:
    """Say how the complaint stands to the time limits. A late one is never refused by itself.

    Source: C-1, S2-26; SI 2009/309 regulation 12. Raises: Invalid.
    """
    received = london_date(file.case.received_at)
    _check_days(decision, received)
    found = classify(received, decision.occurred_on, decision.noticed_on, terms.pack)
    if found is not TimeLimit.IN_TIME_STATUTORY:
        _require_reasons(decision)
    facts = {
        "class": found,
        "good_reason": decision.good_reason,
        "still_investigable": decision.still_investigable,
    }
    sealed = {
        "text": decision.reason,
        "occurred_on": decision.occurred_on.isoformat(),
        "noticed_on": decision.noticed_on.isoformat() if decision.noticed_on else "",
    }
    decided = Happening(EventType.TIME_LIMIT_DECIDED, facts, sealed)
    return changed(file, [decided], terms=terms, occasion=occasion)


def _check_days(decision: TimeLimitDecision, received: date) -> None:
    if decision.occurred_on > received:
        raise Invalid([Fault("occurred_on", "This cannot be after the complaint reached us")])
    if decision.noticed_on and not decision.occurred_on <= decision.noticed_on <= received:
        message = "This cannot be before it happened, or after the complaint reached us"
        raise Invalid([Fault("noticed_on", message)])


def _require_reasons(decision: TimeLimitDecision) -> None:
    asked = {
        "good_reason": "This is later than 12 months: say whether there was a good reason",
        "still_investigable": "Say whether it can still be looked into fairly",
    }
    faults = [Fault(name, words) for name, words in asked.items() if getattr(decision, name) is None]
    if not decision.reason.strip():
        faults.append(Fault("reason", "Give your reasons"))
    if faults:
        raise Invalid(faults)


@dataclass(frozen=True, slots=True)
class ListedIssue:
    """One thing that the person complains about."""

    text: str
    subject: str
    staff_group: StaffGroup = StaffGroup.NOBODY


@dataclass(frozen=True, slots=True)
class Issues:
    """Everything that they complain about, in order."""

    issues: tuple[ListedIssue, ...]


def list_issues(file: CaseFile, listed: Issues, *, terms: Terms, occasion: Occasion) -> Change:
    """List the issues. Once they stand in a plan they stay, and only new ones are added: the plan is
    then sent again (S2-101). Raises: Invalid.
    """
    if not listed.issues:
        raise Invalid([Fault("issues", "Write down at least one issue")])
    _keep_what_was_agreed(file, listed)
    rows = [
        {"issue": str(number), "subject": issue.subject, "staff_group": issue.staff_group}
        for number, issue in enumerate(listed.issues, 1)
    ]
    words = {str(number): issue.text for number, issue in enumerate(listed.issues, 1)}
    happening = Happening(EventType.ISSUES_LISTED, {"issues": rows}, words)
    return changed(file, [happening], terms=terms, occasion=occasion)


def _keep_what_was_agreed(file: CaseFile, listed: Issues) -> None:
    if plan_of(file.events) is None:
        return
    agreed = [issue.text for issue in issues_of(file.events).issues]
    if [issue.text for issue in listed.issues[: len(agreed)]] != agreed:
        message = "The issues in the plan stay as they were agreed. Add new ones below them"
        raise Invalid([Fault("issues", message)])


@dataclass(frozen=True, slots=True)
class Assessment:
    """The seven questions before a plan (S2-80), each answered; `text` is what was thought."""

    consent_needed: bool
    grade_right: bool
    legal_implications: bool
    timeframe_realistic: bool
    early_meeting: bool
    advocacy_suggested: bool
    expectations_known: bool
    text: str


def assess(file: CaseFile, assessment: Assessment, *, terms: Terms, occasion: Occasion) -> Change:
    """Answer the seven questions; planning can begin. Source: S2-80, T3. Raises: Invalid."""
    if not assessment.grade_right:
        raise Invalid([Fault("grade_right", "Change the level first, then assess")])
    answers = {name: value for name, value in asdict(assessment).items() if name != "text"}
    assessed = Happening(EventType.CASE_ASSESSED, {"answers": answers}, {"text": assessment.text})
    return changed(file, [assessed], terms=terms, occasion=occasion)
