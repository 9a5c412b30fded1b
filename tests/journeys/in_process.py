"""The town in this process: the whole app on an AWS in memory, whose stream and clock a test turns."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from email import message_from_string
from email.policy import default
from email.utils import getaddresses
from typing import Any

import boto3
import requests
from chalice.test import Client
from moto.backends import get_backend

from app import app
from chalicelib import wiring
from chalicelib.adapters.crew import OneAfterAnother
from chalicelib.adapters.figure_table import FigureTable
from chalicelib.adapters.malware import SCAN_TAG
from chalicelib.adapters.sign_in import CognitoSignIn
from chalicelib.adapters.table import Table
from chalicelib.domain.calendar import london_date
from chalicelib.domain.dashboard import Sheets
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.entry.files import SCANNED, on_file
from chalicelib.entry.mail_feedback import on_mail_feedback
from chalicelib.entry.mail_in import on_mail
from chalicelib.entry.report import report
from chalicelib.entry.schedules import tick
from chalicelib.entry.streams import on_change
from chalicelib.settings import Settings
from infra.demo import DemoContext
from infra.demo.staff import enrol_staff, make_staff
from infra.local.mail_door import object_created
from infra.local.mail_notices import TAGS, ses_event, tags_of
from infra.local.pump import schedule_event, stream_event
from infra.local.queue_pump import sns_event
from tests.aws import BUCKET as FILES
from tests.aws import (
    ENDPOINT,
    FIGURES,
    REGION,
    TABLE,
    aws_in_memory,
    make_bucket,
    make_figures,
    make_table,
    make_user_pool,
)
from tests.builders import london
from tests.fakes import FakeClock
from tests.journeys.town import Arrived, Found
from tests.rights import watched
from tests.samples import EICAR

ACCOUNT = "123456789012"
SENDER = "complaints@candour.example"
BUCKET, ROOTS = "candour-mails", "candour-roots"


@dataclass
class InProcess:
    """A town whose stream carries what happened whenever somebody looks into a postbox."""

    client: Client
    clock: FakeClock
    _shown: str = ""
    _arrived: int = 0

    @property
    def browser(self) -> Client:
        return self.client

    def now(self) -> datetime:
        return self.clock.now()

    def mails(self, address: str, about: str, *, expected: int) -> list[Arrived]:
        self.carry()
        arrived = [_read(raw) for raw in _sent() if address in str(raw.destinations)]
        return [mail for mail in arrived if about in mail.subject]

    def raw_mails(self, address: str) -> list[tuple[str, str]]:
        """The ids and the bytes, as text, of everything that went to somebody."""
        self.carry()
        return [(raw.id, raw.raw_data) for raw in _sent() if address in str(raw.destinations)]

    def becomes(self, address: str, about: str, kind: str) -> None:
        """Told twice, as SNS may."""
        mail = [raw for raw in _sent() if address in str(raw.destinations) and about in raw.raw_data][
            -1
        ]
        message = message_from_string(mail.raw_data, policy=default)
        told = ses_event(
            kind,
            message_id=mail.id,
            to=[address for _, address in getaddresses([message["To"]])],
            tags=tags_of(str(message[TAGS])),
            at=self.now(),
        )
        for _ in range(2):
            on_mail_feedback(sns_event({"Message": json.dumps(told)}), None)
        self.carry()

    def arrives(self, raw: bytes) -> str:
        """A mail comes in, as SES puts it into the bucket, and is told twice; its id."""
        self._arrived += 1
        mail = f"{self._arrived:026}"
        boto3.client("s3").put_object(Bucket=BUCKET, Key=f"mail/{mail}", Body=raw)
        for _ in range(2):
            on_mail(object_created(BUCKET, f"mail/{mail}"), None)
        self.carry()
        return mail

    def morning_of(self, day: date) -> None:
        morning = london_date(self.now())
        while morning <= day:
            if london(morning, 9, 5) > self.now():
                self.clock.move_to(london(morning, 9, 5))
                tick(schedule_event(), None)
                self.carry()
            morning += timedelta(days=1)

    def until(self, moment: datetime) -> None:
        self.clock.move_to(moment)
        tick(schedule_event(), None)
        self.carry()

    def sees(self, look: Callable[[], Found]) -> Found:
        self.carry()
        return look()

    def sends_file(self, form: Mapping[str, Any], content: bytes) -> None:
        file_arrives(form["fields"]["key"], content)
        self.carry()

    def carry(self) -> None:
        """Carry the stream to its function until nothing more happens; every record comes twice."""
        while records := records_after(self._shown):
            self._shown = records[-1]["dynamodb"]["SequenceNumber"]
            for _ in range(2):
                answer = on_change(stream_event(records, stream_arn="arn:test"), None)
                assert answer == {"batchItemFailures": []}

    def lose_what_the_stream_shows(self) -> None:
        """What happened until now never reaches the stream's function."""
        while records := records_after(self._shown):
            self._shown = records[-1]["dynamodb"]["SequenceNumber"]


@contextmanager
def town_in_process(at: datetime) -> Iterator[InProcess]:
    """The practice with its staff and no cases, at this moment, on an AWS in memory."""
    with aws_in_memory(), town_on_this_aws(at) as town:
        yield town


