"""What the use cases need of the world, stated as they would say it. Adapters answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from chalicelib.application.archives import Archives
from chalicelib.application.desk_ports import DeskReader, Desks
from chalicelib.application.draft_ports import DraftReader, DraftStore
from chalicelib.application.due_ports import DueStore
from chalicelib.application.figure_ports import Figures
from chalicelib.application.filing import Filing, UploadReader
from chalicelib.application.identity_ports import IdentityPorts, LetIn
from chalicelib.application.letterbox import InboxReader, Letterbox
from chalicelib.application.organisation_ports import OrganisationReader, OrganisationStore
from chalicelib.application.outgoing import Mail, Texts
from chalicelib.application.personal import (
    ArrangementReader,
    ArrangementStore,
    Diary,
    FeedReader,
    Feeds,
    Turns,
)
from chalicelib.application.policy_ports import Policies
from chalicelib.application.press import Press
from chalicelib.application.pulse import Pulse, PulseReader
from chalicelib.application.register_ports import Register
from chalicelib.application.search_ports import Said, Search
from chalicelib.application.sharing_ports import Sharings
from chalicelib.application.sign_in import Sessions
from chalicelib.application.staff_ports import StaffAccounts
from chalicelib.application.surroundings import Chance as Chance
from chalicelib.application.surroundings import Crew as Crew
from chalicelib.application.surroundings import FieldReader as FieldReader
from chalicelib.application.surroundings import Log as Log
from chalicelib.application.surroundings import WallClock as WallClock
from chalicelib.application.survey_ports import SurveyReader, Surveys
from chalicelib.application.timetable_ports import TimetableReader, TimetableStore
from chalicelib.application.words import Correspondent as Correspondent
from chalicelib.application.words import Words as Words
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.clocks import Clock
from chalicelib.domain.events import Actor, Occasion
from chalicelib.domain.identifiers import (
    OrganisationId,
    RoleCode,
    StaffId,
    TeamCode,
)
from chalicelib.domain.inbox import InboxMail
from chalicelib.domain.left_undone import NOTHING, Undone
from chalicelib.domain.list_filters import NO_FILTERS, Filters, Window
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.messages import Message
from chalicelib.domain.need_to_know import Circle
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.staff import Staff
from chalicelib.domain.theirs import Theirs
from chalicelib.domain.unsaved import Begun
from chalicelib.domain.worklist import Row


class ViewKind(StrEnum):
    """Whose cases a worklist shows."""

    MINE = "mine"
    TEAM = "team"
    UNASSIGNED = "unassigned"


@dataclass(frozen=True, slots=True)
class View:
    """One worklist. `due_before` keeps only the cases due before that London date: the end of `due`."""

    kind: ViewKind
    organisation: OrganisationId
    staff: StaffId
    team: TeamCode
    due: Window | None = None
    due_before: date | None = None
    filters: Filters = NO_FILTERS

    @property
    def is_narrowed(self) -> bool:
        """Whether it shows less than all of its cases."""
        return bool(self.due_before or self.filters.chosen)


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list. `after` is the opaque key of the next page, empty on the last one."""

    rows: tuple[Row, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What a submission became: shown to whoever submitted it, and to nobody else."""

    reference: Reference
    acknowledge_by: date | None


@dataclass(frozen=True, slots=True)
class Together:
    """Cases and mails that one call brought, as they were asked for; none for what is not there."""

    files: tuple[CaseFile, ...] = ()
    mails: tuple[InboxMail, ...] = ()


class CaseReader(Protocol):
    """Reading cases. A GET is given nothing more than this."""

    def load(self, number: CaseNumber) -> CaseFile:
        """The whole case, strongly consistent, in one call. Raises: NotFound."""

    def worklist(self, view: View, *, limit: int, after: str = "") -> Page:
        """One page of a worklist, what is due first, in one call. Raises: Invalid (`after`)."""

    def kept_files(
        self, organisation: OrganisationId, until: date, *, limit: int, after: str = ""
    ) -> Page:
        """Some cases at their end about whose file somebody must decide by `until`, the longest kept
        first, in one call. Raises: Invalid (`after`).
        """

    def to_audit(self, organisation: OrganisationId, *, limit: int) -> Page:
        """Closed cases one of whose changes must still be checked, the first due first, in one call."""

    def counts(self, organisation: OrganisationId) -> Mapping[str, int]:
        """How many open cases each holder and team has, in one call, by `count_key`."""

    def circles(self, numbers: Collection[CaseNumber]) -> Mapping[CaseNumber, Circle]:
        """Who may know of each of these cases, at most 100 of them, in one call. Raises: StoreBusy."""

    def together(self, numbers: Collection[CaseNumber], mails: Collection[MailId]) -> Together:
        """Whole cases, and mails, strongly consistent, in one call for 50 of them."""

    def received_as(self, intake_key: str) -> Received | None:
        """What this submission became; None if it became nothing."""

    def sent_as(self, provider_id: str) -> CaseNumber | None:
        """The case that a mail of ours was about; None for a mail of anybody else."""


class CaseStore(CaseReader, DueStore, Protocol):
    """Reading and changing cases."""

    def save(self, change: Change) -> None:
        """Make the change true, in one transaction or not at all.

        Raises: CaseChanged, if the case is no longer what the change was decided upon;
        NumberTaken, if a new case's number is in use; RepeatedIntake; StoreContended; StoreBusy.
        """

    def claim(self, number: CaseNumber, message: Message, claimed: Message) -> bool:
        """Take `message` for sending; False where somebody else has it or it has moved on."""

    def put_back(self, number: CaseNumber, claimed: Message, again: Message) -> None:
        """Give a claimed message back, to be tried later."""

    def erase_texts(self, number: CaseNumber, events: Iterable[int]) -> None:
        """Remove what these events seal, for good; the chain keeps its digests. Safe to run twice."""

    def keep_begun(self, number: CaseNumber, begun: Begun) -> None:
        """Keep what somebody typed and has not saved, in place of what they typed there before."""

    def forget_begun(self, number: CaseNumber, begun: Begun) -> None:
        """Remove it, for good. Safe to run twice."""

    def keep_theirs(self, number: CaseNumber, theirs: Theirs) -> None:
        """Keep where else the people of the case stand, in place of what was kept before."""

    def tally(self, number: CaseNumber) -> None:
        """Bring the counters up to date with this case. Running it twice changes nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case must stand, `at` this instant, in everything that is made from it; and what the
    stream should have done by then and has not.
    """

    file: CaseFile
    clocks: tuple[Clock, ...]
    at: datetime
    undone: Undone = NOTHING


@dataclass(frozen=True, slots=True)
class Miscount:
    """A counter that says `kept` where `found` cases stand."""

    kept: int
    found: int


Wrong = Mapping[OrganisationId, Mapping[str, Miscount]]
"""Every counter that is not right, by organisation and name."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What was wrong with the counters at an instant, and may only have been on its way."""

    at: datetime
    wrong: Wrong


class Upkeep(Protocol):
    """Comparing what indexes, lists and counters show with what they must, and putting it right."""

    def open_cases(
        self, organisation: OrganisationId, team: TeamCode, *, after: str = ""
    ) -> tuple[tuple[CaseNumber, ...], str]:
        """Some cases of a team, and the key of the next ones, empty after the last. One call."""

    def mend(self, number: CaseNumber, work_out: Callable[[CaseFile], Standing]) -> tuple[str, ...]:
        """Write what is unlike what is worked out, on the version read, and have the stream show once
        more what it left undone; the names of what was. One call where nothing is.

        Raises: CaseChanged, StoreBusy, and what `work_out` raises.
        """

    def miscounted(self, organisation: OrganisationId, names: Iterable[str]) -> Mapping[str, Miscount]:
        """Which counters, these and all that are kept, do not say how many cases stand there."""

    def put_right(self, organisation: OrganisationId, wrong: Mapping[str, Miscount]) -> None:
        """Set each counter to what was found, if it still says what it said."""

    def suspicion(self) -> Suspicion | None:
        """What the last sweep suspected; None where it suspected nothing."""

    def keep_suspicion(self, suspicion: Suspicion) -> None:
        """Remember it for the next sweep."""

    def bookmark(self) -> str:
        """Where the last sweep stopped; empty at the start of a round."""

    def keep_bookmark(self, place: str) -> None:
        """Remember where to go on."""


class NumberTaken(Exception):
    """The number drawn for a new case is in use: draw another."""


class Directory(Protocol):
    """The organisation's staff."""

    def staff(self, organisation: OrganisationId) -> tuple[Staff, ...]:
        """Everybody, by name; up to a minute old."""

    def now(self, organisation: OrganisationId) -> tuple[Staff, ...]:
        """Everybody, by name, as it is at this moment."""

    def look_again(self, organisation: OrganisationId) -> None:
        """Remember nobody of this organisation any more: somebody was changed."""

    def find(self, organisation: OrganisationId, staff: StaffId) -> Staff | None:
        """One of them."""

    def holders(self, organisation: OrganisationId, role: RoleCode) -> tuple[Staff, ...]:
        """Everybody who holds the role."""


@dataclass(frozen=True, slots=True)
class Reading:
    """As much of the world as a GET is given: nothing in it can change anything."""

    cases: CaseReader
    drafts: DraftReader
    uploads: UploadReader
    directory: Directory
    arrangements: ArrangementReader
    inbox: InboxReader
    diary: Diary
    feeds: FeedReader
    policies: Policies
    organisations: OrganisationReader
    timetable: TimetableReader
    fields: FieldReader
    clock: WallClock
    crew: Crew
    let_in: LetIn
    search: Search
    register: Register
    sharings: Sharings
    surveys: SurveyReader
    pulse: PulseReader
    figures: Figures
    desks: DeskReader


@dataclass(frozen=True, slots=True)
class Ports:
    """The world as one argument, for what may change it."""

    cases: CaseStore
    upkeep: Upkeep
    drafts: DraftStore
    filing: Filing
    directory: Directory
    arrangements: ArrangementStore
    turns: Turns
    diary: Diary
    feeds: Feeds
    policies: Policies
    organisations: OrganisationStore
    timetable: TimetableStore
    mail: Mail
    texts: Texts
    letterbox: Letterbox
    words: Words
    press: Press
    archives: Archives
    fields: FieldReader
    clock: WallClock
    chance: Chance
    crew: Crew
    log: Log
    identity: IdentityPorts
    accounts: StaffAccounts
    sessions: Sessions
    surveys: Surveys
    search: Search
    said: Said
    desks: Desks
    pulse: Pulse

    def occasion(self, by: Actor) -> Occasion:
        """Now, done by them."""
        return Occasion(at=self.clock.now(), by=by, nonce=self.chance.nonce())


ABOUT = "about"
"""What the names of counters begin with that say how many cases of a list are about somebody."""


def about_key(kind: ViewKind, team: TeamCode, staff: StaffId) -> str:
    """The name of the counter of a team's cases that are about one of the staff, who is not to know of
    them (domain.md 4.2): `about:<list>:<team>:<staff>`.
    """
    return f"{ABOUT}:{kind}:{team}:{staff}"


def count_key(kind: ViewKind, name: str) -> str:
    """The name of one counter: `mine:<staff>`, `team:<team>` or `unassigned:<team>`."""
    return f"{kind}:{name}"
