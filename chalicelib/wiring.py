"""The composition root: the one place that knows which adapter answers which port.

No adapter is made before it is asked something, so that a function pays at its cold start only for what
its first request needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from chalicelib.adapters.archive_bucket import ArchiveBucket
from chalicelib.adapters.arrangement_table import ArrangementTable
from chalicelib.adapters.breached_passwords import is_breached
from chalicelib.adapters.calendar_table import CalendarTable
from chalicelib.adapters.case_table import CaseTable, CaseTableReader
from chalicelib.adapters.chance import SystemChance
from chalicelib.adapters.computed_holidays import LibraryHolidays
from chalicelib.adapters.crew import ThreadCrew
from chalicelib.adapters.desk_table import DeskTable
from chalicelib.adapters.diary_table import DiaryTable
from chalicelib.adapters.directory_table import DirectoryTable
from chalicelib.adapters.door_table import CountTable, DoorTable, LetInTable
from chalicelib.adapters.draft_table import DraftTable
from chalicelib.adapters.feed_table import FeedTable
from chalicelib.adapters.field_reader import LibraryFieldReader
from chalicelib.adapters.figure_table import FigureTable
from chalicelib.adapters.file_bucket import FileBucket, origin_of
from chalicelib.adapters.file_reader import LibraryFileReader
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.held_policies import HeldPolicies
from chalicelib.adapters.inbox_table import InboxTable
from chalicelib.adapters.items import change_of, removal_of
from chalicelib.adapters.letter_press import TypstPress
from chalicelib.adapters.lookup_table import LookupTable
from chalicelib.adapters.mail_bucket import LimitedReader, MailBucket, mail_of_key
from chalicelib.adapters.malware import LaptopCheck, ScannerTag
from chalicelib.adapters.organisation_table import OrganisationTable
from chalicelib.adapters.pace import SteadyPace
from chalicelib.adapters.published_holidays import PublishedOnTheWeb
from chalicelib.adapters.pulse_table import PulseTable
from chalicelib.adapters.register_table import RegisterTable
from chalicelib.adapters.report_function import ReportFunction
from chalicelib.adapters.root_bucket import RootBucket
from chalicelib.adapters.said_table import SaidTable
from chalicelib.adapters.search_table import SearchTable
from chalicelib.adapters.secret import StoredSecret
from chalicelib.adapters.ses_mail import SesMail
from chalicelib.adapters.ses_notices import read_notice
from chalicelib.adapters.session_table import SessionTable
from chalicelib.adapters.sharing_table import SharingTable
from chalicelib.adapters.sign_in import CognitoSignIn
from chalicelib.adapters.sns_texts import SnsTexts
from chalicelib.adapters.staff_accounts import CognitoAccounts
from chalicelib.adapters.survey_table import SurveyTable
from chalicelib.adapters.table import Table
from chalicelib.adapters.timetable_table import TimetableTable
from chalicelib.adapters.turn_table import TurnTable
from chalicelib.adapters.upkeep_table import UpkeepTable
from chalicelib.adapters.upload_table import UploadTable
from chalicelib.adapters.wall_clock import MovedClock, SystemClock
from chalicelib.application.changes import Changed
from chalicelib.application.filing import Filing
from chalicelib.application.holiday_sources import HolidaySources
from chalicelib.application.identity_ports import IdentityPorts
from chalicelib.application.letterbox import Letterbox
from chalicelib.application.outgoing import SentAbout
from chalicelib.application.ports import Ports, Reading, WallClock
from chalicelib.application.sign_in import SignIn, StaffDoor
from chalicelib.application.verify_every_chain import Roots
from chalicelib.domain.feedback import Notice
from chalicelib.domain.mail_in import MailId
from chalicelib.observability import StructuredLog
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.language import LANGUAGES, Language
from chalicelib.presentation.urls import Urls
from chalicelib.settings import Settings, settings
from chalicelib.standing_in import when_asked


@dataclass(frozen=True, slots=True)
class World:
    """Everything that a door can reach."""

    ports: Ports
    reading: Reading
    holidays: HolidaySources
    sign_in: SignIn
    second_factor: bool
    roots: Roots
    secret: StoredSecret
    urls: Urls
    secure: bool
    files_origin: str
    languages: tuple[Language, ...] = LANGUAGES

    @property
    def staff_door(self) -> StaffDoor:
        """All that letting staff in needs."""
        return StaffDoor(
            self.sign_in, self.ports.sessions, insists=self.second_factor, breached=is_breached
        )

    @staticmethod
    def read_image(image: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Changed:
        """What changed, from what the stream shows of an item and of what it was before."""
        return change_of(image, before)

    @staticmethod
    def read_removal(gone: Mapping[str, Any]) -> Changed:
        """What changed when the stream shows the keys of an item that is gone."""
        return removal_of(gone)

    @staticmethod
    def mail_of_key(key: str) -> MailId | None:
        """The mail that the mail service put under this key; None where it is none."""
        return mail_of_key(key)

    @staticmethod
    def read_notice(published: str) -> tuple[SentAbout, Notice] | None:
        """What the mail service published of a mail of ours; None where it is none."""
        return read_notice(published)


def real_world(environment: Settings) -> World:
    """The world of a function in AWS, or of one on a laptop."""
    table = Table(environment.table_name, figures=environment.figures_table_name)
    adopted = when_asked(lambda: CalendarTable(table))
    ports = _ports(environment, table, adopted)
    published = when_asked(lambda: PublishedOnTheWeb(environment.bank_holidays_url))
    return World(
        ports=ports,
        reading=_reading(ports, table, environment.report_function),
        holidays=HolidaySources(published, when_asked(LibraryHolidays), adopted),
        sign_in=when_asked(
            lambda: CognitoSignIn(environment.user_pool_id, environment.user_pool_client_id)
        ),
        second_factor=environment.second_factor == "required",
        roots=when_asked(lambda: RootBucket(environment.roots_bucket)),
        secret=StoredSecret(environment.session_secret_id),
        urls=Urls(environment.base_url),
        secure=environment.secure,
        files_origin=origin_of(environment.files_bucket, environment.files_endpoint),
    )


def _ports(environment: Settings, table: Table, adopted: CalendarTable) -> Ports:
    clock = _clock(environment)
    organisations = when_asked(lambda: OrganisationTable(table))
    prints = when_asked(lambda: KeyedFingerprints(StoredSecret(environment.identity_secret_id)))
    lookups = when_asked(lambda: LookupTable(table, prints))
    return Ports(
        cases=when_asked(lambda: CaseTable(table, lookups)),
        upkeep=when_asked(lambda: UpkeepTable(table)),
        drafts=when_asked(lambda: DraftTable(table, clock)),
        filing=when_asked(lambda: _filing(environment, table, clock)),
        directory=when_asked(lambda: DirectoryTable(table)),
        arrangements=when_asked(lambda: ArrangementTable(table)),
        turns=when_asked(lambda: TurnTable(table)),
        diary=when_asked(lambda: DiaryTable(table)),
        feeds=when_asked(lambda: FeedTable(table)),
        policies=when_asked(lambda: HeldPolicies(adopted, organisations)),
        organisations=organisations,
        timetable=when_asked(lambda: TimetableTable(table)),
        mail=when_asked(lambda: SesMail(environment.mail_from)),
        texts=when_asked(lambda: SnsTexts(environment.text_from)),
        letterbox=when_asked(lambda: _letterbox(environment, table, prints)),
        words=when_asked(lambda: _words(environment)),
        press=when_asked(lambda: TypstPress()),
        archives=when_asked(lambda: _archives(environment)),
        fields=when_asked(lambda: LibraryFieldReader()),
        clock=clock,
        chance=SystemChance(),
        crew=ThreadCrew(),
        log=StructuredLog(environment.log_level),
        identity=when_asked(lambda: _identity(table, prints, lookups)),
        accounts=when_asked(lambda: CognitoAccounts(environment.user_pool_id)),
        sessions=when_asked(lambda: SessionTable(table)),
        search=when_asked(lambda: SearchTable(table, prints)),
        said=when_asked(lambda: SaidTable(table, prints)),
        desks=when_asked(lambda: DeskTable(table)),
        surveys=when_asked(lambda: SurveyTable(table, prints)),
        pulse=when_asked(lambda: PulseTable(table)),
    )


def _words(environment: Settings) -> Correspondence:
    return Correspondence(Urls(environment.base_url), demonstration=environment.stage != "live")


def _archives(environment: Settings) -> ArchiveBucket:
    return ArchiveBucket(environment.files_bucket, environment.files_endpoint)


def _identity(table: Table, prints: KeyedFingerprints, lookups: LookupTable) -> IdentityPorts:
    counts = CountTable(table, prints)
    return IdentityPorts(prints, lookups, DoorTable(table), counts, SteadyPace())


def _letterbox(environment: Settings, table: Table, prints: KeyedFingerprints) -> Letterbox:
    return Letterbox(MailBucket(environment.mail_bucket), LimitedReader(), InboxTable(table, prints))


def _reading(ports: Ports, table: Table, reports: str) -> Reading:
    """As much of the ports as a GET is given, with a store that cannot save."""
    return Reading(
        cases=when_asked(lambda: CaseTableReader(table)),
        drafts=ports.drafts,
        uploads=when_asked(lambda: ports.filing.uploads),
        directory=ports.directory,
        arrangements=ports.arrangements,
        inbox=when_asked(lambda: ports.letterbox.inbox),
        diary=ports.diary,
        feeds=ports.feeds,
        policies=ports.policies,
        organisations=ports.organisations,
        timetable=ports.timetable,
        fields=ports.fields,
        clock=ports.clock,
        crew=ports.crew,
        let_in=when_asked(lambda: LetInTable(table)),
        search=ports.search,
        register=when_asked(lambda: RegisterTable(table)),
        sharings=when_asked(lambda: SharingTable(table)),
        surveys=ports.surveys,
        pulse=ports.pulse,
        figures=when_asked(lambda: FigureTable(table, ReportFunction(reports) if reports else None)),
        desks=ports.desks,
    )


def _filing(environment: Settings, table: Table, clock: WallClock) -> Filing:
    bucket = FileBucket(environment.files_bucket, environment.files_endpoint)
    laptop = environment.malware_check == "laptop"
    return Filing(
        store=bucket,
        uploads=UploadTable(table, clock),
        malware=LaptopCheck() if laptop else ScannerTag(bucket),
        reader=LibraryFileReader(),
    )


def _clock(environment: Settings) -> WallClock:
    moved = environment.local_clock_file
    return MovedClock(moved) if moved else SystemClock()


@cache
def _this_process() -> World:
    return real_world(settings())


_visited: list[World] = []


def world() -> World:
    """The world that the doors of this process open on."""
    return _visited[-1] if _visited else _this_process()


@contextmanager
def visiting(other: World) -> Iterator[World]:
    """Open the doors on another world for a while: how tests use them on fakes."""
    _visited.append(other)
    try:
        yield other
    finally:
        _visited.pop()
