"""Everything that happened to a case, newest first, each event in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.calls import MeetingOutcome
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Failure
from chalicelib.domain.clocks import BECAUSE_OF_THE_CALENDAR, BECAUSE_OF_THE_POLICY, rule_code
from chalicelib.domain.contact import ReceivedVia
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.reading import document_of
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.feedback import Reason
from chalicelib.domain.following import About, Rhythm
from chalicelib.domain.history import words_of
from chalicelib.domain.identifiers import PartyId, StaffId
from chalicelib.domain.identity.checks import CheckChannel
from chalicelib.domain.identity.forms import Item
from chalicelib.domain.likeness import Likeness
from chalicelib.domain.links import How
from chalicelib.domain.media import Medium
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import PATIENT, Channel
from chalicelib.domain.recipients import Recipient, RecipientKind, to_rungs
from chalicelib.domain.strands import Strand, strand_of
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.documents import STATES as DOCUMENT_STATES
from chalicelib.presentation.event_labels import EVENTS
from chalicelib.presentation.forms.linking import HOWS, in_words
from chalicelib.presentation.labels import (
    CHANNELS,
    CHECK_CHANNELS,
    FAILURES,
    IDENTITY_ITEMS,
    MEETING_OUTCOMES,
    MESSAGE_KINDS,
    REASONS,
    RECEIVED_VIA,
    RHYTHMS,
    WRITTEN_ABOUT,
)
from chalicelib.presentation.people import REMOVED, People
from chalicelib.presentation.work_done import SENTENCES, how_it_ended, words_written


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as staff read it. `words` are somebody's own; `earlier` says when it really was;
    `undone` that somebody took it back at once.
    """

    seq: int
    title: str
    who: str
    at: str
    instant: str
    detail: str = ""
    words: str = ""
    earlier: str = ""
    weight: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """What the sentences of one case draw on."""

    file: CaseFile
    people: People


def timeline(file: CaseFile, people: People, strand: Strand | None = None) -> tuple[Entry, ...]:
    """Every event of the case, newest first, or those of one strand."""
    shown = events_of(file, strand)
    return tuple(entry_of(event, file, people) for event in reversed(shown))


def events_of(file: CaseFile, strand: Strand | None) -> tuple[Event, ...]:
    """The events of one strand; all of them where none is asked for."""
    return tuple(e for e in file.history if strand is None or strand_of(e.type) is strand)


def entry_of(event: Event, file: CaseFile, people: People) -> Entry:
    """One event in words."""
    return Entry(
        seq=event.seq,
        title=EVENTS[event.type],
        who=people.actor(event.by),
        at=date_and_time(event.at),
        instant=event.at.isoformat(),
        detail=_detail(event, _Told(file, people)),
        words=_words(event),
        earlier=_earlier(event),
        weight=_WEIGHTS.get(event.type, ""),
        undone=event in file.undone,
    )


def _words(event: Event) -> str:
    """What was written with it; the story that a case began with stands elsewhere."""
    return "" if event.type is EventType.CASE_RECEIVED else words_written(words_of(event))


def _detail(event: Event, told: _Told) -> str:
    sentence = SENTENCES.get(event.type)
    if sentence:
        return sentence(event, told.file, told.people)
    return _DETAILS.get(event.type, _nothing)(event, told)


def _earlier(event: Event) -> str:
    same_minute = _minute(event.happened_at) == _minute(event.at)
    return "" if same_minute else f"Happened on {date_and_time(event.happened_at)}"


def _minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)


def _nothing(event: Event, told: _Told) -> str:
    return ""


def _received(event: Event, told: _Told) -> str:
    return RECEIVED_VIA[ReceivedVia(event.facts["received_via"])]


def _how_acknowledged(event: Event, told: _Told) -> str:
    if "carried_by" in event.facts:
        return "By the email that was decided about"
    return f"By {CHANNELS[Channel(event.facts['how'])].lower()}"


def _how_offered(event: Event, told: _Told) -> str:
    return " or ".join(CHANNELS[Channel(channel)] for channel in event.facts["by"])


def _to_whom(event: Event, told: _Told) -> str:
    name = told.people.handler(StaffId(event.facts["handler"]))
    return f"{name}. The reference is now {event.facts['initials']}/{told.file.case.number}"


def _about_clock(event: Event, told: _Told) -> str:
    return f"{_clock_title(event, told)}: due on {_stated_date(event.facts['due'])}"


def _about_rungs(event: Event, told: _Told) -> str:
    whom = told.people.recipient(to_rungs(event.facts["rungs"]), told.file)
    return f"{_about_clock(event, told)}. Told: {whom}"


def _clock_title(event: Event, told: _Told) -> str:
    code = str(event.facts["clock"])
    rule = told.people.pack.clock(rule_code(code))
    return rule.title if rule else code


