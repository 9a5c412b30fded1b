"""One complaint from the form to its last mail, on the real adapters, with everything counted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from email.utils import getaddresses
from html import unescape
from typing import Any

import boto3
from chalice.test import Client

from chalicelib.adapters.keys import case_key
from chalicelib.domain.calendar import london_date
from chalicelib.domain.reference import CaseNumber
from chalicelib.entry.mail_feedback import on_mail_feedback
from chalicelib.entry.schedules import tick
from chalicelib.entry.streams import on_change
from infra.local.mail_notices import TAGS, ses_event, tags_of
from infra.local.pump import schedule_event, stream_event
from infra.local.queue_pump import sns_event
from tests.aws import TABLE
from tests.benchmarks.meter import TRANSACTION, Meter, Used
from tests.benchmarks.own_aws import own_aws
from tests.builders import CHRISTMAS_EVE, london
from tests.journeys.desk import CONSIDERATIONS, HANDLER, MANAGER, PARTNER, PLAN, Desk
from tests.journeys.in_process import InProcess, records_after, town_on_this_aws
from tests.journeys.town import complain
from tests.visitor import Visitor

Stretch = tuple[str, Used]
TWO_MAILS = "two mails that could still be undone go"
IDLE = "a tick with nothing due"
"""Whose tick no complaint causes: it is not in the cost of one."""


@dataclass
class Metered(InProcess):
    """A town whose meter runs: each record of the stream comes once, as it mostly does."""

    meter: Meter | None = None

    @property
    def browser(self) -> Any:
        return _Gateway(self.client, self._running)

    @property
    def _running(self) -> Meter:
        assert self.meter is not None
        return self.meter

    def carry(self) -> None:
        self._carry_the_stream()
        while self._running.mails:
            self._arrived_whole(*self._running.mails.pop())
            self._carry_the_stream()

    def _arrived_whole(self, message_id: str, raw: bytes) -> None:
        """The mail service tells of each mail that it was delivered."""
        message = message_from_bytes(raw, policy=default)
        to = [address for _, address in getaddresses([message["To"]])]
        tags = tags_of(str(message[TAGS]))
        told = ses_event("deliver", message_id=message_id, to=to, tags=tags, at=self.now())
        with self._running.running("OnMailFeedback"):
            on_mail_feedback(sns_event({"Message": json.dumps(told)}), None)

    def _carry_the_stream(self) -> None:
        while records := records_after(self._shown):
            self._shown = records[-1]["dynamodb"]["SequenceNumber"]
            self._running.shown(records)
            with self._running.running("OnChange"):
                on_change(stream_event(records, stream_arn="arn:test"), None)

    def morning_of(self, day: date) -> None:
        if london_date(self.now()) < day:
            self.clock.move_to(london(day, 9, 5))
            with self._running.running("Tick"):
                tick(schedule_event(), None)
            self.carry()


class _Gateway:
    """The doors, each knock on them counted."""

    def __init__(self, client: Client, meter: Meter) -> None:
        self._client, self._meter = client, meter

    @property
    def http(self) -> _Gateway:
        return self

    def get(self, path: str, headers: Any = None) -> Any:
        with self._meter.running("APIHandler"):
            answer = self._client.http.get(path, headers=headers or {})
        self._meter.answered(answer.body)
        return answer

    def post(self, path: str, headers: Any, body: bytes) -> Any:
        with self._meter.running("APIHandler"):
            answer = self._client.http.post(path, headers=headers, body=body)
        self._meter.answered(answer.body)
        return answer


def a_life(work: type[Pages | Programs]) -> Sequence[Stretch]:
    """What each stretch of the life of one complaint used, with the stream that followed it.
    `work` says how staff do theirs: with every page that people open, or by the
    commands alone.
    """
    meter = Meter()
    with own_aws() as place, redirect_stdout(meter.log):
        meter.listen(boto3.DEFAULT_SESSION)
        with town_on_this_aws(CHRISTMAS_EVE, files_endpoint=place.endpoint_url) as made:
            town = Metered(made.client, made.clock, meter=meter)
            town.carry()
            _, _, number = complain(town)  # what a process asks once is no complaint's
            town.carry()
            tick(schedule_event(), None)  # the first of all looks back for a month
            forget(number)
            town.carry()
            meter.fresh()
            return list(_lived(town, meter, work))


def forget(number: str) -> None:
    """Take a case away from beside the one that is measured: its reminders are not that one's."""
    client = boto3.client("dynamodb")
    found = client.query(
        TableName=TABLE,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": case_key(CaseNumber(number))}},
    )
    for item in found["Items"]:
        client.delete_item(TableName=TABLE, Key={name: item[name] for name in ("pk", "sk")})


