"""A file through the packaged deployment: sent to the store with a signed form, checked by a function
with its own rights, opened by an address that was signed with the API's.
"""

import json
import uuid
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from botocore.exceptions import ClientError

from infra.demo.staff import DEMO_PASSWORD
from tests.packaged.rig import Answer, PackagedStack, eventually
from tests.samples import EICAR, a_pdf


class Grace:
    """The complaints manager's program, with one case of the demonstration."""

    def __init__(self, stack: PackagedStack) -> None:
        self._stack = stack
        body = {"username": "complaints.manager", "password": DEMO_PASSWORD}
        self._token = ""
        self._token = self.ask("POST", "/api/sign-in", body)["token"]
        first = self.ask("GET", "/api/cases?view=team")["items"][0]["reference"]
        self.documents = f"/api/cases/{first.replace('/', '-')}/documents"

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return json.loads(self.answer(method, path, body).text)

    def answer(self, method: str, path: str, body: dict[str, Any] | None = None) -> Answer:
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self._token}",
            "Idempotency-Key": uuid.uuid4().hex,
        }
        sent = None if body is None else json.dumps(body).encode()
        return self._stack.ask(path, method=method, body=sent, headers=headers)

    def add(self, title: str) -> dict[str, Any]:
        form: dict[str, Any] = self.ask("POST", self.documents, {"title": title})
        return form

    def state(self, document: str) -> str:
        listed = self.ask("GET", self.documents)["items"]
        return next((each["state"] for each in listed if each["document"] == document), "")


@pytest.fixture
def grace(packaged_stack: PackagedStack) -> Grace:
    return Grace(packaged_stack)


def send(form: dict[str, Any], content: bytes) -> int:
    """What a browser does with the form."""
    return requests.post(
        form["url"], data=form["fields"], files={"file": content}, timeout=20
    ).status_code


def ended(grace: Grace, form: dict[str, Any]) -> str:
    return eventually(
        lambda: (state := grace.state(form["document"])) not in ("", "checking") and state
    )


def test_a_letter_is_sent_checked_and_opened_and_a_harmful_file_is_blocked(grace: Grace):
    letter, harmful = a_pdf("The clinic writes"), EICAR
    good, bad = grace.add("Letter from the clinic"), grace.add("Letter from nobody we know")

    assert (send(good, letter), send(bad, harmful)) == (201, 201)

    assert (ended(grace, good), ended(grace, bad)) == ("safe", "blocked")
    opened = grace.ask("POST", f"{grace.documents}/{good['document']}/opening", {})
    got = requests.get(opened["url"], timeout=20)
    assert got.content == letter
    assert got.headers["Content-Disposition"].startswith("attachment;")
    refused = grace.answer("POST", f"{grace.documents}/{bad['document']}/opening", {})
    assert refused.status == 409


def test_a_form_takes_no_other_key_no_larger_file_and_no_other_way_back(grace: Grace):
    form = grace.add("Letter from the clinic")
    another = {**form["fields"], "key": "kept/01STOLEN"}
    elsewhere = {**form["fields"], "success_action_redirect": "https://elsewhere.example"}

    assert send({**form, "fields": another}, a_pdf()) == 403
    assert send({**form, "fields": elsewhere}, a_pdf()) == 403
    assert send(form, bytes(50_000_001)) == 400
    assert grace.state(form["document"]) == ""


def test_nobody_reads_the_store_without_an_address_or_quarantine_at_all(packaged_stack: PackagedStack):
    bucket = packaged_stack.physical("Files")
    plain = f"http://{urlsplit(packaged_stack.place.endpoint_url).netloc}/{bucket}/kept/01D"

    assert requests.get(plain, timeout=20).status_code == 403
    for function in ("APIHandler", "OnChange", "Tick"):
        s3 = packaged_stack.client_as(function, "s3")
        with pytest.raises(ClientError, match="AccessDenied"):
            s3.get_object(Bucket=bucket, Key="quarantine/01D")
        with pytest.raises(ClientError, match="AccessDenied"):
            s3.list_objects_v2(Bucket=bucket)
