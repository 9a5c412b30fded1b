"""What may be done to a case. Each function decides from the file and returns the `Change`; none
asks the time, draws a number or sends anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import reduce

from chalicelib.domain import workflow
from chalicelib.domain.calendar_moves import Move
from chalicelib.domain.case import CaseFile, Change, evolve, fold
from chalicelib.domain.clocks import NOTICE_EVENTS, Clock, Milestone, gone, moved
from chalicelib.domain.contact import ContactRecord
from chalicelib.domain.documents.happenings import happenings_of
from chalicelib.domain.documents.uploads import Upload
from chalicelib.domain.errors import (
    CaseChanged,
    ConsentMissing,
    Fault,
    Invalid,
    NotFound,
    RuleBroken,
)
from chalicelib.domain.events import NO_EVENTS, EventType, Happening, Occasion, link
from chalicelib.domain.identifiers import CaseId
from chalicelib.domain.messages import (
    Audience,
    Message,
    MessageKind,
    MessageState,
    finished,
    in_order,
    messages_owed,
    owed_again,
)
from chalicelib.domain.parties import Channel, Party
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Organisation, Staff

LONGEST_TEXT = 20_000
"""Characters of a note, or of somebody's own words in a mail. Source: issue 2, "Edges"."""

DISCUSSION_CHANNELS = (Channel.TELEPHONE, Channel.MEETING)
"""How a discussion can be offered (S2-44)."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A contact on its way to becoming a case. `key` is the same for every resend of it."""

    key: str
    record: ContactRecord
    parties: tuple[Party, ...]
    draft: str | None = None
    uploads: tuple[Upload, ...] = ()


def receive(
    intake: Intake,
    *,
    case_id: CaseId,
    number: CaseNumber,
    organisation: Organisation,
    terms: Terms,
    occasion: Occasion,
) -> Change:
    """A new case from what somebody told us; its clocks start and its messages are owed.

    Source: S2-43 (date stamp and alert), T1.
    Raises: CalendarExhausted, if its dates cannot be known.
    """
    _not_in_the_future(intake.record.received_at, occasion.at, "received_at")
    received = _received(intake.record, number, organisation, terms)
    happenings = [received, *happenings_of(intake.uploads)]
    events = link(case_id, NO_EVENTS, occasion, happenings)
    case = fold(events)
    messages = messages_owed(case, events, Audience(intake.parties, terms.pack.alerted_on_receipt))
    file = CaseFile(case, events, intake.parties, messages)
    clocks = file.clocks(terms)
    return Change(
        before=NO_EVENTS,
        file=file,
        events=events,
        clocks=clocks,
        clocks_moved=clocks,
        messages=messages,
        parties=intake.parties,
        intake_key=intake.key,
        draft=intake.draft,
    )


