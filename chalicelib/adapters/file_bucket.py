"""The bytes of files, in S3: `quarantine/` is where they arrive, `kept/` where they can be opened.

A key is a ULID and nothing else: no title and no reference of anybody's complaint (S0-16).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from typing import Any
from urllib.parse import quote

from chalicelib.adapters.object_versions import erase_object
from chalicelib.application.filing import Arrived, Quarantined, UploadForm
from chalicelib.domain.documents.uploads import FORM_LASTS
from chalicelib.domain.errors import StoreBusy
from chalicelib.domain.identifiers import DocumentId

QUARANTINE, KEPT = "quarantine/", "kept/"
LINK_LASTS = timedelta(minutes=1)
"""How long an address opens a file: long enough for a slow phone to begin."""
_BYTES = "application/octet-stream"
"""What every file is served as: no browser shows it inside a page of ours, whatever is in it."""


def s3_client(endpoint: str) -> Any:
    """S3's client at this address: a connection pool, so one for the process."""
    import boto3
    from botocore.config import Config

    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        config=Config(
            signature_version="s3v4",
            connect_timeout=2,
            read_timeout=10,
            retries={"mode": "standard"},
        ),
    )


class FileBucket:
    """One bucket, at the address where browsers find it too: a form that is sent to another one would
    be redirected, and would lose its file.
    """

    def __init__(self, name: str, endpoint: str) -> None:
        self._name, self._endpoint = name, endpoint

    @cached_property
    def _client(self) -> Any:
        return s3_client(self._endpoint)

    def form(self, document: DocumentId, *, ceiling: int, back: str) -> UploadForm:
        """Signed here, without a call: the exact key, the size and the way back cannot be changed."""
        after = {"success_action_redirect": back} if back else {"success_action_status": "201"}
        signed = self._client.generate_presigned_post(
            self._name,
            QUARANTINE + document,
            Fields=after,
            Conditions=[after, ["content-length-range", 0, ceiling]],
            ExpiresIn=int(FORM_LASTS.total_seconds()),
        )
        return UploadForm(signed["url"], signed["fields"])

    def put(self, document: DocumentId, content: bytes) -> None:
        """Into quarantine."""
        with errors_translated():
            self._client.put_object(Bucket=self._name, Key=QUARANTINE + document, Body=content)

    def arrived(self, document: DocumentId) -> Arrived | None:
        """What stands in quarantine now."""
        from botocore.exceptions import ClientError

        try:
            with errors_translated():
                head = self._client.head_object(Bucket=self._name, Key=QUARANTINE + document)
        except ClientError as error:
            if error.response["Error"]["Code"] in _MISSING:
                return None
            raise
        # The bucket keeps versions: without one there would be no telling these bytes from later ones.
        return Arrived(head["ContentLength"], head["VersionId"])

    def read(self, document: DocumentId, arrived: Arrived) -> Quarantined:
        """The very bytes that arrived, even if others have come in their place since."""
        with errors_translated():
            answer = self._client.get_object(
                Bucket=self._name, Key=QUARANTINE + document, VersionId=arrived.version
            )
            return Quarantined(document, arrived, answer["Body"].read())

    def keep(self, document: DocumentId, version: str) -> None:
        """Copy the very bytes that were checked, then empty their place in quarantine."""
        with errors_translated():
            self._client.copy_object(
                Bucket=self._name,
                Key=KEPT + document,
                CopySource={
                    "Bucket": self._name,
                    "Key": QUARANTINE + document,
                    "VersionId": version,
                },
                MetadataDirective="REPLACE",
                # The scanner's tag stays where it was: to copy it, too, would ask for two rights more.
                TaggingDirective="REPLACE",
                ContentType=_BYTES,
            )
        self.empty_quarantine(document)

    def keep_instead(self, document: DocumentId, content: bytes) -> None:
        """Write other bytes than those that came, then empty their place in quarantine."""
        with errors_translated():
            self._client.put_object(
                Bucket=self._name, Key=KEPT + document, Body=content, ContentType=_BYTES
            )
        self.empty_quarantine(document)

    def empty_quarantine(self, document: DocumentId) -> None:
        """What stood there is a version of the past, which the bucket lets go of a month later."""
        with errors_translated():
            self._client.delete_object(Bucket=self._name, Key=QUARANTINE + document)

    def discard(self, document: DocumentId) -> None:
        """Out of both places. The bucket lets go of the bytes a month later: until then what was
        deleted by mistake can be brought back, by nobody but an administrator.
        """
        with errors_translated():
            for place in (QUARANTINE, KEPT):
                self._client.delete_object(Bucket=self._name, Key=place + document)

    def erase(self, document: DocumentId) -> None:
        """Out of both places, with every version: nobody can bring it back."""
        with errors_translated():
            for place in (QUARANTINE, KEPT):
                erase_object(self._client, self._name, place + document)

    def file(self, document: DocumentId, content: bytes) -> None:
        """Under the same name the same bytes."""
        with errors_translated():
            self._client.put_object(
                Bucket=self._name, Key=KEPT + document, Body=content, ContentType=_BYTES
            )

    def link(self, document: DocumentId, name: str) -> str:
        """Signed here, without a call. The browser saves it, and shows it in no page of ours."""
        address: str = self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._name,
                "Key": KEPT + document,
                "ResponseContentDisposition": disposition(name),
                "ResponseContentType": _BYTES,
                "ResponseCacheControl": "no-store",
            },
            ExpiresIn=int(LINK_LASTS.total_seconds()),
        )
        return address

    def tag(self, document: DocumentId, arrived: Arrived, name: str) -> str:
        """What a scanner wrote on these very bytes; empty where it wrote nothing yet."""
        with errors_translated():
            tags = self._client.get_object_tagging(
                Bucket=self._name, Key=QUARANTINE + document, VersionId=arrived.version
            )["TagSet"]
        return next((str(tag["Value"]) for tag in tags if tag["Key"] == name), "")


def origin_of(bucket: str, endpoint: str) -> str:
    """Where the browser sends to and fetches from, for the security policy of our pages.

    >>> origin_of("files", "https://s3.eu-west-2.amazonaws.com")
    'https://files.s3.eu-west-2.amazonaws.com'
    >>> origin_of("files", "http://127.0.0.1:4566")
    'http://127.0.0.1:4566'
    """
    scheme, _, host = endpoint.rstrip("/").partition("://")
    is_a_number = host.partition(":")[0].replace(".", "").isdigit()
    return f"{scheme}://{host}" if is_a_number else f"{scheme}://{bucket}.{host}"


def disposition(name: str) -> str:
    """A header that saves the file under its name, in any script (RFC 6266, RFC 8187).

    >>> disposition('Brief "für" Zoë.pdf')
    "attachment; filename*=UTF-8''Brief%20%22f%C3%BCr%22%20Zo%C3%AB.pdf"
    """
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


_MISSING = {"404", "NoSuchKey", "NotFound"}
_NO_ANSWER = "The store of files did not answer. Try again in a moment"
_BUSY = {"500", "503", "InternalError", "RequestTimeout", "ServiceUnavailable", "SlowDown"}


@contextmanager
def errors_translated() -> Iterator[None]:
    """What S3 raises when it cannot be reached is our StoreBusy."""
    from botocore.exceptions import ClientError, HTTPClientError
    from botocore.exceptions import ConnectionError as Unreachable

    try:
        yield
    except (HTTPClientError, Unreachable) as error:
        raise StoreBusy(_NO_ANSWER) from error
    except ClientError as error:
        if error.response["Error"]["Code"] in _BUSY:
            raise StoreBusy(_NO_ANSWER) from error
        raise
