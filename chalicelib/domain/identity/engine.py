"""Passed, or not passed, and what may be asked next: nothing else is ever answered.

Source: S0-1, S0-5, S0-6, S0-11, C-16, SC-4.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from chalicelib.domain.errors import PolicyUnknown
from chalicelib.domain.identity.forms import Forms, Item
from chalicelib.domain.policy import PolicyPack


class WrongItem(StrEnum):
    """What one wrong item does to a check that others would pass."""

    FAIL = "fail"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Rules:
    """How an organisation confirms who somebody is (C-16).

    All of `with_reference`, or `fewest` different ones of `items`. `attempts` failed checks lock a
    case for `lock_hours`; a pass opens a disclosure window of `window_minutes`.
    """

    with_reference: tuple[Item, ...]
    fewest: int
    items: tuple[Item, ...]
    wrong_item: WrongItem
    attempts: int
    lock_hours: int
    window_minutes: int
    only_by_reference: bool = False

    def for_a_call_of_ours(self) -> Rules:
        """The rules when we ring: the reference is asked for before anything is said (S0-11)."""
        return replace(self, only_by_reference=True)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that somebody said of themselves, in its normal form; empty if it has none."""

    item: Item
    form: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer. `ask_next` depends on what was asked so far and never on what was right."""

    passed: bool
    ask_next: tuple[Item, ...] = ()


def rules_of(pack: PolicyPack) -> Rules:
    """The rules that a pack states. Raises: PolicyUnknown, where it states none: nobody then passes."""
    settings = pack.settings
    try:
        return Rules(
            with_reference=_items(settings["identity.with_ref"].value),
            fewest=_count(settings["identity.no_ref.min"].value),
            items=_items(settings["identity.no_ref.items"].value),
            wrong_item=WrongItem(str(settings["identity.wrong_item"].value)),
            attempts=_count(settings["identity.attempts"].value),
            lock_hours=_count(settings["identity.lock_hours"].value),
            window_minutes=_count(settings["identity.window_minutes"].value),
        )
    except KeyError as missing:
        raise PolicyUnknown(f"{pack.ref} does not say how to confirm who somebody is") from missing


def _items(value: object) -> tuple[Item, ...]:
    assert isinstance(value, tuple), "the pack's keys say what may stand there"
    return tuple(map(Item, value))


def _count(value: object) -> int:
    assert isinstance(value, int), "the pack's keys say what may stand there"
    return value


def is_confirmed(claims: Sequence[Claim], held: Forms, rules: Rules) -> bool:
    """Whether these claims show that somebody is the person of whom `held` is held.

    What is not held can be neither right nor wrong. Two claims of one kind must both be right, and
    count once. A wrong name is never ignored: knowing two facts about somebody under another name is
    what a relative can do.
    """
    asked = (*rules.with_reference, *rules.items)
    known = [claim for claim in claims if claim.item in asked and claim.item in held]
    wrong = {claim.item for claim in known if claim.form not in held[claim.item]}
    if wrong and (rules.wrong_item is WrongItem.FAIL or Item.FULL_NAME in wrong):
        return False
    right = {claim.item for claim in known} - wrong
    by_reference = bool(rules.with_reference) and right.issuperset(rules.with_reference)
    by_items = len(right.intersection(rules.items)) >= rules.fewest
    return by_reference or (by_items and not rules.only_by_reference)


def verdict(*, passed: bool, claims: Sequence[Claim], rules: Rules) -> Verdict:
    """What is answered, whoever asks."""
    return Verdict(True) if passed else Verdict(False, _still_to_ask(claims, rules))


def _still_to_ask(claims: Sequence[Claim], rules: Rules) -> tuple[Item, ...]:
    asked = {claim.item for claim in claims}
    items = () if rules.only_by_reference else rules.items
    return tuple(item for item in (*rules.with_reference, *items) if item not in asked)


def the_only_one(confirmed: Collection[bool]) -> bool:
    """Whether exactly one person is confirmed: of twins and couples, claims may fit both."""
    return sum(confirmed) == 1
