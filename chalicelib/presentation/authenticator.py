"""What somebody's authenticator app is to know: as a picture for its camera, and as letters to type."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Authenticator:
    """`letters` in groups of four, as people copy them; `picture` is an SVG image."""

    letters: str
    address: str
    picture: Markup


def authenticator(secret: str, username: str, organisation: str) -> Authenticator:
    """A time-based secret (RFC 6238) for an app that reads the address which all apps read.

    >>> known = authenticator("ABCDEFGHIJ", "complaints.manager", "Willow Lane Surgery")
    >>> known.letters, known.address
    ('ABCD EFGH IJ', 'otpauth://totp/Willow%20Lane%20Surgery%3Acomplaints.manager?secret=ABCDEFGHIJ&issuer=Willow+Lane+Surgery')
    """
    label = quote(f"{organisation}:{username}", safe="")
    address = f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': organisation})}"
    letters = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return Authenticator(letters, address, _picture(address))


def _picture(address: str) -> Markup:
    # Imported here: needed once in a member of staff's life.
    import segno

    drawn = segno.make(address, micro=False).svg_inline(
        border=4, light="#fff", svgclass="candour-qr", lineclass=None, title="", omitsize=True
    )
    return Markup(drawn)  # noqa: S704 a drawing of squares; what it says is encoded in them
