"""What programs send and get about their organisation: its versions, and what a new one would do."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.domain.organisation_history import Decision
from chalicelib.domain.organisation_settings import Standing
from chalicelib.domain.staff import Accent
from chalicelib.domain.what_if import Effect, Subject
from chalicelib.entry.api_models import Sent


class FaultOut(BaseModel):
    """What is wrong with a version. One that `stops` keeps it from going live."""

    message: str
    stops: bool


class CandidateOut(BaseModel):
    """A version that could go live. `preview` is the address of what it would do."""

    subject: Subject
    version: str
    publishable: bool
    faults: tuple[FaultOut, ...]
    preview: str


class ProgressOut(BaseModel):
    """How many open cases a publication moves, and how far that is."""

    cases: int
    moved: int
    left: int = Field(description="Changed after the preview, so they keep their dates")
    waiting: int


class EntryOut(BaseModel):
    """A decision of the organisation about itself."""

    number: int
    at: AwareDatetime
    by: str
    decision: Decision
    facts: dict[str, Any]
    progress: ProgressOut | None


class VersionsOut(BaseModel):
    """What is live, what could be, and what was published, the newest first."""

    policy: str
    policy_version: str
    calendar_version: str
    candidates: tuple[CandidateOut, ...]
    publications: tuple[EntryOut, ...]


class DifferenceOut(BaseModel):
    """One clock of an open case. `later` can be given to it; `kept` and `kept_or_overdue` would be
    sooner, so that the clock keeps the date that was promised.
    """

    clock: str
    title: str
    before: date | datetime
    after: date | datetime
    effect: Effect


class CaseDifferenceOut(BaseModel):
    """An open case for which the candidate says another date."""

    reference: str
    href: str
    fingerprint: str = Field(description="Changes when what is shown of the case changes")
    differences: tuple[DifferenceOut, ...]


class VersionChangeOut(BaseModel):
    """One value that differs between the live version and the candidate."""

    what: str
    now: str
    then: str
    source: str


class VersionPreviewOut(BaseModel):
    """What publishing would do. Nothing was changed by asking."""

    subject: Subject
    version: str
    publishable: bool
    faults: tuple[FaultOut, ...]
    changes: tuple[VersionChangeOut, ...]
    open_cases: int
    later: int = Field(description="Cases with a clock that can be given more time")
    kept: int = Field(description="Cases with a clock that would end sooner and keeps its date")
    kept_or_overdue: int = Field(description="Cases with one that would be overdue at once")
    cases: tuple[CaseDifferenceOut, ...]
    not_named: int = Field(description="Cases that are counted, and of which you may not know all")
    digest: str = Field(description="Send it to publish exactly this")


class LookIn(Sent):
    """Begin to look at what a version would do to more cases than fit one answer."""

    subject: Subject
    version: str = Field(max_length=100)


class LookOut(BaseModel):
    """How far a look is. `preview` is what it found, once every case was looked at."""

    id: str
    href: str
    cases: int
    looked_at: int
    refused: str
    preview: VersionPreviewOut | None


class PublicationIn(Sent):
    """Publish what was previewed."""

    subject: Subject
    version: str = Field(max_length=100)
    digest: str = Field(max_length=64, description="That of the preview")
    move_open_cases: bool = Field(
        False, description="Give open cases the later dates; a calendar always does"
    )
    look: str = Field("", max_length=100, description="The look in pieces that it was shown by")
    shown: tuple[str, ...] = Field(
        (), max_length=2_000, description="The fingerprints seen, to be told which cases changed since"
    )


class OnSettings(Sent):
    """A change of the settings, decided by somebody who saw this version of them."""

    version: int = Field(ge=0, lt=1_000_000_000, description="The settings' `version` when read")


class DetailsIn(OnSettings):
    """What shall be different; null: as it is."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    complaints_manager: str | None = None
    accent: Accent | None = Field(None, description="The colour of pages and mails")


class ContactChecked(OnSettings):
    """A contact as it was checked today (S2-68); null: as it is."""

    name: str | None = None
    phone: str | None = None
    url: str | None = None
    address: str | None = None
    source: str | None = Field(None, description="Where it was checked")


class ContactOut(BaseModel):
    """Where else people are sent, and how far that can be trusted."""

    code: str
    name: str
    phone: str
    url: str
    address: str
    source: str
    verified_on: date | None
    standing: Standing


class SettingsOut(BaseModel):
    """What an organisation says of itself. `changes` are the newest first."""

    version: int
    name: str
    phone: str
    email: str
    address: str
    complaints_manager: str
    accent: Accent
    contacts: tuple[ContactOut, ...]
    changes: tuple[EntryOut, ...]
