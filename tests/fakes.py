"""The world in memory. Each fake answers the same contract as the real adapter
(`tests/adapters/test_case_store_contract.py`), and nothing here is patched into our code.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from chalicelib.adapters.crew import OneAfterAnother
from chalicelib.adapters.field_reader import LibraryFieldReader
from chalicelib.adapters.file_reader import LibraryFileReader
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.held_policies import HeldPolicies
from chalicelib.adapters.malware import LaptopCheck
from chalicelib.adapters.policy_files import FILES
from chalicelib.application.archives import Copied
from chalicelib.application.draft_ports import WholeDraft
from chalicelib.application.due_ports import Due, DueItem, Round
from chalicelib.application.filing import Filing
from chalicelib.application.holiday_sources import HolidaySources
from chalicelib.application.identity_ports import IdentityPorts
from chalicelib.application.organisation_ports import Decided
from chalicelib.application.outgoing import Addressee, OutgoingMail, OutgoingText
from chalicelib.application.personal import Engagement, TurnChange
from chalicelib.application.ports import (
    Correspondent,
    Miscount,
    NumberTaken,
    Page,
    Ports,
    Reading,
    Received,
    Standing,
    Suspicion,
    Together,
    View,
    ViewKind,
    about_key,
    count_key,
)
from chalicelib.application.press import Pdf, Printout, Sheet
from chalicelib.application.register_ports import RegisterPage
from chalicelib.application.search_ports import MOST_FOUND, Found
from chalicelib.application.sharing_ports import SharingPage
from chalicelib.application.timetable_ports import OwnNotice
from chalicelib.domain.arrangements import Arrangements
from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.case import Case, CaseFile, Change
from chalicelib.domain.clocks import Clock
from chalicelib.domain.coming_back import KeptDraft
from chalicelib.domain.digest import DayList, Turn
from chalicelib.domain.errors import (
    CandourError,
    CaseChanged,
    DoubleBooked,
    Fault,
    Invalid,
    ListUnreachable,
    NotFound,
    OrganisationChanged,
    PolicyUnknown,
    RepeatedIntake,
)
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.health import Beat, Job
from chalicelib.domain.history import each_of
from chalicelib.domain.identifiers import (
    CaseId,
    DocumentId,
    OrganisationId,
    RoleCode,
    StaffId,
    TeamCode,
)
from chalicelib.domain.identity.access import Asking, Following, Grant, Place, UnplacedCheck
from chalicelib.domain.identity.forms import held_of
from chalicelib.domain.inbox_keeping import InboxNotice
from chalicelib.domain.letters.kept import Passage, SentLetter
from chalicelib.domain.looks import Look, LookSoFar, Piece
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.messages import Message, MessageState
from chalicelib.domain.need_to_know import Circle, circle_of
from chalicelib.domain.organisation_history import Chosen, Entry, chosen_by
from chalicelib.domain.parties import Party
from chalicelib.domain.policy import Terms
from chalicelib.domain.publication import Part
from chalicelib.domain.reads import read_in, reads_of
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.retention import kept_until
from chalicelib.domain.roots import DayRoot
from chalicelib.domain.said_words import in_texts as said_in_texts
from chalicelib.domain.searching import Clue, Word, clues_of
from chalicelib.domain.sharing import SharingEntry, shared_in
from chalicelib.domain.staff import Organisation, Staff
from chalicelib.domain.theirs import Theirs
from chalicelib.domain.unsaved import Begun
from chalicelib.domain.upkeep import place_of_ended
from chalicelib.domain.worklist import row_of
from chalicelib.observability import UNITS
from chalicelib.presentation.urls import Urls
from chalicelib.wiring import World
from tests.builders import CHRISTMAS_EVE, ENGLAND, EVERYBODY
from tests.fake_desks import FakeDesks
from tests.fake_figures import FakeFigures
from tests.fake_files import FakeArchives, FakeFiles, FakeUploads
from tests.fake_letterbox import FakeLetterbox
from tests.fake_sign_in import FakeAccounts, FakeSessions, FakeSignIn
from tests.fake_surveys import FakeSurveys


class FakeOrganisations:
    """Decisions in a dictionary; whom of the staff they are about goes into the directory."""

    def __init__(self) -> None:
        self._directory: FakeDirectory | None = None
        self.entries: dict[OrganisationId, list[Entry]] = {}
        self.held_parts: dict[tuple[OrganisationId, int, int], Part] = {}
        self.looks: dict[str, Look] = {}
        self.pieces: dict[tuple[str, int], Piece] = {}

    def look(self, organisation: OrganisationId, look: str) -> LookSoFar | None:
        found = self.looks.get(look)
        if found is None or found.organisation != organisation:
            return None
        mine = (piece for (name, _), piece in sorted(self.pieces.items()) if name == look)
        return LookSoFar(found, tuple(mine))

    def begin(self, look: Look) -> None:
        self.looks[look.id] = look

    def put_piece(self, piece: Piece) -> None:
        self.pieces[piece.look, piece.number] = piece

    def keeps_people_in(self, directory: FakeDirectory) -> None:
        self._directory = directory

    def chosen(self, organisation: OrganisationId) -> Chosen:
        return chosen_by(self.entries.get(organisation, []))

    def remembered(self) -> Mapping[OrganisationId, Chosen]:
        return {each: self.chosen(each) for each in self.entries}

    def history(self, organisation: OrganisationId) -> tuple[Entry, ...]:
        return tuple(self.entries.get(organisation, []))

    def parts(self, organisation: OrganisationId) -> tuple[Part, ...]:
        return tuple(part for key, part in sorted(self.held_parts.items()) if key[0] == organisation)

    def save(self, decided: Decided) -> None:
        entry = decided.entry
        so_far = self.entries.setdefault(entry.organisation, [])
        if entry.seq != len(so_far) + 1:
            raise OrganisationChanged
        so_far.append(entry)
        if decided.member and self._directory:
            self._directory.enrol(decided.member)
        for part in decided.parts:
            self.finish(part)

    def finish(self, part: Part) -> None:
        self.held_parts[part.organisation, part.publication, part.number] = part


class FakePulse:
    """What jobs said, in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[Job, Beat] = {}

    def beats(self) -> tuple[Beat, ...]:
        return tuple(self.kept.values())

    def keep(self, beat: Beat) -> None:
        self.kept[beat.job] = beat


