"""Signing in, and whom a token is believed: against moto's user pool, which signs real tokens."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest
import requests
from joserfc import jwt
from joserfc.jwk import RSAKey
from moto import mock_aws

from chalicelib.adapters.sign_in import CognitoSignIn
from chalicelib.application.sign_in import Session, SessionEnded, SignInRefused, Step, StepKind
from chalicelib.domain.errors import SignInRequired, Unavailable

PASSWORD = "Correct-horse-9"
REGION = "eu-west-2"


@dataclass
class Pool:
    """A user pool with one manager, and how often its keys were asked for."""

    cognito: Any
    id: str
    client: str
    asked: list[str] = field(default_factory=list)

    def fetch(self, address: str) -> bytes:
        self.asked.append(address)
        return requests.get(address, timeout=5).content

    def sign_in(self) -> CognitoSignIn:
        return CognitoSignIn(self.id, self.client, fetch=self.fetch)


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_ACCOUNT_ID_ENDPOINT_MODE", "disabled")
    with mock_aws():
        cognito = boto3.client("cognito-idp", region_name=REGION)
        pool_id = cognito.create_user_pool(PoolName="staff")["UserPool"]["Id"]
        client = cognito.create_user_pool_client(
            UserPoolId=pool_id, ClientName="pages", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
        )["UserPoolClient"]["ClientId"]
        made = Pool(cognito, pool_id, client)
        _add(made, "manager", permanent=True)
        cognito.create_group(UserPoolId=pool_id, GroupName="complaints_manager")
        cognito.admin_add_user_to_group(
            UserPoolId=pool_id, Username="manager", GroupName="complaints_manager"
        )
        yield made


def _add(pool: Pool, name: str, *, permanent: bool) -> None:
    pool.cognito.admin_create_user(
        UserPoolId=pool.id, Username=name, TemporaryPassword=PASSWORD, MessageAction="SUPPRESS"
    )
    if permanent:
        pool.cognito.admin_set_user_password(
            UserPoolId=pool.id, Username=name, Password=PASSWORD, Permanent=True
        )


@dataclass
class Forger:
    """Somebody who signs tokens of their own, with a key that a pool may be made to publish."""

    pool: Pool
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"}))

    def sign_in(self) -> CognitoSignIn:
        return CognitoSignIn(self.pool.id, self.pool.client, fetch=self.publish)

    def publish(self, address: str) -> bytes:
        import json

        return json.dumps({"keys": [self.key.as_dict(private=False)]}).encode()

    def token(self, **claims: Any) -> str:
        honest = {
            "iss": f"https://cognito-idp.{REGION}.amazonaws.com/{self.pool.id}",
            "aud": self.pool.client,
            "token_use": "id",
            "exp": int(time.time()) + 600,
            "cognito:username": "manager",
        }
        return jwt.encode({"alg": "RS256", "kid": "k1"}, honest | claims, self.key)


def a_session(door: CognitoSignIn) -> Session:
    session = door.sign_in("manager", PASSWORD)
    assert isinstance(session, Session)
    return session


def test_the_right_password_gives_a_session_that_names_the_person_and_their_roles(pool: Pool) -> None:
    door = pool.sign_in()

    session = a_session(door)

    identity = door.who(session.token)
    assert (identity.staff, identity.roles) == ("manager", {"complaints_manager"})
    assert session.expires_in > 0


@pytest.mark.parametrize(
    ("username", "password"),
    [
        pytest.param("manager", "wrong", id="wrong password"),
        pytest.param("nobody", PASSWORD, id="unknown name"),
        pytest.param("", "", id="nothing typed"),
        pytest.param("x" * 3000, "x", id="a name no pool can hold"),
    ],
)
def test_every_refusal_of_a_sign_in_reads_alike(pool: Pool, username: str, password: str) -> None:
    with pytest.raises(SignInRefused) as refusal:
        pool.sign_in().sign_in(username, password)

    assert type(refusal.value) is SignInRefused
    assert str(refusal.value) == "The user name or the password is not right"


def test_a_password_that_somebody_else_chose_must_be_changed_first(pool: Pool) -> None:
    _add(pool, "newcomer", permanent=False)

    step = pool.sign_in().sign_in("newcomer", PASSWORD)
    assert isinstance(step, Step)
    assert step.kind is StepKind.NEW_PASSWORD

    chosen = pool.sign_in().choose_password(step, "Four-words-apart-7")

    assert isinstance(chosen, Session)
    assert isinstance(pool.sign_in().sign_in("newcomer", "Four-words-apart-7"), Session)


def test_a_pool_without_this_client_is_not_called_a_wrong_password(pool: Pool) -> None:
    with pytest.raises(Unavailable):
        CognitoSignIn(pool.id, "noclient", fetch=pool.fetch).sign_in("manager", PASSWORD)


def test_the_pools_keys_are_asked_for_once(pool: Pool) -> None:
    door = pool.sign_in()
    token = a_session(door).token

    door.who(token)
    door.who(token)

    assert len(pool.asked) == 1


def test_a_stranger_with_unknown_keys_cannot_make_us_ask_again_within_a_minute(pool: Pool) -> None:
    door = pool.sign_in()
    door.who(a_session(door).token)

    for _ in range(3):
        with pytest.raises(SignInRequired):
            door.who(Forger(pool).token())

    assert len(pool.asked) == 1


def test_a_token_whose_time_is_over_says_that_the_session_has_ended(pool: Pool) -> None:
    forger = Forger(pool)

    with pytest.raises(SessionEnded):
        forger.sign_in().who(forger.token(exp=int(time.time()) - 60))


def test_a_token_just_over_its_time_is_still_good_while_clocks_differ(pool: Pool) -> None:
    forger = Forger(pool)

    assert forger.sign_in().who(forger.token(exp=int(time.time()) - 5)).staff == "manager"


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"iss": "https://cognito-idp.eu-west-2.amazonaws.com/other"}, id="another pool"),
        pytest.param({"aud": "another-client"}, id="another client"),
        pytest.param({"token_use": "access"}, id="an access token"),
        pytest.param({"cognito:username": None}, id="nobody's"),
        pytest.param({"exp": None}, id="for ever"),
    ],
)
def test_a_token_for_anything_else_is_refused(pool: Pool, claims: dict[str, Any]) -> None:
    forger = Forger(pool)

    with pytest.raises(SignInRequired):
        forger.sign_in().who(forger.token(**claims))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é.é.é", "e30.e30.", "." * 50])
def test_what_is_no_token_is_refused(pool: Pool, token: str) -> None:
    with pytest.raises(SignInRequired):
        pool.sign_in().who(token)


def test_a_token_that_says_it_needs_no_signature_is_refused(pool: Pool) -> None:
    unsigned = "eyJhbGciOiJub25lIiwia2lkIjoiazEifQ." + Forger(pool).token().split(".")[1] + "."

    with pytest.raises(SignInRequired):
        Forger(pool).sign_in().who(unsigned)