def _stated_date(stated: str) -> str:
    day = datetime.fromisoformat(stated)
    return date_and_time(day) if "T" in stated else full_date(day.date())


def _how_moved(event: Event, told: _Told) -> str:
    facts = event.facts
    to = f"to {_stated_date(facts['due'])}" if "due" in facts else f"by {facts['added']}"
    why = _WHY_MOVED.get(event.facts.get("cause", ""), "")
    return f"{_clock_title(event, told)}: {to}{why}"


def _which_days(event: Event, told: _Told) -> str:
    days = event.facts["days"].items()
    return ", ".join(f"{full_date(date.fromisoformat(day))}: {title}" for day, title in days)


_WHY_MOVED = {
    BECAUSE_OF_THE_CALENDAR: " because a bank holiday was declared",
    BECAUSE_OF_THE_POLICY: " because a new version of the policy gives more time",
}


def _which_document(event: Event, told: _Told) -> str:
    document = document_of(told.file.events, event.facts["document"])
    return (document.title if document else "") or REMOVED


def _what_was_found(event: Event, told: _Told) -> str:
    state = DOCUMENT_STATES[DocumentState(event.facts["state"])].text
    return f"{_which_document(event, told)}: {state.lower()}"


def _about_message(event: Event, told: _Told) -> str:
    kind = MESSAGE_KINDS[MessageKind(event.facts["kind"])]
    by = ", by text" if event.facts.get("medium") == Medium.TEXT else ""
    return f"{kind}{by}, to {told.people.recipient(_recipient(event.facts['to']), told.file)}"


def _about_sent(event: Event, told: _Told) -> str:
    """Names whoever got it, where that is somebody else than it was meant for."""
    meant, got = _recipient(event.facts["to"]), event.facts.get("reached", [])
    if meant.kind is not RecipientKind.STAFF or got == [meant.id] or not got:
        return _about_message(event, told)
    names = " and ".join(told.people.handler(StaffId(each)) for each in got)
    return f"{_about_message(event, told)}, who was away. It went to {names}"


def _when_agreed(event: Event, told: _Told) -> str:
    slot = date_and_time(datetime.fromisoformat(event.facts["slot"]))
    return f"{slot}, {told.people.handler(StaffId(event.facts['person']))}"


def _how_called(event: Event, told: _Told) -> str:
    return how_it_ended(event, event.facts["outcome"])


def _how_met(event: Event, told: _Told) -> str:
    return MEETING_OUTCOMES[MeetingOutcome(event.facts["outcome"])]


def _why_failed(event: Event, told: _Told) -> str:
    return f"{_about_message(event, told)}. {FAILURES[Failure(event.facts['why'])]}"


def _who_wrote(event: Event, told: _Told) -> str:
    """Whose mail it is; a sender whom the case does not know stands out (S0-14)."""
    facts, content = event.facts, event.sealed.content if event.sealed else {}
    party = told.file.party(PartyId(facts["from_party"])) if facts["from_party"] else None
    address = content.get("from", "")
    who = f"From {party.full_name}" if party else f"From {address}: not an address of this case"
    subject = content.get("subject", "")
    files = facts["attachments"]
    with_files = f", with {files} {'file' if files == 1 else 'files'}" if files else ""
    by_itself = ". Written by a machine" if facts["machine"] else ""
    return f"{who}{with_files}{by_itself}. {subject}".rstrip(" .")


def _why_returned(event: Event, told: _Told) -> str:
    some = "" if event.facts.get("whole", True) else ". Others whom it went to may have it"
    return f"{_about_message(event, told)}. {REASONS[Reason(event.facts['why'])]}{some}"


def _recipient(written: str) -> Recipient:
    kind, _, name = written.partition(":")
    return Recipient(RecipientKind(kind), name)


def _how_checked(event: Event, told: _Told) -> str:
    items = ", ".join(IDENTITY_ITEMS[Item(item)].lower() for item in event.facts["items"])
    result = "Confirmed" if event.facts["result"] == "passed" else "Not confirmed"
    channel = CHECK_CHANNELS[CheckChannel(event.facts["channel"])].lower()
    locked = ". No more checks for a day" if "locked_until" in event.facts else ""
    return f"{result}. {channel.capitalize()}. Asked: {items}{locked}"


def _written_about(event: Event, told: _Told) -> str:
    return WRITTEN_ABOUT[About(event.facts["about"])]


def _corrected(event: Event, told: _Told) -> str:
    details = ", ".join(detail.replace("_", " ") for detail in event.facts["details"])
    of_the_patient = ", of the patient" if event.facts["party"] == PATIENT else ""
    told_to = str(words_of(event).get("told_to", ""))
    return f"{details}{of_the_patient}{f'. Told: {told_to}' if told_to else ''}"