@contextmanager
def town_on_this_aws(at: datetime, *, files_endpoint: str = ENDPOINT) -> Iterator[InProcess]:
    """The same on the AWS that clients reach now; it must be empty."""
    settings = made_on_this_aws(files_endpoint=files_endpoint)
    context = DemoContext(
        environment={}, user_pool_id=settings.user_pool_id, table_name=settings.table_name
    )
    make_staff(context)
    enrol_staff(context)
    clock = FakeClock(at)
    with (
        watched(_names(settings)),
        wiring.visiting(_at(clock, settings)),
        Client(app) as client,
    ):
        yield InProcess(client, clock)


def made_on_this_aws(*, files_endpoint: str = ENDPOINT) -> Settings:
    """The tables, the buckets, the pool and the secrets that the functions need, and where they are."""
    make_table()
    make_figures()
    make_bucket()
    pool, client_id = make_user_pool()
    location = {"LocationConstraint": REGION}
    for bucket in (BUCKET, ROOTS):
        boto3.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration=location)  # type: ignore[typeddict-item]
    boto3.client("ses").verify_email_identity(EmailAddress=SENDER)
    return Settings(
        stage="test",
        table_name=TABLE,
        figures_table_name=FIGURES,
        base_url="http://candour.test",
        mail_from=SENDER,
        mail_bucket=BUCKET,
        user_pool_id=pool,
        user_pool_client_id=client_id,
        session_secret_id=_a_secret("session"),
        files_bucket=FILES,
        roots_bucket=ROOTS,
        files_endpoint=files_endpoint,
        identity_secret_id=_a_secret("identity"),
    )


def _a_secret(name: str) -> str:
    """A secret that nobody knows; its ARN."""
    made = boto3.client("secretsmanager").create_secret(Name=name, SecretString=secrets.token_hex(32))
    return made["ARN"]


def _names(settings: Settings) -> dict[str, str]:
    """Which resource of the template each name of the town stands for."""
    return {
        settings.table_name: "Table",
        settings.figures_table_name: "Figures",
        settings.files_bucket: "Files",
        settings.mail_bucket: "MailStore",
        settings.roots_bucket: "Roots",
        settings.user_pool_id: "Staff",
        settings.session_secret_id: "SessionSecret",
        settings.identity_secret_id: "IdentitySecret",
    }


@dataclass(frozen=True)
class ReportCalled:
    """The function of reports, called by that of the pages, in a world of its own."""

    world: wiring.World

    def sheets(self, organisation: OrganisationId) -> Sheets:
        with wiring.visiting(self.world):
            answer: Sheets = json.loads(json.dumps(report({"organisation": organisation}, None)))
        return answer


def _at(clock: FakeClock, settings: Settings) -> wiring.World:
    """The real world, with a clock that can be moved and the pool's keys from memory."""
    world = wiring.real_world(settings)
    figures = FigureTable(Table(settings.table_name), ReportCalled(world))
    sign_in = CognitoSignIn(
        settings.user_pool_id,
        settings.user_pool_client_id,
        fetch=lambda address: requests.get(address, timeout=5).content,
    )
    return replace(
        world,
        ports=replace(world.ports, clock=clock, crew=OneAfterAnother()),
        reading=replace(world.reading, clock=clock, figures=figures),
        sign_in=sign_in,
        # People in journeys sign in with their password; `test_second_factor` has the rest.
        second_factor=False,
    )


def file_arrives(key: str, content: bytes) -> None:
    """What AWS does with a form that it takes: the store keeps the bytes and says so; the scanner looks
    at them, writes its tag and says so too. Everything is said twice.
    """
    s3 = boto3.client("s3")
    s3.put_object(Bucket=FILES, Key=key, Body=content)
    for _ in range(2):
        assert on_file(object_created(FILES, key), None) == {"state": "checking"}
    found = "THREATS_FOUND" if EICAR in content else "NO_THREATS_FOUND"
    tags = {"TagSet": [{"Key": SCAN_TAG, "Value": found}]}
    s3.put_object_tagging(Bucket=FILES, Key=key, Tagging=tags)
    for _ in range(2):
        on_file(scanned_event(key), None)


def scanned_event(key: str) -> dict[str, Any]:
    """What GuardDuty says on EventBridge when it has looked at an object."""
    about = {"bucketName": FILES, "objectKey": key}
    return {"source": "aws.guardduty", "detail-type": SCANNED, "detail": {"s3ObjectDetails": about}}


def records_after(shown: str) -> list[dict[str, Any]]:
    """What the stream holds after the record of this number; all of it where it is empty."""
    streams: Any = boto3.client("dynamodbstreams")
    arn = streams.list_streams(TableName=TABLE)["Streams"][0]["StreamArn"]
    shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
    place: dict[str, str] = {"ShardIteratorType": "TRIM_HORIZON"}
    if shown:
        place = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": shown}
    iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard, **place)["ShardIterator"]
    records: list[dict[str, Any]] = streams.get_records(ShardIterator=iterator)["Records"]
    return records


def _sent() -> list[Any]:
    return list(get_backend("ses")[ACCOUNT][REGION].sent_messages)


def _read(raw: Any) -> Arrived:
    message = message_from_string(raw.raw_data, policy=default)
    plain = message.get_body(("plain",))
    assert plain is not None
    return Arrived(str(message["Subject"]), plain.get_content())
