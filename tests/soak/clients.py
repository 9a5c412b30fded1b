"""Sixteen: people who complain and programs that record, each pressing again until it is answered."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from infra.demo.staff import DEMO_PASSWORD
from tests.journeys.conftest import OverHttp
from tests.visitor import ANSWERS, Visitor

CLIENTS = 16
OF_THE_SOAK = "soak-"
"""How each address of theirs begins, in no two complaints the same one."""
BY_FORM = 8
"""How many of them fill in the public form, page by page; the others record through the API."""
PATIENCE = 60.0
"""Seconds after the end for which somebody still presses again."""


@dataclass
class Confirmed:
    """What was answered: the reference of each submission, by the address of who complained; and who
    pressed until their patience ended.
    """

    until: float = 0.0
    references: dict[str, str] = field(default_factory=dict)
    given_up: set[str] = field(default_factory=set)
    again: int = 0
    seconds: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, address: str, reference: str, seconds: float) -> None:
        with self._lock:
            assert address not in self.references
            self.references[address] = reference
            self.seconds.append(seconds)

    def press_again(self) -> bool:
        """Count it; whether there is still time for it."""
        with self._lock:
            self.again += 1
        time.sleep(0.3)
        return time.monotonic() < self.until + PATIENCE

    def give_up(self, address: str) -> None:
        with self._lock:
            self.given_up.add(address)


class Client(threading.Thread):
    """One of them, until the time is over."""

    def __init__(self, number: int, base_url: str, confirmed: Confirmed) -> None:
        super().__init__(name=f"client-{number}", daemon=True)
        self._number, self._url, self._confirmed = number, base_url, confirmed

    def run(self) -> None:
        turn = 0
        tells = tell_by_form if self._number < BY_FORM else tell_by_program
        while time.monotonic() < self._confirmed.until:
            turn += 1
            address = f"{OF_THE_SOAK}{self._number}-{turn}@patients.example"
            began = time.monotonic()
            reference = tells(self._url, address, self._confirmed)
            if reference:
                self._confirmed.note(address, reference, time.monotonic() - began)
            else:
                self._confirmed.give_up(address)


def tell_by_form(url: str, address: str, confirmed: Confirmed) -> str:
    """The whole form; the reference on the page after it."""
    visitor = Visitor(OverHttp(url))  # type: ignore[arg-type]
    contact = ANSWERS["contact"] | {"email": address}
    for step, answers in (ANSWERS | {"contact": contact}).items():
        if not _pressed(lambda s=step, a=answers: visitor.send(f"/complain/{s}", a), confirmed):  # type: ignore[misc]
            return ""
    seen = _pressed(lambda: visitor.post("/complain/check"), confirmed)
    # Who presses again after an answer was lost is led to the same confirmation.
    return seen.path.split("/")[2].replace("-", "/") if seen and "/received" in seen.path else ""


def _pressed(press: Any, confirmed: Confirmed) -> Any:
    there_is_time = True
    while there_is_time:
        try:
            seen = press()
        except OSError:
            seen = None
        if seen is not None and seen.status < 500:
            return seen
        there_is_time = confirmed.press_again()
    return None


def tell_by_program(url: str, address: str, confirmed: Confirmed) -> str:
    """What staff record, through the API, with a key of its own."""
    answer = record(url, address, confirmed)
    return str(answer["reference"]) if answer else ""


def record(url: str, address: str, confirmed: Confirmed) -> dict[str, Any] | None:
    """The answer to this submission; the same one for every resend."""
    body = {
        "urgent_need": False,
        "contact_type": "complaint",
        "received_via": "letter",
        "what_happened": "Nobody rang me about my blood test.",
        "first_name": "Petra",
        "last_name": "Examplova",
        "email": address,
        "may_email": True,
    }
    there_is_time = True
    while there_is_time:
        try:
            response = OverHttp(url).post(
                "/api/cases", _headers(url, address), json.dumps(body).encode()
            )
        except (OSError, KeyError, ValueError):
            response = None
        if response is not None and response.status_code in (200, 201):
            answer: dict[str, Any] = json.loads(response.body)
            return answer
        there_is_time = confirmed.press_again()
    return None


_TOKENS: dict[str, str] = {}


def _headers(url: str, key: str) -> dict[str, str]:
    if url not in _TOKENS:
        asked = {"username": "complaints.manager", "password": DEMO_PASSWORD}
        json_only = {"Content-Type": "application/json"}
        signed_in = OverHttp(url).post("/api/sign-in", json_only, json.dumps(asked).encode())
        _TOKENS[url] = json.loads(signed_in.body)["token"]
    return {
        "Content-Type": "application/json",
        "Authorization": f"Bearer {_TOKENS[url]}",
        "Idempotency-Key": key,
    }
