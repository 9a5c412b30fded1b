"""The page of one case: who, what, by when, what next, and everything that happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import may_settle_so
from chalicelib.domain.errors import CaseChanged
from chalicelib.domain.messages import Message, MessageState
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Staff
from chalicelib.presentation import case_actions, case_facts
from chalicelib.presentation.case_actions import Blocked
from chalicelib.presentation.case_actions import Step as NextStepBox
from chalicelib.presentation.case_facts import Fact
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.labels import (
    CONTACT_TYPES,
    FAILURES,
    MESSAGE_KINDS,
    MESSAGE_STATES,
    REASONS,
    SETTLEMENTS,
    STATES,
    Tag,
)
from chalicelib.presentation.people import REMOVED, People, people_of
from chalicelib.presentation.timeline import Entry, entry_of, timeline
from chalicelib.presentation.typed import NOTHING_TYPED, Choice, Typed
from chalicelib.presentation.urls import Urls
from chalicelib.presentation.working import Working, working_of

DONE: Mapping[str, str] = {
    "recorded": "The contact is recorded",
    "acknowledged": "What you did is recorded",
    "assigned": "The case has a new handler",
    "noted": "Your note is kept",
    "settled": "Your decision about the message is recorded",
}
"""What is said after a change, by the code that the address carries."""


DATES_AT_THE_TOP = 3
"""How many dates stand beside the name; all of them stand below, with their working."""

BY_SOMEBODY_ELSE = "Somebody else changed this case while you were working on it"
BY_THEMSELVES = "You changed this case already, in another window or by pressing twice"


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message: what, to whom, how it stands; and whether a person must decide."""

    key: str
    title: str
    to: str
    tag: Tag
    when: str
    why: str
    needs_a_decision: bool
    settlements: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody else did meanwhile, and what of the reader's own was not saved."""

    title: str
    since: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """What the page's forms offer to this reader now."""

    may_acknowledge: bool
    may_assign: bool
    may_note: bool
    may_settle: bool
    acknowledging: bool
    ways: tuple[Choice, ...]
    discussions: tuple[Choice, ...]
    when: tuple[Choice, ...]
    handlers: tuple[Choice, ...]
    take_it: str
    mail_refused: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything that the template repeats."""

    title: str
    reference: str
    path: str
    version: int
    person: str
    kind: str
    state: Tag
    handler: str
    received: str
    alerts: tuple[str, ...]
    next_step: NextStepBox
    other_step: str
    blocked: tuple[Blocked, ...]
    options: Options
    told: tuple[Fact, ...]
    receipt: tuple[Fact, ...]
    complainant: tuple[Fact, ...]
    dates: tuple[Working, ...]
    clocks: tuple[Working, ...]
    messages: tuple[MessageLine, ...]
    timeline: tuple[Entry, ...]
    typed: Typed
    lost_words: str
    change: Change | None
    done: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What the moment brings to the page: what was just done, typed, refused or changed by others."""

    now: datetime
    asked_for: str = ""
    done: str = ""
    typed: Typed = NOTHING_TYPED
    changed: CaseChanged | None = None


def case_page(opened: OpenFile, reader: Staff, urls: Urls, moment: Moment) -> CasePage:
    """The page of this case for this reader at this moment."""
    file, pack = opened.file, opened.terms.pack
    people = people_of(opened.staff, pack)
    path = urls.path(urls.staff_case(file.case.reference))
    name = _name(file)
    clocks = _clocks(opened, moment.now)
    options = _options(opened, reader, moment)
    return CasePage(
        title=f"{file.case.reference} {name}",
        reference=str(file.case.reference),
        path=path,
        version=file.case.version,
        person=name,
        kind=CONTACT_TYPES[file.case.contact_type],
        state=STATES[file.case.state],
        handler=people.handler(file.case.handler),
        received=full_date(london_date(file.case.received_at)),
        alerts=_alerts(file, people),
        next_step=case_actions.next_step_of(opened, path),
        other_step="" if options.acknowledging else case_actions.other_step(opened),
        blocked=case_actions.blocked(opened),
        options=options,
        told=case_facts.told(file, pack),
        receipt=case_facts.receipt(file),
        complainant=case_facts.person(file.complainant),
        dates=clocks[:DATES_AT_THE_TOP],
        clocks=clocks,
        messages=tuple(_message(message, file, people) for message in reversed(file.messages)),
        timeline=timeline(file, people),
        typed=moment.typed,
        lost_words=_lost_words(moment.typed, options),
        change=_change(moment.changed, file, people, reader),
        done=DONE.get(moment.done, ""),
    )


