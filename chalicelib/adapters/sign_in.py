"""Signing in with the staff's Cognito user pool.

Every call here is one that Cognito takes from anybody, unsigned: what opens it is the password, or the
proof that Cognito itself handed out a step before. The functions need no permission for any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any

from chalicelib.adapters.pool_tokens import TIMEOUT, Fetch, PoolTokens, over_http
from chalicelib.application.sign_in import (
    CodeRefused,
    Identity,
    PasswordRefused,
    Session,
    SignInRefused,
    Step,
    StepKind,
    StepOver,
)
from chalicelib.domain.errors import Unavailable

_TRY_LATER = frozenset(
    {
        "TooManyRequestsException",
        "TooManyFailedAttemptsException",
        "LimitExceededException",
        "InternalErrorException",
        "ThrottlingException",
    }
)
_BUSY = "Too many people are signing in just now. Try again in a few minutes"
_AWAY = "Signing in is not possible just now. Try again later"

Refusals = Mapping[str, Callable[[], Exception]]
"""What each of Cognito's answers means; which one it is depends on what was asked."""

_AT_THE_DOOR: Refusals = dict.fromkeys(
    (
        "NotAuthorizedException",
        "UserNotFoundException",
        "UserNotConfirmedException",
        "PasswordResetRequiredException",
        "InvalidParameterException",
    ),
    SignInRefused,
)
_BETWEEN_STEPS: Refusals = {
    "NotAuthorizedException": StepOver,
    "UserNotFoundException": StepOver,
    "InvalidParameterException": StepOver,
    "ResourceNotFoundException": StepOver,
    "CodeMismatchException": CodeRefused,
    "EnableSoftwareTokenMFAException": CodeRefused,
    "ExpiredCodeException": StepOver,
    "InvalidPasswordException": PasswordRefused,
    "PasswordHistoryPolicyViolationException": PasswordRefused,
}
_WITH_A_MAILED_CODE: Refusals = {
    **dict.fromkeys(
        (
            "CodeMismatchException",
            "ExpiredCodeException",
            "UserNotFoundException",
            "UserNotConfirmedException",
            "NotAuthorizedException",
            "InvalidParameterException",
        ),
        CodeRefused,
    ),
    "InvalidPasswordException": PasswordRefused,
    "PasswordHistoryPolicyViolationException": PasswordRefused,
}
_FOR_A_MAILED_CODE: Refusals = {
    **_WITH_A_MAILED_CODE,
    "CodeDeliveryFailureException": CodeRefused,
    "LimitExceededException": CodeRefused,
}
_STEPS = {
    "NEW_PASSWORD_REQUIRED": StepKind.NEW_PASSWORD,
    "SOFTWARE_TOKEN_MFA": StepKind.CODE,
}


