"""What a person asked about their own details, and what they complain of about their use.

Each request and each complaint has a number of its own within the case, so that each has a clock of
its own: the second request does not wait for the first (domain.md 3.6, C-26).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.clocks.pauses import pauses_of
from chalicelib.domain.events import Event, EventType, Happening
from chalicelib.domain.history import each_of

SUBJECT_REQUEST_CLOCK = "SAR"
"""The clock of requests (domain.md 4.7); each has its own, `SAR:<id>`."""


class Wanted(StrEnum):
    """What somebody can ask about their own details. Source: UK GDPR Articles 15 to 18, 20 and 21."""

    COPY = "copy"
    CORRECTION = "correction"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"


class DataMatter(StrEnum):
    """What somebody can turn to us with about their own details: what they can ask, or a complaint."""

    COPY = Wanted.COPY
    CORRECTION = Wanted.CORRECTION
    ERASURE = Wanted.ERASURE
    RESTRICTION = Wanted.RESTRICTION
    OBJECTION = Wanted.OBJECTION
    COMPLAINT = "complaint"


class Unclear(StrEnum):
    """The only two reasons for which the clock of a request stands still. Source: domain.md 3.6."""

    IDENTITY = "identity"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class SubjectRequest:
    """One request. `waits`: its clock stands still, because we asked the person something."""

    id: str
    wants: Wanted
    waits: bool
    is_extended: bool
    is_answered: bool

    @property
    def clock(self) -> str:
        """The code of its own clock."""
        return clock_of(self.id)


def clock_of(request: str) -> str:
    """The code of the clock of the request with this number.

    >>> clock_of("1")
    'SAR:1'
    """
    return f"{SUBJECT_REQUEST_CLOCK}:{request}"


def first_of_case(matter: DataMatter, happened_at: str) -> Happening:
    """What begins a case that somebody opens about their own details. What they wrote stands in the
    contact record, and nowhere twice.

    Its clock runs from the receipt: whoever asks is not kept waiting because we do not know yet who
    they are. It stands still from the moment at which we ask them. Source: UK GDPR Article 12(3), (6).
    """
    if matter is DataMatter.COMPLAINT:
        facts = {"complaint": "1", "happened_at": happened_at}
        return Happening(EventType.DATA_COMPLAINT_RECEIVED, facts)
    facts = {"request": "1", "wants": matter, "happened_at": happened_at}
    return Happening(EventType.SUBJECT_REQUEST_RECEIVED, facts)


def begun_with(events: Iterable[Event]) -> DataMatter | None:
    """What about their own details somebody opened the case with; None for any other case."""
    received = next(event for event in events if event.type is EventType.CASE_RECEIVED)
    matter = received.facts.get("data_matter")
    return DataMatter(matter) if matter else None


def subject_requests_of(events: Iterable[Event]) -> tuple[SubjectRequest, ...]:
    """Every request in the case, in the order in which they came."""
    held = tuple(events)
    received = each_of(held, EventType.SUBJECT_REQUEST_RECEIVED)
    return tuple(_request(event, held) for event in received)


def _request(received: Event, events: tuple[Event, ...]) -> SubjectRequest:
    request = str(received.facts["request"])
    extended = each_of(events, EventType.CLOCK_EXTENDED)
    answered = each_of(events, EventType.SUBJECT_REQUEST_ANSWERED)
    pauses = pauses_of(clock_of(request), events)
    return SubjectRequest(
        id=request,
        wants=Wanted(received.facts["wants"]),
        waits=bool(pauses) and pauses[-1].end is None,
        is_extended=any(event.facts["clock"] == clock_of(request) for event in extended),
        is_answered=any(event.facts["request"] == request for event in answered),
    )


def open_requests(events: Iterable[Event]) -> tuple[SubjectRequest, ...]:
    """The requests that are not answered."""
    return tuple(each for each in subject_requests_of(events) if not each.is_answered)


def data_complaints_of(events: Iterable[Event]) -> tuple[str, ...]:
    """The numbers of all complaints about the use of personal details, in order."""
    received = each_of(events, EventType.DATA_COMPLAINT_RECEIVED)
    return tuple(str(event.facts["complaint"]) for event in received)


def unacknowledged(events: Iterable[Event]) -> tuple[str, ...]:
    """The numbers of those whose receipt nobody has acknowledged. Source: C-26."""
    held = tuple(events)
    return _without(EventType.DATA_COMPLAINT_ACKNOWLEDGED, held)


def unanswered(events: Iterable[Event]) -> tuple[str, ...]:
    """The numbers of those whose outcome nobody has told. Source: C-26; DPA 2018 section 164A."""
    return _without(EventType.DATA_COMPLAINT_ANSWERED, tuple(events))


def _without(done: EventType, events: tuple[Event, ...]) -> tuple[str, ...]:
    numbers = {event.facts["complaint"] for event in each_of(events, done)}
    return tuple(each for each in data_complaints_of(events) if each not in numbers)
