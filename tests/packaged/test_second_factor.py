"""A second factor from its first code to the next sign-in, against a user pool that checks codes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from infra.demo.staff import DEMO_PASSWORD
from tests.packaged.rig import Answer, PackagedStack

WHO = "partner"


def code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


@dataclass
class Visit:
    """A browser with its cookies, at the gateway."""

    stack: PackagedStack
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask(path, "GET", None)

    def post(self, path: str, **fields: str) -> Answer:
        token = re.search(r'name="csrf" value="([^"]+)"', self.get("/staff/sign-in").text)
        assert token
        return self._ask(path, "POST", urlencode({"csrf": token[1], **fields}).encode())

    def _ask(self, path: str, method: str, body: bytes | None) -> Answer:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        answer = self.stack.ask(path, method=method, body=body, headers=headers)
        for cookie in answer.cookies:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer


def test_an_app_that_was_set_up_is_asked_for_its_code_and_a_wrong_one_opens_nothing(
    packaged_stack: PackagedStack,
):
    visit = Visit(packaged_stack)
    known = {"username": WHO, "password": DEMO_PASSWORD}
    visit.post("/staff/sign-in", **known, app="yes")
    page = visit.get("/staff/sign-in/set-up")
    letters = re.search(r'candour-letters">([A-Z2-7 ]+)<', page.text)
    assert letters
    secret = letters[1].replace(" ", "")
    assert visit.post("/staff/sign-in/set-up", code="000000").status == 401
    assert visit.post("/staff/sign-in/set-up", code=code_of(secret)).status == 303

    assert visit.post("/staff/sign-in", **known).headers["Location"].endswith("/staff/sign-in/code")
    assert visit.post("/staff/sign-in/code", code="000000").status == 401
    assert not visit.cookies.get("session")
    assert visit.post("/staff/sign-in/code", code=code_of(secret)).status == 303

    assert visit.get("/staff/cases").status == 200
    visit.post("/staff/sign-out-everywhere")
    assert visit.get("/staff/cases").status == 303
