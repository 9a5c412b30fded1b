"""The files of a policy pack as TOML, before anything is believed of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chalicelib.adapters.policy_packs import Tables
from chalicelib.domain.errors import PolicyUnknown
from chalicelib.domain.policy import PolicyRef

PACK_FILES = ("policy", "roles", "subjects", "contacts")
_BESIDE = PACK_FILES[1:]

BASED_ON = "based_on"
"""The key of policy.toml by which a version takes everything that it does not say itself from an older
one: a reviewer reads only what changes.
"""

_VERSION = re.compile(r"v([0-9]+)")


def tables_of(files: Path, ref: PolicyRef) -> Tables:
    """The files of a pack as they stand, with everything that it takes from the version it is based on.

    Raises: PolicyUnknown; ValueError, for a version based on one that is not older.
    """
    folder = files / ref.code / ref.version
    policy = read_toml(folder / "policy.toml")
    base = policy.pop(BASED_ON, "")
    if not base:
        return {"policy": policy} | {name: read_toml(folder / f"{name}.toml") for name in _BESIDE}
    if not is_older(base, ref.version):
        raise ValueError(f"A version is based on an older one, which {base} is not")
    own = {"policy": policy} | {name: _if_any(folder / f"{name}.toml") for name in _BESIDE}
    inherited = tables_of(files, PolicyRef(ref.code, base))
    return {name: merged(inherited[name], own[name]) for name in PACK_FILES}


def is_older(version: str, than: str) -> bool:
    """Whether a version comes before another.

    >>> is_older("v2", "v10"), is_older("v2", "v2"), is_older("../v1", "v2")
    (True, False, False)
    """
    written = [_VERSION.fullmatch(each) for each in (version, than)]
    numbers = [int(each[1]) for each in written if each]
    return len(numbers) == len(written) and numbers[0] < numbers[1]


def merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Tables in tables, where the newer value stands; a list is replaced whole.

    >>> merged({"a": {"x": 1, "y": 2}, "b": [1, 2]}, {"a": {"y": 3}, "b": [4]})
    {'a': {'x': 1, 'y': 3}, 'b': [4]}
    """
    tables = {
        key: merged(base[key], value)
        for key, value in own.items()
        if isinstance(value, dict) and isinstance(base.get(key), dict)
    }
    return {**base, **own, **tables}


def _if_any(path: Path) -> dict[str, Any]:
    return read_toml(path) if path.is_file() else {}


def read_toml(path: Path) -> dict[str, Any]:
    """A file as it stands. Raises: PolicyUnknown, where there is none; TOMLDecodeError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PolicyUnknown(f"There is no {path.parent.name}/{path.name} here") from None
