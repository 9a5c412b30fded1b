"""What a door checks before it opens: size, the form's token, and who is asking."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib import wiring
from chalicelib.application import sign_in_afresh
from chalicelib.application.who_is_in import who_is_in
from chalicelib.domain.errors import CandourError, SignInRequired
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Staff
from chalicelib.entry.signatures import is_signed, signature_of
from chalicelib.observability import known_as
from chalicelib.presentation.language import LANGUAGE_ASKED, marked

VISIT_COOKIE = "visit"
SESSION_COOKIE = "session"
LANGUAGE_COOKIE = LANGUAGE_ASKED
FORM = "form"
"""What the token of a form is signed as: a signature of anything else is none."""
LARGEST_BODY = 1_000_000
"""Bytes. The longest honest form is four long answers of 20,000 characters."""


class TooLarge(CandourError):
    """More was sent than a form can hold."""

    code = "too_large"


class Forged(CandourError):
    """The form did not come from a page of ours, or its page was left open for too long."""

    code = "forged"


def require_size(body: bytes) -> None:
    """Raises: TooLarge."""
    if len(body) > LARGEST_BODY:
        raise TooLarge(
            marked(
                "What you sent is too long. Each answer can have up to 20,000 characters. "
                "Go back, shorten your answer and try again"
            )
        )


def token_for(visit: str) -> str:
    """What every form of this visit must carry (OWASP: HMAC-based double submit)."""
    return signature_of(visit, FORM)


def require_token(token: str, visit: str) -> None:
    """Raises: Forged, unless the form carries the token of the browser's visit."""
    if not visit or not is_signed(visit, token, FORM):
        raise Forged(
            marked("We could not be sure that this came from you. Go back, reload and try again")
        )


def bearer_token(headers: Mapping[str, str]) -> str:
    """The token of an Authorization header; empty where there is none."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def require_afresh(token: str, staff: Staff, action: Action) -> None:
    """Raises: SignInAgain, before what asks for somebody who signed in of late."""
    world = wiring.world()
    organisation = world.reading.policies.organisation(staff.organisation)
    pack = world.reading.policies.current(organisation).pack
    sign_in_afresh.require_afresh(action, staff.id, token, world.staff_door, pack)


def signed_in(token: str) -> Staff:
    """Whoever presents this token, with the roles that both the token and the directory give.

    Raises: SignInRequired; SessionEnded; NotAllowed, for somebody who is known and has no role here.
    """
    if not token:
        raise SignInRequired("Sign in to continue")
    world = wiring.world()
    staff = who_is_in(token, world.staff_door, world.reading)
    known_as(staff.trace)
    return staff
