"""What is different between two versions of a pack or a calendar, in words: one line for each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.clocks import ClockRule
from chalicelib.domain.policy import PolicyPack, Role, Setting
from chalicelib.domain.policy_keys import SettingValue
from chalicelib.presentation.clock_steps import rule_words
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.labels import ACTIONS

NOT_THERE = "–"


@dataclass(frozen=True, slots=True)
class VersionChange:
    """One value: what it is now, what it would be, and where the new one comes from."""

    what: str
    now: str
    then: str
    source: str = ""


def pack_changes(now: PolicyPack, then: PolicyPack) -> tuple[VersionChange, ...]:
    """Promises first, then other values, then who may do what."""
    return (
        *_clock_changes(now, then),
        *_setting_changes(now.settings, then.settings),
        *_role_changes(now, then),
    )


def calendar_changes(now: WorkingCalendar, then: WorkingCalendar) -> tuple[VersionChange, ...]:
    """Each day that only one of them has, and how far they reach."""
    days = sorted(now.holidays.keys() ^ then.holidays.keys())
    changed = tuple(
        VersionChange(
            full_date(day),
            now.holidays.get(day, "A working day"),
            then.holidays.get(day, "A working day"),
        )
        for day in days
    )
    if now.last == then.last:
        return changed
    reach = VersionChange("Bank holidays are known until", full_date(now.last), full_date(then.last))
    return (*changed, reach)


def _clock_changes(now: PolicyPack, then: PolicyPack) -> Iterator[VersionChange]:
    old, new = ({rule.code: rule for rule in pack.clocks} for pack in (now, then))
    for code in dict.fromkeys((*old, *new)):
        before, after = old.get(code), new.get(code)
        title = next(rule.title for rule in (after, before) if rule)
        if before != after:
            source = after.source if after else ""
            yield VersionChange(title, _clock_words(before), _clock_words(after, before), source)


def _clock_words(rule: ClockRule | None, other: ClockRule | None = None) -> str:
    if rule is None:
        return NOT_THERE
    words = rule_words(rule)
    return _ELSE if other and words == rule_words(other) else words


_ELSE = "The same time; its reminders, its owner, or what starts or stops it is different"


def _setting_changes(
    now: Mapping[str, Setting], then: Mapping[str, Setting]
) -> Iterator[VersionChange]:
    for key in sorted(now.keys() | then.keys()):
        before, after = now.get(key), then.get(key)
        if (before and before.value) != (after and after.value):
            source = after.source if after else ""
            yield VersionChange(f"Value {key}", _set_words(before), _set_words(after), source)


def _set_words(setting: Setting | None) -> str:
    return _value_words(setting.value) if setting else NOT_THERE


def _value_words(value: SettingValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _role_changes(now: PolicyPack, then: PolicyPack) -> Iterator[VersionChange]:
    for code in dict.fromkeys((*now.roles, *then.roles)):
        before, after = now.roles.get(code), then.roles.get(code)
        lost, gained = _only(before, after), _only(after, before)
        title = next(role.title for role in (after, before) if role)
        if lost or gained:
            source = after.source if after else ""
            what = f"What only one of them lets the role {title} do"
            yield VersionChange(what, lost or NOT_THERE, gained or NOT_THERE, source)


def _only(one: Role | None, other: Role | None) -> str:
    """What only the first of the roles may do."""
    theirs = other.may if other else frozenset()
    mine = one.may if one else frozenset()
    return ", ".join(sorted(ACTIONS[action] for action in mine - theirs))