class FakeTimetable:
    """Timetables in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[OrganisationId, tuple[Event, ...]] = {}

    def of(self, organisation: OrganisationId) -> tuple[Event, ...]:
        return self.kept.get(organisation, ())

    def add(self, organisation: OrganisationId, events: Sequence[Event]) -> bool:
        before = self.of(organisation)
        if any(event.seq <= len(before) for event in events):
            return False
        self.kept[organisation] = (*before, *events)
        return True


def _was_begun(withdrawn: Message, stored: CaseFile) -> bool:
    """Whether a mail that is not to go was taken by its sender meanwhile."""
    there = stored.message(withdrawn.key)
    return withdrawn.state is MessageState.WITHDRAWN and bool(there and there.attempts)


class FakeCases:
    """Cases in a dictionary; every rule of the real store, none of its machinery."""

    def __init__(self) -> None:
        self.files: dict[CaseNumber, CaseFile] = {}
        self.clocks: dict[CaseNumber, tuple[Clock, ...]] = {}
        self.intakes: dict[str, Received] = {}
        self.tallied: dict[CaseNumber, tuple[OrganisationId, tuple[str, ...]]] = {}
        self.drafts: dict[str, dict[str, str]] = {}
        self.kept: dict[str, KeptDraft] = {}
        self.diary: dict[tuple[StaffId, datetime], Engagement] = {}
        self.figures = FakeFigures(lambda number: row_of(self.files[number], self.clocks[number]))
        self.letterbox: FakeLetterbox | None = None
        self.round = Round()
        self.saves = 0
        self.loads = 0

    def load(self, number: CaseNumber) -> CaseFile:
        self.loads += 1
        if number not in self.files:
            raise NotFound("There is no such case")
        return self.files[number]

    def save(self, change: Change) -> None:
        case = change.file.case
        if change.intake_key in self.intakes:
            raise RepeatedIntake(case.reference)
        stored = self.files.get(case.number)
        if change.before.length == 0 and stored is not None:
            raise NumberTaken
        if change.before.length and (stored is None or stored.case.head != change.before):
            raise CaseChanged(case.reference)
        if stored and any(_was_begun(each, stored) for each in change.messages):
            raise CaseChanged(case.reference)
        self._take_time(change)
        self.files[case.number] = change.file
        self.clocks[case.number] = change.clocks
        self._remember_intake(change)
        self.saves += 1

    def _take_time(self, change: Change) -> None:
        taken = {(cell.staff, cell.slot) for cell in change.diary.taken}
        if taken & self.diary.keys():
            raise DoubleBooked("There is something else at that time already. Choose another time")
        for cell in change.diary.freed:
            self.diary.pop((cell.staff, cell.slot), None)
        for cell in change.diary.taken:
            engagement = Engagement(change.file.case.reference, cell.what, cell.slot)
            self.diary[cell.staff, cell.slot] = engagement

    def _remember_intake(self, change: Change) -> None:
        if change.intake_key:
            due = next((clock.due for clock in change.clocks if clock.code == "ACK"), None)
            self.intakes[change.intake_key] = Received(change.file.case.reference, due)
        if change.draft:
            self.drafts.pop(change.draft, None)

    def circles(self, numbers: Collection[CaseNumber]) -> Mapping[CaseNumber, Circle]:
        return {each: circle_of(self.files[each]) for each in numbers if each in self.files}

    def sent_as(self, provider_id: str) -> CaseNumber | None:
        asked = provider_id.partition("@")[0]
        sent = (
            number
            for number, file in self.files.items()
            for event in file.events
            if event.facts.get("provider_id", "").partition("@")[0] == asked
        )
        return next(sent, None)

    def received_as(self, intake_key: str) -> Received | None:
        return self.intakes.get(intake_key)

    def claim(self, number: CaseNumber, message: Message, claimed: Message) -> bool:
        return self._exchange(number, message, claimed)

    def put_back(self, number: CaseNumber, claimed: Message, again: Message) -> None:
        self._exchange(number, claimed, again)

    def _exchange(self, number: CaseNumber, old: Message, new: Message) -> bool:
        file = self.load(number)
        if file.message(old.key) != old:
            return False
        messages = tuple(new if each.key == old.key else each for each in file.messages)
        self.files[number] = replace(file, messages=messages)
        return True

    def erase_texts(self, number: CaseNumber, events: Iterable[int]) -> None:
        gone, file = set(events), self.files[number]
        kept, undone = (
            tuple(replace(e, sealed=None) if e.seq in gone else e for e in events)
            for events in (file.events, file.undone)
        )
        self.files[number] = replace(file, events=kept, undone=undone)

    def together(self, numbers: Collection[CaseNumber], mails: Collection[MailId]) -> Together:
        self.loads += 1
        files = tuple(self.files[each] for each in numbers if each in self.files)
        held = self.letterbox.inbox.held if self.letterbox else {}
        return Together(files, tuple(held[each] for each in mails if each in held))

    def keep_theirs(self, number: CaseNumber, theirs: Theirs) -> None:
        self.files[number] = replace(self.files[number], theirs=theirs)

    def keep_begun(self, number: CaseNumber, begun: Begun) -> None:
        self.forget_begun(number, begun)
        file = self.files[number]
        self.files[number] = replace(file, begun=(*file.begun, begun))

    def forget_begun(self, number: CaseNumber, begun: Begun) -> None:
        file, gone = self.files[number], (begun.by, begun.action)
        left = tuple(each for each in file.begun if (each.by, each.action) != gone)
        self.files[number] = replace(file, begun=left)

    def due(self, now: datetime) -> Due:
        there = sorted(self._due(now), key=lambda item: item.place)
        left = [item for item in there if item.place > self.round.behind]
        begun, self.round = self.round, Round()
        return Due(begun, left)

    def interrupt(self, at: Round) -> None:
        self.round = at

    def _due(self, now: datetime) -> Iterator[DueItem]:
        for number, file in self.files.items():
            for clock in self.clocks[number]:
                if (since := clock.next_at) and since <= now:
                    place = f"{since.isoformat()} {number} {clock.code}"
                    yield DueItem(number, clock=clock.code, since=since, place=place)
            for message in file.messages:
                if (since := message.look_again_at) and since <= now:
                    place = f"{since.isoformat()} {number} {message.key}"
                    yield DueItem(number, message=message.key, since=since, place=place)

    def worklist(self, view: View, *, limit: int, after: str = "") -> Page:
        rows = [row_of(file, self.clocks[number]) for number, file in self.files.items()]
        files = {row.reference.number: self.files[row.reference.number].case for row in rows}
        shown = [row for row in rows if _shows(view, files[row.reference.number], row.due)]
        shown = [row for row in shown if view.filters.fit(row)]
        ranked = sorted(shown, key=lambda row: row.rank)
        start = next((n + 1 for n, row in enumerate(ranked) if row.rank == after), 0)
        page = tuple(ranked[start : start + limit])
        more = len(ranked) > start + limit
        return Page(page, page[-1].rank if more else "")

    def kept_files(
        self, organisation: OrganisationId, until: date, *, limit: int, after: str = ""
    ) -> Page:
        kept = [
            (day, row_of(file, self.clocks[number]))
            for number, file in self.files.items()
            if not file.case.is_open
            and file.case.organisation == organisation
            and not row_of(file, self.clocks[number]).agenda.audit_due
            and (day := kept_until(self.clocks[number]))
            and day <= until
        ]
        ranked = [row for _, row in sorted(kept, key=lambda each: (each[0], each[1].reference.number))]
        if after and not after.isdecimal():
            raise Invalid([Fault("after", "There is no such page")])
        start = int(after or 0)
        more = len(ranked) > start + limit
        return Page(tuple(ranked[start : start + limit]), str(start + limit) if more else "")

    def to_audit(self, organisation: OrganisationId, *, limit: int) -> Page:
        ended = (
            row_of(file, self.clocks[number])
            for number, file in self.files.items()
            if not file.case.is_open and file.case.organisation == organisation
        )
        due = sorted(
            (row for row in ended if row.agenda.audit_due), key=lambda row: str(row.agenda.audit_due)
        )
        return Page(tuple(due[:limit]), "more" if len(due) > limit else "")

    def tally(self, number: CaseNumber) -> None:
        case = self.load(number).case
        self.figures.count(self.files[number], self.clocks[number])
        if not case.is_open:
            self.tallied[number] = (case.organisation, ())
            return
        holder = (
            count_key(ViewKind.MINE, case.handler)
            if case.handler
            else count_key(ViewKind.UNASSIGNED, case.team)
        )
        lists = (ViewKind.TEAM,) if case.handler else (ViewKind.TEAM, ViewKind.UNASSIGNED)
        subjects = circle_of(self.files[number]).subjects
        about = (about_key(kind, case.team, staff) for staff in subjects for kind in lists)
        names = (holder, count_key(ViewKind.TEAM, case.team), *about)
        self.tallied[number] = (case.organisation, names)

    def counts(self, organisation: OrganisationId) -> Mapping[str, int]:
        counted: dict[str, int] = {}
        for owner, keys in self.tallied.values():
            for key in keys if owner == organisation else ():
                counted[key] = counted.get(key, 0) + 1
        return counted


def _shows(view: View, case: Case, due: object) -> bool:
    if case.organisation != view.organisation:
        return False
    if not case.is_open:
        return view.kind is ViewKind.TEAM and place_of_ended(case.team) == view.team
    if view.due_before and not (due and due < view.due_before):  # type: ignore[operator]
        return False
    holder = case.handler
    in_team = case.team == view.team
    return {
        ViewKind.MINE: holder == view.staff,
        ViewKind.TEAM: in_team,
        ViewKind.UNASSIGNED: in_team and holder is None,
    }[view.kind]


class FakeCalendars:
    """Adopted calendars in a dictionary."""

    def __init__(self) -> None:
        self.held: dict[str, WorkingCalendar] = {}

    def newest(self, nation: str) -> str:
        ours = (version for version, each in self.held.items() if each.nation == nation)
        return max(ours, default="")

    def calendar(self, version: str) -> WorkingCalendar:
        if version not in self.held:
            raise PolicyUnknown(f"There is no calendar {version} here")
        return self.held[version]

    def adopt(self, calendar: WorkingCalendar) -> bool:
        is_new = calendar.version not in self.held
        self.held.setdefault(calendar.version, calendar)
        return is_new


class FakePublished:
    """The published list; None is a network that is down."""

    def __init__(self) -> None:
        self.body: bytes | None = None

    def fetch(self) -> bytes:
        if self.body is None:
            raise ListUnreachable("The published list of bank holidays did not answer")
        return self.body


class FakeComputed:
    """The law, as far as the calendar that came with the code knows it."""

    def between(self, nation: str, first_year: int, last_year: int) -> frozenset[date]:
        return frozenset(day for day in ENGLAND.holidays if first_year <= day.year <= last_year)


def _place(case: Case) -> TeamCode:
    return case.team if case.is_open else place_of_ended(case.team)


class FakeUpkeep:
    """The upkeep of cases in a dictionary, which nothing but a test can put wrong."""

    def __init__(self, cases: FakeCases) -> None:
        self._cases = cases
        self.place = ""

    def open_cases(
        self, organisation: OrganisationId, team: TeamCode, *, after: str = ""
    ) -> tuple[tuple[CaseNumber, ...], str]:
        cases = (file.case for file in self._cases.files.values())
        ours = [c.number for c in cases if (c.organisation, _place(c)) == (organisation, team)]
        return tuple(ours), ""

    def mend(self, number: CaseNumber, work_out: Callable[[CaseFile], Standing]) -> tuple[str, ...]:
        standing = work_out(self._cases.load(number))
        kept = self._cases.files[number], self._cases.clocks[number]
        if kept == (standing.file, standing.clocks):
            return ()
        self._cases.files[number], self._cases.clocks[number] = standing.file, standing.clocks
        return ("CASE",)

    def miscounted(self, organisation: OrganisationId, names: Iterable[str]) -> Mapping[str, Miscount]:
        return {}

    def put_right(self, organisation: OrganisationId, wrong: Mapping[str, Miscount]) -> None:
        raise AssertionError("nothing is ever miscounted here")

    def suspicion(self) -> None:
        return None

    def keep_suspicion(self, suspicion: Suspicion) -> None:
        raise AssertionError("nothing is ever miscounted here")

    def bookmark(self) -> str:
        return self.place

    def keep_bookmark(self, place: str) -> None:
        self.place = place


class FakeDrafts:
    """Drafts in the store's dictionary, so that a submission takes its draft away."""

    def __init__(self, cases: FakeCases, uploads: FakeUploads) -> None:
        self._drafts, self._kept, self._uploads = cases.drafts, cases.kept, uploads

    def whole(self, draft: str) -> WholeDraft:
        files = tuple(upload.id for upload in self._uploads.of_draft(draft))
        return WholeDraft(self.load(draft), files)

    def load(self, draft: str) -> dict[str, str]:
        return dict(self._drafts.get(draft, {}))

    def save(self, draft: str, answers: Mapping[str, str]) -> None:
        self._drafts[draft] = dict(answers)

    def kept(self, reference: str) -> KeptDraft | None:
        return self._kept.get(reference)

    def keep(self, kept: KeptDraft) -> None:
        self._kept[kept.reference] = kept

    def exchange(self, seen: KeptDraft, after: KeptDraft) -> bool:
        if self._kept.get(seen.reference) != seen:
            return False
        self._kept[seen.reference] = after
        return True


