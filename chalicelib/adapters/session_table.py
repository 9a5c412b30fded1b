"""Which sessions of staff stand, by the digest of their token, so that who reads the table cannot
sign in as anybody. The body of each says when it was last used, give or take a tenth of the time after
which an idle one ends.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from datetime import timedelta

from chalicelib.adapters import personal_keys
from chalicelib.adapters.table import Item, Table
from chalicelib.application.sign_in import Session
from chalicelib.domain.identifiers import StaffId

REMEMBERED_FOR = 30.0
"""Seconds for which one process believes that a session stands: a revoked one is out by then."""
MOST_REMEMBERED = 1000
NOTED_TENTHS = 10
"""Of the time after which an idle session ends: a use is noted once in each such part."""


class SessionTable:
    """One item for each session, which expires with its token: by the real time, as tokens do."""

    def __init__(self, store: Table) -> None:
        self._table = store
        self._stood_at: dict[str, float] = {}
        self._begun_at: dict[str, int] = {}

    def begin(self, staff: StaffId, session: Session) -> None:
        """Let it stand until its time is over. The same session twice is one."""
        pk, sk = _place(staff, session.token)
        now = int(time.time())
        ends = now + session.expires_in
        self._table.put({"pk": pk, "sk": sk, "expires_at": ends, "begun": now, "body": str(now)})

    def stands(self, staff: StaffId, token: str, *, idle: timedelta) -> bool:
        """Whether it was begun, nobody ended it and it was used of late, as of half a minute ago."""
        pk, sk = _place(staff, token)
        if self._stood_just_now(sk):
            return True
        stored = self._table.get(pk, sk)
        found = stored is not None and self._is_used(stored, idle.total_seconds())
        self._remember(sk, found)
        if stored and found and "begun" in stored:
            self._begun_at[sk] = int(stored["begun"])
        return found

    def _stood_just_now(self, sk: str) -> bool:
        return time.monotonic() - self._stood_at.get(sk, float("-inf")) < REMEMBERED_FOR

    def age(self, staff: StaffId, token: str) -> timedelta:
        """How long ago it was begun: one call, and none where it stood a moment ago."""
        pk, sk = _place(staff, token)
        if self._stood_just_now(sk) and sk in self._begun_at:
            return timedelta(seconds=int(time.time()) - self._begun_at[sk])
        stored = self._table.get(pk, sk)
        if stored is None or "begun" not in stored:
            return timedelta.max
        return timedelta(seconds=int(time.time()) - int(stored["begun"]))

    def _is_used(self, stored: Item, idle: float) -> bool:
        """Whether it is not idle yet; then this use is noted, once in a while."""
        seen, now = str(stored.get("body", "0")), int(time.time())
        unused = now - int(seen)
        if idle / NOTED_TENTHS < unused <= idle:
            # On what was seen, so that a session that is ended meanwhile stays ended.
            self._table.exchange({**stored, "body": str(now)}, seen=seen, mark=secrets.token_hex(8))
        return unused <= idle

    def end(self, staff: StaffId, token: str) -> None:
        """Sign out of this one. One that is not there is out already."""
        pk, sk = _place(staff, token)
        self._remember(sk, False)
        self._table.take(pk, sk)

    def end_all(self, staff: StaffId) -> None:
        """Sign out everywhere."""
        pk = personal_keys.sessions_key(staff)
        for item in list(self._table.partition(pk, prefix=personal_keys.SESSION)):
            self._remember(item["sk"], False)
            self._table.take(pk, item["sk"])

    def _remember(self, sk: str, stood: bool) -> None:
        self._stood_at.pop(sk, None)
        self._begun_at.pop(sk, None)
        if stood:
            while len(self._stood_at) >= MOST_REMEMBERED:
                oldest = next(iter(self._stood_at))
                self._stood_at.pop(oldest)
                self._begun_at.pop(oldest, None)
            self._stood_at[sk] = time.monotonic()


def _place(staff: StaffId, token: str) -> tuple[str, str]:
    digest = hashlib.sha256(token.encode()).hexdigest()
    return personal_keys.sessions_key(staff), personal_keys.SESSION + digest
