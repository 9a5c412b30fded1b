"""What DynamoDB and its client raise, in our words, and how long the client tries by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from chalicelib.domain.errors import StoreBusy, StoreContended

BUSY = "We are busy. Try again in a moment: nothing will be done twice"

_PASSING = {"ProvisionedThroughputExceeded", "ThrottlingError", "TransactionConflict"}
"""Why a transaction was cancelled whole though every condition held: the next moment may suit."""
_BUSY_CODES = {
    "InternalFailure",
    "InternalServerError",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ServiceUnavailable",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionConflictException",
    "TransactionInProgressException",
}


@contextmanager
def errors_translated() -> Iterator[None]:
    """What botocore raises when the store cannot be reached or is throttled is our StoreBusy."""
    from botocore.exceptions import ClientError, HTTPClientError
    from botocore.exceptions import ConnectionError as Unreachable
    from botocore.parsers import ResponseParserError

    try:
        yield
    except (HTTPClientError, Unreachable, ResponseParserError) as error:
        raise StoreBusy(BUSY) from error
    except ClientError as error:
        if error.response["Error"]["Code"] in _BUSY_CODES:
            raise StoreBusy(BUSY) from error
        raise


def refused(error: Any, labels: Sequence[str]) -> list[str]:
    """Which writes of a cancelled transaction refused, by their labels.

    Raises: StoreContended, StoreBusy, and `error` itself where no transaction was cancelled.
    """
    reasons = error.response.get("CancellationReasons")
    if error.response["Error"]["Code"] != "TransactionCanceledException" or not reasons:
        raise error
    codes = [reason.get("Code") for reason in reasons]
    failed = [
        label for label, code in zip(labels, codes, strict=True) if code == "ConditionalCheckFailed"
    ]
    if not failed:
        busy = StoreContended if _PASSING & set(codes) else StoreBusy
        raise busy(BUSY) from error
    return failed


def patience() -> Any:
    """How long a client waits, and how often it asks again.

    A page waits 29 seconds at most: fail early enough to say so.
    """
    from botocore.config import Config

    return Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "max_attempts": 4})
