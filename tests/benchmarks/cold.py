"""How long a function takes that nobody kept warm, beside a bare Chalice function in the same run.

Each start is a process of its own with nothing but the unpacked package on its path, as Lambda has it:
it imports the handler and answers its first event. What counts is the time on a processor, which is
what Lambda's own start is made of and what a busy machine does not change much. The bare one is an app
of one route with one DynamoDB client, from the same package, which reads one item in its answer.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import boto3

from chalicelib.adapters.keys import MESSAGE, case_key
from chalicelib.adapters.mail_bucket import PREFIX
from chalicelib.application.open_case import open_case
from chalicelib.application.ports import Ports
from chalicelib.domain.reference import CaseNumber
from chalicelib.settings import Settings
from chalicelib.wiring import real_world
from infra.local.pump import schedule_event
from infra.package.package import Package, make_package
from tests.aws import TABLE
from tests.benchmarks.own_aws import own_aws
from tests.builders import PUBLIC, an_intake
from tests.journeys.in_process import made_on_this_aws

TIMES = 7
BARE = "bare"
BARE_APP = """
import os
import boto3
from chalice import Chalice

app = Chalice(app_name="bare")
table = boto3.client("dynamodb")

@app.route("/complain/{step}")
def page(step):
    table.get_item(TableName=os.environ["TABLE_NAME"], Key={"pk": {"S": step}, "sk": {"S": step}})
    return "A page"
"""
AT = "2026-11-22T11:00:00.000Z"
MAIL = """From: asha@patients.example
To: complaints@willow-lane.example
Subject: My appointment
Message-ID: <one@patients.example>

Nobody rang me back.
"""
START = """
import importlib, json, sys, time
module, _, name = sys.argv[1].rpartition(".")
handler = getattr(importlib.import_module(module), name)
loaded = time.process_time()
answer = handler(json.loads(sys.argv[2]), None)
status = answer.get("statusCode", 200) if isinstance(answer, dict) else 200
print(json.dumps([loaded, time.process_time(), status]))
"""


@dataclass(frozen=True)
class Start:
    """A function with the first thing that it is asked, made anew for each start; `name` as a reader
    knows it.
    """

    name: str
    handler: str
    event: Callable[[], Mapping[str, Any]]


@dataclass(frozen=True)
class Cold:
    """Milliseconds of processor until a handler was loaded, and until its first answer."""

    loaded: float
    answered: float


def cold_starts(times: int = TIMES) -> dict[str, Cold]:
    """Medians of so many starts of each, the bare one first; they take turns."""
    with TemporaryDirectory() as folder, own_aws():
        path = _unpacked(make_package("local"), Path(folder))
        settings = made_on_this_aws()
        environment = _environment(settings, path)
        starts = (_gets(BARE, "bare.app", "/complain/{step}", step="who"), *_ours(settings))
        taken: dict[str, list[Cold]] = {start.name: [] for start in starts}
        for _ in range(times + 1):
            for start in starts:
                taken[start.name].append(_started(start, environment))
    return {name: _median(each[1:]) for name, each in taken.items()}


def _ours(settings: Settings) -> Iterator[Start]:
    """Each function of the template; the one behind the gateway by the pages that matter most."""
    yield _gets("public form, first page", "app.app", "/complain/{step}", step="help-first")
    yield _gets("staff, sign-in page", "app.app", "/staff/sign-in")
    template = json.loads(make_package("local").template.read_text())
    events = _events(settings)
    for name, resource in sorted(template["Resources"].items()):
        if resource["Type"] == "AWS::Serverless::Function" and name in events:
            yield Start(name, resource["Properties"]["Handler"], events[name])


def _gets(name: str, handler: str, resource: str, **values: str) -> Start:
    return Start(name, handler, lambda: asked_for(resource, **values))


def _events(settings: Settings) -> Mapping[str, Callable[[], Mapping[str, Any]]]:
    """What each is for, once, and jobs with nothing due. The nightly look at published holidays asks
    the internet, and the check of files a scanner: they are not measured.
    """
    ports, keys = real_world(settings).ports, count()
    return {
        "OnChange": lambda: _receipt_owed(ports, str(next(keys))),
        "OnMail": lambda: _mail_came(settings.mail_bucket, f"mail-{next(keys)}"),
        "OnMailFeedback": _delivered,
        "Tick": schedule_event,
        "Sweep": schedule_event,
        "VerifyChains": schedule_event,
    }


def _complained(ports: Ports, key: str) -> CaseNumber:
    organisation = ports.policies.default_organisation()
    intake = an_intake(key=key, received_at=ports.clock.now())
    return open_case(intake, organisation=organisation, by=PUBLIC, ports=ports).reference.number


def _receipt_owed(ports: Ports, key: str) -> Mapping[str, Any]:
    """What the stream shows of a complaint's receipt before it was sent."""
    partition = {":pk": {"S": case_key(_complained(ports, key))}, ":sk": {"S": MESSAGE}}
    found = boto3.client("dynamodb").query(
        TableName=TABLE,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
        ExpressionAttributeValues=partition,
    )
    change = {"SequenceNumber": "1", "NewImage": found["Items"][0]}
    return {"Records": [{"dynamodb": change}]}


def _mail_came(bucket: str, name: str) -> Mapping[str, Any]:
    key = f"{PREFIX}{name}"
    boto3.client("s3").put_object(Bucket=bucket, Key=key, Body=MAIL.encode())
    return {"detail": {"bucket": {"name": bucket}, "object": {"key": key}}}


def _delivered() -> Mapping[str, Any]:
    """A notice of a mail about a case that is not here any more."""
    tags = {"case": ["123456"], "message": ["receipt__1"]}
    said = {
        "eventType": "Delivery",
        "mail": {"messageId": "1", "timestamp": AT, "destination": [], "tags": tags},
        "delivery": {"timestamp": AT, "recipients": []},
    }
    return {"Records": [{"Sns": {"Message": json.dumps(said)}}]}


def asked_for(resource: str, **values: str) -> dict[str, Any]:
    """A GET as API Gateway hands it over."""
    path = resource.format(**values)
    context = {
        "resourcePath": resource,
        "httpMethod": "GET",
        "path": path,
        "identity": {"sourceIp": "127.0.0.1"},
    }
    return {
        "resource": resource,
        "path": path,
        "httpMethod": "GET",
        "headers": {"Host": "candour.test"},
        "multiValueHeaders": {"Host": ["candour.test"]},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": values or None,
        "stageVariables": None,
        "requestContext": context,
        "body": None,
        "isBase64Encoded": False,
    }


def _unpacked(package: Package, folder: Path) -> Path:
    with zipfile.ZipFile(package.archive) as archive:
        archive.extractall(folder)
    (folder / "bare.py").write_text(BARE_APP)
    return folder


def _environment(settings: Settings, path: Path) -> dict[str, str]:
    said = {name.upper(): str(value) for name, value in asdict(settings).items()}
    aws = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(path), **said, **aws}


def _started(start: Start, environment: Mapping[str, str]) -> Cold:
    command = [sys.executable, "-s", "-c", START, start.handler, json.dumps(start.event())]
    place = environment["PYTHONPATH"]
    done = subprocess.run(
        command, cwd=place, env=environment, capture_output=True, text=True, check=True
    )
    loaded, answered, status = json.loads(done.stdout.splitlines()[-1])
    assert status == 200, (start.name, done.stdout)
    return Cold(loaded * 1000, answered * 1000)


def _median(starts: Sequence[Cold]) -> Cold:
    return Cold(
        statistics.median(each.loaded for each in starts),
        statistics.median(each.answered for each in starts),
    )
