"""Keyed fingerprints: HMAC-SHA-256 under a secret of the stage that only these functions can read.

A date of birth has some 40,000 possible values: a plain digest of it would be as good as the date. The
secret may hold several words: the first makes new fingerprints, all of them find old ones. To replace
it, put a new word in front, and run `make fingerprints` (docs/decisions/0069).
"""

from __future__ import annotations

import hashlib
import hmac

from chalicelib.adapters.secret import StoredSecret
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.identity.forms import Item
from chalicelib.domain.surveys.asking import LOTS

LENGTH = 32
"""Hexadecimal digits that are kept: 128 bits."""
CODE_DIGITS = 6


class KeyedFingerprints:
    """Fingerprints, and the codes that are made in the same way."""

    def __init__(self, secret: StoredSecret) -> None:
        self._secret = secret

    @property
    def _keys(self) -> tuple[bytes, ...]:
        return tuple(word.encode() for word in self._secret.words)

    def of(self, organisation: OrganisationId, item: Item, form: str) -> str:
        """The fingerprint of a form, by the present secret; empty for an empty form."""
        return _short(self._keys[0], "item", organisation, item, form) if form else ""

    def every(self, organisation: OrganisationId, item: Item, form: str) -> tuple[str, ...]:
        """Its fingerprints by the present secret and by those that it replaced."""
        if not form:
            return ()
        return tuple(_short(key, "item", organisation, item, form) for key in self._keys)

    def every_word(self, organisation: OrganisationId, word: str) -> tuple[str, ...]:
        """The fingerprints of one word of a name, by the present secret first. Never those of a whole
        name that happens to be one word: a name confirms, a word only finds (S0-4).
        """
        return tuple(_short(key, "word", organisation, word) for key in self._keys)

    def of_source(self, source: str, window: str) -> str:
        """Who knocks, for counting within one window of time; another window, another text."""
        return _short(self._keys[0], "source", source, window)

    def seals_of(self, what: str) -> tuple[str, ...]:
        """What shows that a link about this is ours: by the present secret, then by older ones."""
        return tuple(_short(key, "link", what) for key in self._keys)

    def code_of(self, asking: str) -> str:
        """The six digits that belong to an asking."""
        number = int(_digest(self._keys[0], "code", asking), 16) % 10**CODE_DIGITS
        return f"{number:0{CODE_DIGITS}}"

    def link_of(self, asking: str) -> str:
        """The end of the link of a survey, which belongs to an asking and which nobody can guess."""
        return _short(self._keys[0], "survey", asking)

    def lot_of(self, name: str) -> int:
        """A number from 0 to 99 that belongs to a name whenever it is asked. The oldest secret draws:
        a new one in front of it draws nobody's lot again.
        """
        return int(_digest(self._keys[-1], "lot", name), 16) % LOTS


def _short(key: bytes, *parts: str) -> str:
    return _digest(key, *parts)[:LENGTH]


def _digest(key: bytes, *parts: str) -> str:
    # A separator that no part holds: else "ab" and "c" would be "a" and "bc".
    return hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()