class FakeLookups:
    """Everybody of every case is asked: there is nothing to fall behind."""

    def __init__(self, cases: FakeCases, prints: KeyedFingerprints) -> None:
        self._cases, self._prints = cases, prints

    def known_by(self, fingerprint: str) -> frozenset[Place]:
        return frozenset(
            Place(number, party.id)
            for number, file in self._cases.files.items()
            for party in file.parties
            if fingerprint in self._of(party, file.case.organisation)
        )

    def _of(self, party: Party, organisation: OrganisationId) -> set[str]:
        return {
            self._prints.of(organisation, item, form)
            for item, forms in held_of(party, ()).items()
            for form in forms
        }


class FakeSearch:
    """Everybody of every case is looked at, and every text of which the words were kept."""

    def __init__(self, cases: FakeCases) -> None:
        self._cases = cases
        self.said: dict[CaseNumber, Mapping[int, frozenset[Word]]] = {}

    def find(self, organisation: OrganisationId, clues: frozenset[Clue]) -> Found:
        return self._found(organisation, clues, in_texts=False)

    def find_anywhere(self, organisation: OrganisationId, clues: frozenset[Clue]) -> Found:
        return self._found(organisation, clues, in_texts=True)

    def keep(
        self,
        number: CaseNumber,
        organisation: OrganisationId,
        texts: Mapping[int, frozenset[Word]],
    ) -> bool:
        moved = self.said.get(number, {}) != texts
        self.said[number] = texts
        return moved

    def _found(self, organisation: OrganisationId, clues: frozenset[Clue], *, in_texts: bool) -> Found:
        theirs = {n for n, file in self._cases.files.items() if file.case.organisation == organisation}
        people = {
            n for n in theirs if any(clues <= clues_of(party) for party in self._cases.files[n].parties)
        }
        words = said_in_texts(clues)
        texts = {
            n for n in theirs if words and any(words <= each for each in self.said.get(n, {}).values())
        }
        numbers = people | texts if in_texts else people
        rows = [row_of(self._cases.files[number], self._cases.clocks[number]) for number in numbers]
        latest = sorted(rows, key=lambda row: row.received_at, reverse=True)
        is_all = len(latest) <= MOST_FOUND
        return Found(tuple(latest[:MOST_FOUND]), is_all, frozenset(numbers - people))


