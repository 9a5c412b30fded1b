"""What staff did on a complaint's way, each event in a sentence for the timeline."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from chalicelib.domain.calls import CallOutcome, Left
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.ending import DeclineReason
from chalicelib.domain.contributions import contributions_of
from chalicelib.domain.delays import Delay
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.grading import Grade
from chalicelib.domain.history import words_of
from chalicelib.domain.identifiers import RoleCode, StaffId
from chalicelib.domain.investigations import Concerned, involved_in, involved_person
from chalicelib.domain.issues import Finding, Outcome, issues_of
from chalicelib.domain.learning import AuditResult, actions_of
from chalicelib.domain.parties import Channel
from chalicelib.domain.plans import PlanAnswer
from chalicelib.domain.reads import ReadReason
from chalicelib.domain.staff_papers import PaperOf
from chalicelib.domain.time_limits import TimeLimit
from chalicelib.presentation import (
    claim_way_words,
    claim_words,
    involvement_words,
    record_words,
    rights_words,
    stage_words,
    survey_told,
)
from chalicelib.presentation.access_labels import READ_REASONS
from chalicelib.presentation.appeal_words import appeal_decided, appeal_raised
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.delay_words import DELAYS
from chalicelib.presentation.documents import size_in_words
from chalicelib.presentation.labels import CALL_OUTCOMES, CHANNELS, LEFT
from chalicelib.presentation.language import ENGLISH
from chalicelib.presentation.people import REMOVED, People
from chalicelib.presentation.work_labels import (
    CONCERNED,
    DECLINE_REASONS,
    FINDINGS,
    GRADES,
    OUTCOMES,
    PLAN_ANSWERS,
    PROCEDURES,
    TIME_LIMITS,
)


def _grade(event: Event, file: CaseFile, people: People) -> str:
    before = event.facts["before"]
    words = GRADES[Grade(event.facts["grade"])]
    return f"{words}; before: {GRADES[Grade(before)].lower()}" if before else words


def _linked(event: Event, file: CaseFile, people: People) -> str:
    linked = [PROCEDURES[code] for code in event.facts["linked"]]
    return f"To be opened too: {', '.join(linked)}" if linked else "None applies"


def _time_limit(event: Event, file: CaseFile, people: People) -> str:
    return TIME_LIMITS[TimeLimit(event.facts["class"])]


def _how_many_issues(event: Event, file: CaseFile, people: People) -> str:
    count = len(event.facts["issues"])
    return "1 issue" if count == 1 else f"{count} issues"


def _plan(event: Event, file: CaseFile, people: People) -> str:
    investigated, answered = (_day(event, name) for name in ("investigate_by", "respond_by"))
    partner = event.facts["partner"]
    company = f". Partner: {people.handler(StaffId(partner))}" if partner else ""
    return f"Looked into by {investigated}, response by {answered}{company}"


def _day(event: Event, name: str) -> str:
    return full_date(date.fromisoformat(event.facts[name]))


def _plan_answer(event: Event, file: CaseFile, people: People) -> str:
    words = PLAN_ANSWERS[PlanAnswer(event.facts["answer"])]
    return words if event.facts["agreed"] else f"{words}. The date is set by us"


def _person(event: Event, file: CaseFile, people: People) -> str:
    person = involved_person(file.events, event.facts["person"])
    if person is None or not person.name:
        return REMOVED
    if event.type is EventType.STAFF_NAMED:
        return f"{person.name}: {CONCERNED[Concerned(event.facts['concerned'])].lower()}"
    return person.name


def _told(event: Event, file: CaseFile, people: People) -> str:
    what = "What was found" if event.facts["what"] == PaperOf.FINDINGS else "The complaint about them"
    return f"{_person(event, file, people)}: {what.lower()}"


def _people(event: Event, file: CaseFile, people: People) -> str:
    seen = _names(file, event.facts["with"])
    return f"With {', '.join(seen)}" if seen else "Nobody of the staff is named"


def _names(file: CaseFile, people: Collection[str]) -> list[str]:
    return [each.name or REMOVED for each in involved_in(file.events) if each.id in people]


def _finding(event: Event, file: CaseFile, people: People) -> str:
    issue = issues_of(file.events).issue(event.facts["issue"])
    words = FINDINGS[Finding(event.facts["finding"])]
    return f"Issue {event.facts['issue']}: {words.lower()}. {issue.text if issue else ''}".rstrip()


def _outcome(event: Event, file: CaseFile, people: People) -> str:
    return OUTCOMES[Outcome(event.facts["outcome"])]


def _response(event: Event, file: CaseFile, people: People) -> str:
    role = people.pack.roles.get(RoleCode(event.facts["signed_as"]))
    signed = role.title.lower() if role else event.facts["signed_as"]
    copied = [
        each.name or REMOVED for each in involved_in(file.events) if each.id in event.facts["copies"]
    ]
    copies = f". Copies for {', '.join(copied)}" if copied else ""
    return f"{_outcome(event, file, people)}. {_by(event)}, signed by the {signed}{copies}"


def _delegate(event: Event, file: CaseFile, people: People) -> str:
    return f"{people.handler(StaffId(event.facts['to']))}, until {_day(event, 'until')}"


def _set_letter(event: Event, file: CaseFile, people: People) -> str:
    title = str(words_of(event).get("title", "")) or REMOVED
    return f"{title}, as a PDF of {size_in_words(event.facts['size'], ENGLISH)}"


def _by(event: Event) -> str:
    return f"By {CHANNELS[Channel(event.facts['how'])].lower()}"


def _how(event: Event, file: CaseFile, people: People) -> str:
    return _by(event)


def _contact(event: Event, file: CaseFile, people: People) -> str:
    substance = "They learned how the matter stands" if event.facts["substantive"] else "No news yet"
    reached = event.facts.get("reached")
    return f"{_by(event)}. {how_it_ended(event, reached) if reached else substance}"


def how_it_ended(event: Event, outcome: str) -> str:
    """Whom a call reached, and what was left on a voicemail (S0-11)."""
    left = event.facts.get("left")
    words = CALL_OUTCOMES[CallOutcome(outcome)]
    return f"{words}. Left on it: {LEFT[Left(left)].lower()}" if left else words


def _approved_as(event: Event, file: CaseFile, people: People) -> str:
    role = people.pack.roles.get(RoleCode(event.facts["role"]))
    return f"As {role.title.lower() if role else event.facts['role']}"


def _second_reader(event: Event, file: CaseFile, people: People) -> str:
    return f"Read again by {people.handler(StaffId(event.facts['second_reader']))}"


def _action(event: Event, file: CaseFile, people: People) -> str:
    action = next(a for a in actions_of(file.events) if a.id == event.facts["action"])
    what = action.text or REMOVED
    if event.type is not EventType.ACTION_SET:
        return what
    return f"{people.handler(StaffId(event.facts['owner']))}, by {_day(event, 'due')}: {what}"


def _audit(event: Event, file: CaseFile, people: People) -> str:
    works = AuditResult(event.facts["result"]) is AuditResult.WORKS
    return f"{_action(event, file, people)}: {'it works' if works else 'it does not work'}"


def _exempt(event: Event, file: CaseFile, people: People) -> str:
    target = "within" if event.facts["within_target"] else "later than"
    return f"The person is satisfied. Settled {target} our own target of 24 hours"


def _decline(event: Event, file: CaseFile, people: People) -> str:
    return f"{DECLINE_REASONS[DeclineReason(event.facts['why'])]}. {_by(event)}"


def _delay(event: Event, file: CaseFile, people: People) -> str:
    """What is waited for, as the person reads it (S0-24)."""
    delay = event.facts.get("delay")
    return DELAYS[Delay(delay)] if delay else ""


def _withdrawal(event: Event, file: CaseFile, people: People) -> str:
    return "In writing" if event.facts["in_writing"] else "Said on two days"


def _wanted_by(event: Event, file: CaseFile, people: People) -> str:
    return f"They want an answer by {_day(event, 'due')}" if event.facts.get("asks") else ""


def _decision(event: Event, file: CaseFile, people: People) -> str:
    return "Upheld by the ombudsman" if event.facts["upheld"] else "Not upheld by the ombudsman"


def _review_day(event: Event, file: CaseFile, people: People) -> str:
    answered = event.facts.get("answered", ())
    after = f", after {len(answered)} full response{'' if len(answered) == 1 else 's'}"
    return f"Looked at again on {_day(event, 'review_on')}{after if answered else ''}"


def _let_in(event: Event, file: CaseFile, people: People) -> str:
    return f"Named: {', '.join(people.handler(StaffId(each)) for each in event.facts['named'])}"


def _read_reason(event: Event, file: CaseFile, people: People) -> str:
    return READ_REASONS[ReadReason(event.facts["reason"])]


def _contribution(event: Event, file: CaseFile, people: People) -> str:
    asked = {each.id: each for each in contributions_of(file.events)}[event.facts["organisation"]]
    return f"{asked.name or REMOVED}, by {full_date(asked.due)}"


def _meeting(event: Event, file: CaseFile, people: People) -> str:
    return _day(event, "meets_on")


SENTENCES: Mapping[EventType, Callable[[Event, CaseFile, People], str]] = {
    EventType.CASE_GRADED: _grade,
    EventType.TRIAGE_ANSWERED: _linked,
    EventType.TIME_LIMIT_DECIDED: _time_limit,
    EventType.ISSUES_LISTED: _how_many_issues,
    EventType.PLAN_SENT: _plan,
    EventType.PLAN_ACCEPTED: _plan_answer,
    EventType.PLAN_REFUSED: _plan_answer,
    EventType.STAFF_NAMED: _person,
    EventType.STAFF_TOLD: _told,
    EventType.STAFF_COMMENTED: _person,
    EventType.COPY_HANDED: _person,
    EventType.RECORD_COPY_SETTLED: record_words.copied,
    EventType.SIGNING_DELEGATED: _delegate,
    EventType.STAFF_LETTER_SHOWN: _person,
    EventType.STAFF_SUPPORT_OFFERED: _person,
    EventType.INTERVIEW_RECORDED: _person,
    EventType.ISSUE_FOUND: _finding,
    EventType.FINDINGS_DRAFTED: _outcome,
    EventType.DRAFT_SHARED: _people,
    EventType.LETTER_SUBMITTED: _second_reader,
    EventType.LETTER_APPROVED: _approved_as,
    EventType.RESPONSE_SENT: _response,
    EventType.LETTER_SET: _set_letter,
    EventType.CONTACT_MADE: _contact,
    EventType.BREACH_EXPLAINED: _how,
    EventType.OUTCOME_REPORTED: _how,
    EventType.ACTION_SET: _action,
    EventType.ACTION_COMPLETED: _action,
    EventType.ACTION_AUDITED: _audit,
    EventType.MEETING_SCHEDULED: _meeting,
    EventType.CONCERN_RESOLVED: _exempt,
    EventType.CASE_DECLINED: _decline,
    EventType.CASE_WITHDRAWN: _withdrawal,
    EventType.THIRD_PARTY_AWAITED: _delay,
    EventType.CASE_TRANSFERRED: _how,
    EventType.OMBUDSMAN_INVOLVED: _wanted_by,
    EventType.OMBUDSMAN_DECIDED: _decision,
    **stage_words.SENTENCES,
    **claim_words.SENTENCES,
    **claim_way_words.SENTENCES,
    **survey_told.SENTENCES,
    EventType.APPEAL_RAISED: appeal_raised,
    EventType.APPEAL_DECIDED: appeal_decided,
    EventType.RESTRICTION_APPLIED: _review_day,
    EventType.SUBJECT_REQUEST_RECEIVED: rights_words.request_received,
    EventType.SUBJECT_REQUEST_ANSWERED: rights_words.request_answered,
    EventType.COPY_ORDERED: rights_words.copy_ordered,
    EventType.COPY_MADE: rights_words.copy_made,
    EventType.DISPOSAL_DECIDED: rights_words.disposal_decided,
    EventType.ERASURE_ORDERED: rights_words.erasure_ordered,
    EventType.ERASURE_DONE: rights_words.erasure_done,
    EventType.ACCESS_RESTRICTED: _let_in,
    EventType.CASE_READ: _read_reason,
    EventType.ORGANISATION_INVOLVED: involvement_words.involved,
    EventType.LEAD_CONFIRMED: involvement_words.confirmed,
    EventType.COMMISSIONER_CHECKED: involvement_words.checked,
    EventType.MEDIATION_PROPOSED: involvement_words.mediation_wanted,
    EventType.MEDIATION_ANSWERED: involvement_words.mediation_answered,
    EventType.MEDIATION_ENDED: involvement_words.mediation_ended,
    EventType.CONTRIBUTION_REQUESTED: _contribution,
    EventType.CONTRIBUTION_LINK_RENEWED: _contribution,
    EventType.CONTRIBUTION_LINK_REVOKED: _contribution,
    EventType.CONTRIBUTION_CODE_ASKED: _contribution,
    EventType.CONTRIBUTION_RECEIVED: _contribution,
}
"""One row for each event that says more than its title."""

WORDS: Mapping[str, str] = {
    "text": "",
    "words": "",
    "corrections": "What is put right in it",
    "steps": "What will be done",
    "achievable": "What can be achieved",
    "not_achievable": "What cannot",
    "wishes": "What the person wants",
    "organisations": "Other organisations",
    "organisation": "To",
    "reference": "Their reference",
    "mediator": "Who mediates",
    "contact": "Who there",
    "email": "At",
    "questions": "Questions",
    "answers": "Answers",
    "agreed_with": "Agreed with",
    "with_whom": "To",
    "what": "What",
    "why_now": "Why they may know now",
    "evidence": "Shown by",
    "safety": "Looked into for the safety of others",
    "advice": "Advice of",
    "earlier_responses": "Answered by",
    "minute": "Minute",
    "limits": "What may be told",
    "asked_for_it": "They asked for it",
}
"""What stands before each text that was written, where there is more than one."""


def words_written(content: Mapping[str, object]) -> str:
    """Everything that somebody wrote with an event, each text after what it is."""
    found = ((WORDS[name], _plain(content[name])) for name in WORDS if content.get(name))
    return "\n".join(f"{label}: {text}" if label else text for label, text in found)


def _plain(written: object) -> str:
    """A text, or a list of texts or of questions with their answers, each on lines of its own."""
    if not isinstance(written, list | tuple):
        return str(written)
    return "".join(f"\n{_one_of_them(each)}" for each in written)


def _one_of_them(each: object) -> str:
    return "\n".join(map(str, each.values())) if isinstance(each, Mapping) else str(each)
