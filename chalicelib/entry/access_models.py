"""What programs send and get about who opens sensitive cases."""

from __future__ import annotations

from datetime import date

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib.domain.reads import ReadReason
from chalicelib.domain.staff_papers import PaperOf
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


class PaperOut(BaseModel):
    """What somebody of the staff was given of a case that concerns them. `words` are there once it was
    opened; `reply_by` is the London date for a comment on what was found.
    """

    model_config = ConfigDict(defer_build=True)

    paper: int
    what: PaperOf
    at: AwareDatetime
    opened: bool
    words: str
    reply_by: date | None
    comments: tuple[str, ...]


class CopyOut(BaseModel):
    """What is yours of a case that concerns you: the copy of the response as plain text, empty until it
    went and for whom it does not mention; and what you were given before it.
    """

    model_config = ConfigDict(defer_build=True)

    reference: str
    text: str
    papers: tuple[PaperOut, ...]


class PaperOpenedIn(Sent):
    """Which paper is opened, by its number. That it was opened is recorded."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    paper: int


class PaperCommentIn(Sent):
    """What somebody of the staff says to what was found."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    paper: int
    text: str