class FakeSharings:
    """What the events of all cases gave to others; the key of a page is how many came before it."""

    def __init__(self, cases: FakeCases) -> None:
        self._cases = cases

    def page(
        self, organisation: OrganisationId, month: date, *, limit: int, after: str = ""
    ) -> SharingPage:
        found = [
            (event.at, SharingEntry(file.case.reference, event.by, shared_in(event)))
            for file in self._cases.files.values()
            for event in each_of(file.events, EventType.INFORMATION_SHARED)
            if file.case.organisation == organisation
            and (event.at.year, event.at.month) == (month.year, month.month)
        ]
        latest = [entry for _, entry in sorted(found, key=lambda each: each[0], reverse=True)]
        start = int(after or 0)
        more = len(latest) > start + limit
        return SharingPage(tuple(latest[start : start + limit]), str(start + limit) if more else "")


class FakeRegister:
    """What the events of all cases record; the key of a page is how many came before it."""

    def __init__(self, cases: FakeCases) -> None:
        self._cases = cases

    def page(
        self, organisation: OrganisationId, month: date, *, limit: int, after: str = ""
    ) -> RegisterPage:
        found = [
            read_in(event, file.case.reference)
            for file in self._cases.files.values()
            for event in reads_of(file.events)
            if file.case.organisation == organisation
            and (event.at.year, event.at.month) == (month.year, month.month)
        ]
        latest = sorted(found, key=lambda read: read.at, reverse=True)
        start = int(after or 0)
        more = len(latest) > start + limit
        return RegisterPage(tuple(latest[start : start + limit]), str(start + limit) if more else "")


