"""Passwords that stand in public lists of breaches: whoever guesses tries them first.

The list lies beside this file (`infra/build/breached.py` makes it): for each value of the first two
bytes of a SHA-256 digest how many passwords have it, then the next two bytes of each. One password in
seven thousand that stands in no list is taken for one that does; whoever chose it chooses another.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("breached_passwords.bin")
_PLACES = 2**16
_SIZE = 2


def is_breached(password: str) -> bool:
    """Whether it stands in the list, as typed or in small letters.

    >>> is_breached("qwertyuiop12345"), is_breached("Qwertyuiop12345"), is_breached("plum tram otter")
    (True, True, False)
    """
    return any(_stands(each) for each in {password, password.casefold()})


def listed(passwords: Iterable[str]) -> bytes:
    """The list of these passwords, as it is stored."""
    found: dict[int, set[bytes]] = defaultdict(set)
    for password in passwords:
        place, rest = _placed(password)
        found[place].add(rest)
    counts = bytes(len(found[place]) for place in range(_PLACES))
    return counts + b"".join(b"".join(sorted(found[place])) for place in range(_PLACES))


def _stands(password: str) -> bool:
    held = _held()
    place, rest = _placed(password)
    start = _PLACES + _SIZE * sum(held[:place])
    theirs = held[start : start + _SIZE * held[place]]
    return rest in {theirs[n : n + _SIZE] for n in range(0, len(theirs), _SIZE)}


def _placed(password: str) -> tuple[int, bytes]:
    digest = hashlib.sha256(password.encode()).digest()
    return int.from_bytes(digest[:2], "big"), digest[2 : 2 + _SIZE]


@cache
def _held() -> bytes:
    """Read when somebody first chooses a password, which is seldom."""
    return LIST.read_bytes()
