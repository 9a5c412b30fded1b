"""The packaged deployment, as a test talks to it: over HTTP, by mail, and as one of its functions."""

import http.client
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import boto3

from infra.local.aws import client
from infra.local.mail import Mail, read_mail
from infra.local.packaged import STACK_NAME
from infra.local.place import REGION, Place
from infra.local.pump import schedule_event

Found = TypeVar("Found")

SECONDS_TO_MOVE = 900
"""The clock stops each morning on the way, until the tick has nothing more to do."""


@dataclass(frozen=True)
class Answer:
    """What the gateway answered."""

    status: int
    headers: dict[str, str]
    text: str
    cookies: tuple[str, ...] = ()


class PackagedStack:
    """One running packaged deployment. Read its addresses, ask its pages, read its mail."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.announced: dict[str, Any] = json.loads(place.announcement.read_text())
        self.base_url: str = self.announced["base_url"]
        self.table: str = self.announced["table"]
        self.deployed_at = time.monotonic()
        self._read: dict[str, Mail] = {}

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """One request through the gateway; redirects are answers too."""
        connection = http.client.HTTPConnection(urlsplit(self.base_url).netloc, timeout=40)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            cookies = tuple(response.headers.get_all("Set-Cookie", []))
            headers = dict(response.getheaders())
            return Answer(response.status, headers, response.read().decode(), cookies)
        finally:
            connection.close()

    def mails(self, recipient: str = "") -> list[Mail]:
        """The mails sent so far to addresses that contain `recipient`, newest first."""
        for path in self.place.mail.glob("*.eml"):
            # Each is read once: a walk through months of mail asks for them hundreds of times.
            if path.stem not in self._read:
                self._read[path.stem] = read_mail(path)
        newest_first = (self._read[name] for name in sorted(self._read, reverse=True))
        return [
            mail for mail in newest_first if recipient.lower() in ", ".join(mail.recipients).lower()
        ]

    def client(self, service: str) -> Any:
        """A client with an administrator's rights."""
        return client(self.place, service)

    def client_as(self, function: str, service: str) -> Any:
        """A client with exactly the rights of one function, by its logical id."""
        role = self.client("lambda").get_function_configuration(FunctionName=self.physical(function))[
            "Role"
        ]
        lent = self.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
        make: Any = boto3.Session(region_name=REGION).client
        return make(
            service,
            endpoint_url=self.place.endpoint_url,
            aws_access_key_id=lent["AccessKeyId"],
            aws_secret_access_key=lent["SecretAccessKey"],
            aws_session_token=lent["SessionToken"],
        )

    def physical(self, logical_id: str) -> str:
        """The name that a resource of the template has in this deployment."""
        found = self.client("cloudformation").describe_stack_resource(
            StackName=STACK_NAME, LogicalResourceId=logical_id
        )
        return str(found["StackResourceDetail"]["PhysicalResourceId"])

    def call(self, function: str) -> Any:
        """What a function answers when its schedule calls it."""
        event = json.dumps(schedule_event()).encode()
        functions = client(self.place, "lambda", seconds_to_answer=SECONDS_TO_MOVE)
        answer = functions.invoke(FunctionName=self.physical(function), Payload=event)
        assert "FunctionError" not in answer
        return json.loads(answer["Payload"].read())

    def logged(self) -> list[str]:
        """Every line that any function wrote."""
        logs = self.client("logs")
        groups = logs.describe_log_groups(logGroupNamePrefix=f"/candour/{STACK_NAME}/")["logGroups"]
        pages = (logs.filter_log_events(logGroupName=each["logGroupName"]) for each in groups)
        return [event["message"] for page in pages for event in page["events"]]

    def log_of(self, name: str) -> list[str]:
        """The lines that a function has written: `name` is api, on-change, sweep or tick."""
        events = self.client("logs").filter_log_events(logGroupName=f"/candour/{STACK_NAME}/{name}")[
            "events"
        ]
        return [event["message"] for event in events]

    def move_clock(self, **asked: object) -> dict[str, Any]:
        """Move the local clock, as its page does: working_days=3, hours=2 or to="2027-01-04T09:05"."""
        address = urlsplit(self.place.clock_url)
        connection = http.client.HTTPConnection(address.netloc, timeout=SECONDS_TO_MOVE)
        try:
            connection.request(
                "POST", address.path, json.dumps(asked), {"Content-Type": "application/json"}
            )
            moved: dict[str, Any] = json.loads(connection.getresponse().read())
            return moved
        finally:
            connection.close()


def eventually(look: Callable[[], Found], *, seconds: float = 20.0, every: float = 0.2) -> Found:
    """What `look` finds, as soon as it finds something; what it found last, if it never does."""
    until = time.monotonic() + seconds
    while not (found := look()) and time.monotonic() < until:
        time.sleep(every)
    return found
