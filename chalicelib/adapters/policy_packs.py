"""From the files of a pack to the pack: parsed by `policy_shapes`, then plain domain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from chalicelib.adapters.policy_shapes import (
    ClockFile,
    ContactFile,
    MilestoneFile,
    PolicyFile,
    RoleFile,
    RungFile,
    SettingFile,
    StageFile,
    SubjectsFile,
    TriggerFile,
)
from chalicelib.domain.clocks import ClockKind, ClockRule, MilestoneRule, Trigger, Unit
from chalicelib.domain.events import EventType
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.ladders import promises, with_ladder
from chalicelib.domain.policy import (
    REMINDERS,
    Contact,
    PolicyPack,
    PolicyRef,
    Role,
    Rung,
    Setting,
    Stage,
    Subject,
)
from chalicelib.domain.policy_keys import fault_of_setting, names_roles

Tables = Mapping[str, Mapping[str, Any]]
"""The four files of a pack as TOML: `policy`, `roles`, `subjects`, `contacts`."""

_UNITS = {
    ClockKind.WORKING_DAYS: Unit.WORKING_DAYS,
    ClockKind.ELAPSED_HOURS: Unit.HOURS,
    ClockKind.NEGOTIATED: Unit.DAYS,
}


def pack_of(ref: PolicyRef, tables: Tables) -> PolicyPack:
    """The pack. Raises: ValueError, with what is wrong in words; pydantic's is one of them."""
    policy = PolicyFile.model_validate(tables["policy"])
    settings = dict(_settings(policy.settings))
    ladders = {name: tuple(map(_rung, rungs)) for name, rungs in policy.ladders.items()}
    reminders = ladders.get(REMINDERS, ())
    return PolicyPack(
        ref=ref,
        title=policy.title,
        clocks=tuple(
            _climbing(_clock(code, stored, settings), stored, reminders)
            for code, stored in policy.clocks.items()
        ),
        roles=_roles(tables["roles"]),
        subjects=tuple(_subjects(tables["subjects"])),
        contacts=contacts_of({k: ContactFile.model_validate(v) for k, v in tables["contacts"].items()}),
        alerted_on_receipt=RoleCode(policy.alerted_on_receipt.role),
        settings=settings,
        stages=tuple(map(_stage, policy.stages)),
        ladders=ladders,
    )


def contacts_of(stored: Mapping[str, ContactFile]) -> dict[str, Contact]:
    """Contacts by their code."""
    return {code: Contact(code=code, **each.model_dump()) for code, each in stored.items()}


def _settings(stored: Mapping[str, SettingFile]) -> Iterator[tuple[str, Setting]]:
    for key, each in stored.items():
        fault = fault_of_setting(key, each.value)
        if fault:
            raise ValueError(fault)
        yield key, Setting(each.value, each.source)


def _clock(code: str, stored: ClockFile, settings: Mapping[str, Setting]) -> ClockRule:
    starts_on = stored.starts_on if isinstance(stored.starts_on, tuple) else (stored.starts_on,)
    return ClockRule(
        code=code,
        title=stored.title,
        kind=stored.kind,
        allowance=_number(code, stored.allowance, settings),
        source=stored.source,
        applies_to=stored.applies_to,
        starts_on=_triggers(starts_on),
        restarts_on=_triggers(stored.restarts_on),
        stops_when_all=_triggers(stored.stops_when_all),
        ends_when_any=_triggers(stored.ends_when_any),
        owner=RoleCode(stored.owner),
        on_call=_on_call(code, stored.on_call, settings),
        milestones=tuple(_milestone(code, each, settings) for each in stored.milestones),
        unit=stored.unit or _UNITS.get(stored.kind, Unit.MONTHS),
        **stored.model_dump(include=_AS_THEY_ARE),
    )


_AS_THEY_ARE = {
    "counting",
    "roll",
    "start_offset",
    "each",
    "due_fact",
    "counts_from",
    "pausable",
    "extension",
    "revisable",
    "outlives_case",
}


def _number(code: str, stored: int | str, settings: Mapping[str, Setting]) -> int:
    """The number itself, or the one that a setting holds: no number stands in two places."""
    if isinstance(stored, int):
        return stored
    setting = settings.get(stored)
    if setting is None or not isinstance(setting.value, int):
        raise ValueError(f"The clock {code} takes a number from {stored}, which the pack lacks")
    return setting.value


def _on_call(code: str, key: str, settings: Mapping[str, Setting]) -> tuple[RoleCode, ...]:
    """The roles that a setting names; none where the clock names no setting."""
    setting = settings.get(key)
    if key and not (setting and isinstance(setting.value, tuple) and names_roles(key)):
        raise ValueError(f"The clock {code} is for those on call under {key}, where no roles stand")
    named = setting.value if setting and isinstance(setting.value, tuple) else ()
    return tuple(map(RoleCode, named))


def _triggers(stored: Iterable[TriggerFile | EventType]) -> tuple[Trigger, ...]:
    return tuple(
        Trigger(each) if isinstance(each, EventType) else Trigger(each.event, each.where)
        for each in stored
    )


def _milestone(clock: str, stored: MilestoneFile, settings: Mapping[str, Setting]) -> MilestoneRule:
    offset = _number(clock, stored.offset, settings)
    return MilestoneRule(offset=offset, **stored.model_dump(exclude={"source", "offset"}))


def _climbing(rule: ClockRule, stored: ClockFile, rungs: Sequence[Rung]) -> ClockRule:
    return with_ladder(rule, rungs) if promises(rule) or stored.escalates else rule


def _stage(stored: StageFile) -> Stage:
    values = stored.model_dump(exclude={"owner", "by_subject"})
    by_subject = {subject: RoleCode(role) for subject, role in stored.by_subject.items()}
    return Stage(owner=RoleCode(stored.owner), by_subject=by_subject, **values)


def _rung(stored: RungFile) -> Rung:
    waits = stored.model_dump(include={"after_working_days", "after_hours", "at", "mediation"})
    return Rung(stored.rung, tuple(map(RoleCode, stored.roles)), stored.source, **waits)


def _roles(stored: Mapping[str, Any]) -> dict[RoleCode, Role]:
    parsed = {RoleCode(code): RoleFile.model_validate(role) for code, role in stored.items()}
    return {
        code: Role(code, role.title, role.may, role.handles_cases, role.source, role.second_factor)
        for code, role in parsed.items()
    }


def _subjects(stored: Mapping[str, Any]) -> Iterator[Subject]:
    for each in SubjectsFile.model_validate(stored).subjects:
        yield Subject(each.code, each.title)
