"""A practice on the real adapters and AWS in memory, whose wire, stream and clock a test turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_string
from itertools import count
from typing import Any

import boto3
from moto.backends import get_backend

from chalicelib import wiring
from chalicelib.adapters import items
from chalicelib.adapters.case_table import CaseTable
from chalicelib.adapters.ses_mail import SesMail
from chalicelib.adapters.table import Table, plain_image
from chalicelib.adapters.upkeep_table import UpkeepTable
from chalicelib.application.casework import Request
from chalicelib.application.look_after_due import TickReport, look_after_due
from chalicelib.application.open_case import open_case
from chalicelib.application.outgoing import OutgoingMail
from chalicelib.application.ports import Correspondent, Ports, Received
from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.messages import STREAM_GRACE
from chalicelib.domain.reference import CaseNumber
from chalicelib.entry.streams import on_change
from tests.aws import REGION, aws_in_memory, make_table
from tests.builders import CHRISTMAS_EVE, MANAGER, PRACTICE, an_intake
from tests.fakes import FakeWorld
from tests.faults.wire import Wire, a_wire

ACCOUNT = "123456789012"
SENDER = "complaints@candour.example"
Record = Mapping[str, Any]


class NamedWords:
    """Mails whose subject names exactly which message they are."""

    def mail(self, about: Correspondent) -> OutgoingMail:
        subject = f"{about.file.case.number} {about.message.key} "
        return OutgoingMail(about.to, about.organisation.name, subject, "text", "<p>text</p>")


@dataclass
class Practice:
    """A practice with an empty table. What is done to it goes over `wire`."""

    wire: Wire
    table: Table
    world: FakeWorld
    mail: SesMail
    pending: list[Record] = field(default_factory=list)
    _mails_before: int = 0

    @property
    def ports(self) -> Ports:
        cases = CaseTable(self.table)
        upkeep = UpkeepTable(self.table)
        return replace(self.world.ports, cases=cases, upkeep=upkeep, mail=self.mail, words=NamedWords())

    @property
    def clock(self) -> Any:
        return self.world.clock

    @property
    def _in_memory(self) -> Any:
        return get_backend("dynamodb")[ACCOUNT][REGION].tables[self.table.name]

    # What people do

    def submit(self, key: str = "one") -> Received:
        received_at = self.clock.now()
        intake = an_intake(key=key, received_at=received_at)
        return open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=self.ports)

    def request(self, number: CaseNumber) -> Request:
        """What a manager can ask for who has the page of the case as it is now."""
        case = self.load(number).case
        return Request(MANAGER, case.reference, case.version)

    def load(self, number: CaseNumber) -> CaseFile:
        return self.ports.cases.load(number)

    # What AWS does

    def tick(self) -> TickReport:
        return look_after_due(self.ports)

    def tick_later(self) -> TickReport:
        """The tick, once the stream has had its time."""
        self.pass_time(STREAM_GRACE)
        return self.tick()

    def take_from_stream(self) -> list[Record]:
        """What the stream has shown and nobody has taken up yet; the caller takes it up."""
        shard = self._in_memory.stream_shard
        self.pending += [_as_lambda_has_it(record) for record in shard.items]
        # Taken out, because a transaction in memory copies whatever its table still holds.
        shard.starting_sequence_number += len(shard.items)
        shard.items.clear()
        taken, self.pending = self.pending, []
        return taken

    def show(self, records: Iterable[Record]) -> None:
        """Hand records to the stream's function; what fails stays in the stream."""
        shown = list(records)
        world = replace(self.world.behind_doors(), ports=self.ports)
        with wiring.visiting(world):
            answer = on_change({"Records": shown}, None)
        failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
        self.pending += [r for r in shown if r["dynamodb"]["SequenceNumber"] in failed]

    def carry(self) -> None:
        """Let the stream run dry."""
        while records := self.take_from_stream():
            self.show(records)

    def pass_time(self, by: timedelta) -> None:
        self.clock.forward(by)

    # What there is

    def kept(self) -> list[items.Item]:
        """Every item of the table: only a test may look at it so."""
        return [plain_image(each.to_json()["Attributes"]) for each in self._in_memory.all_items()]

    def posted(self) -> list[tuple[str, str, str]]:
        """The case number, message and id there of every mail that the mail service took."""
        taken = get_backend("ses")[ACCOUNT][REGION].sent_messages[self._mails_before :]
        subjects = [(message_from_string(mail.raw_data)["Subject"], mail.id) for mail in taken]
        return [(subject.split()[0], subject.split()[1], id_) for subject, id_ in subjects]

    def sent(self) -> list[tuple[str, str]]:
        """The case number and message of every mail that the mail service took."""
        return [(number, message) for number, message, _ in self.posted()]


def _as_lambda_has_it(record: Any) -> Record:
    shown: dict[str, Any] = record.to_json()
    return shown


_NUMBERS = count()


@contextmanager
def aws_with_faults() -> Iterator[Wire]:
    """AWS in memory behind a wire."""
    with aws_in_memory(), a_wire() as wire:
        boto3.client("ses").verify_email_identity(EmailAddress=SENDER)
        yield wire


def a_practice(wire: Wire, at: datetime = CHRISTMAS_EVE) -> Practice:
    """A new practice with a table of its own, at this moment."""
    # A transaction in memory copies every table that there is, whole.
    get_backend("dynamodb")[ACCOUNT][REGION].tables.clear()
    name = f"practice-{next(_NUMBERS)}"
    make_table(name)
    world = FakeWorld()
    world.clock.move_to(at)
    taken = len(get_backend("ses")[ACCOUNT][REGION].sent_messages)
    return Practice(wire, Table(name), world, SesMail(SENDER), _mails_before=taken)
