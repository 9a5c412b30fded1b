"""The pages that the gateway itself answers with, when a request never reaches our code."""

from pathlib import Path
from typing import Any

UNKNOWN_ADDRESS_PAGE = Path(__file__).with_name("unknown-address.html").read_text("utf-8")


def gateway_responses() -> dict[str, Any]:
    """SAM's GatewayResponses.

    The gateway calls an unknown address a missing token; people call it a page that was not found.
    """
    return {
        "MISSING_AUTHENTICATION_TOKEN": {
            "StatusCode": 404,
            "ResponseParameters": {
                "Headers": {"Content-Type": "'text/html; charset=utf-8'", "Cache-Control": "'no-store'"}
            },
            # Under this name whatever it holds: the gateway uses it for every request, and the header
            # above says what it really is.
            "ResponseTemplates": {"application/json": UNKNOWN_ADDRESS_PAGE},
        },
    }
