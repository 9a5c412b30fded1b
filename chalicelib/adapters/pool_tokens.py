"""Whom a token of the user pool names.

A session is the pool's own ID token. It is verified here, at every door, against the pool's keys: a
local server that admits anybody (design.md 7) never decides who somebody is.

Tokens are held to the real time, never to the clock that can be moved on a laptop: the pool writes
their expiry by its own clock, and moving ours by a week must end nobody's session.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chalicelib.application.sign_in import Identity, SessionEnded
from chalicelib.domain.errors import SignInRequired, Unavailable
from chalicelib.domain.identifiers import RoleCode, StaffId

if TYPE_CHECKING:
    from joserfc.jwk import RSAKey
    from joserfc.jwt import JWTClaimsRegistry

LEEWAY = 30
"""Seconds by which our clock and the pool's may differ."""
KEYS_FRESH_FOR = 60
"""Seconds before an unknown key makes us ask the pool again: a stranger cannot make us ask more."""
TIMEOUT = 5
"""Seconds."""

Fetch = Callable[[str], bytes]


def over_http(address: str) -> bytes:
    """What stands at a public address. Raises: Unavailable."""
    from botocore.awsrequest import AWSRequest
    from botocore.exceptions import HTTPClientError
    from botocore.httpsession import URLLib3Session

    try:
        answer = URLLib3Session(timeout=TIMEOUT).send(AWSRequest("GET", address).prepare())
    except HTTPClientError as error:
        raise Unavailable("Signing in is not possible just now. Try again in a moment") from error
    if answer.status_code != 200:
        raise Unavailable("Signing in is not possible just now. Try again in a moment")
    content: bytes = answer.content
    return content


class PoolTokens:
    """The tokens of one pool for one client. `endpoint` says where the pool is, when it is asked."""

    def __init__(
        self, pool_id: str, client_id: str, *, endpoint: Callable[[], str], fetch: Fetch
    ) -> None:
        self._pool_id, self._client_id = pool_id, client_id
        self._endpoint, self._fetch = endpoint, fetch
        self._keys: Mapping[str, RSAKey] = {}
        self._keys_asked_at = float("-inf")

    def who(self, token: str) -> Identity:
        """Who presents this token, and the roles that the pool's groups give them.

        Raises: SessionEnded, if its time is over; SignInRequired, if it is no ID token of this pool
        for this client; Unavailable, if the pool's keys cannot be had.
        """
        claims = self._verified(token)
        return Identity(
            staff=StaffId(claims["cognito:username"]),
            roles=frozenset(RoleCode(group) for group in claims.get("cognito:groups", ())),
        )

    def _verified(self, token: str) -> Mapping[str, Any]:
        # Imported here: 80 ms that the public form does not owe anybody.
        from joserfc import jwt
        from joserfc.errors import ExpiredTokenError, JoseError

        try:
            decoded = jwt.decode(token, self._key_of, algorithms=["RS256"])
            self._registry.validate(decoded.claims)
        except ExpiredTokenError:
            raise SessionEnded from None
        except (JoseError, ValueError):
            raise SignInRequired("Sign in to continue") from None
        return decoded.claims

    @cached_property
    def _registry(self) -> JWTClaimsRegistry:
        from joserfc.jwt import JWTClaimsRegistry

        required: dict[str, Any] = {
            "iss": {"essential": True, "value": self._issuer},
            "aud": {"essential": True, "value": self._client_id},
            "token_use": {"essential": True, "value": "id"},
            "exp": {"essential": True},
            "cognito:username": {"essential": True},
        }
        return JWTClaimsRegistry(leeway=LEEWAY, **required)

    def _key_of(self, signed: Any) -> RSAKey:
        """The pool's key that a token names. Raises: SignInRequired, where it has no such key."""
        name = signed.headers().get("kid", "")
        if name not in self._keys:
            self._ask_for_keys()
        if name not in self._keys:
            raise SignInRequired("Sign in to continue")
        return self._keys[name]

    def _ask_for_keys(self) -> None:
        from joserfc.jwk import RSAKey

        now = time.monotonic()
        if now - self._keys_asked_at < KEYS_FRESH_FOR:
            return
        published = json.loads(self._fetch(self._keys_address))["keys"]
        self._keys = {key["kid"]: RSAKey.import_key(key) for key in published if key["kty"] == "RSA"}
        self._keys_asked_at = now

    @property
    def _issuer(self) -> str:
        # Emulators write the same issuer as AWS, whatever address they listen on.
        region = self._pool_id.partition("_")[0]
        return f"https://cognito-idp.{region}.amazonaws.com/{self._pool_id}"

    @property
    def _keys_address(self) -> str:
        return f"{self._endpoint().rstrip('/')}/{self._pool_id}/.well-known/jwks.json"
