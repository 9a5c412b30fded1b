"""Signing in to the stack of the scan as somebody of its demonstration."""

from __future__ import annotations

import json
import re
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

from infra.demo.staff import DEMO_PASSWORD
from infra.steps import Refusal

SECONDS = 30
COMPLAINT = {
    "urgent_need": False,
    "contact_type": "complaint",
    "received_via": "letter",
    "what_happened": "Nobody has answered my letter of the spring.",
    "first_name": "Petra",
    "last_name": "Examplova",
    "mobile": "07700 900456",
    "channels": ["telephone"],
}


def cookies_of(base: str, username: str) -> str:
    """The cookies of a browser that signed in on the page, as one header has them.
    Raises: Refusal, if it was not let in.
    """
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    page = browser.open(f"{base}/staff/sign-in", timeout=SECONDS).read().decode()
    (token,) = re.findall(r'name="csrf" value="([^"]+)"', page)
    form = {"csrf": token, "username": username, "password": DEMO_PASSWORD}
    landed = browser.open(f"{base}/staff/sign-in", urlencode(form).encode(), timeout=SECONDS)
    if "sign-in" in landed.url:
        raise Refusal(f"{username} was not let in, so the pages of the staff cannot be scanned.")
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def token_of(base: str, username: str) -> str:
    """The token of a program that signed in through the API."""
    body = json.dumps({"username": username, "password": DEMO_PASSWORD}).encode()
    said = _json(Request(f"{base}/api/sign-in", body, {"Content-Type": "application/json"}))
    return str(said["token"])


def asked(base: str, path: str, token: str) -> Any:
    """What the API answers."""
    return _json(Request(base + path, headers={"Authorization": f"Bearer {token}"}))


def a_case_of_theirs(base: str, token: str, subject: str) -> str:
    """The reference, as addresses have it, of a complaint that they record: the demonstration fills one
    organisation only.
    """
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": "scan",
    }
    body = json.dumps(COMPLAINT | {"subject": subject}).encode()
    return str(_json(Request(f"{base}/api/cases", body, headers))["reference"]).replace("/", "-")


def _json(request: Request) -> Any:
    with urlopen(request, timeout=SECONDS) as answer:
        return json.load(answer)
