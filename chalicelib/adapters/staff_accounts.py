"""The accounts of staff in their Cognito user pool, which follow the directory."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from chalicelib.domain.errors import Unavailable
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.staff import Staff


class CognitoAccounts:
    """The pool's administration. Only the function that hears the stream has the right to it."""

    def __init__(self, pool_id: str) -> None:
        self._pool_id = pool_id

    def agree(self, person: Staff) -> None:
        """Let the account say what the directory says; make it where there is none."""
        with _answering():
            if not self._changed(person):
                self._make(person)
            self._set_groups(person)
            self._let_in_or_shut_out(person)

    def invite(self, staff: StaffId) -> None:
        """Mail a new first password. Whoever has a password of their own keeps it and gets no mail."""
        with _answering():
            try:
                self._client.admin_create_user(
                    UserPoolId=self._pool_id,
                    Username=staff,
                    MessageAction="RESEND",
                    TemporaryPassword=_first_password(),
                    DesiredDeliveryMediums=["EMAIL"],
                )
            except self._client.exceptions.UnsupportedUserStateException:
                return

    def forget_app(self, staff: StaffId) -> None:
        """Ask for no code any more, until another app is set up."""
        with _answering():
            self._client.admin_set_user_mfa_preference(
                UserPoolId=self._pool_id,
                Username=staff,
                SoftwareTokenMfaSettings={"Enabled": False, "PreferredMfa": False},
            )

    def _changed(self, person: Staff) -> bool:
        """Whether there was an account to change."""
        try:
            self._client.admin_update_user_attributes(
                UserPoolId=self._pool_id, Username=person.id, UserAttributes=_attributes(person)
            )
        except self._client.exceptions.UserNotFoundException:
            return False
        return True

    def _make(self, person: Staff) -> None:
        self._client.admin_create_user(
            UserPoolId=self._pool_id,
            Username=person.id,
            UserAttributes=_attributes(person),
            TemporaryPassword=_first_password(),
            DesiredDeliveryMediums=["EMAIL"],
        )

    def _let_in_or_shut_out(self, person: Staff) -> None:
        if person.roles:
            self._client.admin_enable_user(UserPoolId=self._pool_id, Username=person.id)
        else:
            self._client.admin_disable_user(UserPoolId=self._pool_id, Username=person.id)

    def _set_groups(self, person: Staff) -> None:
        where = {"UserPoolId": self._pool_id, "Username": person.id}
        answer = self._client.admin_list_groups_for_user(**where)
        held = {group["GroupName"] for group in answer["Groups"]}
        for role in sorted(person.roles - held):
            self._client.admin_add_user_to_group(**where, GroupName=role)
        for role in sorted(held - person.roles):
            self._client.admin_remove_user_from_group(**where, GroupName=role)

    @cached_property
    def _client(self) -> Any:
        import boto3

        return boto3.client("cognito-idp", region_name=self._pool_id.partition("_")[0])


def _first_password() -> str:
    """Drawn here, mailed by the pool, kept nowhere, and of no use after its owner chose another.

    The pool could draw it too; the embedded AWS then breaks the pool's own rule of 14 characters.
    """
    return secrets.token_urlsafe(15)


def _attributes(person: Staff) -> list[dict[str, str]]:
    said = {"email": person.email, "email_verified": "true", "name": person.name}
    return [{"Name": name, "Value": value} for name, value in said.items()]


@contextmanager
def _answering() -> Iterator[None]:
    """Cognito's errors as ours; what the caller expects of them is caught before."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise Unavailable("The sign-ins of staff cannot be changed just now") from error
