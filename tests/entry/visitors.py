"""Who knocks on the doors in tests: somebody at a browser, and a program."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from chalice.test import Client, HTTPResponse

from chalicelib.domain.reference import Reference
from tests.fakes import FakeWorld


@dataclass
class Browser:
    """A browser at the pages. `session` is the token in its cookie; it reads no script."""

    client: Client
    session: str = ""

    def get(self, path: str) -> HTTPResponse:
        return self.client.http.get(path, headers={"Cookie": self._cookies()})

    def post(self, path: str, **fields: object) -> HTTPResponse:
        """Send a form as its page would: with the visit's token."""
        visit, token = self._visit()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{visit}; {self._cookies()}",
        }
        body = urlencode({"csrf": token, **fields}, doseq=True).encode()
        return self.client.http.post(path, headers=headers, body=body)

    def _visit(self) -> tuple[str, str]:
        page = self.client.http.get("/staff/sign-in")
        token = re.search(r'name="csrf" value="([^"]+)"', page.body.decode())
        assert token, "every form carries the visit's token"
        return cookies_of(page)[0].split(";")[0], token[1]

    def _cookies(self) -> str:
        return f"session={self.session}" if self.session else ""


@dataclass
class Program:
    """A program at the API, with a token."""

    client: Client
    token: str = ""

    def get(self, path: str) -> HTTPResponse:
        return self.client.http.get(path, headers=self._headers())

    def post(self, path: str, body: Mapping[str, Any], **headers: str) -> HTTPResponse:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.http.post(
            path, headers=self._headers() | given, body=json.dumps(body).encode()
        )

    def _headers(self) -> dict[str, str]:
        return {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}


def cookies_of(answer: HTTPResponse) -> list[str]:
    """Every cookie that an answer sets."""
    cookies = answer.headers.get("Set-Cookie", [])
    return [cookies] if isinstance(cookies, str) else list(cookies)


def said(answer: HTTPResponse) -> str:
    """What a page says, without its markup and its line breaks."""
    main = answer.body.decode().partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def version_of(world: FakeWorld, reference: Reference) -> int:
    """The version that somebody who looks now would see."""
    return world.cases.load(reference.number).case.version
