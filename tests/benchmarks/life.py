"""One complaint from the form to its last mail, on the real adapters, with everything counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

import boto3
from chalice.test import Client

from chalicelib.domain.calendar import london_date
from chalicelib.entry.schedules import tick
from chalicelib.entry.streams import on_change
from infra.local.pump import schedule_event, stream_event
from tests.benchmarks.meter import Meter, Used
from tests.benchmarks.own_aws import own_aws
from tests.builders import CHRISTMAS_EVE, london
from tests.journeys.desk import CONSIDERATIONS, HANDLER, MANAGER, PARTNER, PLAN, Desk
from tests.journeys.in_process import InProcess, records_after, town_on_this_aws
from tests.journeys.town import complain, sign_in
from tests.visitor import Visitor

Stretch = tuple[str, Used]


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


def a_life() -> tuple[Sequence[Stretch], int]:
    """What each stretch of the life of one complaint used, with the stream that followed it; and the
    bytes that were logged.
    """
    logged = StringIO()
    with own_aws() as place, redirect_stdout(logged):
        meter = Meter()
        meter.listen(boto3.DEFAULT_SESSION)
        with town_on_this_aws(CHRISTMAS_EVE, files_endpoint=place.endpoint_url) as made:
            town = Metered(made.client, made.clock, meter=meter)
            town.carry()
            complain(town)  # what a process asks once (secret, policies) is no complaint's
            town.carry()
            meter.fresh()
            before = logged.tell()
            return list(_lived(town, meter)), logged.tell() - before


def _lived(town: Metered, meter: Meter) -> Iterator[Stretch]:
    def stretch(name: str) -> Stretch:
        town.carry()
        return name, meter.fresh()

    _, _, number = complain(town)
    yield stretch("the form, page by page, and its receipt")
    grace = sign_in(town, MANAGER)
    yield stretch("signing in")
    grace.get("/staff/cases?view=team")
    yield stretch("worklist")
    grace.get(f"/staff/cases/WLP-{number}")
    yield stretch("case page")
    grace.post("/staff/cases/find", sought="Verity-Example")
    yield stretch("search")
    desk = Pages(town, f"/api/cases/WLP-{number}", browser=grace)
    desk.program(MANAGER), desk.program(PARTNER)
    stretch("programs sign in, whom nobody else needs")
    desk.does("acknowledgement", how="email", words="We have it.", offered=["telephone"])
    yield stretch("a command: the acknowledgement, by mail")
    desk.does("assignment", handler=HANDLER)
    desk.assessed(1, "Nobody rang back")
    dates = {"investigate_by": "2027-01-22", "respond_by": "2027-02-04"}
    desk.does("plan", **{**PLAN, **dates, "sent_by": "email"})
    desk.does("plan-answer", answer="accepted")
    yield stretch("assessment and plan")
    for day in (date(2027, 1, 28), date(2027, 2, 3)):
        town.morning_of(day)
    desk.version = 0
    yield stretch("two reminders")
    _investigated(desk)
    yield stretch("investigation, letter, two approvals")
    desk.does("response", sent_by="email", signed_as="partner")
    desk.does("minutes", minute="2027-02/4")
    desk.does("closure")
    yield stretch("the response, and the end")
    Visitor(town.browser).get("/follow")
    yield stretch("a page of following")


def _investigated(desk: Desk) -> None:
    desk.does("commissioner-check", has="not", text="They were asked")
    desk.does("investigation", text="The record is read")
    desk.does("finding", issue="1", finding="upheld", reasons="The record shows it")
    desk.does("considerations", **CONSIDERATIONS, text="Nothing more is needed")
    desk.does("findings", text="It is upheld")
    desk.does("sharing", people=[])
    desk.signed_off()


@dataclass
class Pages(Desk):
    """A desk at which each command is a form that is looked at, and the page of the case after it."""

    browser: Visitor | None = None

    def tries(self, command: str, by: str = MANAGER, **asked: Any) -> tuple[int, dict[str, Any]]:
        assert self.browser is not None
        reference = self.href.rpartition("/")[2]
        self.browser.get(f"/staff/cases/{reference}/do/{command}")
        answer = super().tries(command, by, **asked)
        self.browser.get(f"/staff/cases/{reference}")
        return answer