class FakeDoorkeeper:
    """The doorkeeper's book in dictionaries; what expires is not looked at any more."""

    def __init__(self) -> None:
        self.asked: dict[str, Asking] = {}
        self.opens: dict[str, tuple[Grant, datetime]] = {}
        self.tries: dict[str, int] = {}
        self.unplaced: list[UnplacedCheck] = []
        self.followings: dict[str, Following] = {}
        self.calls: list[str] = []

    def ask(self, asking: Asking) -> None:
        self.calls.append("ask")
        self.asked[asking.key] = asking

    def keep_unplaced(self, check: UnplacedCheck) -> None:
        self.calls.append("keep_unplaced")
        self.unplaced.append(check)

    def grant(self, asking: Asking, grant: Grant) -> None:
        self.opens[asking.key] = (grant, asking.ends_at)

    def tried(self, key: str, until: datetime) -> int:
        self.calls.append("tried")
        self.tries[key] = self.tries.get(key, 0) + 1
        return self.tries[key]

    def granted(self, key: str, now: datetime) -> Grant | None:
        self.calls.append("granted")
        grant, until = self.opens.get(key, (None, now))
        return grant if until > now else None

    def take(self, key: str, now: datetime) -> Grant | None:
        grant = self.granted(key, now)
        self.opens.pop(key, None)
        return grant

    def begin(self, key: str, following: Following) -> None:
        self.followings[key] = following

    def following(self, key: str, now: datetime) -> Following | None:
        following = self.followings.get(key)
        return following if following and not following.has_ended(now) else None

    def end(self, key: str) -> None:
        self.followings.pop(key, None)


class FakeCounts:
    """Counters in a dictionary."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str, int], int] = {}

    def count(self, purpose: str, source: str, *, at: datetime, within: timedelta) -> int:
        key = (purpose, source, int(at.timestamp() // within.total_seconds()))
        self.held[key] = self.held.get(key, 0) + 1
        return self.held[key]

    def counted(self, purpose: str, source: str, *, at: datetime, within: timedelta) -> int:
        return self.held.get((purpose, source, int(at.timestamp() // within.total_seconds())), 0)


class FakeDirectory:
    """A handful of staff."""

    def __init__(self, people: Iterable[Staff] = EVERYBODY) -> None:
        self.people = tuple(people)

    def enrol(self, person: Staff) -> None:
        others = (each for each in self.people if each.id != person.id)
        self.people = (*others, person)

    def staff(self, organisation: OrganisationId) -> tuple[Staff, ...]:
        ours = (person for person in self.people if person.organisation == organisation)
        return tuple(sorted(ours, key=lambda person: person.name))

    def now(self, organisation: OrganisationId) -> tuple[Staff, ...]:
        return self.staff(organisation)

    def look_again(self, organisation: OrganisationId) -> None:
        pass

    def find(self, organisation: OrganisationId, staff: StaffId) -> Staff | None:
        return next((each for each in self.staff(organisation) if each.id == staff), None)

    def holders(self, organisation: OrganisationId, role: RoleCode) -> tuple[Staff, ...]:
        return tuple(each for each in self.staff(organisation) if each.holds(role))


class FakeArrangements:
    """What staff arranged, in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[tuple[OrganisationId, StaffId], Arrangements] = {}
        self.turns = FakeTurns()

    def of_all(self, organisation: OrganisationId) -> Mapping[StaffId, Arrangements]:
        return {staff: each for (owner, staff), each in self.kept.items() if owner == organisation}

    def lately(self, organisation: OrganisationId) -> Mapping[StaffId, Arrangements]:
        return self.of_all(organisation)

    def of(self, organisation: OrganisationId, staff: StaffId) -> Arrangements:
        return self.kept.get((organisation, staff), Arrangements(staff))

    def save(
        self,
        organisation: OrganisationId,
        now: Arrangements,
        *,
        seen: Arrangements,
        turn: TurnChange | None = None,
    ) -> bool:
        if self.of(organisation, now.staff) != seen:
            return False
        if turn and not self.turns.exchange(turn.old, turn.new):
            return False
        self.kept[organisation, now.staff] = now
        return True


