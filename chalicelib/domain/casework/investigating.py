"""Looking into a complaint: staff treated fairly, questions asked, each issue answered (T5 to T7)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.calls import APPOINTMENT, CALLBACK, open_ones
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, stated
from chalicelib.domain.casework.response_going import taken_back
from chalicelib.domain.causes import Cause
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.investigations import Concerned, Involved, involved_in, involved_person
from chalicelib.domain.issues import Finding, findings_of, issues_of, outcome_from
from chalicelib.domain.policy import Terms
from chalicelib.domain.signing_off import has_part_in_letter


@dataclass(frozen=True, slots=True)
class Beginning:
    """Who looks into it, and how they begin."""

    text: str


def begin_investigation(
    file: CaseFile, beginning: Beginning, *, terms: Terms, occasion: Occasion
) -> Change:
    """Begin, now that the plan stands. Source: T5, S2-49, S2-83."""
    begun = Happening(EventType.INVESTIGATION_BEGUN, sealed={"text": beginning.text})
    return changed(file, [begun], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class NamedStaff:
    """A member of staff whom it concerns; `staff` is their account here, where they have one."""

    name: str
    concerned: Concerned
    staff: StaffId | None = None


def name_staff(file: CaseFile, named: NamedStaff, *, terms: Terms, occasion: Occasion) -> Change:
    """Name a member of staff whom the complaint is about, or who is mentioned in it (S2-33, S2-34).

    From then on whom it is about knows nothing of it here: what they were to do goes to others first,
    and a letter that they wrote, read again or approved is taken back.

    Source: domain.md 4.2. Raises: Invalid.
    """
    about = named.staff if named.concerned is Concerned.SUBJECT else None
    if about:
        _refuse_busy(file, about)
    facts = {
        "person": str(len(involved_in(file.events)) + 1),
        "concerned": named.concerned,
        "staff": named.staff or "",
    }
    happening = Happening(EventType.STAFF_NAMED, facts, {"name": named.name})
    voided = [Happening(EventType.LETTER_VOIDED)] if has_part_in_letter(file.events, about) else []
    back = taken_back(file) if voided else ()
    happenings = [happening, *voided]
    return changed(file, happenings, terms=terms, occasion=occasion, messages=back)


def _refuse_busy(file: CaseFile, person: StaffId) -> None:
    calls = (each for kind in (CALLBACK, APPOINTMENT) for each in open_ones(file.events, kind))
    duties = {
        "They have this case. Give it to somebody else first": file.case.handler == person,
        "They are to speak with the person. Let somebody else do it first": any(
            each.staff == person for each in calls
        ),
    }
    faults = [Fault("staff", words) for words, has_it in duties.items() if has_it]
    if faults:
        raise Invalid(faults)


class Fairness(StrEnum):
    """What is owed to a member of staff before they are asked anything."""

    LETTER_SHOWN = "letter_shown"
    SUPPORT_OFFERED = "support_offered"


_FAIR = {
    Fairness.LETTER_SHOWN: EventType.STAFF_LETTER_SHOWN,
    Fairness.SUPPORT_OFFERED: EventType.STAFF_SUPPORT_OFFERED,
}


@dataclass(frozen=True, slots=True)
class FairTreatment:
    """What was done for this person, and when."""

    person: str
    done: tuple[Fairness, ...]
    happened_at: datetime | None = None


def treat_fairly(file: CaseFile, fair: FairTreatment, *, terms: Terms, occasion: Occasion) -> Change:
    """Record that somebody was shown the complaint about them, or offered support.

    Source: S2-31, S2-33. Raises: Invalid.
    """
    require_person(file, fair.person)
    if not fair.done:
        raise Invalid([Fault("done", "Say what you did for them")])
    facts = {"person": fair.person, "happened_at": stated(fair.happened_at, file, occasion)}
    happenings = [Happening(_FAIR[each], facts) for each in fair.done]
    return changed(file, happenings, terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Referral:
    """When management was told that somebody wishes a member of staff to be disciplined."""

    happened_at: datetime | None = None


def refer_to_management(
    file: CaseFile, referral: Referral, *, terms: Terms, occasion: Occasion
) -> Change:
    """Record that a wish for discipline went to management, and nothing of it: a complaint finds out
    why and puts right, and discipline is apart from it.

    Source: S2-32, SC-13 (f). Raises: Invalid.
    """
    facts = {"happened_at": stated(referral.happened_at, file, occasion)}
    happenings = [Happening(EventType.MANAGEMENT_REFERRED, facts)]
    return changed(file, happenings, terms=terms, occasion=occasion)


def require_person(file: CaseFile, person: str) -> Involved:
    """Somebody of the staff who was named. Raises: Invalid."""
    found = involved_person(file.events, person)
    if found is None:
        raise Invalid([Fault("person", "Choose from the list")])
    return found


class Account(StrEnum):
    """How somebody gave their account."""

    INTERVIEW = "interview"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Interview:
    """What somebody of the staff said."""

    person: str
    kind: Account
    text: str
    happened_at: datetime | None = None


def record_interview(file: CaseFile, said: Interview, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep what a member of staff said: not before they saw the complaint and were offered support.

    Source: S2-31, S2-33, S2-84. Raises: Invalid, RuleBroken.
    """
    person = require_person(file, said.person)
    if not person.was_shown:
        raise RuleBroken("Show them the complaint first: staff see the letter before an interview")
    if not person.was_offered:
        raise RuleBroken("Offer them support first, and record it")
    facts = {
        "person": said.person,
        "kind": said.kind,
        "happened_at": stated(said.happened_at, file, occasion),
    }
    recorded = Happening(EventType.INTERVIEW_RECORDED, facts, {"text": said.text})
    return changed(file, [recorded], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Considerations:
    """The nine questions of an investigation (S2-84), each answered; `text` is what was thought."""

    statements_taken: bool
    documents_read: bool
    root_cause: bool
    independent_view: bool
    positive_outcome: bool
    put_right: bool
    remedy: bool
    mediation: bool
    explained_if_unjustified: bool
    text: str


def consider(
    file: CaseFile, considerations: Considerations, *, terms: Terms, occasion: Occasion
) -> Change:
    """Answer the nine questions. Source: S2-84."""
    answers = {name: value for name, value in asdict(considerations).items() if name != "text"}
    facts = {"answers": answers, "root_cause": considerations.root_cause}
    happening = Happening(EventType.INVESTIGATION_CONSIDERED, facts, {"text": considerations.text})
    return changed(file, [happening], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class RootCause:
    """What happened, why, and why that; what kind of cause it is, and whether it could happen to others
    too. It is recorded whether the complaint was upheld or not.
    """

    text: str
    cause: Cause
    systemic: bool


def record_root_cause(file: CaseFile, cause: RootCause, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep the root cause analysis. Source: S2-84, S3-14. Raises: Invalid."""
    if cause.cause is Cause.NOT_SAID:
        raise Invalid([Fault("cause", "Choose what kind of cause it is")])
    facts = {"cause": cause.cause, "systemic": cause.systemic}
    recorded = Happening(EventType.ROOT_CAUSE_RECORDED, facts, {"text": cause.text})
    return changed(file, [recorded], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class IssueFinding:
    """What was found of one issue, and what it rests on."""

    issue: str
    finding: Finding
    reasons: str


def find(file: CaseFile, found: IssueFinding, *, terms: Terms, occasion: Occasion) -> Change:
    """Record the finding on one issue. The last one counts. Source: S2-7, T6. Raises: Invalid."""
    if issues_of(file.events).issue(found.issue) is None:
        raise Invalid([Fault("issue", "Choose from the list")])
    facts = {"issue": found.issue, "finding": found.finding}
    happening = Happening(EventType.ISSUE_FOUND, facts, {"text": found.reasons})
    return changed(file, [happening], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class DraftFindings:
    """What was found, as a whole."""

    text: str


def draft_findings(file: CaseFile, draft: DraftFindings, *, terms: Terms, occasion: Occasion) -> Change:
    """Put the findings together; the outcome follows from them. Source: T6, domain.md 4.1."""
    outcome = outcome_from(findings_of(file.events).values())
    drafted = Happening(EventType.FINDINGS_DRAFTED, {"outcome": outcome}, {"text": draft.text})
    return changed(file, [drafted], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Sharing:
    """With whom of the staff the findings and the draft were shared, and what they said."""

    people: tuple[str, ...] = ()
    text: str = ""


def share(file: CaseFile, sharing: Sharing, *, terms: Terms, occasion: Occasion) -> Change:
    """Share the findings with the staff concerned; once all have seen them the letter can go on.

    Source: S2-86, T7. Raises: Invalid.
    """
    named = involved_in(file.events)
    if named and not sharing.people:
        raise Invalid([Fault("people", "Say with whom you shared them")])
    if not set(sharing.people) <= {each.id for each in named}:
        raise Invalid([Fault("people", "Choose from the list")])
    left = [each for each in named if not each.has_seen and each.id not in sharing.people]
    facts = {"with": list(sharing.people), "everybody": not left}
    sealed = {"text": sharing.text} if sharing.text else None
    shared = Happening(EventType.DRAFT_SHARED, facts, sealed)
    return changed(file, [shared], terms=terms, occasion=occasion)
