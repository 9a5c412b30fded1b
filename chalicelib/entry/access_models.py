"""What programs send and get about who opens sensitive cases."""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib.domain.reads import ReadReason
from chalicelib.entry.api_models import HandlerOut, Sent


class ReadIn(Sent):
    """Why a sensitive case is opened. It is recorded, and holds for the hours of the policy."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    reason: ReadReason
    text: str = Field("", max_length=500, description="Required for `other`")


class ReadOut(BaseModel):
    """One opening of a sensitive case."""

    model_config = ConfigDict(defer_build=True)

    reference: str
    by: HandlerOut
    at: AwareDatetime
    reason: ReadReason


class RegisterOut(BaseModel):
    """A page of the register of a month, the latest first. `next` is the address of the next page."""

    model_config = ConfigDict(defer_build=True)

    month: str
    items: tuple[ReadOut, ...]
    next: str | None


class SharingOut(BaseModel):
    """One sharing. `with_whom` and `what` are empty where they were erased or are not yours to read."""

    model_config = ConfigDict(defer_build=True)

    reference: str
    by: str
    at: AwareDatetime
    with_whom: str
    what: str
    purpose: str
    lawful_basis: str
    confidentiality_basis: str


class SharingsOut(BaseModel):
    """A page of the register of a month, the latest first. `next` is the address of the next page."""

    model_config = ConfigDict(defer_build=True)

    month: str
    items: tuple[SharingOut, ...]
    next: str | None


class CopyOut(BaseModel):
    """The copy of a response for whoever of the staff it mentions, as plain text."""

    model_config = ConfigDict(defer_build=True)

    reference: str
    text: str
