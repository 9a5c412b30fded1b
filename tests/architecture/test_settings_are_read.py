"""A value of a pack that changes nothing would be a promise that nobody keeps (issue 3, point 2)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.domain.policy_keys import KEYS, READ_BY_PEOPLE

PACKAGE = Path(__file__).resolve().parents[2] / "chalicelib"
_ONLY_STATE_THEM = ("policy_keys.py", "policy_faults.py")


def read_by_code(source: str) -> Iterator[str]:
    """The keys that a module spells out; one that is put together counts for all that begin alike.

    >>> sorted(read_by_code('a["sar.months"]; b[f"identity.{name}"]'))[:2]
    ['identity.attempts', 'identity.lock_hours']
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in KEYS:
            yield str(node.value)
        if isinstance(node, ast.JoinedStr) and isinstance(first := node.values[0], ast.Constant):
            yield from (key for key in KEYS if "." in str(first.value) and key.startswith(first.value))


def read_by_clocks(pack: str) -> Iterator[str]:
    """The keys that a pack's clocks take an amount from, as in `allowance = "sar.months"`."""
    for line in pack.splitlines():
        name, _, value = line.partition(" = ")
        if name.isidentifier() and value.strip('"') in KEYS:
            yield value.strip('"')


def read() -> set[str]:
    modules = [file for file in PACKAGE.rglob("*.py") if file.name not in _ONLY_STATE_THEM]
    packs = PACKAGE.glob("policies/*/*/policy.toml")
    by_code = {key for file in modules for key in read_by_code(file.read_text())}
    return by_code | {key for file in packs for key in read_by_clocks(file.read_text())}


def test_every_value_of_a_pack_is_read_or_says_why_it_is_not_yet():
    unread = set(KEYS) - read() - set(READ_BY_PEOPLE)

    assert unread == set(), "nothing reads these: use them, take them out, or say why they stand there"


def test_no_excuse_outlives_its_reason():
    assert read() & set(READ_BY_PEOPLE) == set(), "these are read now: take them out of READ_BY_PEOPLE"
    assert set(READ_BY_PEOPLE) <= set(KEYS)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('pack.settings["sar.months"]', {"sar.months"}),
        ('# "sar.months" is only spoken of here', set()),
        ('f"staff_copy.{name}"', {"staff_copy.redact"}),
        ('f"{name}.months"', set()),
    ],
)
def test_a_key_counts_as_read_where_code_spells_it(source: str, found: set[str]):
    assert set(read_by_code(source)) == found
