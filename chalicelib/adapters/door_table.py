"""Who asked to be let in and who was, and how often somebody knocked. Every item expires by itself;
until DynamoDB has removed it, we do not see it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar

from chalicelib.adapters import identity_keys, items, keys
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.table import Item, Table
from chalicelib.domain.identity.access import Asking, Following, Grant, UnplacedCheck

T = TypeVar("T")


class LetInTable:
    """Who is let in: all that a GET is given."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def following(self, key: str, now: datetime) -> Following | None:
        """Who is let in under this key; None where nobody is, any more or ever."""
        return _unexpired(
            Following, self._table.get(identity_keys.let_in_key(key), identity_keys.FOLLOWING), now
        )


class DoorTable(LetInTable):
    """The doorkeeper's book."""

    def ask(self, asking: Asking) -> None:
        """Keep an asking until its end. One write, whatever was claimed."""
        self._keep(identity_keys.asked_key(asking.key), identity_keys.ASKED, asking, asking.ends_at)

    def keep_unplaced(self, check: UnplacedCheck) -> None:
        """Keep a check that fits no case, with the organisation. One write."""
        pk = keys.organisation_key(check.organisation)
        self._keep(pk, identity_keys.check_key(check.at.isoformat(), check.id), check, check.kept_until)

    def grant(self, asking: Asking, grant: Grant) -> None:
        """Let the asking's code open this until the asking ends."""
        self._keep(identity_keys.asked_key(asking.key), identity_keys.OPENS, grant, asking.ends_at)

    def tried(self, key: str, until: datetime) -> int:
        """Count one more code typed for an asking; how many that makes."""
        return self._table.count_up(
            identity_keys.asked_key(key), identity_keys.TRIES, expires_at=_seconds(until)
        )

    def granted(self, key: str, now: datetime) -> Grant | None:
        """What the asking's code opens; None where it opens nothing, any more or ever."""
        return _unexpired(
            Grant, self._table.get(identity_keys.asked_key(key), identity_keys.OPENS), now
        )

    def take(self, key: str, now: datetime) -> Grant | None:
        """Use the code up. None where another was faster: a code opens once."""
        return _unexpired(
            Grant, self._table.take(identity_keys.asked_key(key), identity_keys.OPENS), now
        )

    def begin(self, key: str, following: Following) -> None:
        """Let somebody in."""
        self._keep(identity_keys.let_in_key(key), identity_keys.FOLLOWING, following, following.ends_at)

    def end(self, key: str) -> None:
        """Let them out."""
        self._table.take(identity_keys.let_in_key(key), identity_keys.FOLLOWING)

    def _keep(self, pk: str, sk: str, value: object, until: datetime) -> None:
        self._table.put(items.item(pk, sk, value, expires_at=_seconds(until)))


class CountTable:
    """Counters, one for each purpose, source and window."""

    def __init__(self, store: Table, prints: KeyedFingerprints) -> None:
        self._table, self._prints = store, prints

    def count(self, purpose: str, source: str, *, at: datetime, within: timedelta) -> int:
        """Count one more from this source for this purpose; how many that makes in the window."""
        ends_at = int((_window(at, within) + 1) * within.total_seconds())
        pk = self._partition(purpose, source, at, within)
        return self._table.count_up(pk, identity_keys.COUNT, expires_at=ends_at)

    def counted(self, purpose: str, source: str, *, at: datetime, within: timedelta) -> int:
        """How many were counted in the window so far."""
        stored = self._table.get(self._partition(purpose, source, at, within), identity_keys.COUNT)
        return int(stored["count"]) if stored else 0

    def _partition(self, purpose: str, source: str, at: datetime, within: timedelta) -> str:
        window = f"{int(within.total_seconds())}.{_window(at, within)}"
        print_ = self._prints.of_source(source, f"{purpose}.{window}")
        return identity_keys.count_partition(purpose, print_, window)


def _window(at: datetime, within: timedelta) -> int:
    return int(at.timestamp() // within.total_seconds())


def _unexpired(kind: type[T], stored: Item | None, now: datetime) -> T | None:
    if stored is None or stored["expires_at"] <= now.timestamp():
        return None
    return items.from_body(kind, stored["body"])


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())
