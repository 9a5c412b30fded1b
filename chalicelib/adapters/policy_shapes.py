"""The shapes of the files of a policy pack. A key that stands in none of them does not load, and
neither does a value without its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from chalicelib.domain.clocks import Anchor, ClockKind, Counting, Extension, Notice, Roll, Unit
from chalicelib.domain.contact import ContactType
from chalicelib.domain.events import EventType
from chalicelib.domain.policy import Action, MissRule
from chalicelib.domain.staff import Accent

Text = Annotated[str, StringConstraints(min_length=1)]
Scalar = bool | int | str


class Strict(BaseModel):
    """A table of a file: no key but those named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sourced(Strict):
    """A table that says where it comes from."""

    source: Text


MEASURES: Mapping[str, tuple[Unit, Anchor]] = {
    f"{unit}_from_{anchor}": (unit, anchor) for unit in Unit for anchor in Anchor
}
"""How a milestone can be measured: `working_days_from_due`, `hours_from_start`, …"""

_TO_THE_MINUTE = (Unit.HOURS, Unit.MINUTES)


class MilestoneFile(Sourced):
    """A milestone: its code, one measure, and for days the time in London. The measure is a number, or
    the key of the setting that holds it.
    """

    code: Text
    offset: int | Text
    unit: Unit
    anchor: Anchor
    at: time | None = None
    notice: Notice

    @model_validator(mode="before")
    @classmethod
    def _one_measure(cls, stored: dict[str, Any]) -> dict[str, Any]:
        measured = [key for key in stored if key in MEASURES]
        if len(measured) != 1:
            raise ValueError(f"a milestone has one measure of: {', '.join(MEASURES)}")
        (key,) = measured
        unit, anchor = MEASURES[key]
        rest = {name: value for name, value in stored.items() if name != key}
        return {**rest, "offset": stored[key], "unit": unit, "anchor": anchor}

    @model_validator(mode="after")
    def _a_time_for_days(self) -> MilestoneFile:
        if (self.at is None) is not (self.unit in _TO_THE_MINUTE):
            raise ValueError("a milestone in days has a time `at`, one in hours or minutes has none")
        return self


class TriggerFile(Strict):
    """An event whose facts have one of the values named."""

    event: EventType
    where: Mapping[Text, tuple[Scalar, ...]] = Field(default_factory=dict)


Triggers = tuple[TriggerFile | EventType, ...]


class ClockFile(Sourced):
    """A clock. Its allowance is a number, or the key of the setting that holds it. One that tells of a
    breach climbs the ladder of reminders; another does where it `escalates`. `on_call` is the key of
    the setting that names who hears of it in place of the handler.
    """

    title: Text
    kind: ClockKind
    allowance: int | Text = 0
    applies_to: frozenset[ContactType]
    starts_on: EventType | Triggers
    restarts_on: Triggers = ()
    stops_when_all: Triggers = ()
    ends_when_any: Triggers = ()
    owner: str
    on_call: str = ""
    unit: Unit | None = None
    counting: Counting = Counting.AFTER_THE_DAY
    roll: Roll = Roll.NONE
    start_offset: int = 0
    each: str = ""
    due_fact: Text = "due"
    counts_from: str = ""
    pausable: bool = False
    extension: Extension = Extension.NEVER
    revisable: bool = False
    outlives_case: bool = False
    escalates: bool = False
    milestones: tuple[MilestoneFile, ...] = ()


class RoleNamed(Sourced):
    """A role that something belongs to."""

    role: Text


class SettingFile(Sourced):
    """A value that is no clock's; `policy_keys` say what may stand there."""

    value: bool | int | str | tuple[str, ...]


class StageFile(Sourced):
    """A stage of escalation."""

    number: int
    title: Text
    owner: str
    clock: Text
    miss_rule: MissRule
    by_subject: Mapping[str, Text] = Field(default_factory=dict)


class RungFile(Sourced):
    """A rung of a ladder, and how long it waits for the one below it to answer."""

    rung: int
    roles: tuple[Text, ...]
    after_working_days: int = 0
    after_hours: int = 0
    mediation: bool = False
    at: time | None = None


class PolicyFile(Strict):
    """policy.toml"""

    title: Text
    alerted_on_receipt: RoleNamed
    settings: Mapping[str, SettingFile] = Field(default_factory=dict)
    stages: tuple[StageFile, ...] = ()
    ladders: Mapping[str, tuple[RungFile, ...]] = Field(default_factory=dict)
    clocks: Mapping[str, ClockFile]


class RoleFile(Sourced):
    """A role of roles.toml."""

    title: Text
    handles_cases: bool
    may: frozenset[Action]
    second_factor: bool = True


class SubjectFile(Sourced):
    """A subject of subjects.toml."""

    code: Text
    title: Text


class SubjectsFile(Strict):
    """subjects.toml"""

    subjects: tuple[SubjectFile, ...]


class ContactFile(Sourced):
    """A contact of contacts.toml, or one that an organisation has instead."""

    name: Text
    phone: str
    url: str
    address: str
    verified_on: date | None = None
    invented: bool = False


class CalendarFile(Sourced):
    """The bank holidays of a nation."""

    first: date
    last: date
    holidays: Mapping[date, Text]


class OrganisationFile(Strict):
    """An organisation, and the contacts that it has in place of its pack's."""

    id: Text
    name: Text
    policy: Text
    policy_version: Text
    calendar_nation: Text
    calendar_version: Text
    accent: Accent = Accent.GREEN
    treats_patients: bool = False
    intake_team: Text
    intake_initials: Annotated[str, StringConstraints(pattern="^[A-Z]{2,4}$")]
    complaints_manager: Text
    phone: Text
    email: Text
    address: Text
    contacts: Mapping[Text, ContactFile] = Field(default_factory=dict)


class OrganisationsFile(Strict):
    """organisations.toml"""

    organisations: tuple[OrganisationFile, ...]
