"""The people of a case, and how each may be reached.

Personal details live here and in what is sealed, never in an event's facts: erasing them leaves the
record of what was done whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.needs import NO_NEEDS, AccessNeeds

COMPLAINANT = PartyId("complainant")
PATIENT = PartyId("patient")


class Channel(StrEnum):
    """A way to reach somebody (S2-28)."""

    EMAIL = "email"
    TELEPHONE = "telephone"
    LETTER = "letter"
    MEETING = "meeting"


_TAKES_TEXTS = re.compile(r"\+447[1-57-9][0-9]{8}")


def takes_texts(number: str) -> bool:
    """Whether a number, in E.164 form, is a mobile of the United Kingdom. Texts elsewhere can cost
    pounds, and whoever owns such a number may earn from them (decision 64).

    Source: Ofcom, National Telephone Numbering Plan: 070 and 076 are no mobiles.

    >>> takes_texts("+447700900123"), takes_texts("+447012345678"), takes_texts("+441632960444")
    (True, False, False)
    """
    return bool(_TAKES_TEXTS.fullmatch(number))


@dataclass(frozen=True, slots=True)
class Party:
    """One person in one case. Texts are as typed; telephone numbers are in E.164 form.

    `may_email` is the person's own consent to electronic letters (regulation 15): without it no
    mail is sent, whatever the address. `may_text` is their consent to texts with a code and nothing
    else. `may_contact` is whether they are happy to be contacted about this at all (S2-75); None where
    nobody asked. `channels` are in the person's order of preference (S2-28).
    `never` are channels that must not be used, whatever else is known. Who speaks for a patient says
    how they are related (`relationship`) and what shows that they may (`authority`).
    `refused_email` is the address that sent our mail back or wants none; a new address is tried again.
    `language` is the one in which they read and write to us, by its code in BCP 47 (S2-29).
    """

    id: PartyId
    first_name: str
    last_name: str
    title: str = ""
    born_on: date | None = None
    email: str = ""
    may_email: bool = False
    landline: str = ""
    mobile: str = ""
    address: str = ""
    postcode: str = ""
    channels: tuple[Channel, ...] = ()
    relationship: str = ""
    authority: str = ""
    never: tuple[Channel, ...] = ()
    refused_email: str = ""
    nhs_number: str = ""
    membership_number: str = ""
    language: str = "en"
    needs: AccessNeeds = NO_NEEDS
    may_text: bool = False
    may_contact: bool | None = None

    @property
    def full_name(self) -> str:
        """First and last name, as the person writes them."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)

    @property
    def in_list(self) -> str:
        """Initial and surname, as much as a list needs: `A. Shah`."""
        initial = f"{self.first_name[:1]}." if self.first_name and self.last_name else self.first_name
        return " ".join(part for part in (initial, self.last_name) if part)

    def can_be_mailed(self) -> bool:
        """Whether an email may be sent: there is an address that takes mail, the person agreed, and
        does not want to be written to on paper only (S2-28).
        """
        refused = Channel.EMAIL in self.never or self.channels == (Channel.LETTER,)
        return bool(self.email) and self.may_email and not self.email_fails and not refused

    def can_be_texted(self) -> bool:
        """Whether a code may go to their mobile: it takes texts, they agreed, and want more than paper.
        Who said that we must never call them may want a text: many people who cannot hear do.
        """
        return takes_texts(self.mobile) and self.may_text and self.channels != (Channel.LETTER,)

    @property
    def mobile_ending(self) -> str:
        """The last digits of their mobile: enough to know it again, and to tell nobody.

        >>> Party(COMPLAINANT, "Ann", "Other", mobile="+447700900123").mobile_ending
        '123'
        """
        return self.mobile[-3:]

    @property
    def email_fails(self) -> bool:
        """Whether the present address is known to take no mail of ours (domain 4.8)."""
        return bool(self.email) and self.email == self.refused_email
