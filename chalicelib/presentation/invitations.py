"""The calendar entry that travels with a mail about a call, an appointment or a meeting of staff."""

from __future__ import annotations

from datetime import time

from chalicelib.application.outgoing import Attachment
from chalicelib.application.ports import Correspondent
from chalicelib.domain.calendar import london_instant
from chalicelib.domain.calls import APPOINTMENT, CALL_MINUTES, CALLBACK, Agreed, agreed_in
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.meetings import MEETING, meetings_in
from chalicelib.domain.messages import MessageKind
from chalicelib.presentation.ical import Invitation, invitation
from chalicelib.presentation.language import Language

_IN_A_CALENDAR = {
    EventType.CALLBACK_AGREED: CALLBACK,
    EventType.APPOINTMENT_BOOKED: APPOINTMENT,
    EventType.APPOINTMENT_CANCELLED: APPOINTMENT,
}
_OF_A_MEETING = frozenset({EventType.MEETING_SCHEDULED, EventType.MEETING_CANCELLED})
_TO_STAFF = {CALLBACK: "Call back", APPOINTMENT: "Appointment"}


def attachments_of(about: Correspondent, language: Language) -> tuple[Attachment, ...]:
    """The entry as a file; none for mails about anything else.

    Every mail about one appointment names it alike and counts its changes, so that a calendar moves or
    removes what it holds (RFC 5546). The title names nobody.
    """
    cause = next(event for event in about.file.events if event.seq == about.message.cause)
    if cause.type in _OF_A_MEETING and about.message.kind is MessageKind.INVITATION:
        return _entry(_meeting(cause, about))
    kind = _IN_A_CALENDAR.get(cause.type)
    if kind is None or about.message.kind not in (MessageKind.INVITATION, MessageKind.APPOINTMENT):
        return ()
    return _entry(_invitation(_as_it_was(kind, cause, about), about, language))


def _entry(invited: Invitation) -> tuple[Attachment, ...]:
    method = "CANCEL" if invited.cancelled else "REQUEST"
    text = invitation(invited)
    kept = f"text/calendar; charset=utf-8; method={method}"
    return (Attachment("invitation.ics", kept, text.encode("utf-8")),)


def _meeting(cause: Event, about: Correspondent) -> Invitation:
    """A meeting of staff takes the whole day in the calendar: nobody says at which hour it is."""
    case, organisation = about.file.case, about.organisation
    so_far = (event for event in about.file.events if event.seq <= cause.seq)
    name = cause.facts["meeting"]
    meeting = next(each for each in meetings_in(so_far) if each.id == name)
    attendee = about.to[0]
    return Invitation(
        uid=f"{MEETING}-{meeting.id}.{case.number}.{organisation.id}@candour".lower(),
        sequence=meeting.changes,
        title=f"{case.reference}: Meeting about the outcome",
        start=london_instant(meeting.meets_on, time()),
        minutes=0,
        organiser=(organisation.name, organisation.email),
        attendee=(attendee.name, attendee.address),
        cancelled=meeting.cancelled,
        now=about.message.owed_at,
    )


def _as_it_was(kind: str, cause: Event, about: Correspondent) -> Agreed:
    """What was agreed when the mail came to be owed: a later change has a mail of its own."""
    so_far = (event for event in about.file.events if event.seq <= cause.seq)
    name = str(cause.facts[kind.lower()])
    return next(each for each in agreed_in(so_far) if (each.kind, each.id) == (kind, name))


def _invitation(agreed: Agreed, about: Correspondent, language: Language) -> Invitation:
    case, organisation = about.file.case, about.organisation
    to_staff = about.message.kind is MessageKind.INVITATION
    what = _TO_STAFF[agreed.kind] if to_staff else language.said("Our appointment with you")
    attendee = about.to[0]
    return Invitation(
        uid=f"{agreed.kind}-{agreed.id}.{case.number}.{organisation.id}@candour".lower(),
        sequence=agreed.changes,
        title=f"{case.reference}: {what}",
        start=agreed.entry.slot,
        minutes=agreed.minutes or CALL_MINUTES,
        organiser=(organisation.name, organisation.email),
        attendee=(attendee.name, attendee.address),
        cancelled=agreed.cancelled,
        now=about.message.owed_at,
    )
