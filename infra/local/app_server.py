"""The app in this process: Chalice's local server, with the pump beside it.

    python -m infra.local.app_server

Started by the supervisor with the settings of the functions in its environment.
"""

import importlib
import logging
import os
import signal
import sys
import threading
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any

import boto3
from chalice.config import Config
from chalice.local import ChaliceRequestHandler, ForbiddenError, LocalDevServer, create_local_server

from infra.local.family import stop_with_parent
from infra.local.pump import Function, HourPump, SchedulePump, StreamPump
from infra.local.queue_pump import (
    QueuePump,
    as_told,
    queue_of_bucket,
    queue_of_topic,
    sns_event,
)
from infra.package.gateway import UNKNOWN_ADDRESS

STREAM_FUNCTION = "chalicelib.entry.streams.on_change"
SCHEDULE_FUNCTION = "chalicelib.entry.schedules.tick"
SWEEP_FUNCTION = "chalicelib.entry.schedules.sweep"
FILE_FUNCTION = "chalicelib.entry.files.on_file"
MAIL_FUNCTION = "chalicelib.entry.mail_in.on_mail"
FEEDBACK_FUNCTION = "chalicelib.entry.mail_feedback.on_mail_feedback"
# A browser that goes away in the middle of a form must not hold a thread for ever.
SECONDS_OF_SILENCE = 120


def quiet_server(port: int) -> LocalDevServer:
    """Chalice's local server, mended where it differs from the gateway in front of the functions."""
    app = importlib.import_module("app").app
    config = Config(chalice_stage="local", config_from_disk={"project_dir": os.getcwd()})
    # Without this each answer on a kept connection waits 40 ms for the client's acknowledgement.
    ChaliceRequestHandler.disable_nagle_algorithm = True
    ChaliceRequestHandler.timeout = SECONDS_OF_SILENCE
    ChaliceRequestHandler.log_request = _log_nothing
    ChaliceRequestHandler.send_error = _send_unknown_method
    ChaliceRequestHandler._send_http_response = _send_as_the_gateway  # type: ignore[method-assign]
    ChaliceRequestHandler._send_error_response = _send_unknown_address  # type: ignore[method-assign]
    return create_local_server(app, config, "127.0.0.1", port)


def _log_nothing(self: ChaliceRequestHandler, code: object = "-", size: object = "-") -> None:
    """Addresses hold case numbers; the functions log what may be logged."""


def _send_unknown_address(self: ChaliceRequestHandler, error: Any) -> None:
    """Chalice answers an unknown path with a 403 in JSON; our gateway responds with a page."""
    if isinstance(error, ForbiddenError):
        _send_own_page(self)
    else:
        self._send_http_response(error.CODE, error.headers, error.body)


_SEND = ChaliceRequestHandler._send_http_response


def _send_as_the_gateway(self: ChaliceRequestHandler, code: int, headers: Any, body: Any) -> None:
    """A path that has not this method is an unknown address to the gateway, and never reaches us."""
    if code == HTTPStatus.METHOD_NOT_ALLOWED:
        _send_own_page(self)
    else:
        _SEND(self, code, headers, body)


def _send_unknown_method(self: ChaliceRequestHandler, *_: object) -> None:
    """A method that nobody knows is a 501 to Python's server, and to the gateway an unknown address."""
    # What came with it would be taken for the next request; left unread, it would break the connection.
    self.close_connection = True
    waiting = self.headers.get("Content-Length", "") if hasattr(self, "headers") else ""
    if waiting.isdecimal():
        self.rfile.read(int(waiting))
    _send_own_page(self)


def _send_own_page(self: ChaliceRequestHandler) -> None:
    headers = {"Content-Type": "text/html; charset=utf-8"}
    self._send_http_response(UNKNOWN_ADDRESS.status, headers, UNKNOWN_ADDRESS.page)


Pump = StreamPump | SchedulePump | HourPump | QueuePump


def start_pumps() -> list[Pump]:
    """Start what AWS does between the parts."""
    stream = StreamPump(
        _function(STREAM_FUNCTION),
        streams=boto3.client("dynamodbstreams"),
        stream_arn=os.environ["CANDOUR_STREAM_ARN"],
        position_file=Path(os.environ["CANDOUR_STREAM_FILE"]),
    )
    pumps: list[Pump] = [
        stream,
        SchedulePump(
            _planned_before(_function(SCHEDULE_FUNCTION)),
            clock_file=Path(os.environ["LOCAL_CLOCK_FILE"]),
            tick_file=Path(os.environ["CANDOUR_TICK_FILE"]),
        ),
        HourPump(_function(SWEEP_FUNCTION), after=stream.ran_dry),
        _feedback_pump(),
        _bucket_pump("on_mail", MAIL_FUNCTION, os.environ["MAIL_BUCKET"], "mail/"),
        _bucket_pump("on_file", FILE_FUNCTION, os.environ["FILES_BUCKET"], "quarantine/"),
    ]
    for pump in pumps:
        pump.start()
    return pumps


def _feedback_pump() -> QueuePump:
    sqs = boto3.client("sqs")
    topic = os.environ["CANDOUR_MAIL_NOTICES"]
    queue = queue_of_topic(topic, "candour-mail-notices", sqs=sqs, sns=boto3.client("sns"))
    feedback = _function(FEEDBACK_FUNCTION)
    return QueuePump("on_mail_feedback", feedback, sns_event, sqs=sqs, queue=queue)


def _bucket_pump(name: str, function: str, bucket: str, prefix: str) -> QueuePump:
    """Carries what arrives below this prefix of a bucket to its function."""
    sqs, events = boto3.client("sqs"), boto3.client("events")
    queue = queue_of_bucket(bucket, prefix, f"candour-{name}", sqs=sqs, events=events)
    return QueuePump(name, _function(function), as_told, sqs=sqs, queue=queue)


def _planned_before(tick: Function) -> Function:
    """The tick; before the first one of each day, what organisations owe is called for.

    In AWS the nightly job does that, after it has looked at the published bank holidays: a laptop
    that moves through a year in minutes must not ask for them every few seconds.
    """
    from chalicelib import wiring
    from chalicelib.application.plan_timetable import plan_timetables
    from chalicelib.domain.calendar import london_date

    planned: set[date] = set()

    def planned_tick(event: Any, context: Any) -> Any:
        ports = wiring.world().ports
        today = london_date(ports.clock.now())
        if today not in planned:
            plan_timetables(ports)
            planned.add(today)
        return tick(event, context)

    return planned_tick


def _function(name: str) -> Function:
    """The handler under the name that Lambda would call it by."""
    module, _, function = name.rpartition(".")
    handler: Function = getattr(importlib.import_module(module), function)
    return handler


def main() -> None:
    """Serve until told to stop, or until the supervisor is gone."""
    stop_with_parent()
    logging.basicConfig(
        stream=sys.stdout,
        level=logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    server = quiet_server(int(sys.argv[1]))
    pumps = start_pumps()
    # A signal handler runs in the main thread, which is the one that serves: stop from another.
    stopping = threading.Thread(target=server.shutdown, daemon=True)
    signal.signal(signal.SIGTERM, lambda *_: stopping.start())
    server.serve_forever()
    for pump in pumps:
        pump.stop()
    # A pump may still wait for an emulator that is gone; nothing waits for it.
    os._exit(0)


if __name__ == "__main__":
    main()
