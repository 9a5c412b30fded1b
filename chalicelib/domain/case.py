"""A case: the fold of its events, and the file that belongs to it.

Everything in `Case` follows from the events' facts, so it holds no personal data and can always be
made again. What people wrote and who they are stands beside it in the `CaseFile`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.clocks import Clock, read_clocks
from chalicelib.domain.contact import ContactType
from chalicelib.domain.diary import Taking
from chalicelib.domain.events import NO_EVENTS, ActorKind, Event, EventType, Head
from chalicelib.domain.identifiers import CaseId, OrganisationId, PartyId, StaffId, TeamCode
from chalicelib.domain.messages import Message, MessageState
from chalicelib.domain.parties import COMPLAINANT, Party
from chalicelib.domain.policy import PolicyRef, Terms
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.states import ENDED, State
from chalicelib.domain.theirs import Theirs
from chalicelib.domain.unsaved import Begun


@dataclass(frozen=True, slots=True)
class Case:
    """What is true of a case after its last event. `initials` are all that it ever had (S0-3)."""

    id: CaseId
    number: CaseNumber
    organisation: OrganisationId
    team: TeamCode
    contact_type: ContactType
    subject: str
    state: State
    received_at: datetime
    policy: PolicyRef
    calendar_version: str
    initials: tuple[str, ...]
    handler: StaffId | None = None
    acknowledged_at: datetime | None = None
    discussion_offered_at: datetime | None = None
    head: Head = NO_EVENTS

    @property
    def reference(self) -> Reference:
        """The reference with the present handler's initials."""
        return Reference(self.initials[-1], self.number)

    @property
    def version(self) -> int:
        """How many events the case has; a change is made to exactly one version."""
        return self.head.length

    @property
    def is_acknowledged(self) -> bool:
        """Whether both parts of the duty are done: the acknowledgement and the offer (S2-19)."""
        return self.acknowledged_at is not None and self.discussion_offered_at is not None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has work with it."""
        return self.state not in ENDED

    def answers_to(self, reference: Reference) -> bool:
        """Whether this case is, or once was, called so (S0-3)."""
        return reference.number == self.number and reference.initials in self.initials


_SURPRISES_NOBODY = frozenset(
    {
        EventType.DOCUMENT_RECEIVED,
        EventType.DOCUMENT_CHECKED,
        EventType.DOCUMENT_OPENED,
        EventType.CASE_READ,
    }
)
"""What people do to a case that makes nobody else's decision another one."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with all that belongs to it, as one read brings it.

    `events` are those that count; `undone` are those that somebody took back at once (`undoing`).
    `begun` is what staff typed into its forms and have not saved; `theirs` where else its people
    stand, if somebody asked.
    """

    case: Case
    events: tuple[Event, ...]
    parties: tuple[Party, ...]
    messages: tuple[Message, ...]
    undone: tuple[Event, ...] = ()
    begun: tuple[Begun, ...] = ()
    theirs: Theirs | None = None

    @property
    def history(self) -> tuple[Event, ...]:
        """The whole chain, with what was undone, in its order."""
        if not self.undone:
            return self.events
        return tuple(sorted((*self.events, *self.undone), key=lambda event: event.seq))

    @property
    def trace(self) -> str:
        """What names the case in a log: the trace of how it began."""
        return self.history[0].trace

    def party(self, party: PartyId) -> Party | None:
        """The person in this place of the case; None where there is none, or none any more."""
        return next((each for each in self.parties if each.id == party), None)

    @property
    def complainant(self) -> Party | None:
        """Who complained."""
        return self.party(COMPLAINANT)

    @property
    def has_to_send(self) -> bool:
        """Whether a document is ready that a person must send."""
        return any(each.state is MessageState.TO_SEND for each in self.messages)

    def message(self, key: str) -> Message | None:
        """The message of this key."""
        return next((each for each in self.messages if each.key == key), None)

    def clocks(self, terms: Terms) -> tuple[Clock, ...]:
        """Every clock of the case, read from its events. Raises: CalendarExhausted."""
        return read_clocks(terms.pack.clocks, self.case.contact_type, self.events, terms.calendar)

    def holds(self, change: Change) -> bool:
        """Whether this change was made: its last event is a link of this very chain.

        How one who never got an answer finds out. Two who decide the same at the same instant on
        the same version make one event, and both may say that it is made.
        """
        return any(event.hash == change.events[-1].hash for event in self.events)

    @property
    def decided_version(self) -> int:
        """The version that the last surprise left: whoever saw it, or any later one, decides as well
        as on the newest.
        """
        return max((event.seq for event in self.done_by_people_since(0)), default=1)

    def done_by_people_since(self, version: int) -> tuple[Event, ...]:
        """What people did after somebody saw `version`. Sent mails and reminders surprise nobody, and
        neither does a file that was added or looked at, or who opened the case.
        """
        return tuple(
            event
            for event in self.events
            if event.seq > version
            and event.by.kind is not ActorKind.SYSTEM
            and event.type not in _SURPRISES_NOBODY
        )


@dataclass(frozen=True, slots=True)
class Change:
    """Everything one decision makes true, to be saved at once or not at all.

    `before` is the end of the chain that it was decided upon; `file` is the case afterwards.
    `events`, `parties` and `messages` are only the new or changed ones; `clocks` are all readings and
    `clocks_moved` those whose date or next notice is not what it was; `clocks_gone` names those whose
    start was taken back.
    `diary` is what it takes of people's time and gives back.
    `parties_before` are those of `parties` that were there already, as they were; `parties_gone` are
    those of whom nothing is held any more. `begun_ended` is what was typed, and is saved by this.
    `intake_key` names the submission that a new case came from, so that it makes one case only.
    """

    before: Head
    file: CaseFile
    events: tuple[Event, ...]
    clocks: tuple[Clock, ...]
    clocks_moved: tuple[Clock, ...]
    clocks_gone: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()
    parties: tuple[Party, ...] = ()
    intake_key: str | None = None
    draft: str | None = None
    diary: Taking = field(default_factory=Taking)
    parties_before: tuple[Party, ...] = ()
    parties_gone: tuple[Party, ...] = ()
    begun_ended: tuple[Begun, ...] = ()
