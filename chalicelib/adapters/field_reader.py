"""Email addresses, telephone numbers and postcodes, as well-kept libraries read them."""

from __future__ import annotations

import re

from chalicelib.adapters.postcodes import is_postcode

_NHS_PSEUDO_POSTCODE = re.compile(r"^ZZ99\d[A-Z]{2}$")
"""What the NHS writes where there is no postcode: no fixed abode, abroad, not known."""


class LibraryFieldReader:
    """Each library is loaded when a field of its kind is first read."""

    def email(self, text: str) -> str:
        """An address that could exist. Whether it does, the first mail shows."""
        from email_validator import EmailNotValidError, validate_email

        try:
            return validate_email(text.strip(), check_deliverability=False).normalized
        except EmailNotValidError:
            raise ValueError("not an email address") from None

    def phone(self, text: str) -> str:
        """A number that could be dialled, in E.164; without a country it is of the United Kingdom."""
        import phonenumbers

        try:
            number = phonenumbers.parse(text, "GB")
        except phonenumbers.NumberParseException:
            raise ValueError("not a telephone number") from None
        if not phonenumbers.is_possible_number(number):
            raise ValueError("not a telephone number")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def postcode(self, text: str) -> str:
        """A postcode in capitals, with its space before the last three."""
        written = re.sub(r"\s+", "", text).upper()
        if not is_postcode(written) and not _NHS_PSEUDO_POSTCODE.match(written):
            raise ValueError("not a postcode")
        return f"{written[:-3]} {written[-3:]}"