def _how_preferred(event: Event, told: _Told) -> str:
    mail = "may be emailed" if event.facts["may_email"] else "may not be emailed"
    by = CHANNELS[Channel(event.facts["by"])]
    text = _MAY_TEXT[event.facts["may_text"]] if "may_text" in event.facts else ""
    never = [CHANNELS[Channel(each)].lower() for each in event.facts.get("never", ())]
    without = f"; never by {', '.join(never)}" if never else ""
    none = "; not happy to be contacted" if event.facts.get("may_contact") is False else ""
    return f"{by}, {RHYTHMS[Rhythm(event.facts['rhythm'])]}; {mail}{text}{without}{none}"


_MAY_TEXT = {True: "; may be texted a code", False: "; may not be texted"}


def _what_left(event: Event, told: _Told) -> str:
    return told.people.pack.subject_title(event.facts["subject"])


def _other_case(event: Event, told: _Told) -> str:
    how = f": {HOWS[How(event.facts['how'])].lower()}" if "how" in event.facts else ""
    return f"{event.facts['other']}{how}"


def _what_is_alike(event: Event, told: _Told) -> str:
    each = (
        f"{found['case']}: {in_words(map(Likeness, found['why']))}" for found in event.facts["cases"]
    )
    return "; ".join(each)


def _what_was_undone(event: Event, told: _Told) -> str:
    return ", ".join(EVENTS[EventType(each)] for each in event.facts["types"])


_DETAILS: Mapping[EventType, Callable[[Event, _Told], str]] = {
    EventType.CASE_RECEIVED: _received,
    EventType.ACK_SENT: _how_acknowledged,
    EventType.DISCUSSION_OFFERED: _how_offered,
    EventType.HANDLER_ASSIGNED: _to_whom,
    EventType.DEED_UNDONE: _what_was_undone,
    EventType.IDENTITY_CHECKED: _how_checked,
    EventType.PERSON_WROTE: _written_about,
    EventType.CONTACT_PREFERRED: _how_preferred,
    EventType.PERSON_CORRECTED: _corrected,
    EventType.REMINDER_SENT: _about_clock,
    EventType.CLOCK_BREACHED: _about_clock,
    EventType.CLOCK_ESCALATED: _about_rungs,
    EventType.CALLBACK_AGREED: _when_agreed,
    EventType.CALLBACK_ENDED: _how_called,
    EventType.APPOINTMENT_BOOKED: _when_agreed,
    EventType.APPOINTMENT_ENDED: _how_met,
    EventType.CLOCK_PAUSED: _clock_title,
    EventType.CLOCK_RESUMED: _clock_title,
    EventType.CLOCK_EXTENDED: _how_moved,
    EventType.CLOCK_REVISED: _how_moved,
    EventType.DAYS_DECLARED: _which_days,
    EventType.DOCUMENT_RECEIVED: _which_document,
    EventType.DOCUMENT_CHECKED: _what_was_found,
    EventType.DOCUMENT_OPENED: _which_document,
    EventType.DOCUMENT_RELEASED: _which_document,
    EventType.DOCUMENT_DISCARDED: _which_document,
    EventType.MESSAGE_SENT: _about_sent,
    EventType.MESSAGE_FAILED: _why_failed,
    EventType.MESSAGE_UNPROVEN: _about_message,
    EventType.MESSAGE_OWED_AGAIN: _about_message,
    EventType.MESSAGE_CONFIRMED: _about_message,
    EventType.MESSAGE_DELIVERED: _about_message,
    EventType.MESSAGE_BOUNCED: _why_returned,
    EventType.MESSAGE_COMPLAINED: _about_message,
    EventType.MESSAGE_DELAYED: _why_returned,
    EventType.MESSAGE_REPLACED: _about_message,
    EventType.MAIL_RECEIVED: _who_wrote,
    EventType.CASES_ALIKE: _what_is_alike,
    EventType.CASES_UNLIKE: _other_case,
    EventType.CASE_LINKED: _other_case,
    EventType.CASE_SPLIT: _what_left,
}

_WEIGHTS: Mapping[EventType, str] = {
    EventType.CLOCK_BREACHED: "alarm",
    EventType.CLOCK_ESCALATED: "alarm",
    EventType.MESSAGE_FAILED: "alarm",
    EventType.MESSAGE_UNPROVEN: "alarm",
    EventType.MESSAGE_BOUNCED: "alarm",
    EventType.MESSAGE_COMPLAINED: "alarm",
    EventType.ACK_UNDELIVERED: "alarm",
    EventType.REMINDER_SENT: "quiet",
    EventType.MESSAGE_SENT: "quiet",
    EventType.DOCUMENT_OPENED: "quiet",
    EventType.MESSAGE_DELIVERED: "quiet",
    EventType.MESSAGE_DELAYED: "quiet",
}
"""What stands out and what stands back: people's own acts are in between."""
