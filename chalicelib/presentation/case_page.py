"""The page of one case: who, what, by when, what next, and everything that happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import may_settle_so
from chalicelib.domain.claim_standing import claim_state_of
from chalicelib.domain.following import About, waits_for_an_answer
from chalicelib.domain.letters.mailed import mailed_with
from chalicelib.domain.media import Medium
from chalicelib.domain.messages import Message, MessageState
from chalicelib.domain.policy import Action, PolicyPack
from chalicelib.domain.staff import Staff
from chalicelib.domain.strands import Strand
from chalicelib.presentation import case_actions, case_facts
from chalicelib.presentation.case_actions import ActionGroup, Blocked
from chalicelib.presentation.case_actions import Step as NextStepBox
from chalicelib.presentation.case_documents import Documents, documents_section
from chalicelib.presentation.case_facts import Fact
from chalicelib.presentation.case_progress import Progress, progress_of
from chalicelib.presentation.claim_labels import CLAIM_STATES
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.forms import BY_NAME, FORMS
from chalicelib.presentation.further_pages import FurtherPage, begun_pages, further_pages
from chalicelib.presentation.heed import heed
from chalicelib.presentation.labels import (
    CONTACT_TYPES,
    FAILURES,
    MESSAGE_KINDS,
    MESSAGE_STATES,
    REASONS,
    SETTLEMENTS,
    WRITTEN_ABOUT,
    Tag,
    states_under,
)
from chalicelib.presentation.labels_of_people import MEDIA
from chalicelib.presentation.other_cases import OtherCase, other_cases
from chalicelib.presentation.people import REMOVED, People, people_of
from chalicelib.presentation.strand_links import StrandLink, strand_links
from chalicelib.presentation.timeline import Entry, timeline
from chalicelib.presentation.typed import NOTHING_TYPED, Choice, Typed
from chalicelib.presentation.urls import Urls
from chalicelib.presentation.working import Working, working_of

RECORDED = "recorded"
"""What the address says after a contact became this case."""

FILE_SENT = "file"
"""What the address says after a file was sent."""

DATES_AT_THE_TOP = 3
"""How many dates stand beside the name; all of them stand below, with their working."""


WITH_THE_PERSON = (Action.WRITE_TO_PERSON, Action.TELL_PERSON, Action.CORRECT_PERSON)
"""What one does with the person; the links stand beside their details."""


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
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What the forms on the page itself offer to this reader now; every other has its own page. `undo`
    is the time until which they can take back what they did last; empty where they cannot.
    """

    may_note: bool
    may_settle: bool
    handlers: tuple[Choice, ...]
    take_it: str
    undo: str
    with_the_person: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """What happened, newest first, as much of it as is asked for; and the links to its strands."""

    entries: tuple[Entry, ...]
    strands: tuple[StrandLink, ...]


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
    other_cases: tuple[OtherCase, ...]
    waits: str
    next_step: NextStepBox
    other_step: NextStepBox | None
    blocked: tuple[Blocked, ...]
    options: Options
    told: tuple[Fact, ...]
    receipt: tuple[Fact, ...]
    heed: tuple[str, ...]
    complainant: tuple[Fact, ...]
    patient: tuple[Fact, ...]
    dates: tuple[Working, ...]
    clocks: tuple[Working, ...]
    met: tuple[Working, ...]
    progress: Progress
    possible: tuple[ActionGroup, ...]
    messages: tuple[MessageLine, ...]
    documents: Documents
    history: History
    done: str
    further: tuple[FurtherPage, ...]
    blank: Typed = NOTHING_TYPED


@dataclass(frozen=True, slots=True)
class Moment:
    """What the moment brings to the page: the time, what was just done, and the strand of the history
    that is asked for; None for all of it.
    """

    now: datetime
    done: str = ""
    strand: Strand | None = None


def case_page(opened: OpenFile, reader: Staff, urls: Urls, moment: Moment) -> CasePage:
    """The page of this case for this reader at this moment."""
    file, pack = opened.file, opened.terms.pack
    people = people_of(opened.staff, pack)
    path = urls.path(urls.staff_case(file.case.reference))
    name = _name(file)
    running, met = _clocks(opened, moment.now)
    return CasePage(
        title=f"{file.case.reference} {name}",
        reference=str(file.case.reference),
        path=path,
        version=file.case.version,
        person=name,
        kind=CONTACT_TYPES[file.case.contact_type],
        state=_state(file, pack),
        handler=people.handler(file.case.handler),
        received=full_date(london_date(file.case.received_at)),
        alerts=_alerts(file, people),
        other_cases=other_cases(file, urls),
        waits=_waits(file),
        next_step=case_actions.next_step_of(opened, path),
        other_step=case_actions.other_step(opened, path),
        blocked=case_actions.blocked(opened),
        options=_options(opened, reader, moment.now),
        told=case_facts.told(file, pack),
        receipt=case_facts.receipt(file),
        heed=heed(file, opened.terms),
        complainant=case_facts.person(file.complainant),
        patient=case_facts.patient(file),
        dates=running[:DATES_AT_THE_TOP],
        clocks=running,
        met=met,
        progress=progress_of(opened, people, moment.now),
        possible=case_actions.possible(opened, path),
        messages=tuple(_message(message, file, people) for message in reversed(file.messages)),
        documents=documents_section(opened, _permitted(opened, reader), people),
        history=_history(file, people, path, moment.strand),
        done=_done(moment.done),
        further=(*begun_pages(file, reader, path), *further_pages(file, path)),
    )


