"""What a journey leaves where it stays for long: each line of the log, each address that a browser or a
program asked for or was sent to, and the facts of each event, which outlive an erasure. Nobody's name
belongs there, and nothing that anybody wrote, whatever the journey is (S4-10; decision 0002).
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

import pytest
from chalice.test import HTTPResponse, TestHTTPClient

from chalicelib.adapters.case_table import CaseTable
from chalicelib.domain.case import Change
from chalicelib.observability import StructuredLog

CANARIES = (
    "Asha",
    "Verity",
    "Petra",
    "Examplova",
    "patients.example",
    "7700900",
    "7700 900",
    "1957-03-27",
    "March 1957",
    "ZZ99",
    "blood test",
    "fifty minutes",
    "three weeks",
)
"""Parts of what the people of the journeys are called, how they are reached, and what they told."""


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """What any logger writes, ours in the form in which it goes to CloudWatch."""
    written = io.StringIO()
    StructuredLog("INFO").info("reading the log")
    ours = logging.getLogger("complaints")
    ear, anybodys = logging.StreamHandler(written), logging.StreamHandler(written)
    ear.setFormatter(ours.handlers[0].formatter)
    ours.addHandler(ear)
    logging.getLogger().addHandler(anybodys)
    try:
        yield written
    finally:
        ours.removeHandler(ear)
        logging.getLogger().removeHandler(anybodys)


@dataclass
class Overheard:
    """Lines and addresses, as they came."""

    log: io.StringIO
    addresses: list[str] = field(default_factory=list)
    typed: set[str] = field(default_factory=set)
    facts: list[str] = field(default_factory=list)

    def told(self) -> list[str]:
        """Everything that names somebody, or repeats what anybody typed into any field."""
        lines = [*self.log.getvalue().splitlines(), *map(unquote_plus, self.addresses), *self.facts]
        canaries = (*CANARIES, *self.typed)
        return [line for line in lines if any(canary in line for canary in canaries)]


NAMES = ("name", "email", "phone", "mobile", "landline", "postcode", "born", "birth", "number")
"""Parts of what fields are called in which one word names somebody."""
CODES = ("csrf", "username", "user_name", "named")
"""Fields that hold codes, whatever they are called."""
SHORTEST = 5
"""Characters: what is shorter is in every line by chance."""


def typed_in(body: bytes | None) -> Iterator[str]:
    """What a form or a program sends that a person wrote: every value with a space or an @, and each
    that names somebody by itself. Codes and tokens have neither.
    """
    for name, value in _fields(body or b""):
        said = value.strip()
        in_words = " " in said or "@" in said or any(part in name for part in NAMES)
        if in_words and len(said) >= SHORTEST and name not in CODES:
            yield said


def _fields(body: bytes) -> Iterator[tuple[str, str]]:
    text = body.decode(errors="replace")
    if text.startswith("{"):
        yield from _strings("", json.loads(text))
    else:
        yield from parse_qsl(text)


def _strings(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for each, inner in value.items():
            yield from _strings(each, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(name, inner)
    elif isinstance(value, str):
        yield name, value


@contextmanager
def overhearing(patch: pytest.MonkeyPatch) -> Iterator[Overheard]:
    """Listen to all that happens within."""
    with everything_logged() as log:
        heard, ask = Overheard(log), TestHTTPClient.request
        save = CaseTable.save

        def request(
            self: Any, method: str, path: str, headers: Any = None, body: bytes = b""
        ) -> HTTPResponse:
            heard.addresses.append(path)
            heard.typed.update(typed_in(body))
            answer = ask(self, method, path, headers=headers, body=body)
            heard.addresses.append(str(answer.headers.get("Location", "")))
            return answer

        def saved(self: CaseTable, change: Change) -> None:
            happened = ({"type": each.type, **each.facts} for each in change.events)
            heard.facts += [json.dumps(each, ensure_ascii=False, default=str) for each in happened]
            save(self, change)

        patch.setattr(TestHTTPClient, "request", request)
        patch.setattr(CaseTable, "save", saved)
        yield heard
