"""What changes because of a complaint: promised, done, told, minuted, checked (S2-89, S2-98, S2-99)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past, stated
from chalicelib.domain.casework.consenting import (
    require_open,
    require_within,
    told_in_writing,
)
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.learning import AuditResult, LearningAction, actions_of, open_actions, to_audit
from chalicelib.domain.meetings import meeting_ahead, meetings_in
from chalicelib.domain.need_to_know import refuse_subject
from chalicelib.domain.parties import COMPLAINANT, Channel
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class ActionPromise:
    """A change, who brings it about, and by when."""

    text: str
    owner: StaffId
    due: date


def set_action(file: CaseFile, promise: ActionPromise, *, terms: Terms, occasion: Occasion) -> Change:
    """Promise a change; the case stays open until it is made. Source: S2-89, T10. Raises: Invalid."""
    refuse_subject(file, promise.owner, field="owner")
    facts = {
        "action": str(len(actions_of(file.events)) + 1),
        "owner": promise.owner,
        # Reminders of the promise go to whoever keeps it, not to the handler of the case.
        "person": promise.owner,
        "due": not_past(promise.due, occasion, "due"),
    }
    promised = Happening(EventType.ACTION_SET, facts, {"text": promise.text})
    return changed(file, [promised], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class ActionDone:
    """Which change was made, and how one can see it."""

    action: str
    text: str
    happened_at: datetime | None = None


def complete_action(file: CaseFile, done: ActionDone, *, terms: Terms, occasion: Occasion) -> Change:
    """Record that a change was made. Source: S2-89. Raises: Invalid."""
    _require_among(open_actions(file.events), done.action)
    facts = {"action": done.action, "happened_at": stated(done.happened_at, file, occasion)}
    completed = Happening(EventType.ACTION_COMPLETED, facts, {"text": done.text})
    return changed(file, [completed], terms=terms, occasion=occasion)


def _require_among(actions: tuple[LearningAction, ...], wanted: str) -> LearningAction:
    found = next((action for action in actions if action.id == wanted), None)
    if found is None:
        raise Invalid([Fault("action", "Choose from the list")])
    return found


@dataclass(frozen=True, slots=True)
class ActionAudit:
    """Whether a change is in place and works; for one that does not, the new date."""

    action: str
    result: AuditResult
    text: str
    due: date | None = None


def audit_action(file: CaseFile, audit: ActionAudit, *, terms: Terms, occasion: Occasion) -> Change:
    """Check a change. One that does not work is to be made again; a closed case stays closed.

    Source: S2-98, SC-10. Raises: Invalid.
    """
    action = _require_among(to_audit(file.events), audit.action)
    facts = {"action": action.id, "result": audit.result}
    happenings = [Happening(EventType.ACTION_AUDITED, facts, {"text": audit.text})]
    if audit.result is AuditResult.FAILED:
        if audit.due is None:
            raise Invalid([Fault("due", "Say by when it will be put right")])
        again = {"action": action.id, "owner": action.owner, "person": action.owner}
        again["due"] = not_past(audit.due, occasion, "due")
        happenings.append(Happening(EventType.ACTION_SET, again))
    return changed(file, happenings, terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class OutcomeLetter:
    """What the person was told about the changes that were promised, and how it went out.

    `within_consent`: it keeps to what the patient agreed to, where they agreed to some things only.
    """

    sent_by: Channel
    text: str
    within_consent: bool = False
    happened_at: datetime | None = None


def report_outcome(
    file: CaseFile, letter: OutcomeLetter, *, terms: Terms, occasion: Occasion
) -> Change:
    """Tell the person that what was promised is done.

    Source: S2-89, T11, S2-13. Raises: ConsentMissing, Invalid.
    """
    require_open(file, COMPLAINANT, terms=terms, at=occasion.at)
    require_within(file, COMPLAINANT, letter.within_consent, terms=terms, at=occasion.at)
    went_already = letter.happened_at is not None
    media = told_in_writing(file, letter.sent_by, terms=terms, at=occasion.at)
    facts = {
        "how": letter.sent_by,
        "happened_at": stated(letter.happened_at, file, occasion),
        "media": [] if went_already else list(media),
    }
    reported = Happening(EventType.OUTCOME_REPORTED, facts, {"text": letter.text})
    return changed(file, [reported], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class MeetingDate:
    """The day of the meeting at which the outcome is reviewed."""

    meets_on: date


def schedule_meeting(
    file: CaseFile, meeting: MeetingDate, *, terms: Terms, occasion: Occasion
) -> Change:
    """Put the outcome on the agenda of a meeting; one that is ahead already moves to this day, and so
    does its calendar entry. Source: S2-99, C-9; issue 3.6. Raises: Invalid.
    """
    ahead = meeting_ahead(file.events)
    number = ahead.id if ahead else str(len(meetings_in(file.events)) + 1)
    facts = {"meeting": number, "meets_on": not_past(meeting.meets_on, occasion, "meets_on")}
    scheduled = Happening(EventType.MEETING_SCHEDULED, facts)
    return changed(file, [scheduled], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class MeetingOff:
    """Why the meeting is not held."""

    text: str


def cancel_meeting(file: CaseFile, off: MeetingOff, *, terms: Terms, occasion: Occasion) -> Change:
    """Call the meeting off: its clock stops, and it leaves the calendar. Source: issue 3.6.

    Raises: RuleBroken, where none is ahead.
    """
    ahead = meeting_ahead(file.events)
    if ahead is None:
        raise RuleBroken("No meeting is ahead")
    cancelled = Happening(EventType.MEETING_CANCELLED, {"meeting": ahead.id}, {"text": off.text})
    return changed(file, [cancelled], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Minutes:
    """Where in the minutes the outcome stands, and what was said of it."""

    minute: str
    text: str = ""
    happened_at: datetime | None = None


def minute(file: CaseFile, minutes: Minutes, *, terms: Terms, occasion: Occasion) -> Change:
    """Record that the outcome was reviewed and minuted. Source: S2-99."""
    facts = {"happened_at": stated(minutes.happened_at, file, occasion)}
    sealed = {"minute": minutes.minute, "text": minutes.text}
    minuted = Happening(EventType.MEETING_MINUTED, facts, sealed)
    return changed(file, [minuted], terms=terms, occasion=occasion)
