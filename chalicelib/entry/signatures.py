"""What we sign, and how we know it again: by the word that signs now, or by the one before it.

A secret is renewed while people fill in forms (`make renew`). Another process may know a newer word:
what fails by the words that this one knows is tried once more by those that stand there now.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from itsdangerous import BadData, Signer, URLSafeTimedSerializer

from chalicelib import wiring

T = TypeVar("T")


def signature_of(value: str, salt: str) -> str:
    """The signature of a value, made with the newest word."""
    signature: bytes = _signer(salt).get_signature(value)
    return signature.decode("ascii")


def is_signed(value: str, signature: str, salt: str) -> bool:
    """Whether the signature is ours."""

    def holds() -> bool:
        return _signer(salt).verify_signature(value, signature)

    return holds() or (wiring.world().secret.has_changed() and holds())


def signed(value: str, salt: str) -> str:
    """The value with its signature behind it."""
    token: bytes = _signer(salt).sign(value)
    return token.decode("ascii")


def unsigned(token: str, salt: str) -> str:
    """The value before its signature. Raises: BadData, where that is not ours."""
    value: bytes = _known_again(lambda: _signer(salt).unsign(token))
    return value.decode("ascii")


def kept(what: object, salt: str) -> str:
    """What a browser keeps for us for a while."""
    token: str = _serializer(salt).dumps(what)
    return token


def kept_before(token: str, salt: str, *, seconds: int) -> object:
    """What it kept, not longer than that ago. Raises: BadData."""
    return _known_again(lambda: _serializer(salt).loads(token, max_age=seconds))


def _known_again(read: Callable[[], T]) -> T:
    try:
        return read()
    except BadData:
        if not wiring.world().secret.has_changed():
            raise
        return read()


def _serializer(salt: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(_oldest_first(), salt=salt)


def _signer(salt: str) -> Signer:
    return Signer(_oldest_first(), salt=salt)


def _oldest_first() -> list[str]:
    # The library signs with the last of its keys.
    return [*reversed(wiring.world().secret.words)]
