"""A browser without a screen: it keeps cookies, follows redirects and carries each form's token."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit

from chalice.test import Client

FORM = "application/x-www-form-urlencoded"

ANSWERS: dict[str, dict[str, Any]] = {
    "help-first": {"urgent_need": "no"},
    "kind": {"contact_type": "complaint"},
    "who": {"standing": "self"},
    "subject": {"subject": "communications"},
    "what-happened": {"what_happened": "Nobody rang me about my blood test for three weeks."},
    "when": {
        "happened_on-day": "1",
        "happened_on-month": "3",
        "happened_on-year": "26",
        "happened_when": "",
    },
    "where": {"happened_where": "On the phone", "who_was_involved": "The nurse"},
    "what-you-want": {"desired_outcome": "An explanation"},
    "how": {"handling_preferences": ""},
    "name": {"title": "Mrs", "first_name": "Asha", "last_name": "Verity-Example"},
    "birth": {
        "date_of_birth-day": "27",
        "date_of_birth-month": "March",
        "date_of_birth-year": "57",
    },
    "contact": {
        "email": "asha@patients.example",
        "mobile": "07700 900123",
        "landline": "",
        "address": "",
        "postcode": "",
    },
    "email": {"may_email": "yes"},
    "keep-in-touch": {"best_channel": "telephone", "channels": ["email"]},
    "formats": {},
    "support": {"interpreter": "", "other_language": "", "support": ""},
}
"""A whole complaint, step by step, as a browser sends it."""


@dataclass
class Seen:
    """A page as it came: after redirects, with its text as a person reads it."""

    path: str
    status: int
    html: str
    headers: dict[str, Any]

    @property
    def text(self) -> str:
        """What is on the page, without its tags."""
        body = self.html.partition("<main")[2].partition("</main>")[0]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())

    @property
    def token(self) -> str:
        """What the page's forms carry."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.html)
        return found[1] if found else ""

    @property
    def title(self) -> str:
        """The title of the page."""
        return unescape(self.html.partition("<title>")[2].partition("</title>")[0])

    def value(self, name: str) -> str:
        """What stands in an input or a textarea."""
        area = re.search(rf'<textarea[^>]*name="{name}"[^>]*>(.*?)</textarea>', self.html, re.S)
        line = re.search(rf'<input[^>]*name="{name}"[^>]*?value="([^"]*)"', self.html)
        found = area or line
        # A browser leaves out a line break that stands first in a textarea.
        return unescape(found[1]).removeprefix("\n") if found else ""


@dataclass
class Visitor:
    """Somebody at a browser."""

    client: Client
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, path: str) -> Seen:
        """Go to a page."""
        return self._arrived(path, self.client.http.get(path, headers=self._headers()))

    def post(self, path: str, **fields: Any) -> Seen:
        """Send a form to its address, with the token of the last page."""
        return self.send(path, {name.replace("__", "-"): value for name, value in fields.items()})

    def send(self, path: str, fields: dict[str, Any]) -> Seen:
        """Send a form whose names are no Python names."""
        if not self.token:
            self.get("/complain/help-first")
        body = urlencode({"csrf": self.token, **fields}, doseq=True).encode()
        headers = {**self._headers(), "Content-Type": FORM}
        return self._arrived(path, self.client.http.post(path, headers=headers, body=body))

    def fill_in(self, *, until: str = "check") -> Seen:
        """Answer every step before `until`; the page that follows."""
        seen = self.get("/complain/help-first")
        for step, answers in ANSWERS.items():
            if step == until:
                break
            seen = self.send(f"/complain/{step}", answers)
        return seen

    def answer(self, answers: Mapping[str, Mapping[str, Any]]) -> Seen:
        """Answer these steps, in this order; the page that follows."""
        seen = self.get("/complain/help-first")
        for step, given in answers.items():
            seen = self.send(f"/complain/{step}", given)
        return seen

    def complain(self) -> Seen:
        """A whole complaint, sent; its confirmation."""
        self.fill_in()
        return self.post("/complain/check")

    def _headers(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def _arrived(self, path: str, response: Any) -> Seen:
        self._keep(response.headers.get("Set-Cookie", []))
        location = response.headers.get("Location", "")
        if response.status_code == 303:
            parts = urlsplit(location)
            return self.get(parts.path + (f"?{parts.query}" if parts.query else ""))
        seen = Seen(path, response.status_code, response.body.decode(), dict(response.headers))
        self.token = seen.token or self.token
        return seen

    def _keep(self, given: str | list[str]) -> None:
        for cookie in [given] if isinstance(given, str) else given:
            name, value = cookie.partition(";")[0].split("=", 1)
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