class FakeDiary:
    """What the cases took of people's time."""

    def __init__(self, cases: FakeCases) -> None:
        self._cases = cases

    def of(
        self, organisation: OrganisationId, staff: StaffId, *, since: datetime
    ) -> tuple[Engagement, ...]:
        mine = (slot for who, slot in self._cases.diary if who == staff and slot >= since)
        return tuple(self._cases.diary[staff, slot] for slot in sorted(mine))


class FakeFeeds:
    """Calendar addresses in a dictionary."""

    def __init__(self) -> None:
        self.owners: dict[str, tuple[OrganisationId, StaffId]] = {}

    def owner(self, key: str) -> tuple[OrganisationId, StaffId] | None:
        return self.owners.get(key)

    def put(self, key: str, organisation: OrganisationId, staff: StaffId) -> None:
        self.owners[key] = (organisation, staff)


class FakeTurns:
    """Turns in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[tuple[OrganisationId, StaffId], Turn] = {}
        self.waiting: set[tuple[OrganisationId, StaffId]] = set()

    def of(self, organisation: OrganisationId, staff: StaffId) -> Turn | None:
        return self.kept.get((organisation, staff))

    def due(self, now: datetime) -> list[Turn]:
        return [turn for key, turn in self.kept.items() if key in self.waiting and turn.at <= now]

    def exchange(self, old: Turn | None, new: Turn) -> bool:
        key = (new.organisation, new.staff)
        if self.kept.get(key) != old:
            return False
        self.kept[key] = new
        self.waiting.add(key)
        return True

    def drop(self, turn: Turn) -> None:
        key = (turn.organisation, turn.staff)
        if self.kept.get(key) == turn:
            self.waiting.discard(key)


class FakeMail:
    """A postbox. `failing` is raised, once for each entry, before anything is taken."""

    def __init__(self) -> None:
        self.sent: list[OutgoingMail] = []
        self.failing: list[CandourError] = []

    def written(self, mail: OutgoingMail) -> bytes:
        return f"{mail.subject}\n{mail.text}\n{mail.html}".encode()

    def send(self, mail: OutgoingMail) -> str:
        if self.failing:
            raise self.failing.pop(0)
        self.sent.append(mail)
        return f"mail-{len(self.sent)}"

    def to(self, address: str) -> list[OutgoingMail]:
        """What went to one address."""
        return [mail for mail in self.sent if any(each.address == address for each in mail.to)]


class FakeTexts:
    """A mobile network. `failing` is raised, once for each entry, before anything is taken."""

    def __init__(self) -> None:
        self.sent: list[OutgoingText] = []
        self.failing: list[CandourError] = []

    def send(self, text: OutgoingText) -> str:
        if self.failing:
            raise self.failing.pop(0)
        self.sent.append(text)
        return f"text-{len(self.sent)}"


class PlainWords:
    """Words for tests that are not about words."""

    def text(self, about: Correspondent) -> OutgoingText:
        return OutgoingText(about.to[0].address, about.code)

    def mail(self, about: Correspondent) -> OutgoingMail:
        reference = about.file.case.reference
        return OutgoingMail(
            to=about.to,
            from_name=about.organisation.name,
            subject=f"[{reference}] {about.message.kind}",
            text="text",
            html="<p>text</p>",
        )

    def response(
        self,
        file: CaseFile,
        terms: Terms,
        organisation: Organisation,
        signed_as: RoleCode,
        at: datetime,
    ) -> SentLetter:
        return SentLetter(organisation.name, (Passage("text"),))

    def printout(self, about: Correspondent) -> Printout:
        kind, reference = about.message.kind, str(about.file.case.reference)
        head = ((about.organisation.name,),)
        return Printout(kind, reference, "en", "ltr", False, head, (Sheet(kind, ()),))

    def copy(self, copied: Copied) -> str:
        told = (told for each in copied.contents for told in each.told)
        return "\n".join(text for each in told for text in each.texts)

    def code(self, kept: KeptDraft, organisation: Organisation) -> OutgoingMail:
        to = (Addressee("", kept.address),)
        return OutgoingMail(to, organisation.name, "code", f"{kept.reference} {kept.code}", "")

    def digest(self, to: Addressee, day: DayList, organisation: Organisation) -> OutgoingMail:
        groups = " ".join(f"{urgency}={len(rows)}" for urgency, rows in day.groups.items())
        groups += f" mails={day.mails}" if day.mails else ""
        groups += f" files={day.kept_files}" if day.kept_files else ""
        return OutgoingMail(
            to=(to,),
            from_name=organisation.name,
            subject=f"digest {groups}",
            text="text",
            html="<p>text</p>",
        )

    def warning(
        self, to: tuple[Addressee, ...], mail: MailId, organisation: Organisation
    ) -> OutgoingMail:
        return OutgoingMail(to, organisation.name, "warning", mail, "")

    def timetable(
        self, to: tuple[Addressee, ...], notice: OwnNotice, organisation: Organisation
    ) -> OutgoingMail:
        subject = f"{notice.notice} {notice.due.isoformat()}"
        return OutgoingMail(to, organisation.name, subject, notice.title, "<p>text</p>")

    def kept_files(
        self, to: tuple[Addressee, ...], count: int, organisation: Organisation, *, more: bool
    ) -> OutgoingMail:
        return OutgoingMail(to, organisation.name, f"kept files={count} more={more}", "", "")

    def inbox(
        self, to: tuple[Addressee, ...], notice: InboxNotice, organisation: Organisation
    ) -> OutgoingMail:
        subject = f"inbox waiting={notice.waiting} going={notice.going}"
        return OutgoingMail(to, organisation.name, subject, "text", "<p>text</p>")


class FakePress:
    """A press that writes the names of its letters."""

    def pdf(self, printout: Printout) -> Pdf:
        return Pdf(f"%PDF {printout.name}".encode())


class FakePace:
    """A pace that waits for nothing, and remembers for how long it was told to."""

    def __init__(self) -> None:
        self.waited: list[timedelta] = []

    def begun(self) -> float:
        return 0.0

    def wait(self, begun: float, after: timedelta) -> None:
        self.waited.append(after)


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = CHRISTMAS_EVE) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def move_to(self, at: datetime) -> None:
        self.at = at

    def forward(self, by: timedelta) -> None:
        self.at += by


class FakeChance:
    """Chance that is counted, not drawn: numbers from 100001."""

    def __init__(self, *numbers: str) -> None:
        self._given = list(numbers)
        self._drawn = 0
        self._nonces = 0
        self._documents = 0

    def case_id(self) -> CaseId:
        return CaseId(f"01K{self._drawn:023}")

    def document_id(self) -> DocumentId:
        self._documents += 1
        return DocumentId(f"01D{self._documents:023}")

    def case_number(self) -> CaseNumber:
        self._drawn += 1
        return CaseNumber(self._given.pop(0) if self._given else str(100000 + self._drawn))

    def nonce(self) -> str:
        self._nonces += 1
        return f"nonce-{self._nonces}"


class FakeLog:
    """A log that can be read."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str, dict[str, object]]] = []

    def about(self, **facts: object) -> AbstractContextManager[None]:
        return nullcontext()

    def info(self, message: str, **facts: object) -> None:
        self.lines.append(("info", message, facts))

    def error(self, message: str, **facts: object) -> None:
        self.lines.append(("error", message, facts))

    def measure(self, message: str, *, at: datetime, function: str, **numbers: float) -> None:
        assert numbers.keys() <= UNITS.keys(), "a metric without a unit ends the job that measures it"
        self.lines.append(("measure", message, dict(numbers)))


