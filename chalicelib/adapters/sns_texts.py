"""Text messages through SNS, each one straight to its mobile."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from chalicelib.application.outgoing import OutgoingText
from chalicelib.domain.errors import MailRefused, MailUnavailable, MailUnproven

_REFUSED = {"InvalidParameter", "InvalidParameterValue", "OptedOut", "OptedOutException", "Validation"}
"""What trying again cannot mend. Everything else is worth another attempt."""
_BROKE_DOWN = 500
"""From this status on the service itself failed, and nobody knows how far it had come."""


class SnsTexts:
    """The service that sends texts, from a name of at most 11 letters and digits."""

    def __init__(self, sender: str) -> None:
        self._sender = sender

    @cached_property
    def _client(self) -> Any:
        import boto3
        from botocore.config import Config

        # Never retried here: a second request after a lost answer would be a second text.
        return boto3.client(
            "sns",
            config=Config(connect_timeout=3, read_timeout=10, retries={"total_max_attempts": 1}),
        )

    def send(self, text: OutgoingText) -> str:
        """Hand it over; SNS's id for it. Raises: MailUnavailable, MailRefused, MailUnproven."""
        from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
        from botocore.parsers import ResponseParserError

        try:
            answer = self._client.publish(
                PhoneNumber=text.number, Message=text.text, MessageAttributes=self._attributes()
            )
        except ClientError as error:
            raise _refusal(error) from None
        except (HTTPClientError, ResponseParserError):
            # The connection stood, so the text may have gone over it.
            raise MailUnproven("The answer of the service for texts was lost") from None
        except BotoCoreError:
            raise MailUnavailable("The service for texts was not reached") from None
        return str(answer["MessageId"])

    def _attributes(self) -> dict[str, dict[str, str]]:
        """Who it is from, and that it may not wait behind advertisements."""
        said = {"AWS.SNS.SMS.SenderID": self._sender, "AWS.SNS.SMS.SMSType": "Transactional"}
        return {name: {"DataType": "String", "StringValue": text} for name, text in said.items()}


def _refusal(error: Any) -> MailRefused | MailUnavailable | MailUnproven:
    # The service's own words may quote the number: only its code goes on.
    code = error.response["Error"]["Code"]
    if code in _REFUSED:
        return MailRefused(f"The service for texts refused the message ({code})")
    if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 400) >= _BROKE_DOWN:
        return MailUnproven(f"The service for texts broke down over the message ({code})")
    return MailUnavailable(f"The service for texts did not take the message ({code})")
