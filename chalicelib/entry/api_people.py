"""The people of a case, as programs get them."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from chalicelib.domain.consent import ConsentState, Purpose, Scope
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
    may_text: bool
    landline: str
    address: str
    postcode: str
    nhs_number: str
    channels: tuple[Channel, ...]
    never: tuple[Channel, ...]
    language: str
    relationship: str
    authority: str
    needs: NeedsOut


class ConsentOut(BaseModel):
    """What the patient said last about whoever speaks for them. `limits` are their own words, where
    they named what may be told; `until` is the last day on which it holds.
    """

    id: str
    state: ConsentState
    purposes: tuple[Purpose, ...]
    scope: Scope
    limits: str
    until: date | None


class RepresentationOut(BaseModel):
    """For whom they speak; `hold` is why nothing about the patient may be told to them yet. `may_share`
    is whether other organisations may be asked; null where nobody has said.
    """

    standing: Standing
    basis: Basis | None
    patient_is_child: bool | None
    hold: Hold | None
    consent: ConsentOut | None
    may_share: bool | None
