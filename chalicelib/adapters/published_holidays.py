"""The list of bank holidays as gov.uk publishes it, fetched over HTTPS and not read here."""

from __future__ import annotations

from collections.abc import Callable
from http.client import HTTPException
from typing import Any
from urllib.request import Request, urlopen

from chalicelib.domain.errors import ListUnreachable

LARGEST_LIST = 1_000_000
"""Bytes. The list of three divisions over ten years has some 30,000."""
PATIENCE_SECONDS = 10.0


class PublishedOnTheWeb:
    """The list at its address. An address or a redirection that is not HTTPS is not followed."""

    def __init__(self, address: str, opened: Callable[..., Any] = urlopen) -> None:
        self._address, self._opened = address, opened

    def fetch(self) -> bytes:
        """The list as it stands, unread. Raises: ListUnreachable."""
        _require_https(self._address)
        # S310 asks for the scheme to be checked: that is the line above.
        request = Request(self._address, headers={"Accept": "application/json"})  # noqa: S310
        try:
            with self._opened(request, timeout=PATIENCE_SECONDS) as answer:
                _require_https(answer.url)
                body: bytes = answer.read(LARGEST_LIST + 1)
        except (OSError, HTTPException) as error:
            raise ListUnreachable("The published list of bank holidays did not answer") from error
        if len(body) > LARGEST_LIST:
            raise ListUnreachable("The published list of bank holidays is far too large")
        return body


def _require_https(address: str) -> None:
    if not address.startswith("https://"):
        raise ListUnreachable("The published list of bank holidays is not at a safe address")
