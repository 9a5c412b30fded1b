"""Raw mails in S3, where the mail service puts them under a name that says nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from typing import Any

from chalicelib.adapters.mail_reader import files_of, read_mail
from chalicelib.adapters.object_versions import erase_object
from chalicelib.application.letterbox import RawMail
from chalicelib.domain.errors import NotFound, StoreBusy
from chalicelib.domain.mail_in import AttachedFile, MailId, ReceivedMail

PREFIX = "mail/"


def mail_of_key(key: str) -> MailId | None:
    """The mail whose object this is; None for anything else in the bucket."""
    name = key.removeprefix(PREFIX)
    plain = key.startswith(PREFIX) and name.replace("-", "").isalnum() and name.isascii()
    return MailId(name) if plain else None


class MailBucket:
    """One bucket."""

    def __init__(self, name: str) -> None:
        self._name = name

    @cached_property
    def _client(self) -> Any:
        import boto3
        from botocore.config import Config

        patience = Config(connect_timeout=2, read_timeout=20, retries={"mode": "standard"})
        return boto3.client("s3", config=patience)

    def read(self, mail: MailId) -> RawMail:
        """The mail as it came. Raises: NotFound, StoreBusy."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            answer = self._client.get_object(Bucket=self._name, Key=PREFIX + mail)
            return RawMail(answer["Body"].read(), answer["LastModified"])
        except ClientError as error:
            with suppress(KeyError):
                if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                    raise NotFound("There is no such mail") from None
            raise StoreBusy("The store of mails did not answer") from error
        except BotoCoreError as error:
            raise StoreBusy("The store of mails did not answer") from error

    def erase(self, mail: MailId) -> None:
        """The mail with every version of it. Raises: StoreBusy."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            erase_object(self._client, self._name, PREFIX + mail)
        except (BotoCoreError, ClientError) as error:
            raise StoreBusy("The store of mails did not answer") from error


class LimitedReader:
    """Reading mails within the limits of `mail_reader`."""

    def read(self, mail: MailId, raw: RawMail) -> ReceivedMail:
        """What it says."""
        return read_mail(mail, raw.content, raw.received_at)

    def files(
        self, raw: RawMail, wanted: Iterable[AttachedFile]
    ) -> Iterator[tuple[AttachedFile, bytes]]:
        """The wanted files with their bytes."""
        return files_of(raw.content, wanted)