def _received(
    record: ContactRecord, number: CaseNumber, organisation: Organisation, terms: Terms
) -> Happening:
    facts = {
        "number": number,
        "organisation": organisation.id,
        "team": organisation.intake_team,
        "initials": organisation.intake_initials,
        "contact_type": record.contact_type,
        "received_via": record.received_via,
        "subject": record.subject,
        "policy": terms.pack.ref.code,
        "policy_version": terms.pack.ref.version,
        "calendar_version": terms.calendar.version,
        "happened_at": record.received_at.isoformat(),
    }
    return Happening(EventType.CASE_RECEIVED, facts, sealed=record.in_their_words())


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What staff did: `how` they acknowledged (None: not now), which discussions they `offered`
    (none: not now), when, and for a mail the words of their own that it begins with.

    A mail goes when it is recorded, so `happened_at` then dates only the offer.
    """

    how: Channel | None
    offered: tuple[Channel, ...]
    happened_at: datetime
    words: str = ""


def acknowledge(file: CaseFile, done: Acknowledgement, *, terms: Terms, occasion: Occasion) -> Change:
    """Record the acknowledgement, the offer to discuss, or both. Only both stop the clock.

    Source: S2-19, S2-44, T2; regulation 13. A mail needs the person's consent (regulation 15).
    Raises: ActionRefused, ConsentMissing, Invalid.
    """
    workflow.require(file.case, Action.ACKNOWLEDGE)
    _check_acknowledgement(file, done, occasion)
    return _changed(file, _acknowledging(done, occasion), terms=terms, occasion=occasion)


def _check_acknowledgement(file: CaseFile, done: Acknowledgement, occasion: Occasion) -> None:
    if done.how is None and not done.offered:
        message = "Say how you acknowledged it, or which discussion you offered"
        raise Invalid([Fault("how", message)])
    if not set(done.offered) <= set(DISCUSSION_CHANNELS):
        raise Invalid([Fault("offered", "A discussion is offered by telephone or face to face")])
    _not_in_the_future(done.happened_at, occasion.at, "happened_at")
    if done.happened_at < file.case.received_at:
        message = "The acknowledgement cannot be before the complaint was received"
        raise Invalid([Fault("happened_at", message)])
    _not_too_long("words", done.words)
    if done.how is Channel.EMAIL:
        _require_mailable(file)


def _require_mailable(file: CaseFile) -> None:
    complainant = file.complainant
    if complainant is None or not complainant.can_be_mailed():
        raise ConsentMissing(
            "This person has not agreed to email. Acknowledge by letter, telephone or in person"
        )


def _acknowledging(done: Acknowledgement, occasion: Occasion) -> list[Happening]:
    stated = done.happened_at.isoformat()
    # A mail is owed from now on, whenever a call or a meeting was: it cannot be dated back.
    sent = occasion.at.isoformat() if done.how is Channel.EMAIL else stated
    happenings = []
    if done.how is not None:
        sealed = {"words": done.words} if done.words else None
        facts = {"how": done.how, "happened_at": sent}
        happenings.append(Happening(EventType.ACK_SENT, facts, sealed))
    if done.offered:
        offer = {"by": sorted(done.offered), "happened_at": stated}
        happenings.append(Happening(EventType.DISCUSSION_OFFERED, offer))
    return happenings


def assign(file: CaseFile, handler: Staff, *, terms: Terms, occasion: Occasion) -> Change:
    """Give the case to a handler; the reference takes their initials (S0-3).

    Raises: ActionRefused, RuleBroken where their role does not handle cases.
    """
    workflow.require(file.case, Action.ASSIGN)
    if handler.organisation != file.case.organisation:
        raise NotFound("There is nobody of this name in the directory")
    if not handler.holds_any(terms.pack.handler_roles()):
        raise RuleBroken(f"{handler.name} has no role that handles cases")
    if handler.id == file.case.handler:
        raise RuleBroken(f"{handler.name} has this case already")
    facts = {"handler": handler.id, "initials": handler.initials, "team": handler.team}
    assigned = Happening(EventType.HANDLER_ASSIGNED, facts)
    return _changed(file, [assigned], terms=terms, occasion=occasion)


def add_note(file: CaseFile, text: str, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep something in writing (S2-85). Notes are never changed; a correction is another note."""
    workflow.require(file.case, Action.ADD_NOTE)
    if not text.strip():
        raise Invalid([Fault("text", "Write the note")])
    _not_too_long("text", text)
    noted = Happening(EventType.NOTE_ADDED, sealed={"text": text})
    return _changed(file, [noted], terms=terms, occasion=occasion)


def tell_milestone(
    file: CaseFile, clock: Clock, milestone: Milestone, *, terms: Terms, occasion: Occasion
) -> Change:
    """Tell the owner that a milestone was reached (domain.md 4.7); earlier ones count as told."""
    facts = {
        "clock": clock.code,
        "milestone": milestone.code,
        "due": clock.due.isoformat(),
        "owner": clock.rule.owner,
    }
    if clock.due_at:
        facts["due_at"] = clock.due_at.isoformat()
    if clock.round:
        facts["round"] = clock.round
    told = Happening(NOTICE_EVENTS[milestone.notice], facts)
    return _changed(file, [told], terms=terms, occasion=occasion)


def move_by_calendar(
    file: CaseFile, moves: Sequence[Move], version: str, *, terms: Terms, occasion: Occasion
) -> Change:
    """Give clocks the days that a newly declared bank holiday takes from them.

    Source: domain.md 3.12. One revision for each clock, which names the calendar it follows from.
    """
    revised = [move.revision(version) for move in moves]
    return _changed(file, revised, terms=terms, occasion=occasion)


def message_sent(
    file: CaseFile, message: Message, provider_id: str, *, terms: Terms, occasion: Occasion
) -> Change:
    """The mail service took the message."""
    facts = {**_about(message), "provider_id": provider_id}
    ended = finished(message, MessageState.SENT, provider_id=provider_id)
    sent = Happening(EventType.MESSAGE_SENT, facts)
    return _changed(file, [sent], terms=terms, occasion=occasion, messages=[ended])


class Failure(StrEnum):
    """Why a message will not go by itself."""

    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    NO_ADDRESS = "no_address"


def message_failed(
    file: CaseFile, message: Message, why: Failure, *, terms: Terms, occasion: Occasion
) -> Change:
    """The message cannot be delivered: a person must choose another way.

    An acknowledgement that did not go is none: its clock runs again (design.md 3).
    """
    failed = Happening(EventType.MESSAGE_FAILED, {**_about(message), "why": why})
    ended = finished(message, MessageState.FAILED)
    happenings = [failed, *_acknowledgement_lost(message)]
    return _changed(file, happenings, terms=terms, occasion=occasion, messages=[ended])