def _state(file: CaseFile, pack: PolicyPack) -> Tag:
    """Where the case stands; of one that carries an open claim, where the claim does."""
    claim = claim_state_of(file.events)
    if claim and file.case.is_open:
        return Tag(f"Claim: {CLAIM_STATES[claim].lower()}", "blue")
    return states_under(pack)[file.case.state]


def _history(file: CaseFile, people: People, path: str, strand: Strand | None) -> History:
    return History(timeline(file, people, strand), strand_links(file.history, path, strand))


def _clocks(opened: OpenFile, now: datetime) -> tuple[tuple[Working, ...], tuple[Working, ...]]:
    """What is still to be met, the soonest first; and what was."""
    in_order = sorted(opened.clocks, key=lambda clock: (clock.due, clock.code))
    policy = opened.file.case.policy
    running = [working_of(clock, policy, now=now) for clock in in_order if clock.running]
    met = [working_of(clock, policy, now=now) for clock in in_order if not clock.running]
    return tuple(running), tuple(met)


def _name(file: CaseFile) -> str:
    complainant = file.complainant
    return complainant.full_name if complainant else REMOVED


def _options(opened: OpenFile, reader: Staff, now: datetime) -> Options:
    return Options(
        undo=case_actions.undoable(opened, reader.id, now),
        may_note=opened.may(Action.ADD_NOTE),
        may_settle=opened.may(Action.SETTLE_MESSAGE),
        handlers=case_actions.handlers(opened) if opened.may(Action.ASSIGN) else (),
        take_it=reader.id if case_actions.may_take_it(opened, reader.id) else "",
        with_the_person=tuple(
            Choice(FORMS[action].name, FORMS[action].title)
            for action in WITH_THE_PERSON
            if opened.may(action)
        ),
    )


def _permitted(opened: OpenFile, reader: Staff) -> frozenset[Action]:
    pack = opened.terms.pack
    return frozenset(action for action in Action if pack.permits(reader.roles, action))


def _done(code: str) -> str:
    """What is said after a change, by the code that the address carries."""
    form = BY_NAME.get(code)
    if form:
        return form.done
    return _DONE.get(code, "")


_DONE = {
    RECORDED: "The contact is recorded",
    FILE_SENT: "The file is here. It is being checked, and can be opened when it is safe",
}


def _alerts(file: CaseFile, people: People) -> tuple[str, ...]:
    """What must not be overlooked; dates have their own place."""
    return tuple(
        f"{_titled(message)} to {people.recipient(message.to, file)}: "
        f"{MESSAGE_STATES[message.state].text.lower()}"
        for message in file.messages
        if message.needs_a_person or message.state is MessageState.TO_SEND
    )


def _waits(file: CaseFile) -> str:
    """That somebody wrote from their own page and has heard nothing since; empty where nobody has."""
    wrote = waits_for_an_answer(file.events)
    if wrote is None:
        return ""
    about = WRITTEN_ABOUT[About(wrote.facts["about"])].lower()
    return f"They wrote on {date_and_time(wrote.at)} and wait for an answer: {about}"


def _message(message: Message, file: CaseFile, people: People) -> MessageLine:
    return MessageLine(
        key=message.key,
        title=_titled(message),
        to=people.recipient(message.to, file),
        tag=MESSAGE_STATES[message.state],
        when=date_and_time(message.owed_at),
        why=_why_not_delivered(message, file),
        needs_a_decision=message.needs_a_person,
        settlements=_settlements(message, file),
        letter=message.key if _is_here(message, file) else "",
    )


def _is_here(message: Message, file: CaseFile) -> bool:
    """Whether the letter can be looked at: on its way on paper, or the mail as it went."""
    by_itself = message.medium.goes_by_itself
    return not by_itself or mailed_with(file.events, message.key) is not None


def _titled(message: Message) -> str:
    title = MESSAGE_KINDS[message.kind]
    mailed = message.medium is Medium.EMAIL
    return title if mailed else f"{title}, {MEDIA[message.medium].lower()},"


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