class FakeRoots:
    """Roots in a list, which only grows."""

    def __init__(self) -> None:
        self.kept: list[DayRoot] = []

    def last_before(self, root_day: str) -> DayRoot | None:
        earlier = [root for root in self.kept if root.day.isoformat() < root_day]
        return earlier[-1] if earlier else None

    def keep(self, root: DayRoot) -> None:
        self.kept.append(root)


class FixedSecret:
    """A secret that everybody may know. `renewed` are words that this process has not heard of yet."""

    words: tuple[str, ...] = ("a-secret-of-the-tests",)
    renewed: tuple[str, ...] = ()

    def has_changed(self) -> bool:
        """Whether it was renewed; from then on that is known."""
        before, self.words = self.words, self.renewed or self.words
        return self.words != before


@dataclass
class FakeWorld:
    """The whole world in memory, with its parts within reach of a test."""

    cases: FakeCases = field(default_factory=FakeCases)
    directory: FakeDirectory = field(default_factory=FakeDirectory)
    arrangements: FakeArrangements = field(default_factory=FakeArrangements)
    feeds: FakeFeeds = field(default_factory=FakeFeeds)
    mail: FakeMail = field(default_factory=FakeMail)
    texts: FakeTexts = field(default_factory=FakeTexts)
    letterbox: FakeLetterbox = field(default_factory=FakeLetterbox)
    clock: FakeClock = field(default_factory=FakeClock)
    chance: FakeChance = field(default_factory=FakeChance)
    log: FakeLog = field(default_factory=FakeLog)
    calendars: FakeCalendars = field(default_factory=FakeCalendars)
    organisations: FakeOrganisations = field(default_factory=FakeOrganisations)
    timetable: FakeTimetable = field(default_factory=FakeTimetable)
    pulse: FakePulse = field(default_factory=FakePulse)
    archives: FakeArchives = field(default_factory=FakeArchives)
    files: Path = FILES
    published: FakePublished = field(default_factory=FakePublished)
    words: object = field(default_factory=PlainWords)
    sign_in: FakeSignIn = field(default_factory=FakeSignIn)
    sessions: FakeSessions = field(default_factory=FakeSessions)
    accounts: FakeAccounts = field(default_factory=FakeAccounts)
    second_factor: bool = False
    roots: FakeRoots = field(default_factory=FakeRoots)
    bucket: FakeFiles = field(default_factory=FakeFiles)
    uploads: FakeUploads = field(default_factory=FakeUploads)
    doorkeeper: FakeDoorkeeper = field(default_factory=FakeDoorkeeper)
    counts: FakeCounts = field(default_factory=FakeCounts)
    pace: FakePace = field(default_factory=FakePace)
    prints: KeyedFingerprints = field(
        default_factory=lambda: KeyedFingerprints(FixedSecret())  # type: ignore[arg-type]
    )
    surveys: FakeSurveys = field(init=False)
    desks: FakeDesks = field(init=False)

    def __post_init__(self) -> None:
        self.surveys = FakeSurveys(self.prints)
        self.desks = FakeDesks(self.cases.counts)
        self.cases.letterbox = self.letterbox
        self.search = FakeSearch(self.cases)
        self.organisations.keeps_people_in(self.directory)

    @property
    def filing(self) -> Filing:
        return Filing(self.bucket, self.uploads, LaptopCheck(program=""), LibraryFileReader())

    @property
    def ports(self) -> Ports:
        return Ports(
            cases=self.cases,
            upkeep=FakeUpkeep(self.cases),
            drafts=FakeDrafts(self.cases, self.uploads),
            filing=self.filing,
            directory=self.directory,
            arrangements=self.arrangements,
            turns=self.arrangements.turns,
            diary=FakeDiary(self.cases),
            feeds=self.feeds,
            policies=HeldPolicies(self.calendars, self.organisations, self.files),
            organisations=self.organisations,
            timetable=self.timetable,
            mail=self.mail,
            texts=self.texts,
            letterbox=self.letterbox.port,
            words=self.words,  # type: ignore[arg-type]
            press=FakePress(),
            archives=self.archives,
            fields=LibraryFieldReader(),
            clock=self.clock,
            chance=self.chance,
            crew=OneAfterAnother(),
            log=self.log,
            identity=IdentityPorts(
                self.prints,
                FakeLookups(self.cases, self.prints),
                self.doorkeeper,
                self.counts,
                self.pace,
            ),
            accounts=self.accounts,
            sessions=self.sessions,
            surveys=self.surveys,
            search=self.search,
            said=self.search,
            desks=self.desks,
            pulse=self.pulse,
        )

    @property
    def reading(self) -> Reading:
        ports = self.ports
        return Reading(
            cases=_OnlyReading(self.cases),
            drafts=ports.drafts,
            uploads=ports.filing.uploads,
            directory=ports.directory,
            arrangements=ports.arrangements,
            inbox=ports.letterbox.inbox,
            diary=ports.diary,
            feeds=ports.feeds,
            policies=ports.policies,
            organisations=_OnlyReadingOrganisations(self.organisations),
            timetable=self.timetable,
            fields=ports.fields,
            clock=ports.clock,
            crew=ports.crew,
            let_in=self.doorkeeper,
            search=ports.search,
            register=FakeRegister(self.cases),
            sharings=FakeSharings(self.cases),
            surveys=self.surveys,
            pulse=self.pulse,
            figures=self.cases.figures,
            desks=self.desks,
        )

    @property
    def holidays(self) -> HolidaySources:
        return HolidaySources(self.published, FakeComputed(), self.calendars)

    def behind_doors(self) -> World:
        """This world for the doors: `with wiring.visiting(world.behind_doors()):`."""
        return World(
            ports=self.ports,
            reading=self.reading,
            holidays=self.holidays,
            sign_in=self.sign_in,
            second_factor=self.second_factor,
            roots=self.roots,
            secret=FixedSecret(),
            urls=Urls("http://candour.test"),
            secure=False,
            files_origin="https://files.test",
        )

    def deliver(self) -> None:
        """What the stream does after a change: deliver and set what is owed, count, carry out; and what
        the tick does some minutes later: send what waited while it could be undone.
        """
        from chalicelib.application.changes import Changed, take_up
        from chalicelib.application.deliver_message import deliver_message
        from chalicelib.application.erase_case import erase_case
        from chalicelib.application.keep_for_later import send_code
        from chalicelib.application.keep_words import keep_words
        from chalicelib.application.make_copy import make_copies

        for kept in list(self.cases.kept.values()):
            send_code(kept, self.ports)
        for mail in list(self.letterbox.inbox.held):
            take_up(Changed(mail=mail), self.ports)
        for entry in [e for every in self.organisations.entries.values() for e in every]:
            take_up(Changed(decided=entry), self.ports)
        for part in list(self.organisations.held_parts.values()):
            take_up(Changed(part=part), self.ports)
        for piece in list(self.organisations.pieces.values()):
            take_up(Changed(piece=piece), self.ports)
        for asking in self.doorkeeper.asked.values():
            take_up(Changed(asking=asking), self.ports)
        for number in list(self.cases.files):
            erase_case(number, self.ports)
            make_copies(number, self.ports)
            keep_words(number, self.ports)
            self.cases.tally(number)
            for message in self.cases.load(number).messages:
                take_up(Changed(number, message), self.ports)
                if message.state is MessageState.HELD:
                    deliver_message(number, message, self.ports)


class _OnlyReading:
    """The store without the means to save: what a GET is given."""

    def __init__(self, cases: FakeCases) -> None:
        self.load = cases.load
        self.worklist = cases.worklist
        self.kept_files = cases.kept_files
        self.to_audit = cases.to_audit
        self.counts = cases.counts
        self.circles = cases.circles
        self.received_as = cases.received_as
        self.sent_as = cases.sent_as


class _OnlyReadingOrganisations:
    """Decisions without the means to make one."""

    def __init__(self, organisations: FakeOrganisations) -> None:
        self.chosen = organisations.chosen
        self.remembered = organisations.remembered
        self.history = organisations.history
        self.parts = organisations.parts
        self.look = organisations.look
