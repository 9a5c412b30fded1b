"""The people of a case, as programs get them."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from chalicelib.domain.needs import Format
from chalicelib.domain.parties import Channel
from chalicelib.domain.representation import Basis, Hold, Standing


class NeedsOut(BaseModel):
    """What somebody needs to read and talk with us (S2-29, S3-16)."""

    formats: tuple[Format, ...]
    other_language: str
    interpreter: str
    support: str


class PartyOut(BaseModel):
    """A person of the case: who complained, or the patient for whom they speak."""

    title: str
    first_name: str
    last_name: str
    date_of_birth: date | None
    email: str
    may_email: bool
    mobile: str
    landline: str
    address: str
    postcode: str
    channels: tuple[Channel, ...]
    never: tuple[Channel, ...]
    language: str
    relationship: str
    authority: str
    needs: NeedsOut


class RepresentationOut(BaseModel):
    """For whom they speak; `hold` is why nothing about the patient may be told to them yet."""

    standing: Standing
    basis: Basis | None
    patient_is_child: bool | None
    hold: Hold | None