def _clocks(opened: OpenFile, now: datetime) -> tuple[Working, ...]:
    """What is still to be met, the soonest first; then what was."""
    in_order = sorted(opened.clocks, key=lambda clock: (not clock.running, clock.due, clock.code))
    return tuple(working_of(clock, opened.file.case.policy, now=now) for clock in in_order)


def _name(file: CaseFile) -> str:
    complainant = file.complainant
    return complainant.full_name if complainant else REMOVED


def _options(opened: OpenFile, reader: Staff, moment: Moment) -> Options:
    may_acknowledge = opened.may(Action.ACKNOWLEDGE)
    wanted = case_actions.ACKNOWLEDGE in (moment.asked_for, moment.typed.form)
    return Options(
        may_acknowledge=may_acknowledge,
        may_assign=opened.may(Action.ASSIGN),
        may_note=opened.may(Action.ADD_NOTE),
        may_settle=opened.may(Action.SETTLE_MESSAGE),
        acknowledging=may_acknowledge and wanted,
        ways=case_actions.ways_to_acknowledge(opened, moment.typed),
        discussions=case_actions.ways_to_discuss(moment.typed),
        when=case_actions.moments(moment.typed),
        handlers=case_actions.handlers(opened, moment.typed),
        take_it=reader.id if case_actions.may_take_it(opened, reader.id) else "",
        mail_refused=not case_actions.may_be_mailed(opened),
    )


def _alerts(file: CaseFile, people: People) -> tuple[str, ...]:
    """What must not be overlooked; dates have their own place."""
    return tuple(
        f"{MESSAGE_KINDS[message.kind]} to {people.recipient(message.to, file)}: "
        f"{MESSAGE_STATES[message.state].text.lower()}"
        for message in file.messages
        if message.needs_a_person
    )


def _message(message: Message, file: CaseFile, people: People) -> MessageLine:
    return MessageLine(
        key=message.key,
        title=MESSAGE_KINDS[message.kind],
        to=people.recipient(message.to, file),
        tag=MESSAGE_STATES[message.state],
        when=date_and_time(message.owed_at),
        why=_why_not_delivered(message, file),
        needs_a_decision=message.needs_a_person,
        settlements=_settlements(message, file),
    )


def _settlements(message: Message, file: CaseFile) -> tuple[Choice, ...]:
    possible = (each for each in SETTLEMENTS if may_settle_so(file, message, each))
    return tuple(Choice(each, SETTLEMENTS[each]) for each in possible)


def _why_not_delivered(message: Message, file: CaseFile) -> str:
    words = _WHY.get(message.state)
    if words is None:
        return ""
    reasons = (
        words[event.facts["why"]]
        for event in reversed(file.events)
        if "why" in event.facts and event.facts.get("message") == message.key
    )
    return next(reasons, "")


_WHY: Mapping[MessageState, Mapping[str, str]] = {
    MessageState.FAILED: {str(failure): words for failure, words in FAILURES.items()},
    MessageState.BOUNCED: {str(reason): words for reason, words in REASONS.items()},
}
"""Why it is where it is, by the reason that its last event gives."""


def _lost_words(typed: Typed, options: Options) -> str:
    """What was typed into a form that the case no longer has: shown, so that it can be copied."""
    gone = typed.form == case_actions.ACKNOWLEDGE and not options.may_acknowledge
    return typed.value("words") if gone else ""


def _change(
    changed: CaseChanged | None, file: CaseFile, people: People, reader: Staff
) -> Change | None:
    if changed is None:
        return None
    themselves = all(event.by.id == reader.id for event in changed.since)
    since = tuple(entry_of(event, file, people) for event in changed.since)
    return Change(BY_THEMSELVES if themselves else BY_SOMEBODY_ELSE, since)
