"""The pages that the gateway itself answers with, when a request never reaches our code."""

from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

PAGE = Template(Path(__file__).with_name("gateway.html").read_text("utf-8"))


@dataclass(frozen=True)
class Refused:
    """One reason for which the gateway answers by itself: its own name for it, and our words."""

    kind: str
    status: int
    title: str
    what_to_do: str

    @property
    def page(self) -> str:
        return PAGE.substitute(title=self.title, what_to_do=self.what_to_do)


# The gateway calls an unknown address a missing token; people call it a page that was not found.
UNKNOWN_ADDRESS = Refused(
    "MISSING_AUTHENTICATION_TOKEN",
    404,
    "Page not found",
    "If you typed or pasted the web address, check that it is correct and complete.",
)

REFUSED = (
    UNKNOWN_ADDRESS,
    Refused(
        "REQUEST_TOO_LARGE",
        413,
        "That is more than we can take at once",
        "Go back, shorten what you wrote, and send it again. You can add more later.",
    ),
    Refused(
        "THROTTLED",
        429,
        "A lot of people are here at once",
        "Wait a minute, go back and try again. "
        "If you have just sent a form, sending it again does no harm: we keep it once.",
    ),
    Refused(
        "DEFAULT_5XX",
        503,
        "Sorry, there is a problem with the service",
        "Go back and try again in a few minutes. "
        "If you have just sent a form, sending it again does no harm: we keep it once.",
    ),
)


def gateway_responses() -> dict[str, Any]:
    """SAM's GatewayResponses: our page for each refusal."""
    return {one.kind: _response(one) for one in REFUSED}


def _response(refused: Refused) -> dict[str, Any]:
    return {
        "StatusCode": refused.status,
        "ResponseParameters": {
            "Headers": {
                "Content-Type": "'text/html; charset=utf-8'",
                "Cache-Control": "'no-store'",
                "X-Frame-Options": "'DENY'",
                "X-Content-Type-Options": "'nosniff'",
                "Strict-Transport-Security": "'max-age=31536000; includeSubDomains'",
            }
        },
        # Under this name whatever it holds: the gateway uses it for every request, and the header
        # above says what it really is.
        "ResponseTemplates": {"application/json": refused.page},
    }