def message_unproven(file: CaseFile, message: Message, *, terms: Terms, occasion: Occasion) -> Change:
    """We stopped between sending and noting it: a person looks, nobody guesses (design.md 3)."""
    unproven = Happening(EventType.MESSAGE_UNPROVEN, _about(message))
    ended = finished(message, MessageState.UNPROVEN)
    happenings = [unproven, *_acknowledgement_lost(message)]
    return _changed(file, happenings, terms=terms, occasion=occasion, messages=[ended])


def _acknowledgement_lost(message: Message) -> list[Happening]:
    lost = message.kind is MessageKind.ACKNOWLEDGEMENT
    return [Happening(EventType.ACK_UNDELIVERED, {"message": message.key})] if lost else []


class Settlement(StrEnum):
    """What a person decided about a message that failed or cannot be proved."""

    SEND_AGAIN = "send_again"
    IT_ARRIVED = "it_arrived"


def settle_message(
    file: CaseFile, key: str, settlement: Settlement, *, terms: Terms, occasion: Occasion
) -> Change:
    """Send a failed or unproven message once more, or record that the person has it.

    Raises: NotFound, RuleBroken where the message needs nobody.
    """
    workflow.require(file.case, Action.SETTLE_MESSAGE)
    message = _needing_a_person(file, key)
    if settlement is Settlement.SEND_AGAIN:
        settled, after = EventType.MESSAGE_OWED_AGAIN, owed_again(message, occasion.at)
        acknowledged_at = occasion.at
    else:
        settled, after = EventType.MESSAGE_CONFIRMED, finished(message, MessageState.SENT)
        acknowledged_at = message.owed_at
    happenings = [
        Happening(settled, _about(message)),
        *_acknowledgement_restored(message, acknowledged_at),
    ]
    return _changed(file, happenings, terms=terms, occasion=occasion, messages=[after])


def _acknowledgement_restored(message: Message, happened_at: datetime) -> list[Happening]:
    if message.kind is not MessageKind.ACKNOWLEDGEMENT:
        return []
    facts = {
        "how": Channel.EMAIL,
        "happened_at": happened_at.isoformat(),
        "carried_by": message.key,
    }
    return [Happening(EventType.ACK_SENT, facts)]


def _needing_a_person(file: CaseFile, key: str) -> Message:
    message = file.message(key)
    if message is None:
        raise NotFound("This case has no such message")
    if not message.needs_a_person:
        raise RuleBroken("This message does not need anything from you")
    return message


def refuse_if_changed(file: CaseFile, seen_version: int) -> None:
    """Raises: CaseChanged, if a person did anything after `seen_version`, naming what; Invalid, for
    a version that the case has not reached.
    """
    if seen_version > file.case.version:
        raise Invalid([Fault("version", "The case has no such version. Read it again")])
    since = file.done_by_people_since(seen_version)
    if since:
        raise CaseChanged(file.case.reference, since)


def _about(message: Message) -> dict[str, str]:
    return {"message": message.key, "kind": message.kind, "to": str(message.to)}


def _not_too_long(field: str, text: str) -> None:
    if len(text) > LONGEST_TEXT:
        over = len(text) - LONGEST_TEXT
        raise Invalid([Fault(field, f"Use {LONGEST_TEXT:,} characters or fewer: take out {over:,}")])


def _not_in_the_future(instant: datetime, now: datetime, field: str) -> None:
    if instant > now:
        raise Invalid([Fault(field, "This cannot be in the future")])


def _changed(
    file: CaseFile,
    happenings: Sequence[Happening],
    *,
    terms: Terms,
    occasion: Occasion,
    messages: Sequence[Message] = (),
) -> Change:
    """The change that these happenings make: chained, folded, clocks read again, messages owed."""
    events = link(file.case.id, file.case.head, occasion, happenings)
    case = reduce(evolve, events, file.case)
    audience = Audience(file.parties, terms.pack.alerted_on_receipt)
    touched = (*messages, *messages_owed(case, events, audience))
    after = replace(
        file,
        case=case,
        events=(*file.events, *events),
        messages=_with_changed(file.messages, touched),
    )
    before, clocks = file.clocks(terms), after.clocks(terms)
    return Change(
        before=file.case.head,
        file=after,
        events=events,
        clocks=clocks,
        clocks_moved=moved(before, clocks),
        clocks_gone=gone(before, clocks),
        messages=touched,
    )


def _with_changed(old: Sequence[Message], touched: Sequence[Message]) -> tuple[Message, ...]:
    by_key = {message.key: message for message in (*old, *touched)}
    return in_order(by_key.values())


changed, not_too_long = _changed, _not_too_long