def _lived(town: Metered, meter: Meter, work: type[Pages | Programs]) -> Iterator[Stretch]:
    def stretch(name: str) -> Stretch:
        town.carry()
        return name, meter.fresh()

    _first_visit(town)
    yield stretch("the first page, its styles and scripts")
    _, _, number = complain(town)
    yield stretch("the form, page by page, and its receipt")
    desk = work(town, f"/api/cases/WLP-{number}")
    desk.program(MANAGER), desk.program(PARTNER)
    signing_in = stretch("two programs sign in")
    if work is not Pages:
        yield signing_in
    else:  # the commands behind the forms are sent by the same programs, whom people do not need
        yield from _looked_round(desk, number, stretch)
    desk.does("acknowledgement", how="email", words="We have it.", offered=["telephone"])
    yield stretch("a command: the acknowledgement, by mail")
    desk.begins()
    desk.does("assignment", handler=HANDLER)
    desk.assessed(1, "Nobody rang back")
    dates = {"investigate_by": "2027-01-22", "respond_by": "2027-02-04"}
    desk.does("plan", **{**PLAN, **dates, "sent_by": "email"})
    desk.does("plan-answer", answer="accepted")
    yield stretch("assessment and plan")
    meter.used, _ = _mornings(town, meter, until=date(2026, 12, 25))
    yield stretch(TWO_MAILS)
    meter.used, idle = _mornings(town, meter, until=date(2027, 2, 3))
    yield stretch("three reminders")
    yield IDLE, idle
    desk.begins()
    _investigated(desk)
    yield stretch("investigation, letter, two approvals")
    desk.begins()
    desk.does("response", sent_by="email", signed_as="partner")
    desk.does("minutes", minute="2027-02/4")
    desk.does("closure")
    yield stretch("the response, and the end")
    Visitor(town.browser).get("/follow")
    yield stretch("a page of following")


def _first_visit(town: Metered) -> None:
    """What a browser asks for that was never here; it keeps it for a year."""
    browser = town.browser.http
    page = Visitor(town.browser).get("/complain").html
    for path in dict.fromkeys(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)):
        assert browser.get(unescape(path)).status_code == 200


def _looked_round(desk: Desk, number: str, stretch: Callable[[str], Stretch]) -> Iterator[Stretch]:
    """What staff open before they begin."""
    grace = desk.visitor(MANAGER)
    yield stretch("signing in")
    grace.get("/staff/cases?view=team")
    yield stretch("worklist")
    grace.get(f"/staff/cases/WLP-{number}")
    yield stretch("case page")
    grace.post("/staff/cases/find", sought="Verity-Example")
    yield stretch("search")


def _mornings(town: Metered, meter: Meter, *, until: date) -> tuple[Used, Used]:
    """The mornings on which something was due, together; and one on which nothing was."""
    used, idle, day = Used(), Used(), london_date(town.now())
    while day < until:
        day += timedelta(days=1)
        town.morning_of(day)
        morning = meter.fresh()
        if morning.calls[TRANSACTION]:
            used += morning
        else:
            idle = morning
    return used, idle


def _investigated(desk: Desk) -> None:
    desk.does("commissioner-check", has="not", text="They were asked")
    desk.does("investigation", text="The record is read")
    desk.does("finding", issue="1", finding="upheld", reasons="The record shows it")
    desk.does("considerations", **CONSIDERATIONS, text="Nothing more is needed")
    desk.does("findings", text="It is upheld")
    desk.does("sharing", people=[])
    desk.signed_off()


@dataclass
class Programs(Desk):
    """A desk at which programs work: a request for each command, and one for the case as often as they
    begin to work on it.
    """

    def begins(self) -> None:
        """They have seen nothing yet."""
        self.version = 0


@dataclass
class Pages(Desk):
    """A desk at which each command is a form that is looked at, and the page of the case after it."""

    def begins(self) -> None:
        """The page of the case is still open."""

    def tries(self, command: str, by: str = MANAGER, **asked: Any) -> tuple[int, dict[str, Any]]:
        grace, page = self.visitor(MANAGER), self.page
        grace.get(f"{page}/do/{command}")
        answer = super().tries(command, by, **asked)
        grace.get(self.page)
        return answer
