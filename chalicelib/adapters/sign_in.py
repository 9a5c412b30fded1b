"""Who the staff are, as their Cognito user pool says.

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

from chalicelib.application.sign_in import (
    Identity,
    NewPasswordNeeded,
    Session,
    SessionEnded,
    SignInRefused,
)
from chalicelib.domain.errors import SignInRequired, Unavailable
from chalicelib.domain.identifiers import RoleCode, StaffId

if TYPE_CHECKING:
    from joserfc.jwk import RSAKey
    from joserfc.jwt import JWTClaimsRegistry

LEEWAY = 30
"""Seconds by which our clock and the pool's may differ."""
KEYS_FRESH_FOR = 60
"""Seconds before an unknown key makes us ask the pool again: a stranger cannot make us ask more."""
_TIMEOUT = 5

_TRY_LATER = frozenset(
    {
        "TooManyRequestsException",
        "TooManyFailedAttemptsException",
        "LimitExceededException",
        "InternalErrorException",
        "ThrottlingException",
    }
)
_REFUSED = frozenset(
    {
        "NotAuthorizedException",
        "UserNotFoundException",
        "UserNotConfirmedException",
        "PasswordResetRequiredException",
        "InvalidParameterException",
    }
)

Fetch = Callable[[str], bytes]


def over_http(address: str) -> bytes:
    """What stands at a public address. Raises: Unavailable."""
    from botocore.awsrequest import AWSRequest
    from botocore.exceptions import HTTPClientError
    from botocore.httpsession import URLLib3Session

    try:
        answer = URLLib3Session(timeout=_TIMEOUT).send(AWSRequest("GET", address).prepare())
    except HTTPClientError as error:
        raise Unavailable("Signing in is not possible just now. Try again in a moment") from error
    if answer.status_code != 200:
        raise Unavailable("Signing in is not possible just now. Try again in a moment")
    content: bytes = answer.content
    return content


class CognitoSignIn:
    """The staff's user pool, in AWS or in an emulator. Nothing is asked before it is needed."""

    def __init__(self, pool_id: str, client_id: str, *, fetch: Fetch = over_http) -> None:
        self._pool_id, self._client_id, self._fetch = pool_id, client_id, fetch
        self._keys: Mapping[str, RSAKey] = {}
        self._keys_asked_at = float("-inf")

    def sign_in(self, username: str, password: str) -> Session:
        """A session for this name and password.

        Whatever was wrong, and whether the name exists or is locked, reads alike on purpose.
        Raises: SignInRefused, NewPasswordNeeded, Unavailable.
        """
        answer = self._asked(username, password)
        if answer.get("ChallengeName") == "NEW_PASSWORD_REQUIRED":
            raise NewPasswordNeeded
        result = answer.get("AuthenticationResult")
        if result is None:
            raise SignInRefused
        return Session(token=result["IdToken"], expires_in=result["ExpiresIn"])

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

    def _asked(self, username: str, password: str) -> Mapping[str, Any]:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            answer: Mapping[str, Any] = self._client.initiate_auth(
                ClientId=self._client_id,
                AuthFlow="USER_PASSWORD_AUTH",
                AuthParameters={"USERNAME": username, "PASSWORD": password},
            )
        except ClientError as error:
            raise _refusal(error.response["Error"]["Code"]) from None
        except BotoCoreError as error:
            raise Unavailable("Signing in is not possible just now. Try again later") from error
        return answer

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
    def _region(self) -> str:
        return self._pool_id.partition("_")[0]

    @property
    def _issuer(self) -> str:
        # Emulators write the same issuer as AWS, whatever address they listen on.
        return f"https://cognito-idp.{self._region}.amazonaws.com/{self._pool_id}"

    @property
    def _keys_address(self) -> str:
        endpoint: str = self._client.meta.endpoint_url
        return f"{endpoint.rstrip('/')}/{self._pool_id}/.well-known/jwks.json"

    @cached_property
    def _client(self) -> Any:
        import boto3
        from botocore.config import Config

        # A password that is wrong must not be tried three times: it would lock the person out.
        once = Config(
            connect_timeout=_TIMEOUT, read_timeout=_TIMEOUT * 2, retries={"total_max_attempts": 1}
        )
        return boto3.client("cognito-idp", region_name=self._region, config=once)


def _refusal(code: str) -> Exception:
    if code in _TRY_LATER:
        return Unavailable("Too many people are signing in just now. Try again in a few minutes")
    if code in _REFUSED:
        return SignInRefused()
    return Unavailable("Signing in is not possible just now. Try again later")