class CognitoSignIn:
    """The staff's user pool, in AWS or in an emulator. Nothing is asked before it is needed."""

    def __init__(self, pool_id: str, client_id: str, *, fetch: Fetch = over_http) -> None:
        self._region, self._client_id = pool_id.partition("_")[0], client_id
        self._tokens = PoolTokens(
            pool_id, client_id, endpoint=lambda: str(self._client.meta.endpoint_url), fetch=fetch
        )

    def sign_in(self, username: str, password: str) -> Session | Step:
        """A session, or what comes first.

        Whatever was wrong, and whether the name exists or is locked, reads alike on purpose.
        Raises: SignInRefused, Unavailable.
        """
        with _refusing(_AT_THE_DOOR):
            answer = self._client.initiate_auth(
                ClientId=self._client_id,
                AuthFlow="USER_PASSWORD_AUTH",
                AuthParameters={"USERNAME": username, "PASSWORD": password},
            )
        return _read(answer, username)

    def answer(self, step: Step, code: str) -> Session | Step:
        """The same, after a code. Raises: CodeRefused, StepOver, Unavailable."""
        return self._respond(step, "SOFTWARE_TOKEN_MFA", SOFTWARE_TOKEN_MFA_CODE=code)

    def choose_password(self, step: Step, password: str) -> Session | Step:
        """The same, after a password of one's own. Raises: PasswordRefused, StepOver, Unavailable."""
        return self._respond(step, "NEW_PASSWORD_REQUIRED", NEW_PASSWORD=password)

    def begin_second_factor(self, access: str) -> str:
        """A new secret for an app, in base 32. The old one, if any, counts until it is confirmed."""
        with _refusing(_BETWEEN_STEPS):
            return str(self._client.associate_software_token(AccessToken=access)["SecretCode"])

    def confirm_second_factor(self, access: str, code: str) -> None:
        """Ask for codes from now on. Raises: CodeRefused, StepOver, Unavailable."""
        with _refusing(_BETWEEN_STEPS):
            self._client.verify_software_token(AccessToken=access, UserCode=code)
            self._client.set_user_mfa_preference(
                AccessToken=access, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
            )

    def send_code(self, username: str) -> None:
        """Mail a code for a new password, if there is such a person. Raises: Unavailable."""
        # Who cannot be written to, or asked too often, is not told apart from who is not there.
        with suppress(CodeRefused), _refusing(_FOR_A_MAILED_CODE):
            self._client.forgot_password(ClientId=self._client_id, Username=username)

    def renew_password(self, username: str, code: str, password: str) -> None:
        """Change the password of whoever got the code. Raises: CodeRefused, PasswordRefused,
        Unavailable.
        """
        with _refusing(_WITH_A_MAILED_CODE):
            self._client.confirm_forgot_password(
                ClientId=self._client_id,
                Username=username,
                ConfirmationCode=code,
                Password=password,
            )

    def who(self, token: str) -> Identity:
        """Who presents this token. Raises: SessionEnded, SignInRequired, Unavailable."""
        return self._tokens.who(token)

    def _respond(self, step: Step, challenge: str, **responses: str) -> Session | Step:
        with _refusing(_BETWEEN_STEPS):
            answer = self._client.respond_to_auth_challenge(
                ClientId=self._client_id,
                ChallengeName=challenge,
                Session=step.key,
                ChallengeResponses={"USERNAME": step.username, **responses},
            )
        return _read(answer, step.username, by_code=step.kind is StepKind.CODE)

    @cached_property
    def _client(self) -> Any:
        import boto3
        from botocore.config import Config

        # A password that is wrong must not be tried three times: it would lock the person out.
        once = Config(
            connect_timeout=TIMEOUT, read_timeout=TIMEOUT * 2, retries={"total_max_attempts": 1}
        )
        return boto3.client("cognito-idp", region_name=self._region, config=once)


def _read(answer: Mapping[str, Any], username: str, *, by_code: bool = False) -> Session | Step:
    """What Cognito answered. Raises: SignInRefused, where it asks for what we do not offer."""
    result = answer.get("AuthenticationResult")
    if result:
        return Session(result["IdToken"], result["ExpiresIn"], result["AccessToken"], by_code)
    kind = _STEPS.get(answer.get("ChallengeName", ""))
    if kind is None:
        raise SignInRefused
    return Step(kind, username, key=answer.get("Session", ""))


@contextmanager
def _refusing(refusals: Refusals) -> Iterator[None]:
    """Cognito's errors as ours."""
    from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

    try:
        yield
    except ClientError as error:
        raise _refusal(error.response["Error"]["Code"], refusals) from None
    except ParamValidationError:
        # Nothing typed, or something no pool can hold.
        raise refusals["InvalidParameterException"]() from None
    except BotoCoreError as error:
        raise Unavailable(_AWAY) from error


def _refusal(code: str, refusals: Refusals) -> Exception:
    if code in refusals:
        return refusals[code]()
    return Unavailable(_BUSY if code in _TRY_LATER else _AWAY)
